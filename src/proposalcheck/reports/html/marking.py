"""Highlights: the evidence of all findings laid over the text, cut into pieces that each stand in one block."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from proposalcheck.document import Document, Span
from proposalcheck.finding import Evidence

TONES = ("high", "medium", "low", "info", "unsure", "judgement", "strength")
"""How a finding is coloured and ordered: a warning by its severity, everything else by what it is."""


@dataclass(frozen=True, slots=True)
class Place:
    """One quote of one card: its number among the places of the document, its card, and where its highlight begins."""

    number: int
    card: str
    tone: str
    evidence: Evidence
    start: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is highlighted in one way or not at all.

    `places` are the quotes that cover it, the worst first; `exact` says that it belongs to the words a rule went by;
    `anchor` is the offset of its first character where a highlight begins there, else None.
    """

    text: str
    places: tuple[Place, ...] = ()
    exact: bool = False
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Marking:
    """A document and, for each of its blocks, the places that stand in it, the worst first."""

    document: Document
    by_block: Mapping[int, Sequence[Place]]

    def pieces(self, block: int, span: Span) -> list[Piece]:
        """Return the part of a block that `span` covers, cut wherever a highlight begins or ends."""
        inside = [place for place in self.by_block.get(block, ()) if place.evidence.span.overlaps(span)]
        return [self._piece(Span(left, right), inside) for left, right in pairwise(_edges(span, inside))]

    def _piece(self, span: Span, inside: Sequence[Place]) -> Piece:
        covering = tuple(place for place in inside if place.evidence.span.overlaps(span))
        exact = any(words.overlaps(span) for place in covering for words in place.evidence.words)
        begins = any(place.start == span.start for place in covering)
        return Piece(self.document.quote(span), covering, exact, span.start if begins else None)


def marking(document: Document, places: Iterable[Place]) -> Marking:
    """Return where in `document` each of `places` is to be highlighted."""
    by_block: defaultdict[int, list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda place: (TONES.index(place.tone), place.number)):
        for block in _blocks(document, place.evidence.span):
            by_block[block].append(place)
    return Marking(document, by_block)


def first_shown(document: Document, span: Span) -> int:
    """Return the offset at which the highlight of `span` begins: its first character that stands in a block."""
    blocks = _blocks(document, span)
    return max(span.start, document.blocks[blocks[0]].span.start) if blocks else span.start


def _blocks(document: Document, span: Span) -> range:
    """Return the indices of the blocks that share text with `span`."""
    first = bisect_right(document.blocks, span.start, key=lambda block: block.span.end)
    last = bisect_right(document.blocks, span.end - 1, key=lambda block: block.span.start)
    return range(first, last)


def _edges(span: Span, places: Sequence[Place]) -> list[int]:
    """Return where `span` is cut: its own ends, and the ends of every quote and of its exact words inside it."""
    marked = [part for place in places for part in (place.evidence.span, *place.evidence.words)]
    offsets = {offset for part in marked for offset in (part.start, part.end) if span.start < offset < span.end}
    return sorted({span.start, span.end} | offsets)
