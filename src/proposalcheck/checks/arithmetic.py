"""The sums of a pricing table, worked out again: which figure is not what the figures beside it make.

What a column means is settled by the table itself: a reading counts when most rows agree with it, and only then are the
rows that do not agree called wrong. Differences within the rounding of the printed figures are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import prod

from proposalcheck.annotate.pricing import Column, Figure, PricingRow, PricingTable, WrittenProduct, is_effort
from proposalcheck.document import Span

_SMALLEST = 1.0
"""A difference of less than this much money is never worth a word."""
_MOST_FACTORS = 3
_MOST_SHOWN = 8
_UNSURE_LINE = re.compile(
    r"\b(?:option(?:al|s)?|alternative(?:ly)?|monthly|per month|/\s?mo(?:nth)?|annual(?:ly)?|per (?:year|annum)|yearly|"
    r"recurring|not included|excluded|included in|if (?:required|needed)|add-?ons?|estimate only|up to|from)\b",
    re.I,
)
"""Lines that may or may not be part of a total."""
_PERCENT = re.compile(r"(?P<percent>\d{1,2}(?:\.\d{1,3})?)\s?%")
_NUMBERED_BELOW = re.compile(r"^\W*\d+\.\d+\b|^\W*\([a-z]\)|^\W*[•–-]\s")
_TOTAL_HEADER = re.compile(r"^(?:grand\s|overall\s)?totals?\b|\btotals?$", re.I)
_SAME_UNIT = re.compile(r"\b(hour|day|week|month|unit|user|page|session)s?\b|(hr)s?\b", re.I)


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure that is wrong: as printed, in the line `around` it called `label`, and as `worked_out` by `sum`."""

    printed: Figure
    label: str
    around: Span
    sum: str
    worked_out: float


def corrected(table: PricingTable, slips: Sequence[Slip]) -> PricingTable:
    """Return `table` with the figures of `slips` as they should be."""
    right = {slip.printed.span: slip.worked_out for slip in slips}
    rows = tuple(
        replace(
            row,
            figures={
                column: replace(figure, amount=right.get(figure.span, figure.amount))
                for column, figure in row.figures.items()
            },
        )
        for row in table.rows
    )
    return replace(table, rows=rows)


def money(amount: float) -> str:
    """Return a number as people print it: thousands parted, no more than two decimals and none that are zero."""
    return f"{amount:,.2f}".removesuffix(".00")


def products(table: PricingTable) -> Iterator[Slip]:
    """Yield the amounts that are not quantity times rate, where the other rows of the table are."""
    best, others = product_readings(table)
    for row in best.differing if best is not None else ():
        if best is not None and not any(row in other.agreeing for other in others):
            yield best.slip(row)


def product_readings(table: PricingTable) -> tuple[Reading | None, list[Reading]]:
    """Return the way in which the rows of `table` multiply, None where that is not sure, and the ways it is not."""
    rates, amounts = _rates_and_amounts(table)
    quantities = table.of("quantity")
    readings = [
        Reading(table, (*chosen, rate), amount)
        for rate in rates
        for amount in amounts
        for count in range(1, min(len(quantities), _MOST_FACTORS) + 1)
        for chosen in combinations(quantities, count)
    ]
    best = max(readings, key=_lead, default=None)
    if best is None or not best.is_sure(plain=len(amounts) == len(quantities) == 1):
        readings += _in_any_order(table)
        best = max((reading for reading in readings if reading.is_telling()), key=_lead, default=None)
    return best, [reading for reading in readings if reading is not best]


def _lead(reading: Reading) -> int:
    return len(reading.agreeing) - len(reading.differing)


def _rates_and_amounts(table: PricingTable) -> tuple[list[Column], list[Column]]:
    """Return the one rate of a table and its amounts; of two amounts the first may be the rate, as in "Fee | Total"."""
    rates, amounts = table.of("rate"), table.of("amount")
    if not rates and len(amounts) == 2 and len(table.of("quantity")) == 1:
        return amounts[:1], amounts[1:]
    return (rates if len(rates) == 1 else []), amounts


def _in_any_order(table: PricingTable) -> list[Reading]:
    """Return every way to read three columns as two factors and their product, whatever their headers say."""
    filled = [column for column in table.columns if any(column.index in row.figures for row in table.rows)]
    if not 3 <= len(filled) <= _MOST_TRIED:
        return []
    factors = combinations(filled, 2)
    return [
        Reading(table, pair, result)
        for pair in factors
        for result in filled
        if result.role == "amount" and result not in pair
    ]


