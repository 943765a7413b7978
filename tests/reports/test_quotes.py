"""Quotes on one line, cut where they are long, and their places in words."""

from __future__ import annotations

import pytest

from proposalcheck.document import Location, Span
from proposalcheck.finding import Evidence
from proposalcheck.reports.quotes import bracketed, cut, on_one_line, place_of, window

WORDS = "The fee rises by five percent on the first day of each year of the term."


def evidence(quote: str, *words: Span) -> Evidence:
    return Evidence(quote, Span(100, 100 + len(quote)), words, Location(None, ""))


@pytest.mark.parametrize(
    ("page", "section", "said"),
    [(3, "5.2 Fees", "page 3, 5.2 Fees"), (3, "", "page 3"), (None, "Fees", "Fees"), (None, "", "")],
)
def test_a_place_is_told_as_far_as_it_is_known(page: int | None, section: str, said: str) -> None:
    assert place_of(page, section) == said
    assert bracketed(said) == (f" ({said})" if said else "")


def test_the_cells_of_a_row_are_set_apart() -> None:
    assert on_one_line("Design\t40 hours\nin May") == "Design | 40 hours in May"


@pytest.mark.parametrize(("most", "said"), [(72, WORDS), (71, f"{WORDS[:66]} …"), (12, "The fee …"), (2, "Th …")])
def test_a_line_is_cut_at_the_end_of_a_word(most: int, said: str) -> None:
    assert cut(WORDS, most) == said


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ((Span(117, 129),), "rises by five percent on the first"),
        ((), "The fee rises by five percent on"),
        ((Span(166, 171),), "first day of each year of the term."),
    ],
)
def test_a_long_quote_is_shown_around_its_words(words: tuple[Span, ...], shown: str) -> None:
    begin, end = window(evidence(WORDS, *words), 36)
    assert WORDS[begin:end] == shown


def test_a_short_quote_and_one_without_blanks_are_shown_from_the_start() -> None:
    assert window(evidence(WORDS), len(WORDS)) == (0, len(WORDS))
    assert window(evidence("x" * 50), 36) == (0, 36)
