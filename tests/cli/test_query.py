"""`query`: ready questions and SQL to a store, and what is said of questions that make no sense."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from proposalcheck.cli import main
from proposalcheck.store import open_store
from proposalcheck.store.questions import QUESTIONS

KINDS = ["findings.db", "findings.duckdb", "parquet"]


def finding(rule: str, outcome: str, severity: str) -> dict[str, Any]:
    texts = dict.fromkeys(("family", "message", "because", "ask", "fallback", "fingerprint"), "-")
    named = {"rule": rule, "type": outcome, "severity": severity, "title": f"The {rule}", "confidence": 1.0}
    return texts | named | {"evidence": []}


def document(path: str, provider: str, *findings: dict[str, Any], due: str | None = None) -> dict[str, Any]:
    place = {"quote": "Provider shall deliver the report.", "page": 1, "section": "", "start": 0, "end": 34}
    promise = place | {
        "sort": "promise",
        "party": "Provider",
        "side": "provider",
        "to": "",
        "what": "deliver the report",
    }
    promise |= {"when": "", "measure": [], "condition": ["once paid"], "remedy": {"quote": "Else 5 % are kept."}}
    promise |= {"missing": ["date", "measure"] if due is None else ["measure"], "due": due or "", "fingerprint": "f"}
    dated = {"kind": "commitment", "title": "deliver the report", "day": due or "", "arithmetic": "as stated"}
    return {
        "tool": {"version": "1"},
        "document": {"path": path, "sha256": "aa", "kind": "msa"},
        "deal": {"parties": [{"said": provider, "side": "provider"}, {"said": "Ostrava", "side": "client"}]},
        "findings": list(findings),
        "commitments": [promise],
        "deadlines": [place | dated | {"reason": "", "party": "Provider", "side": "provider", "fingerprint": "f"}],
        "problems": [{"stage": "read", "what": "page 2 has no text"}] if path == "b.pdf" else [],
    }


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    address = str(tmp_path / request.param)
    with open_store(address) as opened:
        gap, flag = finding("change-control", "gap", "medium"), finding("auto-renewal", "flag", "high")
        opened.add(document("a.pdf", "Kestrel", gap, flag, flag, due="2027-06-30"), "")
        opened.add(document("b.pdf", "Kestrel", gap, due="2027-01-31"), "")
        opened.add(document("c.pdf", "Magpie", flag, finding("insurance", "strength", "info")), "")
    return address


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["query", *arguments])


def answer(*arguments: str) -> list[dict[str, Any]]:
    told = ask(*arguments, "--format", "json")
    assert told.exit_code == 0, told.output
    return list(json.loads(told.stdout))


def test_the_ready_questions_answer(store: str) -> None:
    worst = answer(store, "worst-vendors")
    assert [(row["provider"], row["documents"], row["high"], row["high_each"]) for row in worst] == [
        ("Kestrel", 2, 2, 1.0),
        ("Magpie", 1, 1, 1.0),
    ]
    documents = answer(store, "worst-documents")
    assert [(row["document"], row["high"], row["medium"]) for row in documents] == [
        ("a.pdf", 2, 1),
        ("c.pdf", 1, 0),
        ("b.pdf", 0, 1),
    ]
    (gap,) = answer(store, "common-gaps")
    assert (gap["rule"], gap["missing_in"], gap["documents"]) == ("change-control", 2, 3)
    (flag,) = answer(store, "common-flags")
    assert (flag["rule"], flag["documents"], flag["places"]) == ("auto-renewal", 2, 3)
    due = answer(store, "commitments-due")
    assert [(row["day"], row["document"]) for row in due] == [("2027-01-31", "b.pdf"), ("2027-06-30", "a.pdf")]
    counted = answer(store, "open-commitments")
    assert [(row["document"], row["no_date"], row["no_measure"], row["no_remedy"]) for row in counted] == [
        ("c.pdf", 1, 1, 0),
        ("a.pdf", 0, 1, 0),
        ("b.pdf", 0, 1, 0),
    ]
    assert answer(store, "select distinct condition, remedy from commitments") == [
        {"condition": "once paid", "remedy": "Else 5 % are kept."}
    ]
    (unread,) = answer(store, "unread")
    assert (unread["document"], unread["what"]) == ("b.pdf", "page 2 has no text")


def test_questions_of_ones_own_are_sql(store: str) -> None:
    assert (
        ask(store, "select count(*) as n from findings where rule = 'auto-renewal'", "--format", "csv").stdout
        == "n\n3\n"
    )
    assert ask(store, "select document, client from documents where document = 'c.pdf'").stdout.split() == [
        "document",
        "client",
        "c.pdf",
        "Ostrava",
    ]


def test_a_cell_that_a_spreadsheet_would_run_is_only_text(store: str) -> None:
    assert ask(
        store, "select '=1+1' as sum, -2 as minus from runs union select '=1+1', -2", "--format", "csv"
    ).stdout == ("sum,minus\n'=1+1,-2\n")


def test_without_a_question_the_ready_ones_are_listed(store: str) -> None:
    listed = ask(store).stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(QUESTIONS)


def test_a_question_nobody_knows_is_refused(store: str) -> None:
    told = ask(store, "worst-weather")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith('proposalcheck: no ready question is called "worst-weather"; there are worst-doc')


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    told = ask(str(tmp_path / "none.db"), "unread")
    assert told.exit_code == 2
    assert "none.db: there is no store; make one with: proposalcheck scan PATH --store" in told.stderr


def test_a_question_cannot_change_the_store(store: str) -> None:
    told = ask(store, "delete from documents")
    assert answer(store, "select count(*) as n from documents") == [{"n": 3}]
    assert store.endswith("parquet") or told.exit_code == 2
