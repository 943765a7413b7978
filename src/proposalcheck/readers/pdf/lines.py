"""Words -> pieces of line -> whole lines: cut at wide gaps, joined along a row, spaced capitals made words again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter, sub
from string import ascii_uppercase
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from proposalcheck.readers.numbering import split_number
from proposalcheck.readers.pdf.words import Word

WIDE_GAP = 1.0
"""A gap of this many times the type size, or more, may part columns; blanks between words are narrower."""

_GLUED_GAP = 0.1
_ROW_OVERLAP = 0.5
_ROWS_BACK = 3
_LABEL_GAP = 4.5
_SPACED_LETTERS = 4
_left = attrgetter("left")
_LETTERS = frozenset(ascii_uppercase + "&")

Numbers = NDArray[np.float64]


class Line(NamedTuple):
    """Words on one row, from left to right; `size` is that of most of its letters, `bold` says that all of them are.

    `text` is the words with blanks between them; `is_spaced` says that there is one between each two, and that none but
    the last ends in a hyphen at a line end. `gap` is the widest gap between two words, 0 or more.
    """

    words: tuple[Word, ...]
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    text: str
    gap: float = 0.0
    is_spaced: bool = True

    @property
    def letters(self) -> int:
        """How many characters the line has besides blanks."""
        return len(self.text) - self.text.count(" ")

    @property
    def middle(self) -> float:
        """The height of the line's middle on the page."""
        return (self.top + self.bottom) / 2


def make_line(words: Sequence[Word]) -> Line:
    """Return the line that `words` make, in the order given."""
    texts, lefts, tops, rights, bottoms, sizes, bolds, breaks, glued = zip(*words, strict=True)
    size = sizes[0] if sizes.count(sizes[0]) == len(sizes) else _common_size(words)
    outline = min(lefts), min(tops), max(rights), max(bottoms)
    gap = max(0.0, *map(sub, lefts[1:], rights)) if len(words) > 1 else 0.0
    is_spaced = True not in glued and True not in breaks[:-1]
    text = " ".join(texts) if is_spaced else "".join(map(_with_blank, words)).lstrip()
    return Line(tuple(words), *outline, size, all(bolds), text, gap, is_spaced)


def _with_blank(word: Word) -> str:
    return word.text if word.glued else f" {word.text}"


def _common_size(words: Sequence[Word]) -> float:
    letters: Counter[float] = Counter()
    for word in words:
        letters[word.size] += len(word.text)
    return letters.most_common(1)[0][0]


def pieces(lines: Sequence[Sequence[Word]]) -> list[Line]:
    """Cut a page's lines, as the file gives them, at wide gaps and where they jump back or to another row.

    Sums over whole pages are numpy's: there are hundreds of words on each.
    """
    words = [word for line in lines for word in line]
    if not words:
        return []
    texts, *numbers, bolds, _, _ = zip(*words, strict=True)
    sides = np.array(numbers)
    gaps = sides[0, 1:] - sides[2, :-1]
    parted = _parted(words, sides, gaps)
    parted[np.cumsum([0, *map(len, lines)])[:-1]] = True
    starts = np.flatnonzero(parted)
    spans = pairwise([*starts.tolist(), len(words)])
    found = [
        _piece(tuple(words[start:end]), texts[start:end], bolds[start:end], *outline)
        for (start, end), *outline in zip(spans, *_outlines(sides, np.append(0.0, gaps), starts), strict=True)
    ]
    return list(map(_mended, found)) if _single_letters(texts) >= _SPACED_LETTERS else found


def _parted(words: Sequence[Word], sides: Numbers, gaps: Numbers) -> NDArray[np.bool_]:
    """Tell for each word whether it is parted from the one before it in the file."""
    left, top, right, bottom, size = sides
    larger = np.maximum(np.maximum(size[1:], size[:-1]), 1.0)
    on_other_row = (top[1:] >= bottom[:-1]) | (bottom[1:] <= top[:-1])
    jumps_back = (gaps < -larger) & (right[1:] > left[:-1])
    is_wide = gaps > WIDE_GAP * larger
    for index in np.flatnonzero(is_wide).tolist():
        is_wide[index] = not _spaced_capitals(words[index], words[index + 1], gaps[index])
    return np.append(False, on_other_row | jumps_back | is_wide)


def _outlines(sides: Numbers, gaps: Numbers, starts: NDArray[np.intp]) -> Iterator[list[float]]:
    """Yield of the words from each start on: left, top, right and bottom, smallest and largest size, widest gap."""
    gaps[starts] = 0.0
    low, high = np.minimum.reduceat(sides, starts, axis=1), np.maximum.reduceat(sides, starts, axis=1)
    widest = np.maximum.reduceat(gaps, starts)
    columns = low[0], low[1], high[2], high[3], low[4], high[4], widest
    return map(np.ndarray.tolist, columns)


