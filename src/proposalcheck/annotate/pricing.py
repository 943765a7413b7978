"""Pricing tables: which columns hold quantities, rates and amounts, and what every figure in them is worth.

Columns are told by their headers alone. A table whose headers do not say what its figures are is no pricing table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from proposalcheck.document import Document, Span, Table

ColumnRole = Literal["label", "quantity", "rate", "amount", "share"]
RowRole = Literal["item", "subtotal", "total", "tax", "discount", "other"]

_CURRENCY = (
    r"(?:US|CA|AU|C|A|NZ|HK|S)?[$€£¥₹₦]|USD|EUR|GBP|CAD|AUD|NZD|SGD|CHF|INR|NGN|ZAR|KES|AED|PKR|MYR|RM|Rs\.?|N(?=\d)"
)
_BLANK = "[ \u00a0\u202f]"
_ENGLISH = rf"\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}(?:\.\d{{1,4}})?|\d{{1,3}}(?:{_BLANK}\d{{3}})+(?:\.\d{{1,2}})?"
_CONTINENTAL = rf"\d{{1,3}}(?:[.{_BLANK[1:]}\d{{3}})+,\d{{1,2}}|\d+,\d{{1,2}}"
_SURELY_CONTINENTAL = re.compile(rf"\D{{0,6}}(?:{_CONTINENTAL})\D{{0,6}}")
"""A figure with a decimal comma, which tells that "1.450" in the same table is no decimal fraction."""
_FIGURE = re.compile(
    rf"[~*\s]*(?P<open>\()?(?P<minus>[-–−])?\s*(?P<before>{_CURRENCY})?\s*(?P<minus_inside>[-–−])?"
    rf"(?P<figures>{_ENGLISH}|{_CONTINENTAL}|\d+(?:\.\d{{1,4}})?)\s*(?P<scale>k|K|M)?"
    rf"\s*(?P<after>{_CURRENCY})?\s*(?P<percent>%)?\s*(?P<close>\))?"
    r"\s*(?:(?:/|per\s)?\s*(?:person[\s-])?(?:hours?|hrs?|h|days?|d|months?|mo|weeks?|units?|each|users?|pcs|FTEs?|pages?)\.?)?"
    r"(?:\s*/-)?[*†\s]*",
    re.I,
)
_EMPTY = re.compile(r"[\s–—\-]*(?:n/?a|nil|none|included|incl\.?|free|no charge|waived|0)?[\s–—\-]*", re.I)
_SHARE = re.compile(r"%|\bper\s?cent|\bpercent|\bshare\b", re.I)
_RATE = re.compile(
    r"\brates?\b|\bper\s(?:hour|day|unit|month|user|seat|item|page|piece|session|person)|/\s?(?:hr|hour|day|unit|mo|user|h)\b"
    r"|\bunit\s(?:price|cost|fee)|\b(?:price|cost)\s(?:each|per)\b|\b(?:hourly|daily)\b|\beach\b",
    re.I,
)
_QUANTITY = re.compile(
    r"\b(?:hours?|hrs|days?|weeks?|months?|qty|quantity|quantities|units?|people|persons?|ftes?|headcount|heads|count|"
    r"person-days|man-days|man-hours|effort|volumes?|sessions?|licen[cs]es|users|seats|pages|number|no\. of|"
    r"story points)\b"
    r"|#\s?of",
    re.I,
)
_AMOUNT = re.compile(
    r"\b(?:amounts?|totals?|sub-?totals?|prices?|costs?|fees?|value|sum|budget|charges?|payment|investment|line total|"
    r"in all|altogether|extended|usd|eur|gbp|ngn|inr|cad|aud)\b|[$€£¥₹₦]",
    re.I,
)
_PEOPLE_TIME = re.compile(r"\b(?:hours?|hrs|person-days|man-days|man-hours|effort)\b", re.I)
_RANK = re.compile(
    r"^\s*(?:no\.?|#|s/?n|sl\.?\s?no\.?|item\s(?:no\.?|#)|ref\.?|id|year|date|due|when|timeline|duration|notes?)\s*$",
    re.I,
)
_TOTAL = re.compile(
    r"^\W*(?:(?:grand|overall|project|estimated|contract|overall|final|net|all-in)\s+)*(?:totals?|sum)\b|\btotals?\W*$"
    r"|^\W*(?:(?:in|for)\s+)?all(?:\s+(?:together|told|of\s+(?:it|the\s+above)|the\s+above))?\W*$|^\W*altogether\W*$",
    re.I,
)
_TOTAL_IN_CELL = re.compile(r"\W*(?:[a-z-]+\s){0,3}totals?\s*[:=]?\s*(?=\W{0,4}\d)", re.I)
_SUBTOTAL = re.compile(r"\bsub-?\s?totals?\b", re.I)
_TAX = re.compile(r"\b(?:vat|gst|hst|pst|sst|iva|mwst|(?:sales|service|withholding)?\s*tax(?:es)?)\b", re.I)
_DISCOUNT = re.compile(r"\b(?:discount|rebate|less)\b", re.I)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a cell: its worth, where it stands, and the step of its last printed digit (0.01 for "4.50")."""

    amount: float
    span: Span
    step: float
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its header as printed and what its figures are."""

    index: int
    header: str
    role: ColumnRole


@dataclass(frozen=True, slots=True)
class PricingRow:
    """A row of figures by column; `unread` holds the columns in which words stand where a figure belongs."""

    label: str
    role: RowRole
    figures: Mapping[int, Figure]
    unread: frozenset[int]
    span: Span


@dataclass(frozen=True, slots=True)
class PricingTable:
    """A table that prices something: its columns, and the rows below its header.

    `whole` is False where another table stands right beside it: it may be one table that a page break has cut in two.
    """

    columns: tuple[Column, ...]
    rows: tuple[PricingRow, ...]
    span: Span
    whole: bool = True

    def of(self, role: ColumnRole) -> list[Column]:
        """Return the columns with this role, from left to right."""
        return [column for column in self.columns if column.role == role]


def pricing_tables(document: Document) -> tuple[PricingTable, ...]:
    """Return the tables of `document` whose headers name an amount and that have figures for it."""
    cut = {index for index in range(1, len(document.tables)) if _adjoin(document, index)}
    found = (
        _priced(table, document.text, whole=not {index, index + 1} & cut) for index, table in enumerate(document.tables)
    )
    return tuple(priced for priced in found if priced)


def _adjoin(document: Document, index: int) -> bool:
    """Tell whether hardly a word stands between the table at `index` and the one before it."""
    between = Span(document.tables[index - 1].span.end, document.tables[index].span.start)
    return len(document.quote(between).split()) <= _PAGE_NUMBER_WORDS


_PAGE_NUMBER_WORDS = 2


def _priced(table: Table, text: str, *, whole: bool) -> PricingTable | None:
    for place, cells in enumerate(table.rows[:3]):
        headers = {cell.column: " ".join(cell.span.of(text).split()) for cell in cells}
        columns = tuple(_column(index, header) for index, header in sorted(headers.items()))
        roles = {column.role for column in columns}
        if "amount" in roles and not any(figure_in(header) for header in headers.values()):
            rows = tuple(_rows(table, place + 1, columns, text))
            return PricingTable(columns, rows, table.span, whole) if rows else None
    return None


def _column(index: int, header: str) -> Column:
    return Column(index, header, _column_role(header))


def _column_role(header: str) -> ColumnRole:
    """Return what a header says of its figures; "Cost per hour" is a rate, "Total hours" a quantity."""
    if _RANK.match(header) or len(header.split()) > _HEADER_WORDS:
        return "label"
    tests: tuple[tuple[re.Pattern[str], ColumnRole], ...] = (
        (_RATE, "rate"),
        (_QUANTITY, "quantity"),
        (_SHARE, "share"),
        (_AMOUNT, "amount"),
    )
    return next((role for pattern, role in tests if pattern.search(header)), "label")


_HEADER_WORDS = 7
"""A longer text at the top of a column is prose, not a header."""


def is_effort(column: Column) -> bool:
    """Tell whether a column counts work of people, which adds up; weeks of a plan may run side by side."""
    return column.role == "quantity" and _PEOPLE_TIME.search(column.header) is not None


def _rows(table: Table, first: int, columns: Sequence[Column], text: str) -> Iterator[PricingRow]:
    continental = any(_SURELY_CONTINENTAL.fullmatch(cell.span.of(text)) for row in table.rows for cell in row)
    by_index = {column.index: column for column in columns}
    for cells in table.rows[first:]:
        figures: dict[int, Figure] = {}
        unread: set[int] = set()
        words: list[str] = []
        for cell in cells:
            written = cell.span.of(text)
            index = cell.column if cell.columns == 1 else cell.column + cell.columns - 1
            figure = figure_in(written, cell.span.start, continental=continental)
            figure = figure or _total_in(written, cell.span.start)
            column = by_index.get(index)
            plain = column is None or column.role == "label"
            if figure and not (column is None or _RANK.match(column.header)):
                figures[index] = figure
            if (plain and not (figure and words)) or _TOTAL_IN_CELL.match(written):
                words.append(written)
            elif not plain and not figure and not _EMPTY.fullmatch(written):
                unread.add(index)
                words.append(written)
        label = " ".join(" ".join(words).split())
        if cells:
            yield PricingRow(
                label, _row_role(label), figures, frozenset(unread), Span(cells[0].span.start, cells[-1].span.end)
            )


def _row_role(label: str) -> RowRole:
    tests: tuple[tuple[re.Pattern[str], RowRole], ...] = (
        (_SUBTOTAL, "subtotal"),
        (_TOTAL, "total"),
        (_TAX, "tax"),
        (_DISCOUNT, "discount"),
    )
    if len(label.split()) > _TOTAL_WORDS:
        return "item"
    return next((role for pattern, role in tests if pattern.search(label)), "item")


_TOTAL_WORDS = 8
"""A row whose words are more than this describes an item, even if "total" or "tax" is among them."""


def _total_in(written: str, offset: int) -> Figure | None:
    """Return the figure of a cell such as "Total: 316,000"."""
    label = _TOTAL_IN_CELL.match(written)
    return figure_in(written[label.end() :], offset + label.end()) if label else None


def figure_in(written: str, offset: int = 0, *, continental: bool = False) -> Figure | None:
    """Return the number that a cell holds, if it holds one and nothing else but its currency and unit.

    "1.450,00" and "1 450.00" are both 1450; "1.450" is so only where the table is `continental`, else it is 1.45.
    """
    match = _FIGURE.fullmatch(written)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    figures = _in_english(match["figures"], continental=continental)
    scale = {"k": 1e3, "m": 1e6}.get((match["scale"] or "").lower(), 1.0)
    decimals = len(figures.partition(".")[2])
    negative = match["minus"] or match["minus_inside"] or match["open"]
    amount = float(figures) * scale * (-1 if negative else 1)
    span = Span(offset + match.start("figures"), offset + match.end("figures"))
    return Figure(amount, span, scale * 10.0**-decimals, bool(match["percent"]))


def _in_english(figures: str, *, continental: bool) -> str:
    """Return a number as digits with a point before its decimals and nothing between its thousands."""
    if re.fullmatch(_CONTINENTAL, figures):
        whole, _, decimals = figures.rpartition(",")
        return f"{re.sub(r'[^0-9]', '', whole)}.{decimals}"
    if continental and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", figures):
        return figures.replace(".", "")
    return re.sub(rf"{_BLANK}|,", "", figures)


@dataclass(frozen=True, slots=True)
class WrittenProduct:
    """A product written out in prose, as in "40 hours x $95 = $3,800": its two factors, its result, the whole of it."""

    factors: tuple[Figure, Figure]
    result: Figure
    span: Span


_PART = rf"(?:{_CURRENCY})?\s?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d{{1,2}})?(?:\s?(?:{_CURRENCY}))?"
_UNIT_WORDS = r"(?:\s?(?:/|per\s|an\s|a\s)?\s?[a-z]{1,12}\.?){0,2}"
_WRITTEN = re.compile(
    rf"(?<![\w.,×*+/=-])(?<![x×*+/=-]\s)(?P<first>{_PART}){_UNIT_WORDS}\s*(?:[x×*@]|at)\s*(?P<second>{_PART}){_UNIT_WORDS}\s*=\s*(?P<result>{_PART})"
    r"(?![\w%]|[.,]\d|\s*[x×*+/-]\s*\d)",
    re.I,
)


def written_products(text: str, offset: int = 0) -> Iterator[WrittenProduct]:
    """Yield each product of two factors that `text` writes out with its result."""
    for match in _WRITTEN.finditer(text) if "=" in text else ():
        parts = [figure_in(match[name], offset + match.start(name)) for name in ("first", "second", "result")]
        first, second, result = parts
        if first and second and result:
            yield WrittenProduct((first, second), result, Span(offset + match.start(), offset + match.end()))
