"""SARIF: the structure that the specification asks for, and what code scanning goes by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.reports.reported import FLAGGED, TEXT, lost, report

from proposalcheck.reports.sarif import uri_of, whole


def run_of(*told: dict[str, Any]) -> dict[str, Any]:
    log = json.loads(whole(told))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    run: dict[str, Any] = log["runs"][0]
    return run


def test_a_flag_points_to_its_words(tmp_path: Path) -> None:
    told = report(tmp_path)
    result = next(one for one in run_of(told)["results"] if one["ruleId"] == "silent-renewal")
    start = told["findings"][0]["evidence"][0]["start"]
    assert (result["kind"], result["level"], result["rank"]) == ("fail", "error", 90.0)
    assert result["message"]["text"].startswith('The term goes on: "renews by itself"\nAsk: ')
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "offers/first.md", "index": 0},
                "region": {
                    "startLine": 3,
                    "charOffset": start,
                    "charLength": len(FLAGGED),
                    "snippet": {"text": FLAGGED},
                },
            },
            "logicalLocations": [{"fullyQualifiedName": "Term", "kind": "section"}],
            "properties": {"section": "Term"},
        }
    ]
    fingerprint = told["findings"][0]["fingerprint"]
    assert result["partialFingerprints"] == {"proposalcheck/v1": fingerprint, "primaryLocationLineHash": fingerprint}


def test_a_gap_has_a_file_and_no_region(tmp_path: Path) -> None:
    result = next(one for one in run_of(report(tmp_path))["results"] if one["ruleId"] == "named-lead")
    assert result["level"] == "warning"
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "offers/first.md", "index": 0}}}]


def test_what_is_covered_is_no_result(tmp_path: Path) -> None:
    run = run_of(report(tmp_path, "The project lead is Ana Berg."))
    assert run["results"] == []


@pytest.mark.parametrize(("severity", "level"), [("high", "error"), ("medium", "warning"), ("low", "note")])
def test_levels_follow_severity(tmp_path: Path, severity: str, level: str) -> None:
    run = run_of(report(tmp_path, severity=severity))
    rule = next(one for one in run["tool"]["driver"]["rules"] if one["id"] == "silent-renewal")
    assert rule["defaultConfiguration"] == {"level": level}
    assert {one["level"] for one in run["results"] if one["ruleId"] == "silent-renewal"} == {level}


def test_rules_are_described_once_and_pointed_to(tmp_path: Path) -> None:
    run = run_of(report(tmp_path / "one"), report(tmp_path / "two", path="offers/second.md"))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["named-lead", "silent-renewal"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert rules[1]["help"]["markdown"].startswith("**Why:** A missed date costs a year.")
    assert rules[1]["help"]["text"].startswith("Why: A missed date costs a year.")


def test_artifacts_have_hashes_and_places_count_them(tmp_path: Path) -> None:
    run = run_of(lost(), report(tmp_path))
    assert run["artifacts"][0] == {"location": {"uri": "lost.pdf"}}
    assert run["artifacts"][1]["hashes"] == {"sha-256": "0" * 64}
    indices = {one["locations"][0]["physicalLocation"]["artifactLocation"]["index"] for one in run["results"]}
    assert indices == {1}


def test_what_could_not_be_read_is_a_notification(tmp_path: Path) -> None:
    (invocation,) = run_of(report(tmp_path), lost())["invocations"]
    (note,) = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert (note["level"], note["message"]["text"]) == ("error", "lost.pdf: there is no such file")
    assert note["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "lost.pdf", "index": 1}


def test_required_properties_are_there(tmp_path: Path) -> None:
    """The properties that section 3 of the specification requires, and the values that it allows."""
    run = run_of(report(tmp_path, TEXT), lost())
    assert run["tool"]["driver"]["name"] == "proposalcheck"
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    assert len({rule["id"] for rule in run["tool"]["driver"]["rules"]}) == len(run["tool"]["driver"]["rules"])
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in ({"none", "note", "warning", "error"} if result["kind"] == "fail" else {"none"})
        assert -1 <= result["rank"] <= 100
        for place in result["locations"]:
            region = place["physicalLocation"].get("region", {"charOffset": 0, "charLength": 0, "startLine": 1})
            assert region["charOffset"] >= 0
            assert region["charLength"] >= 0
            assert region["startLine"] >= 1


def test_paths_become_uris() -> None:
    assert uri_of("my offers/a#1.pdf") == "my%20offers/a%231.pdf"
    assert uri_of("/tmp/ä.pdf") == "file:///tmp/%C3%A4.pdf"


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    told = report(tmp_path)
    assert whole([told]) == whole([told])
