"""Weighs what phrases found against what the classifier reads in a document, as the rule wants it.

Unless a rule says otherwise, phrases are never overruled: where they speak, the chance that the model `items` gives
becomes the confidence of what they found; where they are silent and the chance is high enough, the best sentences are
quoted. A topic whose chance lies in the band of doubt is told as unsure, with the sentence to look at. `ModelUse` has
the other ways. For the rules that a model of the user's own knows, that one reads the sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.annotate.classifier import Classifier, Passage, passages_of
from proposalcheck.annotate.classifier.odds import sigmoid
from proposalcheck.checks.fusion import (
    EVEN,
    NO_BAND,
    NOTHING,
    SKILLED,
    SURE,
    TYPES,
    Band,
    Decision,
    Fusion,
    best_of,
    features_of,
    told,
)
from proposalcheck.checks.own_model import OwnModel
from proposalcheck.checks.subject import PartyRole, subject_of
from proposalcheck.finding import Match, Trace
from proposalcheck.settings import ModelUse

USUAL = ModelUse()
"""How a rule uses the model that does not say how."""

_AGREES = 0.5
"""From this probability on, the model is named as a reason beside the phrases."""
_QUOTED = 2
_NEAR = 0.6
"""A further sentence is quoted when its probability is at least this share of the best one's."""
_FEWEST = 3
"""How many words a sentence has at least that the classifier may quote by itself."""
_SHOWN = 90
"""How many characters of a sentence a message repeats."""


def read(fusion: Fusion, annotated: Annotated, own: OwnModel | None = None, *, explain: bool = False) -> Reading:
    """Return what the classifiers see in a document; with `explain`, reasons name the words that weighed most."""
    passages = passages_of(annotated.document, annotated.sentences, annotated.kind.kind)
    seen = _seen(fusion.classifier, annotated, passages)
    seen_by_own = _seen(own.classifier, annotated, passages) if own else None
    return Reading(fusion, annotated, passages, seen, explain, own, seen_by_own)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one classifier sees in a document: a score for every sentence and label."""

    classifier: Classifier
    scores: NDArray[np.float32]

    def column(self, item: str) -> NDArray[np.float32]:
        """Return the score of each sentence for `item`."""
        return self.scores[:, self.classifier.labels.index(item)]

    def chances(self, item: str) -> NDArray[np.float32]:
        """Return how likely each sentence carries `item`, from 0 to 1."""
        weights = self.classifier.weights
        place = weights.labels.index(item)
        return sigmoid(self.scores[:, place] * weights.slope[place] + weights.offset[place])


def _seen(classifier: Classifier, annotated: Annotated, passages: Sequence[Passage]) -> Seen:
    scores = classifier.scores(passages)
    silent = [index for index, sentence in enumerate(annotated.sentences) if sentence.kind == "contents"]
    scores[silent] = NOTHING
    return Seen(classifier, scores)


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as the shipped classifier sees it, and as the user's `own` does where there is one."""

    fusion: Fusion
    annotated: Annotated
    passages: Sequence[Passage]
    seen: Seen
    explain: bool
    own: OwnModel | None = None
    seen_by_own: Seen | None = None

    def weigh(
        self, rule: str, rule_type: str, matches: Sequence[Match], party: PartyRole = "doer", use: ModelUse = USUAL
    ) -> list[Match]:
        """Return the `matches` of a rule as `use` lets phrases and model decide, each with its confidence.

        A rule that no model knows keeps its matches as they are.
        """
        shipped = self._by_shipped(use.like or rule, rule_type, party, use)
        weigher = self._by_own(rule, rule_type, party, use, shipped) or shipped
        if weigher is None:
            return list(matches)
        return weigher.alone() if use.decides == "alone" else weigher.weighed(matches)

    def _by_shipped(self, item: str, rule_type: str, party: PartyRole, use: ModelUse) -> _Weigher | None:
        if not self.fusion.knows(item) or rule_type not in self.fusion.decisions:
            return None
        return _Weigher(self, item, rule_type, party, use, self.seen, self.seen.chances(item))

    def _by_own(
        self, rule: str, rule_type: str, party: PartyRole, use: ModelUse, shipped: _Weigher | None
    ) -> _Weigher | None:
        """Return what goes by the user's model, where that knows the rule itself or the one it is like."""
        if self.own is None or self.seen_by_own is None or rule_type not in TYPES:
            return None
        item = next((name for name in (rule, use.like) if self.own.knows(name)), None)
        if item is None:
            return None
        seen = self.seen_by_own
        return _OwnWeigher(self, item, rule_type, party, use, seen, seen.chances(item), self.own, shipped)

    def chances(self, item: str) -> NDArray[np.float32]:
        """Return how likely the shipped classifier finds it that each sentence carries `item`, from 0 to 1."""
        return self.seen.chances(item)


