"""The stretches of a document that rules look at: sentences, rows of tables, headings, lines of a table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalcheck.annotate.annotated import Sentence, UnitKind
from proposalcheck.annotate.sentences import split
from proposalcheck.document import BODY_KINDS, Block, Document, Span, Table

_CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}\s*\d{0,4}\s*$|\t\d{1,4}$|…+\s*\d{1,4}$")
_ROW_CELL_WORDS = 30
"""A table row is one unit while none of its cells is longer than this; longer cells are prose and stand alone."""


def units_of(document: Document) -> tuple[Sentence, ...]:
    """Return the units of `document` in reading order; page furniture, comments and deleted text are left out."""
    stretches = list(_stretches(document))
    spans = split(document.text, [span for span, _, _ in stretches])
    return tuple(
        Sentence(span, kind, section)
        for (whole, kind, section), sentences in zip(stretches, spans, strict=True)
        for span in (sentences if kind == "sentence" else [whole])
    )


def _stretches(document: Document) -> Iterator[tuple[Span, UnitKind, int | None]]:
    """Yield each stretch that no sentence may cross, with its kind and section."""
    rows = _rows(document.tables, document.text)
    done = -1
    for block in document.blocks:
        if block.kind not in BODY_KINDS or block.content.start < done:
            continue
        row = rows.get(block.span.start)
        if row is not None:
            done = row.end
            yield row, "row", block.section
        elif len(block.content):
            yield block.content, _kind_of(block, document), block.section


def _rows(tables: tuple[Table, ...], text: str) -> dict[int, Span]:
    """Return the rows that are read as one unit, by the offset of their first words."""
    found: dict[int, Span] = {}
    for table in tables:
        for row in table.rows:
            cells = [cell.span for cell in row if len(cell.span)]
            if len(cells) > 1 and all(len(cell.of(text).split()) <= _ROW_CELL_WORDS for cell in cells):
                found[cells[0].start] = Span(cells[0].start, cells[-1].end)
    return found


def _kind_of(block: Block, document: Document) -> UnitKind:
    if _CONTENTS_LINE.search(document.quote(block.span)):
        return "contents"
    return "heading" if block.kind == "heading" else "sentence"
