"""The workbook, opened with another library than the one that writes it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.reports.reported import FLAGGED, lost, report

from proposalcheck.reports.xlsx import whole

NAMES = ["Documents", "Findings", "Commitments", "Deadlines", "Pricing", "Scorecard"]


def sheet(name: str, *told: dict[str, Any], values: bool = False) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(whole(told)), data_only=values)
    assert book.sheetnames == NAMES
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def cells(found: Worksheet) -> list[dict[str, Any]]:
    header, *rows = found.iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_documents_those_not_read_included(tmp_path: Path) -> None:
    first, second = cells(sheet("Documents", report(tmp_path), lost()))
    assert (first["Document"], first["Kind"], first["High"], first["Missing"]) == ("offers/first.md", "sow", 1, 1)
    assert (second["Kind"], second["Not looked at"]) == ("not read", "lost.pdf: there is no such file")


def test_findings_have_a_fixed_header_and_a_filter(tmp_path: Path) -> None:
    found = sheet("Findings", report(tmp_path))
    flag, gap = cells(found)
    assert (flag["Rule"], flag["Quote"], flag["Section"], flag["Severity"]) == (
        "silent-renewal",
        FLAGGED,
        "Term",
        "high",
    )
    assert (gap["Rule"], gap["Quote"]) == ("named-lead", None)
    assert found.freeze_panes == "B2"
    assert found.auto_filter.ref == "A1:Q3"


def test_commitments_and_deadlines(tmp_path: Path) -> None:
    told = report(tmp_path)
    (commitment,) = cells(sheet("Commitments", told))
    (deadline,) = cells(sheet("Deadlines", told))
    assert (commitment["Who"], commitment["What"], commitment["Due"], commitment["Not told"]) == (
        "Provider",
        "train 20 people by 1 May 2027",
        "2027-05-01",
        "no remedy",
    )
    assert (deadline["Day"], deadline["How worked out"]) == ("2027-05-01", "as stated")


def test_sums_are_live_formulas_with_their_values(tmp_path: Path) -> None:
    formulas, values = (sheet("Pricing", report(tmp_path), values=values) for values in (False, True))
    assert [cell.value for cell in formulas[2]] == ["Item", "Price", "Price, worked out", "Difference"]
    assert [cell.value for cell in formulas[5]] == ["Total", 1200, "=B3+B4", "=B5-C5"]
    assert [cell.value for cell in values[5]] == ["Total", 1200, 1100, 100]


def test_a_product_counts_on_in_its_sum(tmp_path: Path) -> None:
    header = "| Role | Hours | Rate per hour | Amount |\n|---|---|---|---|\n"
    rows = "| A | 10 | 100 | 1,000 |\n| B | 20 | 50 | 1,100 |\n| C | 2 | 50 | 100 |\n"
    text = f"{header}{rows}| Total | 32 | | 2,200 |\n"
    found = sheet("Pricing", report(tmp_path, text))
    worked = [cell.value for cell in found[2]].index("Amount, worked out")
    assert worked == 6
    assert [row[worked].value for row in found.iter_rows(min_row=3, max_row=6)] == [
        "=B3*C3",
        "=B4*C4",
        "=B5*C5",
        "=G3+G4+G5",
    ]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_words_of_a_document_never_run(tmp_path: Path, words: str) -> None:
    told = report(tmp_path)
    told["findings"][0]["evidence"][0]["quote"] = words
    cell = sheet("Findings", told)["H2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)
    assert sheet("Pricing", report(tmp_path))["A4"].data_type == "s"


def test_documents_without_prices_say_so(tmp_path: Path) -> None:
    assert sheet("Pricing", report(tmp_path, FLAGGED))["A1"].value == "No pricing tables were found."


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    told = report(tmp_path)
    assert whole([told]) == whole([told])
