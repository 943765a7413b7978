"""A workbook for people who work with findings in a spreadsheet: filters, fixed headers, sums that compute.

Words of a document are written as text and marked as such, so that none is ever run as a formula. The same documents
give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from proposalcheck.reports import csv
from proposalcheck.reports.json import part, unread
from proposalcheck.reports.xlsx.sheets import Book, Column
from proposalcheck.reports.xlsx.sums import write_pricing

if TYPE_CHECKING:
    from xlsxwriter import Workbook

__all__ = ["part", "unread", "whole"]

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
_DOCUMENTS = (
    Column("Document", 40),
    Column("Kind", 10),
    Column("Really a", 12),
    Column("Format", 8),
    Column("Pages", 7),
    Column("Words", 8),
    Column("High", 7),
    Column("Medium", 8),
    Column("Low", 7),
    Column("Missing", 9),
    Column("Covered", 9),
    Column("Cannot tell", 11),
    Column("Not looked at", 50),
)
_FINDINGS = (
    Column("Document", 28),
    Column("Severity", 9),
    Column("Type", 9),
    Column("Rule", 24),
    Column("Family", 15),
    Column("Title", 34),
    Column("Message", 44),
    Column("Quote", 60),
    Column("Page", 6),
    Column("Section", 22),
    Column("Ask", 40),
    Column("Wording to offer", 44),
    Column("Because", 34),
    Column("Confidence", 11),
    Column("Start", 9),
    Column("End", 9),
    Column("Fingerprint", 18),
)
_FINDING_KEYS = (
    "document severity type rule family title message quote page section ask fallback because confidence start end "
    "fingerprint"
).split()
_COMMITMENTS = (
    Column("Document", 28),
    Column("Who", 18),
    Column("Side", 9),
    Column("Sort", 11),
    Column("To whom", 14),
    Column("What", 55),
    Column("When", 26),
    Column("Due", 11),
    Column("How measured", 28),
    Column("On what condition", 34),
    Column("Remedy", 34),
    Column("Not told", 22),
    Column("Quote", 60),
    Column("Page", 6),
    Column("Section", 22),
)
_DEADLINES = (
    Column("Document", 28),
    Column("Day", 12),
    Column("Kind", 15),
    Column("What", 55),
    Column("How worked out", 38),
    Column("Why there is no day", 50),
    Column("Quote", 60),
    Column("Page", 6),
    Column("Section", 22),
)
_SCORES = (Column("Document", 40), Column("Dimension", 26), Column("Score", 8), Column("How it was counted", 90))


def whole(parts: Sequence[object]) -> bytes:
    """Return the workbook on all documents."""
    from xlsxwriter import Workbook

    objects = [cast("dict[str, Any]", told) for told in parts]
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        _write(workbook, objects)
    return out.getvalue()


def _write(workbook: Workbook, objects: Sequence[dict[str, Any]]) -> None:
    workbook.set_properties({"title": "Proposal check", "created": _MADE})
    book = Book(workbook)
    book.sheet("Documents", _DOCUMENTS, (_document(told) for told in objects))
    book.sheet("Findings", _FINDINGS, (row for told in objects for row in _findings(told)), severity=1, printed=11)
    book.sheet("Commitments", _COMMITMENTS, (row for told in objects for row in _commitments(told)), printed=12)
    book.sheet("Deadlines", _DEADLINES, (row for told in objects for row in _deadlines(told)))
    write_pricing(book, objects)
    book.sheet("Scorecard", _SCORES, (row for told in objects for row in _scores(told)))


def _document(told: dict[str, Any]) -> list[Any]:
    document, findings = told["document"], told["findings"]
    warning = [finding for finding in findings if finding["type"] == "flag" or finding.get("value") == "yes"]
    severities = [sum(finding["severity"] == one for finding in warning) for one in ("high", "medium", "low")]
    types = [sum(finding["type"] == one for finding in findings) for one in ("gap", "strength", "unsure")]
    known = [document.get(name) for name in ("format", "pages", "words")]
    problems = "\n".join(problem["what"] for problem in told["problems"])
    kind = document.get("kind", "not read")
    posture = told.get("scorecard", {}).get("posture", "")
    return [document["path"], kind, posture, *known, *severities, *types, problems]


def _findings(told: dict[str, Any]) -> Iterator[list[Any]]:
    for row in csv.rows_of(told):
        if row["type"] not in ("problem", "unread"):
            yield [row.get(name) for name in _FINDING_KEYS]


def _commitments(told: dict[str, Any]) -> Iterator[list[Any]]:
    for one in told.get("commitments", ()):
        lists = ["; ".join(one[name]) for name in ("measure", "condition")]
        remedy = one["remedy"]["quote"] if one["remedy"] else ""
        missing = ", ".join(f"no {name}" for name in one["missing"])
        who = [one[name] for name in ("party", "side", "sort", "to", "what", "when", "due")]
        yield [told["document"]["path"], *who, *lists, remedy, missing, one["quote"], one["page"], one["section"]]


def _deadlines(told: dict[str, Any]) -> Iterator[list[Any]]:
    names = ("day", "kind", "title", "arithmetic", "reason", "quote", "page", "section")
    for one in told.get("deadlines", ()):
        yield [told["document"]["path"], *(one[name] for name in names)]


def _scores(told: dict[str, Any]) -> Iterator[list[Any]]:
    for name, dimension in told.get("scorecard", {}).get("dimensions", {}).items():
        yield [told["document"]["path"], name, dimension["score"], dimension["why"]]
