"""`proposalcheck schema [WHAT]`: the JSON Schema of a JSON report."""

from __future__ import annotations

import click


@click.command(name="schema")
@click.argument("what", metavar="[WHAT]", type=click.Choice(["scan", "clauses", "diff"]), default="scan")
def command(what: str) -> None:
    """Print the JSON Schema (draft 2020-12) of what a command writes as JSON.

    WHAT is the command: scan (`--format json` and `jsonl`), clauses, or diff. Without it, scan.
    """
    from proposalcheck.reports.clauses import schema as clauses
    from proposalcheck.reports.json import schema as scan
    from proposalcheck.reports.rounds import schema as diff

    click.echo({"scan": scan, "clauses": clauses, "diff": diff}[what].json_schema())
