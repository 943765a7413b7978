"""`proposalcheck brief FILE`: one to two pages on one document, for the one who negotiates it."""

from __future__ import annotations

import sys
from typing import cast, get_args

import click

from proposalcheck.cli.document import document_options, refuse_ungraded, screened, tell_problems
from proposalcheck.cli.output import check_output, layout_of, write
from proposalcheck.errors import UsageError
from proposalcheck.reports.brief import BriefFormat, brief

_FORMATS: tuple[str, ...] = get_args(BriefFormat)
_BY_ENDING: dict[str, BriefFormat] = {
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}


@click.command(name="brief")
@click.argument("file")
@click.option(
    "--format", "layout", type=click.Choice(_FORMATS), help="How to write it (default: as OUT ends, or markdown)."
)
@click.option("--output", "-o", metavar="OUT", help="Write the brief to OUT instead of the terminal.")
@document_options
@click.pass_context
def command(
    context: click.Context,
    /,
    file: str,
    layout: BriefFormat | None,
    output: str | None,
    **given: object,
) -> None:
    """Write one to two pages on FILE: the facts of the deal, a verdict, what must change, what to trade, what to ask.

    It chooses what matters most and says how much more `scan` finds.
    """
    chosen = cast("BriefFormat", layout_of(layout, output, _BY_ENDING, "markdown"))
    check_output(output, [file], "brief")
    if output is None and chosen == "docx" and sys.stdout.isatty():
        raise UsageError("--format docx is no text for a terminal; say where it goes with --output OUT.docx")
    result = screened(file, given)
    refuse_ungraded(result)
    write(output, brief(result, chosen))
    tell_problems(result)
    context.exit(3 if result.problems else 0)
