"""Spans, blocks and places: the one coordinate of the package."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest
from tests.documents import built, markdown, prose

from proposalcheck.document import Anchor, Box, Document, Fragment, Fragments, Location, PrintedBox, Section, Span
from proposalcheck.readers.structure import Draft


def test_a_span_covers_its_characters() -> None:
    span = Span(4, 9)
    assert (len(span), span.of("The fees rise")) == (5, "fees ")


def test_spans_are_in_reading_order() -> None:
    assert sorted([Span(5, 6), Span(1, 9), Span(1, 3)]) == [Span(1, 3), Span(1, 9), Span(5, 6)]


@pytest.mark.parametrize(
    ("other", "contains"),
    [(Span(4, 9), True), (Span(4, 4), True), (Span(5, 8), True), (Span(3, 9), False), (Span(4, 10), False)],
)
def test_contains_takes_in_the_edges(other: Span, contains: bool) -> None:
    assert Span(4, 9).contains(other) is contains


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        (Span(8, 12), True),
        (Span(0, 5), True),
        (Span(5, 6), True),
        (Span(0, 20), True),
        (Span(9, 12), False),
        (Span(0, 4), False),
        (Span(6, 6), False),
    ],
)
def test_overlaps_needs_a_common_character(other: Span, overlaps: bool) -> None:
    assert Span(4, 9).overlaps(other) is overlaps
    assert other.overlaps(Span(4, 9)) is overlaps


def test_block_at_tells_blocks_from_what_is_between() -> None:
    document = prose("One.", "Two.")
    assert [document.block_at(offset) for offset in range(10)] == [0, 0, 0, 0, None, 1, 1, 1, 1, None]


def test_block_at_of_an_empty_document() -> None:
    assert prose().block_at(0) is None


@pytest.mark.parametrize(
    ("span", "found"),
    [
        (Span(0, 4), ["One."]),
        (Span(3, 6), ["One.", "Two."]),
        (Span(0, 14), ["One.", "Two.", "Six."]),
        (Span(4, 5), []),
        (Span(9, 11), ["Six."]),
        (Span(14, 20), []),
    ],
)
def test_blocks_in_yields_those_that_share_text(span: Span, found: list[str]) -> None:
    document = prose("One.", "Two.", "Six.")
    assert [document.quote(block.span) for block in document.blocks_in(span)] == found


def test_section_chain_goes_from_the_inside_out() -> None:
    document = markdown("# Offer\n\n## Price\n\n### Travel\n\nTravel is extra.\n")
    inner = document.blocks[-1].section
    assert [section.title for section in document.section_chain(inner)] == ["Travel", "Price", "Offer"]
    assert list(document.section_chain(None)) == []


@pytest.mark.parametrize(
    ("number", "title", "label"), [("5.2", "Fees", "5.2 Fees"), ("5.2", "", "5.2"), ("", "Fees", "Fees")]
)
def test_a_section_is_cited_by_what_there_is(number: str, title: str, label: str) -> None:
    assert Section(number, title, 1, Span(0, 4), Span(0, 4)).label == label


def boxed() -> Document:
    """A sentence printed on two lines of a page, and a second one on the next page."""
    first = Draft(
        "paragraph",
        "Fees may rise each year.",
        boxes=(
            (0, 4, Box(1, 100, 50, 140, 60)),
            (5, 8, Box(1, 145, 50, 175, 60)),
            (9, 13, Box(1, 180, 51, 220, 61)),
            (14, 24, Box(1, 100, 65, 200, 75)),
        ),
    )
    second = Draft("paragraph", "Notice is given.", boxes=((0, 16, Box(2, 100, 50, 260, 60)),))
    return built(first, second)


def test_boxes_on_one_line_are_joined_to_one_bar() -> None:
    assert boxed().locate(Span(0, 24)).boxes == (Box(1, 100, 50, 220, 61), Box(1, 100, 65, 200, 75))


def test_a_box_is_cut_where_the_span_begins_and_ends() -> None:
    assert boxed().locate(Span(16, 20)).boxes == (Box(1, 120, 65, 160, 75),)
    assert boxed().locate(Span(2, 6)).boxes == (Box(1, 120, 50, 155, 60),)


def test_a_span_over_two_pages_is_on_the_first() -> None:
    place = boxed().locate(Span(19, 31))
    assert place.page == 1
    assert place.boxes == (Box(1, 150, 65, 200, 75), Box(2, 100, 50, 160, 60))


def test_a_box_further_left_is_on_a_line_of_its_own() -> None:
    boxes = ((0, 4, Box(1, 300, 50, 340, 60)), (5, 9, Box(1, 60, 52, 100, 62)))
    assert len(built(Draft("paragraph", "Fees rise", boxes=boxes)).locate(Span(0, 9)).boxes) == 2


def test_place_without_boxes_comes_from_the_block() -> None:
    anchor = Anchor(page=3, part="word/document.xml", paragraph=7)
    document = built(Draft("heading", "Fees", 1), Draft("paragraph", "Fees rise.", anchor=anchor))
    assert document.locate(Span(5, 9)) == Location(3, "Fees", (), "word/document.xml", 7)


def test_place_outside_all_blocks_is_no_place() -> None:
    assert prose("One.").locate(Span(40, 44)) == Location(None, "")


def test_fragments_outside_the_span_give_no_box() -> None:
    document = boxed()
    assert document.blocks[0].anchor.fragments[0] == Fragment(Span(0, 4), Box(1, 100, 50, 140, 60))
    assert document.locate(Span(4, 5)).boxes == ()


class Boxes:
    """Where two words are printed, counting how often somebody wanted to know."""

    def __init__(self) -> None:
        self.asked = 0

    def between(self, start: int, end: int) -> Iterator[PrintedBox]:
        self.asked += 1
        yield 0, 4, Box(1, 100, 50, 140, 60)
        yield 5, 9, Box(1, 145, 50, 185, 60)


FEES = (Fragment(Span(7, 11), Box(1, 100, 50, 140, 60)), Fragment(Span(12, 16), Box(1, 145, 50, 185, 60)))


def test_fragments_are_made_once_and_only_when_they_are_asked_for() -> None:
    boxes = Boxes()
    fragments = Fragments(boxes, 7)
    anchor = Anchor(page=1, fragments=fragments)
    assert boxes.asked == 0
    assert (anchor.fragments[0], len(fragments), tuple(fragments), fragments[1:]) == (FEES[0], 2, FEES, FEES[1:])
    assert boxes.asked == 1


def test_a_part_of_a_block_is_located_without_making_all_of_its_fragments() -> None:
    asked: list[tuple[int, int]] = []

    class Asked(Boxes):
        def between(self, start: int, end: int) -> Iterator[PrintedBox]:
            asked.append((start, end))
            return super().between(start, end)

    fragments = Fragments(Asked(), 7)
    assert [box for _, _, box in fragments.near(Span(12, 14))] == [each.box for each in FEES]
    assert [(start, end) for start, end, _ in fragments.near(Span(12, 14))] == [(7, 11), (12, 16)]
    assert asked == [(5, 7), (5, 7)]


def test_fragments_equal_any_sequence_of_the_same() -> None:
    assert Fragments(Boxes(), 7) == FEES
    assert Anchor(fragments=Fragments(Boxes(), 7)) == Anchor(fragments=FEES)
    assert hash(Fragments(Boxes(), 7)) == hash(FEES)
    assert Fragments(Boxes(), 8) != FEES
    assert Fragments(Boxes(), 7) != 7
    assert repr(Fragments(Boxes(), 7)) == repr(FEES)


def test_fragments_are_sent_to_other_processes_as_a_plain_tuple() -> None:
    sent = pickle.loads(pickle.dumps(Fragments(Boxes(), 7)))
    assert type(sent) is tuple
    assert sent == FEES
