"""The `table` check: sums that are wrong, shown as they should be, and tables that may be read in other ways."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pydantic import ValidationError
from tests.documents import annotated, tabled

from proposalcheck.checks.table import TableCheck
from proposalcheck.finding import Match

ALL = TableCheck(kind="table", of=("products", "sums", "row-sums", "shares", "taxes", "blended", "written"))


def found(*rows: Sequence[str]) -> list[tuple[str, str]]:
    """Return the right sum and the printed figure of each flag about a table."""
    return told(list(ALL.run(annotated(tabled(*rows)))))


def told(matches: list[Match]) -> list[tuple[str, str]]:
    return [(match.values["sum"], match.values["printed"]) for match in matches]


def test_hours_times_rate() -> None:
    document = annotated(
        tabled(
            ["Role", "People", "Hours", "Rate per hour", "Amount"],
            ["Lead", "1", "280", "£110", "£30,800"],
            ["Developer", "2", "1,120", "£95", "£106,400"],
            ["Tester", "2", "840", "£58", "£49,720"],
            ["Total", "5", "2,240", "", "£186,920"],
        )
    )
    (match,) = ALL.run(document)
    assert match.because == "840 x 58 = 48,720, printed 49,720"
    assert match.values == {"match": "49,720", "printed": "49,720", "sum": "840 x 58 = 48,720", "line": "Tester"}
    (trace,) = match.traces
    assert document.document.quote(trace.quoted) == "Tester\t2\t840\t£58\t£49,720"
    assert [document.document.quote(span) for span in trace.words] == ["49,720"]


def test_a_lone_row_is_worked_out_when_the_units_are_the_same() -> None:
    assert found(["Role", "Hours", "Rate per hour", "Total"], ["Lead", "40", "95", "4,800"]) == [
        ("40 x 95 = 3,800", "4,800")
    ]
    assert found(["Role", "Days", "Rate per hour", "Total"], ["Lead", "40", "95", "4,800"]) == []


def test_a_table_in_which_nothing_agrees_means_something_else() -> None:
    head = ["Role", "Hours", "Rate", "Total"]
    assert found(head, ["A", "10", "9", "100"], ["B", "20", "9", "200"], ["C", "30", "9", "310"]) == []


def test_decimals_allow_for_rounding() -> None:
    head = ["Item", "Quantity", "Unit price", "Total"]
    assert found(head, ["A", "3", "33.33", "100.00"], ["B", "7", "14.29", "100.00"], ["C", "2", "5.00", "10.00"]) == []


def test_totals() -> None:
    assert found(["Item", "Price"], ["A", "4,000"], ["B", "12,500"], ["Total", "16,000"]) == [
        ("4,000 + 12,500 = 16,500", "16,000")
    ]


def test_many_lines_are_counted_not_listed() -> None:
    lines = [[f"Part {letter}", "100"] for letter in "ABCDEFGHI"]
    assert found(["Item", "Price"], *lines, ["Total", "950"]) == [("the 9 lines add up to 900", "950")]


def test_subtotals_taxes_and_discounts_are_part_of_the_sum() -> None:
    rows = [
        ["Design", "4,000"],
        ["Build", "6,000"],
        ["Subtotal", "10,000"],
        ["Training", "1,000"],
        ["Support", "1,000"],
        ["Subtotal", "2,000"],
        ["Discount 10%", "1,200"],
        ["VAT 20%", "2,160"],
    ]
    assert found(["Item", "Price"], *rows, ["Grand total", "12,960"]) == []
    assert found(["Item", "Price"], *rows, ["Grand total", "13,960"]) == [
        ("10,000 + 2,000 - 1,200 + 2,160 = 12,960", "13,960")
    ]


def test_taxes_and_discounts() -> None:
    rows = (["A", "4,000"], ["B", "6,000"], ["VAT 20%", "1,500"], ["Total", "11,500"])
    assert found(["Item", "Price"], *rows) == [("20% of 10,000 = 2,000", "1,500")]
    assert found(["Item", "Price"], ["A", "4,000"], ["B", "6,000"], ["Discount 5%", "-500"]) == []


def test_shares_of_the_total() -> None:
    head = ["Milestone", "Share", "Payment"]
    rows = [
        ["Start", "20%", "10,000"],
        ["Pilot", "30%", "10,500"],
        ["End", "50%", "25,000"],
        ["Total", "100%", "50,000"],
    ]
    assert found(head, *rows) == [("30% of 50,000 = 15,000", "10,500")]
    assert found(head, ["Start", "20%", "10,000"], ["Pilot", "30%", "10,500"], ["Total", "50%", "20,500"]) == []


def test_sums_along_a_row() -> None:
    head = ["Site", "Year 1 cost", "Year 2 cost", "Total"]
    rows = [["Leeds", "1,000", "500", "1,500"], ["York", "2,000", "700", "2,700"], ["Hull", "3,000", "900", "3,600"]]
    assert found(head, *rows) == [("3,000 + 900 = 3,900", "3,600")]


@pytest.mark.parametrize(
    "rows",
    [
        (["A", "400"], ["B (optional)", "100"], ["Total", "400"]),
        (["A", "400"], ["B", "to be agreed"], ["Total", "900"]),
        (["Support, monthly", "100"], ["Build", "400"], ["Total", "900"]),
        (["A", "400"], ["1.1 part of A", "300"], ["1.2 part of A", "100"], ["Total", "400"]),
        (["A", "400"], ["of which B", "400"], ["Total", "400"]),
        (["A", "400"], ["Total", "500"]),
        (["A", "400.40"], ["B", "100.40"], ["Total", "501"]),
    ],
)
def test_totals_that_may_be_read_otherwise(rows: tuple[list[str], ...]) -> None:
    assert found(["Item", "Price"], *rows) == []


def test_weeks_may_overlap_but_hours_add_up() -> None:
    rows = (["A", "4", "10"], ["B", "8", "20"], ["Total", "10", "30"])
    assert found(["Phase", "Weeks", "Cost"], *rows) == []
    assert found(["Phase", "Hours", "Cost"], *rows) == [("4 + 8 = 12", "10")]


def test_blended_rates() -> None:
    head = ["Role", "Hours", "Rate", "Price"]
    rows = (["Lead", "100", "120", "12,000"], ["Tester", "100", "80", "8,000"])
    assert found(head, *rows, ["Total, blended", "200", "90", "20,000"]) == [("20,000 / 200 = 100", "90")]
    assert found(head, *rows, ["Total, blended", "200", "100", "20,000"]) == []
    assert found(head, *rows, ["Total", "200", "200", "20,000"]) == []


def test_products_in_prose() -> None:
    right = annotated("It takes 12 hours x $150 = $1,800. Growth: 500 x 20 = 100 calls.")
    wrong = annotated("It takes 12 hours x $150 = $1,700.")
    assert list(ALL.run(right)) == []
    assert told(list(ALL.run(wrong))) == [("12 x 150 = 1,800", "1,700")]


def test_only_what_is_asked_is_worked_out() -> None:
    table = annotated(tabled(["Item", "Price"], ["A", "4"], ["B", "12"], ["Total", "99"]))
    assert len(list(TableCheck(kind="table", of=("sums",)).run(table))) == 1
    assert list(TableCheck(kind="table", of=("products",)).run(table)) == []


def test_a_check_needs_something_to_work_out() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        TableCheck(kind="table", of=())


def test_columns_that_multiply_are_found_whatever_their_headers_say() -> None:
    rows = (
        ["Lid", "1,450", "3.00", "4,530"],
        ["Jar", "2,000", "1.50", "3,000"],
        ["Box", "500", "2.00", "1,000"],
    )
    assert found(["Part", "Volume a year", "Charge", "Yearly cost"], *rows) == [("1,450 x 3 = 4,350", "4,530")]
    assert found(["Part", "Moulding", "Handling", "Yearly cost"], *rows) == [("1,450 x 3 = 4,350", "4,530")]


def test_a_fee_beside_units_is_a_rate() -> None:
    assert found(["Part", "Fee", "Units", "In all"], ["Lid", "1 450", "2", "2 900"], ["Jar", "30", "12", "390"]) == [
        ("12 x 30 = 360", "390")
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (["A", "1", "500", "500"], ["B", "1", "700", "700"], ["C", "2", "900", "900"]),
        (["A", "2", "3", "6"], ["B", "10", "30", "200"]),
        (["A", "100", "200", "340"], ["B", "300", "100", "400"], ["C", "50", "60", "110"]),
    ],
)
def test_agreement_by_chance_is_no_rule(rows: tuple[Sequence[str], ...]) -> None:
    assert found(["Site", "Crew", "Set-up", "Price"], *rows) == []


@pytest.mark.parametrize("label", ["All", "In all", "Sum", "Altogether"])
def test_totals_by_other_names(label: str) -> None:
    assert found(["Item", "Price"], ["Design", "1.450,50"], ["Build", "30,00"], [label, "1.490,50"]) == [
        ("1,450.50 + 30 = 1,480.50", "1.490,50")
    ]
    assert found(["Item", "Price"], ["Design", "40"], ["All-weather cover", "30"]) == []
