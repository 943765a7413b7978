"""`proposalcheck read`: the document model on standard output, faults on standard error."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from tests.documents import write_file

from proposalcheck.cli import main
from proposalcheck.readers import read
from proposalcheck.reports.json.document import document_model


def test_the_model_of_a_document_is_printed(tmp_path: Path) -> None:
    path = write_file(tmp_path, "offer.md", "# Fees\n\n“Fees” rise.\n")
    done = CliRunner().invoke(main, ["read", str(path)], catch_exceptions=False)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == document_model(read(path)) + "\n"
    assert json.loads(done.stdout)["text"] == "Fees\n“Fees” rise."


def test_a_file_that_cannot_be_read_is_3(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["read", str(tmp_path / "none.md")], catch_exceptions=False)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == f"proposalcheck: {tmp_path / 'none.md'}: there is no such file\n"


def test_a_folder_is_3(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["read", str(tmp_path)], catch_exceptions=False)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == f"proposalcheck: {tmp_path}: this is a folder; give the files in it\n"


def test_a_file_must_be_given() -> None:
    done = CliRunner().invoke(main, ["read"], catch_exceptions=False)
    assert done.exit_code == 2
    assert "Missing argument 'FILE'." in done.stderr
