"""The words of a PDF page: boxes, sizes and weights, line by line, in the frame in which the page is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from pypdfium2 import PdfPage

from proposalcheck.document import Box
from proposalcheck.readers.pdf.calls import Numbers

Side = TypeVar("Side", float, Numbers)
"""A side of one rectangle, or of many."""


class Word(NamedTuple):
    """A run of characters without a blank, in points from the top left of the page as it is laid out.

    `breaks` says that the word ends in a hyphen at the end of a printed line; `glued` that no blank stands before it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    breaks: bool = False
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is turned for reading: its size as shown, and the quarter turns clockwise that make its text level."""

    number: int
    width: float
    height: float
    turns: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is laid out, after the turns."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    def level(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """Turn a rectangle of the page as shown into the frame in which its text runs from left to right."""
        return _turned((left, top, right, bottom), self.width, self.height, self.turns)

    def shown(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Turn a rectangle of the reading frame back into a box on the page as shown."""
        if not self.turns:
            return Box(self.number, left, top, right, bottom)
        width, height = self.size
        return Box(self.number, *_turned((left, top, right, bottom), width, height, (4 - self.turns) % 4))


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page: `lines` run level in `frame`; `slanted` are lines at another angle (stamps, side notes)."""

    frame: Frame
    lines: tuple[tuple[Word, ...], ...]
    slanted: tuple[tuple[Word, ...], ...] = ()
    raw: str = ""

    @property
    def words(self) -> int:
        """How many words the page has, at whatever angle."""
        return sum(map(len, self.lines)) + sum(map(len, self.slanted))


class PageSpace:
    """Turns PDF user space (points from the bottom left, before rotation) into the page as shown."""

    def __init__(self, page: PdfPage, number: int) -> None:
        left, bottom, right, top = _visible_area(page)
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        self.rotation = int(page.get_rotation()) // 90 % 4
        width, height = right - left, top - bottom
        self.frame = Frame(number, *((height, width) if self.rotation % 2 else (width, height)))

    def shown(self, left: Side, bottom: Side, right: Side, top: Side) -> tuple[Side, Side, Side, Side]:
        """Return (left, top, right, bottom) on the page as shown, of one rectangle or of many."""
        if self.rotation == 0:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        if self.rotation == 1:
            return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
        if self.rotation == 2:
            return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
        return self._top - top, self._right - right, self._top - bottom, self._right - left


def _visible_area(page: PdfPage) -> tuple[float, float, float, float]:
    """Return the part of the page that is shown: its crop box within its media box, whose corners may be swapped."""
    left, bottom, right, top = _upright(page.get_mediabox())
    crop = _upright(page.get_cropbox())
    area = max(left, crop[0]), max(bottom, crop[1]), min(right, crop[2]), min(top, crop[3])
    return area if area[0] < area[2] and area[1] < area[3] else (left, bottom, right, top)


def _upright(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = box
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def levelled(word: Word, frame: Frame) -> Word:
    """Return a word of the page as shown as it stands in the frame in which the page is read."""
    if not frame.turns:
        return word
    left, top, right, bottom = frame.level(word.left, word.top, word.right, word.bottom)
    return word._replace(left=left, top=top, right=right, bottom=bottom)


def _turned(
    box: tuple[float, float, float, float], width: float, height: float, turns: int
) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    if turns == 0:
        return box
    if turns == 1:
        return height - bottom, left, height - top, right
    if turns == 2:
        return width - right, height - bottom, width - left, height - top
    return top, width - right, bottom, width - left
