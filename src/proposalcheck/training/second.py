"""Fits the second look at quotes, and the sum over a document, on what the sentences scored while held out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from proposalcheck.annotate.classifier.weights import Floats

QUOTES_OWN, PRESENCE_OWN = 0.3, 0.3
"""How freely a label may deviate from what all share, for quotes and for documents; chosen on held-out contracts."""

SHARE = 1 / 3
"""How much of the log-odds of a quote each has: what its sentence scored at first, what it scored among candidates, and
the second look. It is their plain mean: on held-out contracts no other shares were better in all measures.
"""

Integers = NDArray[np.int64]


def quote_weights(signs: Floats, labels: Integers, hits: NDArray[np.bool_], count: int) -> Floats:
    """Return the weights of every sign for each of `count` labels; the first two signs are scores of the sentence."""
    weights = _shared(signs, labels, hits, count, QUOTES_OWN) * SHARE
    weights[:, :2] += SHARE
    return weights


def presence_weights(sums: Floats, truth: NDArray[np.bool_]) -> Floats:
    """Return the weights of every sum for each label; `sums` are documents by labels by sums, `truth` the first two."""
    documents, labels, size = sums.shape
    return _shared(sums.reshape(-1, size), np.tile(np.arange(labels), documents), truth.ravel(), labels, PRESENCE_OWN)


def _shared(values: Floats, labels: Integers, truth: NDArray[np.bool_], count: int, own: float) -> Floats:
    """Return the weights of one regression for all of `count` labels, with a deviation for each: labels by values.

    All labels share what is common ("the best in the document counts"); rare ones hardly leave it. The last value is
    always 1. Evgeniou, Pontil: Regularized Multi-Task Learning, KDD 2004.
    """
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    mean, spread = _scale(values)
    scaled = ((values - mean) / spread).astype(np.float64)
    size = scaled.shape[1]
    rows = np.repeat(np.arange(len(scaled)), size)
    columns = (labels[:, None] * size + np.arange(size)).ravel()
    deviations = sparse.csr_array((own * scaled.ravel(), (rows, columns)), shape=(len(scaled), count * size))
    both: Any = sparse.hstack([sparse.csr_array(scaled), deviations], format="csr")
    both.indices, both.indptr = both.indices.astype(np.int32), both.indptr.astype(np.int32)
    model = LogisticRegression(C=1.0, solver="liblinear", fit_intercept=False, tol=0.01, max_iter=1000)
    found = model.fit(both, truth).coef_[0]
    return _unscaled(found[:size] + own * found[size:].reshape(count, size), mean, spread)


def _scale(values: Floats) -> tuple[Floats, Floats]:
    """Return mean and spread of every column; the last one, always 1, stays as it is."""
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-3
    mean[-1], spread[-1] = 0.0, 1.0
    return mean, spread


def _unscaled(weights: NDArray[Any], mean: Floats, spread: Floats) -> Floats:
    """Return weights of scaled values as weights of the values themselves; the last one takes up the means."""
    plain: NDArray[Any] = weights / spread
    plain[:, -1] -= (plain[:, :-1] * mean[:-1]).sum(axis=1)
    return plain.astype(np.float32)
