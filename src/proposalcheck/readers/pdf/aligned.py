"""Tables without ruled lines: rows of words that line up in columns, as rate cards and price lists are often set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median

from proposalcheck.readers.pdf.lines import Line, is_label
from proposalcheck.readers.pdf.tables import PageTable, Row, TableCell

_LEAST_ROWS = 3
_FARTHEST = 3.6
_TIGHT = 1.4
_SAME_EDGE = 3.0
_NARROWEST_GAP = 0.6
_NUMBER = re.compile(
    r"[(~<>≤≥±+-]?\s?(?:USD|EUR|GBP|CAD|AUD|US)?\s?[$€£¥₹]?\s?\d[\d,.\s]*\s?(?:%|[kKmM]\b|[$€£¥]|/|per\b|hrs?\b|hours?\b|days?\b|FTE\b)?"
    r".{0,12}\)?|[–—-]|N/?A|TBD|nil|included",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\d{1,3}|[ivxl]{1,5}")
_LEADER = re.compile(r"\.{4,}|(?:\s\.){4,}|…{2,}|_{5,}")


def split_tables(found: Sequence[Row], *, has_contents: bool) -> list[Row | PageTable]:
    """Replace each stretch of rows that make a table by that table; `has_contents` says the page lists page numbers."""
    split: list[Row | PageTable] = []
    index = 0
    while index < len(found):
        end = _stretch(found, index)
        table = _table(found[index:end], has_contents=has_contents) if end - index >= _LEAST_ROWS else None
        if table is None:
            split.append(found[index])
            index += 1
        else:
            split.append(table)
            index = end
    return split


def _is_candidate(row: Row) -> bool:
    if len(row) < 2 or any(_LEADER.search(piece.text) for piece in row):
        return False
    return len(row) > 2 or not is_label(row[0])


def _stretch(found: Sequence[Row], start: int) -> int:
    """Return where the run of rows that may make a table ends; rows of one piece may stand between the others."""
    if not _is_candidate(found[start]):
        return start
    end, singles = start + 1, 0
    for index in range(start + 1, len(found)):
        above, row = found[index - 1], found[index]
        if min(piece.top for piece in row) - max(piece.bottom for piece in above) > _FARTHEST * row[0].size:
            break
        if _is_candidate(row):
            end, singles = index + 1, 0
        elif singles >= 2 or len(row) > 1 or not _is_inside(row[0], found[start:end]):
            break
        else:
            singles += 1
    return end


def _is_inside(piece: Line, above: Sequence[Row]) -> bool:
    """Tell whether a single piece keeps within one column of the rows above it."""
    last = above[-1]
    return any(abs(piece.left - cell.left) < _SAME_EDGE for cell in last) and not any(
        piece.right > right.left and piece.left < right.left - _SAME_EDGE for right in last
    )


def _table(stretch: Sequence[Row], *, has_contents: bool) -> PageTable | None:
    full = [row for row in stretch if len(row) > 1]
    if len(full) < _LEAST_ROWS:
        return None
    columns = _columns(full)
    if len(columns) < 2 or sum(map(len, full)) < 0.5 * len(full) * len(columns):
        return None
    grid = [_by_column(row, columns) for row in stretch]
    if not _is_tabular(grid, len(columns)) or (has_contents and _lists_pages(grid)):
        return None
    is_cards = _wraps(stretch, grid)
    merged = [_as_cards(grid)] if is_cards else _with_continuations(stretch, grid)
    area = (
        min(piece.left for row in stretch for piece in row),
        min(piece.top for row in stretch for piece in row),
        max(piece.right for row in stretch for piece in row),
        max(piece.bottom for row in stretch for piece in row),
    )
    rows = tuple(tuple(TableCell(tuple(cell)) for cell in row) for row in merged)
    return PageTable(rows, area, tuple(left for left, _ in columns), is_cards)


def _columns(full: Sequence[Row]) -> list[tuple[float, float]]:
    """Return the left and right edges of the columns: strips of the page that most rows leave free part them."""
    allowed = len(full) // 8
    edges = sorted(
        [(piece.left, 1) for row in full for piece in row] + [(piece.right, -1) for row in full for piece in row]
    )
    narrowest = _NARROWEST_GAP * median(row[0].size for row in full)
    columns: list[tuple[float, float]] = []
    covered, start = 0, 0.0
    for x, step in edges:
        before, covered = covered, covered + step
        if before <= allowed < covered:
            start = x
        elif covered <= allowed < before:
            columns.append((start, x))
    joined = columns[:1]
    for left, right in columns[1:]:
        if left - joined[-1][1] < narrowest:
            joined[-1] = joined[-1][0], right
        else:
            joined.append((left, right))
    return joined


def _by_column(row: Row, columns: Sequence[tuple[float, float]]) -> list[list[Line]]:
    cells: list[list[Line]] = [[] for _ in columns]
    for piece in row:
        shared = [min(piece.right, right) - max(piece.left, left) for left, right in columns]
        cells[max(range(len(columns)), key=shared.__getitem__)].append(piece)
    return cells


def _wraps(stretch: Sequence[Row], grid: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Tell texts that stand side by side from a table: their cells go on in the row below."""
    steps = going_on = 0
    for above, row, upper, lower in zip(stretch, stretch[1:], grid, grid[1:], strict=False):
        pitch = max(piece.bottom for piece in row) - max(piece.bottom for piece in above)
        for left, right in zip(upper, lower, strict=True):
            if left and right:
                steps += 1
                going_on += pitch <= _TIGHT * row[0].size and _text(right)[:1].islower() and not _is_number(right)
    return going_on >= max(2, 0.25 * steps)


