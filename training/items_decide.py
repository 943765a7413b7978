"""Fits the decision on a document from its phrases and its best sentences, and measures it on documents held out."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from proposalcheck.checks.fusion import (
    EVEN,
    NO_BAND,
    SKILLED,
    SURE,
    TYPES,
    Band,
    Decision,
    Habit,
    Numbers,
    Told,
    features_of,
)
from proposalcheck.training.calibration import Bin, bins

View = Literal["loso", "strict"]
VIEWS: Mapping[View, float] = {"loso": 0.7, "strict": 0.3}
"""How much the two stand-ins for unseen phrases count; so mixed they come near the first look at unseen documents."""

STRENGTH = 0.02
"""Inverse of the penalty on the weights of a decision (C of scikit-learn); ten numbers for thousands of rows."""
BAR = 0.5
"""The chance, with yes and no evened out half-way, from which the classifier may speak alone.

It does so for skilled items only. Without that, F1 was higher by about 0.01, and of the flags so added 39 to 71 % were
wrong, by the view; a wrong flag costs a buyer more than it earns here.
"""
DOUBT_COST = 0.0005
"""What the band of doubt may cost topics in macro F1 at most, where every unsure answer counts as a wrong one.

With 0.005 the classifier alone made topics unsure as well: of those, no more were covered in part than missing.
"""
_SILENT_FROM = tuple(step / 20 for step in range(10, 21))
_SPOKEN_BELOW = tuple(step / 20 for step in range(17))
"""The edges that a band of doubt may have."""
_SMOOTHED = 2.0
_SHARE = 20.0
_LEAST = 3
"""Fewest cases of a class for its F1 to be counted."""


@dataclass(frozen=True, slots=True)
class Case:
    """One item in one document: the reader's answer, what phrases say in each view, and the best sentence scores.

    `sure` is the probability that the classifier gives the best sentence.
    """

    document: str
    item: str
    rule_type: str
    fold: int
    yes: bool
    said: Mapping[str, Told]
    best: tuple[float, ...]
    sure: float
    sentences: int

    def features(self, view: str, habit: Habit) -> Numbers:
        """Return the numbers that the decision goes by."""
        return features_of(self.said[view], self.best, self.sentences, habit, topic=self.rule_type == "topic")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a decision that had not seen a case said of it."""

    case: Case
    view: str
    log_odds: float
    confidence: float
    bar: float
    skill: float
    band: Band = NO_BAND

    @property
    def phrases(self) -> bool:
        """Whether phrases alone say yes."""
        return self.case.said[self.view].found

    @property
    def alone(self) -> bool:
        """Whether the classifier says yes where phrases are silent."""
        likely = self.log_odds >= self.bar and self.confidence >= EVEN
        return not self.phrases and likely and self.case.sure >= SURE and self.skill >= SKILLED

    @property
    def unsure(self) -> bool:
        """Whether the answer lies in the band of doubt, and a sentence can be shown to judge by."""
        shown = self.case.said[self.view].points > 0 or self.case.sure >= SURE
        doubtful = self.case.rule_type == "topic" and self.band.holds(self.confidence, found=self.phrases)
        return shown and doubtful and not self.alone

    @property
    def fused(self) -> bool:
        """Whether phrases and classifier together say yes; an unsure answer is counted as the wrong one."""
        return not self.case.yes if self.unsure else self.phrases or self.alone


def habits_of(cases: Sequence[Case]) -> dict[str, Habit]:
    """Return how the evidence of each item behaves in `cases`."""
    return {
        item: _habit([case for case in cases if case.item == item]) for item in sorted({case.item for case in cases})
    }


def _habit(cases: Sequence[Case]) -> Habit:
    best = np.array([case.best[0] for case in cases], dtype=np.float64)
    yes = np.array([case.yes for case in cases])
    both = bool(yes.any() and (~yes).any())
    middle = (best[yes].mean() + best[~yes].mean()) / 2 if both else best.mean()
    skill = max(0.0, 2 * roc_auc_score(yes, best) - 1) if both else 0.0
    spoken, silent = (_told_apart(cases, found=found) for found in (True, False))
    rounded = (round(float(value), 4) for value in (middle, best.std() + 0.5, skill, spoken, silent))
    return Habit(*rounded)


