"""Money at stake: each sum with its arithmetic, and none where it cannot be told for sure."""

from __future__ import annotations

import pytest
from tests.reports.brief.results import fact, finding, quote, result

from proposalcheck.finding import Deal, Fact
from proposalcheck.reports.brief.stakes import stakes_of

MONTHLY = fact("$50,000", amount=50_000, unit="$", per="month")
TOTAL = fact("$600,000", amount=600_000, unit="$")


def stakes(rule: str = "", words: str = "", **deal: object) -> list[str]:
    findings = [finding(rule, evidence=(quote(words),))] if rule else []
    return list(stakes_of(result(*findings, deal=Deal(**deal))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cap", "price", "said"),
    [
        (
            fact("$50,000", amount=50_000, unit="$"),
            MONTHLY,
            "Liability is capped at $50,000 against $600,000 a year: 8 %, the fees of 1.0 months (5.2 Fees).",
        ),
        (
            fact("$50,000", amount=50_000, unit="$"),
            TOTAL,
            "Liability is capped at $50,000 against a price of $600,000: 8 % (5.2 Fees).",
        ),
        (
            fact("3 months of fees", amount=3, unit="months of fees"),
            MONTHLY,
            "Liability is capped at the fees of 3 months: $50,000 a month × 3 = $150,000 (5.2 Fees).",
        ),
        (
            fact("one month of fees", amount=1, unit="months of fees"),
            None,
            "Liability is capped at the fees of 1 month: 1 of 12 months = 8 % of a year’s fees (5.2 Fees).",
        ),
        (
            fact("twelve months of fees", amount=12, unit="months of fees"),
            None,
            "Liability is capped at the fees of 12 months (5.2 Fees).",
        ),
    ],
)
def test_a_cap_beside_what_is_paid(cap: Fact, price: Fact | None, said: str) -> None:
    assert stakes(liability_cap=(cap,), price=price) == [said]


@pytest.mark.parametrize(
    ("cap", "price"),
    [
        (fact("the fees paid"), TOTAL),
        (fact("€50,000", amount=50_000, unit="EUR"), TOTAL),
        (fact("$50,000", amount=50_000, unit="$"), fact("$1 to $2", amount=2, lowest=1, unit="$")),
        (fact("$50,000", amount=50_000, unit="$"), None),
    ],
)
def test_a_cap_that_cannot_be_compared_is_left_out(cap: Fact, price: Fact | None) -> None:
    assert stakes(liability_cap=(cap,), price=price) == []


@pytest.mark.parametrize(
    ("rule", "words", "said"),
    [
        (
            "early-termination-charge",
            "On cancellation 25% of the total price falls due.",
            "Ending early costs 25 % of $600,000 = $150,000 (5.2 Fees).",
        ),
        (
            "upfront-payment",
            "50% of the total fee is due on signature.",
            "Due before the work is done: 50 % of $600,000 = $300,000 (5.2 Fees).",
        ),
        (
            "liquidated-damages-on-client",
            "For each breach Client pays $150,000.",
            "A breach costs the client a fixed $150,000 (5.2 Fees).",
        ),
        (
            "late-payment-charge",
            "Late sums bear interest at 1.5% per month.",
            "Late payment costs 1.5 % a month: 1.5 × 12 = 18 % a year, without compounding (5.2 Fees).",
        ),
        (
            "rate-escalation",
            "Rates rise by 5% each year.",
            "A rise of 5 % a year makes year 3 of the term 10 % dearer than year 1 (1.05 to the power of 2; 5.2 Fees).",
        ),
        (
            "open-ended-effort",
            "Travel is charged as incurred.",
            "Expenses are billed with no ceiling: the most it can cost cannot be told (5.2 Fees).",
        ),
        (
            "open-ended-effort",
            "All hours worked are billed.",
            "Time is billed with no ceiling: the most it can cost cannot be told (5.2 Fees).",
        ),
    ],
)
def test_a_sum_is_worked_out(rule: str, words: str, said: str) -> None:
    assert stakes(rule, words, price=TOTAL, term=fact("three years", amount=1095, unit="day")) == [said]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("early-termination-charge", "On cancellation 25% of the total remaining fees falls due."),
        ("early-termination-charge", "On cancellation 25% or 50% of the total price falls due."),
        ("upfront-payment", "50% is due on signature."),
        ("late-payment-charge", "Late sums bear interest at 9% per year."),
        ("rate-escalation", "Rates rise by 5% each year or by the index, whichever is higher."),
        ("rate-escalation", "Rates may rise by 5%."),
    ],
)
def test_a_sum_that_is_not_certain_is_left_out(rule: str, words: str) -> None:
    assert stakes(rule, words, price=TOTAL, term=fact("three years", amount=1095, unit="day")) == []
