"""Characters of a PDF page -> its words.

PDFium's text layer is asked once for the whole text of a page, and then only at the edges of words and lines, for all
of them in one go, which keeps boxes for every word within a few times the cost of bare text.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import byref, c_int, create_string_buffer
from functools import lru_cache
from itertools import pairwise, repeat
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage, PdfTextPage

from proposalcheck.readers.pdf.calls import Handle, Setting, code_points, loose_boxes, settings
from proposalcheck.readers.pdf.words import Frame, PageSpace, PageText, Word, levelled

LINE_END_HYPHEN = "\ufffe"
"""What PDFium puts in place of a hyphen at the end of a line, followed at once by the rest of the word."""

_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi|[-,_]bd\b|medi$", re.IGNORECASE)
_QUARTER = math.pi / 2
_SKEW = 0.1
_LONG_WORD = 8
_LARGE_TYPE = 14.0
_BLANK = 0.14
_FONT_NAME_BYTES = 128
_BLANKS = "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_PARTS_WORDS = np.zeros(0x10000, dtype=bool)
"""Whether a character stands between words: blanks, control characters and the hyphen at a line end."""
_PARTS_WORDS[[*range(ord(" ") + 1), *map(ord, _BLANKS), ord(LINE_END_HYPHEN)]] = True


def read_words(page: PdfPage, space: PageSpace) -> PageText:
    """Return the words of a pypdfium2 page, whose own coordinates are those of `space`."""
    textpage = page.get_textpage()
    try:
        return _CharacterLayer(textpage, space).page_text()
    finally:
        textpage.close()


class _Look(NamedTuple):
    """What characters that are set alike look like.

    `size` is as printed, in points to a tenth; `turn` is the clockwise quarter turns that level the text (-1: slanted).
    """

    size: float
    bold: bool
    turn: int


_size, _bold = itemgetter(0), itemgetter(1)


class Places(NamedTuple):
    """Where the words of a text begin and end, and which of them are the first of their lines."""

    starts: list[int]
    ends: list[int]
    firsts: list[int]

    def lines(self) -> Iterator[tuple[int, int]]:
        """Yield for each line its first word and the one after its last."""
        return pairwise([*self.firsts, len(self.starts)])


class _CharacterLayer:
    """PDFium's list of characters for one page."""

    def __init__(self, textpage: PdfTextPage, space: PageSpace) -> None:
        self._handle = textpage.raw
        self._space = space
        self._text = _text_by_character(textpage)
        self._looks: dict[Setting, _Look] = {}

    def page_text(self) -> PageText:
        places = word_places(self._text)
        looks = self._looks_of(places)
        if any(look.size >= _LARGE_TYPE for look in self._looks.values()):
            places, looks = self._parted(places, looks)
        words = self._words(places, looks)
        lines = [(looks[start].turn, words[start:end]) for start, end in places.lines()]
        if LINE_END_HYPHEN in self._text:
            lines = [(turn, part) for turn, line in lines for part in _parted_at_hyphens(line)]
        common = _commonest_turn(lines)
        shown = self._space.frame
        frame = Frame(shown.number, shown.width, shown.height, common)
        level = tuple(_levelled_line(line, frame) for turn, line in lines if turn == common)
        slanted = tuple(_levelled_line(line, frame) for turn, line in lines if turn != common)
        return PageText(frame, level, slanted, self._text)

    def _looks_of(self, places: Places) -> list[_Look]:
        """Return what each word looks like; where the ends of a line look alike, so does all of it."""
        lines = list(places.lines())
        edges = [places.starts[first] for first, _ in lines] + [places.ends[after - 1] - 1 for _, after in lines]
        found = self._looks_at(edges)
        looks: list[_Look] = []
        mixed: list[int] = []
        for (first, after), start, end in zip(lines, found, found[len(lines) :], strict=False):
            looks += [start] * (after - first)
            if start.size != end.size or start.bold != end.bold:
                mixed += range(first, after)
        for word, look in zip(mixed, self._looks_at([places.starts[word] for word in mixed]), strict=True):
            looks[word] = look
        return looks

    def _looks_at(self, indices: Sequence[int]) -> list[_Look]:
        """Return what characters look like; of the ways in which they are set a page has few."""
        known, found = self._looks, settings(self._handle, indices)
        for setting, index in dict(zip(found, indices, strict=True)).items():
            if setting not in known:
                known[setting] = _look(self._handle, index, self._space.rotation)
        return list(map(known.__getitem__, found))

    def _parted(self, places: Places, looks: Sequence[_Look]) -> tuple[Places, list[_Look]]:
        """Part long words in large type at their wide gaps."""
        words = zip(places.starts, places.ends, looks, strict=True)
        large = [word for word in enumerate(words) if word[1][2].size >= _LARGE_TYPE]
        cuts = {word: cuts for word, (start, end, look) in large if (cuts := self._cuts(start, end, look.size))}
        starts, ends, firsts, repeated = list(places.starts), list(places.ends), list(places.firsts), list(looks)
        for word in sorted(cuts, reverse=True):
            starts[word + 1 : word + 1] = cuts[word]
            ends[word:word] = cuts[word]
            repeated[word:word] = [looks[word]] * len(cuts[word])
            firsts = [first + len(cuts[word]) if first > word else first for first in firsts]
        return Places(starts, ends, firsts), repeated

    def _cuts(self, start: int, end: int, size: float) -> list[int]:
        """Return where blanks were set as mere gaps inside a word, wider than those between its letters."""
        if end - start < _LONG_WORD:
            return []
        lefts, _, rights, _ = loose_boxes(self._handle, range(start, end))
        gaps = (lefts[1:] - rights[:-1]).tolist()
        usual = sorted(gaps)[len(gaps) // 2]
        return [start + 1 + at for at, gap in enumerate(gaps) if gap - usual > _BLANK * size]

    def _words(self, places: Places, looks: Sequence[_Look]) -> list[Word]:
        """Return the words, each with the box around its first and last character."""
        text, starts, ends = self._text, places.starts, places.ends
        texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        lasts = [end - 1 for end in ends]
        breaks = [False] * len(texts)
        if LINE_END_HYPHEN in text:
            breaks = [word[-1] == LINE_END_HYPHEN for word in texts]
            lasts = [max(start, last - at_end) for start, last, at_end in zip(starts, lasts, breaks, strict=True)]
            texts = [f"{word[:-1]}-" if at_end else word for word, at_end in zip(texts, breaks, strict=True)]
        sizes, bolds = map(_size, looks), map(_bold, looks)
        fields = zip(texts, *self._boxes(starts, lasts), sizes, bolds, breaks, repeat(False), strict=False)
        # What Word._make does, without a call of Python's for each of hundreds of words.
        return list(map(tuple.__new__, repeat(Word), fields))

    def _boxes(self, firsts: Sequence[int], lasts: Sequence[int]) -> Iterator[list[float]]:
        """Yield the left, top, right and bottom sides on the page as shown of boxes around pairs of characters."""
        left, bottom, right, top = loose_boxes(self._handle, [*firsts, *lasts])
        half = len(firsts)
        sides = self._space.shown(
            np.minimum(left[:half], left[half:]),
            np.minimum(bottom[:half], bottom[half:]),
            np.maximum(right[:half], right[half:]),
            np.maximum(top[:half], top[half:]),
        )
        return map(np.ndarray.tolist, sides)


def word_places(text: str) -> Places:
    """Return where the words of `text` are: runs without blanks or control characters; line breaks part lines."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    parts = np.ones(len(codes) + 2, dtype=bool)
    parts[1:-1] = _PARTS_WORDS[np.minimum(codes, len(_PARTS_WORDS) - 1)]
    edges = np.flatnonzero(parts[1:] != parts[:-1])
    starts, ends = edges[0::2], edges[1::2]
    line = np.cumsum((codes == ord("\n")) | (codes == ord("\r")))[starts]
    firsts = np.flatnonzero(np.append(True, line[1:] != line[:-1])) if len(starts) else starts
    if LINE_END_HYPHEN in text:
        ends = ends + (np.append(codes, 0)[ends] == ord(LINE_END_HYPHEN))
    return Places(starts.tolist(), ends.tolist(), firsts.tolist())


def _look(textpage: Handle, index: int, rotation: int) -> _Look:
    matrix, name, flags = pdfium.FS_MATRIX(), create_string_buffer(_FONT_NAME_BYTES), c_int()
    pdfium.FPDFText_GetMatrix(textpage, index, byref(matrix))
    size = round(float(pdfium.FPDFText_GetFontSize(textpage, index)) * math.hypot(matrix.c, matrix.d), 1)
    pdfium.FPDFText_GetFontInfo(textpage, index, name, _FONT_NAME_BYTES, byref(flags))
    angle = float(pdfium.FPDFText_GetCharAngle(textpage, index)) / _QUARTER
    nearest = round(angle)
    turn = -(nearest + rotation) % 4 if abs(angle - nearest) < _SKEW else -1
    return _Look(size, _is_bold(name.value), turn)


@lru_cache(maxsize=256)
def _is_bold(font_name: bytes) -> bool:
    return _BOLD_NAME.search(font_name.decode("utf-8", "replace")) is not None


def _parted_at_hyphens(line: list[Word]) -> Iterator[list[Word]]:
    """Part a line after each word that ends in a hyphen at the end of a printed line."""
    ends = {end for end, word in enumerate(line, 1) if word.breaks} | {len(line)}
    for start, end in pairwise([0, *sorted(ends)]):
        yield line[start:end]


def _commonest_turn(lines: Sequence[tuple[int, Sequence[Word]]]) -> int:
    """Return the quarter turns of most letters; those of slanted lines do not count."""
    turns = [turn for turn in dict.fromkeys(turn for turn, _ in lines) if turn >= 0]
    if len(turns) < 2:
        return max(turns, default=0)
    letters: Counter[int] = Counter()
    for turn, line in lines:
        letters[turn] += sum(len(word.text) for word in line)
    return max(turns, key=lambda turn: letters[turn])


def _levelled_line(line: Sequence[Word], frame: Frame) -> tuple[Word, ...]:
    return tuple(levelled(word, frame) for word in line) if frame.turns else tuple(line)


def _text_by_character(textpage: PdfTextPage) -> str:
    """Return the page's text with exactly one character for each of PDFium's, so that offsets are its indices."""
    text = str(textpage.get_text_range())
    count = textpage.count_chars()
    return text if len(text) == count else "".join(map(_character, code_points(textpage.raw, count)))


def _character(code: int) -> str:
    if code == 2:
        return LINE_END_HYPHEN
    return chr(code) if code and not 0xD800 <= code <= 0xDFFF and code <= 0x10FFFF else "\ufffd"
