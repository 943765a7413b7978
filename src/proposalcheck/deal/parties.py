"""Who the parties are, by their full names: as an agreement introduces them, or as a first page says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from proposalcheck.annotate import Annotated
from proposalcheck.annotate.parties import ROLES, Party, Side
from proposalcheck.deal.lines import Line, worded
from proposalcheck.document import BODY_KINDS, Document, Span
from proposalcheck.finding import Evidence, Fact

_OPENING = 8_000
"""How many characters from the start the parties are looked for in."""
_FIRST_LINES = 60
"""How many blocks from the start a label such as "Prepared for" is looked for in."""
_LONGEST_NAME = 70

_CLIENT_LABEL = (
    r"prepared\s+for|submitted\s+to|presented\s+to|client(?:\s+name)?|customer(?:\s+name)?"
    r"|proposal\s+(?:prepared\s+)?for|buyer|service\s+recipient"
)
_PROVIDER_LABEL = (
    r"prepared\s+by|submitted\s+by|presented\s+by|proposed\s+by|vendor(?:\s+name)?|service\s+provider|supplier(?:\s+name)?"
    r"|contractor(?:\s+name)?|consultant(?:\s+name)?|proposal\s+(?:prepared\s+)?by|provider|offeror|bidder"
)
_LABEL = re.compile(
    rf"(?:\A|[|•·\t\n]\s*|(?<=\s))(?:\d\.\s*)?(?P<label>(?P<client>{_CLIENT_LABEL})|(?P<provider>{_PROVIDER_LABEL}))\s*[:\t]\s*(?P<name>\S[^\n\t|]*?)"
    rf"(?=\s+(?:{_CLIENT_LABEL}|{_PROVIDER_LABEL})\s*:|[\n\t|]|\Z)",
    re.I,
)
_TO_AN_ORGANISATION = re.compile(
    r"\A(?:a\s+)?proposal\s+(?:to|for)\s+(?P<name>[A-Z][^\n\t|:]*\b(?:Ltd|Limited|Inc|LLC|LLP|plc|GmbH|Trust|Cooperative|Council|University|Group"
    r"|Corporation|Company|Bank|Ministry|Agency|Association|Foundation|Hospital|County)\.?)\s*\Z",
    re.I,
)
_BY_WITHOUT_COLON = re.compile(r"(?:\A|[|•·]\s*)(?:prepared|submitted)\s+by\s+(?P<name>[A-Z][^\n\t|:]*)\Z", re.I)
_DETAILS = re.compile(
    rf"[\s\d.#*]*(?:(?P<client>{_CLIENT_LABEL})|(?P<provider>{_PROVIDER_LABEL}))(?:\s+(?:details|information|info))?[\s:]*\Z",
    re.I,
)
_ORGANISATION = re.compile(
    r"\W*(?:company|organi[sz]ation|firm|business|name|client|legal\s+name)(?:\s+name)?\s*[:\t]\s*(?P<name>\S.*)",
    re.I | re.S,
)
_NEXT_LABEL = re.compile(r"\s+(?:[A-Z][\w/-]*\s+){0,3}[A-Z][\w/-]*\s*:.*|\s+(?:prepared|submitted)\s+by\b.*", re.S)
_NAME_ENDS = re.compile(
    r"\s+[·•–—-]\s|\s*\((?=[^)]{0,80}[“\"”]|[afdAFD]/|formerly|an?\s|the\s|hereinafter|collectively)|\s*[\[“\"]|\s+of\s+(?=\d)|(?<=Ltd|LLC|plc|Inc)\s+of\s|(?<=Ltd\.|Inc\.|rust|ited)\s+of\s|,\s+(?:an?|the|with|having|whose|which|who|doing|located|of|by|represented|formerly|organi[sz]ed|in|at"
    r"|acting|incorporated|registered|\d)\b|,?\s+(?:a/k/a|f/k/a|d/b/a|formerly|located|having|whose|represented|doing\s+business)\b"
    r"|;|\s+on\s+behalf\b|,\s*\d|\n"
)
_FILLED_LATER = re.compile(r"[\[\]{}<>•●]|_{2,}|\.{4,}|\bINSERT\b|\bTBD\b|\byour\b|\bhere\b|\A(?-i:COMPANY)\b", re.I)
_NO_NAME = re.compile(
    r"(?:the\s+)?(?:party(?:\s+[a-z])?|recitals?|preamble|background|witnesseth|parties|role|address|company|agreement|exhibit.*)",
    re.I,
)
_TITLE_BEFORE = re.compile(r"(?:You|Company|Mr\.?|Messrs\.?|M/s\.?)\s+(?=[A-Z]\w+\s*\S)")
_A_NAME = re.compile(
    r"(?:[a-z]{0,2}[A-Z0-9]|[a-z]+\.[a-z])[\w&.,'’/()éèáíóúñöüç+-]*(?:\s+(?:(?:of|and|the|for|de|la|du|&)\s+)*(?:\(?[A-Z0-9&][\w&.,'’/()éèáíóúñöüç+-]*|plc\b))*\.?"
)
_SENTENCE_WORDS = re.compile(
    r"\b(?:shall|will|may|must|agrees?|is|are|has|have|responsibilit\w+|approval|signature|name|date|details|information|expense)\b",
    re.I,
)


def parties(
    annotated: Annotated, lines: Sequence[Line], introduced: Sequence[Party], *, certain: bool
) -> Iterator[Fact]:
    """Yield the parties by name, the client first; a party whose name is left blank is not among them.

    `introduced` are those that an agreement gives short names to; their sides are told only where they are `certain`.
    """
    found = list(_introduced(annotated, introduced, certain=certain))
    labelled = list(_labelled(annotated))
    if not found or len(found) < len(labelled):
        found = labelled or list(_proposing(annotated, lines))
    for side in ("client", "provider", ""):
        seen = {fact.said.casefold(): fact for fact in reversed(found) if fact.side == side}
        yield from sorted(seen.values(), key=lambda fact: fact.evidence.words)


def _introduced(annotated: Annotated, introduced: Sequence[Party], *, certain: bool) -> Iterator[Fact]:
    """Yield the parties that an agreement introduces as "Brightwater Digital Ltd (the “Provider”)"."""
    document = annotated.document
    opening = document.text[:_OPENING]
    for party in introduced:
        place = _definition(opening, party)
        name = _legal_name(opening, place) if place else _with_its_form(opening, party)
        if name:
            yield _party(document, name, party.side if certain else None)


_PAYS = r"(?:shall|will|must|agrees?\s+to)\s+(?:[\w-]+\s+){0,3}?(?:pay|reimburse|compensate)\b"
_PERFORMS = r"(?:shall|will|must|agrees?\s+to)\s+(?:[\w-]+\s+){0,3}?(?:perform|provide|deliver|render|furnish|supply)\b"


def sides_are_certain(introduced: Sequence[Party], text: str) -> bool:
    """Tell whether the parties of a text are called by roles that say their side, and no deeds speak against it."""
    called = [party for party in introduced if {name.lower() for name in party.names} & ROLES.keys()]
    return bool(called) and len(introduced) <= _MOST_PARTIES and all(_acts_so(party, text) for party in called)


_MOST_PARTIES = 2


def _acts_so(party: Party, text: str) -> bool:
    """Tell whether a party does not do the other side's part more often than its own."""
    names = "|".join(re.escape(name) for name in party.names)
    pays, performs = (len(re.findall(rf"\b(?:{names})\s+{deed}", text, re.I)) for deed in (_PAYS, _PERFORMS))
    return not (party.side == "provider" and pays > performs) and not (party.side == "client" and performs > pays)


