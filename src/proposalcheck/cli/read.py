"""`proposalcheck read FILE`: the document model, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from proposalcheck.cli.scan import OCR_HELP, OCR_MODES

if TYPE_CHECKING:
    from proposalcheck.readers.ocr import OcrMode


@click.command(name="read")
@click.argument("file")
@click.option("--ocr", type=click.Choice(OCR_MODES), default="auto", show_default=True, help=OCR_HELP)
def command(file: str, ocr: OcrMode) -> None:
    """Print what was read from FILE as JSON: its text, blocks, sections, tables and problems.

    Offsets in every report of `scan` point into the `text` printed here.
    """
    from proposalcheck.readers import read
    from proposalcheck.reports.json.document import document_model

    click.echo(document_model(read(file, ocr)))
