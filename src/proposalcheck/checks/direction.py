"""The `direction` check: flags a duty or right that one party alone has in the whole document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from proposalcheck.annotate.annotated import Annotated, Hit
from proposalcheck.checks.bearer import Bearer, are_both, bearer_of
from proposalcheck.checks.claims import claimed
from proposalcheck.checks.scope import Scoped, because, traces
from proposalcheck.finding import Match

_CONFIDENCE = 0.9
"""How sure a flag is: a duty in return may stand in words that no phrase knows."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A place that gives a duty or right, and who has it; None where that cannot be told."""

    hit: Hit
    bearer: Bearer | None


class DirectionCheck(Scoped):
    """Flags each sentence with one of `any_of`, a duty or right, when one party alone has it in the whole document.

    Of the phrases `received`, which no condition narrows, the party before them profits, as in "Client shall be
    indemnified". One of the phrases `mutual` anywhere, or the same duty of the other party, makes it a matter of both,
    and nothing is said. With `only` it matters only when the one party is on that side. `of` says in a few words what
    cannot be told where a sentence names no party: "who indemnifies".
    """

    kind: Literal["direction"]
    of: str = Field(min_length=1)
    any_of: tuple[str, ...] = Field(min_length=1)
    received: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    only: Literal["client", "provider"] | None = None

    @classmethod
    def phrase_keys(cls) -> frozenset[str]:
        """Return the keys whose values are phrases."""
        return super().phrase_keys() | {"any_of", "received", "mutual"}

    def run(self, annotated: Annotated) -> Iterator[Match]:
        """Yield a flag for each sentence that binds the one party, and what cannot be told where that matters."""
        held = self._held(annotated)
        bearers = [each.bearer for each in held if each.bearer]
        if are_both(bearers) or annotated.sentences_with(self.mutual):
            return
        untold = [each.hit for each in held if each.bearer is None]
        one = bearers[0] if bearers else None
        if one and self.only and one.side != self.only:
            if not one.side:
                yield self._unsure(
                    annotated, [each.hit for each in held], f"nothing tells which side {one.named} is on"
                )
            return
        if one:
            yield from self._flags(annotated, [each.hit for each in held if each.bearer], one)
        if untold:
            yield self._unsure(annotated, untold, "no party of the contract is named as the one who does")

    def _held(self, annotated: Annotated) -> list[_Held]:
        given = [_Held(hit, bearer_of(annotated, hit)) for hit in self.warn(annotated, annotated.hits(self.any_of))]
        taken = claimed(annotated, annotated.hits(self.received), self.even_if)
        return given + [_Held(hit, bearer_of(annotated, hit, received=True)) for hit in taken]

    def _flags(self, annotated: Annotated, hits: Sequence[Hit], bearer: Bearer) -> Iterator[Match]:
        for sentence, trace in traces(annotated, hits):
            words = " ".join(annotated.document.quote(trace.words[0]).split())
            values = {"match": words, "party": bearer.named, "why": ""}
            inside = [hit for hit in hits if hit.sentence == sentence]
            reason = f"{because(annotated, inside)}, of {bearer.named} alone"
            yield Match("flag", (trace,), reason, _CONFIDENCE, values=values, side=bearer.side)

    def _unsure(self, annotated: Annotated, hits: Sequence[Hit], why: str) -> Match:
        shown = tuple(trace for _, trace in traces(annotated, hits))
        told = f"cannot tell {self.of}: {why}"
        words = " ".join(annotated.document.quote(shown[0].words[0]).split())
        return Match("unsure", shown, told, 0.5, values={"match": words, "party": "A party", "why": told})
