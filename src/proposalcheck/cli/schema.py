"""`proposalcheck schema`: the JSON Schema of the JSON report."""

from __future__ import annotations

import click


@click.command(name="schema")
def command() -> None:
    """Print the JSON Schema (draft 2020-12) of what `scan --format json` and `jsonl` write."""
    from proposalcheck.reports.json.schema import json_schema

    click.echo(json_schema())
