"""`proposalcheck review`, and what `scan` and `brief` make of the decisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.documents import rule_data, topic_data, write_catalogue, write_file

from proposalcheck import __version__
from proposalcheck.cli import main

TEXT = "# Term\n\nThe term renews by itself each May.\n\nThe licence renews by itself each June.\n"


@pytest.fixture
def rules(tmp_path: Path) -> str:
    return str(write_catalogue(tmp_path / "rules", rule_data(), topic_data(family="governance")))


@pytest.fixture
def offer(tmp_path: Path) -> Path:
    return write_file(tmp_path, "offers/offer.md", TEXT)


@pytest.fixture
def side(offer: Path) -> Path:
    return offer.with_name("offer.md.decisions.json")


def run(rules: str, command: str, *arguments: object, said: str = "") -> Result:
    options = ["--kind", "sow", "--rules-only", "--rules", rules]
    return CliRunner().invoke(main, [command, *options, *map(str, arguments)], input=said, catch_exceptions=False)


def decided(side: Path) -> list[tuple[str, str, str]]:
    entries = json.loads(side.read_text(encoding="utf-8"))["decisions"]
    return [(entry["type"], entry["decision"], entry["reason"]) for entry in entries]


def scanned(rules: str, *arguments: object) -> dict[str, Any]:
    told = run(rules, "scan", "--format", "json", *arguments).stdout
    found = json.loads(told)
    assert isinstance(found, dict)
    return found


def test_each_answer_is_kept_and_shown_with_its_evidence(rules: str, offer: Path, side: Path) -> None:
    done = run(rules, "review", offer, "--by", "Ana Berg", said="a\nreject\n\nagreed long ago\nu\n")
    assert done.exit_code == 0
    assert "“The term renews by itself each May.”" in done.stdout
    assert "Ask: " in done.stdout
    assert "Because: " in done.stdout
    assert done.stdout.count("Nobody is named as lead") == 1
    assert done.stderr.endswith(f"proposalcheck: 3 of 3 findings decided; the decisions stand in {side}\n")
    assert decided(side) == [("flag", "accepted", ""), ("flag", "rejected", "agreed long ago"), ("gap", "unsure", "")]
    entry = json.loads(side.read_text(encoding="utf-8"))["decisions"][0]
    assert set(entry) == {"fingerprint", "rule", "type", "value", "decision", "reason", "by", "on", "tool"}
    assert (entry["by"], entry["tool"], entry["rule"]) == ("Ana Berg", __version__, "silent-renewal")
    assert "renews by itself" not in side.read_text(encoding="utf-8")
    assert offer.read_text(encoding="utf-8") == TEXT


def test_quitting_loses_nothing_and_the_next_time_goes_on(rules: str, offer: Path, side: Path) -> None:
    assert "1 of 3: high" in run(rules, "review", offer, said="accept\nq\n").stderr
    assert decided(side) == [("flag", "accepted", "")]
    again = run(rules, "review", offer, said="s\nu\n")
    assert "1 of 2: high" in again.stderr
    assert "each May" not in again.stdout
    assert decided(side) == [("flag", "accepted", ""), ("gap", "unsure", "")]
    assert "2 of 3 findings decided" in again.stderr


def test_the_end_of_the_input_is_as_good_as_quitting(rules: str, offer: Path, side: Path) -> None:
    done = run(rules, "review", offer, said="a\nr\n")
    assert done.exit_code == 0
    assert decided(side) == [("flag", "accepted", "")]


def test_quitting_at_once_writes_no_file(rules: str, offer: Path, side: Path) -> None:
    done = run(rules, "review", offer, said="q\n")
    assert done.stderr.endswith("proposalcheck: 0 of 3 findings decided\n")
    assert not side.exists()


def test_all_asks_again_and_changes_the_answer(rules: str, offer: Path, side: Path) -> None:
    run(rules, "review", offer, said="a\na\na\n")
    assert "1 of" not in run(rules, "review", offer).stderr
    assert "1 of 3: high" in run(rules, "review", "--all", offer, said="u\nq\n").stderr
    assert decided(side) == [("flag", "accepted", ""), ("gap", "accepted", ""), ("flag", "unsure", "")]


def test_an_answer_that_is_none_is_asked_again(rules: str, offer: Path, side: Path) -> None:
    done = run(rules, "review", offer, said="perhaps\nacc\nq\n")
    assert "'perhaps' is none of accept, reject, unsure, skip, quit\n" in done.stderr
    assert decided(side) == [("flag", "accepted", "")]


def test_decisions_can_stand_elsewhere(rules: str, offer: Path, side: Path, tmp_path: Path) -> None:
    other = tmp_path / "mine.json"
    run(rules, "review", offer, "--decisions", other, said="a\nq\n")
    assert decided(other) == [("flag", "accepted", "")]
    assert not side.exists()


def test_a_document_is_no_side_file(rules: str, offer: Path) -> None:
    done = run(rules, "review", offer, "--decisions", offer, said="a\n")
    assert done.exit_code == 2
    assert "is the document itself" in done.stderr
    assert offer.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("command", ["review", "scan", "brief"])
def test_a_wrong_side_file_is_2_and_stays(rules: str, offer: Path, side: Path, command: str) -> None:
    side.write_text('{"schema": "proposalcheck-decisions/1",\n "surprise": 1}', encoding="utf-8")
    done = run(rules, command, offer, said="a\n")
    assert (done.exit_code, done.stdout) == (2, "")
    told = f"proposalcheck: {side}:2: surprise: is no key of this file; known are schema, kind, decisions\n"
    assert done.stderr == told
    assert "surprise" in side.read_text(encoding="utf-8")


def test_a_nameless_decider_is_refused(rules: str, offer: Path, side: Path) -> None:
    done = run(rules, "review", offer, "--by", " ", said="a\n")
    assert (done.exit_code, side.exists()) == (2, False)
    assert "--by is empty" in done.stderr


def test_scan_leaves_out_what_was_rejected_and_says_so(rules: str, offer: Path) -> None:
    assert run(rules, "scan", offer).exit_code == 1
    run(rules, "review", offer, said="a\nr\nagreed\nq\n")
    told = scanned(rules, offer)
    assert [(each["type"], each.get("decision")) for each in told["findings"]] == [("flag", "accepted"), ("gap", None)]
    assert told["decisions"] == {"rejected": 1, "stale": []}
    counted = {name for part in told["scorecard"]["dimensions"].values() for name in part["findings"]}
    assert counted == {each["fingerprint"] for each in told["findings"]}
    text = run(rules, "scan", offer)
    assert "1 finding left out, as rejected in the decisions on this document.\n" in text.stdout
    assert text.stderr == ""
    table = run(rules, "scan", "--format", "table", offer)
    assert table.stderr == (
        f"proposalcheck: {offer}: 1 finding left out, as rejected in the decisions on this document.\n"
    )


def test_what_was_rejected_does_not_fail_a_run(rules: str, offer: Path) -> None:
    run(rules, "review", offer, said="r\nagreed\nr\nagreed\nq\n")
    assert run(rules, "scan", offer).exit_code == 0
    assert run(rules, "scan", "--no-decisions", offer).exit_code == 1
    told = scanned(rules, "--no-decisions", offer)
    assert "decisions" not in told
    assert len(told["findings"]) == 3


def test_a_rejected_warning_costs_no_points(rules: str, offer: Path) -> None:
    before = scanned(rules, offer)["scorecard"]["dimensions"]["contract risk"]["score"]
    run(rules, "review", offer, said="r\nagreed\nr\nagreed\nq\n")
    after = scanned(rules, offer)["scorecard"]["dimensions"]["contract risk"]["score"]
    assert (before, after) == (75, 100)


def test_what_is_kept_of_a_document_does_not_outlive_a_decision(rules: str, offer: Path, side: Path) -> None:
    assert run(rules, "scan", offer).exit_code == 1
    run(rules, "review", offer, said="r\nagreed\nr\nagreed\nq\n")
    assert run(rules, "scan", offer).exit_code == 0
    assert run(rules, "scan", offer).exit_code == 0
    side.unlink()
    assert run(rules, "scan", offer).exit_code == 1


def test_a_decision_without_its_finding_is_named(rules: str, offer: Path, side: Path) -> None:
    run(rules, "review", offer, said="a\nq\n")
    offer.write_text(TEXT.replace("The term renews by itself each May.", "The term ends."), encoding="utf-8")
    (entry,) = json.loads(side.read_text(encoding="utf-8"))["decisions"]
    assert scanned(rules, offer)["decisions"] == {"rejected": 0, "stale": [entry["fingerprint"]]}
    sentence = f"Decided on, but not found any more: silent-renewal ({entry['fingerprint']})."
    assert sentence in " ".join(run(rules, "scan", offer).stdout.split())
    assert sentence in run(rules, "review", offer, said="q\n").stderr


def test_a_side_file_is_not_told_as_left_out(rules: str, offer: Path) -> None:
    run(rules, "review", offer, said="a\nq\n")
    assert run(rules, "scan", offer.parent).stderr == ""


def test_the_store_has_the_report_after_the_decision(rules: str, offer: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "all.db")

    def count() -> int:
        run(rules, "scan", "--store", store, offer)
        asked = CliRunner().invoke(main, ["query", store, "select count(*) as n from findings", "--format", "csv"])
        return int(asked.stdout.split()[1])

    assert count() == 3
    run(rules, "review", offer, said="r\nagreed\nq\n")
    assert count() == 2


def test_a_brief_leaves_out_what_was_rejected(rules: str, offer: Path) -> None:
    assert "renews by itself" in run(rules, "brief", offer).stdout
    run(rules, "review", offer, said="r\nagreed\nr\nagreed\nq\n")
    done = run(rules, "brief", offer)
    assert "renews by itself" not in done.stdout
    assert "2 findings left out, as rejected in the decisions on this document.\n" in done.stderr
