"""Deadlines: each day with its arithmetic, and the reason where there is none."""

from __future__ import annotations

from tests.documents import annotated

from proposalcheck.annotate import Annotated
from proposalcheck.commitments import commitments_in
from proposalcheck.commitments.deadlines import deadlines_in
from proposalcheck.document import Span
from proposalcheck.finding import Deadline, Deal, Fact, Trace, quoted

TERM = "The term is twelve (12) months from 1 July 2026."
RENEWAL = "It renews for a year unless a party gives notice at least ninety (90) days before the end of the term."


def fact(read: Annotated, said: str, *, day: str = "") -> Fact:
    start = read.document.text.index(said)
    return Fact(said, quoted(read.document, Trace(Span(start, start + len(said)))), day=day)


def of(text: str, **facts: tuple[str, str]) -> list[Deadline]:
    read = annotated(text)
    told = {name: fact(read, said, day=day) for name, (said, day) in facts.items()}
    return list(deadlines_in(read, commitments_in(read), Deal(**told)))  # type: ignore[arg-type]


TERM_AND_START = {"term": ("twelve (12) months", ""), "start": ("1 July 2026", "2026-07-01")}


def test_the_term_ends_on_the_day_before_its_anniversary() -> None:
    (told,) = of(TERM, **TERM_AND_START)
    assert (told.kind, told.day, told.reason) == ("term-end", "2027-06-30", "")
    assert told.arithmetic == "start 2026-07-01 plus 12 months, less 1 day"
    assert told.evidence.quote == "twelve (12) months"


def test_notice_is_counted_back_from_the_end() -> None:
    notice, end = of(f"{TERM} {RENEWAL}", **TERM_AND_START)
    assert (notice.kind, notice.day) == ("renewal-notice", "2027-04-01")
    assert notice.arithmetic == "term end 2027-06-30 minus 90 days"
    assert notice.evidence.quote == RENEWAL
    assert end.kind == "term-end"


def test_a_stated_end_wins() -> None:
    (told,) = of("The order ends on 30 June 2027.", end=("30 June 2027", "2027-06-30"))
    assert (told.day, told.arithmetic) == ("2027-06-30", "as stated")


def test_without_a_start_nothing_is_guessed() -> None:
    end, notice = sorted(
        of(f"{TERM} {RENEWAL}", term=("twelve (12) months", "")), key=lambda one: one.kind, reverse=True
    )
    assert (end.day, end.reason) == ("", "the document states no day on which the term begins")
    assert (notice.day, notice.reason) == ("", "90 days before an end of the term that has no day here")


def test_notice_in_working_days_has_no_day() -> None:
    text = f"{TERM} It renews unless a party gives notice ten (10) working days before the end of the term."
    told = next(one for one in of(text, **TERM_AND_START) if one.kind == "renewal-notice")
    assert told.day == ""
    assert "counted in working days" in told.reason


def test_notice_to_end_is_no_notice_against_renewal() -> None:
    assert of("Either party may end this order on ninety (90) days notice.") == []


def test_commitments_with_a_day_and_with_none() -> None:
    text = (
        "The Provider shall deliver the plan by 1 May 2027. The Client shall pay the fee within 30 days of receipt. "
        "The Provider shall report every month. The Provider shall train the users. "
        "The Client shall not copy it before 1 May 2028. The Client shall keep it for 2 years."
    )
    told = [(one.kind, one.party, one.day, one.arithmetic or one.reason) for one in of(text)]
    assert told == [
        ("commitment", "Provider", "2027-05-01", "as stated"),
        ("payment", "Client", "", 'counts from "receipt", which has no day here'),
        ("commitment", "Provider", "", 'recurs: "every month"'),
    ]


def test_what_runs_from_the_start_is_counted() -> None:
    text = "The start is 1 July 2026. "
    text += "The Provider shall deliver the plan within thirty (30) days after the Effective Date."
    (told,) = of(text, start=("1 July 2026", "2026-07-01"))
    assert (told.day, told.arithmetic) == ("2026-07-31", "start 2026-07-01 plus 30 days")


def test_days_come_first_and_in_order() -> None:
    text = (
        "The Client shall pay upon delivery. The Client shall pay by 2 May 2027. The Client shall report by 1 May 2027."
    )
    assert [one.day for one in of(text)] == ["2027-05-01", "2027-05-02", ""]
