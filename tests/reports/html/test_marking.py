"""Highlights over the text: where they are cut, which is the worst, and where they begin."""

from __future__ import annotations

from tests.documents import prose, tabled

from proposalcheck.document import Document, Span
from proposalcheck.finding import Trace, quoted
from proposalcheck.reports.html.marking import Place, first_shown, marking


def place(document: Document, quote: str, *words: str, tone: str = "high", number: int = 0) -> Place:
    """Return the highlight of `quote` with the exact `words` in it."""
    start = document.text.index(quote)
    exact = tuple(Span(at := document.text.index(word, start), at + len(word)) for word in words)
    evidence = quoted(document, Trace(Span(start, start + len(quote)), exact))
    return Place(number, "a-card", tone, evidence, first_shown(document, evidence.span))


def pieces(document: Document, *places: Place, block: int = 0) -> list[tuple[str, list[int], bool, int | None]]:
    """Return a block as it is cut: the text, the highlights over it, whether it is exact, and what begins there."""
    cut = marking(document, places).pieces(block, document.blocks[block].span)
    return [(piece.text, [place.number for place in piece.places], piece.exact, piece.anchor) for piece in cut]


def test_a_block_without_highlights_is_one_piece() -> None:
    assert pieces(prose("Fees may rise.")) == [("Fees may rise.", [], False, None)]


def test_a_quote_is_cut_at_its_ends_and_at_its_exact_words() -> None:
    document = prose("Before. Fees may rise soon. After.")
    assert pieces(document, place(document, "Fees may rise soon.", "may rise")) == [
        ("Before. ", [], False, None),
        ("Fees ", [0], False, 8),
        ("may rise", [0], True, None),
        (" soon.", [0], False, None),
        (" After.", [], False, None),
    ]


def test_where_highlights_overlap_the_worst_comes_first() -> None:
    document = prose("Fees may rise soon.")
    low = place(document, "Fees may", tone="low", number=0)
    high = place(document, "may rise", tone="high", number=1)
    assert pieces(document, low, high) == [
        ("Fees ", [0], False, 0),
        ("may", [1, 0], False, 5),
        (" rise", [1], False, None),
        (" soon.", [], False, None),
    ]


def test_a_quote_over_several_blocks_begins_once() -> None:
    document = tabled(["Mason", "$90", "by the hour"])
    row = place(document, "Mason\t$90\tby the hour", "$90")
    assert [pieces(document, row, block=block) for block in range(3)] == [
        [("Mason", [0], False, 0)],
        [("$90", [0], True, None)],
        [("by the hour", [0], False, None)],
    ]


def test_a_quote_in_the_next_block_leaves_this_one_alone() -> None:
    document = prose("Fees rise.", "Rates rise.")
    second = place(document, "Rates rise.")
    assert pieces(document, second, block=0) == [("Fees rise.", [], False, None)]
    assert pieces(document, second, block=1) == [("Rates rise.", [0], False, document.blocks[1].span.start)]


def test_a_quote_that_starts_between_blocks_is_shown_from_the_next_one_on() -> None:
    document = prose("Fees rise.", "Rates rise.")
    between = document.blocks[0].span.end
    assert first_shown(document, Span(between, between + 8)) == document.blocks[1].span.start


def test_two_quotes_that_begin_at_one_place_share_their_anchor() -> None:
    document = prose("Fees may rise soon.")
    short = place(document, "Fees may", number=0)
    long = place(document, "Fees may rise soon.", number=1)
    assert pieces(document, short, long) == [("Fees may", [0, 1], False, 0), (" rise soon.", [1], False, None)]
