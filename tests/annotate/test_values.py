"""Quantities: what they are worth, and which words they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import get_args

import pytest
from tests.annotate.value_cases import CASES, Case

from proposalcheck.annotate.values import Value, ValueKind, parse_limit, values_in
from proposalcheck.document import Span

YEAR = 365.0


def found(text: str) -> list[tuple[str, str, float, str]]:
    """Return the values in `text`: kind, words, amount, unit."""
    return [(value.kind, value.span.of(text), round(value.amount, 4), value.unit) for value in values_in(text)]


@pytest.mark.parametrize(
    ("text", "words", "days", "unit"),
    [
        ("for 30 days", "30 days", 30, "day"),
        ("for thirty days", "thirty days", 30, "day"),
        ("for thirty (30) days", "thirty (30) days", 30, "day"),
        ("for thirty ( 30 ) days", "thirty ( 30 ) days", 30, "day"),
        ("for 30 (thirty) days", "30 (thirty) days", 30, "day"),
        ("thirty-six (36) months", "thirty-six (36) months", 3 * YEAR, "month"),
        ("a term of thirty-six months", "thirty-six months", 3 * YEAR, "month"),
        ("thirty six months", "thirty six months", 3 * YEAR, "month"),
        ("twelve (12)-month", "twelve (12)-month", YEAR, "month"),
        ("a 12-month term", "12-month", YEAR, "month"),
        ("thirty\u2011day notice", "thirty\u2011day", 30, "day"),
        ("within ten (10) business days", "ten (10) business days", 14, "day"),
        ("within 10 Working Days", "10 Working Days", 14, "day"),
        ("within 10 calendar days", "10 calendar days", 10, "day"),
        ("within 10 consecutive days", "10 consecutive days", 10, "day"),
        ("30 days’ notice", "30 days", 30, "day"),
        ("one hundred and twenty days", "one hundred and twenty days", 120, "day"),
        ("one hundred twenty (120) days", "one hundred twenty (120) days", 120, "day"),
        ("after two hundred and five hours", "two hundred and five hours", 205 / 24, "hour"),
        ("1,000 hours after it", "1,000 hours", 1000 / 24, "hour"),
        ("within 4 hours", "4 hours", 4 / 24, "hour"),
        ("within 15 minutes", "15 minutes", 15 / 1440, "minute"),
        ("for 2.5 years", "2.5 years", 2.5 * YEAR, "year"),
        ("two quarters", "two quarters", YEAR / 2, "quarter"),
        ("six weeks", "six weeks", 42, "week"),
        ("2-3 weeks", "2-3 weeks", 21, "week"),
        ("one or two years", "one or two years", 2 * YEAR, "year"),
        ("between one and two years", "one and two years", 2 * YEAR, "year"),
        ("In 2024, 30 days", "30 days", 30, "day"),
        ("for thirty\n(30) days", "thirty\n(30) days", 30, "day"),
        ("thirty (60) days", "thirty (60) days", 60, "day"),
    ],
)
def test_durations(text: str, words: str, days: float, unit: str) -> None:
    assert found(text) == [("duration", words, round(days, 4), unit)]


@pytest.mark.parametrize(
    ("text", "words", "points"),
    [
        ("of 10%", "10%", 10),
        ("of 10 %", "10 %", 10),
        ("of 1.5% a month", "1.5% a month", 1.5),
        ("99.95 percent", "99.95 percent", 99.95),
        ("five per cent", "five per cent", 5),
        ("ten percent (10%)", "ten percent (10%)", 10),
        ("ten (10) percent", "ten (10) percent", 10),
        ("ten (10)% of", "ten (10)%", 10),
        ("fifty percent of", "fifty percent", 50),
        ("100% of", "100%", 100),
        ("1/2 %", "1/2 %", 0.5),
    ],
)
def test_percentages(text: str, words: str, points: float) -> None:
    assert found(text) == [("percent", words, points, "%")]


@pytest.mark.parametrize(
    ("text", "words", "amount", "unit"),
    [
        ("costs $5,000, payable", "$5,000", 5000, "$"),
        ("costs $5,000.", "$5,000", 5000, "$"),
        ("costs $ 12.50 in all", "$ 12.50", 12.5, "$"),
        ("costs US$1.5 million", "US$1.5 million", 1_500_000, "USD"),
        ("costs $95k", "$95k", 95_000, "$"),
        ("costs £2bn", "£2bn", 2_000_000_000, "GBP"),
        ("costs €3 m", "€3 m", 3_000_000, "EUR"),
        ("costs $7 thousand", "$7 thousand", 7000, "$"),
        ("costs € 5,000.50", "€ 5,000.50", 5000.5, "EUR"),
        ("costs USD 5,000", "USD 5,000", 5000, "USD"),
        ("costs USD5,000", "USD5,000", 5000, "USD"),
        ("costs usd $5,000", "usd $5,000", 5000, "USD"),
        ("costs 100 EUR", "100 EUR", 100, "EUR"),
        ("costs 100 euros", "100 euros", 100, "EUR"),
        ("costs 5 million dollars", "5 million dollars", 5_000_000, "$"),
        ("costs 10,000 US dollars", "10,000 US dollars", 10_000, "USD"),
        ("costs five thousand dollars", "five thousand dollars", 5000, "$"),
        ("costs Rs. 5,00,000", "Rs. 5,00,000", 500_000, "Rs"),
        ("costs ₹1,20,000", "₹1,20,000", 120_000, "INR"),
        ("costs CHF 20", "CHF 20", 20, "CHF"),
        ("costs $5,000 millings", "$5,000", 5000, "$"),
    ],
)
def test_money(text: str, words: str, amount: float, unit: str) -> None:
    assert found(text) == [("money", words, amount, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "in some days",
        "the day after",
        "5 dayshifts",
        "30 daylight saving",
        "often percent",
        "a percentage of 5",
        "$ to pay",
        "5,000",
        "someone hours",
        "Section 5. Days are counted",
        "a half years",
        "version 2.0.5 weeks",
    ],
)
def test_near_misses_are_no_values(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_marked_sentences(case: Case) -> None:
    values = list(values_in(case.text))
    assert marked(case.text, [value.span for value in values]) == case.marked
    got = [(value.kind, value.unit, value.per, value.lowest is None) for value in values]
    assert got == [(worth.kind, worth.unit, worth.per, worth.lowest is None) for worth in case.worth]
    assert [value.amount for value in values] == pytest.approx([worth.amount for worth in case.worth])
    lowest = [worth.lowest or 0 for worth in case.worth]
    assert [value.lowest or 0 for value in values] == pytest.approx(lowest)


def marked(text: str, spans: Sequence[Span]) -> str:
    """Return `text` with each of `spans` in marks."""
    for span in reversed(spans):
        text = f"{text[: span.start]}⟦{span.of(text)}⟧{text[span.end :]}"
    return text


def test_the_table_of_cases_covers_every_kind_and_near_misses() -> None:
    assert {worth.kind for case in CASES for worth in case.worth} == set(get_args(ValueKind))
    assert sum(not case.worth for case in CASES) >= 30


def test_values_of_all_kinds_with_their_offset() -> None:
    text = "Pay $500 and 2% within 30 days, before 1 May 2027, for 5 people at $9/h or 3 man-days."
    values = list(values_in(text, 100))
    assert [(value.kind, value.span) for value in values] == [
        ("money", Span(104, 108)),
        ("percent", Span(113, 115)),
        ("duration", Span(123, 130)),
        ("date", Span(139, 149)),
        ("headcount", Span(155, 163)),
        ("rate", Span(167, 171)),
        ("effort", Span(175, 185)),
    ]


def test_letters_that_grow_in_lower_case_move_nothing() -> None:
    assert found("İ PAYS THIRTY (30) DAYS") == [("duration", "THIRTY (30) DAYS", 30, "day")]


def test_no_value_crosses_the_cells_of_a_row() -> None:
    assert found("Phase\t30\tdays\t$\t500\tthirty\t(30)\tMay\t2027\t5\tdevelopers") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The work takes 16 hours.", "effort"),
        ("We reply within 16 hours.", "duration"),
        ("We reply in about 16 hours.", "duration"),
        ("The response time is 16 hours.", "duration"),
        ("Give 16 hours' notice.", "duration"),
        ("Give 16 hours notice.", "duration"),
        ("The offer is valid for 16 hours.", "duration"),
        ("A 16-hour job.", "duration"),
        ("A 16 hour hotline.", "duration"),
        ("They have 16 hours (excluding Sundays).", "duration"),
        ("Wait until 16 hours are over.", "duration"),
        ("Severity 1: 16 hours.", "duration"),
        ("We are open 16 hours a day.", "duration"),
        ("The fix needs 16 hours of work.", "effort"),
        ("The response team has 16 hours of work.", "effort"),
        ("Resolution takes 16 hours per month.", "effort"),
        ("We resolve it in 16 person-hours.", "effort"),
        ("It takes 16 days of work.", "effort"),
        ("It is paid after 16 days of work.", "duration"),
        ("It comes with 16 days of support.", "duration"),
    ],
)
def test_hours_are_time_until_something_or_work(text: str, kind: str) -> None:
    assert [value.kind for value in values_in(text)] == [kind]


@pytest.mark.parametrize("code", ["EUR", "INR", "SEK", "NGN"])
def test_a_code_between_two_numbers_belongs_to_the_second(code: str) -> None:
    assert found(f"40 {code} 120") == [("money", f"{code} 120", 120, code)]


def test_a_limit_is_a_quantity() -> None:
    assert parse_limit("thirty (30) days", "duration") == Value("duration", Span(0, 16), 30.0, "day")


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("40 hours", "effort", 40),
        ("40 hours", "duration", 40 / 24),
        ("4-hour", "effort", 4),
        ("120 person-days", "effort", 960),
        ("$95 per hour", "rate", 95),
        ("1.5 % per month", "percent", 1.5),
        ("5 people", "headcount", 5),
        ("1 May 2027", "date", date(2027, 5, 1).toordinal()),
    ],
)
def test_a_limit_is_read_as_its_kind(text: str, kind: ValueKind, amount: float) -> None:
    limit = parse_limit(text, kind)
    assert limit.kind == kind
    assert limit.amount == pytest.approx(amount)


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("soon", "duration", '"soon" is no duration; write for example "30 days"'),
        ("10 %", "duration", '"10 %" is no duration; write for example "30 days"'),
        ("30", "duration", '"30" is no duration; write for example "30 days"'),
        ("about 30 days", "duration", '"about 30 days" is no duration; write for example "30 days"'),
        ("ten", "percent", '"ten" is no percent; write for example "10 %"'),
        ("5000", "money", '"5000" is no money; write for example "$5,000"'),
        ("", "money", '"" is no money; write for example "$5,000"'),
        ("$5,000", "rate", '"$5,000" is no rate; write for example "$95 per hour"'),
        ("$95 per hour", "money", '"$95 per hour" is no money; write for example "$5,000"'),
        ("3 days", "effort", '"3 days" is no effort; write for example "40 hours"'),
        ("five", "headcount", '"five" is no headcount; write for example "5 people"'),
        ("May", "date", '"May" is no date; write for example "1 May 2027"'),
    ],
)
def test_what_is_no_limit_is_refused(text: str, kind: ValueKind, what: str) -> None:
    with pytest.raises(ValueError) as fault:  # noqa: PT011 - the whole text is compared below
        parse_limit(text, kind)
    assert str(fault.value) == what
