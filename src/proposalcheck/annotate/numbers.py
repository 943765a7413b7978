"""Numbers in a text, in figures and in words: "1,200.50", "1.200,50", "two and a half", "thirty-six (36)", "6 to 8"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from proposalcheck.document import Span

_UNITS = {word: number for number, word in enumerate("zero one two three four five six seven eight nine".split())}
_TEENS = {
    word: number
    for number, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10
    )
}
_TENS = {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_LARGE = {
    "thousand": 1_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billion": 1_000_000_000,
}
_SMALL = {**_UNITS, **_TEENS, **_TENS}

GLUE = r"[\s\u2010\u2011-]"


def _any(words: dict[str, int]) -> str:
    return rf"(?:{'|'.join(words)})\b"


_BELOW_100 = rf"(?:{_any(_TENS)}(?:{GLUE}+{_any(_UNITS)})?|{_any(_TEENS)}|{_any(_UNITS)})"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}{GLUE}+)?hundred\b(?:(?:\s+and\s+|{GLUE}+){_BELOW_100})?|{_BELOW_100})"
_AFTER_LARGE = f"(?:{'|'.join(f'(?<={word})' for word in _LARGE)})"
WORDS = (
    rf"(?:{_BELOW_1000}(?:{GLUE}+{_any(_LARGE)})?|{_any(_LARGE)})"
    rf"(?:{_AFTER_LARGE}(?:,?\s+and\s+|,?{GLUE}+){_BELOW_1000}(?:{GLUE}+{_any(_LARGE)})?)*"
)
FIGURES = (
    r"(?:\d{1,3}(?:[,'’]\d{2,3})*[,'’]\d{3}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?![.\d])"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d+,\d{1,2}(?![\d,])|\d+(?:\.\d+)?|\.\d+)"
)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
_FRACTION = r"(?:[½¼¾]|(?:1/2|1/4|3/4)(?![\d/]))"
_MORE = r"(?:\s+|-)and(?:\s+|-)(?:(?:a|one)[\s-]half|(?:a|one)[\s-]quarter|three[\s-]quarters)(?:\s+of\s+one)?\b"
_PART_OF_ONE = r"one[\s-](?:half|quarter)\s+of\s+(?:one|1)\b|one[\s-]half\b"
_BRACKETED = (
    r"(?:\s*\(\s*(?P<sign>[a-z]{0,3}\.?\s?[$€£¥₹₦]?)\s?"
    rf"(?P<bracketed>{FIGURES})(?:\s?(?P<bracketed_scale>{_any(_LARGE)}))?\s?(?P<mark>%?)\s*\))?"
)
MIXED = rf"(?:{_FRACTION}|{FIGURES}(?:[\s-]?{_FRACTION})?)"
_ONE = (
    rf"(?P<figures>{MIXED})(?:\s?(?P<scale>{_any(_LARGE)}))?"
    rf"(?P<more>{_MORE})?(?:\s*\(\s*{WORDS}\s*\))?"
    rf"|(?:(?P<part>{_PART_OF_ONE})|(?P<words>{WORDS})(?P<more_words>{_MORE})?){_BRACKETED}"
)
_NUMBER = re.compile(_ONE)
_LINK = re.compile(r"\s?[-\u2010-\u2014]\s?|[\s-](?P<word>to|or|and)[\s-]")
_START = re.compile(
    "[0-9½¼¾]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|forty|fif|twenty|hundred|thousand|lakh|"
    "crore|million|billion|zero"
)


_BETWEEN = re.compile(r"\bbetween\s+(?:[a-z]{0,3}[$€£¥₹₦]?\s?)?\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at its place; of a range, `amount` is its upper end and `lowest` its lower one.

    `written` holds the figures as printed, empty for a number in words, and `scale` is 1,000,000 for "4.5 million".
    `sign` is what stands before the figures in brackets ("$" in "four thousand ($4,000)"), `mark` a "%" behind them.
    `link` is the word or dash of a range, empty for a lone number.
    """

    start: int
    end: int
    amount: float
    lowest: float | None = None
    written: str = ""
    scale: float = 1.0
    sign: str = ""
    mark: str = ""
    link: str = ""


