"""A model of two words, small enough to be worked out in the head."""

from __future__ import annotations

import numpy as np

from proposalcheck.annotate.classifier import Classifier, Field, Passage, Weights
from proposalcheck.checks.fusion import Decision, Fusion, Habit
from proposalcheck.training.table import table_of

WORDS = Field("text", 1)
HABIT = Habit(middle=0.0, spread=1.0, skill=1.0, spoken=2.0, silent=-1.0)


def small(bar: float = 1.0) -> Fusion:
    """Return a model that knows one word of each of two labels: "evergreen" renews, "goals" are outcomes."""
    vocabulary = ["evergreen", "goals"]
    ids = np.concatenate([table_of([Passage(word)], (WORDS,), ["here"], 1).ids for word in vocabulary])
    order = np.argsort(ids)
    matrix = np.array([[1, 0], [0, 1]], dtype=np.int8)[order]
    ones = np.ones(2, dtype=np.float32)
    weights = Weights(
        labels=("renewal", "outcome"),
        fields=(WORDS,),
        ids=ids[order],
        idf=ones,
        unknown=0.0,
        matrix=matrix,
        scale=ones * 6,
        bias=ones * -3,
        slope=ones,
        offset=ones * 0,
        thresholds=(ones / 2).astype(np.float32),
    )
    goes_by = (2.0, 0, 0, 0, 1.0, 0, 0, 0, 0, 0, 0)
    decision = Decision(weights=goes_by, bar=bar, slope=1.0, offset=0.0)
    return Fusion(Classifier(weights), {"renewal": HABIT, "outcome": HABIT}, {"flag": decision, "topic": decision})
