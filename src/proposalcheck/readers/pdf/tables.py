"""Ruled tables: the cells that a page's lines enclose, and the words that stand in each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proposalcheck.readers.pdf.cells import cell_groups
from proposalcheck.readers.pdf.drawings import Drawings, Rectangle, Rule
from proposalcheck.readers.pdf.lines import Line, make_line, rows
from proposalcheck.readers.pdf.words import Frame, Word

Row = list[Line]
"""Pieces of line that stand side by side, from left to right."""

_MOST_RULES = 1_200
_LEAST_FILLED = 0.25
_NUMBER = re.compile(r"[($€£¥-]*\d[\d,.]*%?\)?")
_LONGEST_BAND = 12


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell before its paragraphs are made: its pieces of line, and how many columns it spans."""

    pieces: tuple[Line, ...] = ()
    columns: int = 1


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page, row by row, and the rectangle that it takes up in the reading frame.

    `edges` are the columns' edges; `is_cards` says that the cells are frames side by side, each read on its own.
    """

    rows: tuple[tuple[TableCell, ...], ...]
    area: Rectangle
    edges: tuple[float, ...] = ()
    is_cards: bool = False

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max(sum(cell.columns for cell in row) for row in self.rows)

    def as_line(self) -> Line:
        """Return a wordless line that holds the table's place while the page is put in order."""
        return Line((), *self.area, 0.0, False, "")


def take_ruled_tables(
    body: Sequence[Line], drawings: Drawings, frame: Frame
) -> tuple[list[Line], list[tuple[Line, PageTable]]]:
    """Return the pieces of line outside ruled tables, and each table with the wordless line that holds its place."""
    left = list(body)
    found: list[tuple[Line, PageTable]] = []
    rules = drawings.rules_in(frame)
    if not _may_cross(rules):
        return left, found
    for cells in cell_groups(rules):
        tables, left = _tables(cells, left)
        found.extend((table.as_line(), table) for table in tables)
    return left, found


def _may_cross(rules: Sequence[Rule]) -> bool:
    """Gate: two level and two upright lines are the least that a cell needs, more than `_MOST_RULES` are a drawing."""
    level = sum(1 for rule in rules if rule.is_level)
    return level >= 2 and len(rules) - level >= 2 and len(rules) <= _MOST_RULES


class _Grid:
    """The rows and columns that a group of cells makes, and which cell each field of that grid belongs to."""

    def __init__(self, cells: Sequence[Rectangle]) -> None:
        self.xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
        self.ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
        self._fields: dict[tuple[int, int], int] = {}
        self._starts: list[tuple[int, int]] = []
        self._spans: list[tuple[int, int]] = []
        self._pieces: list[list[Line]] = []
        columns, heights = {x: at for at, x in enumerate(self.xs)}, {y: at for at, y in enumerate(self.ys)}
        for left, top, right, bottom in cells:
            self._add_cell(heights[top], columns[left], heights[bottom], columns[right])

    def _add_cell(self, row: int, column: int, last_row: int, last_column: int) -> int:
        index = len(self._starts)
        self._starts.append((row, column))
        self._spans.append((last_row - row, last_column - column))
        self._pieces.append([])
        for field in ((y, x) for y in range(row, last_row) for x in range(column, last_column)):
            self._fields.setdefault(field, index)
        return index

    def cell_of(self, word: Word) -> int | None:
        """Return the cell that a word's middle is in; a field without lines of its own is made a cell."""
        column = bisect_right(self.xs, (word.left + word.right) / 2) - 1
        row = bisect_right(self.ys, (word.top + word.bottom) / 2) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return None
        index = self._fields.get((row, column))
        return self._add_cell(row, column, row + 1, column + 1) if index is None else index

    def put(self, cells: Sequence[int | None], piece: Line) -> None:
        """Put a piece into the cells given for its words, cut where one cell follows another."""
        for cell, part in _runs(cells, piece):
            if cell is not None:
                self._pieces[cell].append(part)

    def stretches(self) -> list[tuple[int, int]]:
        """Return the rows, from one up to another, that are tables: two rows or more that have several filled cells."""
        found: list[tuple[int, int]] = []
        start = end = -1
        for row in range(len(self.ys) - 1):
            filled = self._filled(row)
            if len(filled) > 1:
                start, end = (row if start < 0 else start), row + 1
            elif filled and sum(len(piece.words) for cell in filled for piece in self._pieces[cell]) > _LONGEST_BAND:
                found, start = [*found, (start, end)] if start >= 0 else found, -1
        found = [*found, (start, end)] if start >= 0 else found
        return [stretch for stretch in found if self._is_table(*stretch) or self._is_set_of_cards(*stretch)]

    def cells_in(self, stretches: Iterable[tuple[int, int]]) -> frozenset[int | None]:
        """Return the cells that begin in rows of the given stretches."""
        inside = {row for stretch in stretches for row in range(*stretch)}
        return frozenset(index for index, start in enumerate(self._starts) if start[0] in inside)

    def table(self, first: int, last: int) -> PageTable:
        """Return the table that rows `first` up to `last` make: its filled rows and columns."""
        inside = [index for index, held in enumerate(self._pieces) if held and first <= self._starts[index][0] < last]
        kept_columns = sorted({self._starts[index][1] for index in inside})
        kept_rows = sorted({self._starts[index][0] for index in inside})
        printed = tuple(part for row in kept_rows for part in _printed_rows(tuple(self._row(row, kept_columns))))
        area = (self.xs[0], self.ys[first], self.xs[-1], self.ys[last])
        return PageTable(printed, area, tuple(self.xs), is_cards=not self._is_table(first, last))

    def _filled(self, row: int) -> set[int]:
        """Return the cells that reach into a row and hold words."""
        reaching = (self._fields.get((row, column)) for column in range(len(self.xs) - 1))
        return {index for index in reaching if index is not None and self._pieces[index]}

    def _is_table(self, first: int, last: int) -> bool:
        """Tell a table from a frame around text or a drawing: words in two rows and two columns, few empty cells."""
        several = sum(1 for row in range(first, last) if len(self._filled(row)) > 1)
        inside = [index for index, start in enumerate(self._starts) if first <= start[0] < last]
        filled = [index for index in inside if self._pieces[index]]
        columns = {self._starts[index][1] for index in filled}
        return several >= 2 and len(columns) >= 2 and len(filled) >= max(3, _LEAST_FILLED * len(inside))

    def _is_set_of_cards(self, first: int, last: int) -> bool:
        """Tell frames side by side that each hold some lines of text."""
        cells = self._filled(first)
        return last - first == 1 and len(cells) > 1 and all(_height(self._pieces[cell]) > 1 for cell in cells)

    def _row(self, row: int, columns: Sequence[int]) -> Iterable[TableCell]:
        position = 0
        while position < len(columns):
            index = self._fields.get((row, columns[position]))
            if index is None:
                yield TableCell()
                position += 1
                continue
            start, end = self._starts[index][1], self._starts[index][1] + self._spans[index][1]
            width = max(sum(1 for column in columns if max(start, columns[position]) <= column < end), 1)
            is_first = self._starts[index][0] == row
            yield TableCell(tuple(self._pieces[index]) if is_first else (), width)
            position += width