def _definition(opening: str, party: Party) -> int | None:
    """Return where the bracket stands that gives a party its short name; "Tester (Provider)" in a table gives none."""
    names = "|".join(re.escape(name) for name in party.names)
    quoted_name = re.search(rf"\((?:[^()]{{0,80}}?)[“\"]\s?(?:the\s)?(?:{names})\s?[”\"]", opening)
    bare = re.finditer(rf"(?<!and )(?<!between )\((?:the\s)?(?:{names})\)", opening)
    match = quoted_name or next((one for one in bare if not _is_in_row(opening, one.start())), None)
    return match.start() if match else None


def _is_in_row(text: str, place: int) -> bool:
    """Tell whether the line at `place` is a row of a table, whose cells are set apart by tabs."""
    end = text.find("\n", place)
    return "\t" in text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]


_FORM = r"(?:Ltd|Limited|LLC|Inc|Incorporated|Corp|Corporation|plc|LLP|GmbH)"


def _with_its_form(opening: str, party: Party) -> Span | None:
    """Return the legal name of a party that no bracket calls by a short one, as in "(1) BRIGHTWATER LIMITED"."""
    stems = [name for name in party.names if name.lower() not in ROLES]
    for stem in sorted(stems, key=len):
        match = re.search(rf"\b{re.escape(stem)}\b(?:[ ,]+[\w&’'-]+){{0,4}}?[ ,]+{_FORM}\b", opening, re.I)
        if match and _cut_name(match.group()):
            return Span(*match.span())
    return None


_INTRODUCTION = re.compile(
    r"\b(?:between|among|amongst|retain|retains|engages?|hires?)\b:?\s*(?:\d\.\s*)?|\)[\s,;]*(?:and|&)\s+(?:between\s+)?(?:\(?\d[.)]\s+)?|[,;]\s*and\s+(?=[A-Z])"
    r"|\n+(?:and\s+|\W+)?(?:\(?\d[.)]\s+)?|(?:^|\n)\W*[A-Z][\w ]{2,25}:\s*|^",
    re.M,
)
"""What a party's name follows where it is introduced."""
_AND = re.compile(r"(?<=[\d.,a-z])\s+and\s+(?=[A-Z])")


