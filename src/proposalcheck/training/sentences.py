"""Trains a model that tells which sentences show which item of the catalogue, from labelled documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from proposalcheck.annotate.classifier.features import Field
from proposalcheck.annotate.classifier.odds import sigmoid
from proposalcheck.annotate.classifier.weights import Floats, Weights
from proposalcheck.errors import UsageError
from proposalcheck.training.calibration import platt, thresholds
from proposalcheck.training.examples import Example, material_of
from proposalcheck.training.fit import Settings, Targets, fit
from proposalcheck.training.folds import folds_of, out_of_fold
from proposalcheck.training.table import table_of

FIELDS = (Field("text", 2, (4,)), Field("before", 1, share=0.5), Field("title", 2, share=0.5))
FOLDS = 5
LEAST_SOURCES = 2
"""How many sources must show an item before it is learnt: with one, nothing could be held out."""


@dataclass(frozen=True, slots=True)
class TrainedSentences:
    """A calibrated sentence classifier, and the probabilities of all sentences while their source was held out."""

    weights: Weights
    chances: Floats
    targets: Targets
    left_out: tuple[str, ...]


def train_sentences(examples: Sequence[Example], settings: Settings) -> TrainedSentences:
    """Return the model trained on all `examples`, calibrated on five folds by source.

    Raises UsageError when no item is quoted in two sources.
    """
    labels, left_out = _learnable(examples)
    material = material_of(examples, labels)
    table = table_of(material.passages, settings.fields, material.source_of)
    folds = folds_of(material.source_of, FOLDS, settings.seed)
    scores = out_of_fold(table, material.targets, labels, folds, settings)
    slope, offset = platt(scores, material.targets)
    chances = sigmoid(scores * slope + offset)
    limits = thresholds(chances, material.targets)
    weights = replace(fit(table, material.targets, labels, settings), slope=slope, offset=offset, thresholds=limits)
    return TrainedSentences(weights, chances, material.targets, left_out)


def _learnable(examples: Sequence[Example]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the items that sentences of two sources show, and those that are judged but cannot be learnt."""
    shown: dict[str, set[str]] = {}
    for example in examples:
        for item, label in example.labels.items():
            sources = shown.setdefault(item, set())
            if label.verdict == "yes" and label.sentences:
                sources.add(example.source)
    labels = tuple(sorted(item for item, sources in shown.items() if len(sources) >= LEAST_SOURCES))
    if not labels:
        raise UsageError(
            "the labelled documents have one class only: no item is quoted with the verdict yes in two sources, "
            "so there is nothing to tell apart"
        )
    return labels, tuple(sorted(set(shown) - set(labels)))


def scores_by_item(trained: TrainedSentences) -> dict[str, dict[str, float | int]]:
    """Return for each item how many sentences show it, and precision, recall and F1 while they were held out."""
    found = {}
    for column, item in enumerate(trained.weights.labels):
        known = trained.targets[:, column] >= 0
        truth = trained.targets[known, column] > 0
        said = trained.chances[known, column] >= trained.weights.thresholds[column]
        hits = int(np.sum(said & truth))
        found[item] = {
            "sentences": int(truth.sum()),
            "precision": round(hits / max(1, int(said.sum())), 3),
            "recall": round(hits / max(1, int(truth.sum())), 3),
            "f1": round(2 * hits / max(1, int(said.sum() + truth.sum())), 3),
        }
    return found
