"""Where a match counts: the conditions on its sentence, its section and the titles above it that rules may set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self

from pydantic import BaseModel, ConfigDict

from proposalcheck.annotate.annotated import Annotated, Hit, UnitKind
from proposalcheck.checks.claims import Unclaimed, claimed
from proposalcheck.checks.subject import PartyRole
from proposalcheck.document import Span
from proposalcheck.finding import Trace
from proposalcheck.settings import Threshold

_SHOWN, _MOST = 60, 4
"""How many characters of the words found, and how many of them, a reason shows."""


class CheckData(BaseModel):
    """Base of all checks: the parameters under `check:` in a rule file, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def phrases(self) -> Iterator[tuple[str, str]]:
        """Yield every phrase of this check with the key it stands under, for compiling and for exercising."""
        keys = self.phrase_keys()
        for key, value in self:
            if key in keys:
                yield from ((key, phrase) for phrase in value)

    def signals(self) -> Iterator[tuple[str, str]]:
        """Yield every signal that this check names, with the key it stands under."""
        keys = self.signal_keys()
        for key, value in self:
            if key in keys:
                yield from ((key, signal) for signal in value)

    def needs(self) -> frozenset[str]:
        """Return the ids of the rules whose findings this check is drawn from; all but verdicts need none."""
        return frozenset()

    def possible(self) -> tuple[str, ...]:
        """Return the answers that a verdict may give."""
        return ("yes", "no")

    @property
    def limit(self) -> str:
        """The limit that this check goes by, as a report tells it; empty where it has none that can be set."""
        return ""

    def limited(self, limit: Threshold) -> Self:
        """Return this check with another limit; raises ValueError where it has none or cannot have this one."""
        raise ValueError("has no limit that could be set; `proposalcheck rules show` tells the limit of a rule")

    @classmethod
    def phrase_keys(cls) -> frozenset[str]:
        """Return the keys whose values are phrases."""
        return frozenset()

    @classmethod
    def signal_keys(cls) -> frozenset[str]:
        """Return the keys whose values are names of signals."""
        return frozenset()


class Placed(CheckData):
    """Conditions on where a match stands. All are optional, and all that are given must hold.

    `with_…` must be there, `unless_…` must not. In a sentence they look at the sentence (or table row) of the match, in
    a section at up to ten sentences to either side within the same section. `in_sections` and `not_in_sections` look at
    the titles of the sections around it. `units` says which kinds of text are looked at.
    """

    with_in_sentence: tuple[str, ...] = ()
    unless_in_sentence: tuple[str, ...] = ()
    with_in_section: tuple[str, ...] = ()
    unless_in_section: tuple[str, ...] = ()
    with_signal_in_sentence: tuple[str, ...] = ()
    unless_signal_in_sentence: tuple[str, ...] = ()
    with_signal_in_section: tuple[str, ...] = ()
    unless_signal_in_section: tuple[str, ...] = ()
    in_sections: tuple[str, ...] = ()
    not_in_sections: tuple[str, ...] = ()
    units: tuple[UnitKind, ...] = ("sentence", "row")

    @classmethod
    def phrase_keys(cls) -> frozenset[str]:
        """Return the keys whose values are phrases."""
        places = ("in_sentence", "in_section")
        around = {"in_sections", "not_in_sections"}
        return frozenset(f"{word}_{place}" for word in ("with", "unless") for place in places) | around

    @classmethod
    def signal_keys(cls) -> frozenset[str]:
        """Return the keys whose values are names of signals."""
        return frozenset(
            f"{word}_signal_{place}" for word in ("with", "unless") for place in ("in_sentence", "in_section")
        )

    def holds(self, annotated: Annotated, sentence: int) -> bool:
        """Tell whether the sentence with this index stands where the conditions allow."""
        return _Conditions(self, annotated).hold(sentence)


