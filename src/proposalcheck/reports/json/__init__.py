"""The machine-readable report: one JSON object a document, as pipelines rely on it (schema proposalcheck/1)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from proposalcheck import __version__
from proposalcheck.document import Box, Document
from proposalcheck.finding import Decided, Dimension, Evidence, Finding, Reason, Recommendation, Result, Scorecard
from proposalcheck.reports.json import register
from proposalcheck.reports.json.deal import deal_object
from proposalcheck.reports.json.document import coverage_object, problem_object, told_document
from proposalcheck.reports.json.quotes import quote_object

SCHEMA = "proposalcheck/1"


def as_object(result: Result) -> dict[str, Any]:
    """Return the report of one document as plain data, ready for `json`."""
    document = result.document
    return {
        "schema": SCHEMA,
        "tool": {"version": __version__, "catalogue": result.catalogue, "models": dict(result.models)},
        "document": _document(result),
        "findings": [_finding(finding, document) for finding in result.findings],
        "scorecard": _scorecard(result.scorecard, document),
        "deal": deal_object(result.deal),
        "commitments": [register.commitment(told) for told in result.commitments],
        "deadlines": [register.deadline(told) for told in result.deadlines],
        "pricing": [register.priced_table(table) for table in result.pricing],
        "coverage": coverage_object(result.coverage, document),
        "problems": [problem_object(problem) for problem in result.problems],
        "rules_run": list(result.rules_run),
        **({"decisions": _decisions(result.decided)} if result.decided else {}),
    }


def _decisions(decided: Decided) -> dict[str, Any]:
    return {"rejected": decided.rejected, "stale": [fingerprint for fingerprint, _ in decided.stale]}


def _document(result: Result) -> dict[str, Any]:
    told = told_document(result.document, result.kind, result.kind_confidence, result.kind_because)
    return {**told, "side": result.side}


def unreadable(path: str, what: str) -> dict[str, Any]:
    """Return the object that stands for a document that could not be read at all."""
    return {
        "schema": SCHEMA,
        "tool": {"version": __version__},
        "document": {"path": path},
        "findings": [],
        "problems": [{"stage": "read", "what": what}],
        "rules_run": [],
    }


def line(data: dict[str, Any]) -> str:
    """Return one object as a line of JSON Lines."""
    return json.dumps(data, ensure_ascii=False)


def page(objects: Sequence[dict[str, Any]]) -> str:
    """Return one object as such and several as an array, indented for people."""
    return json.dumps(objects[0] if len(objects) == 1 else list(objects), ensure_ascii=False, indent=2)


part, unread, whole = as_object, unreadable, page
"""What makes this module a format of `scan`."""


def _scorecard(scorecard: Scorecard, document: Document) -> dict[str, Any]:
    told = scorecard.recommendation
    return {
        "dimensions": {dimension.name: _dimension(dimension) for dimension in scorecard.dimensions},
        **({"posture": scorecard.posture} if scorecard.posture else {}),
        "confidence": scorecard.confidence,
        "doubt": scorecard.doubt,
        **({"recommendation": _recommendation(told, document)} if told else {}),
    }


def _dimension(dimension: Dimension) -> dict[str, Any]:
    return {
        "score": dimension.score,
        "why": dimension.why,
        "confidence": dimension.confidence,
        "doubt": dimension.doubt,
        "findings": list(dimension.findings),
    }


def _recommendation(recommendation: Recommendation, document: Document) -> dict[str, Any]:
    return {
        "model": recommendation.model,
        "confidence": recommendation.confidence,
        "why": recommendation.why,
        "advice": recommendation.advice,
        "ask_for": list(recommendation.ask_for),
        "speaks_for": [_reason(reason, document) for reason in recommendation.speaks_for],
        "speaks_against": [_reason(reason, document) for reason in recommendation.speaks_against],
    }


def _reason(reason: Reason, document: Document) -> dict[str, Any]:
    return {
        "say": reason.say,
        "model": reason.model,
        "points": reason.points,
        "evidence": [_evidence(evidence, document) for evidence in reason.evidence],
    }


def _finding(finding: Finding, document: Document) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "family": finding.family,
        "type": finding.type,
        **({"value": finding.value} if finding.value else {}),
        "title": finding.title,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "why": finding.why,
        "because": finding.because,
        "ask": finding.ask,
        "fallback": finding.fallback,
        "fingerprint": finding.fingerprint,
        **({"decision": finding.decision} if finding.decision else {}),
        "evidence": [_evidence(evidence, document) for evidence in finding.evidence],
    }


def _evidence(evidence: Evidence, document: Document) -> dict[str, Any]:
    place = evidence.location
    return {
        **quote_object(evidence),
        "words": [{"quote": document.quote(span), "start": span.start, "end": span.end} for span in evidence.words],
        "boxes": [_corners(box) for box in place.boxes],
        **({"part": place.part, "paragraph": place.paragraph} if place.part else {}),
        **({"line": place.line} if place.line else {}),
    }


def _corners(box: Box) -> list[float]:
    return [box.page, box.left, box.top, box.right, box.bottom]
