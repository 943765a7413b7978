"""The JSON report: the exact objects that pipelines read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tests.documents import SOURCE, built, markdown, rule_data, topic_data, write_catalogue

from proposalcheck import __version__
from proposalcheck.catalogue import load_catalogue
from proposalcheck.document import Anchor, Box, Change, Coverage, Problem
from proposalcheck.finding import Deal, Result, fingerprint
from proposalcheck.readers.structure import CellDraft, DocumentBuilder, Draft
from proposalcheck.reports.json import as_object, line, page, unreadable
from proposalcheck.reports.json.deal import deal_object
from proposalcheck.reports.json.document import document_model
from proposalcheck.screening import screen_document

TEXT = "# Term\n\nThe term renews by itself each May.\n"


def screened(folder: Path, text: str = TEXT, **changed: object) -> Result:
    catalogue = load_catalogue(write_catalogue(folder, rule_data(**{"family": "terms", **changed})))
    return screen_document(markdown(text), catalogue=catalogue, kind="sow")


def test_one_document(tmp_path: Path) -> None:
    result = screened(tmp_path)
    assert as_object(result) == {
        "schema": "proposalcheck/1",
        "tool": {"version": __version__, "catalogue": result.catalogue, "models": dict(result.models)},
        "document": {
            "path": "made.md",
            "sha256": "0" * 64,
            "format": "md",
            "kind": "sow",
            "kind_confidence": 1.0,
            "kind_because": "as you said",
            "side": "client",
            "language": "en",
            "pages": 0,
            "words": 8,
        },
        "findings": [
            {
                "rule": "silent-renewal",
                "family": "terms",
                "type": "flag",
                "title": "The term renews by itself",
                "severity": "high",
                "confidence": 1.0,
                "message": 'The term goes on: "renews by itself"',
                "why": "A missed date costs a year.",
                "because": 'phrase "renews by itself"',
                "ask": "Can it end by itself?",
                "fallback": "The term ends on its last day.",
                "fingerprint": fingerprint("silent-renewal", "The term renews by itself each May.", 0),
                "evidence": [
                    {
                        "quote": "The term renews by itself each May.",
                        "page": None,
                        "section": "Term",
                        "start": 5,
                        "end": 40,
                        "words": [{"quote": "renews by itself", "start": 14, "end": 30}],
                        "boxes": [],
                        "line": 3,
                    }
                ],
            }
        ],
        "scorecard": {"dimensions": {}, "confidence": 1.0, "doubt": ""},
        "deal": deal_object(Deal()),
        "commitments": [],
        "deadlines": [],
        "pricing": [],
        "coverage": {"pages_read": 0, "pages_without_text": [], "tables": 0, "not_read": []},
        "problems": [],
        "rules_run": ["silent-renewal"],
    }


def test_scores_tell_their_arithmetic_and_findings(tmp_path: Path) -> None:
    told = as_object(screened(tmp_path, family="contract"))
    assert told["scorecard"] == {
        "dimensions": {
            "contract risk": {
                "score": 80,
                "why": "20 off for silent-renewal: 80",
                "confidence": 1.0,
                "doubt": "",
                "findings": [told["findings"][0]["fingerprint"]],
            }
        },
        "confidence": 1.0,
        "doubt": "",
    }


def test_offsets_point_into_the_text_that_read_prints(tmp_path: Path) -> None:
    result = screened(tmp_path)
    text = json.loads(document_model(result.document))["text"]
    (evidence,) = as_object(result)["findings"][0]["evidence"]
    assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert [text[words["start"] : words["end"]] for words in evidence["words"]] == ["renews by itself"]


def test_a_verdict_has_a_value_and_a_gap_no_evidence(tmp_path: Path) -> None:
    check = {"kind": "share", "of": ["x"], "against": ["x"], "above": "0.5"}
    signal = {"id": "x", "summary": "x", "any_of": ["x y"], "examples": {"flag": ["⟦x y⟧"] * 3}}
    signal["examples"] = {**signal["examples"], "pass": [{"text": "x", "because": "x"}] * 3}  # type: ignore[dict-item]
    verdict = topic_data(id="share", type="verdict", check=check)
    catalogue = load_catalogue(write_catalogue(tmp_path, verdict, signal, topic_data()))
    findings = as_object(screen_document(markdown("Fees."), catalogue=catalogue, kind="sow"))["findings"]
    told = [(found["rule"], found["type"], found.get("value"), found["evidence"]) for found in findings]
    assert told == [("named-lead", "gap", None, []), ("share", "verdict", "no", [])]


def test_places_in_a_page_and_in_a_package(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path, rule_data()))
    box = Box(3, 10.5, 20, 90, 30)
    on_page = built(Draft("paragraph", "It renews by itself.", boxes=((0, 20, box),)))
    anchor = Anchor(part="word/document.xml", paragraph=7)
    in_part = built(Draft("paragraph", "It renews by itself.", anchor=anchor))
    first, second = (
        as_object(screen_document(document, catalogue=catalogue, kind="sow"))["findings"][0]["evidence"][0]
        for document in (on_page, in_part)
    )
    assert (first["page"], first["boxes"], "part" in first) == (3, [[3, 10.5, 20, 90, 30]], False)
    assert (second["page"], second["boxes"]) == (None, [])
    assert (second["part"], second["paragraph"]) == ("word/document.xml", 7)


def test_problems_and_coverage_are_told(tmp_path: Path) -> None:
    result = replace(
        screened(tmp_path),
        problems=(Problem("read", "page 4 is blank", "page 4"), Problem("check", "a rule failed")),
        coverage=Coverage(3, (4,), ("a picture on page 4",)),
    )
    told = as_object(result)
    assert told["problems"] == [
        {"stage": "read", "what": "page 4 is blank", "location": "page 4"},
        {"stage": "check", "what": "a rule failed"},
    ]
    assert told["coverage"] == {
        "pages_read": 3,
        "pages_without_text": [4],
        "tables": 0,
        "not_read": ["a picture on page 4"],
    }


def test_a_document_that_could_not_be_read() -> None:
    assert unreadable("a.pdf", "it is empty") == {
        "schema": "proposalcheck/1",
        "tool": {"version": __version__},
        "document": {"path": "a.pdf"},
        "findings": [],
        "problems": [{"stage": "read", "what": "it is empty"}],
        "rules_run": [],
    }


def test_one_object_a_line_keeps_letters_as_they_are() -> None:
    assert line({"quote": "“§ 5”\nnet"}) == '{"quote": "“§ 5”\\nnet"}'


def test_one_object_stands_alone_and_several_in_an_array() -> None:
    assert page([{"a": 1}]) == '{\n  "a": 1\n}'
    assert page([{"a": 1}, {"b": 2}]) == '[\n  {\n    "a": 1\n  },\n  {\n    "b": 2\n  }\n]'


def test_the_document_model() -> None:
    builder = DocumentBuilder()
    builder.add(Draft("heading", "1. Fees", 1))
    builder.add(Draft("deleted", "Fees fall.", anchor=Anchor(page=2), change=Change("Ana", "2026-01-02T03:04:05Z")))
    builder.add_table([[CellDraft((Draft("table_cell", "Lead"),)), CellDraft((Draft("table_cell", "$95"),))]])
    document = builder.build(SOURCE, problems=[Problem("read", "half a page")], coverage=Coverage(2))
    plain = {"page": None, "part": None, "paragraph": None}
    assert json.loads(document_model(document)) == {
        "schema": "proposalcheck-document/1",
        "source": {"path": "made.md", "sha256": "0" * 64, "format": "md", "pages": 0},
        "language": "en",
        "text": "1. Fees\nFees fall.\nLead\t$95",
        "blocks": [
            {"kind": "heading", "start": 0, "end": 7, "content": [3, 7], "level": 1, "number": "1", "section": 0}
            | plain,
            {"kind": "deleted", "start": 8, "end": 18, "content": [8, 18], "level": 0, "number": "", "section": 0}
            | plain
            | {"page": 2, "author": "Ana", "date": "2026-01-02T03:04:05Z"},
            {"kind": "table_cell", "start": 19, "end": 23, "content": [19, 23], "level": 0, "number": "", "section": 0}
            | plain,
            {"kind": "table_cell", "start": 24, "end": 27, "content": [24, 27], "level": 0, "number": "", "section": 0}
            | plain,
        ],
        "sections": [{"number": "1", "title": "Fees", "level": 1, "parent": None, "start": 0, "end": 27}],
        "tables": [{"section": 0, "rows": [[[19, 23], [24, 27]]]}],
        "problems": [{"stage": "read", "what": "half a page"}],
        "coverage": {"pages_read": 2, "pages_without_text": [], "tables": 1, "not_read": []},
    }


def test_commitments_and_deadlines(tmp_path: Path) -> None:
    told = as_object(screened(tmp_path, "# Work\n\nThe Provider shall train 20 people by 1 May 2027.\n"))
    (commitment,), (deadline,) = told["commitments"], told["deadlines"]
    words = "The Provider shall train 20 people by 1 May 2027."
    quote = {"quote": words, "page": None, "section": "Work", "start": 5, "end": 5 + len(words)}
    assert commitment == {
        "sort": "promise",
        "party": "Provider",
        "side": "provider",
        "to": "",
        "what": "train 20 people by 1 May 2027",
        "when": "by 1 May 2027",
        "due": "2027-05-01",
        "measure": ["20 people"],
        "condition": [],
        "remedy": None,
        "missing": ["remedy"],
        "fingerprint": commitment["fingerprint"],
        **quote,
    }
    assert deadline == {
        "kind": "commitment",
        "title": "Provider: train 20 people by 1 May 2027",
        "day": "2027-05-01",
        "arithmetic": "as stated",
        "reason": "",
        "party": "Provider",
        "side": "provider",
        "fingerprint": deadline["fingerprint"],
        **quote,
    }


def test_a_pricing_table_as_printed_and_as_worked_out(tmp_path: Path) -> None:
    table = "| Item | Price |\n|---|---|\n| Design | 600 |\n| Build | 500 |\n| Total | 1,200 |\n"
    (told,) = as_object(screened(tmp_path, f"# Price\n\n{table}"))["pricing"]
    assert told["columns"] == [
        {"column": 0, "header": "Item", "role": "label"},
        {"column": 1, "header": "Price", "role": "amount"},
    ]
    assert [row["role"] for row in told["rows"]] == ["item", "item", "total"]
    assert told["rows"][0]["figures"] == [{"column": 1, "printed": "600", "amount": 600.0, "percent": False}]
    assert told["rows"][2]["figures"] == [
        {
            "column": 1,
            "printed": "1,200",
            "amount": 1200.0,
            "percent": False,
            "worked_out": 1100.0,
            "how": "sum",
            "sources": [{"row": 0, "column": 1, "sign": 1}, {"row": 1, "column": 1, "sign": 1}],
            "agrees": False,
        }
    ]