def _legal_name(opening: str, bracket: int) -> Span | None:
    """Return the name that the introduction before a bracket begins with."""
    first = max(0, bracket - 400)
    for pattern in (_INTRODUCTION, _AND):
        for start in sorted({match.end() for match in pattern.finditer(opening, first, bracket)}, reverse=True):
            if _FILLED_LATER.match(opening, start, bracket):
                return None
            title = _TITLE_BEFORE.match(opening, start, bracket)
            begin = title.end() if title else start
            name = _cut_name(opening[begin:bracket])
            if name and not set('“”"') & set(opening[begin:bracket]):
                return Span(begin, begin + len(name))
    return None


def _cut_name(words: str) -> str:
    """Return the name that `words` begin with, empty if they begin with none or it is still a blank."""
    end = _NAME_ENDS.search(words)
    name = words[: end.start() if end else len(words)].rstrip(" ,;:")
    whole = _A_NAME.fullmatch(name)
    if whole is None or len(name) > _LONGEST_NAME or len(name) < 3 or _FILLED_LATER.search(words[: len(name) + 2]):
        return ""
    if _SENTENCE_WORDS.search(name) or _NO_NAME.fullmatch(name) or name.lower() in ROLES:
        return ""
    return name


def _labelled(annotated: Annotated) -> Iterator[Fact]:
    """Yield the parties that the first page names behind a label, as "Prepared for: Lakeshore Grocers"."""
    document = annotated.document
    blocks = [block for block in document.blocks if block.kind in BODY_KINDS][:_FIRST_LINES]
    found: list[Fact] = []
    for place, block in enumerate(blocks):
        text = document.quote(block.span)
        following = Span(block.span.end, min(block.span.end + 200, len(document.text)))
        for start, words, side in _named_in(text, document.quote(following), block.kind == "table_cell"):
            name = _cut_name(_NEXT_LABEL.sub("", words))
            if name and place < _FIRST_LINES:
                offset = block.span.start + start
                found.append(_party(document, Span(offset, offset + len(name)), side))
    for side in ("client", "provider"):
        named = {fact.said.casefold(): fact for fact in reversed(found) if fact.side == side}
        if len(named) == 1:
            yield from named.values()


def _named_in(text: str, following: str, in_table: bool) -> Iterator[tuple[int, str, Side]]:
    """Yield the offset in a block, the words and the side of each name that it gives, itself or right behind it."""
    for label in _LABEL.finditer(text):
        yield label.start("name"), label["name"], "client" if label["client"] else "provider"
    bare = _BY_WITHOUT_COLON.search(text)
    if bare:
        yield bare.start("name"), bare["name"], "provider"
    client = _TO_AN_ORGANISATION.search(text)
    if client:
        yield client.start("name"), client["name"], "client"
    details = _DETAILS.match(text)
    if details is None:
        return
    side: Side = "client" if details["client"] else "provider"
    rest = following.lstrip()
    begin = len(text) + len(following) - len(rest)
    organisation = _ORGANISATION.match(rest.split("\n")[0])
    if organisation:
        yield begin + organisation.start("name"), organisation["name"].split("\t")[0], side
    elif in_table or following.startswith("\t"):
        yield begin, rest.split("\n")[0].split("\t")[0], side


_PROPOSES = re.compile(
    r"\A(?P<name>[A-Z][\w&.'’-]*(?:\s+[A-Z&][\w&.'’-]*){0,4})\s+"
    r"(?:(?:is|are)\s+(?:pleased|delighted|happy|proud|excited)\s+to\s+(?:present|submit|offer|provide|propose)|proposes\b|hereby\s+(?:submits|offers|proposes))"
)
_NOBODY = re.compile(r"\A(?:We|This|It|The|Our|I|They|He|She|These|That|You|Each|Team|Group)\b")


def _proposing(annotated: Annotated, lines: Sequence[Line]) -> Iterator[Fact]:
    """Yield the provider of a proposal that says "Brightwater is pleased to submit …"."""
    if annotated.kind.kind != "proposal":
        return
    for line in lines:
        if line.start > _OPENING // 2:
            return
        match = _PROPOSES.match(line.text)
        if match and not _NOBODY.match(match["name"]):
            place = Span(line.start + match.start("name"), line.start + match.end("name"))
            yield worded(annotated, line, place, match["name"], side="provider")
            return


def _party(document: Document, name: Span, side: Side | None) -> Fact:
    block = document.block_at(name.start)
    shown = document.blocks[block].span if block is not None else name
    if len(shown) > 4 * _LONGEST_NAME or not shown.contains(name):
        shown = name
    evidence = Evidence(document.quote(shown), shown, (name,), document.locate(shown))
    fact = Fact(" ".join(document.quote(name).split()), evidence)
    return replace(fact, side=side or "")
