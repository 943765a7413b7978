"""A model of the user's own: the classifier of sentences that `proposalcheck train` made of documents they labelled.

For the rules that it knows it answers in place of the shipped model. No regression tells what its answers and those of
the phrases together make likely, as for the shipped one: it goes by the probability of its best sentence alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from proposalcheck import models
from proposalcheck.annotate.classifier import CODE, Classifier, Weights
from proposalcheck.checks.fusion import SURE
from proposalcheck.errors import ModelError

MODEL = "sentences"
"""The name of the model, and of its folder in the one that `train` wrote."""


@dataclass(frozen=True, slots=True)
class OwnModel:
    """A trained classifier whose labels are ids of rules; `path` is its folder, `sha256` that of its weights."""

    path: Path
    sha256: str
    classifier: Classifier = field(repr=False)

    @property
    def name(self) -> str:
        """What a report calls the model among those that had a say."""
        return self.path.name

    def knows(self, item: str) -> bool:
        """Tell whether the model was trained on `item`, the id of a rule."""
        return item in self.classifier.labels

    def bar(self, item: str) -> float:
        """Return the probability from which a sentence is taken to carry `item`.

        It is the one that training found best, but never under `SURE`: of few documents, it may have found any.
        """
        weights = self.classifier.weights
        return max(SURE, float(weights.thresholds[weights.labels.index(item)]))

    def strangers(self, rules: Iterable[str]) -> list[str]:
        """Return what the model knows that is none of `rules`."""
        return sorted(set(self.classifier.labels) - set(rules))


def load_own(folder: str) -> OwnModel:
    """Return the model in a folder as `train` wrote it.

    Raises ModelError when it holds none, or one that is changed or made for other code.
    """
    path = Path(folder) / MODEL
    if not (path / "manifest.json").is_file():
        right = "give a folder that `proposalcheck train` wrote from labelled documents or from decisions"
        raise ModelError(f"{folder}: holds no model {MODEL!r}; {right}")
    try:
        model = models.load(MODEL, code=CODE, folder=Path(folder))
        return OwnModel(path, model.sha256, Classifier(Weights.of(model.arrays(), MODEL)))
    except ModelError as error:
        raise ModelError(f"{path}: {error}") from error