def _runs(cells: Sequence[int | None], piece: Line) -> list[tuple[int | None, Line]]:
    """Cut a piece where its words pass from one cell to another; most pieces stand in one."""
    if cells.count(cells[0]) == len(cells):
        return [(cells[0], piece)]
    runs: list[tuple[int | None, list[Word]]] = []
    for cell, word in zip(cells, piece.words, strict=True):
        if runs and runs[-1][0] == cell:
            runs[-1][1].append(word)
        else:
            runs.append((cell, [word]))
    return [(cell, make_line(run)) for cell, run in runs]


def _printed_rows(row: tuple[TableCell, ...]) -> list[tuple[TableCell, ...]]:
    """Part a row between two rules into the rows that are printed in it: those of its columns of numbers."""
    if sum(len(cell.pieces) > 1 for cell in row) < 2:
        return [row]
    columns = [[joined[0] for joined in rows(cell.pieces)] for cell in row]
    numbers = [lines for lines in columns if len(lines) > 1 and all(_NUMBER.fullmatch(line.text) for line in lines)]
    if len(numbers) < 2:
        return [row]
    edges = [line.top - 0.5 * line.size for line in max(numbers, key=len)][1:]
    parts = [[TableCell((), cell.columns) for cell in row] for _ in range(len(edges) + 1)]
    for column, cell in enumerate(row):
        for piece in cell.pieces:
            part = parts[bisect_right(edges, piece.top)]
            part[column] = TableCell((*part[column].pieces, piece), cell.columns)
    return [tuple(part) for part in parts]


def _height(held: Sequence[Line]) -> int:
    """Return how many rows the pieces in a cell make."""
    firsts = (piece.words[0] for piece in held)
    return len({round(word.bottom / max(word.size, 1.0)) for word in firsts})


def _tables(cells: Sequence[Rectangle], body: Sequence[Line]) -> tuple[list[PageTable], list[Line]]:
    """Return the tables that a group of cells makes with the words in them, and the pieces outside them."""
    grid = _Grid(cells)
    placed = [(piece, list(map(grid.cell_of, piece.words)) if _touches(piece, grid) else None) for piece in body]
    for piece, found in placed:
        if found is not None:
            grid.put(found, piece)
    stretches = grid.stretches()
    if not stretches:
        return [], list(body)
    inside = grid.cells_in(stretches)
    outside: list[Line] = []
    for piece, found in placed:
        if found is None or inside.isdisjoint(found):
            outside.append(piece)
        elif not inside.issuperset(found):
            kept = [cell if cell in inside else None for cell in found]
            outside.extend(part for cell, part in _runs(kept, piece) if cell is None)
    return [grid.table(*stretch) for stretch in stretches], outside


def _touches(piece: Line, grid: _Grid) -> bool:
    across = piece.right >= grid.xs[0] and piece.left <= grid.xs[-1]
    return across and piece.bottom >= grid.ys[0] and piece.top <= grid.ys[-1]
