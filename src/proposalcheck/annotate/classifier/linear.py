"""Scores passages with a linear model, in numpy: what each n-gram adds, summed by text and by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from proposalcheck.annotate.classifier.features import (
    Field,
    Ids,
    Integers,
    Words,
    letter_ids,
    marked,
    run_ids,
    words_of,
)
from proposalcheck.annotate.classifier.passages import Passage
from proposalcheck.annotate.classifier.weights import Floats, Weights

_PASSAGES = 2_000
"""How many passages are scored at a time, so that what is summed stays in the processor's cache."""
_SIEVE_BITS = 20


class Lookup:
    """Finds the place of n-grams in a vocabulary: a sieve of bits first, since most n-grams are not in it."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._sieve = np.zeros(1 << _SIEVE_BITS, dtype=np.bool_)
        self._sieve[ids >> np.uint32(32 - _SIEVE_BITS)] = True

    def find(self, wanted: Ids) -> tuple[Integers, Integers]:
        """Return which of `wanted` are in the vocabulary, and where: two arrays of the same length."""
        maybe = np.flatnonzero(self._sieve[wanted >> np.uint32(32 - _SIEVE_BITS)])
        places = np.searchsorted(self._ids, wanted[maybe])
        places[places == len(self._ids)] = 0
        hits = self._ids[places] == wanted[maybe] if len(self._ids) else np.zeros(len(maybe), dtype=np.bool_)
        return maybe[hits], places[hits]


class LinearModel:
    """Weights made ready for scoring."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.lookup = Lookup(weights.ids)
        self._squares = weights.idf**2

    def scores(self, passages: Sequence[Passage]) -> Floats:
        """Return the score of every label for every passage, before calibration: passages by labels."""
        found = np.empty((len(passages), len(self.weights.labels)), dtype=np.float32)
        for start in range(0, len(passages), _PASSAGES):
            found[start : start + _PASSAGES] = self._scores(passages[start : start + _PASSAGES])
        return found

    def _scores(self, passages: Sequence[Passage]) -> Floats:
        texts: dict[str, int] = {}
        lines = {
            name: np.array([texts.setdefault(getattr(passage, name), len(texts)) for passage in passages])
            for name in {field.name: None for field in self.weights.fields}
        }
        words = words_of(tuple(texts))
        parts = {name: (_only(words, rows), np.unique(rows, return_inverse=True)[1]) for name, rows in lines.items()}
        found = np.repeat(self.weights.bias[None, :], len(passages), axis=0)
        for field in self.weights.fields:
            inside, rows = parts[field.name]
            found += self._of_field(inside, field)[rows]
        return found

    def _of_field(self, words: Words, field: Field) -> Floats:
        """Return what `field` adds to the scores where it holds each of the texts."""
        total = np.zeros((len(words.starts) - 1, len(self.weights.labels)), dtype=np.float32)
        length = np.zeros(len(total), dtype=np.float32)
        added, squares = self._of_words(words, field)
        _add(total, words.rows, added[words.codes])
        _add(length, words.rows, squares[words.codes])
        for rows, ids in (run_ids(words, size, field) for size in range(2, field.words + 1)):
            at, places = self.lookup.find(ids)
            _add(total, rows[at], self.weights.added(places))
            self._measure(length, rows, at, places)
        scale = np.divide(field.share, np.sqrt(length), out=np.zeros_like(length), where=length > 0)
        total *= scale[:, None]
        total *= self.weights.scale
        return total

    def _of_words(self, words: Words, field: Field) -> tuple[Floats, Floats]:
        """Return what each word adds by itself and by its runs of letters, and to the square of a text's length."""
        total = np.zeros((len(words.vocabulary), len(self.weights.labels)), dtype=np.float32)
        length = np.zeros(len(total), dtype=np.float32)
        for rows, ids in _grams_of_words(words, field):
            at, places = self.lookup.find(ids)
            _add(total, rows[at], self.weights.added(places))
            self._measure(length, rows, at, places)
        return total, length

    def _measure(self, length: Floats, rows: Integers, at: Integers, places: Integers) -> None:
        """Add to the squared `length` of each text what its n-grams count, known ones and unknown ones."""
        size = len(length)
        length += np.bincount(rows[at], self._squares[places], size).astype(np.float32)
        if self.weights.unknown:
            missing = np.bincount(rows, minlength=size) - np.bincount(rows[at], minlength=size)
            length += (missing * self.weights.unknown**2).astype(np.float32)


def _grams_of_words(words: Words, field: Field) -> Iterator[tuple[Integers, Ids]]:
    if field.words:
        yield np.arange(len(words.ids)), marked(words.ids, field)
    if field.characters:
        yield letter_ids(words.vocabulary, field)


def _only(words: Words, rows: Integers) -> Words:
    """Return the texts of `words` that `rows` name, each once and in order, with the words that they have."""
    kept = np.unique(rows)
    sizes = np.diff(words.starts)[kept]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    inside = np.repeat(words.starts[kept] - starts[:-1], sizes) + np.arange(starts[-1])
    used, codes = np.unique(words.codes[inside], return_inverse=True)
    return Words(tuple(words.vocabulary[code] for code in used), words.ids[used], codes, starts)


def _add(total: Floats, rows: Integers, values: Floats) -> None:
    """Add each of `values` to the row of `total` that `rows` names; `rows` never fall."""
    if len(rows):
        first = np.flatnonzero(np.concatenate([[True], rows[1:] != rows[:-1]]))
        total[rows[first]] += np.add.reduceat(values, first, axis=0)
