"""The clauses of agreements as JSON: one object a document (schema proposalcheck-clauses/1).

`text` and `table` make of these objects what people and spreadsheets read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proposalcheck import __version__
from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.clauses import ClauseAnswer, ClauseQuote
from proposalcheck.document import Document
from proposalcheck.models import versions
from proposalcheck.reports.json.document import coverage_object, problem_object, told_document
from proposalcheck.reports.json.quotes import quote_object

SCHEMA = "proposalcheck-clauses/1"
_MODELS = ("clauses", "kind")


def as_object(document: Document, kind: KindOfDocument, answers: Sequence[ClauseAnswer]) -> dict[str, Any]:
    """Return the clauses of one document as plain data, ready for `json`."""
    used = versions()
    return {
        "schema": SCHEMA,
        "tool": {"version": __version__, "models": {name: used[name] for name in _MODELS}},
        "document": told_document(document, kind.kind, kind.confidence, kind.because),
        "clauses": [_clause(answer) for answer in answers],
        "coverage": coverage_object(document.coverage, document),
        "problems": [problem_object(problem) for problem in document.problems],
    }


def unreadable(path: str, what: str) -> dict[str, Any]:
    """Return the object that stands for a document that could not be read at all."""
    return {
        "schema": SCHEMA,
        "tool": {"version": __version__},
        "document": {"path": path},
        "clauses": [],
        "problems": [{"stage": "read", "what": what}],
    }


def _clause(told: ClauseAnswer) -> dict[str, Any]:
    return {
        "kind": told.kind.id,
        "name": told.kind.name,
        "label": told.kind.label,
        "says": told.kind.says,
        "answer": told.answer,
        "probability": told.probability,
        "recall": None if told.recall is None else round(told.recall, 2),
        "quotes": [_quote(quote) for quote in told.quotes],
    }


def _quote(told: ClauseQuote) -> dict[str, Any]:
    return {**quote_object(told.evidence), "probability": told.probability}