def _as_cards(grid: Sequence[Sequence[Sequence[Line]]]) -> list[list[Line]]:
    return [[piece for row in grid for piece in row[column]] for column in range(len(grid[0]))]


def _text(cell: Iterable[Line]) -> str:
    return " ".join(piece.text for piece in cell)


def _is_number(cell: Sequence[Line]) -> bool:
    return bool(cell) and bool(_NUMBER.fullmatch(_text(cell)))


def _is_tabular(grid: Sequence[Sequence[Sequence[Line]]], columns: int) -> bool:
    """Tell a table by a column of numbers, by many short cells, or by two columns that each keep a left edge."""
    by_column = [[row[column] for row in grid if row[column]] for column in range(columns)]
    if columns == 2 and all(map(_is_count, by_column[0])):
        return False
    if any(2 * sum(map(_is_number, cells)) > len(cells) for cells in by_column[1:]) and _is_short(by_column[0]):
        return True
    filled = sum(map(len, by_column)) / (columns * len(grid))
    if columns >= 3:
        return filled >= 0.6 and all(map(_is_short, by_column))
    return filled >= 0.8 and _is_short(by_column[0], 5) and all(map(_keeps_edge, by_column))


def _is_count(cell: Sequence[Line]) -> bool:
    """Tell the bare number of a step, which makes a list of its row and not a table."""
    return len(cell) == 1 and cell[0].text.isdigit() and len(cell[0].text) <= 2


def _is_short(cells: Sequence[Sequence[Line]], words: float = 9) -> bool:
    return bool(cells) and median(len(_text(cell).split()) for cell in cells) <= words


def _keeps_edge(cells: Sequence[Sequence[Line]]) -> bool:
    lefts = [cell[0].left for cell in cells]
    usual = median(lefts)
    return sum(1 for left in lefts if abs(left - usual) < _SAME_EDGE) >= 0.8 * len(lefts)


def _lists_pages(grid: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Tell a table of contents: its last column holds page numbers that never go down."""
    last = [_text(row[-1]) for row in grid if row[-1]]
    if len(last) < _LEAST_ROWS or not all(map(_PAGE.fullmatch, last)):
        return False
    numbers = [int(text) for text in last if text.isdigit()]
    return numbers == sorted(numbers)


def _with_continuations(stretch: Sequence[Row], grid: Sequence[list[list[Line]]]) -> list[list[list[Line]]]:
    """Join rows that only go on with cells of the row above."""
    merged = [[list(cell) for cell in grid[0]]]
    for above, row, cells in zip(stretch, stretch[1:], grid[1:], strict=False):
        if _goes_on(above, row, cells):
            for whole, more in zip(merged[-1], cells, strict=True):
                whole.extend(more)
        else:
            merged.append([list(cell) for cell in cells])
    return merged


def _goes_on(above: Row, row: Row, cells: Sequence[Sequence[Line]]) -> bool:
    pitch = max(piece.bottom for piece in row) - max(piece.bottom for piece in above)
    if pitch > _TIGHT * row[0].size or any(map(_is_number, cells)) or all(cells):
        return False
    return not cells[0] or _text(cells[0])[:1].islower()
