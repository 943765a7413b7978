"""Splits by source: what comes from one repository, archive or contract is held out together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from proposalcheck.annotate.classifier.weights import Floats
from proposalcheck.training.fit import Settings, Targets, fit, scores
from proposalcheck.training.table import Table


def folds_of(sources: Sequence[str], count: int, seed: int) -> NDArray[np.int64]:
    """Return the fold of each item, from 0: sources stay whole, folds are as equal as that allows."""
    sizes = Counter(sources)
    names = sorted(sizes)
    order = [names[i] for i in np.random.default_rng(seed).permutation(len(names))]
    filled, fold_of = [0] * count, {}
    for name in sorted(order, key=lambda name: -sizes[name]):
        fold_of[name] = filled.index(min(filled))
        filled[fold_of[name]] += sizes[name]
    return np.array([fold_of[source] for source in sources])


def out_of_fold(
    table: Table,
    targets: Targets,
    labels: Sequence[str],
    folds: NDArray[np.int64],
    settings: Settings,
    *,
    worth: Floats | None = None,
) -> Floats:
    """Return the scores of every passage by a model that has not seen its fold: passages by labels.

    `worth` is as in `fit`.
    """
    found = np.zeros(targets.shape, dtype=np.float32)
    for held_out, training in _splits(folds):
        shares = None if worth is None else worth[training]
        weights = fit(table.rows(training), targets[training], labels, settings, shares)
        found[held_out] = scores(weights, table.rows(held_out))
    return found


def _splits(folds: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    for fold in np.unique(folds):
        yield np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
