"""Results made by hand, for the tests of the brief."""

from __future__ import annotations

from typing import Any

from tests.documents import markdown

from proposalcheck.document import Document, Location, Span
from proposalcheck.finding import Deal, Evidence, Fact, Finding, Result, Scorecard

DOCUMENT = markdown("# Barn for Lakeshore\n\nWe build a barn.\n")


def quote(words: str, *, page: int | None = None, section: str = "5.2 Fees", start: int = 0) -> Evidence:
    """Return `words` as evidence."""
    return Evidence(words, Span(start, start + len(words)), (), Location(page, section))


def finding(rule: str = "silent-renewal", **changed: Any) -> Finding:
    """Return a flag of high severity in the family contract, with what is `changed`."""
    values: dict[str, Any] = {
        "family": "contract",
        "type": "flag",
        "title": f"Title of {rule}",
        "severity": "high",
        "confidence": 1.0,
        "message": f"Message of {rule}.",
        "why": "",
        "because": "",
        "ask": f"Question of {rule}?",
        "fallback": f"Wording of {rule}.",
        "value": "",
        "evidence": (quote(f"Words of {rule}."),),
        "fingerprint": rule,
    }
    return Finding(rule=rule, **(values | changed))


def gap(rule: str, **changed: Any) -> Finding:
    """Return a gap, which has no evidence."""
    return finding(rule, **({"type": "gap", "evidence": (), "family": "governance"} | changed))


def strength(rule: str, words: str, **changed: Any) -> Finding:
    """Return a strength that quotes `words`."""
    evidence = (quote(words, start=500),)
    return finding(rule, **({"type": "strength", "severity": "info", "evidence": evidence} | changed))


def fact(said: str, words: str = "", **changed: Any) -> Fact:
    """Return a fact of the deal."""
    return Fact(said, quote(words or said), **changed)


def result(*findings: Finding, document: Document = DOCUMENT, **changed: Any) -> Result:
    """Return the result of screening a statement of work, with `findings`."""
    values: dict[str, Any] = {
        "kind": "sow",
        "kind_confidence": 1.0,
        "kind_because": "as the test says",
        "rules_run": ("a", "b"),
        "scorecard": Scorecard(),
        "problems": (),
        "coverage": document.coverage,
        "catalogue": "",
        "models": {},
        "deal": Deal(),
    }
    return Result(document=document, findings=tuple(findings), **(values | changed))
