"""From blocks in reading order to a `Document`: the text, the offsets, the printed numbers and the section tree.

Every reader hands its blocks to one `DocumentBuilder`: numbers, sections and offsets mean the same in every format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from proposalcheck.document import (
    Anchor,
    BlockKind,
    Cell,
    Change,
    Coverage,
    Document,
    Fragments,
    Printed,
    PrintedBox,
    Problem,
    Source,
    Span,
    Table,
)
from proposalcheck.readers.numbering import number_depth, plain_number, split_number
from proposalcheck.readers.sections import Candidate, SectionFinder

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"), "")
_PLAIN = _INVISIBLE | dict.fromkeys(map(ord, "\u2010\u2011"), "-")
"""Characters that no reader sees are dropped, and the hyphens that only typesetters tell apart become one."""
UNPRINTED = "".join(map(chr, _PLAIN))
"""The characters that no text of a document holds."""
_NOT_PLAIN = re.compile(f"[{UNPRINTED}]")
_TEXT_KINDS: frozenset[BlockKind] = frozenset({"heading", "paragraph", "list_item", "inserted"})
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f]")


def clean(text: str) -> str:
    """Return `text` without invisible characters, with single blanks, its line breaks kept and its ends trimmed."""
    kept = text.translate(_PLAIN) if not text.isascii() and _NOT_PLAIN.search(text) else text
    lines = _LINE_ENDS.split(kept) if _LINE_ENDS.search(kept) else [kept]
    return "\n".join(" ".join(line.split()) for line in lines).strip()


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it has a place in the text.

    `text` is clean. `number` is a printed label that is not part of `text` (Word computes it); a number that stands in
    the text itself is found by the builder. `boxes` gives, for stretches of `text`, where they are printed.
    `level` is the depth of a heading or list item, 0 where the file does not say.
    """

    kind: BlockKind
    text: str
    level: int = 0
    number: str = ""
    anchor: Anchor = field(default_factory=Anchor)
    boxes: Printed | tuple[PrintedBox, ...] = ()
    change: Change | None = None

    def of_kind(self, kind: BlockKind) -> Draft:
        """Return the same words as a block of another kind."""
        if kind == self.kind:
            return self
        return Draft(kind, self.text, self.level, self.number, self.anchor, self.boxes, self.change)


class _Given(NamedTuple):
    """Boxes that are given outright."""

    boxes: tuple[PrintedBox, ...]

    def between(self, _start: int, _end: int) -> tuple[PrintedBox, ...]:
        return self.boxes


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A table cell before it has a place in the text: its paragraphs, and how many columns it spans."""

    paragraphs: tuple[Draft, ...]
    columns: int = 1


class DocumentBuilder:
    """Collects blocks in reading order and gives them their place in one text."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._candidates: list[Candidate] = []
        self._tables: list[tuple[int, Table]] = []

    @property
    def is_empty(self) -> bool:
        """Whether no block has been added yet."""
        return not self._candidates

    def add(self, draft: Draft) -> None:
        """Append a block; one without any text is left out."""
        if draft.text or draft.number:
            self._start_line()
            self._place(draft)

    def add_table(self, rows: Sequence[Sequence[CellDraft]]) -> None:
        """Append a table row by row; cells are set apart by tabs, rows by line breaks, empty cells keep their place."""
        if not any(draft.text for row in rows for cell in row for draft in cell.paragraphs):
            return
        self._start_line()
        first = len(self._candidates)
        placed = tuple(self._place_row(number, row) for number, row in enumerate(rows))
        start, end = next(cell.span.start for row in placed for cell in row), self._length
        self._tables.append((first, Table(Span(start, end), placed)))

    def build(
        self,
        source: Source,
        *,
        problems: Sequence[Problem] = (),
        coverage: Coverage | None = None,
        language: str = "en",
    ) -> Document:
        """Return the finished document; the builder must not be used afterwards."""
        found = SectionFinder(self._candidates, self._length)
        return Document(
            source=source,
            text="".join(self._pieces),
            blocks=found.blocks,
            sections=found.sections,
            tables=tuple(replace(table, section=found.blocks[first].section) for first, table in self._tables),
            problems=tuple(problems),
            coverage=coverage or Coverage(pages_read=source.pages),
            language=language,
        )

    def _start_line(self) -> None:
        if self._length and not self._pieces[-1].endswith("\n"):
            self._append("\n")

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _place_row(self, number: int, row: Sequence[CellDraft]) -> tuple[Cell, ...]:
        if number:
            self._append("\n")
        cells: list[Cell] = []
        column = 0
        for cell in row:
            if cells:
                self._append("\t")
            start = self._length
            for position, draft in enumerate(each for each in cell.paragraphs if each.text or each.number):
                if position:
                    self._append("\n")
                self._place(draft.of_kind("table_cell") if draft.kind in _TEXT_KINDS else draft)
            cells.append(Cell(Span(start, self._length), number, column, cell.columns))
            column += cell.columns
        return tuple(cells)

    def _place(self, draft: Draft) -> None:
        label, body_start, text = _printed(draft)
        start = self._length
        span = Span(start, start + len(text))
        content = Span(start + body_start, span.end) if body_start else span
        level = draft.level or (number_depth(label) if label else 1 if draft.kind == "heading" else 0)
        shift = start + len(text) - len(draft.text)
        anchor = draft.anchor
        if draft.boxes:
            printed = _Given(draft.boxes) if isinstance(draft.boxes, tuple) else draft.boxes
            anchor = Anchor(anchor.page, Fragments(printed, shift), anchor.part, anchor.paragraph, anchor.line)
        self._append(text)
        body = text[body_start:]
        self._candidates.append(
            Candidate(draft.kind, span, content, level, label, anchor, draft.change, body, draft.level)
        )


def _printed(draft: Draft) -> tuple[str, int, str]:
    """Return a block's printed number, where its content starts, and its text as the page shows it."""
    if draft.number and not (draft.number == "•" and split_number(draft.text)[0]):
        text = f"{draft.number} {draft.text}".rstrip()
        return plain_number(draft.number), min(len(draft.number) + 1, len(text)), text
    if draft.kind not in _TEXT_KINDS:
        return "", 0, draft.text
    number, start = split_number(draft.text, heading=draft.kind == "heading")
    return number, start, draft.text
