"""Quantities: what they are worth, and which words they are."""

from __future__ import annotations

import pytest

from proposalcheck.annotate.values import Value, ValueKind, number_in_words, parse_limit, values_in
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
        ("two hundred and five hours", "two hundred and five hours", 205 / 24, "hour"),
        ("1,000 hours", "1,000 hours", 1000 / 24, "hour"),
        ("within 4 hours", "4 hours", 4 / 24, "hour"),
        ("within 15 minutes", "15 minutes", 15 / 1440, "minute"),
        ("for 2.5 years", "2.5 years", 2.5 * YEAR, "year"),
        ("two quarters", "two quarters", YEAR / 2, "quarter"),
        ("six weeks", "six weeks", 42, "week"),
        ("2-3 weeks", "3 weeks", 21, "week"),
        ("one or two years", "two years", 2 * YEAR, "year"),
        ("between one and two years", "two years", 2 * YEAR, "year"),
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
        ("of 1.5% a month", "1.5%", 1.5),
        ("99.95 percent", "99.95 percent", 99.95),
        ("five per cent", "five per cent", 5),
        ("ten percent (10%)", "ten percent (10%)", 10),
        ("ten (10) percent", "ten (10) percent", 10),
        ("ten (10)% of", "ten (10)%", 10),
        ("fifty percent of", "fifty percent", 50),
        ("100% of", "100%", 100),
    ],
)
def test_percentages(text: str, words: str, points: float) -> None:
    assert found(text) == [("percent", words, points, "%")]


@pytest.mark.parametrize(
    ("text", "words", "amount", "unit"),
    [
        ("costs $5,000, payable", "$5,000", 5000, "$"),
        ("costs $5,000.", "$5,000", 5000, "$"),
        ("costs $ 12.50 an hour", "$ 12.50", 12.5, "$"),
        ("costs US$1.5 million", "US$1.5 million", 1_500_000, "US$"),
        ("costs $95k", "$95k", 95_000, "$"),
        ("costs £2bn", "£2bn", 2_000_000_000, "£"),
        ("costs €3 m", "€3 m", 3_000_000, "€"),
        ("costs $7 thousand", "$7 thousand", 7000, "$"),
        ("costs € 5,000.50", "€ 5,000.50", 5000.5, "€"),
        ("costs USD 5,000", "USD 5,000", 5000, "USD"),
        ("costs USD5,000", "USD5,000", 5000, "USD"),
        ("costs usd $5,000", "$5,000", 5000, "$"),
        ("costs 100 EUR", "100 EUR", 100, "EUR"),
        ("costs 100 euros", "100 euros", 100, "EUROS"),
        ("costs 5 million dollars", "5 million dollars", 5_000_000, "DOLLARS"),
        ("costs 10,000 US dollars", "10,000 US dollars", 10_000, "US DOLLARS"),
        ("costs five thousand dollars", "five thousand dollars", 5000, "DOLLARS"),
        ("costs Rs. 5,00,000", "Rs. 5,00,000", 500_000, "RS."),
        ("costs ₹1,20,000", "₹1,20,000", 120_000, "₹"),
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
        "1/2 %",
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


def test_values_of_all_kinds_with_their_offset() -> None:
    text = "Pay $500 and 2% within 30 days."
    values = list(values_in(text, 100))
    assert values == [
        Value("duration", Span(123, 130), 30.0, "day"),
        Value("percent", Span(113, 115), 2.0, "%"),
        Value("money", Span(104, 108), 500.0, "$"),
    ]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("zero", 0),
        ("nineteen", 19),
        ("thirty-six", 36),
        ("two hundred and five", 205),
        ("one thousand two hundred", 1200),
        ("hundred", 100),
        ("two hundred thousand", 200_000),
        ("three million and fifty thousand", 3_050_000),
    ],
)
def test_numbers_in_words(words: str, number: int) -> None:
    assert number_in_words(words) == number


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
    ],
)
def test_a_quantity_exceeds_a_smaller_one(larger: str, smaller: str, kind: ValueKind, exceeds: bool) -> None:
    assert parse_limit(larger, kind).exceeds(parse_limit(smaller, kind)) is exceeds


def test_a_limit_is_a_quantity() -> None:
    assert parse_limit("thirty (30) days", "duration") == Value("duration", Span(0, 16), 30.0, "day")


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
    ],
)
def test_what_is_no_limit_is_refused(text: str, kind: ValueKind, what: str) -> None:
    with pytest.raises(ValueError) as fault:  # noqa: PT011 - the whole text is compared below
        parse_limit(text, kind)
    assert str(fault.value) == what
