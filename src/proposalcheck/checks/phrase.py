"""Checks that flag a place: `phrase` goes by the words of its own rule, `signal` by signals shared between rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from proposalcheck.annotate.annotated import Annotated, Hit
from proposalcheck.checks.scope import Scoped, because, traces
from proposalcheck.finding import Match


class PhraseCheck(Scoped):
    """Flags each sentence in which one of `any_of` stands, under the conditions of `Scoped`."""

    kind: Literal["phrase"]
    any_of: tuple[str, ...] = Field(min_length=1)

    @classmethod
    def phrase_keys(cls) -> frozenset[str]:
        """Return the keys whose values are phrases."""
        return super().phrase_keys() | {"any_of"}

    def run(self, annotated: Annotated) -> Iterator[Match]:
        """Yield a flag for each sentence found."""
        return flags(annotated, self.admit(annotated, annotated.hits(self.any_of)))


class SignalCheck(Scoped):
    """Flags each sentence that carries one of the signals `any_of`, under the conditions of `Scoped`."""

    kind: Literal["signal"]
    any_of: tuple[str, ...] = Field(min_length=1)

    @classmethod
    def signal_keys(cls) -> frozenset[str]:
        """Return the keys whose values are names of signals."""
        return super().signal_keys() | {"any_of"}

    def run(self, annotated: Annotated) -> Iterator[Match]:
        """Yield a flag for each sentence found."""
        return flags(annotated, self.admit(annotated, annotated.hits((), self.any_of)))


def flags(annotated: Annotated, hits: list[Hit]) -> Iterator[Match]:
    """Yield one flag for each sentence that has hits; `{match}` is the first of its words."""
    by_sentence: dict[int, list[Hit]] = {}
    for hit in hits:
        by_sentence.setdefault(hit.sentence, []).append(hit)
    for sentence, trace in traces(annotated, hits):
        words = " ".join(annotated.document.quote(trace.words[0]).split())
        yield Match("flag", (trace,), because(by_sentence[sentence]), values={"match": words})
