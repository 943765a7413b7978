"""Tables drawn in plain text, with pipes or with columns of blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proposalcheck.readers.numbering import split_number

_RULE = re.compile(r"[\s|+:=-]*$")
_MOST_WORDS = 8
"""Words that a cell has on average at most; wrapped prose with chance gaps has more."""


def table_rows(lines: Sequence[str]) -> list[list[str]] | None:
    """Return the cells of a table drawn on `lines`, or None where they are no clear table."""
    kept = [line for line in lines if not _RULE.match(line)]
    if len(kept) < 2:
        return None
    return _piped(kept) or _aligned(kept)


def _piped(lines: Sequence[str]) -> list[list[str]] | None:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    widths = {len(row) for row in rows}
    return rows if len(widths) == 1 and widths.pop() > 1 else None


def _aligned(lines: Sequence[str]) -> list[list[str]] | None:
    """Return rows where three or more lines have the same columns, two or more blanks apart."""
    if len(lines) < 3:
        return None
    starts = _column_starts(lines)
    ends = [*starts[1:], max(map(len, lines))]
    rows = [[line[start:end].strip() for start, end in zip(starts, ends, strict=True)] for line in lines]
    return rows if len(starts) > 1 and _is_clear(rows) else None


def _column_starts(lines: Sequence[str]) -> list[int]:
    width = max(map(len, lines))
    padded = [line.ljust(width) for line in lines]
    empty = [all(line[place] == " " for line in padded) for place in range(width)]
    left = empty.index(False)
    cuts = [place for place in range(left + 3, width) if empty[place - 1] and empty[place - 2] and not empty[place]]
    return [left, *cuts]


def _is_clear(rows: Sequence[Sequence[str]]) -> bool:
    full = sum(1 for row in rows if sum(map(bool, row)) > 1)
    cells = [cell for row in rows for cell in row if cell]
    marked = sum(1 for row in rows if row[0] and split_number(row[0] + " X")[0])
    if full < 3 or full < 0.7 * len(rows) or marked >= 0.5 * len(rows):
        return False
    flowing = sum(1 for row in rows for cell in row[1:] if cell[:1].islower())
    wordy = sum(len(cell.split()) for cell in cells) > _MOST_WORDS * len(cells)
    return not wordy and flowing <= 0.3 * len(cells)