_MOST_TRIED = 8


class Reading:
    """One way to read the rows of a table: that the figure in `result` is the product of those in `factors`."""

    def __init__(self, table: PricingTable, factors: tuple[Column, ...], result: Column) -> None:
        self.factors = factors
        self.result = result
        needed = {column.index for column in (*factors, result)}
        rows = [row for row in table.rows if row.role == "item" and needed <= row.figures.keys()]
        rows = [row for row in rows if not any(row.figures[index].percent for index in needed)]
        self.agreeing = [row for row in rows if self._agrees(row)]
        self.differing = [row for row in rows if not self._agrees(row)]

    def is_sure(self, *, plain: bool) -> bool:
        """Tell whether the table means this; `plain` says that its headers allow no other reading."""
        agreeing, differing = len(self.agreeing), len(self.differing)
        if agreeing >= 2 and agreeing > differing:
            return True
        return plain and (agreeing >= max(1, differing) or (differing == 1 and self._same_unit()))

    def is_telling(self) -> bool:
        """Tell whether the rows agree too often for chance; a factor of one or nothing makes agreement no sign."""
        telling = [row for row in self.agreeing if all(figure.amount not in (0, 1) for figure in self._figures(row))]
        return len(telling) >= 2 and len(telling) > len(self.differing)

    def _same_unit(self) -> bool:
        units = [{match.group().lower()[:3] for match in _SAME_UNIT.finditer(column.header)} for column in self.factors]
        return bool(set.intersection(*units))

    def _agrees(self, row: PricingRow) -> bool:
        figures = self._figures(row)
        return is_near(
            row.figures[self.result.index], prod(figure.amount for figure in figures), product_slack(figures)
        )

    def _figures(self, row: PricingRow) -> list[Figure]:
        return [row.figures[column.index] for column in self.factors]

    def slip(self, row: PricingRow) -> Slip:
        """Return what is wrong with the result in `row`."""
        figures = self._figures(row)
        return Slip(
            row.figures[self.result.index],
            row.label,
            row.span,
            as_product(figures),
            prod(figure.amount for figure in figures),
        )


def as_product(figures: Sequence[Figure]) -> str:
    """Return "40 x 95 = 3,800"."""
    return (
        f"{' x '.join(money(figure.amount) for figure in figures)} = {money(prod(figure.amount for figure in figures))}"
    )


def is_near(printed: Figure, worked_out: float, slack: float = 0.0) -> bool:
    """Tell whether a printed figure is what was worked out, within its own rounding and the `slack` of its sources."""
    return abs(printed.amount - worked_out) < max(_SMALLEST, printed.step / 2 + slack) + 1e-6


def product_slack(figures: Sequence[Figure]) -> float:
    """Return by how much a product may be off because its factors are printed with decimals that were rounded."""
    slack = 0.0
    for figure in figures:
        if figure.step < 1:
            slack += prod(abs(other.amount) for other in figures if other is not figure) * figure.step / 2
    return slack


def blended(table: PricingTable) -> Iterator[Slip]:
    """Yield the blended or average rates of a total line that are not its amount divided by its hours or days."""
    rates, amounts = table.of("rate"), table.of("amount")
    efforts = [column for column in table.columns if is_effort(column)]
    if not (len(rates) == len(amounts) == len(efforts) == 1):
        return
    rate, amount, effort = rates[0], amounts[0].index, efforts[0].index
    for row in table.rows:
        named = _BLENDED.search(f"{row.label} {rate.header}")
        if row.role == "total" and named and {rate.index, amount, effort} <= row.figures.keys():
            yield from _wrong_blend(row, row.figures[rate.index], row.figures[amount], row.figures[effort])


_BLENDED = re.compile(r"\b(?:blended|average|effective)\b", re.I)


def _wrong_blend(row: PricingRow, rate: Figure, amount: Figure, effort: Figure) -> Iterator[Slip]:
    if effort.amount and not is_near(rate, amount.amount / effort.amount):
        right = amount.amount / effort.amount
        yield Slip(
            rate, row.label, row.span, f"{money(amount.amount)} / {money(effort.amount)} = {money(right)}", right
        )