def lowered(text: str) -> str:
    """Return `text` in lower case, letter by letter, so that every place stays where it was."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def numbers_in(lower: str) -> Iterator[tuple[Number, ...]]:
    """Yield the numbers in a text in lower case: a lone one, or both of a pair such as "6-8", in reading order."""
    start = _START.search(lower)
    while start:
        first = _number_at(lower, start.start())
        if first is None:
            start = _START.search(lower, _past_word(lower, start.start()))
            continue
        link = _LINK.match(lower, first.end)
        second = _number_at(lower, link.end()) if link else None
        yield (first, second) if second else (first,)
        start = _START.search(lower, (second or first).end)


def joined(first: Number, second: Number, lower: str) -> Number | None:
    """Return the range that two neighbouring numbers make, as in "6-8", "six to eight" or "between 5 and 10"."""
    between = _LINK.match(lower, first.end)
    link = between["word"] or "-" if between else ""
    if link == "and" and not _BETWEEN.search(lower, max(0, first.start - 16), first.start):
        return None
    alike = first.scale == 1 and first.amount * second.scale < second.amount
    lowest = first.amount * second.scale if alike else first.amount
    if lowest >= second.amount:
        return None
    return replace(second, start=first.start, lowest=lowest, link=link)


def _past_word(lower: str, place: int) -> int:
    """Return where the word at `place` ends, or the next place if none stands there."""
    word = _WORD.match(lower, place)
    return word.end() if word else place + 1


_WORD = re.compile(r"\w+")


def _number_at(lower: str, place: int) -> Number | None:
    before = lower[max(0, place - 2) : place]
    if lower[place : place + 1].isalpha() and before[-1:].isalnum():
        return None
    if before.endswith(".") and not before[:-1].strip("($€£ \u00a0"):
        place -= 1
    match = _NUMBER.match(lower, place)
    if match is None:
        return None
    figures = match["bracketed"] or match["figures"] or ""
    scale = _LARGE.get(match["bracketed_scale"] or match["scale"], 1)
    sign, mark = (match["sign"] or "").strip(), match["mark"] or ""
    return Number(match.start(), match.end(), _worth(match), None, figures, scale, sign, mark)


def _worth(match: re.Match[str]) -> float:
    """Return the worth of a match; figures win over words, because they are what people read."""
    if match["bracketed"]:
        return figures_worth(match["bracketed"]) * _LARGE.get(match["bracketed_scale"], 1)
    if match["figures"]:
        return (figures_worth(match["figures"]) + _part(match["more"])) * _LARGE.get(match["scale"], 1)
    return _part(match["part"]) + (
        number_in_words(match["words"]) + _part(match["more_words"]) if match["words"] else 0
    )


def _part(words: str | None) -> float:
    """Return what "and a half", "one-half of one" or "and three quarters" adds; nothing adds nothing."""
    return 0 if not words else 0.5 if "half" in words else 0.75 if "three" in words else 0.25


_LABEL = re.compile(
    r"\b(?:sections?|clauses?|articles?|paragraphs?|schedules?|exhibits?|annex|appendix|attachment|phase|milestone|step|stage"
    r"|tier|level|sprint|option|version|release|item|no\.|number|figure|table|page|chapter|part|task|grade|layer|lot|iso|rfc"
    r"|priority|v\.?)\s?#?\Z"
)


def stands_free(number: Number, lower: str) -> bool:
    """Tell whether `number` is a number by itself: no part of a name, a longer figure, or a label such as "Phase 2"."""
    before = lower[max(0, number.start - 2) : number.start]
    last = before[-1:]
    if last.isalnum() or (last and last in ".,/#$€£¥₹₦_"):
        return False
    if last and last in "-\u2010\u2011" and before[0].isalpha():
        return False
    return not _LABEL.search(lower, max(0, number.start - 14), number.start)


def figures_worth(figures: str, *, thousands_by_dot: bool = False) -> float:
    """Return what printed figures are worth: "1,200.50", "1.200,50", "1 200", "2,5", "1'200" and "2½".

    With `thousands_by_dot` also "1.200" is 1200: a sum of money has no three decimals.
    """
    whole = re.sub(rf"[\s-]?{_FRACTION}$", "", figures)
    part = _FRACTIONS.get(figures[len(whole) :].strip(" -\u00a0"), 0.0)
    plain = re.sub(r"[\s'’]", "", whole)
    if re.fullmatch(r"\d+,\d{1,2}|[\d.]+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    if thousands_by_dot and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain):
        plain = plain.replace(".", "")
    return float(plain.replace(",", "") or 0) + part


def number_in_words(words: str) -> int:
    """Return the number that English number words say: "thirty-six" is 36, "two hundred and five" is 205."""
    total, current = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "hundred":
            current = max(current, 1) * 100
        elif word in _LARGE:
            total, current = total + max(current, 1) * _LARGE[word], 0
        else:
            current += _SMALL.get(word, 0)
    return total + current


@dataclass(frozen=True, slots=True)
class NumberTwice:
    """A number that is given in words and again in figures, as in "thirty (30)", and what each of the two says."""

    span: Span
    in_words: int
    in_figures: float


_COUNTED = r"dollars?|pounds?|euros?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|per\s?cent|percent"
_TWICE = re.compile(
    rf"(?<![\w.,$€£¥₹₦/-])(?<!\bpoint\s)(?P<words>{WORDS})"
    rf"(?:{GLUE}+(?:(?:US|U\.S\.|calendar|business|working)\s)?(?P<unit>{_COUNTED}))?"
    r"(?:\s+and\s+(?:no|zero|00)/100(?:\s+dollars)?)?"
    r"\s?\(\s?(?P<currency>[A-Z]{0,3}[$€£¥₹₦]|USD|EUR|GBP)?\s?"
    rf"(?P<figures>{FIGURES})\s?(?P<mark>%|(?:{_COUNTED}))?\s?\)"
    rf"(?!\s+(?:hundred|{'|'.join(_LARGE)}))",
    re.I,
)
_FIGURES_IN_BRACKETS = re.compile(r"\(\s?(?:[A-Z]{0,3}[$€£¥₹₦]|USD|EUR|GBP)?\s?[.\d]", re.I)
"""What every number that is given twice has: looking for it first saves most texts the slow expression."""
_FRACTION_BEFORE = re.compile(r"(?:half|quarters?|thirds?|tenths?|hundredths?)[\s-](?:of\s)?\Z", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT_SIGNS = {"percent": "%", "per cent": "%"}


def numbers_twice(text: str, offset: int = 0) -> Iterator[NumberTwice]:
    """Yield each number that `text` gives in words and at once in figures, whether or not the two agree.

    A unit between the two, as in "two weeks (10 days)", makes them different things unless the figures repeat it.
    So does a year, as in "Year One (2026)", and of a fraction ("one-half million") the words give a part alone.
    """
    for match in _TWICE.finditer(text) if _FIGURES_IN_BRACKETS.search(text) else ():
        if _FRACTION_BEFORE.search(text, max(0, match.start() - 16), match.start()):
            continue
        unit, mark = (match["unit"] or "").lower().rstrip("s"), (match["mark"] or "").lower().rstrip("s")
        plain_unit, plain_mark = _UNIT_SIGNS.get(unit, unit), _UNIT_SIGNS.get(mark, mark)
        if plain_unit and plain_mark and plain_unit != plain_mark:
            continue
        if not (unit or mark or match["currency"]) and _YEAR.fullmatch(match["figures"]):
            continue
        span = Span(offset + match.start(), offset + match.end())
        yield NumberTwice(span, number_in_words(match["words"]), figures_worth(match["figures"]))
