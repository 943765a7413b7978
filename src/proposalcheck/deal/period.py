"""How long it lasts: the term, the start and the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proposalcheck.annotate import Annotated
from proposalcheck.annotate.values import Value
from proposalcheck.deal.lines import Line, fact_of
from proposalcheck.finding import Fact

_PAPER = r"(?:agreement|contract|sow|statement\s+of\s+work|work\s+statement|task\s+order|engagement|amendment)"
_THE_PAPER = rf"\b(?:this|the)\s+(?:[\w-]+\s+){{0,4}}?{_PAPER}\b"
_UNLESS = re.compile(
    r",?\s*\bunless\b[^,;.]*\bterminated\b[^,;.]*,?|\bsubject\s+to\b[^,;.]*,|[“\"(][^”\")]{0,40}[”\")]+", re.I
)
_TERM_BEFORE = re.compile(
    rf"(?:\bterm\s+of\s+{_THE_PAPER}|\binitial\s+term\b|\bthe\s+term\b|{_THE_PAPER})"
    rf"[^;]{{0,160}}?(?:\b(?:continues?|remains?|runs?|lasts?)\b[^;.]{{0,60}}?\b(?:for|of)|\b(?:is|be|of)(?:\s+for)?)"
    rf"\s+(?:a\s+|an\s+|the\s+)?(?:(?:initial|fixed|total)\s+)?(?:(?:period|term)\s+(?:\s*of\s+)?)?\Z",
    re.I,
)
_ENDS_AFTER = re.compile(rf"{_THE_PAPER}[^;]{{0,120}}?\bends?\s+after\s+\Z", re.I)
_NOT_THE_TERM = re.compile(
    r"\b(?:confiden|surviv|warrant|renew|thereafter|after|follow|payment|invoice|notice|extend|extension|solicit|compet|option"
    r"|fails?|breach|if|guarantee|purchase|price|rates?|fees?|licen|support)",
    re.I,
)
_LASTS_NOT = re.compile(
    r"\A['’]?\s*(?:after|following|from\s+the\s+(?:date\s+of\s+)?(?:terminat|expir|disclos|deliver)|thereafter|prior|before"
    r"|(?:\w+\s+){0,2}notice|of\s+the\s+(?:date|receipt)|in\s+advance)",
    re.I,
)
_LABEL_BEFORE = re.compile(
    r"(?:(?<![\w-])(?P<whole>initial|contract|agreement|project|total|engagement|overall)\s+(?:project\s+)?"
    r"|(?:\A|\n)[\W_]*(?:estimated\s+)?)"
    r"(?:term|duration|timeline|timeframe|period\s+of\s+performance|length)(?:\s+of\s+(?:the\s+)?(?:agreement|contract|project))?"
    r"\s*(?:[:|\t=–-]|\b(?:is|shall\s+be|will\s+be)\b)[\s|*_]*(?:approximately|about|approx\.?|\(?estimated\)?)?\s*\Z",
    re.I,
)
_NEAR = 60
"""How many characters before a clause tell whose term it is."""
_SHORTEST_TERM = 3
"""A time of fewer days than this is no term."""


def terms(annotated: Annotated, lines: Sequence[Line]) -> list[Fact]:
    """Return how long the agreement or the project lasts; labels of the whole count before bare ones."""
    found: dict[str, list[Fact]] = {"clause": [], "whole": [], "bare": []}
    for line in lines:
        for value in line.of("duration"):
            sort = _sort_of_term(line, value)
            if sort and value.amount >= _SHORTEST_TERM:
                found[sort].append(fact_of(annotated, line, value))
    return found["clause"] or found["whole"] or found["bare"]


def _sort_of_term(line: Line, value: Value) -> str:
    """Return how a time is told to be the term: by a clause, a label of the whole, a bare label, or not at all."""
    if _LASTS_NOT.match(line.behind(value)):
        return ""
    before = line.before(value)
    label = _LABEL_BEFORE.search(before)
    if label:
        return "whole" if label["whole"] else "bare"
    if _ENDS_AFTER.search(before):
        return "clause"
    plain = _UNLESS.sub(" ", before)
    clause = _TERM_BEFORE.search(plain)
    if clause is None or _NOT_THE_TERM.search(plain[max(0, clause.start() - _NEAR) :]):
        return ""
    return "clause"


_START_LABEL = re.compile(
    r"\b(?:start|effective|commencement)\s+date\s*(?:of\s+this\s+\w+\s*)?(?:[:|\t–-]|\b(?:is|shall\s+be)\b)[\s|*_]*\Z",
    re.I,
)
_DEFINED_LABEL = re.compile(
    r"[“\"(]\s*effective\s+date\s*[”\")]+\s*(?:is|shall\s+be)\s*\Z|\(herein\s+called[^)]*effective[^)]*\)\s+is\s+\Z",
    re.I,
)
_COMMENCES = re.compile(
    rf"(?:{_THE_PAPER}|\bagreement\b|\bterm\b)[^;]{{0,60}}?\b(?:effective|commenc\w*|begins?|starts?|takes?\s+effect)\s*(?:as\s+of|on|upon|from)?\s*\Z",
    re.I,
)
_IS_EFFECTIVE = re.compile(
    r"\A[^.;\w]{0,4}\(?\s*(?:the\s+|hereinafter\s+)?[“\"'(]*\s*(?:effective|start|commencement)\s+date\b", re.I
)
_MADE = re.compile(
    rf"\bthis\s+(?:[\w-]+\s+){{0,6}}?{_PAPER}\b[^;]{{0,80}}?\b(?:made|entered\s+into|dated|executed)\b[^;]{{0,30}}?\Z",
    re.I,
)
_OTHER_DEAL = re.compile(r"\b(?:renew|extend|amend(?:ed)?\s+and\s+restated|option|solicit|warrant)", re.I)


def starts(annotated: Annotated, lines: Sequence[Line]) -> list[Fact]:
    """Return the day from which the agreement holds; the day on which it was made counts where none is named."""
    found: dict[str, list[Fact]] = {"effective": [], "made": []}
    for line in lines:
        for value in _days(line):
            sort = _sort_of_start(line.before(value), line.behind(value))
            if sort:
                found[sort].append(fact_of(annotated, line, value))
    return found["effective"] or found["made"][:1]


def _days(line: Line) -> Iterator[Value]:
    """Yield the dates of a line that are a single day, or one of two days where the order of day and month is open."""
    return (v for v in line.of("date") if v.unit == "ambiguous" or (v.unit == "day" and v.lowest is None))


def _sort_of_start(before: str, behind: str) -> str:
    if _START_LABEL.search(before) or _DEFINED_LABEL.search(before):
        return "effective"
    if _COMMENCES.search(before) and not _OTHER_DEAL.search(before[-120:]):
        return "effective"
    if _IS_EFFECTIVE.match(behind):
        return "effective"
    return "made" if _MADE.search(before) and not _OTHER_DEAL.search(before) else ""


_END_LABEL = re.compile(r"\b(?:end|expiry|expiration)\s+date\s*[:|\t–-][\s|*_]*\Z", re.I)
_EXPIRES = re.compile(
    rf"(?:{_THE_PAPER}|\bthe\s+term\b)[^;]{{0,200}}?\b(?:(?:expires?|expiring|ends?)(?:\s+on)?|until|through)\s+\Z",
    re.I,
)
_NOT_THE_END = re.compile(
    r"\b(?:notice|audit|fees?|option|pay|price|renew|extend|purchase|offer|confiden|warrant|surviv|report)", re.I
)


def ends(annotated: Annotated, lines: Sequence[Line]) -> list[Fact]:
    """Return the day on which the agreement is said to end."""
    return [
        fact_of(annotated, line, value)
        for line in lines
        for value in _days(line)
        if _END_LABEL.search(line.before(value)) or _expires(_UNLESS.sub(" ", line.before(value)))
    ]


def _expires(before: str) -> bool:
    found = _EXPIRES.search(before)
    return found is not None and not _NOT_THE_END.search(before[max(0, found.start() - _NEAR) :])
