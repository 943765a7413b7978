"""Checks that flag a place: `phrase` goes by the words of its own rule, `signal` by signals shared between rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from proposalcheck.annotate.annotated import Annotated, Hit
from proposalcheck.annotate.terms import plain_name
from proposalcheck.checks.scope import Scoped, because, traces
from proposalcheck.checks.subject import PartyRole, subject_of
from proposalcheck.finding import Match


class PhraseCheck(Scoped):
    """Flags each sentence in which one of `any_of` stands, under the conditions of `Scoped`.

    With `unless_defined`, words that hold a term which the document itself defines are left alone.
    """

    kind: Literal["phrase"]
    any_of: tuple[str, ...] = Field(min_length=1)
    unless_defined: bool = False

    @classmethod
    def phrase_keys(cls) -> frozenset[str]:
        """Return the keys whose values are phrases."""
        return super().phrase_keys() | {"any_of"}

    def run(self, annotated: Annotated) -> Iterator[Match]:
        """Yield a flag for each sentence found."""
        hits = self.warn(annotated, annotated.hits(self.any_of))
        if self.unless_defined:
            hits = [hit for hit in hits if not _is_defined(annotated, hit)]
        return flags(annotated, hits, self.party)


def _is_defined(annotated: Annotated, hit: Hit) -> bool:
    """Tell whether a term of several words that the document defines stands among the words of `hit`."""
    words = plain_name(annotated.document.quote(hit.span))
    return any(term.plain in words for term in annotated.terms if " " in term.plain)


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
        return flags(annotated, self.warn(annotated, annotated.hits((), self.any_of)), self.party)


def flags(annotated: Annotated, hits: list[Hit], party: PartyRole = "doer") -> Iterator[Match]:
    """Yield one flag for each sentence with hits; `{match}` is the first of its words, `{party}` who it speaks of."""
    by_sentence: dict[int, list[Hit]] = {}
    for hit in hits:
        by_sentence.setdefault(hit.sentence, []).append(hit)
    for sentence, trace in traces(annotated, hits):
        words = " ".join(annotated.document.quote(trace.words[0]).split())
        subject = subject_of(annotated, sentence, trace.words[0], party)
        values = {"match": words, "party": subject.named}
        yield Match("flag", (trace,), because(annotated, by_sentence[sentence]), values=values, side=subject.side)
