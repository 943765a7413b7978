"""The `value` check: a duration, percentage, sum, rate, effort or head-count beyond a limit, beside what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, Self

from pydantic import Field, model_validator

from proposalcheck.annotate.annotated import Annotated, Hit
from proposalcheck.annotate.values import LimitKind, Value, parse_limit
from proposalcheck.checks.phrase import flags
from proposalcheck.checks.scope import Scoped, because
from proposalcheck.checks.subject import subject_of
from proposalcheck.document import Span
from proposalcheck.finding import Match, Trace
from proposalcheck.settings import Threshold

_FIGURE = re.compile(r"\d[\d,.]*")


class ValueCheck(Scoped):
    """Flags a value of the kind `value` that lies `below` or `above` a limit, next to one of the phrases `any_of`.

    The value that counts is the one nearest to the phrase in its sentence. Limits are written as in a contract:
    "30 days", "1.5 %", "$5,000", "40 hours", "$150 per hour", "5 people". A limit itself is allowed. The phrases
    `outright` say the same without a value, as "due on receipt" does, and are flagged as they stand.
    """

    kind: Literal["value"]
    value: LimitKind
    any_of: tuple[str, ...] = Field(min_length=1)
    below: str = ""
    above: str = ""
    outright: tuple[str, ...] = ()

    @classmethod
    def phrase_keys(cls) -> frozenset[str]:
        """Return the keys whose values are phrases."""
        return super().phrase_keys() | {"any_of", "outright"}

    @model_validator(mode="after")
    def _has_a_limit(self) -> Self:
        if bool(self.below) == bool(self.above):
            raise ValueError('give one limit: below: "30 days", or above: "60 days"')
        parse_limit(self.below or self.above, self.value)
        return self

    @property
    def limit(self) -> str:
        """The limit with its direction: "below 30 days"."""
        return f"below {self.below}" if self.below else f"above {self.above}"

    def limited(self, limit: Threshold) -> Self:
        """Return this check with another limit: a number in the unit of the present one, or a text with its unit."""
        written = limit if isinstance(limit, str) else _FIGURE.sub(f"{limit:,g}", self.below or self.above, count=1)
        parse_limit(written, self.value)
        return self.model_copy(update={"below" if self.below else "above": written})

    def run(self, annotated: Annotated) -> Iterator[Match]:
        """Yield a flag for each sentence whose value is beyond the limit, then for each that needs no value."""
        seen: set[int] = set()
        for hit in self.warn(annotated, annotated.hits(self.any_of)):
            nearest = self._nearest(annotated, hit)
            if nearest is not None and hit.sentence not in seen and self._is_beyond(nearest):
                seen.add(hit.sentence)
                yield self._flag(annotated, hit, nearest)
        plain = [hit for hit in self.warn(annotated, annotated.hits(self.outright)) if hit.sentence not in seen]
        for match in flags(annotated, plain):
            yield replace(match, values={**match.values, "value": match.values["match"]})

    def _nearest(self, annotated: Annotated, hit: Hit) -> Value | None:
        values = [value for value in annotated.values.get(hit.sentence, ()) if value.kind == self.value]
        return min(values, key=lambda value: _distance(value.span, hit.span), default=None)

    def _is_beyond(self, value: Value) -> bool:
        limit = parse_limit(self.below or self.above, self.value)
        return limit.exceeds(value) if self.below else value.exceeds(limit)

    def _flag(self, annotated: Annotated, hit: Hit, value: Value) -> Match:
        written = " ".join(annotated.document.quote(value.span).split())
        words = Span(min(hit.span.start, value.span.start), max(hit.span.end, value.span.end))
        quoted = " ".join(annotated.document.quote(words).split())
        trace = Trace(annotated.sentences[hit.sentence].span, (words,))
        reason = f'{because(annotated, [hit])}, and "{written}" is {self.limit}'
        subject = subject_of(annotated, hit.sentence, words, self.party)
        values = {"match": quoted, "value": written, "party": subject.named}
        return Match("flag", (trace,), reason, values=values, side=subject.side)


def _distance(first: Span, second: Span) -> int:
    if first.overlaps(second):
        return 0
    return second.start - first.end if first.end <= second.start else first.start - second.end
