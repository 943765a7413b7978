"""The side file of decisions: what it holds, what is refused, and what it takes out of a result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.documents import markdown, rule_data, topic_data, write_catalogue

from proposalcheck.catalogue import load_catalogue
from proposalcheck.decisions import Decision, Decisions, honoured, load_decisions
from proposalcheck.errors import UsageError
from proposalcheck.finding import Decided, Finding, Result
from proposalcheck.screening import screen_document

TEXT = "# Term\n\nThe term renews by itself each May.\n\nThe licence renews by itself each June.\n"
ENTRY: dict[str, Any] = {
    "fingerprint": "0123456789abcdef",
    "rule": "auto-renewal",
    "type": "flag",
    "decision": "rejected",
    "reason": "agreed",
    "by": "ana",
    "on": "2026-05-31",
    "tool": "0.1.0",
}


def written(folder: Path, *entries: dict[str, Any], **top: Any) -> Path:
    path = folder / "offer.md.decisions.json"
    data = {"schema": "proposalcheck-decisions/1", "decisions": list(entries), **top}
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UsageError) as caught:
        load_decisions(path)
    return str(caught.value).removeprefix(f"{path}:")


def decision(finding: Finding, word: str, **changed: Any) -> Decision:
    about = {"fingerprint": finding.fingerprint, "rule": finding.rule, "type": finding.type, "value": finding.value}
    return Decision.model_validate({**ENTRY, **about, "decision": word, **changed})


@pytest.fixture
def result(tmp_path: Path) -> Result:
    """Two flags of one rule, and a gap."""
    catalogue = load_catalogue(write_catalogue(tmp_path / "rules", rule_data(), topic_data(family="governance")))
    return screen_document(markdown(TEXT), catalogue=catalogue, kind="sow")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    decisions = Decisions(kind="sow", decisions=(Decision.model_validate(ENTRY),))
    path = tmp_path / "a.decisions.json"
    path.write_text(decisions.as_text(), encoding="utf-8")
    assert load_decisions(path) == decisions
    assert json.loads(decisions.as_text())["decisions"] == [{**ENTRY, "value": ""}]


def test_no_file_is_no_decisions(tmp_path: Path) -> None:
    assert load_decisions(tmp_path / "none.decisions.json") is None
    (tmp_path / "file").write_text("")
    assert load_decisions(tmp_path / "file" / "none.decisions.json") is None


def test_a_later_decision_takes_the_place_of_an_earlier_one(result: Result) -> None:
    first, second = (finding for finding in result.findings if finding.type == "flag")
    decisions = Decisions().having(decision(first, "accepted"), "sow").having(decision(second, "unsure"), "sow")
    changed = decisions.having(decision(first, "rejected"), "sow")
    assert [(each.fingerprint, each.decision) for each in changed.decisions] == [
        (second.fingerprint, "unsure"),
        (first.fingerprint, "rejected"),
    ]
    assert changed.sha256 != decisions.sha256


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"decision": "refused"}, "8: decisions.0.decision: must be 'accepted', 'rejected' or 'unsure', not 'refused'"),
        ({"quote": "x"}, "13: decisions.0.quote: is no key of this file; known are fingerprint, rule, type, value, "),
        ({"reason": " "}, "4: decisions.0: a finding that is rejected needs a reason; write one under `reason`"),
        ({"on": "May"}, "11: decisions.0.on: must be a day such as 2026-05-31, not 'May'"),
        ({"fingerprint": "12"}, "5: decisions.0.fingerprint: must be the 16 figures and letters a to f that a report"),
        ({"type": "maybe"}, "7: decisions.0.type: must be 'flag', 'gap', 'strength', 'unsure' or 'verdict', not "),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(tmp_path: Path, changed: dict[str, Any], told: str) -> None:
    assert refusal(written(tmp_path, {**ENTRY, **changed})).startswith(told)


def test_a_missing_key_is_told(tmp_path: Path) -> None:
    entry = {name: value for name, value in ENTRY.items() if name != "by"}
    assert refusal(written(tmp_path, entry)) == "4: decisions.0.by: is missing; add 'by'"


def test_every_fault_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, {**ENTRY, "decision": "no"}, surprise=1)
    lines = refusal(path).replace(f"{path}:", "").splitlines()
    assert [line.split(":")[:2] for line in lines] == [["8", " decisions.0.decision"], ["15", " surprise"]]


def test_what_is_no_json_or_no_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "offer.md.decisions.json"
    path.write_text('{\n "decisions": [\n}', encoding="utf-8")
    assert refusal(path).startswith("3: file: is not JSON: ")
    path.write_text("[]", encoding="utf-8")
    assert refusal(path).startswith("1: file: must be a table in braces, as {")
    path.write_bytes(b"\xff\xfe")
    assert refusal(path) == "1: file: is not UTF-8; save it as UTF-8"


def test_one_finding_decided_on_twice_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, ENTRY, {**ENTRY, "decision": "accepted"})
    assert refusal(path) == "15: decisions.1.fingerprint: is decided on twice (0123456789abcdef); keep one of the two"


def test_the_same_fingerprint_as_gap_and_as_strength_are_two_findings(tmp_path: Path) -> None:
    path = written(tmp_path, {**ENTRY, "type": "gap"}, {**ENTRY, "type": "strength"})
    found = load_decisions(path)
    assert found is not None
    assert len(found.decisions) == 2


def test_the_rejected_go_and_the_others_are_marked(result: Result) -> None:
    first, second = (finding for finding in result.findings if finding.type == "flag")
    decisions = Decisions(decisions=(decision(first, "rejected"), decision(second, "accepted")))
    told = honoured(result, decisions, narrowed=False)
    assert [(finding.type, finding.decision) for finding in told.findings] == [("flag", "accepted"), ("gap", "")]
    assert told.decided == Decided(1, ())


def test_a_gap_rejected_says_nothing_of_a_strength(result: Result) -> None:
    (gap,) = (finding for finding in result.findings if finding.type == "gap")
    told = honoured(result, Decisions(decisions=(decision(gap, "rejected", type="strength"),)), narrowed=False)
    assert told.findings == result.findings
    assert told.decided == Decided(0, ((gap.fingerprint, gap.rule),))


def test_a_rule_that_was_not_asked_makes_nothing_stale(result: Result) -> None:
    other = Decision.model_validate({**ENTRY, "rule": "not-asked"})
    same = Decision.model_validate({**ENTRY, "rule": result.findings[0].rule, "fingerprint": "f" * 16})
    decisions = Decisions(decisions=(other, same))
    narrowed = honoured(result, decisions, narrowed=True).decided
    assert narrowed == Decided(0, (("f" * 16, result.findings[0].rule),))
    asked_all = honoured(result, decisions, narrowed=False).decided
    assert asked_all is not None
    assert [rule for _, rule in asked_all.stale] == ["not-asked", result.findings[0].rule]