@dataclass(frozen=True, slots=True)
class _Weigher:
    """One document and one rule: `item` is what the model knows its idea as, `chances` what it makes of sentences."""

    reading: Reading
    item: str
    rule_type: str
    party: PartyRole
    use: ModelUse
    seen: Seen
    chances: NDArray[np.float32]

    called: ClassVar[str] = "model"

    def weighed(self, matches: Sequence[Match]) -> list[Match]:
        """Return what phrases found, as far as it counts, and where they found nothing what the model may add."""
        confidence, may_speak = self._judged(matches)
        if self.use.decides == "both":
            return [counted for match in matches for counted in self._agreed(match, confidence)]
        found = told(matches).found
        if self.use.decides == "either" and not found and may_speak:
            spoken = self._spoken(self._best(self._least), confidence)
            if spoken:
                return spoken
        if self.use.decides == "either" and self._band.holds(confidence, found=found):
            return [self._doubted(match, confidence) for match in matches]
        return [self._confirmed(match, confidence) for match in matches]

    def alone(self) -> list[Match]:
        """Return what the model finds by itself: for a flag each place, for a topic the answer."""
        places = self._places()
        if self.rule_type == "flag":
            flagged = sorted(place for place in places if self._chance(place) >= self._bar)
            return [self._flag(place, round(self._chance(place), 2)) for place in flagged]
        likely = self._chance(places[0]) if places else 0.0
        covered = self._spoken(self._best(self._bar), round(likely, 2))
        return covered or [Match("gap", (), self._too_little(likely), round(1 - likely, 2))]

    @property
    def _decision(self) -> Decision:
        return self.reading.fusion.decisions[self.rule_type]

    @property
    def _bar(self) -> float:
        """The probability that a sentence needs where the model has a word in every answer."""
        return self.reading.fusion.usual_bar(self.item) if self.use.bar is None else self.use.bar

    @property
    def _least(self) -> float:
        """The probability that a sentence needs where the model speaks since phrases are silent."""
        return SURE if self.use.bar is None else self.use.bar

    @property
    def _agreeing(self) -> float:
        """The probability of a sentence from which the model is named as a reason beside the phrases."""
        return _AGREES

    @property
    def _band(self) -> Band:
        """The chances in which a topic is told as unsure; a rule with a bar of its own knows no doubt."""
        return self._decision.band if self.use.bar is None else NO_BAND

    def _judged(self, matches: Sequence[Match]) -> tuple[float, bool]:
        """Return how sure the answer of the phrases is, and whether the document lets the model speak besides.

        With a bar of its own, a rule asks nothing of the document as a whole.
        """
        best = best_of(self.seen.column(self.item)[:, None])[:, 0].tolist()
        habit, topic = self.reading.fusion.habits[self.item], self.rule_type == "topic"
        features = features_of(told(matches), best, len(self.reading.passages), habit, topic=topic)
        log_odds = self._decision.log_odds(features)
        confidence = self._decision.confidence(log_odds)
        likely = log_odds >= self._decision.bar and confidence >= EVEN and habit.skill >= SKILLED
        return round(confidence, 2), likely or self.use.bar is not None

    def _confirmed(self, match: Match, confidence: float) -> Match:
        """Return what phrases said (or missed) with the chance that it is so, and whether the classifier agrees."""
        if match.outcome == "gap":
            return replace(match, confidence=round(1 - confidence, 2))
        best = self._likeliest(match)
        agrees = best is not None and self._chance(best) >= self._agreeing
        because = f"{match.because}; {self._reason(best)}" if agrees and best is not None else match.because
        return replace(match, confidence=confidence, because=because)

    def _doubted(self, match: Match, confidence: float) -> Match:
        """Return that the answer cannot be told, with what phrases touched on or, for want of it, the best sentence."""
        confirmed = self._confirmed(match, confidence)
        traces, because = confirmed.traces, confirmed.because
        for place in [] if traces else self._best(SURE)[:1]:
            span = self.reading.annotated.sentences[place].span
            traces, because = (Trace(span, (span,)),), f"no phrase speaks of it, {self._reason(place)}"
        if not traces:
            return confirmed
        return Match("unsure", traces, f"{because}; all in all {confidence:.2f} likely that it is covered", confidence)

    def _agreed(self, match: Match, confidence: float) -> list[Match]:
        """Return what phrases said where the model agrees; what it does not agree to is no flag, and covers nothing."""
        if match.outcome == "gap":
            return [replace(match, confidence=round(1 - confidence, 2))]
        best = self._likeliest(match)
        likely = 0.0 if best is None else self._chance(best)
        if best is not None and likely >= self._bar:
            return [replace(match, confidence=confidence, because=f"{match.because}; {self._reason(best)}")]
        if match.outcome == "flag":
            return []
        because = f"{match.because}; {self._too_little(likely)}"
        return [Match("gap", match.traces, because, round(1 - likely, 2))]

    def _spoken(self, places: Sequence[int], confidence: float) -> list[Match]:
        """Return what the classifier alone has found at `places`, the best first; nothing for no place."""
        if not places:
            return []
        if self.rule_type == "flag":
            return [self._flag(places[0], confidence)]
        spans = sorted(self.reading.annotated.sentences[place].span for place in places)
        traces = tuple(Trace(span, (span,)) for span in spans)
        return [Match("strength", traces, self._reason(places[0]), confidence)]

    def _flag(self, place: int, confidence: float) -> Match:
        annotated = self.reading.annotated
        span = annotated.sentences[place].span
        words = " ".join(annotated.document.quote(span).split())
        short = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + "…"
        subject = subject_of(annotated, place, span, self.party)
        values = {"match": short, "party": subject.named}
        traces = (Trace(span, (span,)),)
        return Match("flag", traces, self._reason(place), confidence, values=values, side=subject.side)

    def _best(self, least: float) -> list[int]:
        """Return the best sentence, if it is as likely as `least`, and for a topic one more that is nearly as good."""
        places = self._places()
        if not places or self._chance(places[0]) < least:
            return []
        enough = _NEAR * self._chance(places[0])
        most = 1 if self.rule_type == "flag" else _QUOTED
        return [place for place in places[:most] if self._chance(place) >= enough]

    def _places(self) -> list[int]:
        """Return the sentences that may be quoted, the likeliest first; no heading for a flag, no word or two."""
        kinds = ("sentence", "row") if self.rule_type == "flag" else ("sentence", "row", "heading")
        pairs = zip(self.reading.annotated.sentences, self.reading.passages, strict=True)
        fit = [
            index
            for index, (sentence, passage) in enumerate(pairs)
            if sentence.kind in kinds and len(passage.text.split()) >= _FEWEST
        ]
        scores = self.seen.column(self.item)
        return sorted(fit, key=lambda index: (-scores[index], index))

    def _likeliest(self, match: Match) -> int | None:
        """Return that one of the sentences quoted which the model finds likeliest."""
        known = (self.reading.annotated.sentence_at(trace.quoted.start) for trace in match.traces)
        return max((place for place in known if place is not None), key=self._chance, default=None)

    def _chance(self, place: int) -> float:
        return float(self.chances[place])

    def _too_little(self, likely: float) -> str:
        return f"{self.called} {likely:.2f}, where {self._bar:.2f} is asked for"

    def _reason(self, place: int) -> str:
        said = f"{self.called} {self._chance(place):.2f}"
        if not self.reading.explain:
            return said
        reasons = self.seen.classifier.explain(self.reading.passages[place], self.item)
        return f"{said} ({', '.join(f'{reason.words} {reason.weight:+.1f}' for reason in reasons)})"


@dataclass(frozen=True, slots=True)
class _OwnWeigher(_Weigher):
    """The same by a model of the user's own, to which no regression was fitted: its best sentence is all it goes by.

    What phrases found is as sure as `shipped` has it, where the shipped model knows the rule as well.
    """

    own: OwnModel
    shipped: _Weigher | None

    called: ClassVar[str] = "your model"

    @property
    def _bar(self) -> float:
        return self.own.bar(self.item) if self.use.bar is None else self.use.bar

    @property
    def _least(self) -> float:
        return self._bar

    @property
    def _agreeing(self) -> float:
        return self._bar

    @property
    def _band(self) -> Band:
        return NO_BAND

    def _judged(self, matches: Sequence[Match]) -> tuple[float, bool]:
        if told(matches).found:
            return (self.shipped._judged(matches)[0] if self.shipped else 1.0), False
        places = self._places()
        likely = self._chance(places[0]) if places else 0.0
        return round(likely, 2), likely >= self._bar
