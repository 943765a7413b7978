"""Sums of money and rates: which currency stands beside a number, and what the sum is paid for each time."""

from __future__ import annotations

import re

from proposalcheck.annotate.numbers import FIGURES, GLUE, Number, figures_worth, stands_free
from proposalcheck.annotate.quantities import Value
from proposalcheck.document import Span

_CODES = """usd eur gbp cad aud nzd sgd hkd chf inr ngn zar kes aed pkr myr jpy cny sek nok dkk brl mxn pln sar ghs php
thb idr ils try egp lkr bdt ugx tzs qar kwd czk huf ron""".split()
_SIGNS = {"$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "₹": "INR", "₦": "NGN"}
_LETTERS = {"rs": "Rs", "rs.": "Rs", "rm": "MYR", "n": "NGN", "r": "ZAR"}
_LANDS = {
    **dict.fromkeys(("us", "u.s."), "USD"),
    **dict.fromkeys(("ca", "c"), "CAD"),
    **dict.fromkeys(("au", "a"), "AUD"),
    **dict.fromkeys(("sg", "s"), "SGD"),
    "nz": "NZD",
    "hk": "HKD",
}
_NAMES = {
    "euro": "EUR",
    "pound": "GBP",
    "rupee": "Rs",
    "naira": "NGN",
    "dollar": "$",
    "us dollar": "USD",
    "united states dollar": "USD",
    "canadian dollar": "CAD",
    "australian dollar": "AUD",
    "singapore dollar": "SGD",
    "hong kong dollar": "HKD",
}
_CODE = "|".join(_CODES)
_SIGN = r"(?:(?:u\.s\.|us)\s?|(?:ca|c|au|a|nz|hk|sg|s)(?=\$))?[$€£¥₹₦]"
_NAME = (
    r"(?P<name>(?:(?:us|u\.s\.|united\sstates|canadian|australian|singapore|hong\skong)\s)?dollars?(?:\s+and\s+[a-z-]+(?:\s[a-z]+)?\s+cents)?"
    r"|euros?|pounds?(?:\ssterling)?|rupees?|naira)\b"
)
_BEFORE = re.compile(rf"(?<![\w$€£¥₹₦])(?:(?P<code>{_CODE})(?:\s?{_SIGN})?|(?P<sign>{_SIGN}|rs\.?|rm|[nr](?=\Z)))\s?\Z")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_SCALE = {"k": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9}
_BEHIND_SIGN = re.compile(
    rf"(?:\s?(?P<scale>{'|'.join(_SCALE)})\b)?"
    rf"(?:\s?\(?(?P<code>{_CODE})\b\)?(?!\s?\d)|\s{_NAME})?"
)
_AGAIN = (
    rf"(?:\s*\(\s*(?P<again_sign>(?:{_CODE}|{_SIGN}|rs\.?)\s?(?:{_SIGN})?)?\s?(?P<again>{FIGURES})"
    rf"(?:\s?(?P<large>million|billion|thousand))?\s?(?P<again_code>{_CODE})?\s*\))?"
)
_BEHIND = re.compile(
    rf"(?:\s?(?P<scale>k|m|mn|mio|bn)\b)?(?:\s+and\s+(?:no|zero|\d\d)/100)?{GLUE}?"
    rf"(?:(?P<code>{_CODE})\b|(?P<sign>[$€£¥₹₦])|{_NAME})(?!\s?\d){_AGAIN}"
)
_LARGE = {"thousand": 1e3, "million": 1e6, "billion": 1e9}

_TIMES = {
    **dict.fromkeys(("hour", "hr", "h"), "hour"),
    **dict.fromkeys(("day", "d"), "day"),
    **dict.fromkeys(("week", "wk"), "week"),
    **dict.fromkeys(("month", "mo", "mth"), "month"),
    **dict.fromkeys(("year", "yr", "annum"), "year"),
    **dict.fromkeys(("minute", "min"), "minute"),
    "quarter": "quarter",
    "fortnight": "fortnight",
}
_THINGS = "|".join(
    r"""user seat license licence unit person resource developer engineer consultant employee fte sprint page word
    item session visit ticket gb tb call transaction request site location device server mile km kilometre trip
    participant student pound kilogram kg ton tonne hectare acre point story\spoint iteration attendee member subscriber
    workshop report night piece copy class lesson room head""".split()
)
_ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "day": "day",
    "weekly": "week",
    "monthly": "month",
    "pcm": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
    "annual": "year",
    "p.a.": "year",
}
_PEOPLE = r"(?:(?:person|man|calendar|business|working)[\s-]?)?"
_TIME = rf"{_PEOPLE}(?P<unit>{'|'.join(sorted(_TIMES, key=len, reverse=True))})s?\b"
_EACH_TIME = r"\+?(?:\s?/\s?|\s+(?:per|an?|each|every|for\s+each|for\s+every)\s+|-per-)"
_RATE = re.compile(
    rf"{_EACH_TIME}(?:{_TIME}|(?P<thing>{_THINGS})\b)"
    rf"|\s(?P<adverb>hourly|daily|weekly|monthly|quarterly|yearly|annually|pcm\b|p\.a\.)(?!\s+(?:rate|fee|report|basis))"
)
_RATE_NAMED = re.compile(
    r"\b(?P<adverb>hourly|daily|day|weekly|monthly)(?:\s(?!rate)[a-z-]+)?\srates?"
    r"(?:\s(?:of|is|are|at|was|will\sbe|shall\sbe))?:?\s?\Z"
)


