"""The text of a document as the page shows it: passages in reading order, with pages, lists and tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from proposalcheck.document import Block, Span, Table
from proposalcheck.reports.html.marking import Marking, Piece

_DEEPEST = 6
"""The deepest heading that HTML knows."""
_TOP = 4
"""The level of heading that a document's own first level is shown at: what stands above belongs to the report."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as shown. `kind` is that of the block; `note` says whose comment or change it is, or what it is else."""

    kind: str
    start: int
    number: tuple[Piece, ...] = ()
    body: tuple[Piece, ...] = ()
    level: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table with its passages; `gap` is the number of columns before it that are merged into others."""

    passages: tuple[Passage, ...]
    columns: int
    gap: int
    heads: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What is shown as one: a new page, a run of list items, a table, or a single passage."""

    kind: str
    page: int | None = None
    passages: tuple[Passage, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()


def groups_of(marking: Marking) -> Iterator[Group]:
    """Yield the document in reading order; every block is shown exactly once.

    A heading is at most one level below the one before it, so that who listens to the outline misses no level.
    """
    page: int | None = None
    level = _TOP - 1
    for chunk in _chunks(marking):
        first = marking.document.blocks[chunk.blocks[0]].anchor.page
        if first is not None and first != page:
            page = first
            yield Group("page", page=page)
        for group in _shown(chunk, marking):
            if group.kind == "heading":
                level = min(group.passages[0].level, level + 1)
                yield replace(group, passages=(replace(group.passages[0], level=level),))
            else:
                yield group


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Neighbouring blocks that are shown together; a table brings the blocks that stand between its first and last."""

    kind: str
    blocks: tuple[int, ...]
    table: Table | None = None


def _chunks(marking: Marking) -> Iterator[_Chunk]:
    """Yield runs of blocks: those of a table, neighbouring list items of one page, or one block alone."""
    blocks = marking.document.blocks
    tables = _outermost(marking.document.tables)
    holders = [_holder(block, tables) for block in blocks]

    def belongs(index: int) -> tuple[object, ...]:
        block = blocks[index]
        if holders[index] is not None:
            return ("table", holders[index])
        return ("list", block.anchor.page) if block.kind == "list_item" else ("block", index)

    for key, run in groupby(range(len(blocks)), key=belongs):
        table = tables[holder] if key[0] == "table" and isinstance(holder := key[1], int) else None
        yield _Chunk(str(key[0]), tuple(run), table)


def _outermost(tables: Sequence[Table]) -> list[Table]:
    """Return the tables that stand in no other, in reading order."""
    kept: list[Table] = []
    for table in sorted(tables, key=lambda table: (table.span.start, -table.span.end)):
        if not kept or table.span.start >= kept[-1].span.end:
            kept.append(table)
    return kept


def _holder(block: Block, tables: Sequence[Table]) -> int | None:
    """Return the index of the table that `block` stands in."""
    return next((index for index, table in enumerate(tables) if table.span.overlaps(block.span)), None)


def _shown(chunk: _Chunk, marking: Marking) -> Iterator[Group]:
    passages = tuple(_passage(index, marking) for index in chunk.blocks)
    if chunk.table is None:
        yield Group("list" if chunk.kind == "list" else passages[0].kind, passages=passages)
        return
    rows = tuple(_row(chunk.table, row, passages) for row in range(len(chunk.table.rows)))
    yield Group("table", rows=tuple(row for row in rows if row))
    shown = {passage.start for row in rows for cell in row for passage in cell.passages}
    yield from (Group(passage.kind, passages=(passage,)) for passage in passages if passage.start not in shown)


def _row(table: Table, row: int, passages: Sequence[Passage]) -> tuple[ShownCell, ...]:
    """Return a row with its cells filled from `passages`; the first row heads the columns where all of it is filled."""
    heads = row == 0 and len(table.rows) > 1 and all(len(cell.span) for cell in table.rows[row])
    cells: list[ShownCell] = []
    column = 0
    for cell in table.rows[row]:
        left, right = (
            bisect_left(passages, edge, key=lambda passage: passage.start) for edge in (cell.span.start, cell.span.end)
        )
        cells.append(ShownCell(tuple(passages[left:right]), cell.columns, max(0, cell.column - column), heads))
        column = cell.column + cell.columns
    return tuple(cells)


def _passage(index: int, marking: Marking) -> Passage:
    block = marking.document.blocks[index]
    start = min(max(block.content.start, block.span.start), block.span.end)
    number = marking.pieces(index, Span(block.span.start, start)) if block.number else []
    body = marking.pieces(index, Span(start if block.number else block.span.start, block.span.end))
    level = min(_TOP + max(1, block.level) - 1, _DEEPEST) if block.kind == "heading" else block.level
    return Passage(block.kind, block.span.start, tuple(number), tuple(body), level, _note(block))


_NOTES = {
    "header": "Page header",
    "footer": "Page footer",
    "footnote": "Footnote",
    "comment": "Comment",
    "inserted": "Inserted",
    "deleted": "Deleted",
}


def _note(block: Block) -> str:
    """Return what a block is called that is no plain part of the text, with the person whose change it is."""
    called = _NOTES.get(block.kind, "")
    return f"{called} by {block.change.author}" if block.change and block.change.author and called else called
