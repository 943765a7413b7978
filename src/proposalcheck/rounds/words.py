"""Two wordings of one thing, word by word, and how alike they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

ALIKE = 0.5
"""Two wordings that are at least so much alike are one thing, worded anew."""

PieceSort = Literal["kept", "taken out", "put in"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that was kept, taken out or put in."""

    sort: PieceSort
    words: str


def likeness(before: Sequence[str], after: Sequence[str], least: float = ALIKE) -> float:
    """Return how alike two rows of words are, from 0 to 1: twice the words in common, in order, over all words.

    What does not reach `least` is 0.
    """
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    alike = matcher.ratio()
    return alike if alike >= least else 0.0


def words_of(text: str) -> tuple[str, ...]:
    """Return the words and figures of `text` in lower case, without what only sets them apart."""
    return tuple(re.findall(r"\w+(?:[.,]\d+)*", text.casefold()))


def pieces_between(before: str, after: str) -> tuple[Piece, ...]:
    """Return what makes `after` of `before`, in the order of reading; of a place that differs, the old words first."""
    old, new = before.split(), after.split()
    return tuple(_pieces(old, new))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for sort, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort == "equal":
            yield Piece("kept", " ".join(new[begin:stop]))
            continue
        if end > start:
            yield Piece("taken out", " ".join(old[start:end]))
        if stop > begin:
            yield Piece("put in", " ".join(new[begin:stop]))
