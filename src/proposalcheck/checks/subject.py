"""Whom the words of a match speak of: the name to use in a message, and the side that decides how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.annotate.parties import ROLES
from proposalcheck.document import Span

PartyRole = Literal["doer", "receiver"]
"""Whose side a rule goes by: who acts ("the Provider may end …") or who is acted upon ("… passes to the Client")."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A party as the beginning of a sentence ("The Provider"), and its side, empty where that cannot be told."""

    named: str
    side: str


def subject_of(annotated: Annotated, sentence: int, words: Span, party: PartyRole = "doer") -> Subject:
    """Return the party that acts, or is acted upon, at `words` of a sentence."""
    mention = annotated.doer(sentence, words) if party == "doer" else annotated.receiver(sentence, words)
    if mention is None:
        return Subject("A party", "")
    named = " ".join(annotated.document.quote(mention.span).split())
    article = "The " if named.lower() in ROLES else ""
    return Subject(article + named[:1].upper() + named[1:], mention.side or "")
