"""Ruled tables: the lines that a page draws -> cells, and the words that stand in each.

The lines come from PDFium; from them pdfplumber's table finder (https://github.com/jsvine/pdfplumber, after Nurminen's
thesis) makes cells. pdfplumber is imported only once a page has lines that cross, and never opens the file itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from proposalcheck.readers.pdf.drawings import Drawings, Rectangle, Rule
from proposalcheck.readers.pdf.lines import Line, make_line, rows
from proposalcheck.readers.pdf.words import Frame, Word

Row = list[Line]
"""Pieces of line that stand side by side, from left to right."""

_SNAP = 3.0
_MOST_RULES = 1_200
_MOST_CROSSINGS = 3_500
_LEAST_FILLED = 0.25
_SHORTEST = 4.0
_NUMBER = re.compile(r"[($€£¥-]*\d[\d,.]*%?\)?")
_LONGEST_BAND = 12
_MARGIN = 15.0
_LEAST_RULES_ACROSS = 3


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
    rules = [Rule(*frame.level(*rule)) for rule in drawings.rules]
    if not _may_cross(rules):
        return left, found
    for cells in _cell_groups(rules):
        tables, left = _tables(cells, left)
        found.extend((table.as_line(), table) for table in tables)
    return left, found


def _may_cross(rules: Sequence[Rule]) -> bool:
    """Gate: two level and two upright lines are the least that a cell needs, more than `_MOST_RULES` are a drawing."""
    level = sum(1 for rule in rules if rule.is_level)
    return level >= 2 and len(rules) - level >= 2 and len(rules) <= _MOST_RULES


def _cell_groups(rules: Sequence[Rule]) -> list[list[Rectangle]]:
    from pdfplumber import table as finder

    edges = [_edge(rule) for rule in rules if max(rule.right - rule.left, rule.bottom - rule.top) >= _SHORTEST]
    merged = finder.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    sides = _open_sides(merged)
    if sides:
        merged = finder.merge_edges([*merged, *sides], _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = finder.edges_to_intersections(merged, _SNAP, _SNAP)
    if not 4 <= len(crossings) <= _MOST_CROSSINGS:
        return []
    groups: list[list[Rectangle]] = finder.cells_to_tables(finder.intersections_to_cells(crossings))
    return groups


def _open_sides(edges: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the outer sides of tables that have rules between columns and rows but none around them."""
    level = [edge for edge in edges if edge["orientation"] == "h"]
    sides: list[dict[str, Any]] = []
    for upright in (edge for edge in edges if edge["orientation"] == "v"):
        x, top, bottom = upright["x0"], upright["top"] - _SNAP, upright["bottom"] + _SNAP
        across = [edge for edge in level if edge["x0"] < x - _MARGIN and edge["x1"] > x + _MARGIN]
        across = [edge for edge in across if top <= edge["top"] <= bottom]
        if len(across) < _LEAST_RULES_ACROSS or _spread(across, "x0") > _SNAP or _spread(across, "x1") > _SNAP:
            continue
        first, last = min(edge["top"] for edge in across), max(edge["top"] for edge in across)
        for side in (across[0]["x0"], across[0]["x1"]):
            sides.append(_edge(Rule(side, first, side, last)))
    return sides


def _spread(edges: Sequence[dict[str, Any]], key: str) -> float:
    values = [float(edge[key]) for edge in edges]
    return max(values) - min(values)


def _edge(rule: Rule) -> dict[str, Any]:
    """Return a line as pdfplumber's finder wants it; a line's thickness is taken out."""
    middle, centre = (rule.top + rule.bottom) / 2, (rule.left + rule.right) / 2
    if rule.is_level:
        x0, x1, top, bottom, orientation = rule.left, rule.right, middle, middle, "h"
    else:
        x0, x1, top, bottom, orientation = centre, centre, rule.top, rule.bottom, "v"
    size = {"width": x1 - x0, "height": bottom - top}
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top, "orientation": orientation, **size}


