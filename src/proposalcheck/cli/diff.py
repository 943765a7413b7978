"""`proposalcheck diff OLD NEW`: what became of a draft from one round to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from proposalcheck.cli.document import document_options, refuse_ungraded, screened, tell_problems
from proposalcheck.cli.output import check_output, opened
from proposalcheck.finding import SEVERITIES

if TYPE_CHECKING:
    from proposalcheck.rounds import Rounds

FORMATS = ("text", "markdown", "json")
_LIMITS = ("high", "medium", "low", "never")


@click.command(name="diff")
@click.argument("old")
@click.argument("new")
@click.option(
    "--format", "layout", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report."
)
@click.option("--output", "-o", metavar="FILE", help="Write the report to FILE instead of the terminal.")
@click.option(
    "--fail-on-gain",
    type=click.Choice(_LIMITS),
    default="never",
    show_default=True,
    help="Exit with 1 where a warning of this severity or worse was gained, or became as bad.",
)
@document_options
@click.pass_context
def command(
    context: click.Context,
    /,
    old: str,
    new: str,
    layout: str,
    output: str | None,
    fail_on_gain: str,
    **given: object,
) -> None:
    """Tell what changed from OLD to NEW, two rounds of one draft: warnings gained, resolved and reworded.

    Passages that were changed without a word, and that no rule speaks of, are listed as well. The two may be in
    different formats.
    """
    from proposalcheck.rounds import compared

    check_output(output, [old, new], "diff")
    results = [screened(file, dict(given)) for file in (old, new)]
    for result in results:
        refuse_ungraded(result)
    rounds = compared(*results)
    with opened(output) as target:
        target.write(_laid_out(rounds, layout))
    for result in results:
        tell_problems(result)
    context.exit(_exit_code(rounds, fail_on_gain))


def _laid_out(rounds: Rounds, layout: str) -> str:
    from proposalcheck.reports.json import page
    from proposalcheck.reports.rounds import as_object
    from proposalcheck.reports.rounds.markdown import markdown
    from proposalcheck.reports.rounds.text import text

    told: dict[str, Any] = as_object(rounds)
    if layout == "json":
        return page([told]) + "\n"
    return text(told) if layout == "text" else markdown(told)


def _exit_code(rounds: Rounds, fail_on_gain: str) -> int:
    """Return 3 where something could not be looked at, else 1 where a warning of that severity came, else 0."""
    if rounds.old.problems or rounds.new.problems:
        return 3
    failing = SEVERITIES[: _LIMITS.index(fail_on_gain) + 1] if fail_on_gain != "never" else ()
    return int(any(change.is_for_the_worse and change.severity in failing for change in rounds.changes))
