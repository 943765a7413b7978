"""`proposalcheck deadlines FILE...`: the days that matter, with their arithmetic, and a calendar of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

import click

from proposalcheck.cli.output import check_output, write
from proposalcheck.cli.scan import KINDS
from proposalcheck.errors import ReadError
from proposalcheck.wording import counted

if TYPE_CHECKING:
    from proposalcheck.annotate.kind import Kind


@click.command(name="deadlines")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--output", "-o", metavar="FILE.ics", help="Write a calendar that Outlook, Google and Apple can import.")
@click.option("--kind", type=click.Choice(KINDS), default="auto", show_default=True, help="What the documents are.")
@click.pass_context
def command(context: click.Context, files: tuple[str, ...], output: str | None, kind: str) -> None:
    """Tell the days that the documents at FILE set, how each was worked out, and which could not be and why.

    The end of the term, the last day for notice against a renewal, payments, and commitments with a date. A day that
    runs from an invoice or another event is not guessed.
    """
    check_output(output, files, "deadlines")
    told = [_screened(file, kind) for file in files]
    for line in _lines(told):
        click.echo(line)
    if output:
        _write(output, told)
    if any(document["problems"] for document in told):
        context.exit(ReadError.exit_code)


_NOTHING = {
    "": "could not be read",
    "other": "taken for no proposal, statement of work or agreement, so nobody is bound by it; --kind says otherwise",
}


def _screened(file: str, kind: str) -> dict[str, Any]:
    from proposalcheck.reports import json
    from proposalcheck.screening import screen

    try:
        return json.as_object(screen(file, kind=cast("Kind", kind) if kind != "auto" else None))
    except ReadError as error:
        click.echo(f"proposalcheck: {error}", err=True)
        return json.unreadable(file, str(error))


def _lines(told: Sequence[dict[str, Any]]) -> Iterator[str]:
    for number, document in enumerate(told):
        yield ("\n" if number else "") + document["document"]["path"]
        deadlines = document.get("deadlines", [])
        dated = [deadline for deadline in deadlines if deadline["day"]]
        if not deadlines:
            yield f"  {_NOTHING.get(document['document'].get('kind', ''), 'no deadlines found')}"
        for deadline in dated:
            yield f"  {deadline['day']}  {deadline['title']}"
            yield f"              {deadline['arithmetic']}{_place(deadline)}"
        if len(dated) < len(deadlines):
            yield "  Without a day:"
        for deadline in deadlines:
            if not deadline["day"]:
                yield f"  -           {deadline['title']}"
                yield f"              {deadline['reason']}{_place(deadline)}"


def _place(deadline: dict[str, Any]) -> str:
    from proposalcheck.reports.quotes import bracketed, place_of

    return bracketed(place_of(deadline["page"], deadline["section"]))


def _write(output: str, told: Sequence[dict[str, Any]]) -> None:
    from proposalcheck.reports import ics

    write(output, ics.whole(told).encode())
    dated = sum(bool(deadline["day"]) for document in told for deadline in document.get("deadlines", []))
    click.echo(f"proposalcheck: {output}: {counted(dated, 'day')}", err=True)
