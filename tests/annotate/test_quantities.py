"""Which of two quantities is larger, across units, currencies and periods."""

from __future__ import annotations

import pytest

from proposalcheck.annotate.quantities import ValueKind, same_currency
from proposalcheck.annotate.values import parse_limit


@pytest.mark.parametrize(
    ("larger", "smaller", "kind", "exceeds"),
    [
        ("31 days", "30 days", "duration", True),
        ("30 days", "30 days", "duration", False),
        ("30 days", "31 days", "duration", False),
        ("31 days", "one month", "duration", False),
        ("one month", "30 days", "duration", False),
        ("one year", "12 months", "duration", False),
        ("365 days", "one year", "duration", False),
        ("13 months", "one year", "duration", True),
        ("90 days", "three months", "duration", False),
        ("95 days", "three months", "duration", True),
        ("15 business days", "20 days", "duration", True),
        ("10.01 %", "10 %", "percent", True),
        ("10 percent", "10 %", "percent", False),
        ("$5,001", "USD 5,000", "money", True),
        ("$5,000", "USD 5,000", "money", False),
        ("€9,000", "USD 5,000", "money", False),
        ("Rs. 9,000", "INR 5,000", "money", True),
        ("41 hours", "40 hours", "effort", True),
        ("5 person-days", "40 hours", "effort", False),
        ("6 person-days", "40 hours", "effort", True),
        ("$96 per hour", "$95 per hour", "rate", True),
        ("$95 per hour", "$95 per hour", "rate", False),
        ("$800 per day", "$95 per hour", "rate", True),
        ("$760 per day", "$95 per hour", "rate", False),
        ("$95 per hour", "$700 per day", "rate", True),
        ("€200 per hour", "$95 per hour", "rate", False),
        ("$200 per user", "$95 per hour", "rate", False),
        ("2 % per month", "18 % per year", "percent", True),
        ("1.5 % per month", "18 % per year", "percent", False),
        ("20 %", "18 % per year", "percent", True),
        ("6 people", "5 people", "headcount", True),
        ("5 people", "5 people", "headcount", False),
        ("2-3 weeks", "15 days", "duration", True),
        ("2-3 weeks", "21 days", "duration", False),
        ("2 May 2027", "1 May 2027", "date", True),
        ("1 May 2027", "2 May 2027", "date", False),
        ("May 2027", "1 May 2027", "date", False),
        ("June 2027", "31 May 2027", "date", True),
    ],
)
def test_a_quantity_exceeds_a_smaller_one(larger: str, smaller: str, kind: ValueKind, exceeds: bool) -> None:
    assert parse_limit(larger, kind).exceeds(parse_limit(smaller, kind)) is exceeds


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("USD", "USD", True),
        ("$", "CAD", True),
        ("AUD", "$", True),
        ("$", "EUR", False),
        ("USD", "CAD", False),
        ("Rs", "PKR", True),
        ("Rs", "$", False),
    ],
)
def test_a_sign_may_stand_for_several_currencies(first: str, second: str, same: bool) -> None:
    assert same_currency(first, second) is same
