"""The samples, whole: every finding with its exact words and place, the same in PDF, DOCX and Markdown."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from proposalcheck import Result, screen

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/*.md"))
FORMATS = ("docx", "md", "pdf")


@cache
def screened(name: str, file_format: str) -> Result:
    return screen(SAMPLES / name / f"{name}.{file_format}")


@cache
def expected(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((SAMPLES / name / "expected.json").read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_findings_are_those_expected(name: str, file_format: str) -> None:
    result = screened(name, file_format)
    assert result.kind == expected(name)["kind"]
    assert result.problems == ()
    found = {
        (finding.rule, finding.type, finding.value, finding.severity, finding.fingerprint)
        for finding in result.findings
    }
    wanted = {
        (told["rule"], told["type"], told.get("value", ""), told["severity"], told["fingerprint"])
        for told in expected(name)["findings"]
    }
    assert found - wanted == set()
    assert wanted - found == set()


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_every_quote_and_its_words_stand_where_they_should(name: str, file_format: str) -> None:
    result = screened(name, file_format)
    text = result.document.text
    by_identity = {(finding.rule, finding.fingerprint): finding for finding in result.findings}
    for told in expected(name)["findings"]:
        evidence = by_identity[told["rule"], told["fingerprint"]].evidence
        assert [[piece.span.start, piece.span.end] for piece in evidence] == told["places"][file_format]
        assert [" ".join(piece.quote.split()) for piece in evidence] == told["quotes"]
        assert [[" ".join(words.of(text).split()) for words in piece.words] for piece in evidence] == told["words"]
        assert all(piece.span.of(text) == piece.quote for piece in evidence)


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_finding_has_a_page_and_boxes_and_a_docx_finding_its_paragraph(name: str) -> None:
    for finding in screened(name, "pdf").findings:
        for piece in finding.evidence:
            assert piece.location.page is not None
            assert {box.page for box in piece.location.boxes} <= {piece.location.page, piece.location.page + 1}
            assert piece.location.boxes
    for finding in screened(name, "docx").findings:
        for piece in finding.evidence:
            assert piece.location.part == "word/document.xml"
            assert piece.location.paragraph is not None
