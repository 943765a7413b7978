"""`proposalcheck read FILE`: the document model, as JSON."""

from __future__ import annotations

import click


@click.command(name="read")
@click.argument("file")
def command(file: str) -> None:
    """Print what was read from FILE as JSON: its text, blocks, sections, tables and problems.

    Offsets in every report of `scan` point into the `text` printed here.
    """
    from proposalcheck.readers import read
    from proposalcheck.reports.json import document_model

    click.echo(document_model(read(file)))