def _piece(words: tuple[Word, ...], texts: Sequence[str], bolds: Sequence[bool], *outline: float) -> Line:
    left, top, right, bottom, least, size, gap = outline
    common = size if least == size else _common_size(words)
    return Line(words, left, top, right, bottom, common, False not in bolds, " ".join(texts), gap)


def _spaced_capitals(left: Word, right: Word, gap: float) -> bool:
    return (
        len(left.text) == 1 == len(right.text)
        and gap < 1.6 * left.size
        and left.text.isupper()
        and right.text.isupper()
    )


def with_labels(found: Sequence[Line]) -> list[Line]:
    """Join each number or bullet that stands by itself to the words next to it."""
    joined: list[Line] = []
    for piece in found:
        label = joined[-1] if joined else None
        if label is not None and len(label.words) < 3 and is_label(label) and _follows(label, piece):
            joined[-1] = make_line(label.words + piece.words)
        else:
            joined.append(piece)
    return joined


def is_label(piece: Line) -> bool:
    """Tell a piece that is nothing but the number or bullet of a list item."""
    if len(piece.words) > 2:
        return False
    text = piece.text
    if len(text) == 1 and not text.isalnum():
        return text not in "$€£_"
    return text == "o" or (len(text) <= 14 and split_number(f"{text} A")[1] == len(text) + 1)


def _follows(label: Line, piece: Line) -> bool:
    level = min(label.bottom, piece.bottom) - max(label.top, piece.top) > 0.4 * min(label.size, piece.size)
    return level and 0 <= piece.left - label.right < _LABEL_GAP * max(piece.size, 1.0)


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Group pieces of line that stand side by side; rows come from top to bottom, pieces from left to right."""
    ordered = sorted(lines, key=_height_and_left)
    if len(ordered) == 1:
        return [ordered]
    grouped: list[list[Line]] = []
    anchors: list[Line] = []
    for line in ordered:
        for back in range(-1, -1 - min(len(grouped), _ROWS_BACK), -1):
            if _shares_height(anchors[back], line) and _has_room(grouped[back], line):
                grouped[back].append(line)
                anchors[back] = line if line.size > anchors[back].size else anchors[back]
                break
        else:
            grouped.append([line])
            anchors.append(line)
    for row in grouped:
        row.sort(key=_left)
    return grouped


def _height_and_left(line: Line) -> tuple[float, float]:
    return (line.top + line.bottom) / 2, line.left


def _shares_height(anchor: Line, line: Line) -> bool:
    """Tell whether a line shares half its height with the largest piece of a row."""
    if line.top > anchor.bottom:
        return False
    shared = min(anchor.bottom, line.bottom) - max(anchor.top, line.top)
    return shared >= _ROW_OVERLAP * min(anchor.bottom - anchor.top, line.bottom - line.top)


def _has_room(row: Sequence[Line], line: Line) -> bool:
    """Tell whether a line lies over none of the pieces of a row."""
    slack = 0.3 * line.size
    return all(line.left >= piece.right - slack or line.right <= piece.left + slack for piece in row)


def join_row(row: Sequence[Line]) -> Line:
    """Return one line from the pieces of a row; pieces that touch are printed without a blank."""
    if len(row) == 1:
        return row[0]
    words = list(row[0].words)
    for piece in row[1:]:
        touches = piece.left - words[-1].right < _GLUED_GAP * piece.size
        words.append(piece.words[0]._replace(glued=True) if touches else piece.words[0])
        words.extend(piece.words[1:])
    return make_line(words)


def _single_letters(texts: Iterable[str]) -> int:
    return sum(map(_LETTERS.__contains__, texts))


def _mended(line: Line) -> Line:
    """Join capitals that are set apart for looks ("R E S P O N S E") to the words that they spell."""
    if _single_letters(word.text for word in line.words) < _SPACED_LETTERS:
        return line
    mended: list[Word] = []
    run: list[Word] = []
    for word in line.words:
        if word.text in _LETTERS:
            run.append(word)
            continue
        mended += [*_spelt(run), word]
        run = []
    return make_line(mended + _spelt(run))


def _spelt(letters: list[Word]) -> list[Word]:
    """Return spaced letters as words, parted where the gap is half as wide again as the usual one."""
    if len(letters) < _SPACED_LETTERS:
        return letters
    gaps = [right.left - left.right for left, right in pairwise(letters)]
    usual = sorted(gaps)[len(gaps) // 3]
    groups = [[letters[0]]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap > 1.5 * usual + 0.05 * letter.size:
            groups.append([letter])
        else:
            groups[-1].append(letter)
    return [_fused(group) for group in groups]


def _fused(letters: list[Word]) -> Word:
    whole = make_line(letters)
    text = "".join(letter.text for letter in letters)
    return letters[0]._replace(text=text, left=whole.left, top=whole.top, right=whole.right, bottom=whole.bottom)
