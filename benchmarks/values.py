"""How well and how fast values are found, beside the libraries that find some of them.

    python -m benchmarks.values [--sentences FILE]

Every way reads the sentences of `tests/annotate/value_cases.py`. A value counts as found if amount and unit are right
at a place that overlaps the marked one, and as exact if its first and last character are right too; "false" counts the
near misses in which something with a unit is found. Libraries are given their best case: a range may be told by its
middle or either end, every currency is the right one for quantulum3, and price-parser, which tells no places, is also
given the marked words alone. A way that is not installed is left out. The time is CPU seconds for a thousand sentences:
those of the cases, repeated, or the strings of the JSON list in FILE. The table is Markdown.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tests.annotate.value_cases import CASES, Case, Worth

from proposalcheck.annotate.quantities import DAYS, WORK_HOURS
from proposalcheck.annotate.values import Value, ValueKind, values_in
from proposalcheck.document import Span

KINDS: tuple[ValueKind, ...] = ("money", "rate", "percent", "date", "duration", "effort", "headcount")


@dataclass(frozen=True, slots=True)
class Found:
    """A value that some way found: where, how it decides whether it means the same, and whether it has a unit."""

    span: Span
    means: Callable[[Worth], bool]
    has_unit: bool = True


Way = Callable[[str], list[Found]]


def ours() -> Way:
    """Return the way of this program; kind, unit, range and period must all be right."""

    def agrees(value: Value) -> Callable[[Worth], bool]:
        def means(worth: Worth) -> bool:
            same = (value.kind, value.unit, value.per) == (worth.kind, worth.unit, worth.per)
            return same and _close(value.amount, worth.amount) and (value.lowest is None) == (worth.lowest is None)

        return means

    return lambda text: [Found(value.span, agrees(value)) for value in values_in(text)]


def quantulum3() -> Way:
    """Return the way of quantulum3, whose currencies and units are named in English.

    Its classifier is left out: it was saved by an old scikit-learn and cannot be loaded by one of today.
    """
    vars(import_module("quantulum3.classifier"))["USE_CLF"] = False
    parse = import_module("quantulum3.parser").parse
    return lambda text: [
        Found(
            Span(*found.span),
            _says_quantity(found.value, found.unit.name, found.unit.entity.name),
            found.unit.name != "dimensionless",
        )
        for found in parse(text)
    ]


def _says_quantity(value: float, unit: str, entity: str) -> Callable[[Worth], bool]:
    plain = unit.split(" per ", maxsplit=1)[0]
    rated = " per " in unit and any(word in unit for word in ("dollar", "euro", "pound", "rupee", "franc", "rand"))

    def means(worth: Worth) -> bool:
        scale = {"duration": DAYS, "effort": WORK_HOURS}.get(worth.kind, {}).get(plain, 1)
        kinds = {"money": entity == "currency", "rate": rated, "percent": "percentage" in unit, "headcount": True}
        kinds |= {"duration": unit in DAYS, "effort": plain in WORK_HOURS}
        values = (value * scale, value * scale * (1.4 if worth.kind == "duration" else 1))
        return kinds.get(worth.kind, False) and any(_close(value, end) for value in values for end in _ends(worth))

    return means


def dateparser() -> Way:
    """Return the way of dateparser's search; a month or quarter may be told by any of its days."""
    search_dates = import_module("dateparser.search").search_dates

    def way(text: str) -> list[Found]:
        found, place = [], 0
        for words, day in search_dates(text, languages=["en"]) or []:
            start = text.find(words, place)
            place = start + len(words)
            found.append(Found(Span(start, place), _says_day(day.date().toordinal())))
        return found

    return way


def _says_day(day: int) -> Callable[[Worth], bool]:
    return lambda worth: (
        worth.kind == "date" and (worth.amount if worth.lowest is None else worth.lowest) <= day <= worth.amount
    )


def price_parser() -> Way:
    """Return the way of price-parser on whole sentences; any place counts as the right one."""
    return lambda text: _price(text, Span(0, len(text)))


