"""SARIF 2.1.0 (OASIS, 27 March 2020): findings for code scanning, review tools and anything else that reads it.

Regions are offsets into the text that `proposalcheck read` prints (`charOffset`, `charLength`). Code scanning also asks
for a line: that of a text file is given, a PDF or DOCX has none and gets 1; its pages and sections are in `properties`.
A gap has no words to point to, so it has a file and no region. What is covered, and verdicts that do not warn, are no
results: every reader of the format shows a result as something to look at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, cast
from urllib.parse import quote

from proposalcheck import __version__
from proposalcheck.reports.json import part, unread
from proposalcheck.reports.quotes import bracketed
from proposalcheck.reports.screener import told_warns

__all__ = ["part", "unread", "whole"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"high": "error", "medium": "warning", "low": "note", "info": "note"}
_RANKS = {"high": 90.0, "medium": 60.0, "low": 30.0, "info": 10.0}


def whole(parts: Sequence[object]) -> str:
    """Return one run over all documents as SARIF; a rule is described once, where it is first met."""
    objects = [cast("dict[str, Any]", told) for told in parts]
    rules = _rules(objects)
    places = {rule["id"]: index for index, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(told) for told in objects],
        "invocations": [_invocation(objects)],
        "results": [result for index, told in enumerate(objects) for result in _results(told, index, places)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _driver(rules: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"name": "proposalcheck", "version": __version__, "semanticVersion": __version__, "rules": list(rules)}


def _rules(objects: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    met = {finding["rule"]: finding for told in reversed(objects) for finding in reversed(told["findings"])}
    return [_rule(met[name]) for name in sorted(met)]


def _rule(finding: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": finding["rule"],
        "name": "".join(word.capitalize() for word in finding["rule"].split("-")),
        "shortDescription": {"text": finding["title"]},
        "fullDescription": {"text": finding["why"] or finding["title"]},
        "help": {"text": _help(finding, "{0}: {1}"), "markdown": _help(finding, "**{0}:** {1}")},
        "defaultConfiguration": {"level": _LEVELS[finding["severity"]]},
        "properties": {"tags": [finding["family"]], "precision": "high"},
    }


def _help(finding: dict[str, Any], form: str) -> str:
    told = (("Why", finding["why"]), ("Ask", finding["ask"]), ("Wording to offer", finding["fallback"]))
    return "\n\n".join(form.format(name, words.strip()) for name, words in told if words) or finding["title"]


def _artifact(told: dict[str, Any]) -> dict[str, Any]:
    document = told["document"]
    artifact: dict[str, Any] = {"location": {"uri": uri_of(document["path"])}}
    if "sha256" in document:
        artifact["hashes"] = {"sha-256": document["sha256"]}
        artifact["properties"] = {name: document[name] for name in ("kind", "pages", "words")}
    return artifact


def uri_of(path: str) -> str:
    """Return a path as the URI that SARIF asks for: strokes forward, everything else escaped."""
    plain = PurePath(path)
    return plain.as_uri() if plain.is_absolute() else quote(plain.as_posix())


def _invocation(objects: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return how the run went: what could not be looked at is a notification, and a file not read makes it fail."""
    notes = [_notification(told, index, problem) for index, told in enumerate(objects) for problem in told["problems"]]
    read = all("sha256" in told["document"] for told in objects)
    return {"executionSuccessful": read, "toolExecutionNotifications": notes}


def _notification(told: dict[str, Any], index: int, problem: dict[str, str]) -> dict[str, Any]:
    return {
        "level": "warning" if "sha256" in told["document"] else "error",
        "message": {"text": problem["what"] + bracketed(problem.get("location", ""))},
        "locations": [{"physicalLocation": _artifact_place(told, index)}],
    }


def _results(told: dict[str, Any], index: int, places: dict[str, int]) -> Iterator[dict[str, Any]]:
    for finding in told["findings"]:
        kind = _kind(finding)
        if not kind:
            continue
        yield {
            "ruleId": finding["rule"],
            "ruleIndex": places[finding["rule"]],
            "kind": kind,
            "level": _LEVELS[finding["severity"]] if kind == "fail" else "none",
            "message": {"text": _message(finding)},
            "locations": _locations(finding, told, index),
            "partialFingerprints": {
                "proposalcheck/v1": finding["fingerprint"],
                "primaryLocationLineHash": finding["fingerprint"],
            },
            "rank": _rank(finding),
            "properties": _properties(finding),
        }


def _kind(finding: dict[str, Any]) -> str:
    """Return what a finding is in the words of SARIF, empty where it is nothing to look at; verdicts warn with yes."""
    return "fail" if told_warns(finding) else "review" if finding["type"] == "unsure" else ""


def _rank(finding: dict[str, Any]) -> float:
    return round(_RANKS[finding["severity"]] * float(finding["confidence"]), 1)


def _message(finding: dict[str, Any]) -> str:
    ask = f"\nAsk: {finding['ask']}" if finding["ask"] and _kind(finding) == "fail" else ""
    return f"{finding['message'] or finding['title']}{ask}"


def _properties(finding: dict[str, Any]) -> dict[str, Any]:
    names = ("type", "severity", "confidence", "because", "value")
    return {name: finding[name] for name in names if finding.get(name) not in (None, "")}


def _locations(finding: dict[str, Any], told: dict[str, Any], index: int) -> list[dict[str, Any]]:
    if not finding["evidence"]:
        return [{"physicalLocation": _artifact_place(told, index)}]
    return [_location(evidence, told, index) for evidence in finding["evidence"]]


def _location(evidence: dict[str, Any], told: dict[str, Any], index: int) -> dict[str, Any]:
    region = {
        "startLine": evidence.get("line", 1),
        "charOffset": evidence["start"],
        "charLength": evidence["end"] - evidence["start"],
        "snippet": {"text": evidence["quote"]},
    }
    place: dict[str, Any] = {"physicalLocation": _artifact_place(told, index) | {"region": region}}
    if evidence["section"]:
        place["logicalLocations"] = [{"fullyQualifiedName": evidence["section"], "kind": "section"}]
    known = {name: evidence[name] for name in ("page", "section") if evidence[name]}
    return place | ({"properties": known} if known else {})


def _artifact_place(told: dict[str, Any], index: int) -> dict[str, Any]:
    return {"artifactLocation": {"uri": uri_of(told["document"]["path"]), "index": index}}
