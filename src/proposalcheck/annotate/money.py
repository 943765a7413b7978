"""Sums of money and rates: which currency stands beside a number, and what the sum is paid for each time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proposalcheck.annotate.numbers import FIGURES, GLUE, SPACE, Number, figures_worth

_CODES = """usd eur gbp cad aud nzd sgd hkd chf inr ngn zar kes aed pkr myr jpy cny sek nok dkk brl mxn pln sar ghs php thb
idr ils try egp lkr bdt ugx tzs qar kwd czk huf ron""".split()
_SIGNS = {"$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "₹": "INR", "₦": "NGN", "rs": "Rs", "rs.": "Rs", "rm": "MYR", "n": "NGN"}
_LANDS = {"us": "USD", "ca": "CAD", "c": "CAD", "au": "AUD", "a": "AUD", "nz": "NZD", "hk": "HKD", "s": "SGD", "sg": "SGD"}
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
_SIGN = rf"(?:(?:{'|'.join(_LANDS)}){SPACE}?)?[$€£¥₹₦]"
_NAME = (
    r"(?P<name>(?:(?:us|u\.s\.|united\sstates|canadian|australian|singapore|hong\skong)\s)?dollars?"
    r"|euros?|pounds?(?:\ssterling)?|rupees?|naira)\b"
)
_BEFORE = re.compile(
    rf"(?<![\w$€£¥₹₦])(?:(?P<code>{_CODE})(?:{SPACE}?(?P<sign_too>{_SIGN}))?|(?P<sign>{_SIGN}|rs\.?|rm|n(?=\Z))){SPACE}?\Z"
)
_SCALE = {"k": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9}
_BEHIND_SIGN = re.compile(
    rf"(?:{SPACE}?(?P<scale>{'|'.join(_SCALE)})\b)?(?:{SPACE}?\(?(?P<code>{_CODE})\b\)?(?!{SPACE}?\d)|{SPACE}{_NAME})?"
)
_BEHIND = re.compile(
    rf"(?:{SPACE}?(?P<scale>k|m|mn|mio|bn)\b)?(?:\s+and\s+(?:no|zero|\d\d)/100)?{GLUE}?"
    rf"(?:(?P<code>{_CODE})\b|(?P<sign>[$€£¥₹₦])|{_NAME})(?!{SPACE}?\d)"
    rf"(?:\s*\(\s*(?P<again_sign>(?:{_CODE}|{_SIGN}|rs\.?){SPACE}?(?:{_SIGN})?)?{SPACE}?(?P<again>{FIGURES})"
    rf"(?:{SPACE}?(?P<large>million|billion|thousand))?{SPACE}?(?P<again_code>{_CODE})?\s*\))?"
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
_THINGS = """user|seat|license|licence|unit|person|resource|developer|engineer|consultant|employee|fte|head|sprint|page|word|item
|session|visit|ticket|gb|tb|call|transaction|request|site|location|device|server|mile|km|kilometer|kilometre|trip
|participant|student|story\\spoint|point|iteration|attendee|member|subscriber|workshop|report""".replace("\n", "")
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
_TIME = rf"{_PEOPLE}(?P<unit>{'|'.join(sorted(_TIMES, key=len, reverse=True))})s?\b\.?(?<!s\.)"
_EACH_TIME = rf"(?:{SPACE}?/{SPACE}?|\s+(?:per|an?|each|every|for\s+each|for\s+every)\s+|-per-)"
_RATE = re.compile(
    rf"{_EACH_TIME}(?:(?P<thing>{_THINGS})\b|{_TIME})"
    rf"|{SPACE}(?P<adverb>hourly|daily|weekly|monthly|quarterly|yearly|annually|pcm\b|p\.a\.)(?!\s+(?:rate|fee|report|basis))"
)
_RATE_NAMED = re.compile(
    rf"\b(?P<adverb>hourly|daily|day|weekly|monthly)(?:\s(?!rate)[a-z-]+)?\srates?(?:\s(?:of|is|are|at|was|will\sbe|shall\sbe))?:?{SPACE}?\Z"
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money at its place; `currency` is an ISO code, or the sign itself where it may be that of several."""

    start: int
    end: int
    amount: float
    lowest: float | None
    currency: str


def sum_at(number: Number, lower: str) -> Sum | None:
    """Return the sum of money that `number` counts, with the currency before or behind it, or None."""
    before = _BEFORE.search(lower, max(0, number.start - 8), number.start)
    if before and not (before["sign"] == "n" and not re.match(r"\d{1,3}(?:,\d{3})+", number.written)):
        return _signed(number, before, lower)
    behind = _BEHIND.match(lower, number.end)
    if behind:
        return _named(number, behind)
    if number.sign in (*_CODES, *_SIGNS) or number.sign[-1:] in tuple("$€£¥₹₦"):
        return Sum(number.start, number.end, _worth(number), number.lowest, _currency(number.sign))
    return None


def _signed(number: Number, before: re.Match[str], lower: str) -> Sum | None:
    behind = _BEHIND_SIGN.match(lower, number.end)
    if behind is None or number.link in ("or", "and"):
        return None
    code = before["code"] or behind["code"]
    currency = code.upper() if code else _currency(before["sign"])
    scale = _SCALE.get(behind["scale"], 1)
    lowest = None if number.lowest is None else number.lowest * scale
    end = behind.end() if behind["code"] or behind["scale"] or behind["name"] else number.end
    return Sum(before.start(), end, _worth(number) * scale, lowest, currency)


def _named(number: Number, behind: re.Match[str]) -> Sum:
    scale = _SCALE.get(behind["scale"], 1)
    lowest = None if number.lowest is None else number.lowest * scale
    sign = (behind["again_sign"] or behind["again_code"] or "").strip()
    currency = _currency(behind["code"] or behind["sign"] or behind["name"])
    if sign and currency in ("$", "Rs"):
        currency = _currency(sign)
    amount = _worth(number) * scale
    if behind["again"]:
        amount = figures_worth(behind["again"], thousands_by_dot=True) * _LARGE.get(behind["large"], 1)
    return Sum(number.start, behind.end(), amount, lowest, currency)


def _worth(number: Number) -> float:
    """Return the worth of the number of a sum, in which "1.200" is 1200: sums have no three decimals."""
    if number.scale == 1 and number.written.count(".") == 1:
        return figures_worth(number.written, thousands_by_dot=True)
    return number.amount


def _currency(written: str) -> str:
    """Return the currency that a sign, a code or a name stands for."""
    plain = " ".join(written.replace("u.s.", "us").split())
    if plain.upper().lower() in _CODES:
        return plain.upper()
    if plain in _SIGNS:
        return _SIGNS[plain]
    if plain[-1:] in _SIGNS:
        land = plain[:-1].strip()
        return land.upper() if land in _CODES else _LANDS.get(land, _SIGNS[plain[-1]])
    return _NAMES[plain.removesuffix(" sterling").removesuffix("s")]


def paid_per(start: int, end: int, lower: str) -> tuple[int, int, str]:
    """Return where a rate begins and ends and what its sum is paid for ("hour", "user/month"), empty for a lone sum."""
    parts: list[str] = []
    while len(parts) < 2 and (match := _RATE.match(lower, end)):
        unit = match["thing"] or _TIMES.get(match["unit"] or "") or _ADVERBS[match["adverb"]]
        parts.append(" ".join(unit.split()))
        end = match.end()
    named = _RATE_NAMED.search(lower, max(0, start - 50), start)
    if named and not parts:
        parts.append(_ADVERBS[named["adverb"]])
    return (named.start() if named and parts else start), end, "/".join(parts)
