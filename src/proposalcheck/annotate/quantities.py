"""What a quantity in a text is worth: its kind, its amount in a common measure, its unit; which of two is larger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from proposalcheck.document import Span

LimitKind = Literal["duration", "percent", "money", "effort", "rate", "headcount"]
"""The kinds for which a rule can set a limit; a date has none that holds for every document."""
ValueKind = Literal["duration", "percent", "money", "effort", "rate", "headcount", "date"]

DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 365 / 12,
    "quarter": 365 / 4,
    "year": 365.0,
}
WORK_HOURS = {
    "minute": 1 / 60,
    "hour": 1.0,
    "day": 8.0,
    "week": 40.0,
    "month": 160.0,
    "quarter": 480.0,
    "year": 1920.0,
}
"""Hours of work in a unit of effort: days of eight hours, five of them a week, twenty a month."""
_SLACK = 0.02
"""By how much quantities in different units may differ and still be the same: months have 28 to 31 days."""
_MAY_BE = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD"),
    "Rs": ("INR", "PKR", "LKR", "NPR"),
    "¥": ("JPY", "CNY"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity as written, at its place.

    Durations are in days (a business day is 1.4), effort in hours of work (a day is 8), percentages in points, money
    and rates in `unit`: an ISO code, or a sign such as "$" that several currencies share. A date is the ordinal of its
    day (`date.toordinal`); its unit says how exact it is: day, ambiguous, month, quarter or half.
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

    @property
    def day(self) -> date | None:
        """The day of the calendar that a date is, or None for another quantity and for a date that is not one day."""
        exact = self.kind == "date" and self.unit == "day" and self.lowest is None
        return date.fromordinal(int(self.amount)) if exact else None

    def exceeds(self, other: Value) -> bool:
        """Tell whether this quantity is larger; 31 days and one month, or 12 months and one year, are the same.

        Sums in different currencies, and rates for different things, exceed nothing. A date exceeds those that it is
        wholly after.
        """
        if self.kind == "date":
            return (self.amount if self.lowest is None else self.lowest) > other.amount
        if self.kind in ("money", "rate") and not same_currency(self.unit, other.unit):
            return False
        mine, theirs = self._alike(other), other._alike(self)
        if mine is None or theirs is None:
            return False
        return mine > theirs * (1 if self._same_measure(other) else 1 + _SLACK)

    def _same_measure(self, other: Value) -> bool:
        return self.per == other.per and (self.kind not in ("duration", "effort") or self.unit == other.unit)

    def _alike(self, other: Value) -> float | None:
        """Return the amount, for one hour or day if `other` is for another time than this; None if no time is told."""
        if self.per == other.per or (self.kind != "rate" and not (self.per and other.per)):
            return self.amount
        times = DAYS if self.kind == "percent" else WORK_HOURS
        return self.amount / times[self.per] if self.per in times and other.per in times else None


def same_currency(first: str, second: str) -> bool:
    """Tell whether two units of money may be the same: "$" may be any dollar, "Rs" any rupee."""
    return first == second or second in _MAY_BE.get(first, ()) or first in _MAY_BE.get(second, ())
