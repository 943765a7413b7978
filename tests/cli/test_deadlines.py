"""`proposalcheck deadlines`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from tests.documents import write_file

from proposalcheck.cli import main

TEXT = (
    "# Statement of Work\n\nThis Statement of Work is between Alder Ltd (“Provider”) and Birch Ltd (“Client”).\n\n"
    "The Provider shall deliver the plan by 1 May 2027.\n\nThe Client shall pay within 30 days of receipt.\n"
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["deadlines", "--kind", "sow", *map(str, arguments)], catch_exceptions=False)


def test_days_and_reasons_are_told(tmp_path: Path) -> None:
    path = write_file(tmp_path, "order.md", TEXT)
    result = run(path)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        str(path),
        "  2027-05-01  Provider: deliver the plan by 1 May 2027",
        "              as stated (Statement of Work)",
        "  Without a day:",
        "  -           Client: pay within 30 days of receipt",
        '              counts from "receipt", which has no day here (Statement of Work)',
    ]


def test_a_calendar_is_written(tmp_path: Path) -> None:
    output = tmp_path / "dates.ics"
    result = run(write_file(tmp_path, "order.md", TEXT), "--output", output)
    assert b"DTSTART;VALUE=DATE:20270501\r\n" in output.read_bytes()
    assert result.stderr == f"proposalcheck: {output}: 1 day\n"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_document_is_never_written_over(tmp_path: Path) -> None:
    path = write_file(tmp_path, "order.md", TEXT)
    result = run(path, "--output", path)
    assert result.exit_code == 2
    right = tmp_path / "order-deadlines.md"
    assert result.stderr == f"proposalcheck: {path}: is the document itself; give another name, such as {right}\n"
    assert path.read_text(encoding="utf-8") == TEXT


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = run(write_file(tmp_path, "order.md", TEXT), "--output", tmp_path / "none" / "dates.ics")
    assert result.exit_code == 2
    assert result.stderr.endswith(f"there is no folder {tmp_path / 'none'}; make it first\n")


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    result = run(tmp_path / "none.md", write_file(tmp_path, "order.md", TEXT))
    assert result.exit_code == 3
    assert result.stdout.splitlines()[:2] == [str(tmp_path / "none.md"), "  could not be read"]
    assert "2027-05-01" in result.stdout


def test_what_binds_nobody_has_no_deadlines(tmp_path: Path) -> None:
    path = write_file(tmp_path, "notes.md", "Birds sing at dawn. They are heard from afar.\n")
    result = CliRunner().invoke(main, ["deadlines", str(path)], catch_exceptions=False)
    assert result.stdout.splitlines()[1].startswith("  taken for no proposal, statement of work or agreement")
