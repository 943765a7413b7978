"""The passages of two rounds, paired: what was put in, taken out or reworded without a word from the other side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from proposalcheck.document import Cell, Document, Location, Span
from proposalcheck.rounds.changes import Change
from proposalcheck.rounds.words import ALIKE, Piece, likeness, pieces_between, words_of

EditSort = Literal["put in", "taken out", "reworded"]

_ASIDE = ("header", "footer", "comment", "deleted")
"""Blocks that are not the text which the parties agree on, or not any more."""
_MOST_PAIRS = 40_000
"""So many pairs of one stretch are tried for their likeness; a longer one was replaced as a whole."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, an item of a list, a heading or a row of a table: its words and where it stands."""

    words: str
    span: Span
    location: Location


@dataclass(frozen=True, slots=True)
class Edit:
    """A passage that was put in, taken out or reworded; `pieces` are its words where it was reworded."""

    sort: EditSort
    before: Passage | None
    after: Passage | None
    pieces: tuple[Piece, ...] = ()


def edits_between(old: Document, new: Document, changes: Sequence[Change]) -> tuple[Edit, ...]:
    """Return the edits in the order of reading; passages that one of `changes` quotes are left to that.

    A passage that was only moved, or renumbered, is no edit.
    """
    before, after = _passages(old), _passages(new)
    edits = _without_moved(list(_edits(before, after)))
    told_before = [one.span for change in changes if change.before for one in change.before.evidence]
    told_after = [one.span for change in changes if change.after for one in change.after.evidence]
    return tuple(
        edit for edit in edits if not _is_told(edit.before, told_before) and not _is_told(edit.after, told_after)
    )


def _is_told(passage: Passage | None, told: Sequence[Span]) -> bool:
    return passage is not None and any(passage.span.overlaps(span) for span in told)


def _passages(document: Document) -> list[Passage]:
    """Return the passages of `document` that have a word, a row of a table as one."""
    rows = {row[0].span.start: Span(row[0].span.start, row[-1].span.end) for row in _rows(document)}
    spans = [
        rows.get(block.span.start) if block.kind == "table_cell" else block.content
        for block in document.blocks
        if block.kind not in _ASIDE
    ]
    kept = [span for span in spans if span is not None and words_of(document.quote(span))]
    return [Passage(document.quote(span), span, document.locate(span)) for span in kept]


def _rows(document: Document) -> Iterator[Sequence[Cell]]:
    for table in document.tables:
        yield from (row for row in table.rows if row)


def _edits(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Edit]:
    old, new = ([words_of(passage.words) for passage in passages] for passages in (before, after))
    for sort, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort != "equal":
            yield from _stretch(before[start:end], after[begin:stop])


def _stretch(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Edit]:
    """Yield the edits of one stretch that differs: pairs that are alike in their order, the others on their own."""
    left = list(before)
    for later in after:
        earlier = _likest(later, left) if len(before) * len(after) <= _MOST_PAIRS else None
        if earlier is None:
            yield Edit("put in", None, later)
            continue
        for skipped in left[: left.index(earlier)]:
            yield Edit("taken out", skipped, None)
        left = left[left.index(earlier) + 1 :]
        yield Edit("reworded", earlier, later, pieces_between(earlier.words, later.words))
    yield from (Edit("taken out", earlier, None) for earlier in left)


def _likest(passage: Passage, among: Sequence[Passage]) -> Passage | None:
    words = words_of(passage.words)
    ranked = [(likeness(words_of(other.words), words), -place) for place, other in enumerate(among)]
    best = max(ranked, default=(0.0, 0))
    return among[-best[1]] if best[0] >= ALIKE else None


def _without_moved(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits but those of a passage that stands elsewhere now, word for word."""
    out = [words_of(edit.before.words) for edit in edits if edit.sort == "taken out" and edit.before]
    moved = [words_of(edit.after.words) for edit in edits if edit.sort == "put in" and edit.after]
    both = {words for words in out if words in moved and out.count(words) == moved.count(words)}
    return [edit for edit in edits if edit.sort == "reworded" or words_of(_only(edit).words) not in both]


def _only(edit: Edit) -> Passage:
    passage = edit.after or edit.before
    assert passage is not None
    return passage
