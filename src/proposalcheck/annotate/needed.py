"""Phrases filed under the words that they cannot be without, to be found by the words of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from proposalcheck.annotate.notation import Pattern
from proposalcheck.annotate.pieces import commonness
from proposalcheck.annotate.words import Words

WORDS_KEPT = 1 << 15
"""How many words of the texts are kept with the phrases that they stand in."""


def forms_of(word: str, known: Container[str]) -> list[str]:
    """Return those of the `known` forms that stand for a word: the word itself, and its beginnings with a star."""
    found = [word] if word in known else []
    return found + [form for length in range(1, len(word) + 1) if (form := f"{word[:length]}*") in known]


@dataclass(frozen=True, slots=True)
class _Needed:
    """A word that some phrase cannot be without, of which a text must have one form.

    These are `words` as they are, `beginnings` of words, and `several` words that follow each other.
    """

    words: frozenset[str]
    beginnings: tuple[str, ...]
    several: tuple[str, ...]

    def stands_in(self, words: Words) -> bool:
        """Tell whether a text has one of the forms."""
        if not self.words.isdisjoint(words.all):
            return True
        return any(f" {beginning}" in words.joined for beginning in self.beginnings) or self._several_stand_in(words)

    def next_in(self, words: Words, start: int) -> int | None:
        """Return the first word from `start` on that has one of the forms, or None.

        Of several words only that they stand somewhere is told.
        """
        if self._several_stand_in(words):
            return start
        for place, word in enumerate(words.words[start:], start):
            if word in self.words or (self.beginnings and word.startswith(self.beginnings)):
                return place
        return None

    def _several_stand_in(self, words: Words) -> bool:
        return bool(self.several) and any(f" {form} " in words.joined for form in self.several)


@dataclass(frozen=True, slots=True)
class Index:
    """Phrases by the words they need, as plain data; each is known by its number.

    A phrase is `filed` under the rarest word it needs, together with the numbers of the sets of forms that are rarest
    after that, three figures in a row: most phrases that a text has the first for are ruled out by the others.
    `numbers` has the sets that each word is in. `always` are the phrases that need no word, `raw` those among them that
    are regular expressions themselves.
    """

    filed: Mapping[str, Sequence[int]]
    numbers: Mapping[str, Sequence[int]]
    always: Sequence[int]
    raw: Sequence[int]


def indexed(patterns: Iterable[Pattern]) -> Index:
    """Return the index of phrases with these patterns, in their order."""
    filed, numbers = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    number: dict[frozenset[str], int] = {}
    always, raw = list[int](), list[int]()
    for index, pattern in enumerate(patterns):
        first, *others = _ranked(pattern) or [frozenset[str]()]
        second, third, *_ = *(number.setdefault(forms, len(number)) for forms in others[: _LOOKED_AT - 1]), _ANY, _ANY
        for word in _telling(first):
            filed[word] += (index, second, third)
        if not pattern.words:
            (raw if pattern.is_raw else always).append(index)
    for forms, place in number.items():
        for word in _telling(forms):
            numbers[word].append(place)
    return Index(dict(filed), dict(numbers), always, raw)


def _ranked(pattern: Pattern) -> list[frozenset[str]]:
    """Return the sets of forms that a phrase needs, the rarest first."""
    return sorted({word.forms for word in pattern.words}, key=commonness)


class ByWords:
    """The phrases of an index that a text may have; `pattern_of` tells the pattern of one of them."""

    def __init__(self, index: Index, pattern_of: Callable[[int], Pattern]) -> None:
        self._index = index
        self._pattern_of = pattern_of
        self._left_out: set[int] = set()
        self._left_out_of_known = 0
        self._known: dict[str, _Known] = {}
        self._further: dict[int, Sequence[_Needed]] = {}

    def leave_out(self, index: int) -> None:
        """Tell no more of a phrase, which is found otherwise from now on."""
        self._left_out.add(index)
        if len(self._left_out) > 2 * self._left_out_of_known + _FEW:
            self._left_out_of_known = len(self._left_out)
            self._known.clear()

    def in_text(self, words: Words) -> set[int]:
        """Return the phrases of which a text has the rarest words that they need."""
        known = [self._known.get(word) or self._learnt(word) for word in words.all]
        has = {_ANY}.union(*[each.numbers for each in known])
        filed = {index for each in known for index, second, third in each.filed if second in has and third in has}
        return filed.difference(self._left_out).union(self._index.always)

    def all_in(self, index: int, words: Words) -> bool:
        """Tell whether a text that has the rarest words of a phrase has all that it needs."""
        further = self._further_of(index)
        return not further or all(needed.stands_in(words) for needed in further)

    def in_order(self, index: int, words: Words) -> bool:
        """Tell whether a phrase may stand in a text by the order of its words, as far as that is easily told."""
        place: int | None = -1
        for word in self._pattern_of(index).words:
            place = None if place is None else _needed(word.forms).next_in(words, place + 1)
        return place is not None

    def _further_of(self, index: int) -> Sequence[_Needed]:
        """Return the words needed by a phrase that finding it has not looked at, or not closely."""
        further = self._further.get(index)
        if further is None:
            needed = [(_needed(forms), place) for place, forms in enumerate(_ranked(self._pattern_of(index)))]
            further = [each for each, place in needed if place >= _LOOKED_AT or each.several]
            self._further[index] = further
        return further

    def _learnt(self, word: str) -> _Known:
        """Return what is filed under a word, and under any beginning of it."""
        if len(self._known) > WORDS_KEPT:
            self._known.clear()
        index = self._index
        filed = chain.from_iterable(_in_threes(index.filed[form]) for form in forms_of(word, index.filed))
        numbers = chain.from_iterable(index.numbers[form] for form in forms_of(word, index.numbers))
        left = tuple([entry for entry in filed if entry[0] not in self._left_out])
        known = self._known[word] = _Known(left, frozenset(numbers))
        return known


def _in_threes(flat: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    return zip(flat[::3], flat[1::3], flat[2::3], strict=True)


@dataclass(frozen=True, slots=True)
class _Known:
    """A word of a text as the phrases see it: those filed under it, and the numbers of the sets it is in."""

    filed: tuple[tuple[int, int, int], ...]
    numbers: frozenset[int]


_FEW = 64
"""So many phrases may be left out before what is known of words is looked up again without them."""
_LOOKED_AT = 3
"""How many of the words that a phrase needs are looked at to find it."""
_ANY = -1
"""The number that every text has."""


def _telling(forms: frozenset[str]) -> set[str]:
    """Return a word of each form, of several words the longest, which is the rarest to meet."""
    return {max(form.split(" "), key=len) if " " in form else form for form in forms}


def _needed(forms: frozenset[str]) -> _Needed:
    several = [form for form in forms if " " in form]
    beginnings = [form[:-1] for form in forms if form.endswith("*") and " " not in form]
    words = [form for form in forms if not form.endswith("*") and " " not in form]
    return _Needed(frozenset(words), tuple(beginnings), tuple(several))
