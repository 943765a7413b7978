"""Frames side by side, as designed pages have them: each is read on its own, not across."""

from __future__ import annotations

from collections.abc import Sequence

from proposalcheck.readers.pdf.drawings import Drawings, Rectangle
from proposalcheck.readers.pdf.lines import Line
from proposalcheck.readers.pdf.tables import PageTable, TableCell
from proposalcheck.readers.pdf.words import Frame

_MOST_FRAMES = 300
_LEVEL = 4.0
_LIKE_HEIGHT = 0.3
_LARGEST_SHARE = 0.75


def take_cards(
    body: Sequence[Line], drawings: Drawings, frame: Frame
) -> tuple[list[Line], list[tuple[Line, PageTable]]]:
    """Return the pieces of line outside frames that stand side by side, and each row of frames with its placeholder."""
    left = list(body)
    found: list[tuple[Line, PageTable]] = []
    frames = [frame.level(*drawn) for drawn in drawings.frames]
    if not 2 <= len(frames) <= _MOST_FRAMES:
        return left, found
    for row in _rows_of_frames(frames, frame.size[0]):
        cells = [[line for line in left if _holds(drawn, line)] for drawn in row]
        if sum(1 for cell in cells if cell) < 2 or any(_cuts(drawn, line) for drawn in row for line in left):
            continue
        taken = {id(line) for cell in cells for line in cell}
        left = [line for line in left if id(line) not in taken]
        cards = PageTable((tuple(TableCell(tuple(cell)) for cell in cells if cell),), _around(row), is_cards=True)
        found.append((cards.as_line(), cards))
    return left, found


def _rows_of_frames(frames: Sequence[Rectangle], width: float) -> list[list[Rectangle]]:
    """Group frames that stand level, are about as high as each other and do not overlap, the smallest first."""
    rows: list[list[Rectangle]] = []
    for drawn in sorted(set(frames), key=lambda each: (each[3] - each[1], each[0])):
        if drawn[2] - drawn[0] > _LARGEST_SHARE * width:
            continue
        row = next((row for row in rows if _is_beside(row[-1], drawn) and not _overlaps(row, drawn)), None)
        if row is None:
            rows.append([drawn])
        else:
            row.append(drawn)
    return [sorted(row) for row in rows if len(row) > 1]


def _is_beside(left: Rectangle, right: Rectangle) -> bool:
    heights = left[3] - left[1], right[3] - right[1]
    level = abs(left[1] - right[1]) <= _LEVEL or abs(left[3] - right[3]) <= _LEVEL
    return level and abs(heights[0] - heights[1]) <= _LIKE_HEIGHT * max(heights)


def _overlaps(row: Sequence[Rectangle], drawn: Rectangle) -> bool:
    return any(drawn[0] < other[2] - 1.0 and drawn[2] > other[0] + 1.0 for other in row)


def _holds(drawn: Rectangle, line: Line) -> bool:
    return drawn[0] - 1.0 <= line.left and line.right <= drawn[2] + 1.0 and drawn[1] <= line.middle <= drawn[3]


def _cuts(drawn: Rectangle, line: Line) -> bool:
    """Tell whether a line runs over a frame's left or right side."""
    if not drawn[1] <= line.middle <= drawn[3]:
        return False
    return any(line.left < side - 2.0 and line.right > side + 2.0 for side in (drawn[0], drawn[2]))


def _around(row: Sequence[Rectangle]) -> Rectangle:
    return (
        min(drawn[0] for drawn in row),
        min(drawn[1] for drawn in row),
        max(drawn[2] for drawn in row),
        max(drawn[3] for drawn in row),
    )
