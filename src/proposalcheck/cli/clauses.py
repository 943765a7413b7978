"""`proposalcheck clauses FILE...`: which of 41 kinds of clause are in an agreement, and the words that show each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from proposalcheck.cli.output import check_output, opened
from proposalcheck.cli.scan import OCR_HELP, OCR_MODES
from proposalcheck.errors import ReadError
from proposalcheck.wording import KINDS_IN_A_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proposalcheck.readers.ocr import OcrMode

FORMATS = ("text", "json", "csv")


@click.command(name="clauses")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format", "layout", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report."
)
@click.option("--output", "-o", metavar="FILE", help="Write the report to FILE instead of the terminal.")
@click.option("--ocr", type=click.Choice(OCR_MODES), default="auto", show_default=True, help=OCR_HELP)
@click.pass_context
def command(context: click.Context, files: tuple[str, ...], layout: str, output: str | None, ocr: OcrMode) -> None:
    """Tell which kinds of clause are in the agreements at FILE, with the words and the place of each.

    A model that was trained on commercial agreements answers for each of 41 kinds: found, not found or unsure, with a
    probability. It tells what a clause is, not whether it is good for you; for that, use scan.
    """
    check_output(output, files, "clauses")
    told = [_looked_through(file, ocr) for file in files]
    with opened(output) as target:
        target.write(_laid_out(told, layout))
    if any(document["problems"] for document in told):
        context.exit(ReadError.exit_code)


def _looked_through(file: str, ocr: OcrMode) -> dict[str, Any]:
    """Return what is told of one document, after a word on standard error about what limits it."""
    from proposalcheck.annotate.kind import kind_of
    from proposalcheck.clauses import clauses_of
    from proposalcheck.readers import read
    from proposalcheck.reports import clauses

    try:
        document = read(file, ocr)
    except ReadError as error:
        click.echo(f"proposalcheck: {error}", err=True)
        return clauses.unreadable(file, str(error))
    told = clauses.as_object(document, kind_of(document), clauses_of(document))
    _say_what_limits(told)
    return told


def _say_what_limits(told: dict[str, Any]) -> None:
    path, kind = told["document"]["path"], told["document"]["kind"]
    for problem in told["problems"]:
        click.echo(f"proposalcheck: {path}: could not look: {problem['what']}", err=True)
    if kind != "msa" and told["document"]["words"]:
        click.echo(
            f"proposalcheck: {path}: is taken for {KINDS_IN_A_SENTENCE[kind]}; the model of clauses was trained on "
            "commercial agreements in English alone, so its answers are less sure here than they say",
            err=True,
        )


def _laid_out(told: Sequence[dict[str, Any]], layout: str) -> str:
    from proposalcheck.reports.clauses.table import table
    from proposalcheck.reports.clauses.text import text
    from proposalcheck.reports.json import page

    if layout == "json":
        return page(told) + "\n"
    return text(told) if layout == "text" else table(told)
