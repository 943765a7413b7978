"""Quantities in a sentence: money, rates, percentages, dates, durations, effort and head-counts, with number and unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from proposalcheck.annotate.dates import dates_in
from proposalcheck.annotate.money import paid_per, sum_at
from proposalcheck.annotate.numbers import (
    FIGURES,
    GLUE,
    SPACE,
    Number,
    NumberTwice,
    joined,
    lowered,
    number_in_words,
    numbers_in,
    numbers_twice,
)
from proposalcheck.document import Span

__all__ = ["LimitKind", "NumberTwice", "Value", "ValueKind", "number_in_words", "numbers_twice", "parse_limit", "values_in"]

LimitKind = Literal["duration", "percent", "money", "effort", "rate", "headcount"]
ValueKind = Literal["duration", "percent", "money", "effort", "rate", "headcount", "date"]

_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 365 / 12,
    "quarter": 365 / 4,
    "year": 365.0,
}
_WORK_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 8.0, "week": 40.0, "month": 160.0, "quarter": 480.0, "year": 1920.0}
"""Hours of work in a unit of effort: days of eight hours, five of them a week, twenty a month."""
_SLACK = 0.02
"""By how much durations in different units may differ and still be the same: months have 28 to 31 days."""


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity as written, at its place.

    Durations are in days (a business day is 1.4), effort in hours of work (a day is 8), percentages in points, money and
    rates in `unit`, which is an ISO code, or a sign such as "$" that may be that of several currencies. A date is the
    ordinal of its day (`date.toordinal`); its unit says how exact it is: day, ambiguous, month, quarter or half.
    Of a range, `amount` is the upper end and `lowest` the lower one; "March 2027" is a range of days, and so is
    "01/05/2027". `per` is what a rate is paid for ("hour", "user/month"), the period of an interest, or the time in
    which an effort recurs.
    """

    kind: ValueKind
    span: Span
    amount: float
    unit: str
    lowest: float | None = None
    per: str = ""

    def exceeds(self, other: Value) -> bool:
        """Tell whether this quantity is larger; 31 days and one month, or 12 months and one year, are the same.

        Sums in different currencies, and rates for different things, exceed nothing. A date exceeds another if it is
        wholly after it.
        """
        if self.kind == "date":
            return (self.amount if self.lowest is None else self.lowest) > other.amount
        if self.kind in ("money", "rate") and not _same_currency(self.unit, other.unit):
            return False
        mine, theirs = self._for_one_period(other), other._for_one_period(self)
        if mine is None or theirs is None:
            return False
        same_unit = self.unit == other.unit and self.per == other.per or self.kind in ("money", "headcount")
        return mine > theirs * (1 if same_unit else 1 + _SLACK)

    def _for_one_period(self, other: Value) -> float | None:
        """Return the amount for one hour or day if `other` is for another time than this; None if that cannot be told."""
        if self.per == other.per or (self.kind != "rate" and not (self.per and other.per)):
            return self.amount
        times = _DAYS if self.kind == "percent" else _WORK_HOURS
        return self.amount / times[self.per] if self.per in times and other.per in times else None


def _same_currency(first: str, second: str) -> bool:
    """Tell whether two currencies may be the same: "$" may be any dollar, "Rs" any rupee."""
    pairs = ((first, second), (second, first))
    return first == second or any(
        (sign == "$" and code.endswith("D") and code != "AED") or (sign == "Rs" and code in _RUPEES) or (sign == "¥" and code in _YUAN)
        for sign, code in pairs
    )


_RUPEES = ("INR", "PKR", "LKR", "NPR")
_YUAN = ("JPY", "CNY")


def values_in(text: str, offset: int = 0) -> Iterator[Value]:
    """Yield the quantities in `text`, whose first character stands at `offset`, in reading order; none overlap."""
    lower = lowered(text)
    found: list[Value] = []
    for numbers in numbers_in(lower):
        _read(numbers, lower, found)
    if not found and not _YEAR.search(text):
        return
    dates = [
        Value("date", Span(d.start, d.end), d.last.toordinal(), d.precision, None if d.first == d.last else d.first.toordinal())
        for d in dates_in(text)
    ]
    apart = [value for value in found if not any(value.span.overlaps(date.span) for date in dates)]
    for value in sorted([*apart, *dates], key=lambda value: value.span.start):
        yield replace(value, span=Span(offset + value.span.start, offset + value.span.end)) if offset else value


