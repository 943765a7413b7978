"""What a scan loads, and where: once, in the process that needs it, and not at all in the one that only hands out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.documents import rule_data, write_catalogue, write_file
from tests.processes import started

from proposalcheck.catalogue import Rule, loader
from proposalcheck.catalogue.reading import read_rule
from proposalcheck.catalogue.source import RuleSource
from proposalcheck.cli import main

SCAN = """
import sys
from proposalcheck.cli import main

if __name__ == "__main__":
    main(["scan", "--no-cache", "--fail-on", "never", "--format", "jsonl", *sys.argv[1:]], standalone_mode=False)
    print(*sorted({"spacy", "numpy", "docx", "pdfplumber", "rich", "proposalcheck.store"} & set(sys.modules)))
"""
PROCESS = """
import atexit
import gc
import os

atexit.register(lambda: print(gc.get_freeze_count() > 0))  # the last registered is the first asked
from proposalcheck.cli import main

main(["rules", "list"], standalone_mode=False)
print(os.environ["PYDANTIC_DISABLE_PLUGINS"], os.environ["OPENBLAS_NUM_THREADS"], gc.get_freeze_count() > 0)
"""
READY = """
import gc
import sys
from proposalcheck.catalogue import load_catalogue
import proposalcheck.cli.ready

print("spacy" in sys.modules, "phrases" in vars(load_catalogue()), gc.get_freeze_count() > 0)
"""


def said(*command: str) -> list[str]:
    """Return the lines that Python writes while it works on `command`."""
    process = started(*command)
    out, complaint = process.communicate()
    assert (process.returncode, complaint) == (0, "")
    return out.splitlines()


@pytest.fixture
def program(tmp_path: Path) -> str:
    return str(write_file(tmp_path, "program.py", SCAN))


def test_who_hands_out_documents_loads_nothing_to_read_them_with(program: str, tmp_path: Path) -> None:
    offers = [str(write_file(tmp_path, f"{name}.md", "The term renews by itself.\n")) for name in "ab"]
    *reports, loaded = said(program, "--kind", "sow", "--jobs", "2", *offers)
    assert (len(reports), loaded) == (2, "")


def test_what_processes_are_split_off_from_has_read_the_rules_and_all_else() -> None:
    assert said("-c", READY) == ["True True True"]


def test_a_process_starts_no_threads_looks_for_no_plugins_and_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYDANTIC_DISABLE_PLUGINS", "OPENBLAS_NUM_THREADS"):
        monkeypatch.delenv(name, raising=False)
    assert said("-c", PROCESS)[-2:] == ["__all__ 1 False", "True"]
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    assert said("-c", PROCESS)[-2:] == ["__all__ 3 False", "True"]


def test_a_process_with_a_store_ends_without_complaints(program: str, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    offer = write_file(tmp_path, "a.md", "The term renews by itself.\n")
    assert len(said(program, "--kind", "sow", "--store", str(tmp_path / "all.duckdb"), str(offer))) == 2


def test_rules_are_read_once_for_a_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules, offer = write_catalogue(tmp_path / "rules", rule_data()), write_file(tmp_path, "a.md", "It renews.\n")
    read: list[str] = []

    def counted(source: RuleSource, *more: Iterable[str]) -> Rule | None:
        read.append(source.path.stem)
        return read_rule(source, *more)

    monkeypatch.setattr(loader, "read_rule", counted)
    done = CliRunner().invoke(
        main, ["scan", "--no-cache", "--fail-on", "never", "--rules-only", "--rules", str(rules), str(offer)]
    )
    assert (done.exit_code, read) == (0, ["silent-renewal"])
