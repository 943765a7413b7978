"""What the reader asks of PDFium about many characters or objects of a page, in one go.

A page has a thousand of each, and pypdfium2's bindings check and wrap every pointer of every call. Here one loop of the
interpreter's own makes all calls of a kind, pointers are plain addresses, and what PDFium writes lands side by side in
one array: a third of the time of calls one by one. Rectangles are in the file's own coordinates, in points.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from ctypes import PYFUNCTYPE, byref, c_char, c_double, c_int, c_uint, c_void_p, cast
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Handle = Any
"""A pointer of PDFium's C interface, which ctypes gives no type."""

Numbers = NDArray[np.float64]
Rectangles = tuple[Numbers, Numbers, Numbers, Numbers]
"""Many rectangles: their left, bottom, right and top sides."""

Setting = tuple[int | None, float, float, float, float, float]
"""How a character is set: the address of its font, its nominal size, and the matrix that turns and scales it."""

Drawn = tuple[int, int]
"""An object that a page draws: its address, and its kind as PDFium numbers them."""

Segment = tuple[int, bool, float, float]
"""A step of a path: its kind as PDFium numbers them, whether it closes the outline, and the point where it ends."""

_FLOAT = 4
_MATRIX = 6


def _plain(function: Handle, result: type | None, *arguments: type) -> Callable[..., Any]:
    """Return a function of PDFium that gives pointers as addresses.

    Arguments of `c_void_p` may be addresses; where none are named, numbers and ctypes values go in unchecked. The
    interpreter stays locked, as a call takes less time than letting go of it.
    """
    return PYFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


_loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, None)
_text_matrix = _plain(pdfium.FPDFText_GetMatrix, None)
_font_size = _plain(pdfium.FPDFText_GetFontSize, c_double)
_code_point = _plain(pdfium.FPDFText_GetUnicode, c_uint)
_text_object = _plain(pdfium.FPDFText_GetTextObject, c_void_p)
_font_of = _plain(pdfium.FPDFTextObj_GetFont, c_void_p, c_void_p)
_count_on_page = _plain(pdfium.FPDFPage_CountObjects, c_int)
_count_in_form = _plain(pdfium.FPDFFormObj_CountObjects, c_int)
_object_on_page = _plain(pdfium.FPDFPage_GetObject, c_void_p)
_object_in_form = _plain(pdfium.FPDFFormObj_GetObject, c_void_p)
_kind_of = _plain(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
_bounds = _plain(pdfium.FPDFPageObj_GetBounds, None, c_void_p)
_matrix = _plain(pdfium.FPDFPageObj_GetMatrix, None, c_void_p)
_count_segments = _plain(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
_segment_at = _plain(pdfium.FPDFPath_GetPathSegment, c_void_p)
_point_of = _plain(pdfium.FPDFPathSegment_GetPoint, None, c_void_p)
_step_of = _plain(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
_closes = _plain(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)


def code_points(textpage: Handle, count: int) -> list[int]:
    """Return the code points of a page's first `count` characters, 0 where PDFium knows none."""
    return list(map(_code_point, repeat(cast(textpage, c_void_p)), range(count)))


def loose_boxes(textpage: Handle, indices: Sequence[int]) -> Rectangles:
    """Return the boxes of characters, each as wide as its advance and as high as its font's lines."""
    left, top, right, bottom = _columns(_of_characters(_loose_box, textpage, indices, 4), 4)
    return left, bottom, right, top


def settings(textpage: Handle, indices: Sequence[int]) -> list[Setting]:
    """Return how characters are set."""
    handle = repeat(cast(textpage, c_void_p))
    fonts, sizes = map(_font_of, map(_text_object, handle, indices)), map(_font_size, handle, indices)
    matrices = _of_characters(_text_matrix, textpage, indices, _MATRIX)
    return list(zip(fonts, sizes, *(matrices[part::_MATRIX] for part in range(4)), strict=True))


def drawn_on_page(page: Handle) -> list[Drawn]:
    """Return the objects of a page that are not text; nine in ten are."""
    handle = cast(page, c_void_p)
    return _other_than_text(map(_object_on_page, repeat(handle), range(_count_on_page(handle))))


def drawn_in_form(form: int, most: int) -> list[Drawn]:
    """Return those of the first `most` objects inside a form that are not text."""
    handle = c_void_p(form)
    return _other_than_text(map(_object_in_form, repeat(handle), range(min(_count_in_form(handle), most))))


def bounds(objects: Sequence[int]) -> Rectangles:
    """Return the rectangles around objects, in the coordinates of the page or form that they are in."""
    found = array("f", bytes(4 * _FLOAT * len(objects)))
    if objects:
        start, step = c_char.from_buffer(found), 4 * _FLOAT
        sides = [map(byref, repeat(start), range(side, step * len(objects), step)) for side in range(0, step, _FLOAT)]
        deque(map(_bounds, objects, *sides), maxlen=0)
    return _columns(found, 4)


def matrix_of(thing: int) -> tuple[float, float, float, float, float, float]:
    """Return the six numbers of an object's matrix, in the file's own order."""
    found = array("f", bytes(_MATRIX * _FLOAT))
    _matrix(thing, byref(c_char.from_buffer(found)))
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def segment_count(path: int) -> int:
    """Return how many segments a path has."""
    return max(int(_count_segments(path)), 0)


def segments(path: int, count: int) -> list[Segment]:
    """Return the first `count` segments of a path, in the path's own coordinates."""
    steps = list(map(_segment_at, repeat(c_void_p(path)), range(count)))
    found = array("f", bytes(2 * _FLOAT * count))
    if steps:
        start = repeat(c_char.from_buffer(found))
        xs, ys = (map(byref, start, range(side, 2 * _FLOAT * count, 2 * _FLOAT)) for side in (0, _FLOAT))
        deque(map(_point_of, steps, xs, ys), maxlen=0)
    return list(zip(map(_step_of, steps), map(bool, map(_closes, steps)), found[0::2], found[1::2], strict=True))


def _other_than_text(objects: Iterable[int]) -> list[Drawn]:
    every = list(objects)
    text = pdfium.FPDF_PAGEOBJ_TEXT
    return [(thing, kind) for thing, kind in zip(every, map(_kind_of, every), strict=True) if kind != text]


def _of_characters(function: Callable[..., Any], textpage: Handle, indices: Sequence[int], size: int) -> array[float]:
    """Return the `size` numbers that a function writes of each character, one after the other."""
    found = array("f", bytes(size * _FLOAT * len(indices)))
    if indices:
        places = map(byref, repeat(c_char.from_buffer(found)), range(0, size * _FLOAT * len(indices), size * _FLOAT))
        deque(map(function, repeat(cast(textpage, c_void_p)), indices, places), maxlen=0)
    return found


def _columns(found: array[float], size: int) -> Rectangles:
    left, second, right, fourth = np.frombuffer(found, np.float32).reshape(-1, size).T.astype(float)
    return left, second, right, fourth