def written(found: WrittenProduct, around: Span) -> Iterator[Slip]:
    """Yield a slip when a product written out in prose has a wrong result."""
    worked_out = prod(figure.amount for figure in found.factors)
    in_percent = is_near(found.result, worked_out / 100)
    if not in_percent and not is_near(found.result, worked_out, product_slack(found.factors)):
        yield Slip(found.result, "", around, as_product(found.factors), worked_out)


def sums(table: PricingTable) -> Iterator[Slip]:
    """Yield the totals and subtotals that are not the sum of their lines, under any usual reading."""
    for column in table.columns if table.whole else ():
        if column.role in ("amount", "share") or is_effort(column):
            yield from _sums_of(table, column)


def _sums_of(table: PricingTable, column: Column) -> Iterator[Slip]:
    ledger = Ledger(column.index)
    for row in table.rows:
        printed = row.figures.get(column.index)
        if row.role in ("total", "subtotal") and printed is not None:
            if ledger.is_clear() and not ledger.explains(printed):
                yield Slip(printed, row.label, row.span, as_sum(ledger.shown()), _added(ledger.shown()))
            ledger.close(printed, final=row.role == "total")
        else:
            ledger.add(row)


class Ledger:
    """The lines of one column as they are read from the top: those since the last subtotal, and all before."""

    def __init__(self, column: int) -> None:
        self.column = column
        self.lines: list[Figure] = []
        self.closed: list[Figure] = []
        self.subtotals: list[Figure] = []
        self.taxes: list[Figure] = []
        self.discounts: list[Figure] = []
        self.unsure = False

    def add(self, row: PricingRow) -> None:
        """Read a line that is no total."""
        figure = row.figures.get(self.column)
        self.unsure |= self.column in row.unread or bool(
            _UNSURE_LINE.search(row.label) or _NUMBERED_BELOW.match(row.label)
        )
        if figure is not None:
            {"tax": self.taxes, "discount": self.discounts}.get(row.role, self.lines).append(figure)

    def close(self, printed: Figure, *, final: bool) -> None:
        """Read a total; a subtotal is a line of the totals below it."""
        self.closed += self.lines
        self.lines = []
        if not final:
            self.subtotals.append(printed)

    def is_clear(self) -> bool:
        """Tell whether there are lines to add up, all figures, none optional, and all of one sort."""
        lines = self.closed + self.lines
        sorts = {figure.percent for figure in lines}
        return not self.unsure and len(lines) >= 2 and len(sorts) == 1

    def explains(self, printed: Figure) -> bool:
        """Tell whether a total is what its lines make under any usual reading."""
        everything = self.closed + self.lines
        if printed.percent != everything[0].percent or is_near(printed, _added(everything) / 2):
            return True
        return self.reading_of(printed) is not None

    def reading_of(self, printed: Figure) -> list[tuple[Figure, int]] | None:
        """Return the lines that make a total, each with its sign (1 added, -1 taken away), or None if none do."""
        everything = self.closed + self.lines
        slack = sum(figure.step / 2 for figure in everything if figure.step != 1)
        for terms in self._readings():
            if is_near(printed, sum(figure.amount * sign for figure, sign in terms), slack):
                return terms
        return None

    def _readings(self) -> Iterator[list[tuple[Figure, int]]]:
        bases = [self.lines, self.closed + self.lines, self.subtotals + self.lines, self.subtotals]
        for base, taxes, sign in product(bases, ([], self.taxes), (0, -1, 1)):
            if base:
                less = [(figure, sign if figure.amount >= 0 else -sign) for figure in self.discounts if sign]
                yield [*((figure, 1) for figure in (*base, *taxes)), *less]

    def shown(self) -> list[Figure]:
        """Return the lines to show when their sum is not the printed one."""
        lines = self.lines if not self.subtotals or len(self.lines) > 1 else self.subtotals + self.lines
        lines = lines or self.closed
        less = [Figure(-abs(figure.amount), figure.span, figure.step) for figure in self.discounts]
        return [*lines, *less, *self.taxes]


def _added(figures: Iterable[Figure]) -> float:
    return sum(figure.amount for figure in figures)


