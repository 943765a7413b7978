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
_NUMBER_WORD = rf"(?:{'|'.join([*_SMALL, *_TENS, *_SCALES])})\b"
_GLUE = "[\\s\u2010\u2011-]"
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and\s+"
_WORDS = rf"{_NUMBER_WORD}(?:(?:{_AND}|{_GLUE}+){_NUMBER_WORD})*"
_FIGURES = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)(?:\.\d+)?"
_NUMBER = (
    r"(?<![\w.,/$€£¥₹₦])"
    rf"(?:(?P<figures>{_FIGURES})(?:\s*\(\s*{_WORDS}\s*\))?"
    rf"|(?P<words>{_WORDS})(?:\s*\(\s*(?P<bracketed>{_FIGURES})\s*\))?)"
)
_DURATION = re.compile(
    rf"{_NUMBER}{_GLUE}*(?P<working>business|working|calendar|consecutive)?{_GLUE}*"
    r"(?P<unit>minute|hour|day|week|month|quarter|year)s?\b",
    re.I,
)
_PERCENT = re.compile(rf"{_NUMBER}\s*(?:%|per\s?cent\b)(?:\s?\(\s*{_FIGURES}\s?%\s*\))?", re.I)
_CURRENCY = "USD|EUR|GBP|CAD|AUD|CHF|INR|NGN"
_MONEY = re.compile(
    rf"(?P<before>(?:US|CA|AU|C|A|NZ|HK)?[$€£¥₹₦]|\b(?:{_CURRENCY}|Rs\.?))\s?(?P<figures>{_FIGURES})"
    r"(?:\s?(?P<scale>k|m|bn|thousand|million|billion)\b)?"
    rf"|{_NUMBER.replace('P<figures>', 'P<leading>')}"
    r"(?:\s?(?P<scale_after>thousand|million|billion))?\s?(?P<after>(?:US\s)?dollars|euros|pounds|"
    + _CURRENCY
    + r")\b",
    re.I,
)
_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 365 / 12,
    "quarter": 365 / 4,
    "year": 365.0,
}
_SCALE = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, **_SCALES}
_SLACK = 0.02
"""By how much durations in different units may differ and still be the same: months have 28 to 31 days."""


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity as written: durations in days (a business day is 1.4), percentages in points, money in its unit."""

    kind: ValueKind
    span: Span
    amount: float
    unit: str

    def exceeds(self, other: Value) -> bool:
        """Tell whether this quantity is larger; 31 days and one month, or 12 months and one year, are the same."""
        same_unit = self.kind != "duration" or self.unit == other.unit
        return self.amount > other.amount * (1 if same_unit else 1 + _SLACK)


def values_in(text: str, offset: int = 0) -> Iterator[Value]:
    """Yield the durations, percentages and sums of money in `text`, whose first character stands at `offset`."""
    for match in _DURATION.finditer(text):
        working = 1.4 if (match["working"] or "").lower() in ("business", "working") else 1.0
        unit = match["unit"].lower()
        yield Value("duration", _span(match, offset), _number(match) * _DAYS[unit] * working, unit)
    for match in _PERCENT.finditer(text):
        yield Value("percent", _span(match, offset), _number(match), "%")
    for match in _MONEY.finditer(text):
        scale = _SCALE.get((match["scale"] or match["scale_after"] or "").lower(), 1)
        yield Value("money", _span(match, offset), _number(match) * scale, (match["before"] or match["after"]).upper())


@dataclass(frozen=True, slots=True)
class NumberTwice:
    """A number that is given in words and again in figures, as in "thirty (30)", and what each of the two says."""

    span: Span
    in_words: int
    in_figures: float


_COUNTED = r"dollars?|pounds?|euros?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|per\s?cent|percent"
_SCALED = r"(?:(?<=thousand)|(?<=million)|(?<=billion))"
_TWICE = re.compile(
    rf"(?<![\w.,$€£¥₹₦/-])(?<!\bpoint\s)(?P<words>{_WORDS}(?:{_SCALED},\s+{_WORDS})*)"
    rf"(?:{_GLUE}+(?:(?:US|U\.S\.|calendar|business|working)\s)?(?P<unit>{_COUNTED}))?(?:\s+and\s+(?:no|zero|00)/100(?:\s+dollars)?)?"
    rf"\s?\(\s?(?P<currency>[A-Z]{{0,3}}[$€£¥₹₦]|USD|EUR|GBP)?\s?(?P<figures>{_FIGURES})\s?(?P<mark>%|(?:{_COUNTED}))?\s?\)"
    rf"(?!\s+(?:{'|'.join(_SCALES)}))",
    re.I,
)


def numbers_twice(text: str, offset: int = 0) -> Iterator[NumberTwice]:
    """Yield each number that `text` gives in words and at once in figures, whether or not the two agree.

    A unit between the two, as in "two weeks (10 days)", makes them different things unless the figures repeat it.
    """
    for match in _TWICE.finditer(text):
        unit, mark = (match["unit"] or "").lower().rstrip("s"), (match["mark"] or "").lower().rstrip("s")
        plain_unit, plain_mark = _UNIT_SIGNS.get(unit, unit), _UNIT_SIGNS.get(mark, mark)
        if plain_unit and plain_mark and plain_unit != plain_mark:
            continue
        figures = float(match["figures"].replace(",", ""))
        yield NumberTwice(_span(match, offset), number_in_words(match["words"]), figures)


_UNIT_SIGNS = {"percent": "%", "per cent": "%"}


def parse_limit(text: str, kind: ValueKind) -> Value:
    """Return the quantity that a limit such as "30 days" or "10 %" stands for; raise ValueError if it is none."""
    for value in values_in(text):
        if value.kind == kind and len(value.span) == len(text.strip()):
            return value
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


def _number(match: re.Match[str]) -> float:
    """Return the number of a match; figures win over words, because they are what people read."""
    groups = match.groupdict()
    figures = groups["figures"] or groups.get("bracketed") or groups.get("leading")
    return float(figures.replace(",", "")) if figures else float(number_in_words(groups["words"]))


def _span(match: re.Match[str], offset: int) -> Span:
    return Span(offset + match.start(), offset + match.end())
