"""Quantities in a sentence: money, rates, percentages, dates, durations, effort, head-counts, with number and unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from proposalcheck.annotate.dates import dates_in
from proposalcheck.annotate.money import money_at
from proposalcheck.annotate.numbers import (
    MIXED,
    Number,
    NumberTwice,
    joined,
    lowered,
    number_in_words,
    numbers_in,
    numbers_twice,
    stands_free,
)
from proposalcheck.annotate.people import headcount_at
from proposalcheck.annotate.quantities import LimitKind, Value, ValueKind
from proposalcheck.annotate.times import duration_at, effort_at
from proposalcheck.document import Span

__all__ = [
    "LimitKind",
    "NumberTwice",
    "Value",
    "ValueKind",
    "number_in_words",
    "numbers_twice",
    "parse_limit",
    "values_in",
]


def values_in(text: str, offset: int = 0) -> Iterator[Value]:
    """Yield the quantities in `text`, whose first character stands at `offset`, in reading order; no two overlap.

    A rate such as "$95 per hour" is one value, and so is a range such as "6-8 weeks".
    """
    text = text.replace("\t", _CELL_BORDER)
    lower = lowered(text)
    found: list[Value] = []
    for numbers in numbers_in(lower):
        _read(numbers, lower, found)
    dates = list(dates_in(text))
    if dates:
        apart = [value for value in found if not any(value.span.overlaps(day.span) for day in dates)]
        found = sorted([*apart, *dates], key=lambda value: value.span)
    for value in found:
        yield replace(value, span=Span(offset + value.span.start, offset + value.span.end)) if offset else value


_CELL_BORDER = "|"
"""What stands for the tab between two cells of a table, so that no value reaches over it as over white space."""


def _read(numbers: tuple[Number, ...], lower: str, found: list[Value]) -> None:
    """Add to `found` the values that a number, or a pair of numbers, stands for."""
    both = joined(*numbers, lower) if len(numbers) == 2 else None
    value = _value(both, lower) if both else None
    if value:
        found.append(value)
        return
    for number in numbers:
        value = _value(number, lower)
        taken = value and found and found[-1].span.overlaps(value.span)
        if value and not taken and not (found and _make_a_range(found, value, lower)):
            found.append(value)


_TO = re.compile(r"\s?(?:[-\u2010-\u2014]|to|(?P<word>and))\s?")
_BETWEEN = re.compile(r"\bbetween\s+\Z")


def _make_a_range(found: list[Value], value: Value, lower: str) -> bool:
    """Make the last value found and `value` one if they are ends of a range, as in "$5,000 to $7,500"; tell if so."""
    last = found[-1]
    link = _TO.fullmatch(lower, last.span.end, value.span.start)
    if link is None or last.lowest is not None or value.lowest is not None or last.amount >= value.amount:
        return False
    if (last.kind, value.kind) != ("money", "rate") and (last.kind != value.kind or last.per != value.per):
        return False
    if last.unit != value.unit or (link["word"] and not _BETWEEN.search(lower, 0, last.span.start)):
        return False
    found[-1] = replace(value, span=Span(last.span.start, value.span.end), lowest=last.amount)
    return True


def _value(number: Number, lower: str) -> Value | None:
    """Return the first kind of value that `number` is, or None."""
    money = money_at(number, lower)
    if money or not stands_free(number, lower):
        return money
    readers: tuple[Callable[[Number, str], Value | None], ...] = (percent_at, effort_at, duration_at, headcount_at)
    return next((value for reader in readers if (value := reader(number, lower))), None)


_PERCENT = re.compile(
    r"(?P<sign>\s?%|\s?per\s?cent\b|\spercentage\spoints?\b)?"
    rf"(?:\s?\(\s?(?P<again>{MIXED})\s?%?\s?\))?"
    r"(?:(?:\s?/\s?|\s(?:per|an?|each|every)\s)(?:calendar\s)?(?P<period>month|year|annum|week|day|quarter)\b"
    r"|\s(?P<adverb>monthly|annually|yearly|p\.a\.|p\.m\.))?"
)
_PERIODS = {"monthly": "month", "annually": "year", "yearly": "year", "p.a.": "year", "p.m.": "month", "annum": "year"}


def percent_at(number: Number, lower: str) -> Value | None:
    """Return the percentage that `number` counts, with the period of an interest ("1.5% per month"), or None."""
    match = _PERCENT.match(lower, number.end)
    if match is None or not (match["sign"] or number.mark):
        return None
    period = match["period"] or match["adverb"] or ""
    span = Span(number.start, match.end())
    return Value("percent", span, number.amount, "%", number.lowest, _PERIODS.get(period, period))


def parse_limit(text: str, kind: ValueKind) -> Value:
    """Return the quantity that a limit such as "30 days" or "10 %" stands for; raise ValueError if it is none.

    "40 hours" is a duration or an effort, as `kind` says.
    """
    whole = next((value for value in values_in(text) if len(value.span) == len(text.strip())), None)
    if whole and whole.kind != kind and whole.unit == "hour" and {whole.kind, kind} == {"duration", "effort"}:
        whole = replace(whole, kind=kind, amount=whole.amount / 24 if kind == "duration" else whole.amount * 24)
    if whole and whole.kind == kind:
        return whole
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
