"""Ruled tables: the lines that a page draws -> cells, and the words that stand in each.

The lines come from PDFium; from them pdfplumber's table finder (https://github.com/jsvine/pdfplumber, after Nurminen's
thesis) makes cells. pdfplumber is imported only once a page has lines that cross, and never opens the file itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from proposalcheck.readers.pdf_drawings import Drawings, Rectangle, Rule
from proposalcheck.readers.pdf_lines import Line, make_line
from proposalcheck.readers.pdf_words import Frame, Word

Row = list[Line]
"""Pieces of line that stand side by side, from left to right."""

_SNAP = 3.0
_MOST_RULES = 1_200
_MOST_CROSSINGS = 3_500
_LEAST_FILLED = 0.25
_SHORTEST = 4.0


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell before its paragraphs are made: its pieces of line, and how many columns it spans."""

    pieces: tuple[Line, ...] = ()
    columns: int = 1


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page, row by row, and the rectangle that it takes up in the reading frame."""

    rows: tuple[tuple[TableCell, ...], ...]
    area: Rectangle
    edges: tuple[float, ...] = ()

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max(sum(cell.columns for cell in row) for row in self.rows)

    def as_line(self) -> Line:
        """Return a wordless line that holds the table's place while the page is put in order."""
        return Line((), *self.area, 0.0, False)


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
        table, outside = _filled(cells, left)
        if table is not None:
            found.append((table.as_line(), table))
            left = outside
    return left, found


def _may_cross(rules: Sequence[Rule]) -> bool:
    """Gate: two level and two upright lines are the least that a cell needs, more than `_MOST_RULES` are a drawing."""
    level = sum(1 for rule in rules if rule.is_level)
    return level >= 2 and len(rules) - level >= 2 and len(rules) <= _MOST_RULES


def _cell_groups(rules: Sequence[Rule]) -> list[list[Rectangle]]:
    from pdfplumber import table as finder

    edges = [_edge(rule) for rule in rules if max(rule.right - rule.left, rule.bottom - rule.top) >= _SHORTEST]
    merged = finder.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = finder.edges_to_intersections(merged, _SNAP, _SNAP)
    if not 4 <= len(crossings) <= _MOST_CROSSINGS:
        return []
    groups: list[list[Rectangle]] = finder.cells_to_tables(finder.intersections_to_cells(crossings))
    return groups


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
        self.fields: dict[tuple[int, int], int] = {}
        self.starts: list[tuple[int, int]] = []
        self.spans: list[tuple[int, int]] = []
        self.words: list[list[list[Word]]] = [[] for _ in cells]
        columns, heights = {x: at for at, x in enumerate(self.xs)}, {y: at for at, y in enumerate(self.ys)}
        for index, (left, top, right, bottom) in enumerate(cells):
            row, column, last_row, last_column = heights[top], columns[left], heights[bottom], columns[right]
            self.starts.append((row, column))
            self.spans.append((last_row - row, last_column - column))
            for field in ((y, x) for y in range(row, last_row) for x in range(column, last_column)):
                self.fields.setdefault(field, index)

    @property
    def area(self) -> Rectangle:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> int | None:
        column, row = _field(self.xs, x), _field(self.ys, y)
        return None if column is None or row is None else self.fields.get((row, column))

    def take(self, piece: Line) -> list[list[Word]]:
        """Put the words of a piece into their cells, and return the runs of words that stand in none."""
        outside: list[list[Word]] = []
        last: int | None = -1
        for word in piece.words:
            cell = self.cell_at((word.left + word.right) / 2, (word.top + word.bottom) / 2)
            runs = outside if cell is None else self.words[cell]
            if cell == last and runs:
                runs[-1].append(word)
            else:
                runs.append([word])
            last = cell
        return outside

    def rows(self) -> tuple[tuple[TableCell, ...], ...]:
        """Return the rows and columns that hold words; a field covered from above is an empty cell."""
        kept_columns = sorted({self.starts[index][1] for index, words in enumerate(self.words) if words})
        kept_rows = sorted({self.starts[index][0] for index, words in enumerate(self.words) if words})
        return tuple(tuple(self._row(row, kept_columns)) for row in kept_rows)

    def _row(self, row: int, columns: Sequence[int]) -> Iterable[TableCell]:
        position = 0
        while position < len(columns):
            index = self.fields.get((row, columns[position]))
            if index is None:
                yield TableCell()
                position += 1
                continue
            start, end = self.starts[index][1], self.starts[index][1] + self.spans[index][1]
            width = max(sum(1 for column in columns if max(start, columns[position]) <= column < end), 1)
            is_first = self.starts[index][0] == row
            yield TableCell(tuple(make_line(run) for run in self.words[index]) if is_first else (), width)
            position += width


def _field(edges: Sequence[float], value: float) -> int | None:
    """Return which of the fields between `edges` holds `value`."""
    index = bisect_right(edges, value) - 1
    return index if 0 <= index < len(edges) - 1 else None


def _filled(cells: Sequence[Rectangle], body: Sequence[Line]) -> tuple[PageTable | None, list[Line]]:
    """Return the table that a group of cells makes with the words in them, and the pieces outside it."""
    grid = _Grid(cells)
    left, top, right, bottom = grid.area
    outside: list[Line] = []
    for piece in body:
        if piece.right < left or piece.left > right or piece.bottom < top or piece.top > bottom:
            outside.append(piece)
            continue
        runs = grid.take(piece)
        outside.extend([piece] if runs == [list(piece.words)] else map(make_line, runs))
    return (PageTable(grid.rows(), grid.area, tuple(grid.xs)), outside) if _is_table(grid) else (None, list(body))


def _is_table(grid: _Grid) -> bool:
    """Tell a table from a frame around text or a drawing: words in two rows and two columns, few empty cells."""
    filled = [index for index, words in enumerate(grid.words) if words]
    rows, columns = {grid.starts[index][0] for index in filled}, {grid.starts[index][1] for index in filled}
    if len(rows) < 2 or len(columns) < 2 or len(filled) < 3:
        return False
    return len(filled) >= _LEAST_FILLED * len(grid.words)
