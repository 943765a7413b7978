"""What a PDF page draws besides text: ruled lines, which make tables, and pictures, which may hold words."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from proposalcheck.readers.pdf.words import Handle, PageSpace

MOST_OBJECTS = 50_000
"""Pages with more drawn objects than this are maps or plans; their lines are not looked at."""

_object_at, _type_of, _TEXT = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType, pdfium.FPDF_PAGEOBJ_TEXT
_MOST_RULES = 3_000
_MOST_SEGMENTS = 400
_THIN = 3.0
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


def read_drawings(page: PdfPage, number: int) -> Drawings:
    """Return the drawings of a pypdfium2 page; none where the page has more than `MOST_OBJECTS` objects."""
    if pdfium.FPDFPage_CountObjects(page.raw) > MOST_OBJECTS:
        return Drawings(strokes=MOST_OBJECTS)
    collector = _Collector(PageSpace(page, number))
    collector.collect_page(page.raw)
    return Drawings(tuple(collector.rules), tuple(collector.pictures), collector.strokes, tuple(collector.frames))


@dataclass(frozen=True, slots=True)
class _Matrix:
    """An affine map of PDF coordinates, in the file's own order of the six numbers."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def inside(self, outer: _Matrix) -> _Matrix:
        """Return the map that applies this one and then `outer`."""
        a, b = outer.a * self.a + outer.c * self.b, outer.b * self.a + outer.d * self.b
        c, d = outer.a * self.c + outer.c * self.d, outer.b * self.c + outer.d * self.d
        return _Matrix(a, b, c, d, *outer.point(self.e, self.f))


class _Collector:
    def __init__(self, space: PageSpace) -> None:
        self._space = space
        self._bounds = tuple(c_float() for _ in range(4))
        self._pointers = tuple(byref(bound) for bound in self._bounds)
        self.rules: list[Rule] = []
        self.pictures: list[Rectangle] = []
        self.strokes = 0
        self.frames: list[Rectangle] = []
        self._objects = 0

    def collect_page(self, page: Handle) -> None:
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            thing = _object_at(page, index)
            kind = _type_of(thing)
            if kind != _TEXT:  # nine in ten are
                self._collect(thing, kind, None, 0)

    def _collect(self, thing: Handle, kind: int, outer: _Matrix | None, depth: int) -> None:
        self._objects += 1
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            self._collect_form(thing, outer, depth)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.pictures.append(self._shown_bounds(thing, outer))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(self.rules) < _MOST_RULES:
            self._collect_path(thing, outer)

    def _collect_form(self, form: Handle, outer: _Matrix | None, depth: int) -> None:
        if depth >= _DEEPEST_FORM:
            return
        matrix = _matrix_of(form).inside(outer or _Matrix())
        for index in range(pdfium.FPDFFormObj_CountObjects(form)):
            if self._objects > MOST_OBJECTS:
                return
            thing = pdfium.FPDFFormObj_GetObject(form, index)
            kind = _type_of(thing)
            if kind != _TEXT:
                self._collect(thing, kind, matrix, depth + 1)

    def _shown_bounds(self, thing: Handle, outer: _Matrix | None) -> Rectangle:
        pdfium.FPDFPageObj_GetBounds(thing, *self._pointers)
        left, bottom, right, top = (bound.value for bound in self._bounds)
        return self._shown(left, bottom, right, top, outer)

    def _shown(self, left: float, bottom: float, right: float, top: float, outer: _Matrix | None) -> Rectangle:
        if outer is not None:
            (x0, y0), (x1, y1) = outer.point(left, bottom), outer.point(right, top)
            left, right, bottom, top = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        return self._space.shown(left, bottom, right, top)

    def _collect_path(self, path: Handle, outer: _Matrix | None) -> None:
        segments = max(int(pdfium.FPDFPath_CountSegments(path)), 0)
        self.strokes += segments
        left, top, right, bottom = self._shown_bounds(path, outer)
        if right - left < _SHORTEST_RULE and bottom - top < _SHORTEST_RULE:
            return
        if min(right - left, bottom - top) <= _THIN:
            self.rules.append(Rule(left, top, right, bottom))
            return
        if right - left >= _NARROWEST_FRAME and bottom - top >= _LOWEST_FRAME and len(self.frames) < _MOST_FRAMES:
            self.frames.append((left, top, right, bottom))
        if segments <= _MOST_SEGMENTS:
            self._collect_segments(path, segments, _matrix_of(path).inside(outer or _Matrix()))

    def _collect_segments(self, path: Handle, count: int, matrix: _Matrix) -> None:
        """Keep the level and upright lines of a path; curves are passed over."""
        for (x0, y0), (x1, y1) in _strokes(path, count):
            start, end = matrix.point(x0, y0), matrix.point(x1, y1)
            left, right = sorted((start[0], end[0]))
            bottom, top = sorted((start[1], end[1]))
            if min(right - left, top - bottom) <= 0.5 and max(right - left, top - bottom) >= _SHORTEST_RULE:
                self.rules.append(Rule(*self._space.shown(left, bottom, right, top)))


def _strokes(path: Handle, count: int) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the straight lines of a path, the closing ones included, in the path's own coordinates."""
    x, y = c_float(), c_float()
    start = last = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = x.value, y.value
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield last, start


def _matrix_of(thing: Handle) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, byref(matrix))
    return _Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
