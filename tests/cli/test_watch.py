"""`watch`: documents are screened as they come, each with a line of its own."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from select import select

import pytest
from tests.documents import rule_data, topic_data, write_catalogue, write_file
from tests.processes import started

from proposalcheck.store import open_store

pytest.importorskip("watchfiles")

RENEWS = "# Term\n\nThe term renews by itself each May.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_file(tmp_path, "in/old.md", RENEWS)
    return tmp_path / "in"


@pytest.fixture
def watching(tmp_path: Path, folder: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    rules = write_catalogue(tmp_path / "rules", rule_data(), topic_data(family="governance"))
    (tmp_path / "proposalcheck.toml").write_text(f'rules = ["{rules}"]\nrules-only = true\nkind = "sow"\n')
    command = ["-m", "proposalcheck", "watch", str(folder), "--store", "found.db", *getattr(request, "param", [])]
    with started(*command, cwd=tmp_path) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == f"proposalcheck: watching {folder}\n"
        yield process
        process.kill()


def told(process: subprocess.Popen[str]) -> str:
    """Return the next line, or nothing when none comes within a minute."""
    assert process.stdout is not None
    readable, _, _ = select([process.stdout], [], [], 60)
    return process.stdout.readline().rstrip("\n") if readable else ""


def test_a_document_that_comes_is_screened(watching: subprocess.Popen[str], folder: Path, tmp_path: Path) -> None:
    write_file(folder, "notes.xyz", "no document by its ending")
    write_file(folder, "new.md", RENEWS)
    assert told(watching) == f"  1 high    1 medium    0 low  sow       -          {folder / 'new.md'}"
    write_file(folder, "empty.md", "")
    assert told(watching) == f"not read                      {folder / 'empty.md'}: the file is empty"
    watching.send_signal(signal.SIGINT)
    rest, said = watching.communicate(timeout=60)
    assert (rest, said, watching.returncode) == ("", "proposalcheck: stopped; 2 documents screened\n", 0)
    with open_store(str(tmp_path / "found.db"), read_only=True) as store:
        assert sorted(store.state()) == [str(folder / "empty.md"), str(folder / "new.md")]


@pytest.mark.parametrize("watching", [["--existing"]], indirect=True)
def test_those_that_are_there_already_if_asked(watching: subprocess.Popen[str], folder: Path) -> None:
    assert told(watching).endswith(f" {folder / 'old.md'}")
