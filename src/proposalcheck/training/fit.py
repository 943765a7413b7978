"""Fits one logistic regression a label, keeps the n-grams that matter, and packs the weights into small integers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proposalcheck.annotate.classifier.features import Field
from proposalcheck.annotate.classifier.weights import Floats, Weights
from proposalcheck.training.table import Matrix, Table, idf_of, vectors

Targets = NDArray[np.int8]
"""Passages by labels: 1 carries the label, 0 does not, -1 unknown, left out of that label's training and scores."""

SEED = 20240


@dataclass(frozen=True, slots=True)
class Settings:
    """How a classifier is fitted.

    `strength` is the inverse of the penalty on large weights (C of scikit-learn), `grams` how many n-grams are kept,
    `unknown` what an n-gram outside the vocabulary counts in the length of a text, `negatives` how many passages
    without any label are used for each passage with one (0: all of them).
    """

    fields: tuple[Field, ...]
    strength: float = 10.0
    grams: int = 100_000
    unknown: float = 0.0
    negatives: int = 0
    seed: int = SEED


def fit(
    table: Table, targets: Targets, labels: Sequence[str], settings: Settings, worth: Floats | None = None
) -> Weights:
    """Return the weights that tell `targets` of the passages of `table`; not yet calibrated (slope 1, offset 0).

    `worth` (passages by labels) says how much each answer counts; without it all count the same.
    """
    idf = idf_of(table)
    matrix, bias = _regressions(vectors(table, idf, settings.unknown), targets, settings, worth)
    if len(table.ids) > settings.grams:
        kept = np.sort(np.argsort(-np.abs(matrix).max(axis=1), kind="stable")[: settings.grams])
        table, idf = table.columns(kept), idf[kept]
        matrix, bias = _regressions(vectors(table, idf, settings.unknown), targets, settings, worth)
    return _packed(table, idf, (matrix * idf[:, None], bias), labels, settings)


def scores(weights: Weights, table: Table) -> Floats:
    """Return the scores that `weights` give the passages of `table`, as the classifier itself would."""
    places = np.searchsorted(weights.ids, table.ids)
    places[places == len(weights.ids)] = 0
    kept = np.flatnonzero(weights.ids[places] == table.ids)
    known = table.columns(kept)
    lengths = vectors(known, weights.idf[places[kept]], weights.unknown)
    plain = weights.added(places[kept]) * weights.scale / weights.idf[places[kept], None]
    found: Floats = np.asarray(lengths @ plain + weights.bias, dtype=np.float32)
    return found


def _regressions(values: Matrix, targets: Targets, settings: Settings, worth: Floats | None) -> tuple[Floats, Floats]:
    """Return the weights (n-grams by labels) and biases of one regression a label."""
    rows, share = _sampled(targets, settings)
    shares = share[:, None] * (np.ones(targets[rows].shape) if worth is None else worth[rows])
    values = values[rows].astype(np.float64)
    values.indices, values.indptr = values.indices.astype(np.int32), values.indptr.astype(np.int32)
    fitted = [_regression(values, *column, settings) for column in zip(targets[rows].T, shares.T, strict=True)]
    matrix = np.array([weights for weights, _ in fitted], dtype=np.float32).T
    return matrix, np.array([bias for _, bias in fitted], dtype=np.float32)


def _regression(
    values: Matrix, wanted: NDArray[np.int8], shares: NDArray[np.float64], settings: Settings
) -> tuple[Floats, float]:
    """Return the weights and the bias of one label; one class alone gives a bias that says so and no weights."""
    from sklearn.linear_model import LogisticRegression

    known = np.flatnonzero(wanted >= 0)
    truth = wanted[known]
    if len(np.unique(truth)) < 2:
        return np.zeros(values.shape[1], dtype=np.float32), 6.0 if truth.any() else -6.0
    model = LogisticRegression(
        C=settings.strength, solver="liblinear", dual=True, tol=0.1, random_state=settings.seed, max_iter=1000
    )
    model.fit(values if len(known) == len(wanted) else values[known], truth, sample_weight=shares[known])
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def _sampled(targets: Targets, settings: Settings) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the passages to train on, and how much each counts: those without any label may be thinned out."""
    labelled = np.any(targets != 0, axis=1)
    empty = np.flatnonzero(~labelled)
    most = settings.negatives * int(labelled.sum())
    if not settings.negatives or len(empty) <= most:
        return np.arange(len(targets)), np.ones(len(targets))
    chosen = np.random.default_rng(settings.seed).permutation(empty)[:most]
    rows = np.sort(np.concatenate([np.flatnonzero(labelled), chosen]))
    return rows, np.where(labelled[rows], 1.0, len(empty) / most)


def _packed(
    table: Table, idf: Floats, fitted: tuple[Floats, Floats], labels: Sequence[str], settings: Settings
) -> Weights:
    """Return the weights with every label's own scale, so that its largest weight is 127."""
    matrix, bias = fitted
    scale = np.maximum(np.abs(matrix).max(axis=0, initial=0.0), 1e-9).astype(np.float32) / 127
    rounded = idf.astype(np.float16).astype(np.float32)
    ones: Floats = np.ones(len(labels), dtype=np.float32)
    return Weights(
        labels=tuple(labels),
        fields=settings.fields,
        ids=table.ids,
        idf=rounded,
        unknown=settings.unknown,
        matrix=np.rint(matrix / scale).astype(np.int8),
        scale=scale,
        bias=bias,
        slope=ones,
        offset=ones * 0,
        thresholds=np.full(len(labels), 0.5, dtype=np.float32),
    )
