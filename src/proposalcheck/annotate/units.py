"""The stretches of a document that rules look at: sentences, rows of tables, headings, lines of a table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from proposalcheck.annotate.annotated import Sentence, UnitKind
from proposalcheck.annotate.sentences import parse, split
from proposalcheck.document import BODY_KINDS, Block, Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CONTENTS_LINE = re.compile(r"(?:(?:\.\s?){4,}|…+)\s*(?:\d{1,4}|[ivxlc]{1,6})\s*$|(?:\.\s?){6,}$")
_CONTENTS_END = 200
"""How many characters from its end tell whether a line is one of a table of contents."""
_TITLE_END = re.compile(r"(?P<sign>[.:]|\s+[–—-])(?:\s+|$)")
_ROW_CELL_WORDS = 30
"""A table row is one unit while none of its cells is longer than this; longer cells are prose and stand alone."""


def units_of(document: Document) -> tuple[Doc, tuple[Sentence, ...]]:
    """Return the tokens of `document`, and its units in reading order.

    Page furniture, comments and deleted text are tokens only: they belong to no unit.
    """
    stretches = list(_stretches(document))
    spans = [span for span, _, _ in stretches]
    doc = parse(document.text, spans)
    units = (
        Sentence(span, kind, section)
        for (whole, kind, section), sentences in zip(stretches, split(doc, spans), strict=True)
        for span in (sentences if kind == "sentence" else [whole])
    )
    return doc, tuple(units)


def _stretches(document: Document) -> Iterator[tuple[Span, UnitKind, int | None]]:
    """Yield each stretch that no sentence may cross, with its kind and section."""
    rows = _rows(document)
    done = -1
    for block in document.blocks:
        if block.kind not in BODY_KINDS or block.content.start < done:
            continue
        row = rows.get(block.span.start)
        if row is not None:
            done = row.end
            yield row, "row", block.section
        elif len(block.content):
            title, rest = _run_in(block, document)
            if title:
                yield title, "heading", block.section
            if rest:
                yield rest, _kind_of(block, document), block.section


def _run_in(block: Block, document: Document) -> tuple[Span | None, Span | None]:
    """Return the title that opens a clause on its own line ("5.2 Fees. The Client …"), and the words behind it."""
    content, section = block.content, block.section
    if block.kind == "heading" or section is None or document.sections[section].heading != block.span:
        return None, content
    title = document.sections[section].title
    if not title or not content.of(document.text).startswith(title):
        return None, content
    after = _TITLE_END.match(document.text, content.start + len(title), content.end)
    if after is None:
        return None, content
    rest = Span(after.end(), content.end)
    return Span(content.start, after.end("sign")), rest if len(rest) else None


def _rows(document: Document) -> dict[int, Span]:
    """Return the rows that are read as one unit, by the offset of their first words."""
    found: dict[int, Span] = {}
    for row in (row for table in document.tables for row in table.rows):
        cells = [cell.span for cell in row if len(cell.span)]
        if len(cells) > 1 and all(len(document.quote(cell).split()) <= _ROW_CELL_WORDS for cell in cells):
            whole = Span(cells[0].start, cells[-1].end)
            if all(block.kind in BODY_KINDS for block in document.blocks_in(whole)):
                found[whole.start] = whole
    return found


def _kind_of(block: Block, document: Document) -> UnitKind:
    if _CONTENTS_LINE.search(document.quote(block.span)[-_CONTENTS_END:]):
        return "contents"
    return "heading" if block.kind == "heading" else "sentence"
