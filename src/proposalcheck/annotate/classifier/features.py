"""Turns texts into n-grams, and n-grams into 32-bit ids that are the same on every machine.

Words are runs of letters and figures in lower case, every figure read as 0, and the signs of money and percent. The id
of a word is its CRC-32; that of a run of words is mixed from theirs. Texts are taken apart once, however often they
occur; an n-gram of one field (say, the sentence before) has another id than the same one of another field.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

CODE = "ngrams/1"
"""Names the way from text to ids; a model trained for another one is refused."""

FIELDS = ("text", "before", "after", "title", "kind")
"""The parts of a passage that n-grams are taken from."""

Ids = NDArray[np.uint32]
Integers = NDArray[np.int64]

_WORD = re.compile(r"[^\W_]+|[$%€£]")
_ASCII_WORD = re.compile(r"[a-z0-9]+|[$%]")
"""The same for lower-case ASCII, which is most of what is read; it takes two thirds of the time."""
_FIGURE = re.compile(r"\d")
_LETTERS = "~"
"""Stands before a run of letters and in no word, so that a run has another id than the word that is spelt like it."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Field:
    """Which n-grams are taken from one part of a passage, and how much they count.

    `words` is the length of the longest run of words; `characters` are the lengths of the runs of letters inside a
    word with its two edges; `share` is the length of the field's vector, each field being scaled to it on its own.
    """

    name: str
    words: int = 2
    characters: tuple[int, ...] = ()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """Texts as words: `vocabulary` holds each word once, `codes` its place there for every word of every text.

    The words of text i are `codes[starts[i]:starts[i + 1]]`; `ids` (one a word of the vocabulary) are unmarked.
    """

    vocabulary: tuple[str, ...]
    ids: Ids
    codes: Integers
    starts: Integers

    @property
    def rows(self) -> Integers:
        """For every word, the text it stands in."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def words_of(texts: Sequence[str]) -> Words:
    """Return `texts` taken apart into words."""
    places: defaultdict[str, int] = defaultdict()
    places.default_factory = places.__len__
    codes: list[int] = []
    starts = [0]
    for text in texts:
        codes += map(places.__getitem__, tokens(text))
        starts.append(len(codes))
    ids = np.fromiter(map(_word_id, places), dtype=np.uint32, count=len(places))
    return Words(tuple(places), ids, np.array(codes, dtype=np.int64), np.array(starts, dtype=np.int64))


def tokens(text: str) -> list[str]:
    """Return the words of `text` in lower case; figures are not yet read as 0."""
    lower = text.lower()
    return (_ASCII_WORD if lower.isascii() else _WORD).findall(lower)


def plain(word: str) -> str:
    """Return `word` with every figure read as 0."""
    return _FIGURE.sub("0", word)


def letter_ids(vocabulary: Sequence[str], field: Field) -> tuple[Integers, Ids]:
    """Return the runs of letters of all words: for each the place of its word in `vocabulary`, and its id."""
    runs = [_letter_ids(word, field.characters) for word in vocabulary]
    rows = np.repeat(np.arange(len(runs)), [len(run) for run in runs])
    return rows, marked(np.array([run for word in runs for run in word], dtype=np.uint32), field)


def letter_runs(word: str, sizes: tuple[int, ...]) -> Iterator[str]:
    """Yield the runs of letters of `word` between its edges, "<" and ">"."""
    edged = f"<{plain(word)}>"
    for size in sizes:
        yield from (edged[start : start + size] for start in range(len(edged) - size + 1))


def run_ids(words: Words, length: int, field: Field) -> tuple[Integers, Ids]:
    """Return the runs of `length` (2 or more) words: for each the text it stands in, and its id; in reading order."""
    ids, rows = words.ids[words.codes], words.rows
    count = max(len(ids) - length + 1, 0)
    mixed = ids[:count]
    for step in range(1, length):
        mixed = mix(mixed, ids[step : step + count])
    inside = rows[:count] == rows[length - 1 :][:count]
    return rows[:count][inside], marked(mixed[inside], field)


def mix(left: Ids | np.uint32, right: Ids) -> Ids:
    """Return one id for each pair of ids: the upper half of their Fibonacci hash (Knuth, volume 3, section 6.4)."""
    both = (np.asarray(left, dtype=np.uint64) << _HALF) | right.astype(np.uint64)
    return ((both ^ (both >> np.uint64(29))) * _MIX >> _HALF).astype(np.uint32)


def marked(ids: Ids, field: Field) -> Ids:
    """Return the ids that n-grams have in `field`; those of the sentence itself are as they are."""
    return ids if field.name == "text" else mix(np.uint32(_word_id(f"{field.name}:")), ids)


@lru_cache(maxsize=1 << 16)
def _word_id(word: str) -> int:
    return crc32(plain(word).encode())


@lru_cache(maxsize=1 << 16)
def _letter_ids(word: str, sizes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(crc32(f"{_LETTERS}{run}".encode()) for run in letter_runs(word, sizes))
