"""All documents at a terminal, worst first: a table, or a list where there is no room for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from proposalcheck.finding import SEVERITIES
from proposalcheck.reports.screener import WARNINGS, Row, ranked, shared_folder

_NARROWEST = 115
"""Columns below which the table would lose some of its own; the documents are listed then."""


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


def _cells(row: Row) -> list[Text]:
    if row.error:
        return [Text("not read", style="bold red")]
    kind = row.kind + (" (!)" if row.problems else "")
    if not row.warnings:
        return [Text(kind), *(Text("not graded", style="dim") for _ in WARNINGS)]
    cells = [Text(warning, style="yellow") if warning else Text("-", style="dim") for warning in row.warnings]
    return [Text(kind), *cells, Text(row.posture), Text(row.fits), *(Text(str(count)) for count in row.counts[:3])]
