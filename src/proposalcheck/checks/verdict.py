"""The `verdict` check: one judgement on a document, drawn from what other rules found, with its arithmetic shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import Field, model_validator

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.checks.scope import CheckData, Scoped, traces
from proposalcheck.finding import Match, Trace

Found = Mapping[str, Sequence[Match]]
"""What the other rules found, by the id of the rule; rules that were not asked are missing."""

_SHOWN = 8
"""How many sentences a verdict quotes at most."""


class Weight(Scoped):
    """Something that speaks for an answer (`points` above zero) or against it, and how a report calls it.

    It is there when the rule `rule` has a finding of the sort `when` (a flag or strength if nothing is said, `gap`, or
    the answer of another verdict), or when one of the phrases `any_of` or of the signals `signals` stands in the text;
    then it counts once for each such sentence, but not more than `most` times.
    """

    say: str = Field(min_length=1)
    points: int
    rule: str = ""
    when: str = ""
    any_of: tuple[str, ...] = ()
    any_signal: tuple[str, ...] = ()
    most: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _goes_by_something(self) -> Self:
        if bool(self.rule) == bool(self.any_of or self.any_signal):
            raise ValueError("go by a `rule`, or else by `any_of` or `any_signal`")
        if not self.points:
            raise ValueError("must have `points` other than 0")
        return self

    @classmethod
    def phrase_keys(cls) -> frozenset[str]:
        """Return the keys whose values are phrases."""
        return super().phrase_keys() | {"any_of"}

    @classmethod
    def signal_keys(cls) -> frozenset[str]:
        """Return the keys whose values are names of signals."""
        return super().signal_keys() | {"any_signal"}

    def places(self, annotated: Annotated, found: Found) -> list[Trace] | None:
        """Return where this is found (perhaps nowhere in particular), or None when it is not found."""
        if self.rule:
            fitting = [match for match in found.get(self.rule, ()) if self._fits(match)]
            return [trace for match in fitting for trace in match.traces] if fitting else None
        hits = self.admit(annotated, annotated.hits(self.any_of, self.any_signal))
        return [trace for _, trace in traces(annotated, hits)] or None

    def _fits(self, match: Match) -> bool:
        if self.when:
            return self.when in (match.outcome, match.value)
        return match.outcome in ("flag", "strength") or match.value == "yes"


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A weight that was found: what it is called, the points it brings in all, and where it stands."""

    say: str
    points: int
    places: tuple[Trace, ...]


class Answer(CheckData):
    """One answer, what speaks for and against it, and how many points are `enough` for it."""

    answer: str = Field(min_length=1)
    enough: int = Field(ge=1)
    weights: tuple[Weight, ...] = Field(min_length=1)

    def weigh(self, annotated: Annotated, found: Found) -> list[_Spoken]:
        """Return everything that spoke for this answer or against it."""
        spoken: list[_Spoken] = []
        for weight in self.weights:
            places = weight.places(annotated, found)
            if places is not None:
                times = 1 if weight.rule else min(len(places), weight.most)
                spoken.append(_Spoken(weight.say, weight.points * times, tuple(places)))
        return spoken


class VerdictCheck(CheckData):
    """Gives the answer whose points go furthest beyond what is enough for it, or `otherwise` when none has enough."""

    kind: Literal["verdict"]
    otherwise: str = Field(min_length=1)
    answers: tuple[Answer, ...] = Field(min_length=1)

    def phrases(self) -> Iterator[tuple[str, str]]:
        """Yield every phrase of every weight, with the key it stands under."""
        for answer, weight in self._weights():
            yield from ((f"answers.{answer.answer}.{weight.say}.{key}", phrase) for key, phrase in weight.phrases())

    def signals(self) -> Iterator[tuple[str, str]]:
        """Yield every signal that a weight names."""
        for _, weight in self._weights():
            yield from weight.signals()

    def needs(self) -> frozenset[str]:
        """Return the rules whose findings this verdict is drawn from."""
        return frozenset(weight.rule for _, weight in self._weights() if weight.rule)

    def possible(self) -> tuple[str, ...]:
        """Return every answer that may be given."""
        return (*(answer.answer for answer in self.answers), self.otherwise)

    def _weights(self) -> Iterator[tuple[Answer, Weight]]:
        yield from ((answer, weight) for answer in self.answers for weight in answer.weights)

    def run(self, annotated: Annotated, found: Found) -> Iterator[Match]:
        """Yield the one verdict, with all points for and against each answer in its reason."""
        weighed = [(answer, answer.weigh(annotated, found)) for answer in self.answers]
        margins = [(_total(spoken) - answer.enough, answer, spoken) for answer, spoken in weighed]
        margin, best, spoken = max(margins, key=lambda entry: entry[0])
        given = best.answer if margin >= 0 else self.otherwise
        reason = "; ".join(_arithmetic(answer, spoken) for answer, spoken in weighed)
        shown = _quotes(spoken) if margin >= 0 else ()
        confidence = round(min(0.95, 0.6 + 0.1 * abs(margin + 0.5)), 2)
        values = {"for": _listed(spoken, 1), "against": _listed(spoken, -1)}
        yield Match("verdict", shown, f"{given}: {reason}", confidence, given, values)


def _total(spoken: Iterable[_Spoken]) -> int:
    return sum(each.points for each in spoken)


def _arithmetic(answer: Answer, spoken: Sequence[_Spoken]) -> str:
    """Return "partner 5 of 4 points needed (shared risk +3, outcomes +2)"."""
    listed = ", ".join(f"{each.say} {each.points:+d}" for each in spoken) or "nothing spoke for it"
    return f"{answer.answer} has {_total(spoken)} points where {answer.enough} are needed ({listed})"


def _listed(spoken: Iterable[_Spoken], sign: int) -> str:
    return ", ".join(each.say for each in spoken if each.points * sign > 0) or "nothing"


def _quotes(spoken: Sequence[_Spoken]) -> tuple[Trace, ...]:
    """Return the quotes of what spoke for the answer, the heaviest first, none twice."""
    ranked = sorted((each for each in spoken if each.points > 0), key=lambda each: -each.points)
    quotes = {trace.quoted: trace for each in ranked for trace in each.places}
    return tuple(quotes.values())[:_SHOWN]
