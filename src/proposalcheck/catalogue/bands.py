"""How bad a warning is by the figure in it: a cap of one month is worse than one of ten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.annotate.values import Value, values_in
from proposalcheck.document import Span
from proposalcheck.finding import Match, Severity

_REACH = 60
"""How many characters from the words of a warning a figure may stand that belongs to it."""


class SeverityBand(BaseModel):
    """How bad a warning is whose figure lies `below` or `above` a limit such as "10 days" or "5 %".

    A figure counts when it is of the kind of the limit and stands among the words of the warning, or close by.
    `outright` takes in what needs no figure, as "due on receipt" does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    below: str = ""
    above: str = ""
    outright: bool = False
    severity: Severity

    @model_validator(mode="after")
    def _has_a_limit(self) -> Self:
        if bool(self.below) == bool(self.above):
            raise ValueError('give one limit: below: "10 days", or above: "5 %"')
        _limit(self.below or self.above)
        return self

    def holds(self, match: Match, annotated: Annotated) -> bool:
        """Tell whether the figure of `match` lies in this band."""
        limit = _limit(self.below or self.above)
        figure = min(_figures(match, annotated, limit), key=lambda found: found[0], default=None)
        if figure is None:
            return self.outright
        return limit.exceeds(figure[1]) if self.below else figure[1].exceeds(limit)


def _limit(text: str) -> Value:
    value = next((value for value in values_in(text) if len(value.span) == len(text.strip())), None)
    if value is None:
        raise ValueError(f'"{text}" is no figure; write for example "10 days", "5 %" or "$5,000"')
    return value


def _figures(match: Match, annotated: Annotated, limit: Value) -> Iterator[tuple[int, Value]]:
    """Yield each figure of the kind of `limit` in or near the words of `match`, with how far away it stands."""
    trace = match.traces[0]
    words = Span(trace.words[0].start, trace.words[-1].end) if trace.words else trace.quoted
    sentence = annotated.sentence_at(trace.quoted.start)
    for value in annotated.values.get(sentence, ()) if sentence is not None else ():
        away = max(0, words.start - value.span.end, value.span.start - words.end)
        if value.kind == limit.kind and away <= _REACH:
            yield away, value
