"""The pictures: bars of the scorecard, and effort against results."""

from __future__ import annotations

import pytest
from tests.documents import built

from proposalcheck.document import Anchor, Span
from proposalcheck.finding import Dimension, Stretch
from proposalcheck.readers.structure import Draft
from proposalcheck.reports.html.pictures import bars, steps

DOCUMENT = built(
    Draft("heading", "1 Fees", level=1, anchor=Anchor(page=2)), Draft("paragraph", "One. Two.", anchor=Anchor(page=3))
)
FEES = DOCUMENT.blocks[1].span


def stretch(effort: int, results: int) -> Stretch:
    return Stretch(Span(FEES.start + 5, FEES.end), 9, effort, results)


@pytest.mark.parametrize(
    ("score", "band"), [(0, "weak"), (39, "weak"), (40, "middling"), (69, "middling"), (70, "strong"), (100, "strong")]
)
def test_a_bar_is_weak_middling_or_strong(score: int, band: str) -> None:
    (bar,) = bars([Dimension("measures", score, "a reason", ())])
    assert (bar.index, bar.name, bar.score, bar.why, bar.band) == (0, "measures", score, "a reason", band)


def test_a_step_is_found_by_its_block_its_page_and_its_section() -> None:
    (step,) = steps(DOCUMENT, [stretch(1, 2)])
    assert (step.start, step.page, step.section) == (FEES.start, 3, "1 Fees")
    assert (step.sentences, step.effort, step.results) == (9, 1, 2)


def test_the_longest_bar_is_the_scale() -> None:
    first, second = steps(DOCUMENT, [stretch(8, 2), stretch(0, 4)])
    assert (first.effort_width, first.results_width) == (100.0, 25.0)
    assert (second.effort_width, second.results_width) == (0.0, 50.0)


def test_a_single_sentence_does_not_fill_the_picture() -> None:
    (step,) = steps(DOCUMENT, [stretch(1, 0)])
    assert step.effort_width == 20.0


def test_a_document_that_speaks_of_neither_has_no_picture() -> None:
    assert steps(DOCUMENT, [stretch(0, 0)]) == []
    assert steps(DOCUMENT, []) == []
