"""The words of a Word paragraph as its XML holds them, which can be cut so that something is put around exact words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate, takewhile

from lxml import etree

from proposalcheck.readers.docx.package import MC, W
from proposalcheck.readers.structure import clean

RUN, PARAGRAPH, TEXT = W + "r", W + "p", W + "t"
TEXT_BOX = W + "txbxContent"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PLAIN_CONTROLS = (
    *(W + name for name in ("text", "comboBox", "dropDownList", "date", "dataBinding")),
    _WORD_2010 + "checkbox",
)
"""What makes a content control one that holds bare text: anything else inside it would be lost."""


@dataclass(slots=True)
class Piece:
    """A stretch of a paragraph's text and the element that it is read from."""

    text: str
    element: etree._Element


class TracedText:
    """The text of one paragraph, every offset of which leads to an element."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = [piece for piece in pieces if piece.text]
        self.visible = visible_places(self.text)

    @property
    def text(self) -> str:
        """The text as the file holds it, not cleaned."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def letters(self) -> str:
        """The text as every format has it: without blanks and invisible characters."""
        text = self.text
        return "".join(clean(text[place]) for place in self.visible)

    def first_unit(self, start: int) -> etree._Element:
        """Return the run, or what stands for one, that begins at offset `start`; a run is split there if need be."""
        self._cut(start)
        return unit_of(self.pieces[self._piece_at(start)].element)

    def last_unit(self, end: int) -> etree._Element:
        """Return the run, or what stands for one, that ends at offset `end`; a run is split there if need be."""
        self._cut(end)
        return unit_of(self.pieces[self._piece_at(end - 1)].element)

    def between(self, start: int, end: int) -> list[Piece]:
        """Return the pieces from offset `start` to `end`, cut so that they begin and end there as far as may be."""
        self._cut(start)
        self._cut(end)
        return self.pieces[self._piece_at(start) : self._piece_at(end - 1) + 1]

    def _starts(self) -> list[int]:
        return list(accumulate((len(piece.text) for piece in self.pieces), initial=0))

    def _piece_at(self, offset: int) -> int:
        return next(index for index, start in enumerate(self._starts()[1:]) if start > offset)

    def _cut(self, offset: int) -> None:
        """Let a run begin at `offset`, unless the words there are part of something that cannot be split."""
        starts = self._starts()
        if not 0 < offset < starts[-1]:
            return
        index = self._piece_at(offset)
        if starts[index] < offset:
            if not _is_splittable(self.pieces[index]):
                return
            self.pieces[index : index + 1] = _split_text(self.pieces[index], offset - starts[index])
            index += 1
        before, after = self.pieces[index - 1].element, self.pieces[index].element
        if before.getparent() is after.getparent() is unit_of(after):
            _split_run(after)


def visible_places(text: str) -> list[int]:
    """Return the offsets of the characters of `text` that are neither blank nor dropped by every reader."""
    return [place for place, character in enumerate(text) if clean(character)]


def unit_of(element: etree._Element) -> etree._Element:
    """Return what must stay whole around `element`: its run, or the formula or content control around that."""
    whole = [each for each in _inside_paragraph(element) if each.tag == RUN or _is_closed(each)]
    return whole[-1] if whole else element


def paragraph_of(element: etree._Element) -> etree._Element:
    """Return the nearest paragraph around `element`."""
    return next(ancestor for ancestor in element.iterancestors(PARAGRAPH))


def outer_unit(element: etree._Element) -> etree._Element:
    """Return the run of the body that holds `element`: that of the text box around it, where it stands in one."""
    boxes = list(element.iterancestors(TEXT_BOX))
    return unit_of(boxes[-1] if boxes else element)


def _inside_paragraph(element: etree._Element) -> Iterator[etree._Element]:
    """Yield `element` and what is around it, up to its paragraph."""
    yield element
    yield from takewhile(lambda ancestor: ancestor.tag != PARAGRAPH, element.iterancestors())


def _is_closed(element: etree._Element) -> bool:
    if element.tag in (W + "del", MC + "AlternateContent", _MATH + "oMath", _MATH + "oMathPara"):
        return True
    properties = element.find(W + "sdtPr") if element.tag == W + "sdt" else None
    return properties is not None and any(properties.find(name) is not None for name in _PLAIN_CONTROLS)


def _is_splittable(piece: Piece) -> bool:
    return (
        piece.element.tag == TEXT
        and piece.text == piece.element.text
        and piece.element.getparent() is unit_of(piece.element)
    )


def _split_text(piece: Piece, at: int) -> list[Piece]:
    """Split a `w:t` in two within its run; blanks at the cut are kept."""
    rest = deepcopy(piece.element)
    rest.tail = None
    piece.element.addnext(rest)
    parts = [Piece(piece.text[:at], piece.element), Piece(piece.text[at:], rest)]
    for part in parts:
        part.element.text = part.text
        part.element.set(_SPACE, "preserve")
    return parts


def _split_run(first: etree._Element) -> None:
    """Move `first` and all after it in its run to a run of their own that looks the same."""
    run = first.getparent()
    assert run is not None
    moved = [first, *first.itersiblings()]
    properties = run.find(W + "rPr")
    fresh = run.makeelement(RUN, {str(name): str(value) for name, value in run.attrib.items()})
    if properties is not None:
        fresh.append(deepcopy(properties))
    fresh.extend(moved)
    run.addnext(fresh)