def money_at(number: Number, lower: str) -> Value | None:
    """Return the sum or the rate that `number` counts, with the currency before or behind it, or None."""
    before = _BEFORE.search(lower, max(0, number.start - 9), number.start)
    if before and before["sign"] in ("n", "r") and not _GROUPED.match(number.written):
        before = None
    if before:
        return _signed(number, before, lower)
    behind = _BEHIND.match(lower, number.end) if stands_free(number, lower) else None
    if behind:
        return _named(number, behind, lower)
    if number.sign and _currency(number.sign) and stands_free(number, lower):
        return _paid(Span(number.start, number.end), _worth(number), number.lowest, _currency(number.sign), lower)
    return None


def _signed(number: Number, before: re.Match[str], lower: str) -> Value | None:
    """Return a sum with its currency in front; a range of it is written with a dash or "to", no "or"."""
    behind = _BEHIND_SIGN.match(lower, number.end)
    if behind is None or number.link in ("or", "and"):
        return None
    scale = _SCALE.get(behind["scale"], 1)
    lowest = None if number.lowest is None else number.lowest * scale
    currency = _currency(before["code"] or behind["code"] or before["sign"])
    return _paid(Span(before.start(), behind.end()), _worth(number) * scale, lowest, currency, lower)


def _named(number: Number, behind: re.Match[str], lower: str) -> Value:
    """Return a sum with its currency behind it, the figures in brackets winning, as in "one dollar ($1)"."""
    scale = _SCALE.get(behind["scale"], 1)
    amount = _worth(number) * scale
    if behind["again"]:
        amount = figures_worth(behind["again"], thousands_by_dot=True) * _LARGE.get(behind["large"], 1)
    lowest = None if number.lowest is None else number.lowest * scale
    currency = _currency(behind["code"] or behind["sign"] or behind["name"])
    again = (behind["again_code"] or behind["again_sign"] or number.sign).strip()
    if again and currency in ("$", "Rs"):
        currency = _currency(again) or currency
    return _paid(Span(number.start, behind.end()), amount, lowest, currency, lower)


def _worth(number: Number) -> float:
    """Return the worth of the number of a sum, in which "1.200" is 1200: sums have no three decimals."""
    if number.scale == 1 and number.lowest is None and number.written.count(".") == 1:
        return figures_worth(number.written, thousands_by_dot=True)
    return number.amount


def _currency(written: str) -> str:
    """Return the currency that a sign, a code or a name stands for, empty if it is none."""
    plain = " ".join(written.replace("u.s.", "us").split())
    code, sign = plain[:3], plain[-1:]
    if code in _CODES:
        return code.upper()
    if sign in _SIGNS:
        return _LANDS.get(plain[:-1].strip(), _SIGNS[sign]) if sign == "$" else _SIGNS[sign]
    name = plain.partition(" and ")[0].removesuffix(" sterling").removesuffix("s")
    return _LETTERS.get(plain) or _NAMES.get(name, "")


def _paid(span: Span, amount: float, lowest: float | None, currency: str, lower: str) -> Value:
    """Return a sum, or a rate if words beside it say what it is paid for each time ("hour", "user/month")."""
    parts: list[str] = []
    end = span.end
    while len(parts) < 2 and (match := _RATE.match(lower, end)):
        unit = match["thing"] or _TIMES.get(match["unit"] or "") or _ADVERBS[match["adverb"]]
        parts.append(" ".join(unit.split()))
        end = match.end()
    named = None if parts else _RATE_NAMED.search(lower, max(0, span.start - 50), span.start)
    if named:
        parts.append(_ADVERBS[named["adverb"]])
    whole = Span(named.start() if named else span.start, end)
    return Value("rate" if parts else "money", whole, amount, currency, lowest, "/".join(parts))