def as_sum(figures: Sequence[Figure]) -> str:
    """Return "30 + 12 = 42"; of many lines only their number is told."""
    total = money(_added(figures))
    if len(figures) > _MOST_SHOWN:
        return f"the {len(figures)} lines add up to {total}"
    terms = " + ".join(money(figure.amount) for figure in figures).replace("+ -", "- ")
    return f"{terms} = {total}"


def row_sums(table: PricingTable) -> Iterator[Slip]:
    """Yield the figures in a total column that are not the sum of the columns before it, where most rows are."""
    amounts = table.of("amount")
    totals = [column for column in amounts if _TOTAL_HEADER.search(column.header)]
    parts = [column for column in amounts if column not in totals]
    if len(totals) != 1 or len(parts) < 2 or any(column.index > totals[0].index for column in parts):
        return
    rows = [(row, [row.figures[part.index] for part in parts if part.index in row.figures]) for row in table.rows]
    rows = [
        (row, found) for row, found in rows if totals[0].index in row.figures and len(found) >= 2 and not row.unread
    ]
    wrong = [(row, found) for row, found in rows if not is_near(row.figures[totals[0].index], _added(found))]
    if len(rows) - len(wrong) >= max(2, len(wrong) + 1):
        for row, found in wrong:
            yield Slip(row.figures[totals[0].index], row.label, row.span, as_sum(found), _added(found))


def shares(table: PricingTable) -> Iterator[Slip]:
    """Yield the amounts that are not their stated share of the total, where most rows are."""
    percents = [
        column for column in table.columns if column.role in ("share", "amount") and _holds_percent(table, column)
    ]
    amounts = [column for column in table.of("amount") if column not in percents]
    if not table.whole or len(percents) != 1 or len(amounts) != 1:
        return
    share, amount = percents[0].index, amounts[0].index
    items = [row for row in table.rows if row.role == "item" and {share, amount} <= row.figures.keys()]
    whole = _added(row.figures[amount] for row in items)
    printed = [row.figures[amount].amount for row in table.rows if row.role == "total" and amount in row.figures]
    if abs(_added(row.figures[share] for row in items) - 100) < 0.5:
        yield from _wrong_shares(items, share, amount, printed[-1] if printed else whole)


def _wrong_shares(items: list[PricingRow], share: int, amount: int, whole: float) -> Iterator[Slip]:
    def worked_out(row: PricingRow) -> float:
        return row.figures[share].amount * whole / 100

    wrong = [
        row for row in items if not is_near(row.figures[amount], worked_out(row), whole * row.figures[share].step / 200)
    ]
    if len(items) - len(wrong) >= max(2, len(wrong) + 1):
        for row in wrong:
            shown = f"{money(row.figures[share].amount)}% of {money(whole)} = {money(worked_out(row))}"
            yield Slip(row.figures[amount], row.label, row.span, shown, worked_out(row))


def _holds_percent(table: PricingTable, column: Column) -> bool:
    figures = [row.figures[column.index] for row in table.rows if column.index in row.figures]
    return bool(figures) and (column.role == "share" or all(figure.percent for figure in figures))


def taxes(table: PricingTable) -> Iterator[Slip]:
    """Yield the taxes and discounts that are not the percentage in their own label of what stands above them."""
    for column in table.of("amount") if table.whole else ():
        ledger = Ledger(column.index)
        for row in table.rows:
            printed = row.figures.get(column.index)
            named = _PERCENT.findall(row.label)
            if row.role in ("tax", "discount") and printed and len(named) == 1 and ledger.is_clear():
                yield from _wrong_percentage(row, printed, float(named[0]), ledger)
            if row.role in ("total", "subtotal") and printed is not None:
                ledger.close(printed, final=row.role == "total")
            else:
                ledger.add(row)


def _wrong_percentage(row: PricingRow, printed: Figure, percent: float, ledger: Ledger) -> Iterator[Slip]:
    lines = _added(ledger.closed + ledger.lines)
    less = sum(abs(figure.amount) for figure in ledger.discounts)
    bases = [lines - less, lines, *(figure.amount for figure in ledger.subtotals), lines - less + _added(ledger.taxes)]
    size = Figure(abs(printed.amount), printed.span, printed.step)
    if not any(is_near(size, base * percent / 100) for base in bases):
        right = bases[0] * percent / 100
        shown = f"{money(percent)}% of {money(bases[0])} = {money(right)}"
        yield Slip(printed, row.label, row.span, shown, right)
