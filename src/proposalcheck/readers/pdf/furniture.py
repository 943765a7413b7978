"""Running headers, footers and page numbers: lines at the top or bottom of pages that come back page after page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from proposalcheck.readers.pdf.lines import Line, join_row, rows

_MARGIN = 0.17
_DEEPEST_ROW = 6
_NEAR = 12.0
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–|]?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–|]?", re.IGNORECASE
)
_PAGE_WORD = re.compile(r"\bpage\s*\|?\s*\d{1,4}\b(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_CHANGING = re.compile(r"\d+|(?<![A-Za-z])[ivxl]+(?![A-Za-z])")

Edge = Literal["header", "footer"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A page's running header and footer rows, from top to bottom, and the pieces of line that remain."""

    header: tuple[Line, ...]
    footer: tuple[Line, ...]
    body: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    depth: int
    key: str
    middle: float
    pieces: tuple[Line, ...]


def part_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float], in_tables: Sequence[Callable[[Line], bool]]
) -> list[Furniture]:
    """Tell each page's running headers and footers from its body.

    A row counts when the same words, digits apart, stand at the same height on three pages or more (two, in a document
    of up to three pages), or when it is a page number. `in_tables` tells, page by page, the lines that never count.
    """
    tops = [_edge_rows(*page, "header") for page in zip(pages, heights, in_tables, strict=True)]
    bottoms = [_edge_rows(*page, "footer") for page in zip(pages, heights, in_tables, strict=True)]
    enough = 3 if len(pages) > 3 else 2
    headers, footers = _repeated(tops, enough), _repeated(bottoms, enough)
    return [_parted(page, headers[index], footers[index]) for index, page in enumerate(pages)]


def _edge_rows(page: Sequence[Line], height: float, in_table: Callable[[Line], bool], edge: Edge) -> list[_Row]:
    """Return the rows at one end of a page from the outside in, up to the first that stands in a table."""
    limit = height * _MARGIN
    ordered = rows(line for line in page if (line.bottom < limit if edge == "header" else line.top > height - limit))
    if edge == "footer":
        ordered.reverse()
    outside = takewhile(lambda row: not in_table(row[0]), ordered[:_DEEPEST_ROW])
    return [_Row(depth, _key(join_row(row).text), row[0].middle, tuple(row)) for depth, row in enumerate(outside)]


def _key(text: str) -> str:
    return "#" if _PAGE_NUMBER.fullmatch(text.strip()) else _CHANGING.sub("#", " ".join(text.casefold().split()))


def _repeated(pages: Sequence[list[_Row]], enough: int) -> list[list[_Row]]:
    """Return for each page the rows, from the outside in, that come back on other pages at the same height."""
    heights: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        for row in page:
            heights[row.key].append(row.middle)
    counted = {key: sorted(found) for key, found in heights.items() if len(found) >= enough}
    kept: list[list[_Row]] = []
    for page in pages:
        inner = max((depth for depth, row in enumerate(page) if _counts(row, counted, enough)), default=-1)
        kept.append([row for row in page[: inner + 1] if _counts(row, counted, enough) or _names_page(row)])
    return kept


def _counts(row: _Row, heights: dict[str, list[float]], enough: int) -> bool:
    found = heights.get(row.key, ())
    near = bisect_right(found, row.middle + _NEAR) - bisect_left(found, row.middle - _NEAR)
    return near >= enough or _names_page(row)


def _names_page(row: _Row) -> bool:
    text = " ".join(piece.text for piece in row.pieces).strip()
    return bool(_PAGE_WORD.search(text)) and len(text.split()) <= 12 and row.depth <= 1


def _parted(page: Sequence[Line], header: Sequence[_Row], footer: Sequence[_Row]) -> Furniture:
    taken = {id(piece) for row in (*header, *footer) for piece in row.pieces}
    return Furniture(
        tuple(join_row(row.pieces) for row in _by_height(header)),
        tuple(join_row(row.pieces) for row in _by_height(footer)),
        tuple(line for line in page if id(line) not in taken),
    )


def _by_height(found: Sequence[_Row]) -> list[_Row]:
    return sorted(found, key=lambda row: row.middle)
