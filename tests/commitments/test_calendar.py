"""Counting on the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from proposalcheck.commitments.calendar import duration_in, names_working_days


@pytest.mark.parametrize(
    ("words", "months", "days", "said"),
    [
        ("ninety (90) days", 0, 90, "90 days"),
        ("a term of three (3) years", 36, 0, "3 years"),
        ("one month", 1, 0, "1 month"),
        ("two quarters", 6, 0, "2 quarters"),
        ("6 weeks", 0, 42, "6 weeks"),
    ],
)
def test_a_duration_is_counted_as_written(words: str, months: int, days: int, said: str) -> None:
    told = duration_in(words)
    assert told is not None
    assert (told.months, told.days, told.said) == (months, days, said)


@pytest.mark.parametrize("words", ["soon", "10 business days", "5 to 10 days", "24 hours", "30 days or 2 months"])
def test_what_cannot_be_counted_for_sure_is_not(words: str) -> None:
    assert duration_in(words) is None


def test_months_end_where_the_month_ends() -> None:
    month, year = duration_in("1 month"), duration_in("1 year")
    assert month is not None
    assert year is not None
    assert month.after(date(2027, 1, 31)) == date(2027, 2, 28)
    assert month.before(date(2027, 3, 31)) == date(2027, 2, 28)
    assert month.before(date(2027, 1, 15)) == date(2026, 12, 15)
    assert year.after(date(2028, 2, 29)) == date(2029, 2, 28)


def test_working_days_are_told_apart() -> None:
    assert names_working_days("within ten (10) Working Days")
    assert not names_working_days("within ten (10) calendar days of a working session")
