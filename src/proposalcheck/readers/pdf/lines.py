"""Words -> pieces of line -> whole lines: cut at wide gaps, joined along a row, spaced capitals made words again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from proposalcheck.readers.numbering import split_number
from proposalcheck.readers.pdf.words import Word

WIDE_GAP = 1.0
"""A gap of this many times the type size, or more, may part columns; blanks between words are narrower."""

_GLUED_GAP = 0.1
_ROW_OVERLAP = 0.5
_LABEL_GAP = 4.5
_SPACED_LETTERS = 4
_LETTER = re.compile(r"[A-Z&]$")


class Line(NamedTuple):
    """Words on one row, from left to right; `size` is that of most of its letters, `bold` says that all of them are.

    `text` is the words with blanks between them.
    """

    words: tuple[Word, ...]
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    text: str

    @property
    def middle(self) -> float:
        """The height of the line's middle on the page."""
        return (self.top + self.bottom) / 2


def make_line(words: Sequence[Word]) -> Line:
    """Return the line that `words` make, in the order given."""
    texts, lefts, tops, rights, bottoms, sizes, bolds, _, glued = zip(*words, strict=True)
    size = sizes[0] if sizes.count(sizes[0]) == len(sizes) else _common_size(words)
    text = "".join(map(_with_blank, words)).lstrip() if True in glued else " ".join(texts)
    return Line(tuple(words), min(lefts), min(tops), max(rights), max(bottoms), size, all(bolds), text)


def _with_blank(word: Word) -> str:
    return word.text if word.glued else f" {word.text}"


def _common_size(words: Sequence[Word]) -> float:
    letters: Counter[float] = Counter()
    for word in words:
        letters[word.size] += len(word.text)
    return letters.most_common(1)[0][0]


def pieces(words: Sequence[Word]) -> list[Line]:
    """Cut a line of the file at its wide gaps and where it jumps back or to another row."""
    found: list[Line] = []
    current: list[Word] = []
    for word in words:
        if current and _parts(current[-1], word):
            found.append(make_line(_mended(current)))
            current = []
        current.append(word)
    if current:
        found.append(make_line(_mended(current)))
    return found


def _parts(left: Word, right: Word) -> bool:
    gap = right.left - left.right
    size = max(left.size, right.size, 1.0)
    if right.top >= left.bottom or right.bottom <= left.top:
        return True
    if gap < -size and right.right > left.left:
        return True
    return gap > WIDE_GAP * size and not _spaced_capitals(left, right, gap)


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
        if label is not None and is_label(label) and _follows(label, piece):
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
    grouped: list[list[Line]] = []
    for line in sorted(lines, key=lambda piece: (piece.middle, piece.left)):
        row = next((row for row in reversed(grouped[-3:]) if _same_row(row, line)), None)
        if row is None:
            grouped.append([line])
        else:
            row.append(line)
    for row in grouped:
        row.sort(key=lambda piece: piece.left)
    return grouped


def _same_row(row: list[Line], line: Line) -> bool:
    """Tell whether `line` shares half its height with a row and lies over none of its pieces."""
    anchor = row[0] if len(row) == 1 else max(row, key=lambda piece: piece.size)
    shared = min(anchor.bottom, line.bottom) - max(anchor.top, line.top)
    if shared < _ROW_OVERLAP * min(anchor.bottom - anchor.top, line.bottom - line.top):
        return False
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


def _mended(words: list[Word]) -> list[Word]:
    """Join capitals that are set apart for looks ("R E S P O N S E") to the words that they spell."""
    if sum(1 for word in words if _LETTER.match(word.text)) < _SPACED_LETTERS:
        return words
    mended: list[Word] = []
    run: list[Word] = []
    for word in words:
        if _LETTER.match(word.text):
            run.append(word)
            continue
        mended += [*_spelt(run), word]
        run = []
    return mended + _spelt(run)


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
