"""The model `items`: a classifier of sentences, and what phrases and its best sentences together make likely.

For each rule that the model knows, a logistic regression turns the phrases' answer and the best sentences into one
chance that a careful reader would agree. What is done with it is told in `weighing`. See
docs/decisions/0008-fusion.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from proposalcheck import models
from proposalcheck.annotate.classifier import CODE, Classifier, Weights
from proposalcheck.errors import ModelError
from proposalcheck.finding import Match

MODEL = "items"
TYPES = ("flag", "topic")
"""The types of rule that are weighed, each with a regression of its own."""

BEST = 3
"""How many of the best sentences of a document count."""
NOTHING = -9.0
"""The score of a sentence that is not there, in documents with fewer than `BEST` of them."""
SURE = 0.4
"""The classifier speaks alone only where it gives the sentence that it quotes at least this probability."""
EVEN = 0.5
"""The classifier speaks alone only where what it says is at least as likely right as wrong."""
SKILLED = 0.9
"""The classifier speaks alone only for rules whose best sentences told yes from no at least this well in training.

With 0.8 for topics, 20 of 24 additions to held-out documents were right where readers said yes or no, and most of those
silly where they said partly.
"""
_FURTHEST = 4.0

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """What the phrases of a rule say of a document: whether they found it, in how many places, and how many points."""

    found: bool
    places: int
    points: int


@dataclass(frozen=True, slots=True)
class Habit:
    """How one rule's evidence behaved in training.

    `middle` and `spread` are of the best score of a document, `skill` from 0 to 1 how well that score tells yes from no
    (twice the area under the ROC curve, less one); `spoken` and `silent` are the log-odds of a yes when phrases speak
    and when they do not, as if yes and no were equally common.
    """

    middle: float
    spread: float
    skill: float
    spoken: float
    silent: float


@dataclass(frozen=True, slots=True)
class Band:
    """The chances with which nobody should be told that something is covered, or that it is missing.

    Where phrases are silent that is a chance of `silent_from` or more, where they speak one under `spoken_below`.
    """

    silent_from: float
    spoken_below: float

    def holds(self, confidence: float, *, found: bool) -> bool:
        """Tell whether `confidence` lies in the band, for a topic that phrases have `found` or not."""
        return confidence < self.spoken_below if found else confidence >= self.silent_from


NO_BAND = Band(2.0, 0.0)
"""No chance is in doubt: flags have no such answer."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The weights of one type of rule, the bias last.

    `bar` are the log-odds from which the classifier may speak alone; `slope` and `offset` make them a confidence, and
    in the `band` of these the answer is unsure.
    """

    weights: tuple[float, ...]
    bar: float
    slope: float
    offset: float
    band: Band = NO_BAND

    def log_odds(self, features: Numbers) -> float:
        """Return the log-odds for one row of `features_of`."""
        return float(np.dot(features, self.weights[:-1]) + self.weights[-1])

    def confidence(self, log_odds: float) -> float:
        """Return the share of readers' answers that were yes where the log-odds were these."""
        return float(1 / (1 + np.exp(-(self.slope * log_odds + self.offset))))


def told(matches: Sequence[Match]) -> Told:
    """Return what `matches` of one rule say; what a topic touches on in passing counts as points alone."""
    found = [match for match in matches if match.outcome in ("flag", "strength")]
    places = sum(len(match.traces) for match in found)
    return Told(bool(found), places, sum(len(match.traces) for match in matches))


def features_of(said: Told, best: Sequence[float], sentences: int, habit: Habit, *, topic: bool) -> Numbers:
    """Return the ten numbers that a decision goes by; `best` are the `BEST` highest scores, the highest first."""
    first, *others = (min(max((s - habit.middle) / habit.spread, -_FURTHEST), _FURTHEST) for s in best)
    spoken, silent = float(said.found), float(not said.found)
    further = habit.skill * sum(others) / len(others)
    return np.array(
        [
            spoken,
            spoken * np.log1p(said.places),
            silent * topic * np.log1p(said.points),
            spoken * habit.skill * first,
            silent * habit.skill * first,
            spoken * further,
            silent * further,
            spoken * habit.spoken,
            silent * habit.silent,
            np.log(max(sentences, 1)) / 5,
        ]
    )


def best_of(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the `BEST` highest scores of each column, the highest first, from sentences by labels."""
    padded = np.vstack([scores, np.full((BEST, scores.shape[1]), NOTHING, dtype=np.float32)])
    return np.asarray(-np.sort(-padded, axis=0)[:BEST])


@dataclass(frozen=True, slots=True)
class Fusion:
    """The model `items`: a classifier of sentences, the habits of its labels, and a decision for each type of rule."""

    classifier: Classifier
    habits: Mapping[str, Habit]
    decisions: Mapping[str, Decision]

    def knows(self, item: str) -> bool:
        """Tell whether the model was trained on `item`, the id of a rule."""
        return item in self.habits

    def usual_bar(self, item: str) -> float:
        """Return the probability of a sentence from which training took it to carry `item`."""
        weights = self.classifier.weights
        return float(weights.thresholds[weights.labels.index(item)])


def packed(habits: Mapping[str, Habit], decisions: Mapping[str, Decision]) -> NDArray[np.uint8]:
    """Return habits and decisions as one array, to lie beside the weights of the classifier."""
    data = {
        "habits": {name: [getattr(habit, key) for key in Habit.__slots__] for name, habit in habits.items()},
        "decisions": {
            name: [
                list(decision.weights),
                decision.bar,
                decision.slope,
                decision.offset,
                [decision.band.silent_from, decision.band.spoken_below],
            ]
            for name, decision in decisions.items()
        },
    }
    return np.frombuffer(json.dumps(data, sort_keys=True).encode(), dtype=np.uint8)


@lru_cache(maxsize=1)
def load() -> Fusion:
    """Return the shipped model; raises ModelError when it is missing, changed, or made for other code."""
    arrays = models.load(MODEL, code=CODE).arrays()
    try:
        data = json.loads(arrays["fusion"].tobytes())
        habits = {name: Habit(*map(float, row)) for name, row in data["habits"].items()}
        decisions = {
            name: Decision(tuple(map(float, weights)), float(bar), float(slope), float(offset), Band(*map(float, band)))
            for name, (weights, bar, slope, offset, band) in data["decisions"].items()
        }
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"model {MODEL!r}: its decisions are not as they should be: {error}") from error
    return Fusion(Classifier(Weights.of(arrays, MODEL)), habits, decisions)
