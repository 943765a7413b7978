"""The `topic` check: is something that a good document covers there? Covered is a strength, not covered a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, Self

from pydantic import Field

from proposalcheck.annotate.annotated import Annotated, Hit
from proposalcheck.checks.scope import Scoped, because, traces
from proposalcheck.finding import Match
from proposalcheck.settings import Threshold

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

    @property
    def limit(self) -> str:
        """How many points are enough."""
        return f"{self.enough} points"

    def limited(self, limit: Threshold) -> Self:
        """Return this check with another number of points that are enough, a whole number from 1."""
        if isinstance(limit, str) or limit < 1 or limit % 1:
            raise ValueError(f"must be a whole number of points from 1, not {limit}")
        return self.model_copy(update={"enough": int(limit)})

    def run(self, annotated: Annotated) -> Iterator[Match]:
        """Yield the one answer: strength with its best quotes, or gap."""
        titled = self._under_titles(annotated)
        strong = self.admit(annotated, annotated.hits(self.strong, self.strong_signals))
        weak = self.admit(annotated, annotated.hits(self.weak, self.weak_signals))
        points = {hit.sentence: WEAK for hit in weak} | dict.fromkeys(
            [*(hit.sentence for hit in strong), *titled], STRONG
        )
        if sum(points.values()) >= self.enough:
            best = sorted(points, key=lambda sentence: (-points[sentence], sentence))[:_SHOWN]
            yield _spoken_of("strength", annotated, strong + weak, titled, best)
        elif points:
            yield _spoken_of("gap", annotated, strong + weak, titled, list(points))
        else:
            yield Match("gap", (), "no sentence speaks of it")

    def _under_titles(self, annotated: Annotated) -> dict[int, str]:
        """Return the first sentence of each section under a fitting title, with that title."""
        found: dict[int, str] = {}
        for section, _ in annotated.titled(self.headings):
            inside = [index for index in annotated.within(section) if annotated.sentences[index].kind in self.units]
            if sum(len(annotated.words(index).split()) for index in inside) >= _BODY_WORDS:
                found[inside[0]] = annotated.document.sections[section].title
        return found


def _spoken_of(
    outcome: Literal["strength", "gap"],
    annotated: Annotated,
    hits: Sequence[Hit],
    titled: Mapping[int, str],
    sentences: Sequence[int],
) -> Match:
    """Return the answer with its quotes: the sentences that count, and the titles under which one stands."""
    shown = [hit for hit in hits if hit.sentence in sentences]
    whole = [Hit(index, annotated.sentences[index].span, "") for index in titled if index in sentences]
    reasons = [because(annotated, shown)] if shown else []
    reasons += [f'title "{titled[hit.sentence]}"' for hit in whole]
    passing = "touched on in passing only: " if outcome == "gap" else ""
    quotes = tuple(trace for _, trace in traces(annotated, [*shown, *whole]))
    return Match(outcome, quotes, passing + ", ".join(reasons))
