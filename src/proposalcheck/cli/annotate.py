"""`proposalcheck annotate FILE -o OUT`: the user's own DOCX or PDF with notes at the exact words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from proposalcheck.cli.document import document_options, refuse_ungraded, screened, tell_problems
from proposalcheck.cli.output import check_output, write
from proposalcheck.errors import UsageError
from proposalcheck.wording import counted

if TYPE_CHECKING:
    from proposalcheck.finding import Result, Severity
    from proposalcheck.markup import Marked, Order

_SEVERITIES = ("high", "medium", "low")
_REDLINE_HELP = "In a DOCX also replace sentences by the wording to offer, as tracked changes."


@click.command(name="annotate")
@click.argument("file")
@click.option("--output", "-o", metavar="OUT", required=True, help="Write to OUT, of the same format as FILE.")
@click.option("--redline", is_flag=True, help=_REDLINE_HELP)
@click.option("--severity", type=click.Choice(_SEVERITIES), default="low", show_default=True, help="Least to note.")
@click.option("--author", metavar="NAME", default="proposalcheck", show_default=True, help="Who signs the notes.")
@click.option("--select", metavar="IDS", help="Ask only these rules or families (comma between).")
@click.option("--ignore", metavar="IDS", help="Leave these rules or families out.")
@document_options
@click.pass_context
def command(
    context: click.Context,
    /,
    file: str,
    output: str,
    redline: bool,
    severity: str,
    author: str,
    **given: object,
) -> None:
    """Write a copy of FILE to OUT with a note at the exact words of every warning.

    A DOCX gets comments, a PDF highlights with notes that pop up; what is missing, and verdicts, stand in one note at
    the top. FILE itself, its text, formatting, earlier notes and tracked changes stay as they are.
    """
    from proposalcheck.markup import ending_of, mark_up
    from proposalcheck.readers import bytes_of

    check_output(output, [file], "annotated")
    data = bytes_of(file)
    _check_name(output, ending_of(data, file, redline=redline))
    result = _screened(file, data, given)
    marked = mark_up(data, result, _order(author, severity, redline=redline))
    write(output, marked.data)
    _tell(output, result, marked)
    context.exit(3 if result.problems else 0)


def _check_name(output: str, ending: str) -> None:
    if Path(output).suffix.lower() != ending:
        right = Path(output).with_suffix(ending)
        raise UsageError(
            f"{output}: the notes go into a copy of the file, which ends in {ending}; say --output {right}"
        )


def _screened(file: str, data: bytes, given: dict[str, object]) -> Result:
    """Return what is found in FILE, which holds `data`."""
    from hashlib import sha256

    result = screened(file, given)
    if result.document.source.sha256 != sha256(data).hexdigest():
        raise UsageError(f"{file}: was changed by another program while it was read; try again")
    if not result.problems:
        refuse_ungraded(result)
    return result


def _order(author: str, severity: str, *, redline: bool) -> Order:
    from datetime import UTC, datetime

    from proposalcheck.document import Change
    from proposalcheck.markup import Order

    if not author.strip():
        raise UsageError("--author is empty; give the name that the notes are to be signed with")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Order(Change(author.strip(), now), cast("Severity", severity), redline)


def _tell(output: str, result: Result, marked: Marked) -> None:
    """Say on standard error what was written, and everything that is not where it would be looked for."""
    tell_problems(result)
    for what in marked.unplaced:
        click.echo(f"proposalcheck: {output}: has no note for want of a place: {what}", err=True)
    changes = f", {counted(marked.replaced, 'sentence')} replaced by tracked changes" if marked.replaced else ""
    places = counted(marked.places, "place")
    click.echo(f"proposalcheck: {output}: notes on {places} and one on the whole document{changes}", err=True)
