"""Counting on the calendar: a duration as written, added to a day or taken from it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from proposalcheck.annotate.quantities import DAYS, Value
from proposalcheck.annotate.values import values_in

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_WORKING = re.compile(r"\b(?:business|working|banking)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duration:
    """A whole number of months or days, and how it reads ("90 days")."""

    months: int
    days: int
    said: str

    def after(self, day: date) -> date:
        """Return the day that lies this much later; the 31st becomes the last day of a shorter month."""
        return _moved(day, self.months) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """Return the day that lies this much earlier."""
        return _moved(day, -self.months) - timedelta(days=self.days)


def duration_in(words: str) -> Duration | None:
    """Return the one duration that `words` name; None for none, several, a range, hours, or working days.

    Working days need a calendar of holidays that no document gives.
    """
    found = [value for value in values_in(words) if value.kind == "duration"]
    if (
        names_working_days(words)
        or len(found) != 1
        or found[0].lowest is not None
        or found[0].unit not in _MONTHS | _DAYS
    ):
        return None
    return _duration(found[0])


def _duration(value: Value) -> Duration | None:
    count = value.amount / DAYS[value.unit]
    whole = round(count)
    if abs(count - whole) > 1e-6 or whole < 1:
        return None
    said = f"{whole} {value.unit}{'s' if whole != 1 else ''}"
    return Duration(whole * _MONTHS.get(value.unit, 0), whole * _DAYS.get(value.unit, 0), said)


def names_working_days(words: str) -> bool:
    """Tell whether the duration in `words` is counted in business or working days."""
    return any(
        value.kind == "duration" and _WORKING.search(value.span.of(words)) is not None for value in values_in(words)
    )


def _moved(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))
