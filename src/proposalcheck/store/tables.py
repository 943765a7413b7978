"""The tables of a store, and the rows that the report of one document becomes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Column, Double, Integer, MetaData, Table, Text

Row = dict[str, Any]
"""One row, by the names of its columns."""

Rows = Mapping[str, list[Row]]
"""The rows of one or more documents, by the names of their tables."""

METADATA = MetaData()


def _table(name: str, keys: Sequence[str], texts: str = "", whole: str = "", real: str = "") -> Table:
    """Return a table whose key is the document, and where `keys` names them a number or two within it."""
    columns: list[Column[Any]] = [Column("document", Text, primary_key=True)]
    columns += [Column(key, Integer, primary_key=True, autoincrement=False) for key in keys]
    columns += [Column(column, Text) for column in texts.split()]
    columns += [Column(column, Integer) for column in whole.split()]
    columns += [Column(column, Double) for column in real.split()]
    return Table(name, METADATA, *columns)


DOCUMENTS = _table(
    "documents",
    (),
    "sha256 format kind language side client provider posture recommendation error version catalogue models "
    "options scores",
    "pages words problems",
    "kind_confidence",
)
"""One row a document: `document` is its path or address, `options` how it was screened, `error` why it was not."""
FINDINGS = _table(
    "findings",
    ("finding",),
    "rule family type value severity title message because ask fallback fingerprint",
    real="confidence",
)
EVIDENCE = _table("evidence", ("finding", "place"), "quote section", "page start_at end_at")
COMMITMENTS = _table(
    "commitments",
    ("commitment",),
    "sort party side owed_to what said_when due measure condition remedy missing quote section fingerprint",
    "page start_at end_at",
)
"""One row a promise or restriction; `due` is the day of `said_when` (ISO 8601) where it is a day of the calendar."""
DEADLINES = _table(
    "deadlines",
    ("deadline",),
    "kind title day arithmetic reason party side quote section fingerprint",
    "page start_at end_at",
)
PROBLEMS = _table("problems", ("problem",), "stage what location")
RUNS = Table(
    "runs",
    METADATA,
    Column("run", Text, primary_key=True),
    *(Column(column, Text) for column in ("started", "finished", "version", "catalogue", "options")),
    *(Column(column, Integer) for column in ("documents", "unchanged", "unread")),
)
"""One row a run of `scan --store`; the only table in which times stand."""

OF_A_DOCUMENT = (DOCUMENTS, FINDINGS, EVIDENCE, COMMITMENTS, DEADLINES, PROBLEMS)
"""The tables that hold what is said about documents, each with the column `document`."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What is kept about one run; times are ISO 8601 in UTC."""

    run: str
    started: str
    finished: str
    version: str
    catalogue: str
    options: str
    documents: int
    unchanged: int
    unread: int

    def row(self) -> Row:
        """Return this as a row of the table `runs`."""
        return asdict(self)


def rows_of(report: Mapping[str, Any], options: str) -> dict[str, list[Row]]:
    """Return the rows of the report of one document, as `proposalcheck.reports.json` makes it."""
    path = report["document"]["path"]
    findings = list(enumerate(report["findings"]))
    return {
        DOCUMENTS.name: [_document(report, options)],
        FINDINGS.name: [_picked(FINDINGS, path, finding, finding=number) for number, finding in findings],
        EVIDENCE.name: [
            _picked(EVIDENCE, path, place, finding=number, place=index, start_at=place["start"], end_at=place["end"])
            for number, finding in findings
            for index, place in enumerate(finding["evidence"])
        ],
        COMMITMENTS.name: [
            _commitment(path, number, each) for number, each in enumerate(report.get("commitments", ()))
        ],
        DEADLINES.name: [
            _picked(DEADLINES, path, each, deadline=number, start_at=each["start"], end_at=each["end"])
            for number, each in enumerate(report.get("deadlines", ()))
        ],
        PROBLEMS.name: [
            _picked(PROBLEMS, path, problem, problem=number) for number, problem in enumerate(report["problems"])
        ],
    }


def _document(report: Mapping[str, Any], options: str) -> Row:
    tool, scorecard = report["tool"], report.get("scorecard", {})
    scores = {name: dimension["score"] for name, dimension in scorecard.get("dimensions", {}).items()}
    return _picked(
        DOCUMENTS,
        report["document"]["path"],
        report["document"],
        client=_party(report, "client"),
        provider=_party(report, "provider"),
        posture=scorecard.get("posture"),
        recommendation=scorecard.get("recommendation", {}).get("model"),
        error=_error(report),
        version=tool["version"],
        catalogue=tool.get("catalogue"),
        models=_compact(tool["models"]) if tool.get("models") else None,
        options=options,
        scores=_compact(scores) if scores else None,
        problems=len(report["problems"]),
    )


def _party(report: Mapping[str, Any], side: str) -> str | None:
    """Return the names of the parties on one side, or None where the document names none."""
    names = [party["said"] for party in report.get("deal", {}).get("parties", ()) if party["side"] == side]
    return ", ".join(names) or None


def _error(report: Mapping[str, Any]) -> str | None:
    """Return why a document could not be read at all, or None."""
    return None if "kind" in report["document"] else " ".join(problem["what"] for problem in report["problems"])


def _commitment(path: str, number: int, commitment: Mapping[str, Any]) -> Row:
    remedy = commitment["remedy"] or {}
    return _picked(
        COMMITMENTS,
        path,
        commitment,
        commitment=number,
        owed_to=commitment["to"],
        said_when=commitment["when"],
        measure="; ".join(commitment["measure"]),
        condition="; ".join(commitment["condition"]),
        remedy=remedy.get("quote", ""),
        missing=", ".join(commitment["missing"]),
        start_at=commitment["start"],
        end_at=commitment["end"],
    )


def _picked(table: Table, path: str, given: Mapping[str, Any], **more: object) -> Row:
    """Return a row with every column of `table`: from `more`, else from `given`, else empty."""
    known = {**given, **more, "document": path}
    return {column.name: known.get(column.name) for column in table.columns}


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def joined(reports: Iterable[Rows]) -> dict[str, list[Row]]:
    """Return the rows of several documents as one."""
    together: dict[str, list[Row]] = {table.name: [] for table in OF_A_DOCUMENT}
    for report in reports:
        for name, rows in report.items():
            together[name] += rows
    return together
