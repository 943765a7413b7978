"""The clauses of agreements as comma-separated values (RFC 4180): one row for each place of each kind."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from proposalcheck.reports.cells import guarded

COLUMNS = (
    "document",
    "clause",
    "name",
    "answer",
    "probability",
    "place",
    "places",
    "quote_probability",
    "page",
    "section",
    "quote",
    "start",
    "end",
)
"""The columns in order; `place` counts the quotes of a clause from 1, and is 0 where there is none."""


def table(objects: Sequence[dict[str, Any]]) -> str:
    """Return the rows of all documents under one header.

    What could not be looked at is a row with the answer "problem", a document that could not be read one with "unread".
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for told in objects:
        for row in _rows(told):
            writer.writerow({name: guarded(value) for name, value in row.items()})
    return out.getvalue()


def _rows(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    document = {"document": told["document"]["path"]}
    for clause in told["clauses"]:
        same = (
            document | {"clause": clause["kind"]} | {name: clause[name] for name in ("name", "answer", "probability")}
        )
        quotes = clause["quotes"]
        if not quotes:
            yield same | {"place": 0, "places": 0}
        for number, quote in enumerate(quotes, 1):
            where = {name: quote[name] for name in ("page", "section", "quote", "start", "end")}
            counts = {"place": number, "places": len(quotes), "quote_probability": quote["probability"]}
            yield same | counts | where
    for problem in told["problems"]:
        answer = "problem" if told["clauses"] else "unread"
        yield document | {"answer": answer, "quote": problem["what"], "section": problem.get("location", "")}