def _told_apart(cases: Sequence[Case], *, found: bool) -> float:
    """Return the log-odds of a yes where phrases speak (or are silent), each class counted as if it were as large."""
    yes, no = ([case for case in cases if case.yes is answer] for answer in (True, False))
    shares = [_share(group, found=found) / (len(group) + _SMOOTHED) * _SHARE + 1 for group in (yes, no)]
    return math.log(shares[0] / shares[1])


def _share(cases: Iterable[Case], *, found: bool) -> float:
    return sum(weight for case in cases for view, weight in VIEWS.items() if case.said[view].found is found)


def decide(cases: Sequence[Case], habits: Mapping[str, Habit]) -> dict[str, Decision]:
    """Return the decision for each type of rule, not yet calibrated."""
    return {kind: _decision([case for case in cases if case.rule_type == kind], habits) for kind in TYPES}


def _decision(cases: Sequence[Case], habits: Mapping[str, Habit]) -> Decision:
    rows = [(case, view, weight) for case in cases for view, weight in VIEWS.items()]
    values = np.array([case.features(view, habits[case.item]) for case, view, _ in rows])
    counts = Counter((case.item, case.yes) for case in cases)
    evened = [weight * _evened(counts, case) for case, _, weight in rows]
    spread = values.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=5000, tol=1e-8)
    model.fit((values - values.mean(axis=0)) / spread, [case.yes for case, _, _ in rows], sample_weight=evened)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0]) - float(weights @ values.mean(axis=0))
    rounded = tuple(round(float(weight), 5) for weight in (*weights, bias))
    return Decision(rounded, math.log(BAR / (1 - BAR)), 1.0, 0.0)


def _evened(counts: Mapping[tuple[str, bool], int], case: Case) -> float:
    """Return how much a case counts so that yes and no of an item are half-way to counting the same."""
    mine, other = counts[case.item, case.yes] + _SMOOTHED, counts[case.item, not case.yes] + _SMOOTHED
    return math.sqrt((mine + other) / 2 / mine)


def cross_validated(cases: Sequence[Case], asked: Sequence[Case] | None = None) -> list[Judgement]:
    """Return each of `asked` in both views as told by a decision, and a calibration, that had not seen its fold.

    Those learn from `cases`, which are asked themselves unless others are.
    """
    plain = {fold: _held_out(cases, cases, fold) for fold in sorted({case.fold for case in cases})}
    calibrated: list[Judgement] = []
    for fold, inside in plain.items():
        lines = calibration_of([each for other, judged in plain.items() if other != fold for each in judged])
        told = inside if asked is None else _held_out(cases, asked, fold)
        calibrated += (replace(each, confidence=_confidence(each, lines)) for each in told)
    return calibrated


def _held_out(cases: Sequence[Case], asked: Sequence[Case], fold: int) -> list[Judgement]:
    training = [case for case in cases if case.fold != fold]
    habits = habits_of(training)
    decisions = decide(training, habits)
    judged = []
    for case in (case for case in asked if case.fold == fold and case.item in habits):
        decision = decisions[case.rule_type]
        for view in VIEWS:
            log_odds = decision.log_odds(case.features(view, habits[case.item]))
            judged.append(Judgement(case, view, log_odds, 0.0, decision.bar, habits[case.item].skill))
    return judged


def calibration_of(judged: Sequence[Judgement]) -> dict[str, tuple[float, float]]:
    """Return slope and offset for each type of rule, by a logistic regression on held-out log-odds (Platt)."""
    lines = {}
    for kind in TYPES:
        of_kind = [each for each in judged if each.case.rule_type == kind]
        model = LogisticRegression(C=1e6, tol=1e-8)
        model.fit(
            [[each.log_odds] for each in of_kind],
            [each.case.yes for each in of_kind],
            sample_weight=[VIEWS["loso" if each.view == "loso" else "strict"] for each in of_kind],
        )
        lines[kind] = (round(float(model.coef_[0][0]), 5), round(float(model.intercept_[0]), 5))
    return lines


