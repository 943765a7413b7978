"""`train` and `evaluate` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from tests.training.corpora import gold_folder

from proposalcheck.cli import main


def test_train_then_evaluate(tmp_path: Path) -> None:
    data, output = gold_folder(tmp_path / "gold"), tmp_path / "models"
    trained = CliRunner().invoke(main, ["train", "--data", str(data), "--output", str(output)])
    assert trained.exit_code == 0, trained.output
    assert trained.stdout.startswith(f"wrote {output / 'sentences'}: trained on 10 documents, weights ")
    shown = CliRunner().invoke(main, ["evaluate", "--data", str(data), "--models", str(output), "--format", "json"])
    (entry,) = json.loads(shown.stdout)
    assert (entry["model"], entry["documents"], entry["seen"]) == ("sentences", 10, 10)
    told = CliRunner().invoke(main, ["evaluate", "--data", str(data), "--models", str(output)])
    assert "10 of them were trained on: the figures flatter the model" in told.stdout


def test_what_cannot_be_done_is_told_on_stderr(tmp_path: Path) -> None:
    data = gold_folder(tmp_path / "gold")
    for arguments, message in (
        (["train", "--data", str(tmp_path / "docs")], "there is no such folder"),
        (["train", "--data", str(data), "--only", "clauses"], "no data to train the model 'clauses' on"),
        (["evaluate", "--data", str(data), "--models", str(tmp_path)], "model 'items' is missing"),
    ):
        done = CliRunner().invoke(main, arguments)
        assert (done.exit_code, done.stdout) == (2, "")
        assert message in done.stderr
