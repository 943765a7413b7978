"""Which law governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proposalcheck.annotate import Annotated
from proposalcheck.deal.lines import Line, worded
from proposalcheck.document import Span
from proposalcheck.finding import Fact

_PLACE_WORD = r"[A-Z][A-Za-z.’'-]+"
_PLACE = rf"{_PLACE_WORD}(?:\s+(?:(?:of|and|the)\s+(?:the\s+)?)?{_PLACE_WORD}){{0,4}}"
_LAW = re.compile(
    r"(?:[Gg]overned|GOVERNED|[Cc]onstrued|CONSTRUED|[Ii]nterpreted|[Ee]nforced)\b[^.;]{0,140}?"
    r"(?:\b[Ll]aws?|\bLAWS?)\s+(?:[Oo]f|OF)\s+(?:[Tt]he\s+|THE\s+)?"
    rf"(?P<land>(?:(?:[Ss]tate|[Pp]rovince|[Cc]ommonwealth|[Rr]epublic|[Kk]ingdom)\s+of\s+)?{_PLACE})"
)
_LAND_BEFORE = re.compile(
    r"\b(?:[Gg]overned\s+by|[Ss]ubject\s+to|[Mm]ade\s+under)\s+(?:the\s+)?(?P<land>[A-Z][a-z]+(?:\s(?:and\s)?[A-Z][a-z]+)?)\s+law\b"
)
_RULING = re.compile(
    r"\A\W*(?P<land>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s+law\s+(?:governs|shall\s+govern|applies\s+to\s+th(?:is|e)\s+[A-Za-z]+)\b"
)
"""The land before the word "law", as in "subject to English law" and "Ohio law governs"."""
_NO_LAND = re.compile(
    r"(?:applicable|governing|federal|state|local|common|contract|privacy|data|tax|employment|such|any|relevant)\b",
    re.I,
)
_LABEL = re.compile(rf"\A\W*(?:[Gg]overning [Ll]aw|GOVERNING LAW)\s*[:|\t]\s*(?P<land>{_PLACE}(?:,\s*{_PLACE})?)\W*\Z")
_BEHIND = re.compile(r"\s+(?:WITHOUT|APPLICABLE|EXCLUDING|AND\s+THE|AS\s+APPLIED|REGARDLESS|EXCEPT)\b.*\Z", re.S)
"""Words that follow the name of a land in a clause that is printed in capitals throughout."""
_FILLED_LATER = re.compile(r"[\[\]_{}<>]")
_STATE_ONLY = re.compile(r"\A(?:the\s+)?(?:State|Province|Commonwealth|Parties|Party|Agreement)\Z", re.I)
_ARTICLES = re.compile(r"\A(?:the\s+)?(?:state|province)\s+of\s+", re.I)


def laws(annotated: Annotated, lines: Sequence[Line]) -> list[Fact]:
    """Return the laws that are said to govern; "State of Texas" and "Texas" are one."""
    found: dict[str, Fact] = {}
    for line in lines:
        if "law" not in line.text.lower():
            continue
        law = _LAW.search(line.text) or _LABEL.match(line.text) or _land_before(line)
        if law is None or _FILLED_LATER.search(law.group()) or _STATE_ONLY.match(law["land"]):
            continue
        words = _BEHIND.sub("", law["land"]).rstrip(".")
        land = " ".join(words.split())
        place = Span(line.start + law.start("land"), line.start + law.start("land") + len(words))
        found.setdefault(_ARTICLES.sub("", land).casefold(), worded(annotated, line, place, land))
    return list(found.values())


def _land_before(line: Line) -> re.Match[str] | None:
    """Return the place where a sentence names a land before the word "law" as the one that rules the agreement."""
    found = _LAND_BEFORE.search(line.text) or _RULING.match(line.text)
    return found if found and not _NO_LAND.match(found["land"]) else None
