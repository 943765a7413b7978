"""A classifier as the rest of the program uses it: probabilities, labels above their threshold, and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from proposalcheck import models
from proposalcheck.annotate.classifier.explain import Reason, reasons
from proposalcheck.annotate.classifier.features import CODE
from proposalcheck.annotate.classifier.linear import LinearModel
from proposalcheck.annotate.classifier.odds import sigmoid
from proposalcheck.annotate.classifier.passages import Passage
from proposalcheck.annotate.classifier.weights import Floats, Weights


class Classifier:
    """A trained classifier; `labels` are in the order of the columns that it returns."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._model = LinearModel(weights)

    @property
    def labels(self) -> tuple[str, ...]:
        """What the classifier can call a sentence; any number of labels may hold at once."""
        return self.weights.labels

    def scores(self, passages: Sequence[Passage]) -> Floats:
        """Return uncalibrated scores in log-odds: passages by labels, float32."""
        return self._model.scores(passages)

    def probabilities(self, passages: Sequence[Passage]) -> Floats:
        """Return how likely each passage carries each label, from 0 to 1: passages by labels, float32."""
        return sigmoid(self.scores(passages) * self.weights.slope + self.weights.offset)

    def carried(self, passages: Sequence[Passage]) -> NDArray[np.bool_]:
        """Return which labels reach their threshold in which passage: passages by labels."""
        return self.probabilities(passages) >= self.weights.thresholds

    def explain(self, passage: Passage, label: str, most: int = 5) -> list[Reason]:
        """Return the n-grams of `passage` that spoke most for `label`, at most `most`, the strongest first."""
        return [reason for reason in reasons(self._model, passage, label)[:most] if reason.weight > 0]


@lru_cache(maxsize=4)
def load(name: str) -> Classifier:
    """Return the shipped classifier `name`; raises ModelError when it is missing, changed or for other code."""
    return Classifier(Weights.of(models.load(name, code=CODE).arrays(), name))
