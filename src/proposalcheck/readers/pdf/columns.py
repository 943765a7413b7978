"""The order in which a page is read: finding the gutters between columns of running text.

A gutter is a strip that no piece of line crosses over a stretch of the page, with text on both sides that is set
independently: either full lines of prose on both, or rows that do not stand level with each other. Rows of a table
stand level and are short, so they are read across.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from proposalcheck.readers.pdf.lines import Line, rows

_GUTTER = 7.0
_NARROWEST = 40.0
_HANGING = 45.0
_ROWS_EACH_SIDE = 4
_SAME_EDGE = 3.0
_PROSE_WORDS = 3
_PROSE_SHARE = 0.4
_PROSE_FILL = 0.75
_LEVEL_SHARE = 0.6
_DEEPEST = 12
_CLEAR_GAP = 1.0


@dataclass(frozen=True, slots=True)
class _Split:
    """A gutter that ends at `x`, for the pieces from `first` up to `last` in order of height."""

    x: float
    first: int
    last: int


def regions(lines: Sequence[Line], depth: int = 0) -> list[list[Line]]:
    """Part a page's pieces of line into regions, in reading order, each of which is read from side to side."""
    if not lines:
        return []
    ordered = sorted(lines, key=lambda line: (line.top, line.left))
    split = _best_split(ordered) if depth < _DEEPEST else None
    if split is None:
        return [ordered]
    zone = ordered[split.first : split.last]
    left = [line for line in zone if line.left < split.x - _SAME_EDGE]
    right = [line for line in zone if line.left >= split.x - _SAME_EDGE]
    found: list[list[Line]] = []
    for part in (ordered[: split.first], left, right, ordered[split.last :]):
        found.extend(regions(part, depth + 1))
    return found


def _best_split(ordered: Sequence[Line]) -> _Split | None:
    best: _Split | None = None
    for x in _candidates(ordered):
        split = _longest_zone(ordered, x)
        if split is not None and (best is None or split.last - split.first > best.last - best.first):
            best = split
    return best


def _candidates(ordered: Sequence[Line]) -> list[float]:
    """Return the left edges that several pieces share, and edges a little to the left of those: headings, icons."""
    edges: list[list[float]] = []
    for left in sorted(line.left for line in ordered):
        if edges and left - edges[-1][-1] <= 1.0:
            edges[-1].append(left)
        else:
            edges.append([left])
    lowest = edges[0][0] + _NARROWEST
    shared = [group[0] for group in edges if len(group) >= _ROWS_EACH_SIDE and group[0] > lowest]
    near = [
        group[0]
        for group in edges
        if len(group) < _ROWS_EACH_SIDE and group[0] > lowest and any(0 < x - group[0] <= _HANGING for x in shared)
    ]
    return shared + near


def _longest_zone(ordered: Sequence[Line], x: float) -> _Split | None:
    """Return the longest stretch that nothing crosses at `x`, if its two sides are columns."""
    best: _Split | None = None
    start = 0
    for index in range(len(ordered) + 1):
        if index < len(ordered) and not _crosses(ordered[index], x):
            continue
        if best is None or index - start > best.last - best.first:
            trimmed = _trimmed(ordered, x, start, index)
            if trimmed is not None and (best is None or trimmed.last - trimmed.first > best.last - best.first):
                best = trimmed
        start = index + 1
    return best


def _crosses(line: Line, x: float) -> bool:
    return line.left < x - _SAME_EDGE and line.right > x - _GUTTER


def _trimmed(ordered: Sequence[Line], x: float, first: int, last: int) -> _Split | None:
    """Keep a stretch if its two sides are columns, without what stands apart at its top or bottom on one side."""
    while last - first >= 2 * _ROWS_EACH_SIDE:
        zone = ordered[first:last]
        left = [line for line in zone if line.left < x - _SAME_EDGE]
        right = [line for line in zone if line.left >= x - _SAME_EDGE]
        if min(len(left), len(right)) < _ROWS_EACH_SIDE:
            return None
        head, tail = _apart_at_top(zone, left, right), _apart_at_bottom(zone, left, right)
        if not head and not (tail and last < len(ordered)):
            return _Split(x, first, last) if _are_columns(left, right, x) else None
        first, last = first + head, last - (tail if last < len(ordered) else 0)
    return None


def _apart_at_top(zone: Sequence[Line], left: Sequence[Line], right: Sequence[Line]) -> int:
    """Return how many pieces come before the last clear gap above the point where both sides have text."""
    start = max(left[0].top, right[0].top)
    bottom, count = zone[0].bottom, 0
    for index, line in enumerate(zone[1:], 1):
        if line.top - bottom > _CLEAR_GAP * line.size and line.top <= start + 0.5 * line.size and line.top > bottom:
            count = index
        if line.top > start + line.size:
            break
        bottom = max(bottom, line.bottom)
    return count if count and not _has_both(zone[:count], min(line.left for line in right)) else 0


def _apart_at_bottom(zone: Sequence[Line], left: Sequence[Line], right: Sequence[Line]) -> int:
    """Return how many pieces come after the first clear gap below the point where one side ends."""
    end = min(max(line.bottom for line in left), max(line.bottom for line in right))
    bottom = zone[0].bottom
    for index, line in enumerate(zone):
        if line.top - bottom > _CLEAR_GAP * line.size and line.top >= end - 0.5 * line.size:
            return len(zone) - index
        bottom = max(bottom, line.bottom)
    return 0


def _has_both(part: Sequence[Line], right_edge: float) -> bool:
    return len({line.left >= right_edge for line in part}) > 1


def _are_columns(left: Sequence[Line], right: Sequence[Line], x: float) -> bool:
    left_rows, right_rows = rows(left), rows(right)
    if min(len(left_rows), len(right_rows)) < _ROWS_EACH_SIDE:
        return False
    if _shared_height(left, right) < 0.3:
        return False
    if _is_prose(left_rows) and _is_prose(right_rows):
        return True
    return _level_share(left_rows, right_rows) < _LEVEL_SHARE and min(_words(left_rows), _words(right_rows)) >= 2


def _shared_height(left: Sequence[Line], right: Sequence[Line]) -> float:
    top = max(min(line.top for line in left), min(line.top for line in right))
    bottom = min(max(line.bottom for line in left), max(line.bottom for line in right))
    heights = [max(line.bottom for line in side) - min(line.top for line in side) for side in (left, right)]
    return (bottom - top) / max(min(heights), 1.0)


def _words(side: Sequence[Sequence[Line]]) -> float:
    return median(sum(len(line.words) for line in row) for row in side)


def _is_prose(side: Sequence[Sequence[Line]]) -> bool:
    """Tell whether many rows of one side are several words that run close to its full width."""
    left = min(row[0].left for row in side)
    width = max(row[-1].right for row in side) - left
    full = sum(
        1
        for row in side
        if row[-1].right - row[0].left >= _PROSE_FILL * width and sum(len(line.words) for line in row) >= _PROSE_WORDS
    )
    return full >= max(_PROSE_SHARE * len(side), _ROWS_EACH_SIDE - 1)


def _level_share(left: Sequence[Sequence[Line]], right: Sequence[Sequence[Line]]) -> float:
    """Return the share of the shorter side's rows that stand level with a row of the other side."""
    fewer, more = sorted((left, right), key=len)
    middles = [row[0].middle for row in more]
    level = sum(1 for row in fewer if any(abs(row[0].middle - middle) < 0.2 * row[0].size for middle in middles))
    return level / len(fewer)
