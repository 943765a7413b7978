"""Notice, time to pay, limits of liability and governing law, each with near misses."""

from __future__ import annotations

import pytest
from tests.documents import annotated

from proposalcheck.deal import deal_of
from proposalcheck.finding import Deal

PARTIES = "Northgate Ltd (“Provider”) and Lakeshore Inc. (“Client”) agree. Provider shall work. Client shall pay.\n\n"


def deal(text: str) -> Deal:
    return deal_of(annotated(PARTIES + text))


@pytest.mark.parametrize(
    ("text", "said", "side"),
    [
        ("Either party may terminate this Agreement on thirty (30) days’ written notice.", "thirty (30) days", "both"),
        ("Client may terminate this Agreement at any time upon 60 days prior notice to Provider.", "60 days", "client"),
        ("Provider may terminate this Agreement by giving Client two weeks notice.", "two weeks", "provider"),
        ("This Agreement may be terminated by Client without cause upon 90 days notice.", "90 days", "client"),
    ],
)
def test_notice_is_told_with_the_side_that_gives_it(text: str, said: str, side: str) -> None:
    (notice,) = deal(text).notice
    assert (notice.said, notice.side) == (said, side)


@pytest.mark.parametrize(
    "text",
    [
        "Either party may terminate for a breach that is not cured within thirty days of notice.",
        "Client may terminate this Agreement for cause on 30 days notice.",
        "The term renews unless either party may and does give 90 days notice of non-renewal.",
        "Provider shall give 30 days notice of a visit.",
    ],
)
def test_other_notices_are_left_alone(text: str) -> None:
    assert deal(text).notice == ()


def test_each_side_has_its_own_notice() -> None:
    told = deal("Client may terminate on 60 days notice. Provider may terminate on 120 days notice.").notice
    assert [(notice.amount, notice.side) for notice in told] == [(60, "client"), (120, "provider")]


def test_where_nobody_is_called_by_a_role_the_side_is_not_told() -> None:
    text = "Alder Ltd (“Alder”) and Birch Ltd (“Birch”) agree. Alder shall pay Birch. Birch shall provide advice.\n\n"
    (notice,) = deal_of(annotated(text + "Alder may terminate on 60 days notice.")).notice
    assert notice.side == ""


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Client pays each invoice within thirty (30) days of receipt.", 30),
        ("Payment Terms: Net 21", 21),
        ("Invoices are due ten (10) days after their date.", 10),
        ("Invoices follow acceptance and are payable within 45 days.", 45),
        ("Payment terms are 15 days after receipt of a correct invoice.", 15),
    ],
)
def test_the_time_to_pay_is_told(text: str, days: float) -> None:
    told = deal(text).payment_term
    assert told is not None
    assert told.amount == days


@pytest.mark.parametrize(
    "text",
    [
        "Client may dispute an invoice within 10 days of receipt.",
        "Interest is due on invoices that are overdue for 30 days.",
        "Our services run on .NET 8.",
        "Provider sends an invoice within 5 days after the end of a month.",
        "A deposit is due within 7 days of signature.",
    ],
)
def test_other_times_are_no_time_to_pay(text: str) -> None:
    assert deal(text).payment_term is None


def test_words_and_figures_that_differ_are_an_open_point() -> None:
    told = deal("# Price\n\nClient pays each invoice within thirty (45) days of receipt.")
    assert told.payment_term is None
    assert told.open_points == ("The document gives two numbers for the time to pay: “thirty (45) days” (Price).",)


@pytest.mark.parametrize(
    ("text", "said", "amount", "unit", "side"),
    [
        ("The liability of Provider shall not exceed $50,000.", "$50,000", 50_000, "$", "provider"),
        (
            "Each party’s liability is limited to the fees paid in the six months before the claim.",
            "the fees paid in the six months before the claim",
            6,
            "months of fees",
            "both",
        ),
        ("Provider’s liability is limited to the fees paid.", "the fees paid", None, "", "provider"),
        (
            "In no event shall Client be liable for more than the higher of $10,000 and the fees paid.",
            "the higher of $10,000 and the fees paid",
            None,
            "",
            "client",
        ),
        ("All liability is capped at 4 months of service fees.", "4 months of service fees", 4, "months of fees", ""),
    ],
)
def test_a_cap_is_told_with_its_worth_where_that_is_certain(
    text: str, said: str, amount: float | None, unit: str, side: str
) -> None:
    (cap,) = deal(text).liability_cap
    assert (cap.said, cap.amount, cap.unit, cap.side) == (said, amount, unit, side)


@pytest.mark.parametrize(
    "text",
    [
        "Provider carries liability insurance, whose cover is limited to $1,000,000.",
        "Provider is liable for all losses, including but not limited to the fees paid.",
        "Liability is limited to direct damages.",
        "Client is liable for the fees in excess of $5,000.",
        "# Liability shall not exceed $5,000",
    ],
)
def test_other_limits_are_no_cap(text: str) -> None:
    assert deal(text).liability_cap == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("This Agreement is governed by the laws of the State of Ohio, without regard to conflicts.", "State of Ohio"),
        ("This Agreement is governed by the law of England and Wales.", "England and Wales"),
        ("THIS AGREEMENT IS GOVERNED BY THE LAWS OF THE STATE OF OHIO WITHOUT REGARD TO CONFLICTS.", "STATE OF OHIO"),
        ("Governing Law: Province of Manitoba, Canada", "Province of Manitoba, Canada"),
    ],
)
def test_the_law_is_told(text: str, said: str) -> None:
    told = deal(text).law
    assert told is not None
    assert told.said == said


@pytest.mark.parametrize(
    "text",
    [
        "Provider is a company organized under the laws of Ohio.",
        "This Agreement is governed by the laws of [State].",
        "The data are governed by applicable law.",
    ],
)
def test_other_laws_do_not_govern(text: str) -> None:
    assert deal(text).law is None


def test_one_law_under_two_names_is_one() -> None:
    told = deal("It is governed by the laws of the State of Ohio. It is construed under the laws of Ohio.")
    assert told.law is not None
    assert told.open_points == ()
