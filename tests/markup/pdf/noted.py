"""The annotations of a PDF in plain values, for the tests that look at them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf


@dataclass(frozen=True, slots=True)
class Shown:
    """An annotation in plain values: the index of its page, its rectangle, the corners of its bars, its words."""

    page: int
    area: tuple[float, ...]
    corners: tuple[float, ...]
    contents: str
    said: tuple[str, ...]
    has_popup: bool

    @property
    def bars(self) -> list[tuple[float, float, float, float]]:
        """Left, bottom, right and top in user space of each bar of a highlight."""
        bars = [self.corners[start : start + 8] for start in range(0, len(self.corners), 8)]
        return [(min(bar[::2]), min(bar[1::2]), max(bar[::2]), max(bar[1::2])) for bar in bars]


def notes(data: bytes, kind: Name = Name.Highlight) -> list[Shown]:
    """Return the annotations of one kind, page by page."""
    with Pdf.open(BytesIO(data)) as pdf:
        pages = enumerate(pdf.pages)
        return [
            _shown(index, note) for index, page in pages for note in page.get(Name.Annots, []) if note.Subtype == kind
        ]


def _shown(page: int, note: pikepdf.Object) -> Shown:
    popup = note.get("/Popup")
    return Shown(
        page,
        tuple(map(float, note.Rect)),
        tuple(map(float, note.get("/QuadPoints", []))),
        str(note.Contents),
        tuple(str(note.get(key, "")) for key in ("/T", "/M", "/Subj")),
        popup is not None and popup.Subtype == Name.Popup and popup.Parent == note,
    )
