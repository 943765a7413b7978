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
_SIEVE_SHIFT = np.uint32(32 - _SIEVE_BITS)


class Lookup:
    """Finds the place of n-grams in a vocabulary: a sieve of bits first, since most n-grams are not in it.

    Ids with the same first bits stand side by side, and are seldom more than two or three: they are looked at in turn,
    which is faster than a binary search.
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        sizes = np.bincount(ids >> _SIEVE_SHIFT, minlength=1 << _SIEVE_BITS)
        self._sieve = sizes > 0
        self._most = int(sizes.max())
        self._starts = (np.cumsum(sizes) - sizes).astype(np.int32)

    def find(self, wanted: Ids) -> tuple[Integers, Integers]:
        """Return which of `wanted` are in the vocabulary, and where: two arrays of the same length."""
        first = wanted >> _SIEVE_SHIFT
        maybe = np.flatnonzero(self._sieve[first])
        likely = wanted[maybe]
        place = self._starts[first[maybe]].astype(np.int64)
        found = np.full(len(maybe), -1)
        for _ in range(self._most if len(maybe) else 0):
            hit = self._ids[place] == likely
            found[hit] = place[hit]
            place = np.minimum(place + 1, len(self._ids) - 1)
        hits = np.flatnonzero(found >= 0)
        return maybe[hits], found[hits]


class LinearModel:
    """Weights made ready for scoring.

    Sums are kept as labels by texts: the n-grams of a text then stand side by side in memory for each label. Weights
    are whole numbers until `scale` is applied, so that sums do not depend on their order.
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.lookup = Lookup(weights.ids)
        self._matrix = np.ascontiguousarray(weights.matrix.T)
        self._squares = weights.idf**2

    def scores(self, passages: Sequence[Passage]) -> Floats:
        """Return the score of every label for every passage, before calibration: passages by labels."""
        found = np.empty((len(passages), len(self.weights.labels)), dtype=np.float32)
        for start in range(0, len(passages), _PASSAGES):
            found[start : start + _PASSAGES] = self._scores(passages[start : start + _PASSAGES]).T
        return found

    def _scores(self, passages: Sequence[Passage]) -> Floats:
        texts: dict[str, int] = {}
        lines = {
            name: np.array([texts.setdefault(getattr(passage, name), len(texts)) for passage in passages])
            for name in {field.name: None for field in self.weights.fields}
        }
        words = words_of(tuple(texts))
        parts = {name: _only(words, rows) for name, rows in lines.items()}
        found = np.repeat(self.weights.bias[:, None], len(passages), axis=1)
        for field in self.weights.fields:
            inside, rows = parts[field.name]
            found += np.take(self._of_field(inside, field), rows, axis=1)
        return found

    def _of_field(self, words: Words, field: Field) -> Floats:
        """Return what `field` adds to the scores where it holds each of the texts: labels by texts."""
        total = np.zeros((len(self.weights.labels), len(words.starts) - 1), dtype=np.float32)
        length = np.zeros(total.shape[1], dtype=np.float32)
        added, squares = self._of_words(words, field)
        rows = words.rows
        _add(total, rows, np.take(added, words.codes, axis=1))
        _add(length, rows, squares[words.codes])
        for size in range(2, field.words + 1):
            self._add_grams(total, length, run_ids(words, size, field))
        scale = np.divide(field.share, np.sqrt(length), out=np.zeros_like(length), where=length > 0)
        total *= scale
        total *= self.weights.scale[:, None]
        return total

    def _of_words(self, words: Words, field: Field) -> tuple[Floats, Floats]:
        """Return what each word adds by itself and by its runs of letters, and to the square of a text's length."""
        total = np.zeros((len(self.weights.labels), len(words.vocabulary)), dtype=np.float32)
        length = np.zeros(total.shape[1], dtype=np.float32)
        for grams in _grams_of_words(words, field):
            self._add_grams(total, length, grams)
        return total, length

    def _add_grams(self, total: Floats, length: Floats, grams: tuple[Integers, Ids]) -> None:
        """Add what `grams` count to the sums (labels by texts) and the squared lengths of the texts they stand in."""
        rows, ids = grams
        at, places = self.lookup.find(ids)
        _add(total, rows[at], np.take(self._matrix, places, axis=1).astype(np.float32))
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


def _only(words: Words, rows: Integers) -> tuple[Words, Integers]:
    """Return the texts of `words` that `rows` name, each once with the words that it has, and where each of `rows` is.

    Counting is used in place of sorting, which `np.unique` does.
    """
    kept, places = _distinct(rows, len(words.starts) - 1)
    sizes = np.diff(words.starts)[kept]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    inside = np.repeat(words.starts[kept] - starts[:-1], sizes) + np.arange(starts[-1])
    used, codes = _distinct(words.codes[inside], len(words.vocabulary))
    return Words(tuple(words.vocabulary[code] for code in used), words.ids[used], codes, starts), places


def _distinct(values: Integers, limit: int) -> tuple[Integers, Integers]:
    """Return the different `values`, all under `limit`, in rising order, and the place of each value among them."""
    occurs = np.zeros(limit, dtype=np.bool_)
    occurs[values] = True
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[values]


def _add(total: Floats, rows: Integers, values: Floats) -> None:
    """Add each column of `values` to the column of `total` that `rows` names; `rows` never fall."""
    if len(rows):
        first = np.flatnonzero(np.concatenate([[True], rows[1:] != rows[:-1]]))
        total[..., rows[first]] += np.add.reduceat(values, first, axis=-1)
