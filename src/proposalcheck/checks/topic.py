"""The `topic` check: is something that a good document covers there? Covered is a strength, not covered a gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from proposalcheck.annotate.annotated import Annotated, Hit
from proposalcheck.checks.scope import Scoped, because, traces
from proposalcheck.finding import Match

STRONG, WEAK = 2, 1
"""Points that a sentence brings: a strong one settles the matter by itself at the usual `enough` of 2."""

_SHOWN = 5
"""How many sentences a strength quotes at most."""
_BODY_WORDS = 12
"""A heading counts only with at least this many words under it: a title alone covers nothing."""


class TopicCheck(Scoped):
    """Adds up the sentences that speak of the topic until there are `enough` points.

    A sentence with a `strong` phrase or signal brings 2 points, one with a `weak` phrase 1, a section whose title has
    one of `headings` and that has text of its own 2. The conditions of `Scoped` hold for the sentences.
    """

    kind: Literal["topic"]
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    strong_signals: tuple[str, ...] = ()
    weak_signals: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    enough: int = Field(default=2, ge=1)

    @classmethod
    def phrase_keys(cls) -> frozenset[str]:
        """Return the keys whose values are phrases."""
        return super().phrase_keys() | {"strong", "weak", "headings"}

    @classmethod
    def signal_keys(cls) -> frozenset[str]:
        """Return the keys whose values are names of signals."""
        return super().signal_keys() | {"strong_signals", "weak_signals"}

    def run(self, annotated: Annotated) -> Iterator[Match]:
        """Yield the one answer: strength with its best quotes, or gap."""
        strong = self.admit(annotated, annotated.hits(self.strong, self.strong_signals)) + self._under_headings(
            annotated
        )
        weak = self.admit(annotated, annotated.hits(self.weak, self.weak_signals))
        points = {hit.sentence: WEAK for hit in weak} | {hit.sentence: STRONG for hit in strong}
        total = sum(points.values())
        if total >= self.enough:
            yield self._strength(annotated, strong + weak, points)
        else:
            yield _gap(annotated, strong + weak)

    def _under_headings(self, annotated: Annotated) -> list[Hit]:
        """Return, for each section under a fitting title, its first sentence as a hit."""
        found: list[Hit] = []
        for section, phrase in annotated.titled(self.headings):
            inside = [index for index in annotated.within(section) if annotated.sentences[index].kind in self.units]
            if sum(len(annotated.words(index).split()) for index in inside) >= _BODY_WORDS:
                found.append(Hit(inside[0], annotated.sentences[inside[0]].span, phrase))
        return found

    def _strength(self, annotated: Annotated, hits: list[Hit], points: dict[int, int]) -> Match:
        best = sorted(points, key=lambda sentence: (-points[sentence], sentence))[:_SHOWN]
        shown = [hit for hit in hits if hit.sentence in best]
        return Match("strength", tuple(trace for _, trace in traces(annotated, shown)), because(shown))


def _gap(annotated: Annotated, touched: list[Hit]) -> Match:
    if not touched:
        return Match("gap", (), "no sentence speaks of it")
    passing = tuple(trace for _, trace in traces(annotated, touched))
    return Match("gap", passing, f"touched on in passing only: {because(touched)}")
