"""Pricing tables: what the headers say of the columns, and what every figure is worth."""

from __future__ import annotations

import pytest
from tests.documents import tabled

from proposalcheck.annotate.pricing import figure_in, pricing_tables, written_products
from proposalcheck.document import Document


@pytest.mark.parametrize(
    ("written", "amount", "step"),
    [
        ("40", 40, 1),
        ("£4,800", 4800, 1),
        ("$1,234.50", 1234.5, 0.01),
        ("USD 12,000", 12000, 1),
        ("12,000 EUR", 12000, 1),
        ("₹1,50,000", 150000, 1),
        ("$12k", 12000, 1000),
        ("(500)", -500, 1),
        ("-$500", -500, 1),
        ("40 hours", 40, 1),
        ("$95/hr", 95, 1),
        ("30%", 30, 1),
        ("4,800*", 4800, 1),
        ("1.450,00 €", 1450, 0.01),
        ("12,50", 12.5, 0.01),
        ("1 450", 1450, 1),
        ("1\u00a0450.25", 1450.25, 0.01),
        ("1.450", 1.45, 0.001),
    ],
)
def test_figures_in_cells(written: str, amount: float, step: float) -> None:
    figure = figure_in(written)
    assert figure is not None
    assert (figure.amount, figure.step) == (amount, step)
    assert figure.percent is written.endswith("%")


@pytest.mark.parametrize("written", ["", "TBD", "10-20", "from $500", "$95 - $110", "Phase 1", "Net 30 days", "(500"])
def test_what_is_no_figure(written: str) -> None:
    assert figure_in(written) is None


def test_a_figure_stands_on_its_digits() -> None:
    figure = figure_in("£4,800", 10)
    assert figure is not None
    assert (figure.span.start, figure.span.end) == (11, 16)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Role", "label"),
        ("Hours", "quantity"),
        ("Total hours", "quantity"),
        ("Qty", "quantity"),
        ("Rate", "rate"),
        ("Price per day", "rate"),
        ("Unit price", "rate"),
        ("% of total", "share"),
        ("Total", "amount"),
        ("Cost (USD)", "amount"),
        ("Due date", "label"),
        ("No.", "label"),
    ],
)
def test_headers_tell_what_a_column_holds(header: str, role: str) -> None:
    (table,) = pricing_tables(tabled(["Item", header, "Amount"], ["Design", "4", "9"]))
    assert table.columns[1].role == role


def test_rows_and_their_parts() -> None:
    (table,) = pricing_tables(
        tabled(
            ["Item", "Price"],
            ["Design", "$4,000"],
            ["Build", "to be agreed"],
            ["Hosting", "included"],
            ["Subtotal", "$4,000"],
            ["VAT 20%", "$800"],
            ["Less discount", "-$100"],
            ["Grand total: $4,700", ""],
        )
    )
    assert [row.role for row in table.rows] == ["item", "item", "item", "subtotal", "tax", "discount", "total"]
    assert [row.figures[1].amount for row in table.rows if 1 in row.figures] == [4000, 4000, 800, -100]
    assert [row.unread for row in table.rows[:3]] == [frozenset(), frozenset({1}), frozenset()]


def test_a_total_may_stand_in_one_cell_with_its_word() -> None:
    (table,) = pricing_tables(tabled(["Item", "Price"], ["Design", "400"], ["", "Total: 400"]))
    assert (table.rows[1].role, table.rows[1].figures[1].amount) == ("total", 400)


@pytest.mark.parametrize(
    "rows",
    [
        (["Role", "Name"], ["Lead", "Ana"]),
        (["40", "95"], ["3,800", "4,800"]),
        (["Metric", "Target"], ["Uptime", "99%"]),
    ],
)
def test_other_tables_price_nothing(rows: tuple[list[str], ...]) -> None:
    assert pricing_tables(tabled(*rows)) == ()


def two_tables(between: str) -> Document:
    from tests.documents import markdown

    head = "| Item | Price |\n| --- | --- |\n"
    return markdown(f"{head}| A | 4 |\n\n{between}\n\n{head}| B | 5 |\n")


def test_tables_side_by_side_may_be_one_that_was_cut() -> None:
    assert [table.whole for table in pricing_tables(two_tables("Page 3"))] == [False, False]
    assert [table.whole for table in pricing_tables(two_tables("The second stage costs more."))] == [True, True]


def test_products_written_out() -> None:
    text = "We need 40 hours x $95 per hour = $3,800, or 3 * 4 = 12 days."
    found = list(written_products(text, 5))
    assert [tuple(figure.amount for figure in product.factors) for product in found] == [(40, 95), (3, 4)]
    assert [product.result.amount for product in found] == [3800, 12]
    assert [product.span.of("....." + text) for product in found] == ["40 hours x $95 per hour = $3,800", "3 * 4 = 12"]


@pytest.mark.parametrize("text", ["a 2 x 4 beam", "2 x 3 x 4 = 24", "2 x 3 = 6%", "2 x 3 = 6 + 1", "1920x1080"])
def test_no_product_is_written_out(text: str) -> None:
    assert list(written_products(text)) == []


def test_a_point_parts_thousands_only_beside_decimal_commas() -> None:
    continental = figure_in("1.450", continental=True)
    assert continental is not None
    assert continental.amount == 1450
    (table,) = pricing_tables(tabled(["Item", "Price"], ["Design", "1.450"], ["Build", "99,50"]))
    assert [row.figures[1].amount for row in table.rows] == [1450, 99.5]
