"""Dates in a text: "1 May 2027", "May 1, 2027", "2027-05-01", "01/05/2027", "March 2027", "Q3 2027"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Literal

from proposalcheck.annotate.quantities import Value
from proposalcheck.document import Span

Precision = Literal["day", "ambiguous", "month", "quarter", "half"]

_MONTHS = "january february march april may june july august september october november december".split()
_NUMBERS = {name[:length]: number for number, name in enumerate(_MONTHS, 1) for length in (3, len(name))} | {"sept": 9}
_MONTH = "|".join(
    form for name in sorted(_NUMBERS, key=len, reverse=True) for form in (name.capitalize(), name.upper(), name)
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\w%]|,\d|\.\d)"
_DAY = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?(?:\s?[-–]\s?(?P<last>\d{1,2})(?:st|nd|rd|th)?)?"
_FORMS = [
    re.compile(form)
    for form in (
        r"(?P<year>(?:19|20)\d\d)(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?![\w/-]|\.\d)",
        r"(?P<first>\d\d?)(?P<sign>[./-])(?P<second>\d\d?)(?P=sign)(?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?![\w/-]|\.\d)",
        rf"(?:{_DAY}|(?P<ordinal>(?i:{'|'.join(_ORDINALS)})))[\s-]+(?:day\s+of\s+|of\s+)?"
        rf"(?P<name>{_MONTH})\.?,?[\s-]+(?:of\s+)?{_YEAR}",
        rf"(?P<name>{_MONTH})\.?\s+{_DAY},?\s+{_YEAR}",
        rf"(?P<name>{_MONTH})\.?,?[\s-]+(?:of\s+)?{_YEAR}",
        rf"(?P<part>[QH])(?P<count>[1-4])[\s/-]?\s?{_YEAR}",
        rf"(?P<ordinal>(?i:first|second|third|fourth))\s+(?P<part>quarter|half)\s+(?:of\s+)?{_YEAR}",
    )
]
_MAY_BE = re.compile(r"[0-9](?:[./-][0-9]|[0-9]{3})")
_START = re.compile(rf"(?<![\w./-])(?=\d|Q[1-4]|H[12]|{_MONTH}|(?i:{'|'.join(_ORDINALS)})\b)")
_MONTHS_IN: dict[str, tuple[Precision, int]] = {"q": ("quarter", 3), "h": ("half", 6)}


def dates_in(text: str) -> Iterator[Value]:
    """Yield the dates with a year in `text`, in reading order; a day that no calendar has, as 31/31/2027, is none.

    "01/05/2027" is ambiguous between 5 January (as in the United States) and 1 May (as elsewhere).
    """
    if not _MAY_BE.search(text):
        return
    place = 0
    while start := _START.search(text, place):
        match = next((match for form in _FORMS if (match := form.match(text, start.start()))), None)
        if match:
            yield from _date(match)
        place = match.end() if match else start.start() + 1


def _date(match: re.Match[str]) -> Iterator[Value]:
    try:
        first, last, precision = _days(match)
    except ValueError:
        return
    lowest = None if first == last else first.toordinal()
    yield Value("date", Span(match.start(), match.end()), last.toordinal(), precision, lowest)


def _days(match: re.Match[str]) -> tuple[date, date, Precision]:
    """Return the first and the last day that a match may mean; raise ValueError if there is no such day."""
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    year = int(groups["year"])
    if "second" in groups:
        full = year if year > 99 else 2000 + year
        return _from_figures(full, int(groups["first"]), int(groups["second"]), groups["sign"])
    ordinal = _ORDINALS.index(groups["ordinal"].lower()) + 1 if "ordinal" in groups else 0
    if "part" in groups:
        return _part_of_year(year, groups["part"], int(groups.get("count", ordinal)))
    month = int(groups["month"]) if "month" in groups else _NUMBERS[groups["name"].lower()]
    if "day" not in groups and not ordinal:
        return date(year, month, 1), _end_of(year, month), "month"
    day = int(groups.get("day", ordinal))
    return date(year, month, day), date(year, month, int(groups.get("last", day))), "day"


def _part_of_year(year: int, part: str, count: int) -> tuple[date, date, Precision]:
    precision, months = _MONTHS_IN[part[0].lower()]
    return date(year, (count - 1) * months + 1, 1), _end_of(year, count * months), precision


def _from_figures(year: int, first: int, second: int, sign: str) -> tuple[date, date, Precision]:
    """Return what "01/05/2027" may mean; a dot stands between day and month only where the day comes first."""
    readings = [(second, first)] if sign == "." else [(second, first), (first, second)]
    days = sorted({date(year, month, day) for month, day in readings if month <= 12})
    if not days:
        raise ValueError
    return days[0], days[-1], "day" if len(days) == 1 else "ambiguous"


def _end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