def price_parser_words() -> Way:
    """Return the way of price-parser on the marked words alone, with their places given to it."""
    marks = {case.text: [span for span, _ in marked(case)] for case in CASES}
    return lambda text: [found for span in marks.get(text, ()) for found in _price(span.of(text), span)]


def _price(words: str, span: Span) -> list[Found]:
    price = import_module("price_parser").Price.fromstring(words)
    if price.amount is None:
        return []
    signs = {
        "€": "EUR",
        "£": "GBP",
        "₹": "INR",
        "₦": "NGN",
        "Rs.": "Rs",
        "US$": "USD",
        "C$": "CAD",
        "A$": "AUD",
        "R": "ZAR",
    }
    currency, amount = signs.get(price.currency or "", price.currency), float(price.amount)
    return [
        Found(
            span,
            lambda worth: (
                worth.kind in ("money", "rate")
                and currency == worth.unit
                and any(_close(amount, end) for end in _ends(worth))
            ),
            price.currency is not None,
        )
    ]


WAYS: dict[str, tuple[str, Callable[[], Way]]] = {
    "proposalcheck": ("proposalcheck", ours),
    "quantulum3": ("quantulum3", quantulum3),
    "dateparser": ("dateparser", dateparser),
    "price-parser": ("price_parser", price_parser),
    "price-parser, given the words": ("price_parser", price_parser_words),
}


def _close(first: float, second: float) -> bool:
    return abs(first - second) < 1e-6 * max(1.0, abs(second))


def _ends(worth: Worth) -> tuple[float, ...]:
    lowest = worth.amount if worth.lowest is None else worth.lowest
    return lowest, (lowest + worth.amount) / 2, worth.amount


def marked(case: Case) -> Iterator[tuple[Span, Worth]]:
    """Yield the places that a case marks, in the sentence without marks, and what they are worth."""
    parts = case.marked.replace("⟧", "⟦").split("⟦")
    place, spans = 0, []
    for index, part in enumerate(parts):
        spans += [Span(place, place + len(part))] if index % 2 else []
        place += len(part)
    yield from zip(spans, case.worth, strict=True)


def main() -> None:
    """Measure every way that is installed and print the table."""
    parser = argparse.ArgumentParser(description="Measure how values are found, beside other libraries.")
    parser.add_argument(
        "--sentences", type=Path, help="a JSON list of sentences to take the time on; default: the cases"
    )
    arguments = parser.parse_args()
    texts = json.loads(arguments.sentences.read_text()) if arguments.sentences else [case.text for case in CASES]
    warnings.simplefilter("ignore")
    totals = Counter(worth.kind for case in CASES for worth in case.worth)
    sys.stdout.write("| way | " + " | ".join(f"{kind} ({totals[kind]})" for kind in KINDS) + " | false | s |\n")
    sys.stdout.write("|---|" + "--:|" * (len(KINDS) + 2) + "\n")
    for name, (module, make) in WAYS.items():
        if find_spec(module):
            sys.stdout.write(_row(name, make(), texts))


def _row(name: str, way: Way, texts: list[str]) -> str:
    right: Counter[str] = Counter()
    exact: Counter[str] = Counter()
    for case in CASES:
        found = way(case.text)
        for span, worth in marked(case):
            same = [place for place in found if place.span.overlaps(span) and place.means(worth)]
            right[worth.kind] += bool(same)
            exact[worth.kind] += any(place.span == span for place in same)
    false = sum(any(found.has_unit for found in way(case.text)) for case in CASES if not case.worth)
    figures = " | ".join(f"{right[kind]} / {exact[kind]}" for kind in KINDS)
    return f"| {name} | {figures} | {false} | {_seconds(way, texts):.3f} |\n"


def _seconds(way: Way, texts: list[str]) -> float:
    """Return the CPU seconds for a thousand sentences, spread evenly over those given."""
    step = max(1, len(texts) // 1000)
    chosen = (texts[::step] * (1000 // len(texts[::step]) + 1))[:1000]
    start = time.process_time()
    for text in chosen:
        way(text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
