"""JUnit XML, as build servers read it: a suite for each document, a test case for each rule that was asked.

A rule fails with its warnings, gaps included, of at least the level below; it is skipped when it could not tell. What
could not be looked at is an error. The format has no official schema; the elements used here are those that Jenkins,
GitLab and GitHub actions all read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast
from xml.sax.saxutils import escape, quoteattr

from proposalcheck.finding import SEVERITIES
from proposalcheck.reports.json import part, unread
from proposalcheck.reports.quotes import bracketed, place_of
from proposalcheck.reports.screener import told_warns

__all__ = ["part", "unread", "whole"]

_FAILS_FROM = "high"
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def whole(parts: Sequence[object], fail_on: str = _FAILS_FROM) -> str:
    """Return one suite a document; `fail_on` is the lowest severity that fails: high, medium, low or never."""
    suites = [_suite(cast("dict[str, Any]", told), fail_on) for told in parts]
    inside = "\n".join(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="proposalcheck">\n{inside}\n</testsuites>\n'


def _suite(told: dict[str, Any], fail_on: str) -> str:
    path = told["document"]["path"]
    cases = [*_cases(told, fail_on), *_errors(told)]
    counts = {name: sum(f"<{tag}" in case for case in cases) for name, tag in _COUNTED.items()}
    attributes = {"name": path, "tests": len(cases), **counts, "time": 0}
    return f"<testsuite{_attributes(attributes)}>\n{''.join(cases)}</testsuite>"


_COUNTED = {"failures": "failure ", "errors": "error ", "skipped": "skipped "}


def _cases(told: dict[str, Any], fail_on: str) -> Iterator[str]:
    by_rule: dict[str, list[dict[str, Any]]] = {name: [] for name in sorted(told["rules_run"])}
    for finding in told["findings"]:
        by_rule.setdefault(finding["rule"], []).append(finding)
    for rule, findings in by_rule.items():
        yield _case(told["document"]["path"], rule, _outcome(findings, fail_on))


def _case(path: str, name: str, inside: str) -> str:
    """Return a test case; its names are the same in every run, so that a build server can tell its history."""
    attributes = _attributes({"classname": path, "name": name, "time": 0})
    return f"<testcase{attributes}>{inside}</testcase>\n" if inside else f"<testcase{attributes}/>\n"


def _outcome(findings: Sequence[dict[str, Any]], fail_on: str) -> str:
    failing = [finding for finding in findings if _fails(finding, fail_on)]
    if failing:
        words = "\n\n".join(_told(finding) for finding in failing)
        message = failing[0]["message"] or failing[0]["title"]
        more = f" (and {len(failing) - 1} more)" if len(failing) > 1 else ""
        attributes = _attributes({"message": message + more, "type": failing[0]["severity"]})
        return f"<failure{attributes}>{_text(words)}</failure>"
    unsure = next((finding for finding in findings if finding["type"] == "unsure"), None)
    return f"<skipped{_attributes({'message': unsure['message'] or unsure['because']})}/>" if unsure else ""


def _fails(finding: dict[str, Any], fail_on: str) -> bool:
    """Tell whether a finding warns, and badly enough."""
    limit = SEVERITIES.index(fail_on) if fail_on in SEVERITIES else -1
    return told_warns(finding) and SEVERITIES.index(finding["severity"]) <= limit


def _told(finding: dict[str, Any]) -> str:
    lines = [finding["message"] or finding["title"]]
    for evidence in finding["evidence"]:
        where = bracketed(place_of(evidence["page"], evidence["section"]))
        lines.append(f"“{' '.join(evidence['quote'].split())}”{where}")
    return "\n".join([*lines, f"Ask: {finding['ask']}"] if finding["ask"] else lines)


def _errors(told: dict[str, Any]) -> Iterator[str]:
    for number, problem in enumerate(told["problems"], 1):
        attributes = _attributes({"message": problem["what"], "type": problem["stage"]})
        yield _case(told["document"]["path"], f"problem {number}", f"<error{attributes}/>")


def _attributes(named: dict[str, Any]) -> str:
    return "".join(f" {name}={quoteattr(_printable(str(value)))}" for name, value in named.items())


def _text(words: str) -> str:
    return escape(_printable(words))


def _printable(words: str) -> str:
    """Return `words` without the characters that XML cannot hold."""
    return _UNPRINTABLE.sub(" ", words)
