"""Pricing tables worked out again, figure by figure."""

from __future__ import annotations

from tests.documents import annotated, tabled

from proposalcheck.checks.workings import worked_out
from proposalcheck.finding import PricedFigure

ROWS = (
    ("Role", "Hours", "Rate per hour", "Amount"),
    ("Lead", "10", "100", "1,000"),
    ("Tester", "20", "50", "1,100"),
    ("Designer", "4", "25", "100"),
    ("Total", "34", "", "2,200"),
)


def figures(*rows: tuple[str, ...]) -> dict[tuple[str, int], PricedFigure]:
    (table,) = worked_out(annotated(tabled(*rows)))
    return {(row.label, figure.column): figure for row in table.rows for figure in row.figures}


def test_products_and_sums_name_their_sources() -> None:
    told = figures(*ROWS)
    tester, total = told["Tester", 3], told["Total", 3]
    assert (tester.printed, tester.worked_out, tester.how, tester.agrees) == ("1,100", 1000.0, "product", False)
    assert tester.sources == ((1, 1, 1), (1, 2, 1))
    assert (told["Lead", 3].worked_out, told["Lead", 3].agrees) == (1000.0, True)
    assert (total.worked_out, total.how, total.agrees) == (2100.0, "sum", False)
    assert total.sources == ((0, 3, 1), (1, 3, 1), (2, 3, 1))


def test_what_is_given_is_not_worked_out() -> None:
    rate = figures(*ROWS)["Lead", 2]
    assert (rate.worked_out, rate.how, rate.sources, rate.agrees) == (None, "", (), True)


def test_a_discount_is_taken_away() -> None:
    told = figures(("Item", "Price"), ("Design", "600"), ("Build", "500"), ("Discount", "100"), ("Total", "1,000"))
    assert told["Total", 1].sources == ((0, 1, 1), (1, 1, 1), (2, 1, -1))
    assert (told["Total", 1].worked_out, told["Total", 1].agrees) == (1000.0, True)


def test_lines_that_may_not_belong_to_a_total_leave_it_alone() -> None:
    told = figures(("Item", "Price"), ("Design", "600"), ("Optional training", "500"), ("Total", "600"))
    assert told["Total", 1].worked_out is None
