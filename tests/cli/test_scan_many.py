"""`proposalcheck scan` over many documents: what is known is not done again, and all of it may be kept in a store."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.documents import rule_data, topic_data, write_catalogue, write_file
from tests.processes import started

from proposalcheck.cli import main
from proposalcheck.readers import read_content
from proposalcheck.store import open_store

RENEWS = "# Term\n\nThe term renews by itself each May.\n"
CALM = "# Term\n\nThe term ends in May. The project lead is Ana Berg.\n"
FORMATS = ["text", "table", "jsonl", "json", "csv", "xlsx", "sarif", "junit", "markdown"]


@pytest.fixture
def rules(tmp_path: Path) -> str:
    return str(write_catalogue(tmp_path / "rules", rule_data(), topic_data(family="governance")))


@pytest.fixture
def offer(tmp_path: Path) -> Path:
    return write_file(tmp_path, "offer.md", RENEWS)


def scan(rules: str, *arguments: object) -> Result:
    command = ["scan", "--kind", "sow", "--rules-only", "--rules", rules, *map(str, arguments)]
    return CliRunner().invoke(main, command, catch_exceptions=False)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are read from now on."""
    names: list[str] = []

    def reading(content: bytes, name: str, ocr: Any) -> Any:
        names.append(Path(name).name)
        return read_content(content, name, ocr)

    monkeypatch.setattr("proposalcheck.readers.read_content", reading)
    return names


@pytest.mark.parametrize("layout", FORMATS)
def test_an_unchanged_document_is_not_read_again(layout: str, rules: str, offer: Path, reads: list[str]) -> None:
    first = scan(rules, "--format", layout, offer)
    again = scan(rules, "--format", layout, offer)
    assert (again.stdout_bytes, again.stderr, again.exit_code) == (first.stdout_bytes, first.stderr, 1)
    assert reads == ["offer.md"]


def test_what_changes_is_read_again(rules: str, offer: Path, reads: list[str], tmp_path: Path) -> None:
    scan(rules, offer)
    scan(rules, "--side", "provider", offer)
    offer.write_text(CALM)
    assert scan(rules, offer).exit_code == 0
    copy = write_file(tmp_path, "copy.md", CALM)
    assert str(copy) in scan(rules, copy).stdout
    other = write_catalogue(tmp_path / "other", topic_data(family="governance"))
    scan(str(other), copy)
    assert reads == ["offer.md", "offer.md", "offer.md", "copy.md", "copy.md"]


def test_without_the_cache_nothing_is_kept(rules: str, offer: Path, reads: list[str], own_cache: Path) -> None:
    scan(rules, "--no-cache", offer)
    scan(rules, "--no-cache", offer)
    assert reads == ["offer.md", "offer.md"]
    assert list(own_cache.rglob("*")) == []


@pytest.mark.parametrize("store", ["findings.db", "findings.duckdb", "parquet"])
def test_all_findings_are_kept_in_a_store(store: str, rules: str, offer: Path, tmp_path: Path) -> None:
    empty = write_file(tmp_path, "empty.md", "")
    address = str(tmp_path / store)
    arguments = (rules, "--format", "table", "--store", address)
    assert scan(*arguments, offer).exit_code == 1
    assert scan(*arguments, empty).exit_code == 3
    assert scan(*arguments, offer).exit_code == 1
    with open_store(address, read_only=True) as opened:
        assert opened.rows("select document, rule, type from findings order by rule desc")[1] == [
            (str(offer), "silent-renewal", "flag"),
            (str(offer), "named-lead", "gap"),
        ]
        assert opened.rows("select error from documents order by document")[1] == [
            (f"{empty}: the file is empty",),
            (None,),
        ]
        runs = opened.rows("select documents, unchanged, unread from runs order by unread desc, unchanged")[1]
        assert runs == [(1, 0, 1), (1, 0, 0), (1, 1, 0)]


@pytest.fixture
def offers(tmp_path: Path) -> list[str]:
    """A document, and one that never ends: a pipe that nobody writes to."""
    first = write_file(tmp_path, "a.md", RENEWS)
    os.mkfifo(tmp_path / "b.md")
    return [str(first), str(tmp_path / "b.md")]


def test_a_document_that_takes_too_long_is_told_and_the_rest_is_done(rules: str, offers: list[str]) -> None:
    done = scan(rules, "--format", "jsonl", "--timeout", "8", "--jobs", "1", *offers)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert [finding["rule"] for finding in first["findings"]] == ["silent-renewal", "named-lead"]
    why = f"{offers[1]}: it took longer than 8 seconds and was stopped (see --timeout)"
    assert second["problems"] == [{"stage": "read", "what": why}]
    assert (done.exit_code, done.stderr) == (3, f"proposalcheck: {why}\n")


def test_a_run_that_is_stopped_goes_on_where_it_was(rules: str, offers: list[str], reads: list[str]) -> None:
    command = ["-m", "proposalcheck", "scan", "--kind", "sow", "--rules-only", "--rules", rules]
    with started(*command, "--format", "jsonl", "--jobs", "2", *offers, start_new_session=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        rest, said = process.communicate(timeout=120)
    assert (rest, process.returncode) == ("", 130)
    assert said == "proposalcheck: stopped after 1 of 2 documents; the same command goes on from there\n"
    assert scan(rules, "--format", "jsonl", offers[0]).stdout == first
    assert reads == []


def test_an_address_of_a_cluster_needs_the_engine(rules: str, offer: Path) -> None:
    done = scan(rules, "--cluster", "tcp://host:8786", offer)
    assert done.exit_code == 2
    assert done.stderr == (
        "proposalcheck: --cluster tcp://host:8786: only a cluster has an address; add --engine dask\n"
    )


def test_a_store_that_cannot_be_is_refused_before_anything_is_read(
    rules: str, offer: Path, reads: list[str], tmp_path: Path
) -> None:
    done = scan(rules, "--store", tmp_path / "findings.txt", offer)
    assert (done.exit_code, reads) == (2, [])
    assert "findings.txt: not a store; it must be a file that ends in .db" in done.stderr
