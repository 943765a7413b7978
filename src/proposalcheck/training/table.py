"""The n-grams of many passages as one sparse table, from which every fold is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from proposalcheck.annotate.classifier.features import Field, Ids, Integers, letter_ids, marked, run_ids, words_of
from proposalcheck.annotate.classifier.passages import Passage

Matrix = Any
"""A scipy.sparse CSR array; scipy has no types of its own."""


@dataclass(frozen=True, slots=True)
class Table:
    """How often each of G n-grams (`ids`, rising) occurs in each of N passages, and which of the fields it is of.

    `counts` is N by G; `field_of` (G) indexes `fields`; `totals` (N by fields) counts all n-grams of a field, those
    that are too rare for the table included.
    """

    fields: tuple[Field, ...]
    ids: Ids
    field_of: NDArray[np.int64]
    counts: Matrix
    totals: NDArray[np.float32]

    def rows(self, chosen: Integers) -> Table:
        """Return the table of some of the passages."""
        return Table(self.fields, self.ids, self.field_of, self.counts[chosen], self.totals[chosen])

    def columns(self, chosen: Integers) -> Table:
        """Return the table of some of the n-grams, given in rising order; the others become unknown."""
        return Table(self.fields, self.ids[chosen], self.field_of[chosen], self.counts[:, chosen], self.totals)


def table_of(passages: Sequence[Passage], fields: Sequence[Field], groups: Sequence[str], least: int = 2) -> Table:
    """Return the n-grams of `passages` that occur in at least `least` different `groups` (one name a passage).

    Of two fields whose n-grams have the same id by chance, about one in a hundred thousand, the first keeps it.
    """
    parts = [_of_field(passages, field, index, groups, least) for index, field in enumerate(fields)]
    ids, order = np.unique(np.concatenate([part.ids for part in parts]), return_index=True)
    return Table(
        fields=tuple(fields),
        ids=ids,
        field_of=np.concatenate([part.field_of for part in parts])[order],
        counts=sparse.hstack([part.counts for part in parts], format="csr")[:, order],
        totals=np.hstack([part.totals for part in parts]),
    )


def idf_of(table: Table) -> NDArray[np.float32]:
    """Return the inverse document frequency of every n-gram over the passages of `table`, 1 for one in all of them."""
    seen = np.bincount(table.counts.indices, minlength=len(table.ids))
    idf: NDArray[np.float32] = (np.log((1 + table.counts.shape[0]) / (1 + seen)) + 1).astype(np.float32)
    return idf


def vectors(table: Table, idf: NDArray[np.float32], unknown: float) -> Matrix:
    """Return the passages as the classifier sees them: each field a vector of the length of its share."""
    weighted = table.counts @ sparse.diags_array(idf**2)
    scale = np.zeros((len(table.fields), table.counts.shape[0]), dtype=np.float32)
    for index, field in enumerate(table.fields):
        inside = (table.field_of == index).astype(np.float32)
        missing = table.totals[:, index] - table.counts @ inside
        length = np.sqrt(weighted @ inside + missing * unknown**2)
        np.divide(field.share, length, out=scale[index], where=length > 0)
    values = (table.counts @ sparse.diags_array(idf)).tocsr()
    rows = np.repeat(np.arange(values.shape[0]), np.diff(values.indptr))
    values.data *= scale[table.field_of[values.indices], rows]
    return values


def _of_field(passages: Sequence[Passage], field: Field, index: int, groups: Sequence[str], least: int) -> Table:
    texts: dict[str, int] = {}
    lines = np.array([texts.setdefault(getattr(passage, field.name), len(texts)) for passage in passages])
    occurrences = list(_occurrences(tuple(texts), field))
    rows = np.concatenate([rows for rows, _ in occurrences])
    ids, places = np.unique(np.concatenate([ids for _, ids in occurrences]), return_inverse=True)
    shape = (len(texts), len(ids))
    counts = sparse.coo_array((np.ones(len(rows), dtype=np.float32), (rows, places)), shape=shape).tocsr()[lines]
    kept = np.flatnonzero(_groups_with(counts, groups) >= least)
    totals = np.asarray(counts.sum(axis=1), dtype=np.float32).reshape(-1, 1)
    return Table((field,), ids[kept], np.full(len(kept), index), counts[:, kept], totals)


def _occurrences(texts: Sequence[str], field: Field) -> Iterator[tuple[Integers, Ids]]:
    """Yield the n-grams of `texts`, kind by kind: the text that each stands in, and its id."""
    words = words_of(texts)
    if field.words:
        yield words.rows, marked(words.ids, field)[words.codes]
    if field.characters:
        of_word, ids = letter_ids(words.vocabulary, field)
        sizes = np.bincount(of_word, minlength=len(words.vocabulary))
        first = np.concatenate([[0], np.cumsum(sizes)])[:-1]
        repeated = sizes[words.codes]
        within = np.arange(repeated.sum()) - np.repeat(np.cumsum(repeated) - repeated, repeated)
        yield np.repeat(words.rows, repeated), ids[np.repeat(first[words.codes], repeated) + within]
    for size in range(2, field.words + 1):
        yield run_ids(words, size, field)


def _groups_with(counts: Matrix, groups: Sequence[str]) -> Integers:
    """Return in how many groups each column occurs."""
    names, group_of = np.unique(np.array(groups), return_inverse=True)
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    pairs = np.unique(counts.indices.astype(np.int64) * len(names) + group_of[rows])
    return np.bincount(pairs // len(names), minlength=counts.shape[1])
