"""Weighs what phrases found against what the classifier reads in a document, and adds what only the classifier saw.

For each rule that the model `items` knows, a logistic regression turns the phrases' answer and the best sentences into
one chance that a careful reader would agree. Phrases are never overruled: where they speak, the chance becomes the
confidence of what they found; where they are silent and the chance is high enough, the best sentences are quoted. See
docs/decisions/0008-fusion.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from proposalcheck import models
from proposalcheck.annotate.annotated import Annotated
from proposalcheck.annotate.classifier import CODE, Classifier, Passage, Weights, passages_of
from proposalcheck.annotate.classifier.odds import sigmoid
from proposalcheck.checks.subject import PartyRole, subject_of
from proposalcheck.errors import ModelError
from proposalcheck.finding import Match, Trace

MODEL = "items"
TYPES = ("flag", "topic")
"""The types of rule that are weighed, each with a regression of its own."""

BEST = 3
"""How many of the best sentences of a document count."""
NOTHING = -9.0
"""The score of a sentence that is not there, in documents with fewer than `BEST` of them."""
SURE = 0.4
"""The classifier speaks alone only where it gives the sentence that it quotes at least this probability."""
SKILLED = 0.9
"""The classifier speaks alone only for rules whose best sentences told yes from no at least this well in training."""
_FURTHEST = 4.0
_QUOTED = 2
_NEAR = 0.6
"""A further sentence is quoted when its probability is at least this share of the best one's."""
_SHOWN = 90
"""How many characters of a sentence a message repeats."""

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
class Decision:
    """The weights of one type of rule, the bias last.

    `bar` are the log-odds from which the classifier may speak alone; `slope` and `offset` make them a confidence.
    """

    weights: tuple[float, ...]
    bar: float
    slope: float
    offset: float

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

    def read(self, annotated: Annotated, *, explain: bool = False) -> Reading:
        """Return what the classifier sees in a document; with `explain`, reasons name the words that weighed most."""
        passages = passages_of(annotated.document, annotated.sentences, annotated.kind.kind)
        scores = self.classifier.scores(passages)
        silent = [index for index, sentence in enumerate(annotated.sentences) if sentence.kind == "contents"]
        scores[silent] = NOTHING
        return Reading(self, annotated, passages, scores, explain)


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as the classifier sees it: a score for every sentence and label."""

    fusion: Fusion
    annotated: Annotated
    passages: Sequence[Passage]
    scores: NDArray[np.float32]
    explain: bool

    def weigh(self, rule: str, rule_type: str, matches: Sequence[Match], party: PartyRole = "doer") -> list[Match]:
        """Return `matches` of a rule with their confidence, and with what the classifier alone has found.

        A rule that the model does not know keeps its matches as they are.
        """
        if rule not in self.fusion.habits or rule_type not in self.fusion.decisions:
            return list(matches)
        decision, said = self.fusion.decisions[rule_type], told(matches)
        column = self.fusion.classifier.labels.index(rule)
        best = best_of(self.scores[:, [column]])[:, 0].tolist()
        habit = self.fusion.habits[rule]
        row = features_of(said, best, len(self.passages), habit, topic=rule_type == "topic")
        log_odds = decision.log_odds(row)
        confidence = round(decision.confidence(log_odds), 2)
        if not said.found and log_odds >= decision.bar and habit.skill >= SKILLED:
            alone = self._alone(rule, rule_type, confidence, party)
            return [alone] if alone is not None else list(matches)
        return [self._confirmed(rule, match, confidence) for match in matches]

    def _confirmed(self, rule: str, match: Match, confidence: float) -> Match:
        """Return what phrases said (or missed) with the chance that it is so, and whether the classifier agrees."""
        if match.outcome == "gap":
            return replace(match, confidence=round(1 - confidence, 2))
        places = [place for trace in match.traces if (place := self._place(trace)) is not None]
        probable = {place: self._probability(rule, place) for place in places}
        best = max(probable, key=lambda place: probable[place], default=None)
        agrees = best is not None and probable[best] >= 0.5
        because = f"{match.because}; {self._reason(rule, best)}" if agrees and best is not None else match.because
        return replace(match, confidence=confidence, because=because)

    def _alone(self, rule: str, rule_type: str, confidence: float, party: PartyRole) -> Match | None:
        """Return what the classifier alone has found: the best sentence, for topics also one that is nearly as good.

        Nothing is returned where it is not sure enough of any sentence.
        """
        column = self.fusion.classifier.labels.index(rule)
        kinds = ("sentence", "row") if rule_type == "flag" else ("sentence", "row", "heading")
        fit = [index for index, sentence in enumerate(self.annotated.sentences) if sentence.kind in kinds]
        ranked = sorted(fit, key=lambda index: (-self.scores[index, column], index))
        if not ranked or self._probability(rule, ranked[0]) < SURE:
            return None
        enough = _NEAR * self._probability(rule, ranked[0])
        most = 1 if rule_type == "flag" else _QUOTED
        shown = [index for index in ranked[:most] if self._probability(rule, index) >= enough]
        spans = [self.annotated.sentences[index].span for index in shown]
        traces = tuple(Trace(span, (span,)) for span in sorted(spans))
        because = self._reason(rule, ranked[0])
        if rule_type == "topic":
            return Match("strength", traces, because, confidence)
        words = " ".join(self.annotated.document.quote(spans[0]).split())
        subject = subject_of(self.annotated, shown[0], spans[0], party)
        short = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + "…"
        return Match(
            "flag", traces, because, confidence, values={"match": short, "party": subject.named}, side=subject.side
        )

    def _place(self, trace: Trace) -> int | None:
        return self.annotated.sentence_at(trace.quoted.start)

    def _probability(self, rule: str, place: int) -> float:
        weights = self.fusion.classifier.weights
        column = weights.labels.index(rule)
        calibrated = self.scores[place, [column]] * weights.slope[column] + weights.offset[column]
        return float(sigmoid(calibrated)[0])

    def _reason(self, rule: str, place: int) -> str:
        said = f"model {self._probability(rule, place):.2f}"
        if not self.explain:
            return said
        reasons = self.fusion.classifier.explain(self.passages[place], rule)
        return f"{said} ({', '.join(f'{reason.words} {reason.weight:+.1f}' for reason in reasons)})"


def packed(habits: Mapping[str, Habit], decisions: Mapping[str, Decision]) -> NDArray[np.uint8]:
    """Return habits and decisions as one array, to lie beside the weights of the classifier."""
    data = {
        "habits": {name: [getattr(habit, key) for key in Habit.__slots__] for name, habit in habits.items()},
        "decisions": {
            name: [list(decision.weights), decision.bar, decision.slope, decision.offset]
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
            name: Decision(tuple(map(float, weights)), float(bar), float(slope), float(offset))
            for name, (weights, bar, slope, offset) in data["decisions"].items()
        }
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"model {MODEL!r}: its decisions are not as they should be: {error}") from error
    return Fusion(Classifier(Weights.of(arrays, MODEL)), habits, decisions)
