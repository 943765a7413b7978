"""`proposalcheck scan`: exit codes, formats, what goes where, and what is said about bad input."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.documents import rule_data, signal_data, topic_data, write_catalogue, write_file

from proposalcheck.batch.sources import documents_of
from proposalcheck.cli import main

RENEWS = "# Term\n\nThe term renews by itself each May.\n"
CALM = "# Term\n\nThe term ends in May. The project lead is Ana Berg.\n"


@pytest.fixture
def rules(tmp_path: Path) -> str:
    """A catalogue of one warning of high severity and one topic of medium severity."""
    return str(write_catalogue(tmp_path / "rules", rule_data(), topic_data(family="governance")))


@pytest.fixture
def offers(tmp_path: Path) -> Path:
    """A folder of two documents: one that warns and one that does not."""
    write_file(tmp_path, "offers/a-renews.md", RENEWS)
    write_file(tmp_path, "offers/b-calm.md", CALM)
    return tmp_path / "offers"


def scan(*arguments: object) -> Result:
    """Return what `proposalcheck scan` did; a traceback fails the test that called."""
    return CliRunner().invoke(main, ["scan", *map(str, arguments)], catch_exceptions=False)


def as_sow(rules: str, *arguments: object) -> Result:
    return scan("--kind", "sow", "--rules-only", "--rules", rules, *arguments)


def test_a_document_without_warnings_is_0(rules: str, offers: Path) -> None:
    done = as_sow(rules, offers / "b-calm.md")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "STRONG (1)\n  A lead is named.\n" in done.stdout


def test_a_warning_of_high_severity_is_1(rules: str, offers: Path) -> None:
    done = as_sow(rules, offers / "a-renews.md")
    assert (done.exit_code, done.stderr) == (1, "")
    assert '  The term goes on: "renews by itself"\n' in done.stdout


@pytest.mark.parametrize(
    ("severity", "limit", "code"),
    [
        ("high", "high", 1),
        ("high", "low", 1),
        ("high", "never", 0),
        ("medium", "high", 0),
        ("medium", "medium", 1),
        ("low", "medium", 0),
        ("low", "low", 1),
        ("info", "low", 0),
        ("info", "never", 0),
    ],
)
def test_fail_on_sets_the_limit(tmp_path: Path, severity: str, limit: str, code: int) -> None:
    rules = write_catalogue(tmp_path / "rules", rule_data(severity=severity))
    path = write_file(tmp_path, "offer.md", RENEWS)
    assert as_sow(str(rules), "--fail-on", limit, path).exit_code == code


def test_a_missing_file_is_3(rules: str, tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    done = as_sow(rules, path)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == f"proposalcheck: {path}: there is no such file\n"


@pytest.mark.parametrize("text", ["", " \n\t\n", "\x00\x00"])
def test_an_empty_file_is_3(rules: str, tmp_path: Path, text: str) -> None:
    path = write_file(tmp_path, "offer.md", text)
    done = as_sow(rules, path)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == f"proposalcheck: {path}: the file is empty\n"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (
            b"\x89PNG\r\n\x1a\n" + b"x" * 40,
            "this is a PNG picture; run text recognition on it and give the PDF it makes",
        ),
        (b"{\\rtf1 words}", "this is an RTF file; export it to PDF or DOCX and give that"),
        (bytes(range(1, 32)) * 20, "this is not a text, PDF or DOCX file; export it to PDF or DOCX and give that"),
    ],
)
def test_a_file_of_the_wrong_type_is_3(rules: str, tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "offer.pdf"
    path.write_bytes(content)
    done = as_sow(rules, path)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == f"proposalcheck: {path}: {what}\n"


def test_a_folder_without_documents_is_3(rules: str, tmp_path: Path) -> None:
    write_file(tmp_path, "pictures/photo.jpg", "x")
    folder = tmp_path / "pictures"
    done = as_sow(rules, folder)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        f"proposalcheck: {folder}: no documents in this folder; it is searched for PDF, DOCX, Markdown, text and HTML\n"
    )


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ([], "Error: Missing argument 'PATH...'."),
        (["--colour", "x.md"], "Error: No such option"),
        (["--format", "pdf", "x.md"], "Error: Invalid value for '--format': 'pdf' is not one of"),
        (["--fail-on", "bad", "x.md"], "Error: Invalid value for '--fail-on': 'bad' is not one of"),
        (["--kind", "nda", "x.md"], "Error: Invalid value for '--kind': 'nda' is not one of"),
        (["--jobs", "0", "x.md"], "Error: Invalid value for '--jobs' / '-j': 0 is not in the range x>=1."),
    ],
)
def test_a_bad_option_is_2(arguments: list[str], what: str) -> None:
    done = scan(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert what in done.stderr


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_2(rules: str, offers: Path, option: str) -> None:
    done = as_sow(rules, option, "governance,renewal", offers)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == ('proposalcheck: no rule or family is called "renewal"; did you mean silent-renewal?\n')


def test_a_folder_of_rules_that_is_none_is_2(offers: Path, tmp_path: Path) -> None:
    done = as_sow(str(tmp_path / "none"), offers)
    assert (done.exit_code, done.stdout) == (2, "")
    what = "is no folder; give the folder that holds the rule files, one folder a family"
    assert done.stderr == f"proposalcheck: {tmp_path / 'none'} {what}\n"


def test_every_fault_in_the_rules_is_told_before_any_document_is_read(offers: Path, tmp_path: Path) -> None:
    bad = write_catalogue(tmp_path / "bad", rule_data(severity="grave"), topic_data(status="old"))
    done = as_sow(str(bad), offers, tmp_path / "none.md")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"proposalcheck: {bad}/contract/named-lead.yaml:10: status: "
        "must be one of 'preview', 'stable' or 'deprecated', not \"old\"\n"
        f"{bad}/contract/silent-renewal.yaml:5: severity: "
        "must be one of 'high', 'medium', 'low' or 'info', not \"grave\"\n"
    )


@pytest.mark.parametrize(
    ("options", "run"),
    [
        ([], ["silent-renewal", "named-lead"]),
        (["--select", "governance"], ["named-lead"]),
        (["--select", "silent-renewal , named-lead"], ["silent-renewal", "named-lead"]),
        (["--ignore", "governance"], ["silent-renewal"]),
        (["--select", "contract", "--ignore", "silent-renewal"], []),
    ],
)
def test_rules_may_be_selected_and_ignored(rules: str, offers: Path, options: list[str], run: list[str]) -> None:
    done = as_sow(rules, "--format", "json", *options, offers / "a-renews.md")
    assert json.loads(done.stdout)["rules_run"] == run


def test_json_of_one_document_is_an_object(rules: str, offers: Path) -> None:
    done = as_sow(rules, "--format", "json", offers / "a-renews.md")
    data = json.loads(done.stdout)
    assert (done.exit_code, data["schema"], data["document"]["kind"]) == (1, "proposalcheck/1", "sow")
    assert [finding["rule"] for finding in data["findings"]] == ["silent-renewal", "named-lead"]


def test_json_of_several_documents_is_an_array(rules: str, offers: Path) -> None:
    data = json.loads(as_sow(rules, "--format", "json", offers).stdout)
    assert [Path(each["document"]["path"]).name for each in data] == ["a-renews.md", "b-calm.md"]


def test_jsonl_is_one_object_a_line_and_a_bad_file_one_of_them(rules: str, offers: Path) -> None:
    bad = write_file(offers, "ab-empty.md", "")
    done = as_sow(rules, "--format", "jsonl", offers)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 3
    assert [(Path(each["document"]["path"]).name, each["problems"]) for each in told] == [
        ("a-renews.md", []),
        ("ab-empty.md", [{"stage": "read", "what": f"{bad}: the file is empty"}]),
        ("b-calm.md", []),
    ]
    assert done.stderr == f"proposalcheck: {bad}: the file is empty\n"


def test_several_documents_end_in_a_table(rules: str, offers: Path) -> None:
    write_file(offers, "c-empty.md", "")
    lines = as_sow(rules, offers).stdout.split("\n")
    table = lines[lines.index("All documents, worst first") :]
    rows = [" ".join(line.split()) for line in table if ".md" in line]
    assert rows == ["a-renews.md sow - - - - 1 1 0", "b-calm.md sow - - - - 0 0 0", "c-empty.md not read"]


def test_the_table_alone(rules: str, offers: Path) -> None:
    done = as_sow(rules, "--format", "table", offers / "a-renews.md")
    assert done.stdout.startswith("All documents, worst first\n")
    assert "The term goes on" not in done.stdout


def test_a_reader_that_fails_is_told(rules: str, offers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(content: bytes, name: str, ocr: str) -> Any:
        raise KeyError("lost")

    monkeypatch.setattr("proposalcheck.readers.read_content", broken)
    path = offers / "a-renews.md"
    done = as_sow(rules, "--format", "jsonl", path)
    assert done.exit_code == 3
    assert done.stderr == (f"proposalcheck: {path}: it could not be worked through (KeyError); please report this\n")
    assert len(done.stdout.splitlines()) == 1


def test_two_processes_give_what_one_gives(rules: str, offers: Path) -> None:
    write_file(offers, "c-empty.md", "")
    write_file(offers, "more/d-renews.txt", "It renews by itself.")
    one, two = (as_sow(rules, "--format", "jsonl", "--jobs", jobs, offers) for jobs in (1, 2))
    assert (two.exit_code, two.stdout, two.stderr) == (one.exit_code, one.stdout, one.stderr)
    assert len(one.stdout.splitlines()) == 4


def test_the_report_may_go_to_a_file(rules: str, offers: Path, tmp_path: Path) -> None:
    to_terminal = as_sow(rules, "--format", "json", offers)
    output = tmp_path / "report.json"
    done = as_sow(rules, "--format", "json", "--output", output, offers)
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "")
    assert output.read_text(encoding="utf-8") == to_terminal.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["offers", "report.json", "rules"]


def test_a_report_in_a_file_has_no_colours(rules: str, offers: Path, tmp_path: Path) -> None:
    assert as_sow(rules, "-o", tmp_path / "report.txt", offers).exit_code == 1
    assert "\x1b" not in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_a_run_that_cannot_be_leaves_the_old_report(offers: Path, tmp_path: Path) -> None:
    output = write_file(tmp_path, "report.json", "old")
    assert as_sow(str(tmp_path / "none"), "-o", output, offers).exit_code == 2
    assert output.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["offers", "report.json"]


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("none/report.json", "there is no folder {0}/none; make it first"),
        ("offers", "is a folder; give the name of a file in it"),
        ("offers/b-calm.md/x", "there is no folder {0}/offers/b-calm.md; make it first"),
        ("offers/b-calm.md", "is the document itself; give another name, such as {0}/offers/b-calm-report.md"),
    ],
)
def test_a_place_that_cannot_be_written_is_2(rules: str, offers: Path, output: str, reason: str) -> None:
    path = offers.parent / output
    done = as_sow(rules, "-o", path, offers / "b-calm.md")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"proposalcheck: {path}: {reason.format(offers.parent)}\n"
    assert sorted(path.name for path in offers.parent.iterdir()) == ["offers", "rules"]


def test_a_document_of_no_kind_is_told_and_0(rules: str, tmp_path: Path) -> None:
    path = write_file(tmp_path, "note.md", "It renews by itself.")
    done = scan("--rules-only", "--rules", rules, path)
    assert done.exit_code == 0
    assert "Not graded. If it is one after all, say which with --kind proposal, sow or msa.\n" in done.stdout


def test_a_document_in_another_language_is_a_problem(rules: str, tmp_path: Path) -> None:
    german = "Der Auftragnehmer erbringt die Leistungen und der Auftraggeber zahlt die Vergütung nach Abnahme. " * 9
    done = as_sow(rules, "--format", "json", write_file(tmp_path, "angebot.md", german))
    assert done.exit_code == 3
    assert json.loads(done.stdout)["problems"] == [
        {"stage": "read", "what": "the text seems to be German; the rules are written for English"}
    ]


def test_files_of_a_folder_come_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.md", "a.PDF", "in/c.docx", ".git/d.md", "~$a.docx", ".e.md", "photo.jpg", "data.csv"):
        write_file(tmp_path, name, "x")
    files, left_out = documents_of([str(tmp_path)])
    assert [os.path.relpath(file, tmp_path) for file in files] == ["a.PDF", "b.md", "in/c.docx"]
    assert left_out == [f"{tmp_path}: 2 files that are no documents by their ending left out"]


def test_a_file_that_is_named_is_taken_whatever_its_ending_and_once(tmp_path: Path) -> None:
    path = str(write_file(tmp_path, "offer.xyz", "x"))
    other = str(write_file(tmp_path, "in/offer.md", "x"))
    assert documents_of([path, other, str(tmp_path / "in"), path]) == ([path, other], [])


def test_a_folder_without_documents_does_not_stop_the_others(rules: str, offers: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = as_sow(rules, "--format", "jsonl", tmp_path / "empty", offers)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 3
    assert [bool(line["rules_run"]) for line in told] == [False, *[True] * (len(told) - 1)]
    assert len(told) > 1


def test_what_is_left_out_of_a_folder_is_said(rules: str, offers: Path) -> None:
    write_file(offers, "photo.jpg", "x")
    done = as_sow(rules, "--fail-on", "never", offers)
    assert done.exit_code == 0
    assert done.stderr == f"proposalcheck: {offers}: 1 file that is no document by its ending left out\n"


def test_signals_work_from_the_command_line(tmp_path: Path) -> None:
    check = {"kind": "signal", "any_of": ["hourly"]}
    examples = {**rule_data()["examples"], "flag": signal_data()["examples"]["flag"]}
    rules = write_catalogue(tmp_path / "rules", rule_data(check=check, examples=examples), signal_data())
    done = as_sow(str(rules), "--format", "json", write_file(tmp_path, "offer.md", "It is $9 per hour."))
    assert [finding["message"] for finding in json.loads(done.stdout)["findings"]] == ['The term goes on: "per hour"']


def settled(rules: str, offers: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Go into the folder of the offers, where a settings file of `text` lies that names `rules` alone."""
    write_file(offers, "proposalcheck.toml", f'rules = ["{rules}"]\nrules-only = true\nkind = "sow"\n{text}')
    monkeypatch.chdir(offers)


