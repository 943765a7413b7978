"""One row a document: its kind, the four warnings, counts by severity; and the order of all rows, worst first."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from proposalcheck.finding import SEVERITIES, Decided, Finding, Result, Severity, speaks_against
from proposalcheck.wording import counted

WARNINGS: dict[str, tuple[str, ...]] = {
    "promises without context": ("unqualified-commitment", "blanket-agreement", "unsupported-superlative"),
    "hours, not results": ("hours-and-rates-focus", "open-ended-effort"),
    "governance unclear": ("escalation-path", "decision-rights", "change-control", "deferred-governance"),
    "no future": ("future-roadmap",),
}
"""The four warnings, and the rules that each is drawn from."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the screener's table; `error` is set, and the rest empty, when it could not be read.

    `posture` is the model that the document is written for, `fits` the one that fits the work. `decisions` are
    sentences on what people's decisions did.
    """

    path: str
    kind: str = ""
    warnings: tuple[str, ...] = ()
    counts: tuple[int, ...] = (0,) * len(SEVERITIES)
    posture: str = ""
    fits: str = ""
    problems: int = 0
    error: str = ""
    pages: int = 0
    decisions: tuple[str, ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The highest severity of any warning in the document, None where there is none."""
        return next((severity for severity, count in zip(SEVERITIES, self.counts, strict=True) if count), None)


def warns(finding: Finding) -> bool:
    """Tell whether a finding speaks against the document: a flag, a gap, or a verdict of yes."""
    return speaks_against(finding.type, finding.value)


def told_warns(finding: Mapping[str, Any]) -> bool:
    """Tell the same of a finding as the JSON report has it."""
    return speaks_against(finding["type"], finding.get("value", ""))


def row_of(result: Result) -> Row:
    """Return the row of one screened document."""
    against = [finding for finding in result.findings if warns(finding)]
    severities = Counter(finding.severity for finding in against)
    return Row(
        path=result.document.source.path,
        kind=result.kind,
        warnings=tuple(_warning(against, rules) for rules in WARNINGS.values()) if result.graded else (),
        counts=tuple(severities[severity] for severity in SEVERITIES),
        posture=result.scorecard.posture,
        fits=result.scorecard.recommendation.model if result.scorecard.recommendation else "",
        problems=len(result.problems),
        pages=result.document.source.pages,
        decisions=tuple(on_decisions(result.decided)),
    )


def on_decisions(decided: Decided | None) -> Iterator[str]:
    """Yield a sentence on the findings that people's decisions took out, and one on the decisions that are stale."""
    if decided and decided.rejected:
        yield f"{counted(decided.rejected, 'finding')} left out, as rejected in the decisions on this document."
    if decided and decided.stale:
        named = ", ".join(f"{rule} ({fingerprint})" for fingerprint, rule in decided.stale)
        yield f"Decided on, but not found any more: {named}."


def _warning(against: Sequence[Finding], rules: Sequence[str]) -> str:
    """Return what one warning's cell says: how many places, and what is missing; empty when nothing warns."""
    places = sum(finding.rule in rules and finding.type == "flag" for finding in against)
    missing = sum(finding.rule in rules and finding.type == "gap" for finding in against)
    parts = ["yes"] if any(finding.rule in rules and finding.type == "verdict" for finding in against) else []
    parts += [counted(places, "place")] if places else []
    parts += [counted(missing, "gap") if len(rules) > 1 else "yes"] if missing else []
    return ", ".join(parts)


def ranked(rows: Iterable[Row]) -> list[Row]:
    """Return the rows worst first, ungraded documents after them, unreadable ones last."""
    return sorted(rows, key=_badness)


def shared_folder(rows: Sequence[Row]) -> str:
    """Return the folder that all documents lie in, with its last stroke; the table need not repeat it in every row."""
    folders = {os.path.dirname(row.path) for row in rows}  # noqa: PTH120 - paths are shown as given, not normalised
    shared = os.path.commonpath(folders) if len(rows) > 1 and len({*map(os.path.isabs, folders)}) == 1 else ""
    return shared + os.sep if shared else ""


def _badness(row: Row) -> tuple[bool, bool, tuple[int, ...], int, str]:
    counts = tuple(-count for count in row.counts)
    return bool(row.error), row.kind == "other", counts, -sum(map(bool, row.warnings)), row.path
