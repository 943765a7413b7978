"""What a PDF page draws besides text: ruled lines, which make tables, and pictures, which may hold words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from proposalcheck.readers.pdf.calls import (
    Drawn,
    Rectangles,
    Segment,
    bounds,
    drawn_in_form,
    drawn_on_page,
    matrix_of,
    segment_count,
    segments,
)
from proposalcheck.readers.pdf.words import Frame, PageSpace, Side

MOST_OBJECTS = 50_000
"""Pages with more drawn objects than this are maps or plans; their lines are not looked at."""

_MOST_RULES = 3_000
_MOST_SEGMENTS = 400
_THIN = 3.0
_SLANT = 0.5
_SHORTEST_RULE = 7.0
_NARROWEST_FRAME = 50.0
_LOWEST_FRAME = 16.0
_MOST_FRAMES = 500
_DEEPEST_FORM = 4

Rectangle = tuple[float, float, float, float]


class Rule(NamedTuple):
    """A level or upright line on the page as shown, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        """Whether the line runs from side to side."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Drawings:
    """The ruled lines, pictures and framed areas of a page, and how many strokes its outlines are made of."""

    rules: tuple[Rule, ...] = ()
    pictures: tuple[Rectangle, ...] = ()
    strokes: int = 0
    frames: tuple[Rectangle, ...] = ()

    def rules_in(self, frame: Frame) -> Sequence[Rule]:
        """Return the ruled lines as they stand in the frame in which the page is read."""
        return [Rule(*frame.level(*rule)) for rule in self.rules] if frame.turns else self.rules


def read_drawings(page: PdfPage, space: PageSpace) -> Drawings:
    """Return the drawings of a pypdfium2 page; none where the page has more than `MOST_OBJECTS` objects."""
    if pdfium.FPDFPage_CountObjects(page.raw) > MOST_OBJECTS:
        return Drawings(strokes=MOST_OBJECTS)
    collector = _Collector(space)
    collector.collect(drawn_on_page(page.raw))
    return Drawings(tuple(collector.rules), tuple(collector.pictures), collector.strokes, tuple(collector.frames))


class _Matrix(NamedTuple):
    """An affine map of PDF coordinates, in the file's own order of the six numbers."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: Side, y: Side) -> tuple[Side, Side]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def inside(self, outer: _Matrix) -> _Matrix:
        """Return the map that applies this one and then `outer`."""
        a, b = outer.a * self.a + outer.c * self.b, outer.b * self.a + outer.d * self.b
        c, d = outer.a * self.c + outer.c * self.d, outer.b * self.c + outer.d * self.d
        return _Matrix(a, b, c, d, *outer.point(self.e, self.f))


class _Collector:
    def __init__(self, space: PageSpace) -> None:
        self._space = space
        self.rules: list[Rule] = []
        self.pictures: list[Rectangle] = []
        self.strokes = 0
        self.frames: list[Rectangle] = []
        self._objects = 0

    def collect(self, drawn: Sequence[Drawn], outer: _Matrix | None = None, depth: int = 0) -> None:
        """Take in the objects of a page, or those inside a form that `outer` puts in their place on the page."""
        areas = zip(*map(np.ndarray.tolist, self._shown_bounds([thing for thing, _ in drawn], outer)), strict=True)
        for (thing, kind), area in zip(drawn, areas, strict=True):
            if depth and self._objects > MOST_OBJECTS:
                return
            self._objects += 1
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                own = _Matrix(*matrix_of(thing))
                inner = own if outer is None else own.inside(outer)
                self.collect(drawn_in_form(thing, MOST_OBJECTS), inner, depth + 1)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(area)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(self.rules) < _MOST_RULES:
                self._collect_path(thing, area, outer)

    def _shown_bounds(self, things: Sequence[int], outer: _Matrix | None) -> Rectangles:
        left, bottom, right, top = bounds(things)
        if outer is not None:
            (x0, y0), (x1, y1) = outer.point(left, bottom), outer.point(right, top)
            left, right, bottom, top = np.minimum(x0, x1), np.maximum(x0, x1), np.minimum(y0, y1), np.maximum(y0, y1)
        return self._space.shown(left, bottom, right, top)

    def _collect_path(self, path: int, area: Rectangle, outer: _Matrix | None) -> None:
        count = segment_count(path)
        self.strokes += count
        width, height = area[2] - area[0], area[3] - area[1]
        if width < _SHORTEST_RULE and height < _SHORTEST_RULE:
            return
        if min(width, height) <= _THIN:
            self.rules.append(Rule(*area))
            return
        if width >= _NARROWEST_FRAME and height >= _LOWEST_FRAME and len(self.frames) < _MOST_FRAMES:
            self.frames.append(area)
        if count <= _MOST_SEGMENTS:
            own = _Matrix(*matrix_of(path))
            self._collect_segments(path, count, own if outer is None else own.inside(outer))

    def _collect_segments(self, path: int, count: int, matrix: _Matrix) -> None:
        """Keep the level and upright lines of a path; curves are passed over."""
        for (x0, y0), (x1, y1) in _strokes(segments(path, count), matrix):
            width, height = abs(x1 - x0), abs(y1 - y0)
            if min(width, height) <= _SLANT and max(width, height) >= _SHORTEST_RULE:
                left, right, bottom, top = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
                self.rules.append(Rule(*self._space.shown(left, bottom, right, top)))


def _strokes(path: Iterable[Segment], matrix: _Matrix) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the straight lines of a path, the closing ones included, where `matrix` puts them."""
    start = last = matrix.point(0.0, 0.0)
    for kind, closes, x, y in path:
        point = matrix.point(x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if closes:
            yield last, start
