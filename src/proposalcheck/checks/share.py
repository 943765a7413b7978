"""The `share` check: how much of a document speaks of one thing against another, as a verdict with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.checks.scope import CheckData, traces
from proposalcheck.finding import Match
from proposalcheck.settings import Threshold

_SHOWN = 8


class ShareCheck(CheckData):
    """Answers yes when the sentences with a signal of `of` are more than `above` of those with `of` or `against`.

    `at_least` is the number of `of` sentences below which the answer is no, however large their share; any sentence
    with a signal of `unless` makes the answer no.
    """

    kind: Literal["share"]
    of: tuple[str, ...] = Field(min_length=1)
    against: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    above: float = Field(gt=0, lt=1)
    at_least: int = Field(default=3, ge=1)

    @classmethod
    def signal_keys(cls) -> frozenset[str]:
        """Return the keys whose values are names of signals."""
        return frozenset({"of", "against", "unless"})

    @property
    def limit(self) -> str:
        """The share above which the answer is yes."""
        return f"above {self.above:g}"

    def limited(self, limit: Threshold) -> Self:
        """Return this check with another share, a number between 0 and 1."""
        if isinstance(limit, str) or not 0 < limit < 1:
            raise ValueError(f"must be a share between 0 and 1, such as 0.6, not {limit}")
        return self.model_copy(update={"above": limit})

    def run(self, annotated: Annotated) -> Iterator[Match]:
        """Yield the one verdict, yes or no, with the count of sentences on both sides."""
        of, against = annotated.sentences_with((), self.of), annotated.sentences_with((), self.against)
        ties = annotated.sentences_with((), self.unless)
        share = len(of) / max(1, len(of | against))
        yes = len(of) >= self.at_least and share > self.above and not ties
        reason = (
            f"{len(of)} sentences and rows speak of {_named(self.of)}, {len(against)} of {_named(self.against)}: "
            f"{len(of)} of {len(of | against)} is {share:.0%}, the limit {self.above:.0%}"
        )
        if ties:
            reason += f"; {len(ties)} tie the price or acceptance to results ({_named(self.unless)})"
        shown = [hit for hit in annotated.hits((), self.of) if yes]
        quotes = tuple(trace for _, trace in traces(annotated, shown))[:_SHOWN]
        confidence = min(1.0, 0.5 + abs(share - self.above))
        yield Match("verdict", quotes, reason, round(confidence, 2), "yes" if yes else "no", {"share": f"{share:.0%}"})


def _named(signals: tuple[str, ...]) -> str:
    return " or ".join(signal.replace("-", " ") for signal in signals)
