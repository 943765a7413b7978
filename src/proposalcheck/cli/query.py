"""`proposalcheck query STORE [QUESTION]`: ask what `scan --store` has kept."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from proposalcheck.errors import UsageError


@click.command(name="query")
@click.argument("address", metavar="STORE")
@click.argument("question", required=False)
@click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to answer.",
)
def command(address: str, question: str | None, layout: str) -> None:
    """Ask STORE a ready question, or one of your own in SQL; without a question, list the ready ones.

    The tables are documents, findings, evidence, commitments, deadlines, problems and runs.
    """
    from proposalcheck.store import open_store
    from proposalcheck.store.questions import QUESTIONS

    if question is None:
        _list(address)
        return
    if question not in QUESTIONS and " " not in question.strip():
        raise UsageError(f'no ready question is called "{question}"; there are {", ".join(QUESTIONS)}, or give SQL')
    statement = QUESTIONS[question].statement if question in QUESTIONS else question
    with open_store(address, read_only=True) as store:
        columns, rows = store.rows(statement)
    _LAYOUTS[layout](columns, rows)


def _list(address: str) -> None:
    from proposalcheck.store.questions import QUESTIONS

    for name, question in QUESTIONS.items():
        click.echo(f"{name:17} {question.words}")
    click.echo(f"\nAsk one with: proposalcheck query {address} {next(iter(QUESTIONS))}", err=True)


def _as_table(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = None if sys.stdout.isatty() else 160
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(Text(column))
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    Console(width=width, highlight=False).print(table)


def _as_csv(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    from proposalcheck.reports.cells import guarded

    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(value) for value in row] for row in rows)
    click.echo(target.getvalue(), nl=False)


def _as_json(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    click.echo(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))


_LAYOUTS = {"table": _as_table, "csv": _as_csv, "json": _as_json}
