"""Where a document introduces its parties, and the names by which it may call each of them from there on.

An agreement puts short names in brackets, as in "Brightwater Digital Ltd (the “Provider”)", numbers its parties, as in
"(1) BRIGHTWATER DIGITAL LIMITED", or stands them behind "between"; a proposal has "Prepared for: Lakeshore Grocers".
A name that is not put in brackets counts only where the text goes on to use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

_OPENING = 8_000
"""How many characters from the start an agreement has to introduce its parties."""
_BLOCK = 600
"""How many characters behind a legal name its bracket may be: a registered number and an office come first."""
_FEWEST_USES = 2
"""How often a name is to stand behind its introduction to be one that the text calls a party by."""

_THINGS = re.compile(
    r"\b(?:agreement|amendment|services?|software|products?|term|date|fees?|schedule|exhibit|sow|order|work|materials?|"
    r"site|options?|shares?|information|parties|party|projects?|deliverables?|act|property|contracts?)$",
    re.IGNORECASE,
)
_NAME = r"(?:the\s)?(?P<name>[A-Z][\w&.' -]{1,38}?)"
_DEFINED = re.compile(rf"\((?:[^()]{{0,80}}?)[“\"]\s?{_NAME}\s?[”\"](?P<more>[^()]{{0,80}})\)")
_ALSO = re.compile(rf"[“\"]{_NAME}[”\"]")
_CALLED = re.compile(
    r"\((?:(?:herein\w*|referred\s+to\s+as|called)\s+)*(?:the\s+)?(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\)"
)
"""A bracket without quotation marks, as in "(the Supplier)"; it tells only where the name is that of a role."""

_FORM = (
    r"(?:Ltd|LTD|Limited|LIMITED|L\.?L\.?C|Inc|INC|Incorporated|Corp|CORP|Corporation|CORPORATION|plc|PLC|P\.?L\.?C"
    r"|L\.?L\.?P|GmbH|B\.?V|N\.?V|S\.?A|AG|Pty|Pvt|Trust|TRUST|Council|COUNCIL)"
)
_WORD = r"[A-Z][\w&’'-]*"
_RUN = rf"{_WORD}(?:[ \t]+(?:(?:and|of|&)[ \t]+)?{_WORD}){{0,5}}"
_LEGAL = rf"(?P<legal>{_RUN}?),?[ \t]+(?P<form>{_FORM})\b\.?"
_NUMBERED = re.compile(rf"(?m)^[ \t]*\(?(?:[1-3]|[ab])[.)][ \t]+{_LEGAL}")
_BETWEEN = re.compile(rf"\b(?:between|BETWEEN|among)\s*:?\s+{_LEGAL}")
_AND = re.compile(rf"(?:\band|\bAND|&)\s+{_LEGAL}")
_BETWEEN_PLAIN = re.compile(
    rf"\bbetween\s+(?P<first>{_RUN}?)\s+and\s+(?P<second>{_RUN})(?=\s*[,.;(]|\s+(?:for|on|dated|made|is|to)\b|\s*\n)"
)
_LABEL = re.compile(
    r"(?m)^[\W\d]*(?:(?P<client>(?i:prepared\s+for|submitted\s+to|presented\s+to|client|customer|buyer|(?:an?\s+)?(?:proposal|offer|quotation)"
    r"\s+(?:for|to)))|(?P<provider>(?i:prepared\s+by|submitted\s+by|presented\s+by|supplier|vendor|provider|(?:an?\s+)?proposal\s+(?:from|by))))"
    rf"[*_ \t:|]+(?P<name>{_RUN}?)(?:,?[ \t]+{_FORM}\b\.?)*(?=\s*(?:$|[,.;|(\t–—]|\s-\s|\bby\b|\bfrom\b|\bfor\b))"
)
_NEEDED_FROM = re.compile(
    rf"(?m)^[\W\d]*(?i:what\s+(?:we|is)\s+(?:will\s+)?(?:need|needed|expect)\s+(?:from|of))\s+(?P<name>{_RUN})\W*$"
)
_PLACES_AND_KINDS = frozenset(
    """the new north south east west great first national international american british european united global general
    city county state royal central public federal company group services solutions systems consulting digital data
    master project website app software""".split()
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """A party where it is introduced: its names, and its side where a label such as "Prepared for" tells it."""

    names: tuple[str, ...]
    start: int
    side: Literal["client", "provider"] | None = None


def introductions_in(text: str, roles: Iterable[str]) -> tuple[Introduction, ...]:
    """Return the parties that the opening of `text` introduces, in order; `roles` are names that tell a side."""
    opening = text[:_OPENING]
    known = frozenset(roles)
    bracketed = list(_in_brackets(opening, known))
    named = [
        (match.start(), tuple(_used(match["legal"], match["form"], match.end(), text))) for match in _legal(opening)
    ]
    joined = [_with_own_name(party, named, known) for party in bracketed]
    taken = {name.lower() for party in joined for name in party.names}
    alone = [Introduction(names, start) for start, names in named if names and not _introduces(start, bracketed)]
    told = [*alone, *(() if bracketed else _plainly_between(text)), *_labelled(text)]
    return (*joined, *_once(told, taken))


def _once(told: Iterable[Introduction], taken: set[str]) -> Iterator[Introduction]:
    for party in told:
        if not taken & {name.lower() for name in party.names}:
            taken |= {name.lower() for name in party.names}
            yield party


def _in_brackets(opening: str, roles: frozenset[str]) -> Iterator[Introduction]:
    """Yield the short names of each "(…)" in the opening that gives one, in order, none twice."""
    seen: set[str] = set()
    found = [(match, match["more"]) for match in _DEFINED.finditer(opening)]
    found += [(match, "") for match in _CALLED.finditer(opening) if match["name"].lower() in roles]
    for match, more in sorted(found, key=lambda pair: pair[0].start()):
        names = [match["name"], *(also["name"] for also in _ALSO.finditer(more))]
        fresh = tuple(name for name in dict.fromkeys(names) if name.lower() not in seen and not _THINGS.search(name))
        seen.update(name.lower() for name in fresh)
        if fresh:
            yield Introduction(fresh, match.start())


def _legal(opening: str) -> Iterator[re.Match[str]]:
    """Yield the legal names behind a number, behind "between", and behind the "and" that follows it."""
    numbered = list(_NUMBERED.finditer(opening))
    if len(numbered) > 1:
        yield from numbered[:2]
        return
    first = _BETWEEN.search(opening)
    second = _AND.search(opening, first.end(), first.end() + _BLOCK) if first else None
    if first and second:
        yield from (first, second)


def _used(stem: str, form: str, behind: int, text: str) -> Iterator[str]:
    """Yield the names that `text` goes on to use of "Brightwater Digital Ltd": whole, without "Ltd", its first word."""
    plain = " ".join(stem.split())
    rest = text[behind:]
    for name in dict.fromkeys((f"{plain} {form}".strip(), plain, plain.split()[0])):
        if _is_name(name, text) and len(re.findall(rf"\b{re.escape(name)}\b", rest, re.I)) >= _FEWEST_USES:
            yield name


def _is_name(name: str, text: str) -> bool:
    """Tell whether a name has a word that is no common one: the text never has it in lower case."""
    words = [word for word in name.split() if word.lower() not in _PLACES_AND_KINDS and len(word) > 2]
    return (
        bool(words)
        and not _THINGS.search(name)
        and any(not re.search(rf"\b{re.escape(word.lower())}\b", text) for word in words)
    )


def _introduces(start: int, bracketed: list[Introduction]) -> bool:
    return any(start < party.start <= start + _BLOCK for party in bracketed)


def _with_own_name(
    party: Introduction, named: list[tuple[int, tuple[str, ...]]], roles: frozenset[str]
) -> Introduction:
    """Return a party that its bracket calls by its role with the own name that stands before it."""
    before = [names for start, names in named if start < party.start <= start + _BLOCK]
    if not before or not all(name.lower() in roles for name in party.names):
        return party
    return replace(party, names=(*party.names, *before[-1]))


def _plainly_between(text: str) -> Iterator[Introduction]:
    """Yield both parties of "between Brightwater and Lakeshore", where the text goes on to call them so."""
    match = _BETWEEN_PLAIN.search(text[:_OPENING])
    for group in ("first", "second") if match else ():
        names = _called(match[group], match.end(), text) if match else ()
        if match and names:
            yield Introduction(names, match.start(group))


def _labelled(text: str) -> Iterator[Introduction]:
    for match in _LABEL.finditer(text[:_OPENING]):
        names = _called(match["name"], match.end(), text)
        if names:
            yield Introduction(names, match.start("name"), "client" if match["client"] else "provider")
    for match in _NEEDED_FROM.finditer(text):
        if names := _called(match["name"], 0, text):
            yield Introduction(names, match.start("name"), "client")


def _called(name: str, behind: int, text: str) -> tuple[str, ...]:
    words = re.sub(rf",?\s+{_FORM}\.?$", "", name)
    return tuple(_used(words, "", behind, text)) if words else ()
