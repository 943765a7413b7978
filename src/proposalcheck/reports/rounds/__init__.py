"""Two rounds of one draft as JSON (schema proposalcheck-diff/1).

`text` and `markdown` make of this object what people read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from proposalcheck import __version__
from proposalcheck.finding import Finding, Result
from proposalcheck.reports import json as report
from proposalcheck.reports.json.quotes import place_object
from proposalcheck.rounds import Rounds
from proposalcheck.rounds.changes import Change
from proposalcheck.rounds.edits import Edit, Passage
from proposalcheck.rounds.words import Piece

SCHEMA = "proposalcheck-diff/1"

Told = Mapping[str, dict[str, Any]]
"""The findings of one round as the JSON report has them, by fingerprint."""


def as_object(rounds: Rounds) -> dict[str, Any]:
    """Return what became of a draft as plain data, ready for `json`."""
    old, new = report.as_object(rounds.old), report.as_object(rounds.new)
    before, after = ({one["fingerprint"]: one for one in told["findings"]} for told in (old, new))
    sorts = Counter(change.sort for change in rounds.changes)
    return {
        "schema": SCHEMA,
        "tool": {"version": __version__, "catalogue": rounds.new.catalogue, "models": dict(rounds.new.models)},
        "old": _round(rounds.old, old),
        "new": _round(rounds.new, new),
        "counts": {**{sort: sorts[sort] for sort in ("gained", "resolved", "reworded")}, "kept": rounds.kept},
        "changes": [_change(change, before, after) for change in rounds.changes],
        "edits": [_edit(edit) for edit in rounds.edits],
        "scores": [{"name": one.name, "before": one.before, "after": one.after} for one in rounds.shifts],
        "not_compared": list(rounds.one_sided),
    }


def _round(result: Result, told: Mapping[str, Any]) -> dict[str, Any]:
    posture = {"posture": result.scorecard.posture} if result.scorecard.posture else {}
    return {"document": told["document"], **posture, "problems": told["problems"]}


def _change(change: Change, before: Told, after: Told) -> dict[str, Any]:
    return {
        "change": change.sort,
        "rule": change.told.rule,
        "title": change.told.title,
        "severity": change.severity,
        "before": _finding(change.before, before),
        "after": _finding(change.after, after),
        "words": _words(change.pieces),
    }


def _finding(finding: Finding | None, told: Told) -> dict[str, Any] | None:
    return told[finding.fingerprint] if finding else None


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "change": edit.sort,
        "before": _passage(edit.before),
        "after": _passage(edit.after),
        "words": _words(edit.pieces),
    }


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    return {"quote": passage.words, **place_object(passage.location, passage.span)} if passage else None


def _words(pieces: Sequence[Piece]) -> list[dict[str, str]]:
    return [{"sort": piece.sort, "words": piece.words} for piece in pieces]
