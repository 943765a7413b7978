"""The `consistency` check: flags where a document says two different things of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, Self

from pydantic import Field, model_validator

from proposalcheck.annotate.annotated import Annotated, Hit
from proposalcheck.annotate.notation import PLACEHOLDERS
from proposalcheck.annotate.values import Value, ValueKind, numbers_twice
from proposalcheck.checks.arithmetic import money
from proposalcheck.checks.scope import CheckData, Scoped
from proposalcheck.document import Span
from proposalcheck.finding import Match, Trace

_NAME = re.compile(PLACEHOLDERS["name"])
_KIND_OF_PLACE = re.compile(
    r"^(?:the\s+)?(?:(?:state|commonwealth|province|republic|federal republic|kingdom)\s+of\s+)?(?:the\s+)?", re.I
)
_LAND_OF = {
    "english": "england",
    "scots": "scotland",
    "scottish": "scotland",
    "irish": "ireland",
    "welsh": "wales",
    "german": "germany",
    "french": "france",
    "dutch": "netherlands",
    "swiss": "switzerland",
    "indian": "india",
    "canadian": "canada",
    "australian": "australia",
}
"""The land of a law that is called by an adjective; a state lends its own name, as in "Ohio law"."""
_REACH = 60
"""How many characters behind a phrase its value may begin."""


_EITHER = "both"
"""Whose a statement is that holds for either party; also one that names none, and one of a fact that is nobody's."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A place that says what a thing is: the sentence, the words with the value, the value for comparing, and whose."""

    sentence: int
    words: Span
    value: Value | str
    party: str


class Fact(Scoped):
    """One thing and the phrases that state it; the value is the last one inside the phrase, else the next behind it.

    `value` is the kind of value; `name` is a name in capitals, as of a state. With `same_party` statements about
    different parties are not compared, but what holds for both holds for each. With `tables` the total of the only
    pricing table counts as a statement too.
    """

    of: str = Field(min_length=1)
    value: ValueKind | Literal["name"]
    any_of: tuple[str, ...] = Field(min_length=1)
    same_party: bool = False
    tables: bool = False

    @classmethod
    def phrase_keys(cls) -> frozenset[str]:
        """Return the keys whose values are phrases."""
        return super().phrase_keys() | {"any_of"}

    def statements(self, annotated: Annotated) -> Iterator[Statement]:
        """Yield the first statement of each sentence, in reading order."""
        seen: set[int] = set()
        for hit in self.admit(annotated, annotated.hits(self.any_of)):
            found = _name_in(annotated, hit) if self.value == "name" else self._value(annotated, hit)
            if found is not None and hit.sentence not in seen:
                seen.add(hit.sentence)
                yield Statement(hit.sentence, found[0], found[1], self._party(annotated, hit))

    def _value(self, annotated: Annotated, hit: Hit) -> tuple[Span, Value] | None:
        values = [value for value in annotated.values.get(hit.sentence, ()) if value.kind == self.value]
        inside = [value for value in values if value.span.overlaps(hit.span)]
        behind = [value for value in values if 0 <= value.span.start - hit.span.end <= _REACH]
        chosen = inside[-1] if inside else behind[0] if behind else None
        return None if chosen is None else (chosen.span, chosen)

    def _party(self, annotated: Annotated, hit: Hit) -> str:
        if not self.same_party:
            return _EITHER
        doer = annotated.doer(hit.sentence, hit.span)
        return _EITHER if doer is None else str(doer.side or annotated.document.quote(doer.span).lower())

    def totals(self, annotated: Annotated) -> Iterator[Statement]:
        """Yield the total of the pricing table, if there is one table with one total."""
        if not self.tables:
            return
        found = [
            (row, row.figures[column.index])
            for table in annotated.pricing
            for column in table.of("amount")
            for row in table.rows
            if row.role == "total" and column.index in row.figures and not row.figures[column.index].percent
        ]
        index = annotated.sentence_at(found[0][1].span.start) if len(found) == 1 else None
        if index is not None:
            figure = found[0][1]
            yield Statement(index, figure.span, Value("money", figure.span, figure.amount, ""), _EITHER)


