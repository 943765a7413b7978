"""Who is who: the parties of a document, the names they are called by, and every place where one of them is named.

An agreement introduces its parties once, as in "Brightwater Digital Ltd (the “Provider”)", and then uses short names.
Which side a name is on follows from the name itself where it is a role, else from what the document says that it does:
who pays is the client, who performs is the provider. Where neither tells, the side stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from proposalcheck.annotate.sentences import pipeline, text_of
from proposalcheck.document import Span

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
_OPENING = 8_000
"""How many characters from the start an agreement has to introduce its parties."""

_AND = re.compile(r"\s+(?:and|or|and/or|nor)\s+(?:the\s+)?", re.IGNORECASE)
_FEWEST_ACTS = 2
"""How often a name must be said to do something to count as that of a party."""
_THINGS = re.compile(
    r"\b(?:agreement|amendment|services?|software|products?|term|date|fees?|schedule|exhibit|sow|order|work|materials?|"
    r"site|options?|shares?|information|parties|party|projects?|deliverables?|act|property|contracts?)$",
    re.IGNORECASE,
)
_NAME = r"(?:the\s)?(?P<name>[A-Z][\w&.' -]{1,38}?)"
_DEFINED = re.compile(rf"\((?:[^()]{{0,80}}?)[“\"]\s?{_NAME}\s?[”\"](?P<more>[^()]{{0,80}})\)")
_ALSO = re.compile(rf"[“\"]{_NAME}[”\"]")
_WILL = r"(?:shall|will|must|agrees?\sto)\s(?:[\w-]+\s){0,3}?"
_ACTS = r"(?:shall|will|may|must|agrees?|hereby|represents|warrants|acknowledges)\b"
_PAYS = rf"(?:{_WILL}(?:pay|reimburse|compensate|retain|engage)\b|(?:retains|engages)\b)"
_PERFORMS = rf"{_WILL}(?:perform|provide|deliver|render|furnish|supply|develop|host|invoice|bill|maintain|support)\b"


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
    counted = [(_count(names, _ACTS, text), names) for names in _introduced(text[:_OPENING])]
    acting = [names for count, names in counted if count >= _FEWEST_ACTS or (count and _role(names))]
    sides = _settled([_role(names) for names in acting])
    if None in sides:
        sides = _settled([side or _side_by_deeds(names, text) for side, names in zip(sides, acting, strict=True)])
    return tuple(Party(side, names) for side, names in zip(sides, acting, strict=True))


def _settled(sides: list[Side | None]) -> list[Side | None]:
    """Return `sides` with the second of two parties on the side that the first has left free."""
    if len(sides) != 2 or sides.count(None) != 1:
        return sides
    other: Side = "client" if "provider" in sides else "provider"
    return [side or other for side in sides]


def mentions_in(doc: Doc, parties: Sequence[Party], *, first_person: bool) -> tuple[Mention, ...]:
    """Return every place where a party or a role is named, the longest name at each place, in order.

    `first_person` counts "we" as the provider and "you" as the client, as in a proposal.
    """
    named = _sides_by_name(parties, first_person=first_person)
    matcher = PhraseMatcher(doc.vocab, attr="LOWER")
    tokenize = pipeline().tokenizer
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


def _introduced(opening: str) -> Iterator[tuple[str, ...]]:
    """Yield the short names of each "(…)" in the opening that gives one, in order, none twice."""
    seen: set[str] = set()
    for match in _DEFINED.finditer(opening):
        names = [match["name"], *(also["name"] for also in _ALSO.finditer(match["more"]))]
        fresh = tuple(name for name in dict.fromkeys(names) if name.lower() not in seen and not _THINGS.search(name))
        seen.update(name.lower() for name in fresh)
        if fresh:
            yield fresh


def _role(names: Sequence[str]) -> Side | None:
    return next((ROLES[name.lower()] for name in names if name.lower() in ROLES), None)


def _side_by_deeds(names: Sequence[str], text: str) -> Side | None:
    pays, performs = _count(names, _PAYS, text), _count(names, _PERFORMS, text)
    if pays == performs:
        return None
    return "client" if pays > performs else "provider"


def _count(names: Sequence[str], deed: str, text: str) -> int:
    named = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return len(re.findall(rf"\b(?:{named})\s+{deed}", text, re.IGNORECASE))


def _sides_by_name(parties: Sequence[Party], *, first_person: bool) -> dict[str, Side | None]:
    """Return the side of every name, in lower case; what the document says wins over what a role usually means."""
    named: dict[str, Side | None] = dict(ROLES)
    named |= dict.fromkeys(_BOTH, "both")
    if first_person:
        named |= _FIRST_PERSON
    for party in parties:
        named |= {name.lower(): party.side for name in party.names}
    return named
