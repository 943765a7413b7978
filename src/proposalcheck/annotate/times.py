"""Durations and effort: how long something takes or lasts, and how much work it is."""

from __future__ import annotations

import re

from proposalcheck.annotate.numbers import GLUE, Number
from proposalcheck.annotate.quantities import DAYS, WORK_HOURS, Value
from proposalcheck.document import Span

_SHORT = {"min": "minute", "hr": "hour", "wk": "week", "yr": "year"}
_UNIT = "minute|min|hour|hr|day|week|wk|month|quarter|year|yr"
_HEADS = r"(?:person|man|staff|developer|engineer|consultant|tester|designer|fte|people)"
_BILLED = r"(?:billable|labou?r|consulting|development|engineering|support|design|training|consultancy|professional)"
_EFFORT = re.compile(
    rf"\+?{GLUE}*(?:{_HEADS}{GLUE}*(?P<unit>{_UNIT})s?|{_BILLED}{GLUE}+(?P<billed>hour|hr|day)s?"
    rf"|(?P<hours>hours?|hrs?)|(?P<days>days?){GLUE}+of\s(?=(?:effort|work|development|consult|engineering)))\b"
    r"(?:(?:\s?/\s?|\s(?:per|an?|each|every)\s)(?P<per>week|month|quarter|year|sprint)\b|\s(?P<adverb>weekly|monthly)\b)?"
)
_WORK_BEHIND = re.compile(
    r"\sof\s(?:effort|work|development|consult|engineering|support|design|training|service|labou?r|programming)"
    r"|\s?(?:[x×@]|at)\s?[$€£₹\d]"
)
_LIMIT_BEFORE = re.compile(
    r"\b(?:within|after|every|in|following|than|last|next|first|before|until|under|by|(?:valid|open|good|firm|held)\sfor)"
    r"(?:\s(?:a|an|the|about|approximately|less\sthan))*[\s(]+\Z"
)
_LIMIT_BEHIND = re.compile(
    r"['’]|\s?\(exclu|\s(?:prior|before|after|in\sadvance|following|from|later|ago|notice|advance|written|turnaround|window|period"
    r"|response)\b|\sof\s(?:receipt|receiving|the|such|notice|being|any|written|discover|becoming|a)|\s(?:a|per|each)\sday\b"
)
_SERVICE_LEVEL = re.compile(
    r"respon[sd]|resol[uv]|\brto\b|\brpo\b|downtime|outage|uptime|turnaround|recover|acknowledg|unavailab|incident|severity"
)


def effort_at(number: Number, lower: str) -> Value | None:
    """Return the work that `number` counts, as "40 hours" or "120 person-days", or None."""
    match = _EFFORT.match(lower, number.end)
    if match is None or _is_time_limit(number, match, lower):
        return None
    named = match["unit"] or match["billed"] or ("hour" if match["hours"] else "day")
    unit = _SHORT.get(named, named)
    end = match.end("days") if match["days"] else match.end()
    per = match["per"] or (match["adverb"] or "").removesuffix("ly")
    lowest = None if number.lowest is None else number.lowest * WORK_HOURS[unit]
    return Value("effort", Span(number.start, end), number.amount * WORK_HOURS[unit], unit, lowest, per)


def _is_time_limit(number: Number, match: re.Match[str], lower: str) -> bool:
    """Tell whether plain hours or days are the time until something, and not time that somebody works."""
    if match["unit"] or match["billed"]:
        return False
    if _LIMIT_BEFORE.search(lower, max(0, number.start - 40), number.start):
        return True
    if match["days"] or match["per"] or match["adverb"] or _WORK_BEHIND.match(lower, match.end()):
        return False
    as_adjective = match["hours"] == "hour" and (number.amount > 1 or lower[number.end] in "-\u2010\u2011")
    return as_adjective or bool(_LIMIT_BEHIND.match(lower, match.end()) or _SERVICE_LEVEL.search(lower))


_DURATION = re.compile(
    rf"\+?{GLUE}*(?P<working>business|working|banking|calendar|consecutive)?{GLUE}*(?P<unit>{_UNIT})s?\b"
)
_NET = re.compile(r"\bnet\s?-?\Z")
_NO_TERM = re.compile(r"[\d.,]\d|\s?(?:%|percent|per\scent|of\b|[$€£₹])")
_LONGEST_TERM = 180
"""More than this many days behind "net" are no term of payment."""


def duration_at(number: Number, lower: str) -> Value | None:
    """Return the time that `number` counts, as "30 days", "ten business days" or "net 30", or None."""
    match = _DURATION.match(lower, number.end)
    net = _NET.search(lower, max(0, number.start - 5), number.start)
    if match is None:
        return _net_term(number, net.start(), lower) if net else None
    unit = _SHORT.get(match["unit"], match["unit"])
    days = DAYS[unit] * (1.4 if match["working"] in ("business", "working", "banking") else 1.0)
    lowest = None if number.lowest is None else number.lowest * days
    span = Span(net.start() if net else number.start, match.end())
    return Value("duration", span, number.amount * days, unit, lowest)


def _net_term(number: Number, start: int, lower: str) -> Value | None:
    if _NO_TERM.match(lower, number.end) or not 0 < number.amount <= _LONGEST_TERM:
        return None
    return Value("duration", Span(start, number.end), number.amount, "day", number.lowest)
