"""What stands on a PDF page besides its content: the values of form fields, and people's notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import byref, c_ushort
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from proposalcheck.document import Box, Change
from proposalcheck.readers.pdf.calls import Handle
from proposalcheck.readers.pdf.words import PageSpace, Word
from proposalcheck.readers.structure import clean

_NOTES = frozenset(
    getattr(pdfium, f"FPDF_ANNOT_{name}")
    for name in [
        "TEXT",
        "FREETEXT",
        "HIGHLIGHT",
        "UNDERLINE",
        "SQUIGGLY",
        "STRIKEOUT",
        "STAMP",
        "CARET",
        "INK",
        "SQUARE",
        "CIRCLE",
        "LINE",
        "POLYGON",
    ]
)
_MOST = 5_000
_HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_LINE_HEIGHT = 1.25
_LARGEST_TYPE = 11.0


@dataclass(frozen=True, slots=True)
class Note:
    """A note that somebody put on a page: its words, who wrote it, and where it is."""

    text: str
    change: Change
    box: Box


@dataclass(frozen=True, slots=True)
class Annotations:
    """A page's filled form fields, as lines of words where they are shown, and its notes."""

    fields: tuple[tuple[Word, ...], ...] = ()
    notes: tuple[Note, ...] = ()


def read_annotations(page: PdfPage, space: PageSpace, form: Handle | None) -> Annotations:
    """Return the annotations of a pypdfium2 page; `form` is the document's form environment, if it has a form."""
    count = min(int(pdfium.FPDFPage_GetAnnotCount(page.raw)), _MOST)
    if count <= 0:
        return Annotations()
    reader = _Reader(space, form)
    for index in range(count):
        handle = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not handle:
            continue
        try:
            reader.read(handle)
        finally:
            pdfium.FPDFPage_CloseAnnot(handle)
    return Annotations(tuple(reader.fields), tuple(reader.notes))


class _Reader:
    """Gathers the fields and notes of one page."""

    def __init__(self, space: PageSpace, form: Handle | None) -> None:
        self._space = space
        self._form = form
        self.fields: list[tuple[Word, ...]] = []
        self.notes: list[Note] = []

    def read(self, handle: Handle) -> None:
        """Take in one annotation, unless it is hidden or has no place on the page."""
        area = _area(handle, self._space)
        if area is None or pdfium.FPDFAnnot_GetFlags(handle) & _HIDDEN:
            return
        kind = pdfium.FPDFAnnot_GetSubtype(handle)
        if kind == pdfium.FPDF_ANNOT_WIDGET and self._form is not None:
            self.fields.extend(_field_lines(_field_value(handle, self._form), area))
        elif kind in _NOTES:
            self._read_note(handle, area)

    def _read_note(self, handle: Handle, area: tuple[float, float, float, float]) -> None:
        text = clean(_string(handle, b"Contents"))
        if text:
            author, date = clean(_string(handle, b"T")), _date(_string(handle, b"M"))
            box = Box(self._space.frame.number, *area)
            self.notes.append(Note(text, Change(author or "unknown", date), box))


def _area(handle: Handle, space: PageSpace) -> tuple[float, float, float, float] | None:
    rectangle = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(handle, byref(rectangle)):
        return None
    left, right = sorted((rectangle.left, rectangle.right))
    bottom, top = sorted((rectangle.bottom, rectangle.top))
    return space.shown(left, bottom, right, top)


def _string(handle: Handle, key: bytes) -> str:
    return _utf16(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(handle, key, buffer, size))


def _utf16(call: Callable[[Any, int], int]) -> str:
    """Call PDFium twice, for the length in bytes and for the UTF-16 text, which ends in a zero."""
    size = int(call(None, 0))
    if size <= 2:
        return ""
    buffer = (c_ushort * (size // 2 + 1))()
    call(buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _field_value(handle: Handle, form: Handle) -> str:
    """Return what a form field shows; a box that is ticked is "[x]", a button or signature nothing."""
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, handle)
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        return "[x]" if pdfium.FPDFAnnot_IsChecked(form, handle) else ""
    if kind in (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX):
        return clean(_utf16(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, handle, buffer, size)))
    return ""


def _field_lines(value: str, area: tuple[float, float, float, float]) -> Iterator[tuple[Word, ...]]:
    """Yield a field's value as lines of words, spread over its rectangle in proportion to their letters."""
    left, top, right, bottom = area
    lines = [line for line in value.split("\n") if line]
    if not lines:
        return
    height = min((bottom - top) / len(lines), _LARGEST_TYPE * _LINE_HEIGHT)
    start = top + (bottom - top - height) / 2 if len(lines) == 1 else top
    size = round(height / _LINE_HEIGHT, 1)
    step = min((right - left) / max(map(len, lines)), 0.5 * size)
    for row, line in enumerate(lines):
        words: list[Word] = []
        at, upper = 0, start + row * height
        for text in line.split():
            end = at + len(text)
            words.append(Word(text, left + at * step, upper, left + end * step, upper + height, size, False))
            at = end + 1
        yield tuple(words)


def _date(value: str) -> str | None:
    """Turn a PDF date (D:YYYYMMDDHHmmSS...) into an ISO 8601 one."""
    digits = value.removeprefix("D:")
    if len(digits) < 8 or not digits[:8].isdigit():
        return None
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return (
        f"{day}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}" if digits[8:14].isdigit() and len(digits) >= 14 else day
    )
