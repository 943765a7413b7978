"""How long before the end notice is due from a party that leaves without a cause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proposalcheck.annotate import Annotated
from proposalcheck.annotate.values import Value
from proposalcheck.deal.lines import Line, fact_of
from proposalcheck.finding import Fact

_NOTICE_BEHIND = re.compile(
    r"\A\s*\)?['’]?\s*(?:(?:prior|advance|written|previous|calendar|business|of|in|an?)\s+){0,4}notice\b", re.I
)
_NOTICE_BEFORE = re.compile(
    r"\bnotice\s+of\s+(?:not\s+less\s+than\s+|at\s+least\s+)?\Z|\bnotice\s+period\s*(?:of|is|:|\||\t)\s*\Z", re.I
)
_MAY_END = re.compile(
    r"\b(?:may|can|right\s+to|entitled\s+to|elects?\s+to|until|option)\b[^;]{0,120}\b(?P<end>terminat)"
    r"|\b(?P<ends>terminat)\w*\b[^;]{0,20}\bat\s+the\s+option\b",
    re.I,
)
_WITH_A_CAUSE = re.compile(
    r"\b(?:breach|default|cure|remed|bankrupt|insolv|fail|non-?payment|renew|material|violat|force\s+majeure|overdue"
    r"|change\s+of\s+control|transition\s+period|event\s+of|event\s+that|if\s|from\s+and\s+after|provided\s+that)|(?<!without\s)(?<!without\sany\s)\bcause\b",
    re.I,
)
_CLAUSE_EDGE = re.compile(r";|\((?:[a-z]|[ivx]{1,4}|\d)\)\s")
_MOST = 3


def notices(annotated: Annotated, lines: Sequence[Line]) -> list[Fact]:
    """Return the notice that each side has to give, one for each length and side, in reading order."""
    found: dict[tuple[float | None, str], Fact] = {}
    for line in lines:
        for value in line.of("duration"):
            if _is_notice(line, value):
                fact = fact_of(annotated, line, value, side=_whose(annotated, line, value))
                found.setdefault((fact.amount, fact.side), fact)
    told = [fact for fact in found.values() if fact.side == "both" or (fact.amount, "both") not in found]
    return told[:_MOST]


def _whose(annotated: Annotated, line: Line, value: Value) -> str:
    """Return who may leave at this notice: who is named last before the word that ends it, or else after it."""
    may = _MAY_END.search(line.before(value))
    if may is None:
        return ""
    place = line.start + may.start("end" if may["end"] else "ends")
    named = [mention for mention in annotated.mentions.get(line.index, ()) if mention.span.start < value.span.start]
    before = [mention.side for mention in named if mention.span.end <= place and mention.side]
    behind = [mention.side for mention in named if mention.span.start > place and mention.side]
    return before[-1] if before else behind[0] if behind and "by" in line.text[place - line.start :] else ""


def _is_notice(line: Line, value: Value) -> bool:
    before, behind = line.before(value), line.behind(value)
    if not (_NOTICE_BEHIND.match(behind) or _NOTICE_BEFORE.search(before)) or not _MAY_END.search(before):
        return False
    return not _WITH_A_CAUSE.search(_clause(before, behind))


def _clause(before: str, behind: str) -> str:
    """Return the words of the clause that stands between the last edge before a value and the first one after it."""
    edges = [edge.end() for edge in _CLAUSE_EDGE.finditer(before)]
    after = _CLAUSE_EDGE.search(behind)
    return before[edges[-1] if edges else 0 :] + behind[: after.start() if after else len(behind)]
