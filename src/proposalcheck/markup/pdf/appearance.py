"""How notes look on a PDF page: highlights, their pop-ups and the icon of a note, as annotations of the PDF standard.

Each has a drawn appearance of its own (ISO 32000-1, 12.5.5), so that every viewer shows the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from proposalcheck.document import Change
from proposalcheck.finding import Severity

Point = tuple[float, float]
Colour = tuple[float, float, float]

COLOURS: dict[Severity, Colour] = {
    "high": (1.0, 0.62, 0.58),
    "medium": (1.0, 0.84, 0.47),
    "low": (0.67, 0.87, 1.0),
    "info": (0.8, 0.8, 0.8),
}
"""Highlight colours as shares of red, green and blue: light enough for black words to be read through them."""
ICON_COLOUR: Colour = (1.0, 0.84, 0.47)
ICON = 20.0
"""The side of the note icon in points."""
_POPUP = (220.0, 160.0)
_NAMED = "proposalcheck-"
_PRINT, _NO_ZOOM, _NO_ROTATE = 4, 8, 16
_LINES = "0.25 w 0 0 0 RG 4 14 m 16 14 l 4 10 m 16 10 l 4 6 m 11 6 l S"


@dataclass(frozen=True, slots=True)
class Quad:
    """A rectangle of words in user space, by its corners as a reader sees them."""

    top_left: Point
    top_right: Point
    bottom_left: Point
    bottom_right: Point

    def numbers(self) -> list[float]:
        """Return the corners in the order in which every viewer takes them."""
        return [number for corner in self._corners() for number in corner]

    def rectangle(self) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top in user space."""
        across, up = ([corner[axis] for corner in self._corners()] for axis in (0, 1))
        return min(across), min(up), max(across), max(up)

    def _corners(self) -> tuple[Point, Point, Point, Point]:
        return self.top_left, self.top_right, self.bottom_left, self.bottom_right


@dataclass(frozen=True, slots=True)
class Said:
    """What a note says, and the title that viewers list it under."""

    title: str
    text: str


class Notes:
    """Makes the annotations of one file, all by the same author."""

    def __init__(self, pdf: Pdf, by: Change) -> None:
        self._pdf = pdf
        self._by = by
        self._made = sum(_NAMED in str(note.get(Name.NM, "")) for page in pdf.pages for note in _annotations(page.obj))

    def highlight(self, page: Object, quads: Sequence[Quad], severity: Severity, said: Said) -> list[Object]:
        """Return a highlight over `quads` of `page` and its pop-up."""
        colour = COLOURS[severity]
        area = _around(quad.rectangle() for quad in quads)
        note = self._note(page, Name.Highlight, area, colour, said)
        note.F = _PRINT
        note.QuadPoints = Array([round(number, 3) for quad in quads for number in quad.numbers()])
        note.AP = Dictionary(N=self._marker(quads, area, colour))
        return [note, self._popup(page, note, area)]

    def icon(self, page: Object, corner: Point, said: Said) -> list[Object]:
        """Return a note icon whose upper left corner is at `corner` of `page`, and its pop-up."""
        left, top = corner
        area = (left, top - ICON, left + ICON, top)
        note = self._note(page, Name.Text, area, ICON_COLOUR, said)
        note.F = _PRINT | _NO_ZOOM | _NO_ROTATE
        note.Name = Name.Note
        note.AP = Dictionary(N=self._sheet())
        return [note, self._popup(page, note, area)]

    def _note(self, page: Object, kind: Name, area: Sequence[float], colour: Colour, said: Said) -> Object:
        self._made += 1
        note = Dictionary(
            Type=Name.Annot,
            Subtype=kind,
            P=page,
            Rect=Array([round(number, 3) for number in area]),
            C=Array(colour),
            T=String(self._by.author),
            Subj=String(said.title),
            Contents=String(said.text),
            NM=String(f"{_NAMED}{self._made}"),
        )
        date = _pdf_date(self._by.date)
        if date:
            note.M = note.CreationDate = String(date)
        return self._pdf.make_indirect(note)

    def _popup(self, page: Object, note: Object, area: Sequence[float]) -> Object:
        width, height = _POPUP
        popup = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Popup,
                P=page,
                Rect=Array([round(number, 3) for number in (area[2], area[3] - height, area[2] + width, area[3])]),
                Parent=note,
                Open=False,
                F=_PRINT | _NO_ZOOM | _NO_ROTATE,
            )
        )
        note.Popup = popup
        return popup

    def _marker(self, quads: Sequence[Quad], area: Sequence[float], colour: Colour) -> Object:
        """Return the drawing of a highlight: filled bars that darken the page and leave its words black."""
        bars = " ".join(_bar(quad.rectangle()) for quad in quads)
        drawing = f"/Darken gs {_numbers(colour)} rg {bars} f"
        state = Dictionary(Type=Name.ExtGState, BM=Name.Multiply, ca=1, CA=1)
        return self._form(drawing, area, Dictionary(ExtGState=Dictionary(Darken=state)))

    def _sheet(self) -> Object:
        drawing = f"{_numbers(ICON_COLOUR)} rg 0.4 0.3 0 RG 0.75 w 1 1 {ICON - 2} {ICON - 2} re B {_LINES}"
        return self._form(drawing, (0, 0, ICON, ICON), Dictionary())

    def _form(self, drawing: str, area: Sequence[float], resources: Dictionary) -> Object:
        form = self._pdf.make_stream(drawing.encode())
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([round(number, 3) for number in area])
        form.Resources = resources
        form.Group = Dictionary(S=Name.Transparency)
        return form


def _annotations(page: Object) -> list[Object]:
    """Return what hangs on a page already; a list that is damaged counts as none."""
    there = page.get(Name.Annots)
    return [each for each in there if isinstance(each, Dictionary)] if isinstance(there, Array) else []


def _around(rectangles: Iterable[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    left, bottom, right, top = zip(*rectangles, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _bar(rectangle: tuple[float, float, float, float]) -> str:
    left, bottom, right, top = rectangle
    return f"{_numbers((left, bottom, right - left, top - bottom))} re"


def _numbers(values: Iterable[float]) -> str:
    return " ".join(f"{value:.3f}" for value in values)


def _pdf_date(date: str | None) -> str:
    """Return an ISO 8601 date in UTC as PDF writes it, such as D:20260301093000Z."""
    return f"D:{''.join(filter(str.isdigit, date))[:14]}Z" if date else ""
