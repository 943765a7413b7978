"""Who is who: the parties of a document, the names they are called by, and every place where one of them is named.

An agreement introduces its parties once, as in "Brightwater Digital Ltd (the “Provider”)", and then uses short names.
Which side a name is on follows from the name itself where it is a role, else from what the document says that it does:
who pays is the client, who performs is the provider. Where neither tells, the side stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from proposalcheck.annotate.deeds import score, times
from proposalcheck.annotate.introductions import introductions_in
from proposalcheck.annotate.sentences import text_of, tokenizer
from proposalcheck.document import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Side = Literal["client", "provider", "both"]
"""The side of a mention; "both" for "each party" and its like."""

_PROVIDER_ROLES = """provider, service provider, services provider, vendor, supplier, contractor, consultant, developer,
    licensor, seller, agency, advisor, adviser, freelancer, designer, integrator, outsourcer, servicer, host"""
_CLIENT_ROLES = """client, customer, buyer, purchaser, licensee, subscriber, owner, recipient, service recipient,
    end user, employer, principal, government, state"""
ROLES: dict[str, Side] = {
    **{" ".join(role.split()): "provider" for role in _PROVIDER_ROLES.split(",")},
    **{" ".join(role.split()): "client" for role in _CLIENT_ROLES.split(",")},
}
"""Words for a role that tell the side by themselves."""

_BOTH = ("each party", "either party", "both parties", "the parties", "neither party", "any party", "parties")
_FIRST_PERSON: dict[str, Side] = {
    "we": "provider",
    "our": "provider",
    "us": "provider",
    "you": "client",
    "your": "client",
}
_AND = re.compile(r"\s+(?:and|or|and/or|nor)\s+(?:the\s+)?", re.IGNORECASE)
_FEWEST_ACTS = 2
"""How often a name must be said to do something to count as that of a party."""
_ACTS = (
    r"(?:shall|will|may|must|can|agrees?|hereby|represents|warrants|acknowledges|pays|provides|performs|supplies|delivers"
    r"|invoices|charges|grants|retains|owns|keeps|engages|appoints|uses|receives|gives|needs)\b"
)
_ONE_SIDED = 3
"""How many times more often one of two parties must perform for it to be the provider where both of them do."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the document calls it: its side (None where it cannot be told) and its names."""

    side: Side | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a party is named; `side` is None for a party whose side is unknown.

    `role` is the word for that side where the party is called by its own name, empty where the text says a role.
    """

    span: Span
    side: Side | None
    role: str = ""


def parties_of(text: str) -> tuple[Party, ...]:
    """Return the parties that the opening of `text` introduces, each with its side where that can be told."""
    introduced = introductions_in(text, ROLES)
    acting = [party for party in introduced if party.side or _acts(party.names, text)]
    sides = _settled([party.side or _role(party.names) for party in acting])
    if None in sides:
        scores = [score(party.names, text) for party in acting]
        told = _by_deeds(scores) if sides == [None, None] else sides
        sides = _settled(_filled(told, scores))
    return tuple(Party(side, party.names) for side, party in zip(sides, acting, strict=True))


def speaks_as_provider(text: str) -> bool:
    """Tell whether "we" is the provider throughout `text` and "you" the client, as in terms in plain English."""
    enough = all(len(re.findall(rf"\b(?:{words})\b", text, re.IGNORECASE)) >= _FEWEST_SPOKEN for words in _SPOKEN)
    return enough and _by_deeds([score(["we"], text), score(["you"], text)]) == ["provider", "client"]


_SPOKEN = ("we|our|us", "you|your")
_FEWEST_SPOKEN = 5


def _acts(names: Sequence[str], text: str) -> bool:
    count = times(names, _ACTS, text)
    return count >= _FEWEST_ACTS or bool(count and _role(names))


def _settled(sides: list[Side | None]) -> list[Side | None]:
    """Return `sides` with the second of two parties on the side that the first has left free."""
    if len(sides) != 2 or sides.count(None) != 1:
        return sides
    other: Side = "client" if "provider" in sides else "provider"
    return [side or other for side in sides]


def _filled(sides: list[Side | None], scores: Sequence[int]) -> list[Side | None]:
    """Return `sides` with each that is open told from what that party does, whatever the others do."""
    return [side or (_side_of(scored) if scored else None) for side, scored in zip(sides, scores, strict=True)]


def _side_of(scored: int) -> Side:
    return "provider" if scored > 0 else "client"


def _by_deeds(scores: Sequence[int]) -> list[Side | None]:
    """Return the sides of two parties by their deeds, both open where they do much the same for each other."""
    low, high = sorted(scores)
    if high == low or (low > 0 and high < _ONE_SIDED * low) or (high < 0 and low > _ONE_SIDED * high):
        return [None, None]
    return ["provider" if scored == high else "client" for scored in scores]


def mentions_in(doc: Doc, parties: Sequence[Party], *, first_person: bool) -> tuple[Mention, ...]:
    """Return every place where a party or a role is named, the longest name at each place, in order.

    `first_person` counts "we" as the provider and "you" as the client, as in a proposal.
    """
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    named = _sides_by_name(parties, first_person=first_person)
    matcher = PhraseMatcher(doc.vocab, attr="LOWER")
    tokenize = tokenizer()
    matcher.add("party", [tokenize(name) for name in named])
    own = {name.lower() for party in parties for name in party.names}
    found = [(span, " ".join(span.text.lower().split())) for span in filter_spans(matcher(doc, as_spans=True))]
    mentions = [
        Mention(Span(span.start_char, span.end_char), named[name], _role_word(name, named[name]) if name in own else "")
        for span, name in found
        if name in named
    ]
    return tuple(_paired(mentions, text_of(doc)))


def _paired(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Yield `mentions` with client and provider in one breath ("Client or the Provider") as one mention of both."""
    waiting: Mention | None = None
    for mention in mentions:
        if waiting is not None and _are_pair(waiting, mention, text):
            waiting = Mention(Span(waiting.span.start, mention.span.end), "both")
            continue
        if waiting is not None:
            yield waiting
        waiting = mention
    if waiting is not None:
        yield waiting


def _are_pair(first: Mention, second: Mention, text: str) -> bool:
    between = text[first.span.end : second.span.start]
    return {first.side, second.side} == {"client", "provider"} and _AND.fullmatch(between) is not None


def _role_word(name: str, side: Side | None) -> str:
    """Return the role to read for a party's own name, empty where the name is that role or the side is unknown."""
    return "" if side is None or side == "both" or ROLES.get(name) == side else side.capitalize()


def _role(names: Sequence[str]) -> Side | None:
    return next((ROLES[name.lower()] for name in names if name.lower() in ROLES), None)


def _sides_by_name(parties: Sequence[Party], *, first_person: bool) -> dict[str, Side | None]:
    """Return the side of every name, in lower case; what the document says wins over what a role usually means."""
    named: dict[str, Side | None] = dict(ROLES)
    named |= dict.fromkeys(_BOTH, "both")
    if first_person:
        named |= _FIRST_PERSON
    for party in parties:
        named |= {name.lower(): party.side for name in party.names}
    return named
