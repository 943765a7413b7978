"""`proposalcheck compare A B C...`: several offers on one page, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from proposalcheck.cli.document import document_options, refuse_ungraded, screened, tell_problems
from proposalcheck.cli.output import check_output, layout_of, opened
from proposalcheck.errors import ReadError, UsageError

if TYPE_CHECKING:
    from proposalcheck.finding import Result

_FORMATS = ("text", "markdown", "html", "json")
_BY_ENDING = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".json": "json"}
_FEWEST = 2


@click.command(name="compare")
@click.argument("files", metavar="FILE FILE...", nargs=-1, required=True)
@click.option("--format", "layout", type=click.Choice(_FORMATS), help="How to report (default: as OUT ends, or text).")
@click.option("--output", "-o", metavar="OUT", help="Write the report to OUT instead of the terminal.")
@document_options
@click.pass_context
def command(
    context: click.Context, /, files: tuple[str, ...], layout: str | None, output: str | None, **given: object
) -> None:
    """Set several offers side by side on one page: the deal, scores, what only some say, and what to ask whom.

    The offers stand in the order in which they are named. One that cannot be read is told, and the others are compared.
    """
    if len(files) < _FEWEST:
        raise UsageError(f"{files[0]}: is one document; name the ones to set beside it, or use `proposalcheck scan`")
    chosen = layout_of(layout, output, _BY_ENDING, "text")
    check_output(output, files, "compared")
    results = [result for file in files if (result := _screened(file, dict(given))) is not None]
    if len(results) < _FEWEST:
        context.exit(ReadError.exit_code)
    with opened(output) as target:
        target.write(_laid_out(results, chosen))
    for result in results:
        tell_problems(result)
    context.exit(ReadError.exit_code if len(results) < len(files) or any(one.problems for one in results) else 0)


def _screened(file: str, given: dict[str, object]) -> Result | None:
    """Return what is found in `file`, or None after a word on standard error where it cannot be read."""
    try:
        result = screened(file, given)
    except ReadError as error:
        click.echo(f"proposalcheck: {error}", err=True)
        return None
    refuse_ungraded(result)
    return result


def _laid_out(results: list[Result], layout: str) -> str:
    from proposalcheck.reports.comparison import as_object, comparison_of
    from proposalcheck.reports.comparison.pages import html, markdown
    from proposalcheck.reports.comparison.text import text
    from proposalcheck.reports.json import page

    compared = comparison_of(results)
    if layout == "json":
        return page([as_object(compared)]) + "\n"
    return {"text": text, "markdown": markdown, "html": html}[layout](compared)
