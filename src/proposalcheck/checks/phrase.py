"""Checks that flag a place: `phrase` goes by the words of its own rule, `signal` by signals shared between rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from proposalcheck.annotate.annotated import Annotated, Hit
from proposalcheck.annotate.parties import ROLES
from proposalcheck.checks.scope import Scoped, because, traces
from proposalcheck.document import Span
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
    """Yield one flag for each sentence with hits; `{match}` is the first of its words, `{party}` who it speaks of."""
    by_sentence: dict[int, list[Hit]] = {}
    for hit in hits:
        by_sentence.setdefault(hit.sentence, []).append(hit)
    for sentence, trace in traces(annotated, hits):
        words = " ".join(annotated.document.quote(trace.words[0]).split())
        values = {"match": words, "party": party_named(annotated, sentence, trace.words[0])}
        yield Match("flag", (trace,), because(by_sentence[sentence]), values=values)


def party_named(annotated: Annotated, sentence: int, words: Span) -> str:
    """Return how the document names the party that `words` speak of, as the beginning of a sentence."""
    mention = annotated.party(sentence, words)
    if mention is None:
        return "A party"
    named = " ".join(annotated.document.quote(mention.span).split())
    article = "The " if named.lower() in ROLES else ""
    return article + named[:1].upper() + named[1:]
