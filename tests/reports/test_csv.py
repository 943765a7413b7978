"""CSV: a row for each place, read back with the standard library; nothing in it runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from tests.reports.reported import FLAGGED, lost, report

from proposalcheck.reports.cells import guarded
from proposalcheck.reports.csv import COLUMNS, whole


def rows(*told: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(whole(told), newline="")))


def test_a_row_for_each_place_and_one_for_a_gap(tmp_path: Path) -> None:
    flag, gap = rows(report(tmp_path))
    assert tuple(flag) == COLUMNS
    assert (flag["document"], flag["kind"], flag["rule"], flag["severity"]) == (
        "offers/first.md",
        "sow",
        "silent-renewal",
        "high",
    )
    assert (flag["quote"], flag["section"], flag["place"], flag["places"]) == (FLAGGED, "Term", "1", "1")
    assert int(flag["end"]) - int(flag["start"]) == len(FLAGGED)
    assert (gap["rule"], gap["type"], gap["place"], gap["quote"]) == ("named-lead", "gap", "0", "")


def test_what_could_not_be_read_is_a_row() -> None:
    (row,) = rows(lost())
    assert (row["document"], row["type"], row["message"]) == ("lost.pdf", "unread", "lost.pdf: there is no such file")


def test_quotes_and_line_breaks_come_back_as_they_were(tmp_path: Path) -> None:
    told = report(tmp_path)
    told["findings"][0]["evidence"][0]["quote"] = 'He said "no",\nthen; left'
    assert rows(told)[0]["quote"] == 'He said "no",\nthen; left'


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_nothing_runs_as_a_formula(tmp_path: Path, words: str) -> None:
    told = report(tmp_path)
    told["findings"][0]["evidence"][0]["quote"] = words
    assert rows(told)[0]["quote"] == "'" + words


def test_cells_keep_what_they_can_hold() -> None:
    assert guarded("1 = 1") == "1 = 1"
    assert guarded(-1.5) == -1.5
    assert guarded(None) == ""
    assert guarded("a\x0bb") == "a b"
    assert guarded("x" * 40_000) == "x" * 32_766 + "…"
