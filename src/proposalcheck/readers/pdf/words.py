"""Characters of a PDF page -> words with boxes, sizes and weights, line by line as the file gives them.

PDFium's text layer is asked once for the whole text of a page, and then only at the edges of words: about one
microsecond a call, which keeps boxes for every word within a few times the cost of bare text.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_int, create_string_buffer
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage, PdfTextPage

from proposalcheck.document import Box

Handle = Any
"""A pointer of PDFium's C interface, which ctypes gives no type."""

LINE_END_HYPHEN = "\ufffe"
"""What PDFium puts in place of a hyphen at the end of a line, followed at once by the rest of the word."""

_loose_box = pdfium.FPDFText_GetLooseCharBox
_WORD = re.compile(rf"[^\s{LINE_END_HYPHEN}\x00-\x1f]+{LINE_END_HYPHEN}?")
_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi|[-,_]bd\b|medi$", re.IGNORECASE)
_LINE_BREAK = re.compile(r"[\r\n]+")
_QUARTER = math.pi / 2
_SKEW = 0.1
_LONG_WORD = 8
_LARGE_TYPE = 14.0
_BLANK = 0.14
_FONT_NAME_BYTES = 128


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

    def shown(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return (left, top, right, bottom) on the page as shown."""
        if self.rotation == 0:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        if self.rotation == 1:
            return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
        if self.rotation == 2:
            return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
        return self._top - top, self._right - right, self._top - bottom, self._right - left


def read_words(page: PdfPage, number: int) -> PageText:
    """Return the words of a pypdfium2 page; `number` counts from 1."""
    space = PageSpace(page, number)
    textpage = page.get_textpage()
    try:
        return _CharacterLayer(textpage, space).page_text()
    finally:
        textpage.close()


class _CharacterLayer:
    """PDFium's list of characters for one page, asked at the edges of words."""

    def __init__(self, textpage: PdfTextPage, space: PageSpace) -> None:
        self._handle = textpage.raw
        self._space = space
        self._shown = space.shown
        self._text = _text_by_character(textpage)
        self._rectangle = pdfium.FS_RECTF()
        self._into_rectangle = byref(self._rectangle)
        self._matrix = pdfium.FS_MATRIX()
        self._name = create_string_buffer(_FONT_NAME_BYTES)
        self._flags = c_int()
        self._weights: dict[bytes, bool] = {}

    def page_text(self) -> PageText:
        lines = [(turn, line) for turn, line in self._lines() if line]
        letters: Counter[int] = Counter()
        for turn, line in lines:
            letters[turn] += sum(len(word.text) for word in line)
        common = max((turn for turn in letters if turn >= 0), key=lambda turn: letters[turn], default=0)
        shown = self._space.frame
        frame = Frame(shown.number, shown.width, shown.height, common)
        level = tuple(_levelled_line(line, frame) for turn, line in lines if turn == common)
        slanted = tuple(_levelled_line(line, frame) for turn, line in lines if turn != common)
        return PageText(frame, level, slanted, self._text)

    def _lines(self) -> Iterator[tuple[int, tuple[Word, ...]]]:
        """Yield each line as PDFium sets them apart, with the clockwise quarter turns that level it (-1: slanted)."""
        start = 0
        for line_break in _LINE_BREAK.finditer(self._text):
            yield from self._line(start, line_break.start())
            start = line_break.end()
        yield from self._line(start, len(self._text))

    def _line(self, start: int, end: int) -> Iterator[tuple[int, tuple[Word, ...]]]:
        ranges = [match.span() for match in _WORD.finditer(self._text, start, end)]
        if not ranges:
            return
        turn = self._turn(ranges[0][0])
        first, last = self._style(ranges[0][0]), self._style(ranges[-1][1] - 1)
        words: list[Word] = []
        for left, right in ranges:
            style = first if first == last else self._style(left)
            if right - left >= _LONG_WORD and style[0] >= _LARGE_TYPE:
                words.extend(self._word(*part, style) for part in self._parted(left, right, style[0]))
            else:
                words.append(self._word(left, right, style))
            if words[-1].breaks:
                yield turn, tuple(words)
                words = []
        yield turn, tuple(words)

    def _word(self, start: int, end: int, style: tuple[float, bool]) -> Word:
        text = self._text[start:end]
        breaks = text[-1] == LINE_END_HYPHEN
        left, bottom, right, top = self._box(start)
        last = end - 2 if breaks and end - start > 1 else end - 1
        if last > start:
            others = self._box(last)
            # Comparing is several times as fast as min and max, and there are hundreds of words on a page.
            left = others[0] if others[0] < left else left
            bottom = others[1] if others[1] < bottom else bottom
            right = others[2] if others[2] > right else right
            top = others[3] if others[3] > top else top
        return Word(text[:-1] + "-" if breaks else text, *self._shown(left, bottom, right, top), *style, breaks)

    def _box(self, index: int) -> tuple[float, float, float, float]:
        """Return (left, bottom, right, top) of a character in the file's own coordinates."""
        rectangle = self._rectangle
        _loose_box(self._handle, index, self._into_rectangle)
        return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top

    def _parted(self, start: int, end: int, size: float) -> list[tuple[int, int]]:
        """Part a long word in large type where blanks were set as mere gaps, wider than those between its letters."""
        sides: list[tuple[float, float]] = []
        for index in range(start, end):
            left, _, right, _ = self._box(index)
            sides.append((left, right))
        gaps = [right[0] - left[1] for left, right in pairwise(sides)]
        usual = sorted(gaps)[len(gaps) // 2]
        cuts = [start + 1 + at for at, gap in enumerate(gaps) if gap - usual > _BLANK * size]
        return list(pairwise([start, *cuts, end]))

    def _turn(self, index: int) -> int:
        angle = float(pdfium.FPDFText_GetCharAngle(self._handle, index)) / _QUARTER
        nearest = round(angle)
        return -(nearest + self._space.rotation) % 4 if abs(angle - nearest) < _SKEW else -1

    def _style(self, index: int) -> tuple[float, bool]:
        """Return the printed size of a character in points, to a tenth, and whether its font is a bold one."""
        handle = self._handle
        pdfium.FPDFText_GetMatrix(handle, index, byref(self._matrix))
        scale = math.hypot(self._matrix.c, self._matrix.d)
        size = round(float(pdfium.FPDFText_GetFontSize(handle, index)) * scale, 1)
        pdfium.FPDFText_GetFontInfo(handle, index, self._name, _FONT_NAME_BYTES, byref(self._flags))
        name = self._name.value
        if name not in self._weights:
            self._weights[name] = bool(_BOLD_NAME.search(name.decode("utf-8", "replace")))
        return size, self._weights[name]


def _text_by_character(textpage: PdfTextPage) -> str:
    """Return the page's text with exactly one character for each of PDFium's, so that offsets are its indices."""
    text = str(textpage.get_text_range())
    count = textpage.count_chars()
    if len(text) == count:
        return text
    handle = textpage.raw
    return "".join(_character(pdfium.FPDFText_GetUnicode(handle, index)) for index in range(count))


def _character(code: int) -> str:
    if code == 2:
        return LINE_END_HYPHEN
    return chr(code) if code and not 0xD800 <= code <= 0xDFFF and code <= 0x10FFFF else "\ufffd"


def _visible_area(page: PdfPage) -> tuple[float, float, float, float]:
    """Return the part of the page that is shown: its crop box within its media box, whose corners may be swapped."""
    left, bottom, right, top = _upright(page.get_mediabox())
    crop = _upright(page.get_cropbox())
    area = max(left, crop[0]), max(bottom, crop[1]), min(right, crop[2]), min(top, crop[3])
    return area if area[0] < area[2] and area[1] < area[3] else (left, bottom, right, top)


def _upright(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = box
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _levelled_line(line: tuple[Word, ...], frame: Frame) -> tuple[Word, ...]:
    return tuple(levelled(word, frame) for word in line) if frame.turns else line


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
