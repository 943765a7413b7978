"""Pricing tables worked out again, figure by figure: which are products, which are sums, and of what.

The readings are those by which the `table` check tells what is wrong, so that a report and a finding never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import prod
from typing import Literal

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.annotate.pricing import Column, Figure, PricingRow, PricingTable, is_effort
from proposalcheck.checks.arithmetic import Ledger, is_near, product_readings, product_slack
from proposalcheck.document import Document, Span
from proposalcheck.finding import PricedFigure, PricedRow, PricedTable

_Place = tuple[int, int]
_Working = tuple[Literal["product", "sum"], tuple[tuple[int, int, int], ...]]


def worked_out(annotated: Annotated) -> tuple[PricedTable, ...]:
    """Return each pricing table with what its figures make, where the table is sure to mean that."""
    return tuple(_worked_out(annotated.document, table) for table in annotated.pricing)


def _worked_out(document: Document, table: PricingTable) -> PricedTable:
    workings = _products(table) | _sums(table)
    figures = dict(_figures(table))
    known: dict[_Place, float] = {}

    def amount(place: _Place) -> float:
        """Return what the figure at `place` should be: worked out where it can be, else as printed."""
        if place not in known:
            known[place] = figures[place].amount
            if place in workings:
                known[place] = _result(workings[place], amount)
        return known[place]

    def priced(index: int, row: PricingRow) -> PricedRow:
        places = [(index, column) for column in sorted(row.figures)]
        told = tuple(_priced(document, place, figures[place], workings, amount) for place in places)
        return PricedRow(row.label, row.role, told)

    rows = tuple(priced(index, row) for index, row in enumerate(table.rows))
    columns = tuple((column.index, column.header, column.role) for column in table.columns)
    return PricedTable(columns, rows, table.span, document.locate(_first_words(table)))


def _first_words(table: PricingTable) -> Span:
    """Return the first row, so that the place of a table is one page even where it runs over several."""
    return table.rows[0].span if table.rows else table.span


def _figures(table: PricingTable) -> list[tuple[_Place, Figure]]:
    return [((index, column), figure) for index, row in enumerate(table.rows) for column, figure in row.figures.items()]


def _result(working: _Working, amount: Callable[[_Place], float]) -> float:
    how, sources = working
    if how == "product":
        return prod(amount((row, column)) for row, column, _ in sources)
    return sum(sign * amount((row, column)) for row, column, sign in sources)


def _priced(
    document: Document,
    place: _Place,
    figure: Figure,
    workings: Mapping[_Place, _Working],
    amount: Callable[[_Place], float],
) -> PricedFigure:
    printed = document.quote(figure.span)
    given = PricedFigure(place[1], printed, figure.amount, figure.percent)
    if place not in workings:
        return given
    how, sources = workings[place]
    result = round(amount(place), 6)
    slack = max(1.0, figure.step) if how == "sum" else _slack_of(sources, amount, figure)
    return replace(given, worked_out=result, how=how, sources=sources, agrees=is_near(figure, result, slack))


def _slack_of(sources: Sequence[tuple[int, int, int]], amount: Callable[[_Place], float], figure: Figure) -> float:
    factors = [Figure(amount((row, column)), figure.span, 0.01) for row, column, _ in sources]
    return product_slack(factors) if any(factor.amount % 1 for factor in factors) else 0.0


def _products(table: PricingTable) -> dict[_Place, _Working]:
    reading, others = product_readings(table)
    if reading is None:
        return {}
    explained = {id(row) for other in others for row in other.agreeing}
    rows = [*reading.agreeing, *(row for row in reading.differing if id(row) not in explained)]
    wanted = {id(row) for row in rows}
    return {
        (index, reading.result.index): ("product", tuple((index, factor.index, 1) for factor in reading.factors))
        for index, row in enumerate(table.rows)
        if id(row) in wanted
    }


def _sums(table: PricingTable) -> dict[_Place, _Working]:
    found: dict[_Place, _Working] = {}
    for column in table.columns if table.whole else ():
        if column.role in ("amount", "share") or is_effort(column):
            found |= _sums_of(table, column)
    return found


def _sums_of(table: PricingTable, column: Column) -> dict[_Place, _Working]:
    """Return the totals of a column with the lines that make them; a total that no reading explains adds all lines."""
    ledger, found = Ledger(column.index), {}
    places = {
        row.figures[column.index].span: index for index, row in enumerate(table.rows) if column.index in row.figures
    }
    for index, row in enumerate(table.rows):
        printed = row.figures.get(column.index)
        if row.role not in ("total", "subtotal") or printed is None:
            ledger.add(row)
            continue
        terms = _terms(ledger, printed)
        if terms:
            sources = tuple((places[figure.span], column.index, sign) for figure, sign in terms)
            found[(index, column.index)] = _sum_of(sources)
        ledger.close(printed, final=row.role == "total")
    return found


def _sum_of(sources: tuple[tuple[int, int, int], ...]) -> _Working:
    return "sum", sources


def _terms(ledger: Ledger, printed: Figure) -> list[tuple[Figure, int]]:
    """Return the lines of a total with their signs, none where the lines are not all sure to be part of it."""
    if not ledger.is_clear():
        return []
    read = ledger.reading_of(printed)
    if read is not None:
        return read
    if ledger.explains(printed):
        return []
    less = {figure.span for figure in ledger.discounts}
    return [(figure, 1) for figure in ledger.shown() if figure.span not in less] + [
        (figure, -1 if figure.amount >= 0 else 1) for figure in ledger.discounts
    ]
