"""What liability is limited to: a sum, the fees of some months, or the fees paid; and whom the limit protects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from proposalcheck.annotate import Annotated
from proposalcheck.annotate.values import Value
from proposalcheck.deal.lines import Line, worded
from proposalcheck.document import Span
from proposalcheck.finding import Fact

MONTHS_OF_FEES = "months of fees"
"""The unit of a cap that is told as the fees of a time."""
_DAYS_OF_A_MONTH = 365 / 12
_LIMIT = re.compile(
    r"\bliab(?:ility|le|ilities)\b[^.;]{0,260}?"
    r"\b(?:(?:exceed|in\s+excess\s+of|more\s+than|greater\s+than)|(?<!not\s)limited\s+(?:solely\s+)?to|capped\s+at)\s+(?P<limit>.{3,})",
    re.I | re.S,
)
_REFUSED = re.compile(r"\b(?:not|no|nor|never|neither)\b", re.I)
_OF_MONEY = re.compile(
    r"\b(?:fees?|amounts?\s+(?:paid|payable|due|received|actually)|price|compensation|charges|sums?\s+paid)\b", re.I
)
_NO_CAP = re.compile(
    r"\b(?:insurance|coverage|policy|policies|exclusive\s+remed(?:y|ies))\b|\bunlimited\b|\bnothing\b[^.]{0,40}\blimit",
    re.I,
)
_EITHER_OR = re.compile(r"\b(?:greater|higher|lesser|lower|larger|smaller)\s+of\b|\bor\s+\(?(?:b|ii|2)\)", re.I)
_FEES_OF_A_TIME = re.compile(
    r"\b(?:preceding|prior|previous|last|before|past|of\s+(?:service\s+|subscription\s+)?(?:fees|charges)|fees)\b", re.I
)
_LONGEST_LIMIT = 150
_MOST = 3


def caps(annotated: Annotated, lines: Sequence[Line]) -> list[Fact]:
    """Return the limits of liability that are told in money or fees, in reading order, none twice."""
    found: dict[tuple[str, str], Fact] = {}
    for line in lines:
        cap = _cap(annotated, line) if line.kind != "heading" else None
        if cap:
            found.setdefault((cap.said.casefold(), cap.side), cap)
    return list(found.values())[:_MOST]


def _cap(annotated: Annotated, line: Line) -> Fact | None:
    limit = _LIMIT.search(line.text)
    if limit is None or _NO_CAP.search(line.text):
        return None
    words = limit.group().lower()
    if (
        "limited to" not in words
        and "capped at" not in words
        and not _REFUSED.search(line.text[: limit.start("limit")])
    ):
        return None
    inside = [value for value in line.values if value.span.start >= line.start + limit.start("limit")]
    money = [value for value in inside if value.kind == "money"]
    if not money and not _OF_MONEY.search(limit["limit"][:_LONGEST_LIMIT]):
        return None
    said = _shortened(limit["limit"])
    place = Span(line.start + limit.start("limit"), line.start + limit.start("limit") + len(said.removesuffix(" …")))
    fact = worded(annotated, line, place, said, side=_protected(annotated, line, limit))
    return fact if _EITHER_OR.search(limit["limit"]) else _counted(fact, money, inside, limit["limit"])


def _counted(fact: Fact, money: Sequence[Value], inside: Sequence[Value], words: str) -> Fact:
    """Return the cap with its worth, where it is one sum or the fees of one time and nothing else."""
    times = [value for value in inside if value.kind == "duration"]
    if len(money) == 1 and not times and not _OF_MONEY.search(words):
        return replace(fact, amount=money[0].amount, unit=money[0].unit)
    if not money and len(times) == 1 and _FEES_OF_A_TIME.search(words):
        return replace(fact, amount=round(times[0].amount / _DAYS_OF_A_MONTH, 2), unit=MONTHS_OF_FEES)
    return fact


def _shortened(words: str) -> str:
    """Return the words of a limit up to the end of its sentence, or as many whole ones as a table has room for."""
    words = words.strip().rstrip(".")
    if len(words) <= _LONGEST_LIMIT:
        return words
    return words[: words.rfind(" ", 0, _LONGEST_LIMIT)].rstrip(",;") + " …"


def _protected(annotated: Annotated, line: Line, limit: re.Match[str]) -> str:
    """Return whose liability is limited: both where either party is named before the limit, else who is named first."""
    edge = line.start + limit.start("limit")
    sides = [mention.side for mention in annotated.mentions.get(line.index, ()) if mention.span.end <= edge]
    if "both" in sides or re.search(
        r"\b(?:each|either|neither|a)\s+part(?:y|ies)\b|\bparties\b", line.text[: limit.start("limit")], re.I
    ):
        return "both"
    return next((side for side in sides if side), "")
