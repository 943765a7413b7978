"""Comma-separated values (RFC 4180): one row for each place of each finding, ready for a spreadsheet or a script."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, cast

from proposalcheck.reports.cells import guarded
from proposalcheck.reports.json import part, unread

__all__ = ["part", "unread", "whole"]

COLUMNS = (
    "document",
    "kind",
    "rule",
    "family",
    "type",
    "value",
    "severity",
    "confidence",
    "title",
    "message",
    "because",
    "ask",
    "fallback",
    "place",
    "places",
    "page",
    "section",
    "quote",
    "start",
    "end",
    "fingerprint",
)
"""The columns in order; `place` counts the places of one finding from 1, and is 0 where there is none."""
_OF_FINDING = "rule family type value severity confidence title message because ask fallback fingerprint".split()


def whole(parts: Sequence[object]) -> str:
    """Return the rows of all documents under one header; a document that could not be read is a row of type unread."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for told in parts:
        for row in rows_of(cast("dict[str, Any]", told)):
            writer.writerow({name: guarded(value) for name, value in row.items()})
    return out.getvalue()


def rows_of(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of one document: its findings by place, then what could not be looked at."""
    document = {"document": told["document"]["path"], "kind": told["document"].get("kind", "")}
    for finding in told["findings"]:
        same = document | {name: finding.get(name, "") for name in _OF_FINDING}
        places = finding["evidence"]
        if not places:
            yield same | {"place": 0, "places": 0}
        for number, evidence in enumerate(places, 1):
            where = {name: evidence[name] for name in ("page", "section", "quote", "start", "end")}
            yield same | {"place": number, "places": len(places)} | where
    for problem in told["problems"]:
        kind = "problem" if told["document"].get("sha256") else "unread"
        yield document | {"type": kind, "message": problem["what"], "section": problem.get("location", "")}