def band_of(judged: Sequence[Judgement], halves: Sequence[Judgement]) -> Band:
    """Return the band of doubt for topics that catches most of what readers saw covered in part (`halves`).

    Only bands count that cost `DOUBT_COST` of macro F1 at most in the view of loso; of equals the narrowest is taken.
    """
    topics, partly = ([one for one in all_ if _is_topic(one)] for all_ in (judged, halves))
    least = _topics_f1(topics, NO_BAND) - DOUBT_COST
    bands = [Band(*edges) for edges in product(_SILENT_FROM, _SPOKEN_BELOW)]
    allowed = [band for band in bands if _topics_f1(topics, band) >= least]
    caught = {band: sum(replace(one, band=band).unsure for one in partly) for band in allowed}
    return max(caught, key=lambda band: (caught[band], band.silent_from - band.spoken_below), default=NO_BAND)


def _is_topic(judgement: Judgement) -> bool:
    return judgement.case.rule_type == "topic" and judgement.view == "loso"


def _topics_f1(topics: Sequence[Judgement], band: Band) -> float:
    inside = [replace(each, band=band) for each in topics]
    return macro(scores_of((each.case, each.fused) for each in inside), "topic")


def _confidence(judgement: Judgement, lines: Mapping[str, tuple[float, float]]) -> float:
    slope, offset = lines[judgement.case.rule_type]
    return 1 / (1 + math.exp(-(slope * judgement.log_odds + offset)))


def model_alone(cases: Sequence[Case]) -> dict[tuple[str, str], bool]:
    """Return what the best sentence alone says of each case, its bar set on the other folds for the best F1."""
    said = {}
    for case in cases:
        others = [other for other in cases if other.item == case.item and other.fold != case.fold]
        said[case.document, case.item] = case.best[0] > _best_bar(others)
    return said


def _best_bar(cases: Sequence[Case]) -> float:
    values = sorted({case.best[0] for case in cases})
    bars = [(low + high) / 2 for low, high in pairwise(values)]
    return max(bars, key=lambda bar: _f1([(case.best[0] > bar, case.yes) for case in cases]), default=math.inf)


@dataclass(frozen=True, slots=True)
class Score:
    """How often an answer was right: true and false positives and negatives of one item."""

    rule_type: str
    tp: int
    fp: int
    fn: int
    tn: int

    @property
    def precision(self) -> float:
        """Share of what was said that is so."""
        return self.tp / max(1, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Share of what is so that was said."""
        return self.tp / max(1, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """F1 of yes; for topics the mean of that and of F1 of no; a class of fewer than three cases is not counted."""
        yes = 2 * self.tp / max(1, 2 * self.tp + self.fp + self.fn)
        no = 2 * self.tn / max(1, 2 * self.tn + self.fp + self.fn)
        counted = [yes] if self.tp + self.fn >= _LEAST else []
        counted += [no] if self.rule_type == "topic" and self.tn + self.fp >= _LEAST else []
        return statistics.mean(counted) if counted else math.nan


def scores_of(answers: Iterable[tuple[Case, bool]]) -> dict[str, Score]:
    """Return the score of each item."""
    counts: dict[str, Counter[str]] = {}
    types: dict[str, str] = {}
    for case, said in answers:
        types[case.item] = case.rule_type
        name = ("t" if said == case.yes else "f") + ("p" if said else "n")
        counts.setdefault(case.item, Counter())[name] += 1
    return {
        item: Score(types[item], found["tp"], found["fp"], found["fn"], found["tn"]) for item, found in counts.items()
    }


def macro(scores: Mapping[str, Score], rule_type: str) -> float:
    """Return the mean F1 of the items of a type, those without enough cases left out."""
    counted = [score.f1 for score in scores.values() if score.rule_type == rule_type and not math.isnan(score.f1)]
    return statistics.mean(counted)


def reliability(judged: Sequence[Judgement], view: str) -> list[Bin]:
    """Return the reliability diagram of the confidences of one view."""
    inside = [each for each in judged if each.view == view]
    said = np.array([[each.confidence] for each in inside], dtype=np.float32)
    true: NDArray[np.int8] = np.array([[int(each.case.yes)] for each in inside], dtype=np.int8)
    return bins(said, true)


def _f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    right = sum(said and so for said, so in pairs)
    return 2 * right / max(1, sum(said for said, _ in pairs) + sum(so for _, so in pairs))
