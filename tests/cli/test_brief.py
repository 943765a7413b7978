"""`proposalcheck brief`: formats, where it goes, and what is said about bad input."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.documents import rule_data, write_catalogue, write_file

from proposalcheck.cli import main

RENEWS = "# Term\n\nThe term renews by itself each May.\n"


@pytest.fixture
def rules(tmp_path: Path) -> str:
    """A catalogue of one warning."""
    return str(write_catalogue(tmp_path / "rules", rule_data()))


def brief(rules: str, *arguments: object) -> Result:
    """Return what the command did with these rules alone; a traceback fails the test that called."""
    told = ["brief", "--rules", rules, "--rules-only", *map(str, arguments)]
    return CliRunner().invoke(main, told, catch_exceptions=False)


def test_markdown_goes_to_standard_output(tmp_path: Path, rules: str) -> None:
    done = brief(rules, write_file(tmp_path, "offer.md", RENEWS), "--kind", "sow")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("# Term\n\n**Brief for the client** · offer.md\n")
    assert "1. **The term renews by itself**\n   > “The term renews by itself each May.” (Term)" in done.stdout


@pytest.mark.parametrize(
    ("name", "begins"),
    [("b.docx", b"PK\x03\x04"), ("b.html", b"<!doctype html>"), ("b.md", b"# Term"), ("b", b"# Term")],
)
def test_the_name_of_the_output_says_the_format(tmp_path: Path, rules: str, name: str, begins: bytes) -> None:
    done = brief(rules, write_file(tmp_path, "offer.md", RENEWS), "--kind", "sow", "-o", tmp_path / name)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "offer.md", "rules"])


def test_the_side_is_named(tmp_path: Path, rules: str) -> None:
    done = brief(rules, write_file(tmp_path, "offer.md", RENEWS), "--kind", "sow", "--side", "provider")
    assert "**Brief for the provider**" in done.stdout


def test_a_format_that_the_name_contradicts_is_refused(tmp_path: Path, rules: str) -> None:
    done = brief(rules, write_file(tmp_path, "offer.md", RENEWS), "--format", "html", "-o", tmp_path / "b.docx")
    assert done.exit_code == 2
    told = "ends in .docx and --format says html; let the two agree"
    assert done.stderr == f"proposalcheck: {tmp_path / 'b.docx'}: {told}\n"


def test_an_unreadable_file_is_3(tmp_path: Path, rules: str) -> None:
    done = brief(rules, tmp_path / "none.pdf")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == f"proposalcheck: {tmp_path / 'none.pdf'}: there is no such file\n"


def test_another_kind_of_document_is_refused(tmp_path: Path, rules: str) -> None:
    path = write_file(tmp_path, "note.md", "# Recipe\n\nBoil the beans.\n")
    done = brief(rules, path, "-o", tmp_path / "b.md")
    assert done.exit_code == 2
    assert done.stderr == (
        f"proposalcheck: {path}: is taken for neither a proposal, a statement of work nor a services agreement (only 4 "
        "words of text: too few to tell); if it is one after all, say which with --kind proposal, sow or msa\n"
    )
    assert not (tmp_path / "b.md").exists()


def test_the_document_itself_is_never_written_over(tmp_path: Path, rules: str) -> None:
    path = write_file(tmp_path, "offer.md", RENEWS)
    (tmp_path / "link.md").symlink_to(path)
    done = brief(rules, path, "--kind", "sow", "-o", tmp_path / "link.md")
    assert done.exit_code == 2
    assert done.stderr == (
        f"proposalcheck: {tmp_path / 'link.md'}: is the document itself; give another name, such as "
        f"{tmp_path / 'offer-brief.md'}\n"
    )
    assert path.read_text(encoding="utf-8") == RENEWS


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nowhere/b.md", "there is no folder {folder}/nowhere; make it first"),
        ("rules", "is a folder; give the name of a file in it"),
    ],
)
def test_a_target_that_cannot_be_is_told_before_reading(tmp_path: Path, rules: str, target: str, said: str) -> None:
    done = brief(rules, tmp_path / "none.md", "-o", tmp_path / target)
    assert done.exit_code == 2
    assert done.stderr == f"proposalcheck: {tmp_path / target}: {said.format(folder=tmp_path)}\n"


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path, rules: str) -> None:
    path = write_file(tmp_path, "offer.md", RENEWS)
    name = tmp_path / ("b" * 250 + ".md")
    done = brief(rules, path, "--kind", "sow", "-o", name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"proposalcheck: {name}: cannot be written (File name too long)\n"
