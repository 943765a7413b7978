"""`proposalcheck brief FILE`: one to two pages on one document, for the one who negotiates it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from proposalcheck.cli.output import check_output, write
from proposalcheck.cli.scan import KINDS, OCR_HELP, OCR_MODES, ONLY_HELP, RULES_HELP, SETTINGS_HELP, SIDES
from proposalcheck.errors import UsageError
from proposalcheck.reports.brief import BriefFormat, brief

if TYPE_CHECKING:
    from proposalcheck.annotate.kind import Kind
    from proposalcheck.finding import Result

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
@click.option("--settings", "settings_path", metavar="FILE", help=SETTINGS_HELP)
@click.option("--kind", type=click.Choice(KINDS), help="What the document is (default: auto).")
@click.option("--side", type=click.Choice(SIDES), help="Who reads the brief (default: client).")
@click.option("--rules", "folders", metavar="DIR", multiple=True, help=RULES_HELP)
@click.option("--rules-only", is_flag=True, default=None, help=ONLY_HELP)
@click.option("--ocr", type=click.Choice(OCR_MODES), help=f"{OCR_HELP} Default: auto.")
@click.pass_context
def command(
    context: click.Context,
    /,
    file: str,
    layout: BriefFormat | None,
    output: str | None,
    settings_path: str | None,
    folders: tuple[str, ...],
    **given: object,
) -> None:
    """Write one to two pages on FILE: the facts of the deal, a verdict, what must change, what to trade, what to ask.

    It chooses what matters most and says how much more `scan` finds.
    """
    chosen = _layout(layout, output)
    check_output(output, [file], "brief")
    if output is None and chosen == "docx" and sys.stdout.isatty():
        raise UsageError("--format docx is no text for a terminal; say where it goes with --output OUT.docx")
    result = _screened(file, settings_path, given | {"rules": folders or None})
    write(output, brief(result, chosen))
    for problem in result.problems:
        click.echo(f"proposalcheck: {file}: could not look: {problem.what}", err=True)
    context.exit(3 if result.problems else 0)


def _layout(layout: BriefFormat | None, output: str | None) -> BriefFormat:
    """Return the format that was asked for, else the one that the name of the output ends in."""
    ending = Path(output).suffix.lower() if output else ""
    named = _BY_ENDING.get(ending)
    if layout and named and named != layout:
        raise UsageError(f"{output}: ends in {ending} and --format says {layout}; let the two agree")
    return layout or named or "markdown"


def _screened(file: str, settings_path: str | None, given: dict[str, object]) -> Result:
    """Return what is found in FILE; raises UsageError where it is nothing that a brief can be written on."""
    from proposalcheck.catalogue.chosen import chosen, loaded, refuse_wrong_examples
    from proposalcheck.screening import screen
    from proposalcheck.settings import settings_file

    settings = settings_file(settings_path, Path.cwd())
    asked = settings.settings.overlaid(**given)
    whole = loaded(asked, settings)
    refuse_wrong_examples(asked.rules, whole)
    kind = cast("Kind", asked.kind) if asked.kind != "auto" else None
    result = screen(file, catalogue=chosen(asked, whole), kind=kind, ocr=asked.ocr, side=asked.side)
    if not result.graded:
        raise UsageError(
            f"{file}: does not read like a proposal, a statement of work or an agreement ({result.kind_because}); if "
            "it is one after all, say which with --kind proposal, sow or msa"
        )
    return result