class _Grid:
    """The rows and columns that a group of cells makes, and which cell each field of that grid belongs to."""

    def __init__(self, cells: Sequence[Rectangle]) -> None:
        self.xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
        self.ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
        self._fields: dict[tuple[int, int], int] = {}
        self._starts: list[tuple[int, int]] = []
        self._spans: list[tuple[int, int]] = []
        self._words: list[list[list[Word]]] = []
        columns, heights = {x: at for at, x in enumerate(self.xs)}, {y: at for at, y in enumerate(self.ys)}
        for left, top, right, bottom in cells:
            self._add_cell(heights[top], columns[left], heights[bottom], columns[right])

    def _add_cell(self, row: int, column: int, last_row: int, last_column: int) -> int:
        index = len(self._starts)
        self._starts.append((row, column))
        self._spans.append((last_row - row, last_column - column))
        self._words.append([])
        for field in ((y, x) for y in range(row, last_row) for x in range(column, last_column)):
            self._fields.setdefault(field, index)
        return index

    def cell_of(self, word: Word) -> int | None:
        """Return the cell that a word's middle is in; a field without lines of its own is made a cell."""
        column, row = _field(self.xs, (word.left + word.right) / 2), _field(self.ys, (word.top + word.bottom) / 2)
        if column is None or row is None:
            return None
        index = self._fields.get((row, column))
        return self._add_cell(row, column, row + 1, column + 1) if index is None else index

    def put(self, cells: Sequence[int | None], piece: Line) -> None:
        """Put the words of a piece into the cells given for them, as runs of words that stand together."""
        for cell, run in _runs(cells, piece):
            if cell is not None:
                self._words[cell].append(run)

    def stretches(self) -> list[tuple[int, int]]:
        """Return the rows, from one up to another, that are tables: two rows or more that have several filled cells."""
        found: list[tuple[int, int]] = []
        start = end = -1
        for row in range(len(self.ys) - 1):
            filled = self._filled(row)
            if len(filled) > 1:
                start, end = (row if start < 0 else start), row + 1
            elif filled and sum(map(len, (run for cell in filled for run in self._words[cell]))) > _LONGEST_BAND:
                found, start = [*found, (start, end)] if start >= 0 else found, -1
        found = [*found, (start, end)] if start >= 0 else found
        return [stretch for stretch in found if self._is_table(*stretch) or self._is_set_of_cards(*stretch)]

    def row_of(self, cell: int) -> int:
        """Return the row that a cell begins in."""
        return self._starts[cell][0]

    def table(self, first: int, last: int) -> PageTable:
        """Return the table that rows `first` up to `last` make: its filled rows and columns."""
        inside = [index for index, words in enumerate(self._words) if words and first <= self._starts[index][0] < last]
        kept_columns = sorted({self._starts[index][1] for index in inside})
        kept_rows = sorted({self._starts[index][0] for index in inside})
        printed = tuple(part for row in kept_rows for part in _printed_rows(tuple(self._row(row, kept_columns))))
        area = (self.xs[0], self.ys[first], self.xs[-1], self.ys[last])
        return PageTable(printed, area, tuple(self.xs), is_cards=not self._is_table(first, last))

    def _filled(self, row: int) -> set[int]:
        """Return the cells that reach into a row and hold words."""
        reaching = (self._fields.get((row, column)) for column in range(len(self.xs) - 1))
        return {index for index in reaching if index is not None and self._words[index]}

    def _is_table(self, first: int, last: int) -> bool:
        """Tell a table from a frame around text or a drawing: words in two rows and two columns, few empty cells."""
        several = sum(1 for row in range(first, last) if len(self._filled(row)) > 1)
        inside = [index for index, start in enumerate(self._starts) if first <= start[0] < last]
        filled = [index for index in inside if self._words[index]]
        columns = {self._starts[index][1] for index in filled}
        return several >= 2 and len(columns) >= 2 and len(filled) >= max(3, _LEAST_FILLED * len(inside))

    def _is_set_of_cards(self, first: int, last: int) -> bool:
        """Tell frames side by side that each hold some lines of text."""
        cells = self._filled(first)
        return last - first == 1 and len(cells) > 1 and all(_height(self._words[cell]) > 1 for cell in cells)

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
            yield TableCell(tuple(make_line(run) for run in self._words[index]) if is_first else (), width)
            position += width


def _field(edges: Sequence[float], value: float) -> int | None:
    """Return which of the fields between `edges` holds `value`."""
    index = bisect_right(edges, value) - 1
    return index if 0 <= index < len(edges) - 1 else None


def _runs(cells: Sequence[int | None], piece: Line) -> list[tuple[int | None, list[Word]]]:
    """Group a piece's words by the cell that each stands in."""
    runs: list[tuple[int | None, list[Word]]] = []
    for cell, word in zip(cells, piece.words, strict=True):
        if runs and runs[-1][0] == cell:
            runs[-1][1].append(word)
        else:
            runs.append((cell, [word]))
    return runs


def _printed_rows(row: tuple[TableCell, ...]) -> list[tuple[TableCell, ...]]:
    """Part a row between two rules into the rows that are printed in it: those of its columns of numbers."""
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


def _height(runs: Sequence[Sequence[Word]]) -> int:
    """Return how many rows of words runs make."""
    return len({round(run[0].bottom / max(run[0].size, 1.0)) for run in runs})


def _tables(cells: Sequence[Rectangle], body: Sequence[Line]) -> tuple[list[PageTable], list[Line]]:
    """Return the tables that a group of cells makes with the words in them, and the pieces outside them."""
    grid = _Grid(cells)
    placed = [
        (piece, [grid.cell_of(word) for word in piece.words] if _touches(piece, grid) else None) for piece in body
    ]
    for piece, found in placed:
        if found is not None:
            grid.put(found, piece)
    stretches = grid.stretches()
    outside: list[Line] = []
    for piece, found in placed:
        kept = [None if cell is None or not _is_in(grid.row_of(cell), stretches) else cell for cell in found or ()]
        if not any(cell is not None for cell in kept):
            outside.append(piece)
        else:
            outside.extend(make_line(run) for cell, run in _runs(kept, piece) if cell is None)
    return [grid.table(*stretch) for stretch in stretches], outside


def _touches(piece: Line, grid: _Grid) -> bool:
    across = piece.right >= grid.xs[0] and piece.left <= grid.xs[-1]
    return across and piece.bottom >= grid.ys[0] and piece.top <= grid.ys[-1]


def _is_in(row: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(first <= row < last for first, last in stretches)