class ConsistencyCheck(CheckData):
    """Flags two places that differ about one thing, each quoted.

    `of: words-and-figures` looks at numbers given twice, as in "thirty (60) days"; `of: facts` compares all statements
    of each of the `facts`. Places that may speak of different things are for the phrases of the fact to tell apart.
    """

    kind: Literal["consistency"]
    of: Literal["words-and-figures", "facts"]
    facts: tuple[Fact, ...] = ()

    @model_validator(mode="after")
    def _has_facts(self) -> Self:
        if (self.of == "facts") != bool(self.facts):
            raise ValueError("give `facts:` with `of: facts`, and only then")
        return self

    def phrases(self) -> Iterator[tuple[str, str]]:
        """Yield every phrase of every fact, with the key it stands under."""
        for fact in self.facts:
            yield from ((f"facts.{fact.of}.{key}", phrase) for key, phrase in fact.phrases())

    def signals(self) -> Iterator[tuple[str, str]]:
        """Yield every signal that a fact names."""
        for fact in self.facts:
            yield from fact.signals()

    def run(self, annotated: Annotated) -> Iterator[Match]:
        """Yield a flag for each number that differs from itself, or for each fact that is stated in two ways."""
        if self.of == "words-and-figures":
            yield from _numbers(annotated)
        for fact in self.facts:
            yield from _differing(annotated, fact)


def _numbers(annotated: Annotated) -> Iterator[Match]:
    for sentence in annotated.sentences:
        text = annotated.document.quote(sentence.span)
        if sentence.kind not in ("sentence", "row") or "(" not in text:
            continue
        for number in numbers_twice(text, sentence.span.start):
            if number.in_words != number.in_figures:
                said, printed = money(number.in_words), money(number.in_figures)
                written = " ".join(annotated.document.quote(number.span).split())
                values = {"match": written, "first": said, "second": printed, "what": "number"}
                reason = f"the words say {said}, the figures {printed}"
                yield Match("flag", (Trace(sentence.span, (number.span,)),), reason, values=values)


def _differing(annotated: Annotated, fact: Fact) -> Iterator[Match]:
    statements = [*fact.statements(annotated), *fact.totals(annotated)]
    told: set[str] = set()
    for first, later in combinations(statements, 2):
        party = first.party if first.party != _EITHER else later.party
        if _same_party(first, later) and party not in told and not _agree(first.value, later.value):
            told.add(party)
            yield _conflict(annotated, fact, first, later)


def _same_party(first: Statement, later: Statement) -> bool:
    return first.party == later.party or _EITHER in (first.party, later.party)


def _conflict(annotated: Annotated, fact: Fact, *statements: Statement) -> Match:
    ordered = sorted(statements, key=lambda statement: statement.words)
    first, second = (" ".join(annotated.document.quote(statement.words).split()) for statement in ordered)
    traces = tuple(Trace(annotated.sentences[statement.sentence].span, (statement.words,)) for statement in ordered)
    values = {"match": first, "first": first, "second": second, "what": fact.of}
    return Match("flag", traces, f'{fact.of}: "{first}" in one place, "{second}" in another', 0.85, values=values)


def _agree(first: Value | str, second: Value | str) -> bool:
    if isinstance(first, str) or isinstance(second, str):
        return str(first) in str(second) or str(second) in str(first)
    if first.lowest is not None or second.lowest is not None:
        return True
    if first.kind == "money" and not (first.unit and second.unit):
        return abs(first.amount - second.amount) < 1
    return not (first.exceeds(second) or second.exceeds(first))


def _name_in(annotated: Annotated, hit: Hit) -> tuple[Span, str] | None:
    """Return the last name in capitals among the words of `hit`, and how to compare it."""
    names = list(_NAME.finditer(annotated.document.quote(hit.span)))
    if not names:
        return None
    span = Span(hit.span.start + names[-1].start(), hit.span.start + names[-1].end())
    land = _KIND_OF_PLACE.sub("", " ".join(names[-1].group().split())).casefold()
    return span, _LAND_OF.get(land, land)