_YEAR = re.compile(r"\d[./]\d\d?[./]\d\d|(?:19|20)\d\d")


def _read(numbers: tuple[Number, ...], lower: str, found: list[Value]) -> None:
    """Add to `found` the values that a number, or a pair of numbers, stands for."""
    if len(numbers) == 2:
        both = joined(*numbers, lower)
        value = _value(both, lower) if both else None
        if value:
            found.append(value)
            return
    for number in numbers:
        value = _value(number, lower)
        if value and found and found[-1].span.overlaps(value.span):
            continue
        if value and not (found and _make_a_range(found, value, lower)):
            found.append(value)


def _make_a_range(found: list[Value], value: Value, lower: str) -> bool:
    """Make the last value found and `value` one if they are the ends of a range, as in "$5,000 to $7,500"; tell if so."""
    last = found[-1]
    link = _TO.fullmatch(lower, last.span.end, value.span.start)
    if link is None or last.lowest is not None or value.lowest is not None or last.amount >= value.amount:
        return False
    alike = last.kind == value.kind or (last.kind, value.kind) == ("money", "rate")
    if not alike or last.unit != value.unit or (link["word"] and not _RANGE_BEFORE.search(lower, 0, last.span.start)):
        return False
    found[-1] = replace(value, span=Span(last.span.start, value.span.end), lowest=last.amount)
    return True


_TO = re.compile(rf"{SPACE}?(?:[-\u2010-\u2014]|to|(?P<word>and)){SPACE}?")
_RANGE_BEFORE = re.compile(r"\bbetween\s+\Z")


def _value(number: Number, lower: str) -> Value | None:
    """Return the first kind of value that `number` is; labels such as "Phase 2" and parts of longer figures are none."""
    money = _money(number, lower)
    if money or not _stands_free(number, lower):
        return money
    readers: tuple[Callable[[Number, str], Value | None], ...] = (_percent, _effort, _duration, _headcount)
    return next((value for reader in readers if (value := reader(number, lower))), None)


_LABEL = re.compile(
    r"\b(?:sections?|clauses?|articles?|paragraphs?|schedules?|exhibits?|annex|appendix|attachment|phase|milestone|step|stage|tier|"
    r"level|sprint|option|version|release|item|no\.|number|figure|table|page|chapter|part|task|grade|layer|lot|iso|rfc|v\.?)"
    r"[^\S\t]?#?\Z"
)


def _stands_free(number: Number, lower: str) -> bool:
    before = lower[max(0, number.start - 2) : number.start]
    if before and (before[-1] in ".,/#$€£¥₹₦_:" and before[-1:] != ":" or before[-1].isalnum()):
        return False
    if len(before) == 2 and before[1] in "-\u2010\u2011" and before[0].isalpha():
        return False
    return not _LABEL.search(lower, max(0, number.start - 14), number.start)


def _money(number: Number, lower: str) -> Value | None:
    money = sum_at(number, lower)
    if money is None or (money.start == number.start and not _stands_free(number, lower)):
        return None
    start, end, per = paid_per(money.start, money.end, lower)
    return Value("rate" if per else "money", Span(start, end), money.amount, money.currency, money.lowest, per)


_PERIOD = r"month|year|annum|week|day|quarter"
_PERCENT = re.compile(
    rf"(?P<sign>\s?%|\s?per\s?cent\b|\spercentage\spoints?\b)?(?:\s?\(\s?(?P<again>{FIGURES})\s?%?\s?\))?"
    rf"(?:(?:\s?/\s?|\s(?:per|an?|each|every)\s)(?:calendar\s)?(?P<period>{_PERIOD})\b|\s(?P<adverb>monthly|annually|yearly|p\.a\.|p\.m\.))?"
)
_ADVERBS = {"monthly": "month", "annually": "year", "yearly": "year", "p.a.": "year", "p.m.": "month", "annum": "year"}


def _percent(number: Number, lower: str) -> Value | None:
    match = _PERCENT.match(lower, number.end)
    if match is None or not (match["sign"] or number.mark):
        return None
    period = match["period"] or match["adverb"] or ""
    span = Span(number.start, match.end())
    return Value("percent", span, number.amount, "%", number.lowest, _ADVERBS.get(period, period))


