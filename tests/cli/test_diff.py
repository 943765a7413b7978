"""`proposalcheck diff`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from tests.documents import write_file

from proposalcheck.cli import main
from proposalcheck.reports.rounds.schema import json_schema

OLD = "samples/one-sided-msa/one-sided-msa.md"
REWORDED = ("at 2% per month", "at 1.5% per month")
RESOLVED = ("Provider may use the name and logo of Client in its marketing without further consent.", "It ends.")
SILENT = ("governed by the law of England", "governed by the law of Ohio")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Return the second round of the sample agreement: one warning reworded, one resolved, the law exchanged."""
    text = Path(OLD).read_text(encoding="utf-8")
    for before, after in (REWORDED, RESOLVED, SILENT):
        assert text.count(before) == 1
        text = text.replace(before, after)
    return write_file(tmp_path, "second.md", text)


def test_what_changed_as_text(new: Path) -> None:
    result = run(OLD, new)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == f"{OLD} -> {new}"
    assert lines[1].startswith("0 warnings gained, 1 resolved, 1 reworded, 7")
    words = " ".join(result.stdout.split())
    assert (
        "REWORDED (1) LOW Late payment costs extra or stops the work [late-payment-charge] Was medium before." in words
    )
    assert "“Overdue amounts bear interest at [-2%-] {+1.5%+} per month.” (3.6 Late Payment)" in words
    assert (
        "RESOLVED (1) LOW The provider may use the client's name without asking [publicity] Before: “Provider" in words
    )
    assert "(10.3 Governing Law) “… This Agreement is governed by the law of [-England.-] {+Ohio.+}”" in words


def test_json_is_as_its_schema_says_and_quotes_are_slices_of_their_round(new: Path) -> None:
    told = json.loads(run(OLD, new, "--format", "json").stdout)
    Draft202012Validator(json.loads(json_schema())).validate(told)
    assert told["counts"] == {"gained": 0, "resolved": 1, "reworded": 1, "kept": told["counts"]["kept"]}
    for name, path in (("before", OLD), ("after", str(new))):
        text = json.loads(CliRunner().invoke(main, ["read", path]).stdout)["text"]
        quotes = [one for change in told["changes"] if change[name] for one in change[name]["evidence"]]
        quotes += [edit[name] for edit in told["edits"] if edit[name]]
        assert quotes
        assert [text[quote["start"] : quote["end"]] for quote in quotes] == [quote["quote"] for quote in quotes]


def test_markdown_marks_what_was_changed(new: Path, tmp_path: Path) -> None:
    target = tmp_path / "diff.md"
    result = run(OLD, new, "--format", "markdown", "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "bear interest at ~~2%~~ **1\\.5%** per month" in target.read_text(encoding="utf-8")


def test_a_format_is_no_change_of_words() -> None:
    told = json.loads(run(OLD, OLD.replace(".md", ".docx"), "--format", "json").stdout)
    assert (told["changes"], told["edits"], told["scores"]) == ([], [], [])


@pytest.mark.parametrize(("limit", "code"), [("high", 0), ("medium", 1), ("low", 1), ("never", 0)])
def test_gains_fail_from_their_severity_on(new: Path, limit: str, code: int) -> None:
    assert run(new, OLD, "--fail-on-gain", limit).exit_code == code


def test_a_warning_that_became_as_bad_fails(tmp_path: Path) -> None:
    old = write_file(tmp_path, "old.md", Path(OLD).read_text(encoding="utf-8").replace(*REWORDED))
    assert run(old, OLD, "--fail-on-gain", "medium").exit_code == 1
    assert run(OLD, old, "--fail-on-gain", "low").exit_code == 0


def test_what_is_no_offer_or_agreement_is_refused(tmp_path: Path) -> None:
    menu = write_file(tmp_path, "menu.md", "# Menu\n\nSoup, bread and tea.\n")
    result = run(OLD, menu)
    assert result.exit_code == 2
    assert f"{menu}: is taken for neither a proposal, a statement of work nor a services agreement" in result.stderr


def test_a_round_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    damaged = write_file(tmp_path, "damaged.pdf", "%PDF-1.7 and nothing else")
    result = run(OLD, damaged)
    assert result.exit_code == 3
    assert str(damaged) in result.stderr


def test_the_report_never_takes_the_place_of_a_round(new: Path) -> None:
    result = run(OLD, new, "-o", new)
    assert result.exit_code == 2
    assert "is one of the documents; give another name" in result.stderr


def test_two_kinds_of_document_are_compared_in_what_both_were_asked(new: Path) -> None:
    told = json.loads(run(OLD, "samples/sow/sow.md", "--format", "json").stdout)
    assert told["not_compared"]
    assert not {change["rule"] for change in told["changes"]} & set(told["not_compared"])
    words = " ".join(run(OLD, "samples/sow/sow.md").stdout.split())
    assert "were taken for different kinds of document" in words
