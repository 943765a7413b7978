"""One row a document: its kind, the four warnings, counts by severity; and all rows as one table, worst first."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from proposalcheck.finding import SEVERITIES, Finding, Result, Severity

WARNINGS: dict[str, tuple[str, ...]] = {
    "promises without context": ("unqualified-commitment", "blanket-agreement", "unsupported-superlative"),
    "hours, not results": ("hours-and-rates-focus", "open-ended-effort"),
    "governance unclear": ("escalation-path", "decision-rights", "change-control", "deferred-governance"),
    "no future": ("future-roadmap",),
}
"""The four warnings, and the rules that each is drawn from."""
_NARROWEST = 115
"""Columns below which the table would lose some of its own; the documents are listed then."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the screener's table; `error` is set, and the rest empty, when it could not be read.

    `posture` is the model that the document is written for, `fits` the one that fits the work.
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

    @property
    def worst(self) -> Severity | None:
        """The highest severity of any warning in the document, None where there is none."""
        return next((severity for severity, count in zip(SEVERITIES, self.counts, strict=True) if count), None)


def warns(finding: Finding) -> bool:
    """Tell whether a finding speaks against the document: a flag, a gap, or a verdict of yes."""
    return finding.type in ("flag", "gap") or (finding.type == "verdict" and finding.value == "yes")


def row_of(result: Result) -> Row:
    """Return the row of one screened document."""
    against = [finding for finding in result.findings if warns(finding)]
    counted = Counter(finding.severity for finding in against)
    return Row(
        path=result.document.source.path,
        kind=result.kind,
        warnings=tuple(_warning(against, rules) for rules in WARNINGS.values()) if result.graded else (),
        counts=tuple(counted[severity] for severity in SEVERITIES),
        posture=result.scorecard.posture,
        fits=result.scorecard.recommendation.model if result.scorecard.recommendation else "",
        problems=len(result.problems),
        pages=result.document.source.pages,
    )


def _warning(against: Sequence[Finding], rules: Sequence[str]) -> str:
    """Return what one warning's cell says: how many places, and what is missing; empty when nothing warns."""
    places = sum(finding.rule in rules and finding.type == "flag" for finding in against)
    missing = sum(finding.rule in rules and finding.type == "gap" for finding in against)
    parts = ["yes"] if any(finding.rule in rules and finding.type == "verdict" for finding in against) else []
    parts += [f"{places} place{'s' * (places != 1)}"] if places else []
    parts += [f"{missing} gap{'s' * (missing != 1)}" if len(rules) > 1 else "yes"] if missing else []
    return ", ".join(parts)


def ranked(rows: Iterable[Row]) -> list[Row]:
    """Return the rows worst first, ungraded documents after them, unreadable ones last."""
    return sorted(rows, key=_badness)


def overview(rows: Sequence[Row], width: int) -> Group:
    """Return all documents, worst first: as a table, or in a window too narrow for it as a list."""
    folder, order = shared_folder(rows), ranked(rows)
    listed: list[RenderableType] = [_table(order, folder)] if width >= _NARROWEST else _list(order, folder)
    return Group(Text("All documents, worst first", style="italic"), *listed, *_legend(rows))


def _table(rows: Sequence[Row], folder: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("document", overflow="fold", min_width=16, max_width=44)
    table.add_column("kind", min_width=8, max_width=8)
    for title in WARNINGS:
        table.add_column(title, min_width=10, max_width=10)
    table.add_column("posture", min_width=9)
    table.add_column("fits", min_width=7)
    for severity in SEVERITIES[:3]:
        table.add_column(severity, justify="right", min_width=len(severity), no_wrap=True)
    for row in rows:
        table.add_row(Text(row.path.removeprefix(folder)), *_cells(row))
    return table


def _list(rows: Sequence[Row], folder: str) -> list[RenderableType]:
    """Return an entry for each document, with the words of the table; what does not warn is left out."""
    entries: list[RenderableType] = []
    for row in rows:
        kind, *told = _cells(row)
        entries.append(Text.assemble("\n", (row.path.removeprefix(folder), "bold"), "  ", kind))
        if row.warnings:
            counts = ", ".join(f"{count} {name}" for count, name in zip(row.counts, SEVERITIES[:3], strict=False))
            models = "".join(
                f"; {name}: {model}" for name, model in (("posture", row.posture), ("fits", row.fits)) if model
            )
            warned = "; ".join(f"{name}: {words}" for name, words in zip(WARNINGS, row.warnings, strict=True) if words)
            entries += [Padding(Text(words), (0, 0, 0, 2)) for words in (counts + models, warned) if words]
        elif told:
            entries.append(Padding(told[0], (0, 0, 0, 2)))
    return [*entries, Text()]


def _legend(rows: Sequence[Row]) -> Iterator[Text]:
    """Yield what the cells do not say of themselves, where there are such cells."""
    if any(row.posture for row in rows):
        yield Text("posture: the model that the paper is written for; fits: the model that fits the work", style="dim")
    if any(row.problems for row in rows):
        yield Text("(!): a part of the document could not be looked at", style="dim")


def shared_folder(rows: Sequence[Row]) -> str:
    """Return the folder that all documents lie in, with its last stroke; the table need not repeat it in every row."""
    folders = {os.path.dirname(row.path) for row in rows}  # noqa: PTH120 - paths are shown as given, not normalised
    shared = os.path.commonpath(folders) if len(rows) > 1 and len({*map(os.path.isabs, folders)}) == 1 else ""
    return shared + os.sep if shared else ""


def _badness(row: Row) -> tuple[bool, bool, tuple[int, ...], int, str]:
    counts = tuple(-count for count in row.counts)
    return bool(row.error), row.kind == "other", counts, -sum(map(bool, row.warnings)), row.path


def _cells(row: Row) -> list[Text]:
    if row.error:
        return [Text("not read", style="bold red")]
    kind = row.kind + (" (!)" if row.problems else "")
    if not row.warnings:
        return [Text(kind), *(Text("not graded", style="dim") for _ in WARNINGS)]
    cells = [Text(warning, style="yellow") if warning else Text("-", style="dim") for warning in row.warnings]
    return [Text(kind), *cells, Text(row.posture), Text(row.fits), *(Text(str(count)) for count in row.counts[:3])]
