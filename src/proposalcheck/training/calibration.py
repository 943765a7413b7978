"""Scores become probabilities that mean what they say, and probabilities become thresholds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proposalcheck.annotate.classifier.weights import Floats
from proposalcheck.training.fit import Targets

LEAST = 5
"""Passages of each class below which a label takes the sigmoid of all labels together."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Passages whose probability lies in one tenth: how many, their mean probability, and the share that carry it."""

    count: int
    said: float
    true: float


def platt(scores: Floats, targets: Targets) -> tuple[Floats, Floats]:
    """Return the slope and the offset of each label that turn its out-of-fold scores into probabilities.

    Platt, Probabilistic Outputs for Support Vector Machines, 1999, with his targets drawn in from 0 and 1. A label
    with hardly any passages of one class takes the slope and offset fitted to all labels together.
    """
    known = targets >= 0
    common = _sigmoid_fit(scores[known], targets[known] > 0)
    fitted = []
    for column in range(scores.shape[1]):
        inside = known[:, column]
        truth = targets[inside, column] > 0
        enough = min(int(truth.sum()), int((~truth).sum())) >= LEAST
        fitted.append(_sigmoid_fit(scores[inside, column], truth) if enough else common)
    return np.array([slope for slope, _ in fitted], np.float32), np.array([offset for _, offset in fitted], np.float32)


def thresholds(chances: Floats, targets: Targets, usual: float = 0.5) -> Floats:
    """Return for each label the probability from which F1 on out-of-fold probabilities is highest."""
    best = []
    for column in range(chances.shape[1]):
        known = targets[:, column] >= 0
        best.append(_best_threshold(chances[known, column], targets[known, column] > 0, usual))
    return np.array(best, dtype=np.float32)


def bins(chances: Floats, targets: Targets) -> list[Bin]:
    """Return the reliability diagram in tenths; empty tenths are left out."""
    known = targets >= 0
    said, true = chances[known], targets[known] > 0
    tenth = np.minimum((said * 10).astype(int), 9)
    inside = [tenth == index for index in range(10)]
    return [Bin(int(i.sum()), float(said[i].mean()), float(true[i].mean())) for i in inside if i.any()]


def calibration_error(found: list[Bin]) -> float:
    """Return the expected calibration error: the mean gap between what was said and what was true, by passages.

    Naeini, Cooper, Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015.
    """
    return sum(b.count * abs(b.said - b.true) for b in found) / max(1, sum(b.count for b in found))


def _sigmoid_fit(scores: NDArray[np.float32], truth: NDArray[np.bool_]) -> tuple[float, float]:
    """Return slope and offset; scores that say nothing give the share of the true ones, whatever the score."""
    from scipy.optimize import minimize
    from scipy.special import expit

    yes, no = int(truth.sum()), int((~truth).sum())
    wanted = np.where(truth, (yes + 1) / (yes + 2), 1 / (no + 2))
    values = scores.astype(np.float64)

    def loss(line: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = line[0] * values + line[1]
        gap = expit(logits) - wanted
        total = float(np.sum(np.logaddexp(0, logits) - wanted * logits))
        return total, np.array([float(np.sum(gap * values)), float(np.sum(gap))])

    start = np.array([1.0, 0.0])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0.0, None), (None, None)]).x
    return float(found[0]), float(found[1])


def _best_threshold(chances: NDArray[np.float32], truth: NDArray[np.bool_], usual: float) -> float:
    if not truth.any() or truth.all():
        return usual
    order = np.argsort(-chances, kind="stable")
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + truth.sum())
    last = int(np.argmax(f1))
    here = float(chances[order[last]])
    following = float(chances[order[last + 1]]) if last + 1 < len(order) else here
    return (here + following) / 2
