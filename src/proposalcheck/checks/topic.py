"""The `topic` check: is something that a good document covers there? Covered is a strength, not covered a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
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
_ITEMS, _ITEM_WORDS = 2, 2
"""So many points of a list, of so many words each, are as good as `_BODY_WORDS`: lists are terse."""
_LEAD_WORDS = 12
"""A line that leads into a list stands for a title when it has no more words than this."""
_UNSEEN, _IN_PASSING = 0.8, 0.6
"""How sure a gap is where no model says so. 69 of 88 gaps held in four documents that the phrases had never met; that a
topic touched on in passing is less surely missing is a judgement, not a measurement."""


class TopicCheck(Scoped):
    """Adds up the sentences that speak of the topic until there are `enough` points.

    A sentence with a `strong` phrase or signal brings 2 points, one with a `weak` phrase 1, a section whose title has
    one of `headings` and that has text of its own 2. A short line that ends with a colon, with a list below it, is read
    as such a title. The conditions of `Scoped` hold for the sentences.
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
        titled = self._under_leads(annotated) | self._under_titles(annotated)
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
            yield Match("gap", (), "found no sentence that speaks of it", _UNSEEN)

    def _under_titles(self, annotated: Annotated) -> dict[int, str]:
        """Return the first sentence of each section under a fitting title, with that title."""
        found: dict[int, str] = {}
        for section, _ in annotated.titled(self.headings):
            inside = self._allowed(annotated, annotated.within(section))
            if _is_body(annotated, inside):
                found[inside[0]] = annotated.document.sections[section].title
        return found

    def _allowed(self, annotated: Annotated, sentences: Sequence[int]) -> list[int]:
        """Return those of `sentences` that stand where this check allows: what denies the topic is no body for it."""
        places = (Hit(index, annotated.sentences[index].span, "") for index in sentences)
        return [hit.sentence for hit in self.admit(annotated, places)]

    def _under_leads(self, annotated: Annotated) -> dict[int, str]:
        """Return the first point of each list that a fitting line leads into, with that line."""
        leads = {hit.sentence for hit in self.admit(annotated, annotated.hits(self.headings))}
        found: dict[int, str] = {}
        for lead in sorted(leads):
            words = " ".join(annotated.words(lead).split())
            if words.endswith(":") and len(words.split()) <= _LEAD_WORDS:
                points = self._allowed(annotated, _points_after(annotated, lead))
                if _is_body(annotated, points):
                    found[points[0]] = words
        return found


def _points_after(annotated: Annotated, lead: int) -> list[int]:
    """Return the sentences of the list that begins right behind the sentence `lead`."""
    later = range(lead + 1, len(annotated.sentences))
    return list(takewhile(lambda index: _is_point(annotated, index), later))


def _is_point(annotated: Annotated, sentence: int) -> bool:
    span = annotated.sentences[sentence].span
    return any(block.kind == "list_item" for block in annotated.document.blocks_in(span))


def _is_body(annotated: Annotated, sentences: Sequence[int]) -> bool:
    """Tell whether `sentences` say enough for the title above them to count."""
    lengths = {index: len(annotated.words(index).split()) for index in sentences}
    points = [index for index in sentences if lengths[index] >= _ITEM_WORDS and _is_point(annotated, index)]
    return sum(lengths.values()) >= _BODY_WORDS or len(points) >= _ITEMS


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
    return Match(outcome, quotes, passing + ", ".join(reasons), _IN_PASSING if outcome == "gap" else 1.0)