class Scoped(Placed):
    """The conditions of `Placed` on each match of a check, and what else narrows or turns it.

    `not_as` are longer wordings as part of which a match does not count; `party` says whose side counts for severity
    and message. A warning is no warning where the text only asks, denies, reports or names the words; `even_if` says
    for which of these a rule does not care.
    """

    not_as: tuple[str, ...] = ()
    party: PartyRole = "doer"
    even_if: tuple[Unclaimed, ...] = ()

    @classmethod
    def phrase_keys(cls) -> frozenset[str]:
        """Return the keys whose values are phrases."""
        return super().phrase_keys() | {"not_as"}

    def warn(self, annotated: Annotated, hits: Iterable[Hit]) -> list[Hit]:
        """Return the `hits` that stand where this check allows, and that the text means as its own."""
        return claimed(annotated, self.admit(annotated, hits), self.even_if)

    def admit(self, annotated: Annotated, hits: Iterable[Hit]) -> list[Hit]:
        """Return the `hits` that stand where this check allows."""
        found = list(hits)
        if not found:
            return []
        conditions = _Conditions(self, annotated)
        others: dict[int, list[Span]] = {}
        for other in annotated.hits(self.not_as):
            others.setdefault(other.sentence, []).append(other.span)

        def is_part_of_another(hit: Hit) -> bool:
            return any(span.overlaps(hit.span) for span in others.get(hit.sentence, ()))

        return [hit for hit in found if conditions.hold(hit.sentence) and not is_part_of_another(hit)]


class _Conditions:
    """The conditions of one check on one document, with the sentences that each looks for found once."""

    def __init__(self, scope: Placed, annotated: Annotated) -> None:
        self.scope = scope
        self.annotated = annotated
        look = annotated.sentences_with
        self.must = look(scope.with_in_sentence, scope.with_signal_in_sentence)
        self.must_not = look(scope.unless_in_sentence, scope.unless_signal_in_sentence)
        self.must_near = look(scope.with_in_section, scope.with_signal_in_section)
        self.must_not_near = look(scope.unless_in_section, scope.unless_signal_in_section)
        self.inside = frozenset(section for section, _ in annotated.titled(scope.in_sections))
        self.outside = frozenset(section for section, _ in annotated.titled(scope.not_in_sections))
        self.known: dict[int, bool] = {}

    def hold(self, sentence: int) -> bool:
        if sentence not in self.known:
            self.known[sentence] = self._unit(sentence) and self._sentence(sentence) and self._section(sentence)
        return self.known[sentence]

    def _unit(self, sentence: int) -> bool:
        return self.annotated.sentences[sentence].kind in self.scope.units

    def _sentence(self, sentence: int) -> bool:
        scope = self.scope
        asked = bool(scope.with_in_sentence or scope.with_signal_in_sentence)
        return sentence not in self.must_not and (not asked or sentence in self.must)

    def _section(self, sentence: int) -> bool:
        scope = self.scope
        if self.must_not_near and not self.must_not_near.isdisjoint(self.annotated.around(sentence)):
            return False
        wanted = scope.with_in_section or scope.with_signal_in_section
        if wanted and self.must_near.isdisjoint(self.annotated.around(sentence)):
            return False
        return self._titles(sentence)

    def _titles(self, sentence: int) -> bool:
        scope = self.scope
        if not (scope.in_sections or scope.not_in_sections):
            return True
        over = frozenset(self.annotated.sections_over(sentence))
        return self.outside.isdisjoint(over) and (not scope.in_sections or not self.inside.isdisjoint(over))


def traces(annotated: Annotated, hits: Iterable[Hit]) -> Iterator[tuple[int, Trace]]:
    """Yield one trace for each sentence that has hits, with the sentence's index; overlapping words are joined."""
    grouped: dict[int, list[Span]] = {}
    for hit in hits:
        grouped.setdefault(hit.sentence, []).append(hit.span)
    for sentence, spans in sorted(grouped.items()):
        yield sentence, Trace(annotated.sentences[sentence].span, tuple(merged(spans)))


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield `spans` in order, those that overlap joined to one."""
    current: Span | None = None
    for span in sorted(spans):
        if current is not None and span.start < current.end:
            current = Span(current.start, max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def because(annotated: Annotated, hits: Iterable[Hit]) -> str:
    """Return the reason a report gives for `hits`: the words that phrases found, each once, in reading order."""
    words = dict.fromkeys(" ".join(annotated.document.quote(hit.span).split()).lower() for hit in hits)
    shown = [f'"{said if len(said) <= _SHOWN else said[:_SHOWN] + "…"}"' for said in words]
    return "phrase " + ", ".join(shown[:_MOST]) + (f" and {len(shown) - _MOST} more" if len(shown) > _MOST else "")
