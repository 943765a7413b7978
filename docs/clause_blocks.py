"""The blocks of docs/clauses.md that are made from the program and from what its model was measured to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from proposalcheck import models
from proposalcheck.annotate.classifier.clauses import CODE
from proposalcheck.catalogue import Catalogue
from proposalcheck.clauses import KINDS, NO, YES


def clause_kinds(_: Catalogue) -> str:
    """Return all kinds of clause with what they say and how often the model told them in held-out contracts."""
    counts = _scores()["by_label"]
    rows = []
    for kind in KINDS:
        count = counts[kind.label]
        rows.append(f"| {kind.name} | {kind.says} | `{kind.id}` | {count['tp']} of {count['documents']} |")
    return "\n".join(["| clause | what it says | in JSON | told in testing |", "|---|---|---|--:|", *rows])


def clause_answers(_: Catalogue) -> str:
    """Return how often each answer was right in held-out contracts, added up from the bins of the calibration."""
    bins = _scores()["present_calibration"]["bins"]
    parts = {
        f"yes: {YES} and more": bins[round(YES * 10) :],
        f"unsure: {NO} up to {YES}": bins[round(NO * 10) : round(YES * 10)],
        f"no: under {NO}": bins[: round(NO * 10)],
    }
    rows = [_row(answer, inside) for answer, inside in parts.items()]
    return "\n".join(["| answer, by probability | answers | the clause was there in |", "|---|--:|--:|", *rows])


def _row(answer: str, bins: Sequence[Mapping[str, float]]) -> str:
    count = sum(part["count"] for part in bins)
    true = sum(part["count"] * part["true"] for part in bins)
    return f"| {answer} | {count:,.0f} | {true / count:.0%} |"


def _scores() -> Mapping[str, Any]:
    scores: Mapping[str, Any] = models.load("clauses", code=CODE).manifest["scores"]
    return scores


BLOCKS: Mapping[str, Callable[[Catalogue], str]] = {"clause_kinds": clause_kinds, "clause_answers": clause_answers}
"""The blocks by the name that a page calls them by."""
