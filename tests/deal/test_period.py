"""How long it lasts: term, start and end, and near misses that speak of other times."""

from __future__ import annotations

import pytest
from tests.documents import annotated

from proposalcheck.deal import deal_of
from proposalcheck.finding import Deal


def deal(text: str) -> Deal:
    return deal_of(annotated(text))


@pytest.mark.parametrize(
    ("text", "said", "days"),
    [
        ("The term of this Contract shall be four (4) years.", "four (4) years", 1460),
        ("This Agreement begins on the Effective Date and runs for three (3) years.", "three (3) years", 1095),
        ("This Agreement takes effect today and shall remain valid for a period of 6 years.", "6 years", 2190),
        ("The Term is for an initial period of 2 years.", "2 years", 730),
        ("This Agreement begins on 12 January 2026 and ends after 90 days.", "90 days", 90),
        ("This Agreement shall, unless sooner terminated as provided herein, continue for 60 days.", "60 days", 60),
        ("Project Duration: 11 weeks", "11 weeks", 77),
        ("Timeline: 9 weeks", "9 weeks", 63),
    ],
)
def test_the_term_is_told(text: str, said: str, days: float) -> None:
    term = deal(text).term
    assert term is not None
    assert (term.said, term.amount, term.unit) == (said, days, "day")


@pytest.mark.parametrize(
    "text",
    [
        "The duties of confidence survive the end of this Agreement for a period of six (6) years.",
        "This Agreement shall renew for a period of 2 years.",
        "This Agreement may be terminated on 30 days notice.",
        "The warranty under this Agreement is for a period of 90 days.",
        "Session duration: 2 minutes",
        "Fees under this Agreement are payable for 2 years after delivery.",
        "The pilot lasts for 6 weeks.",
    ],
)
def test_other_times_are_no_term(text: str) -> None:
    assert deal(text).term is None


def test_a_label_of_the_whole_counts_before_that_of_a_part() -> None:
    term = deal("Total Duration: 15 weeks\n\nDuration: 4 weeks\n\nDuration: 7 weeks\n").term
    assert term is not None
    assert term.amount == 105


def test_two_terms_are_none_and_an_open_point() -> None:
    told = deal("# Term\n\nThe term of this Agreement is 2 years.\n\n# Length\n\nThis Agreement runs for 3 years.\n")
    assert told.term is None
    assert told.open_points == (
        "The document gives several answers for the term: “2 years” (Term), “3 years” (Length).",
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Start Date: 9th July 2025", "2025-07-09"),
        ("This Agreement is made as of April 2, 2027 (the “Effective Date”) between A and B.", "2027-04-02"),
        ("This Agreement shall commence on June 8, 2028.", "2028-06-08"),
        ("The Effective Date of this Contract shall be May 4, 2026.", "2026-05-04"),
        ("This Services Agreement is entered into on 5 May 2026 by A and B.", "2026-05-05"),
    ],
)
def test_the_start_is_told(text: str, day: str) -> None:
    start = deal(text).start
    assert start is not None
    assert start.day == day


def test_a_day_that_can_be_read_two_ways_is_told_as_written() -> None:
    start = deal("Effective Date: 05/06/2026").start
    assert start is not None
    assert (start.said, start.day) == ("05/06/2026", "")


@pytest.mark.parametrize(
    "text",
    [
        "The lease dated 1 May 2020 is not part of this.",
        "Start Date: March 2024",
        "The option to renew this Agreement begins on 1 May 2027.",
        "Invoices are sent from 1 May 2027.",
    ],
)
def test_other_days_are_no_start(text: str) -> None:
    assert deal(text).start is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("End Date: 21 August 2025", "2025-08-21"),
        ("This Task Order will expire on October 15, 2026.", "2026-10-15"),
        ("This Agreement shall begin today and last until March 30, 2029.", "2029-03-30"),
    ],
)
def test_the_end_is_told(text: str, day: str) -> None:
    end = deal(text).end
    assert end is not None
    assert end.day == day


@pytest.mark.parametrize(
    "text",
    [
        "The previous agreement expired on June 3, 2024.",
        "The prices in this Agreement hold until May 1, 2027.",
        "Notice under this Agreement may be given until May 1, 2027.",
    ],
)
def test_other_days_are_no_end(text: str) -> None:
    assert deal(text).end is None