_HEADS = r"(?:person|man|staff|developer|engineer|consultant|tester|designer|fte|people)"
_BILLED = r"(?:billable|labou?r|consulting|development|engineering|support|design|training|consultancy|professional)"
_TIME = "minute|hour|hr|day|week|wk|month|quarter|year|yr"
_EFFORT = re.compile(
    rf"\+?{GLUE}*(?:{_HEADS}{GLUE}*(?P<unit>{_TIME})s?|{_BILLED}{GLUE}+(?P<billed>hour|hr|day)s?"
    rf"|(?P<hours>hours?|hrs?)|(?P<days>days?){GLUE}+of\s(?=(?:effort|work|development|consult|engineering)))\b"
    rf"(?:(?:\s?/\s?|\s(?:per|an?|each|every)\s)(?P<per>week|month|quarter|year|sprint)\b|\s(?P<adverb>weekly|monthly)\b)?"
)
_WORK_BEHIND = re.compile(r"\sof\s(?:effort|work|development|consult|engineering|support|design|training|service|labou?r)|\s?(?:[x×@]|at)\s?[$€£₹\d]")
_TIME_LIMIT_BEFORE = re.compile(
    r"\b(?:within|after|every|in|following|than|last|next|first|least|before|under|by|(?:valid|open|good|firm|held)\sfor)"
    r"(?:\s(?:a|an|the|about|approximately|less\sthan))*[\s(]+\Z"
)
_TIME_LIMIT_BEHIND = re.compile(
    r"['’]|\s(?:prior|before|after|in\sadvance|following|from|later|ago|notice|advance|written|turnaround|window|period|response)\b"
    r"|\sof\s(?:receipt|receiving|the|such|notice|being|any|written|discover|becoming|a)|\s(?:a|per|each)\sday\b"
)
_SERVICE_LEVEL = re.compile(r"respon[sd]|resol[uv]|\brto\b|\brpo\b|downtime|outage|uptime|turnaround|recover|acknowledg|unavailab|opening\shours")


def _effort(number: Number, lower: str) -> Value | None:
    match = _EFFORT.match(lower, number.end)
    if match is None or _is_time_limit(number, match, lower):
        return None
    unit = match["unit"] or match["billed"] or ("hour" if match["hours"] else "day")
    unit = {"hr": "hour", "wk": "week", "yr": "year"}.get(unit, unit)
    end = match.end("days") if match["days"] else match.end()
    per = match["per"] or {"weekly": "week", "monthly": "month"}.get(match["adverb"] or "", "")
    lowest = None if number.lowest is None else number.lowest * _WORK_HOURS[unit]
    return Value("effort", Span(number.start, end), number.amount * _WORK_HOURS[unit], unit, lowest, per)


def _is_time_limit(number: Number, match: re.Match[str], lower: str) -> bool:
    """Tell whether plain hours or days are the time until something, and not time that somebody works."""
    if match["unit"] or match["billed"]:
        return False
    if _TIME_LIMIT_BEFORE.search(lower, max(0, number.start - 40), number.start):
        return True
    if match["days"] or match["per"] or match["adverb"] or _WORK_BEHIND.match(lower, match.end()):
        return False
    hyphen = lower[number.end] in "-\u2010\u2011" and match["hours"] == "hour"
    return hyphen or bool(_TIME_LIMIT_BEHIND.match(lower, match.end()) or _SERVICE_LEVEL.search(lower))


_DURATION = re.compile(
    rf"\+?{GLUE}*(?P<working>business|working|banking|calendar|consecutive)?{GLUE}*"
    r"(?P<unit>minute|min|hour|hr|day|week|wk|month|quarter|year|yr)s?\b"
)
_NET = re.compile(r"\bnet[^\S\t-]?-?\Z")
_NOT_DAYS = re.compile(r"[\d.,]|\s?(?:%|percent|per\scent|of\b|[$€£₹])")
_SHORT = {"min": "minute", "hr": "hour", "wk": "week", "yr": "year"}


