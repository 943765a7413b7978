"""The calendar, read back with the library that others read it with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from icalendar import Calendar
from tests.reports.reported import lost, report

from proposalcheck.reports.ics import STAMP, whole

TEXT = "The Provider shall train 20 people by 1 May 2027. The Client shall pay within 30 days of receipt."


def test_an_event_has_its_day_its_arithmetic_and_its_quote(tmp_path: Path) -> None:
    told = report(tmp_path, f"# Work\n\n{TEXT}\n")
    (event,) = Calendar.from_ical(whole([told])).walk("VEVENT")
    assert event.decoded("dtstart") == date(2027, 5, 1)
    assert event.decoded("dtstamp") == STAMP
    assert str(event["summary"]) == "Provider: train 20 people by 1 May 2027"
    assert str(event["description"]).splitlines() == [
        "2027-05-01: as stated",
        "“The Provider shall train 20 people by 1 May 2027.”",
        "offers/first.md, Work",
    ]
    fingerprint = told["deadlines"][0]["fingerprint"]
    assert str(event["uid"]) == f"{fingerprint}-{'0' * 12}@proposalcheck"


def test_what_has_no_day_is_listed_with_its_reason(tmp_path: Path) -> None:
    calendar = Calendar.from_ical(whole([report(tmp_path, TEXT), lost()]))
    told = str(calendar["x-wr-caldesc"]).replace("\\n", "\n").replace("\\,", ",")
    assert told.splitlines() == [
        "offers/first.md: 1 dated, 1 without a day",
        '- Client: pay within 30 days of receipt: counts from "receipt", which has no day here',
        "lost.pdf: 0 dated, 0 without a day",
        "- not looked at: lost.pdf: there is no such file",
    ]


def test_the_same_documents_give_the_same_bytes_and_each_line_is_short(tmp_path: Path) -> None:
    told = report(tmp_path, TEXT)
    assert whole([told]) == whole([told])
    assert max(len(line.encode()) for line in whole([told]).split("\r\n")) <= 75