def test_settings_are_found_and_the_command_line_wins(
    rules: str, offers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(
        rules, offers, monkeypatch, 'side = "provider"\nselect = ["governance"]\n[severity]\nsilent-renewal = "low"\n'
    )
    data = json.loads(scan("--format", "json", "a-renews.md").stdout)
    assert (data["document"]["kind"], data["document"]["side"], data["rules_run"]) == (
        "sow",
        "provider",
        ["named-lead"],
    )
    given = ("--kind", "msa", "--side", "client", "--select", "contract")
    data = json.loads(scan("--format", "json", *given, "a-renews.md").stdout)
    assert (data["document"]["kind"], data["document"]["side"]) == ("msa", "client")
    assert [(finding["rule"], finding["severity"]) for finding in data["findings"]] == [("silent-renewal", "low")]


def test_settings_set_the_limit_for_failing(rules: str, offers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(rules, offers, monkeypatch, 'fail-on = "never"\n')
    assert scan("a-renews.md").exit_code == 0
    assert scan("--fail-on", "high", "a-renews.md").exit_code == 1


def test_settings_that_are_named(rules: str, offers: Path, tmp_path: Path) -> None:
    named = write_file(tmp_path, "my.toml", f'rules = ["{rules}"]\nrules-only = true\nkind = "msa"\n')
    done = scan("--settings", named, "--format", "json", offers / "a-renews.md")
    assert json.loads(done.stdout)["document"]["kind"] == "msa"


def test_every_fault_in_the_settings_is_told_before_any_document_is_read(
    rules: str, offers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(rules, offers, monkeypatch, 'side = "buyer"\nselect = ["renewal"]\n')
    done = scan("none.md")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "proposalcheck: proposalcheck.toml:4: side: must be one of 'client' or 'provider', not 'buyer'\n"
        'proposalcheck.toml:5: select: no rule or family is called "renewal"; did you mean silent-renewal?\n'
    )


def test_own_rules_are_asked_beside_the_shipped_ones(rules: str, tmp_path: Path) -> None:
    more = write_catalogue(tmp_path / "more", rule_data(id="loud-renewal"))
    path = write_file(tmp_path, "order.md", RENEWS)
    chosen = ("--select", "silent-renewal,loud-renewal,auto-renewal")
    done = scan("--kind", "sow", "--rules", rules, "--rules", more, *chosen, "--format", "json", path)
    assert json.loads(done.stdout)["rules_run"] == ["auto-renewal", "loud-renewal", "silent-renewal"]


def test_an_own_example_that_does_not_do_what_it_says_is_2(offers: Path, tmp_path: Path) -> None:
    examples = {**rule_data()["examples"], "flag": ["It ⟦renews⟧ by itself."] * 3}
    wrong = write_catalogue(tmp_path / "wrong", rule_data(examples=examples))
    done = scan("--rules", wrong, offers)
    assert (done.exit_code, done.stdout) == (2, "")
    assert 'examples.flag.0: should find "renews", but found "renews by itself"\n' in done.stderr


def test_the_report_says_when_a_provider_reads(rules: str, offers: Path) -> None:
    told = "\nRead with the eyes of the provider.\n"
    assert told in as_sow(rules, "--side", "provider", offers / "a-renews.md").stdout
    assert told not in as_sow(rules, offers / "a-renews.md").stdout