def _duration(number: Number, lower: str) -> Value | None:
    match = _DURATION.match(lower, number.end)
    start, end = number.start, match.end() if match else number.end
    net = _NET.search(lower, max(0, number.start - 5), number.start)
    if match is None and (net is None or _NOT_DAYS.match(lower, end) or not 0 < number.amount <= _LONGEST_NET_TERM):
        return None
    unit = _SHORT.get(match["unit"], match["unit"]) if match else "day"
    days = _DAYS[unit] * (1.4 if match and match["working"] in ("business", "working", "banking") else 1.0)
    lowest = None if number.lowest is None else number.lowest * days
    return Value("duration", Span(net.start() if net else start, end), number.amount * days, unit, lowest)


_LONGEST_NET_TERM = 180

_MODIFIERS = r"""senior|sr\.?|junior|jr\.?|mid-level|lead|principal|chief|staff|associate|dedicated|experienced|certified|qualified|skilled|named
|full-time|part-time|full-stack|fullstack|front-?end|back-?end|software|web|mobile|ios|android|cloud|devops|data|database|security|network
|systems?|solutions?|technical|tech|business|project|product|program|programme|delivery|account|qa|quality|assurance|test|ux|ui|ux/ui|ui/ux
|graphic|support|service|field|java|python|react|\.net|php|blockchain|machine|learning|ml|ai|api|sap|salesforce|in-house|on-site|onsite
|offshore|external|independent|additional|key|core|engineering|development|management|scrum|agile|subject|matter|human""".replace("\n", "")
_ROLES = r"""developer|engineer|designer|tester|analyst|consultant|architect|specialist|manager|administrator|scientist|programmer|person
|employee|contractor|expert|professional|technician|trainer|researcher|strategist|coordinator|resource|coder|scrum\smaster|team\smember
|staff\smember|(?:team|tech|technical|project|delivery|qa|test)\slead|individual|coach|copywriter|accountant|lawyer""".replace("\n", "")
_HEADCOUNT = re.compile(
    rf"\+?(?:\s?[x×])?{GLUE}*(?:(?P<fte>fte['’]?s?|full[\s-]time[\s-]equivalents?)"
    rf"|(?:(?:{_MODIFIERS}){GLUE}+){{0,4}}(?:(?:{_ROLES})(?P<many>s)?|people|persons|staff(?:\smembers)?))\b(?!['’])"
)
_TEAM = re.compile(r"\b(?:team|staff|crew|group)\sof\s(?:about\s|approximately\s|up\sto\s)?\Z")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def _headcount(number: Number, lower: str) -> Value | None:
    if number.written.isdigit() and _FIRST_YEAR <= number.amount <= _LAST_YEAR:
        return None
    match = _HEADCOUNT.match(lower, number.end)
    if match is None or (match["fte"] is None and number.amount % 1):
        return _team(number, lower)
    unit = "FTE" if match["fte"] else "person"
    return Value("headcount", Span(number.start, match.end()), number.amount, unit, number.lowest)


def _team(number: Number, lower: str) -> Value | None:
    """Return the head-count of "a team of five", in which no word says what is counted."""
    before = _TEAM.search(lower, max(0, number.start - 30), number.start)
    if before is None or number.amount % 1 or _SOMETHING_COUNTED.match(lower, number.end):
        return None
    return Value("headcount", Span(before.start(), number.end), number.amount, "person", number.lowest)


_SOMETHING_COUNTED = re.compile(r"[\d.,]\d|\s?%|[\s-](?:companies|firms|agencies|departments|sites|products|projects)")


def parse_limit(text: str, kind: ValueKind) -> Value:
    """Return the quantity that a limit such as "30 days" or "10 %" stands for; raise ValueError if it is none.

    "40 hours" is a duration or an effort, as `kind` says.
    """
    for value in values_in(text):
        if len(value.span) == len(text.strip()) and value.kind == kind:
            return value
        if len(value.span) == len(text.strip()) and {value.kind, kind} == {"duration", "effort"} and value.unit == "hour":
            hours = value.amount if value.kind == "effort" else value.amount * 24
            return replace(value, kind=kind, amount=hours if kind == "effort" else hours / 24)
    raise ValueError(f'"{text}" is no {kind}; write for example {_EXAMPLES[kind]}')


_EXAMPLES = {
    "duration": '"30 days"',
    "percent": '"10 %"',
    "money": '"$5,000"',
    "effort": '"40 hours"',
    "rate": '"$95 per hour"',
    "headcount": '"5 people"',
    "date": '"1 May 2027"',
}
