"""The file that `rules new` writes: valid as it stands, never over an existing one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from proposalcheck.catalogue import load_catalogue
from proposalcheck.catalogue.examples import idle_phrases, try_rule
from proposalcheck.cli import main


@pytest.mark.parametrize("rule_type", ["flag", "topic"])
def test_a_new_rule_does_what_its_examples_say(rule_type: str, tmp_path: Path) -> None:
    arguments = ["rules", "new", "late-lunch", "--family", "contract", "--type", rule_type, "--rules", str(tmp_path)]
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    catalogue = load_catalogue(tmp_path)
    rule = catalogue.rules["late-lunch"]
    assert (rule.family, rule.type, rule.status) == ("contract", rule_type, "preview")
    assert [trial.complaint() for trial in try_rule(rule, catalogue) if not trial.as_written] == []
    assert idle_phrases(rule) == []


def test_an_existing_rule_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "contract" / "late-lunch.yaml"
    path.parent.mkdir()
    path.write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(main, ["rules", "new", "late-lunch", "--family", "contract", "--rules", str(tmp_path)])
    assert done.exit_code == 2
    assert done.stderr == f"proposalcheck: {path} exists already; choose another id or edit that file\n"
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["Late-Lunch", "late lunch", "../late"])
def test_an_id_that_names_no_file_is_refused(name: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["rules", "new", name, "--family", "contract", "--rules", str(tmp_path)])
    assert done.exit_code == 2
    assert done.stderr.startswith(f'proposalcheck: ID: "{name}" must be small letters')
    assert list(tmp_path.iterdir()) == []
