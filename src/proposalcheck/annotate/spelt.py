"""Phrases that list words, found by looking up the words of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from proposalcheck.annotate.words import Words
from proposalcheck.document import Span

_STEP = re.compile(r"([ '-]?)([a-z0-9]+)(\*?)")
_BLANK = re.compile("[\\s\u2010\u2011-]+")
_AS_BLANKS = str.maketrans("-'", "  ")


class _Spelling(NamedTuple):
    """One of the ways in which a phrase is spelt: the number of the phrase, and which one it is.

    If it `ends_word`, an apostrophe behind its last word is no part of it.
    """

    phrase: int
    order: int
    written: str
    ends_word: bool


class Spellings:
    """Spellings of phrases by the words they begin with, up to one of which more may follow.

    Phrases are known by numbers; where a spelling begins with the beginning of a word, it is filed by that.
    """

    def __init__(self) -> None:
        self._by_words: defaultdict[str, list[_Spelling]] = defaultdict(list)
        self._by_beginning: defaultdict[str, list[_Spelling]] = defaultdict(list)
        self._go_on: set[str] = set()
        self._begun: dict[str, Sequence[_Spelling]] = {}

    def add(self, phrase: int, spellings: Iterable[str], *, ends_word: bool) -> None:
        """Add a phrase with its spellings, the preferred one first, as `spellings_of` returns them."""
        self._begun.clear()
        for order, written in enumerate(spellings):
            words, star, _ = written.translate(_AS_BLANKS).partition("*")
            whole, _, last = words.rpartition(" ") if star else (words, "", "")
            filed = self._by_words[whole] if whole else self._by_beginning[last]
            filed.append(_Spelling(phrase, order, written, ends_word))
            while " " in whole:
                whole = whole.rpartition(" ")[0]
                self._go_on.add(whole)

    def find(self, words: Words) -> dict[int, list[Span]]:
        """Return every place of each phrase: at each the first of its spellings that fits, and none over another."""
        found: dict[int, list[Span]] = {}
        for place, word in enumerate(words.words):
            spellings = self._begun.get(word)
            if spellings is None:
                spellings = self._beginning(word)
            if word in self._go_on:
                spellings = [*spellings, *self._going_on(words, place)]
            if spellings:
                _add(found, spellings, words, place)
        return found

    def _beginning(self, word: str) -> Sequence[_Spelling]:
        """Return the spellings that may begin with a word, apart from those that need the next one, too."""
        found = [*self._by_words.get(word, ())]
        for length in range(1, len(word) + 1):
            found += self._by_beginning.get(word[:length], ())
        self._begun[word] = found
        return found

    def _going_on(self, words: Words, place: int) -> Sequence[_Spelling]:
        """Return the spellings that begin with the word at `place` and the words behind it."""
        found: list[_Spelling] = []
        for end in range(place + 2, len(words.words) + 1):
            begun = " ".join(words.words[place:end])
            if begun in self._by_words:
                found += self._by_words[begun]
            if begun not in self._go_on:
                break
        return found


def _add(found: dict[int, list[Span]], spellings: Iterable[_Spelling], words: Words, place: int) -> None:
    """Add each phrase that stands at `place` to those found, spelt as it prefers, if it does not overlap itself."""
    start = words.starts[place]
    for spelling in sorted(spellings):
        before = found.get(spelling.phrase)
        if before and before[-1].end > start:
            continue
        end = _end(spelling, words, place)
        if end is not None:
            found.setdefault(spelling.phrase, []).append(Span(start, end))


def _end(spelling: _Spelling, words: Words, place: int) -> int | None:
    """Return where a spelling ends that begins at `place`, or None where something else stands there."""
    signs, joins = 0, ""
    for join, word, star in _steps(spelling.written):
        if join:
            place += 1
            if join not in joins or place == len(words.words):
                return None
        here = words.words[place]
        if here != word and not (star and here.startswith(word)):
            return None
        between = words.between[place]
        if star:
            place, signs = words.run(place)
            between = words.between[place][signs:]
        joins = " -" if between == " " else _joins(between)
    return words.ends[place] + (signs if star and not spelling.ends_word else 0)


@lru_cache(maxsize=1 << 15)
def _steps(written: str) -> list[tuple[str, str, str]]:
    """Return the words of a spelling, each with what stands before it, and a star if it runs on."""
    return _STEP.findall(written)


@lru_cache(maxsize=1024)
def _joins(between: str) -> str:
    """Return what of the joins of spellings may stand for `between`."""
    if between in ("'", "’"):
        return "'"
    return (" -" if len(between) == 1 else " ") if _BLANK.fullmatch(between) else ""
