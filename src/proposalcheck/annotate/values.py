"""Quantities in a sentence: durations, percentages, money and counts, with the number and unit that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from proposalcheck.document import Span

ValueKind = Literal["duration", "percent", "money"]

_SMALL = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_NUMBER_WORDS = "|".join([*_SMALL, *_TENS, *_SCALES])
_WORDS = rf"(?:{_NUMBER_WORDS})(?:[\s-]+(?:and\s+)?(?:{_NUMBER_WORDS}))*"
_NUMBER = rf"(?P<words>{_WORDS})?\s*(?:\(\s*)?(?P<figures>\d[\d,]*(?:\.\d+)?)?(?:\s*\))?"
_UNITS = r"(?P<unit>hour|day|week|month|quarter|year)"
_DURATION = re.compile(
    rf"\b{_NUMBER}(?P<working>[\s-]*(?:business|working|calendar|consecutive))?[\s-]*{_UNITS}(?:s|\b)", re.I
)
_PERCENT = re.compile(rf"{_NUMBER}\s*(?P<unit>%|per\s?cent\b)", re.I)
_MONEY = re.compile(
    r"(?P<before>(?:US|CA|AU|C|A|NZ|HK)?[$€£¥₹₦]|\b(?:USD|EUR|GBP|CAD|AUD|CHF|INR|NGN)\b)"
    r"\s?(?P<figures>\d[\d,]*(?:\.\d+)?)"
    r"\s?(?P<scale>k\b|m\b|bn\b|million\b|thousand\b|billion\b)?"
    r"|(?P<figures_first>\d[\d,]*(?:\.\d+)?)\s?(?P<after>dollars|euros|pounds|USD|EUR|GBP|CAD|AUD|CHF|INR)\b",
    re.I,
)
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0}
_SCALE = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, **_SCALES}


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity as written: durations in days (a business day is 1.4), percentages in points, money in its unit."""

    kind: ValueKind
    span: Span
    amount: float
    unit: str


def values_in(text: str, offset: int = 0) -> Iterator[Value]:
    """Yield the durations, percentages and sums of money in `text`, whose first character stands at `offset`."""
    for match in _DURATION.finditer(text):
        number = _number(match)
        if number is not None:
            working = 1.4 if (match["working"] or "").strip(" -").lower() in ("business", "working") else 1.0
            unit = match["unit"].lower()
            yield Value("duration", _span(match, offset), number * _DAYS[unit] * working, unit)
    for match in _PERCENT.finditer(text):
        number = _number(match)
        if number is not None:
            yield Value("percent", _span(match, offset), number, "%")
    for match in _MONEY.finditer(text):
        figures = match["figures"] or match["figures_first"]
        scale = _SCALE.get((match["scale"] or "").lower(), 1)
        unit = (match["before"] or match["after"]).upper()
        yield Value("money", _span(match, offset), float(figures.replace(",", "")) * scale, unit)


def parse_limit(text: str, kind: ValueKind) -> float:
    """Return the amount that a rule's limit such as "30 days" or "10 %" stands for; raise ValueError if it is none."""
    for value in values_in(text):
        if value.kind == kind:
            return value.amount
    raise ValueError(f'"{text}" is no {kind}; write for example {_EXAMPLES[kind]}')


_EXAMPLES = {"duration": '"30 days"', "percent": '"10 %"', "money": '"$5,000"'}


def number_in_words(words: str) -> int:
    """Return the number that English number words say: "thirty-six" is 36, "two hundred and five" is 205."""
    total, current = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _SCALES:
            scale = _SCALES[word]
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0
        else:
            current += _SMALL.get(word, _TENS.get(word, 0))
    return total + current


def _number(match: re.Match[str]) -> float | None:
    """Return the number of a match; figures win over words, because they are what people read."""
    if match["figures"]:
        return float(match["figures"].replace(",", ""))
    return float(number_in_words(match["words"])) if match["words"] else None


def _span(match: re.Match[str], offset: int) -> Span:
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return Span(offset + start, offset + match.end())
