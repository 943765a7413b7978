"""Stores: every kind of them holds the same rows, takes a document twice as once, and none by halves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from proposalcheck.errors import UsageError
from proposalcheck.store import RunFacts, open_store

KINDS = ["findings.db", "findings.duckdb", "parquet"]

RUN = RunFacts("r1", "2026-01-02T03:04:05", "2026-01-02T03:05:05", "0.1", "c4fe", "{}", 2, 0, 1)


def report(path: str = "a.pdf", sha256: str = "aa", rules: tuple[str, ...] = ("auto-renewal",)) -> dict[str, Any]:
    place = {"quote": "It renews – für immer.", "page": 3, "section": "4 Term", "start": 10, "end": 32}
    second = place | {"quote": "Again.", "page": None}
    return {
        "tool": {"version": "0.1", "catalogue": "c4fe", "models": {"kind": "beef"}},
        "document": {
            "path": path,
            "sha256": sha256,
            "format": "pdf",
            "kind": "msa",
            "kind_confidence": 0.9,
            "language": "en",
            "pages": 4,
            "words": 900,
        },
        "findings": [
            {
                "rule": rule,
                "family": "contract",
                "type": "flag",
                "severity": "medium",
                "confidence": 0.8,
                "title": "T",
                "message": "M",
                "because": "B",
                "ask": "A?",
                "fallback": "F",
                "fingerprint": f"print-{rule}",
                "evidence": [place, second],
            }
            for rule in rules
        ],
        "scorecard": {"dimensions": {"drafting": {"score": 70}}, "posture": "vendor"},
        "problems": [{"stage": "read", "what": "page 4 has no text"}],
    }


UNREAD = {
    "tool": {"version": "0.1"},
    "document": {"path": "bad.pdf"},
    "findings": [],
    "problems": [{"stage": "read", "what": "bad.pdf: not a PDF"}],
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_stored_can_be_asked_for(name: str, tmp_path: Path) -> None:
    with open_store(str(tmp_path / name)) as store:
        store.add(report(), "{}")
        store.add(UNREAD, "{}")
        store.finish(RUN)
    with open_store(str(tmp_path / name), read_only=True) as store:
        assert store.rows("select document, kind, posture, scores, error, problems from documents order by 1") == (
            ["document", "kind", "posture", "scores", "error", "problems"],
            [
                ("a.pdf", "msa", "vendor", '{"drafting": 70}', None, 1),
                ("bad.pdf", None, None, None, "bad.pdf: not a PDF", 1),
            ],
        )
        asked = (
            "select rule, place, quote, page, start_at from findings join evidence using (document, finding) order by 2"
        )
        assert store.rows(asked)[1] == [
            ("auto-renewal", 0, "It renews – für immer.", 3, 10),
            ("auto-renewal", 1, "Again.", None, 10),
        ]
        assert store.rows("select what from problems where document = 'a.pdf'")[1] == [("page 4 has no text",)]
        assert store.rows("select run, documents, unread from runs")[1] == [("r1", 2, 1)]
        assert store.state() == {"a.pdf": ("aa", "{}"), "bad.pdf": ("", "{}")}


@pytest.mark.parametrize("name", KINDS)
def test_a_document_stored_again_replaces_what_was_there(name: str, tmp_path: Path) -> None:
    with open_store(str(tmp_path / name)) as store:
        store.add(report(rules=("auto-renewal", "set-off-waiver")), "{}")
        store.add(report("b.pdf"), "{}")
        store.add(report(sha256="bb"), '{"side": "provider"}')
        assert store.rows("select document, rule from findings order by 1")[1] == [
            ("a.pdf", "auto-renewal"),
            ("b.pdf", "auto-renewal"),
        ]
        assert store.state() == {"a.pdf": ("bb", '{"side": "provider"}'), "b.pdf": ("aa", "{}")}


@pytest.mark.parametrize("name", KINDS)
def test_a_run_that_was_killed_leaves_whole_documents(name: str, tmp_path: Path) -> None:
    killed = open_store(str(tmp_path / name))
    killed.add(report(), "{}")
    if name == "findings.duckdb":  # one process at a time may hold it, and a kill lets go of it
        killed.__exit__(None, None, None)
    with open_store(str(tmp_path / name)) as store:
        assert store.state() == {"a.pdf": ("aa", "{}")}


def test_a_line_cut_short_by_a_kill_is_no_document_and_spoils_none(tmp_path: Path) -> None:
    folder = tmp_path / "parquet"
    open_store(str(folder)).add(report(), "{}")
    journal = folder / "journal.jsonl"
    line = journal.read_bytes()
    journal.write_bytes(line + line[: len(line) // 2])
    with open_store(str(folder)) as store:
        store.add(report("b.pdf"), "{}")
    with open_store(str(folder)) as store:
        assert sorted(store.state()) == ["a.pdf", "b.pdf"]
    journal.write_bytes(json.dumps(["c.pdf", {}])[:7].encode())
    with open_store(str(folder)) as store:
        store.add(report("d.pdf"), "{}")
    with open_store(str(folder), read_only=True) as store:
        assert sorted(store.state()) == ["a.pdf", "b.pdf", "d.pdf"]


@pytest.mark.parametrize("name", KINDS)
def test_a_question_that_makes_no_sense_names_the_store(name: str, tmp_path: Path) -> None:
    with open_store(str(tmp_path / name)) as store, pytest.raises(UsageError, match=rf"^{tmp_path / name}: .*nowhere"):
        store.rows("select * from nowhere")


@pytest.mark.parametrize("name", ["findings.db", "findings.duckdb"])
def test_a_store_that_is_only_read_cannot_be_changed(name: str, tmp_path: Path) -> None:
    open_store(str(tmp_path / name)).__exit__(None, None, None)
    with open_store(str(tmp_path / name), read_only=True) as store, pytest.raises(UsageError, match=r"read-?\s?only"):
        store.rows("delete from documents")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("findings.txt", "findings.txt: not a store; it must be a file that ends in .db, .sqlite or .duckdb"),
        ("mysql://host/name", "mysql://host/name: not a store"),
        ("missing/findings.db", "missing/findings.db: the folder missing is not there; make it first"),
    ],
)
def test_an_address_that_is_no_store_is_refused(
    address: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as caught:
        open_store(address)
    assert str(caught.value).startswith(said)


def test_a_store_to_be_read_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no store; make one with: proposalcheck scan PATH --store"):
        open_store(str(tmp_path / "none.db"), read_only=True)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no database, but long enough to be taken for one" * 50)
    with pytest.raises(UsageError, match=r"x\.db: file is not a database"):
        open_store(str(tmp_path / "x.db"))
