"""The two pictures of a document: its scores as bars, and effort against results from its beginning to its end.

Both are tables whose cells are drawn, so that what is seen and what is read aloud is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proposalcheck.document import Document
from proposalcheck.finding import Dimension, Stretch

SHORTEST_SCALE = 5
"""How many sentences the longest bar stands for at least, so that a single one does not fill the picture."""
WEAK, STRONG = 40, 70
"""Scores below the first are shown as weak, those from the second on as strong."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One score: its dimension's place in the scorecard, its name, the score of 100, its arithmetic and its doubt."""

    index: int
    name: str
    score: int
    band: str
    why: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of the profile: where it begins, its counts, and the length of both bars in percent of the scale.

    `start` is the offset of the block in which it begins.
    """

    start: int
    page: int | None
    section: str
    sentences: int
    effort: int
    results: int
    effort_width: float
    results_width: float


def bars(dimensions: Sequence[Dimension]) -> list[Bar]:
    """Return the scores in the order of the scorecard."""
    return [
        Bar(index, dimension.name, dimension.score, _band(dimension.score), dimension.why, dimension.doubt)
        for index, dimension in enumerate(dimensions)
    ]


def _band(score: int) -> str:
    return "weak" if score < WEAK else "strong" if score >= STRONG else "middling"


def steps(document: Document, profile: Sequence[Stretch]) -> list[Step]:
    """Return the stretches as they are drawn; none where nothing in the document speaks of effort or results."""
    most = max((count for stretch in profile for count in (stretch.effort, stretch.results)), default=0)
    return [_step(document, stretch, max(most, SHORTEST_SCALE)) for stretch in profile] if most else []


def _step(document: Document, stretch: Stretch, most: int) -> Step:
    index = document.block_at(stretch.span.start)
    block = document.blocks[index] if index is not None else None
    section = document.sections[block.section].label if block is not None and block.section is not None else ""
    return Step(
        start=block.span.start if block is not None else stretch.span.start,
        page=block.anchor.page if block is not None else None,
        section=section,
        sentences=stretch.sentences,
        effort=stretch.effort,
        results=stretch.results,
        effort_width=round(100 * stretch.effort / most, 1),
        results_width=round(100 * stretch.results / most, 1),
    )
