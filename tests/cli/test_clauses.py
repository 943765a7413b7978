"""`proposalcheck clauses`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from tests.documents import write_file
from tests.readers.pdf_samples import pdf_of

from proposalcheck.cli import main
from proposalcheck.reports.clauses.schema import json_schema

SAMPLE = "samples/one-sided-msa/one-sided-msa"
PROPOSAL = "samples/sober-proposal/sober-proposal.md"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["clauses", *map(str, arguments)], catch_exceptions=False)


def test_an_agreement_as_text() -> None:
    result = run(f"{SAMPLE}.md")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{SAMPLE}.md: ")
    assert "“This Agreement is governed by the law of England.” (10.3 Governing Law)" in " ".join(result.stdout.split())
    assert "Source code escrow" in result.stdout.partition("\nNot found\n")[2]


def test_quotes_are_slices_of_what_read_prints() -> None:
    told = json.loads(run(f"{SAMPLE}.docx", "--format", "json").stdout)
    Draft202012Validator(json.loads(json_schema())).validate(told)
    text = json.loads(CliRunner().invoke(main, ["read", f"{SAMPLE}.docx"]).stdout)["text"]
    quotes = [quote for clause in told["clauses"] for quote in clause["quotes"]]
    assert [text[quote["start"] : quote["end"]] for quote in quotes] == [quote["quote"] for quote in quotes]
    assert len(quotes) > 10


def test_every_kind_has_a_row(tmp_path: Path) -> None:
    output = tmp_path / "clauses.csv"
    result = run(f"{SAMPLE}.md", "--format", "csv", "--output", output)
    assert (result.exit_code, result.stdout) == (0, "")
    rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8"), newline="")))
    assert len({row["clause"] for row in rows}) == 41
    law = next(row for row in rows if row["clause"] == "governing-law")
    assert (law["answer"], law["quote"]) == ("yes", "This Agreement is governed by the law of England.")


def test_what_is_no_agreement_works_and_is_told() -> None:
    result = run(PROPOSAL)
    assert result.exit_code == 0
    assert result.stderr == (
        f"proposalcheck: {PROPOSAL}: is taken for a proposal; the model of clauses was trained on commercial "
        "agreements in English alone, so its answers are less sure here than they say\n"
    )
    assert "of 41 kinds of clause found" in result.stdout


def test_what_is_of_no_kind_is_told(tmp_path: Path) -> None:
    path = write_file(tmp_path, "notes.md", "Birds sing at dawn.\n")
    told = "is taken for neither a proposal, a statement of work nor a services agreement; the model"
    assert f"proposalcheck: {path}: {told}" in run(path).stderr


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    lost = tmp_path / "none.md"
    result = run(lost, f"{SAMPLE}.md", "--format", "json")
    assert result.exit_code == 3
    assert result.stderr == f"proposalcheck: {lost}: there is no such file\n"
    first, second = json.loads(result.stdout)
    assert (first["clauses"], first["problems"][0]["what"]) == ([], f"{lost}: there is no such file")
    assert len(second["clauses"]) == 41


def test_a_page_without_words_is_a_problem_and_nothing_is_told_to_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf_of(lambda canvas: canvas.rect(100, 100, 50, 50)))
    result = run(path, "--ocr", "never")
    assert (result.exit_code, result.stdout) == (3, f"{path}: no sentence to look at\n")
    assert (
        result.stderr
        == f"proposalcheck: {path}: could not look: no text was found in the file: nothing in it was checked\n"
    )


def test_a_document_is_never_written_over(tmp_path: Path) -> None:
    path = write_file(tmp_path, "deal.md", "Birds sing.")
    result = run(path, "--output", path)
    assert result.exit_code == 2
    right = tmp_path / "deal-clauses.md"
    assert result.stderr == f"proposalcheck: {path}: is the document itself; give another name, such as {right}\n"


@pytest.mark.parametrize("arguments", [[], ["x.md", "--format", "xml"], ["x.md", "--colour"]])
def test_options_that_are_none(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
