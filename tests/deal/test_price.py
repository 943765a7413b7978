"""What a document gives as its price: the plainest statement, never the sum of a part, of other work or of a limit."""

from __future__ import annotations

import pytest
from tests.documents import annotated, tabled

from proposalcheck.deal import deal_of
from proposalcheck.finding import Fact


def price(text: str) -> Fact | None:
    return deal_of(annotated(text)).price


@pytest.mark.parametrize(
    ("text", "said", "amount", "unit"),
    [
        ("The total project cost is $42,000.", "$42,000", 42_000, "$"),
        ("Total Project Price: KES 18,250.00", "KES 18,250.00", 18_250, "KES"),
        ("## Total Investment: €64,500", "€64,500", 64_500, "EUR"),
        ("We build the barn for a fixed price of £12,500.", "£12,500", 12_500, "GBP"),
        ("The total cost of the website will be $3,000.", "$3,000", 3_000, "$"),
        ("The contract value is USD 1.2 million.", "USD 1.2 million", 1_200_000, "USD"),
        ("All work is done for an amount not to exceed $70,000.", "$70,000", 70_000, "$"),
        ("GRAND TOTAL: R71,300", "R71,300", 71_300, "ZAR"),
        ("Total: $800", "$800", 800, "$"),
        ("Our quoted price: N740,000", "N740,000", 740_000, "NGN"),
    ],
)
def test_a_price_of_the_whole_is_told(text: str, said: str, amount: float, unit: str) -> None:
    found = price(text)
    assert found is not None
    assert (found.said, found.amount, found.unit, found.per) == (said, amount, unit, "")
    assert said in found.evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "The total training cost is $5,300.",
        "Phase 1 total: $5,000",
        "The total cost of the support will be $3,000.",
        "A minimum total charge of $650 applies.",
        "The total amount of insurance coverage is $1,000,000.",
        "Total liability shall not exceed a total price of $9,000.",
        "Revenue grew to a total value of $2 million.",
        "Total savings: $12,000",
        "Each visit costs $50.",
        "# Our clients\n\nThe total project cost was $42,000.",
        "# Optional services\n\nTotal: $9,000",
        "The total project cost is $0.",
        "{{#IF GOLD}} Total project cost: $42,000 {{/IF}}",
    ],
)
def test_sums_of_something_else_are_no_price(text: str) -> None:
    assert price(text) is None


def test_the_price_of_the_whole_counts_before_a_bare_total() -> None:
    found = price(
        "Total project cost: $42,000\n\n| Item | Cost |\n|---|---|\n| Walls | $40,000 |\n| TOTAL | $43,000 |\n"
    )
    assert found is not None
    assert found.amount == 42_000


def test_a_range_keeps_both_ends() -> None:
    found = price("| Phase | Cost |\n|---|---|\n| Build | $31,000 |\n| TOTAL | $31,000 - $38,600 |\n")
    assert found is not None
    assert (found.lowest, found.amount) == (31_000, 38_600)


def test_two_prices_are_none_and_an_open_point() -> None:
    deal = deal_of(annotated("Total project cost: $42,000\n\nThe total project price is $45,000.\n"))
    assert deal.price is None
    assert deal.open_points == ("The document gives several answers for the price: “$42,000”, “$45,000”.",)


def test_the_same_price_twice_is_one() -> None:
    deal = deal_of(annotated("Total project cost: $42,000\n\nThe total project price is $42,000.00.\n"))
    assert deal.price is not None
    assert deal.open_points == ()


def test_a_total_takes_its_currency_from_the_header() -> None:
    table = tabled(("Item", "Amount (EUR)"), ("Walls", "1,000"), ("Roof", "500"), ("Total", "1,500"))
    found = deal_of(annotated(table)).price
    assert found is not None
    assert (found.said, found.amount, found.unit) == ("EUR 1,500", 1_500, "EUR")
    assert found.evidence.quote == "Total\t1,500"


def test_a_total_without_a_currency_is_an_open_point() -> None:
    deal = deal_of(annotated(tabled(("Item", "Amount"), ("Walls", "1,000"), ("Total", "1,500"))))
    assert deal.price is None
    assert deal.open_points == ("The price of the whole could not be told; there is “Total 1,500”.",)


@pytest.mark.parametrize(
    ("text", "said", "amount", "per"),
    [
        ("Client shall pay a fixed service fee of $1,240 per month.", "$1,240 per month", 1240, "month"),
        ("| Item | Sum |\n|---|---|\n| Monthly fee | $415.50 |\n", "$415.50", 415.5, "month"),
        ("The Client pays the Consultant at a rate of €85 per hour.", "€85 per hour", 85, "hour"),
    ],
)
def test_a_recurring_fee_or_rate_stands_in_for_a_total(text: str, said: str, amount: float, per: str) -> None:
    found = price(text)
    assert found is not None
    assert (found.said, found.amount, found.per) == (said, amount, per)


@pytest.mark.parametrize(
    "text",
    [
        "The monthly fee is $3,000 through May 2027 and $4,000 thereafter.",
        "Optional maintenance costs a monthly fee of $300.",
        "The fee is increased to $7,700 per month.",
        "A late fee of $50 per month applies.",
        "Extra hours are billed at $90 per hour.",
    ],
)
def test_fees_for_a_part_or_beside_the_work_are_no_price(text: str) -> None:
    assert price(text) is None
