"""`proposalcheck review FILE`: go through the findings one by one, and keep what is decided on each."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proposalcheck import __version__
from proposalcheck.cli.document import document_options, refuse_ungraded, screened, tell_problems
from proposalcheck.cli.output import check_output, write
from proposalcheck.decisions import SUFFIX, Decision, Decisions, identity, load_decisions, side_file, stale
from proposalcheck.errors import UsageError
from proposalcheck.finding import Decided
from proposalcheck.reports.screener import on_decisions
from proposalcheck.wording import counted

if TYPE_CHECKING:
    from proposalcheck.decisions import Verdict
    from proposalcheck.finding import Finding, Result

_DECISIONS_HELP = f"Where the decisions stand (default: FILE{SUFFIX})."
_QUESTION = "Is it right? [a]ccept, [r]eject, [u]nsure, [s]kip, [q]uit"
_ANSWERS = ("accept", "reject", "unsure", "skip", "quit")
_VERDICTS: dict[str, Verdict] = {"accept": "accepted", "reject": "rejected", "unsure": "unsure"}


@dataclass(frozen=True, slots=True)
class _Review:
    """Who decides, on a document taken for `kind`, and where it is kept."""

    path: Path
    kind: str
    by: str


@click.command(name="review")
@click.argument("file")
@click.option("--decisions", "kept_in", metavar="SIDEFILE", help=_DECISIONS_HELP)
@click.option("--all", "again", is_flag=True, help="Ask of every finding again, of those decided on, too.")
@click.option("--by", metavar="NAME", help="Who decides (default: your login name).")
@document_options
@click.pass_context
def command(
    context: click.Context,
    /,
    file: str,
    kept_in: str | None,
    again: bool,
    by: str | None,
    **given: object,
) -> None:
    """Show the findings in FILE one by one, worst first, and ask of each whether it is right.

    What you answer is kept in a side file at once, so you can quit at any time and go on later with what is left. From
    then on `scan`, `brief` and `annotate` leave out what you rejected, and say how much that is. FILE is not changed.
    """
    path = Path(kept_in) if kept_in else side_file(file)
    check_output(str(path), [file], "decisions")
    who = _who(by)
    known = load_decisions(path) or Decisions()
    result = screened(file, given, honours=False)
    tell_problems(result)
    refuse_ungraded(result)
    _tell_stale(result, known.decisions)
    _walk(_undecided(result.findings, () if again else known.decisions), _Review(path, result.kind, who))
    _tell_left(result.findings, path)
    context.exit(3 if result.problems else 0)


def _who(by: str | None) -> str:
    """Return the name of the one who decides: as given, else the login name."""
    if by is None:
        from getpass import getuser

        try:
            return getuser()
        except (OSError, KeyError, ImportError) as error:
            raise UsageError("this machine does not know your login name; say who decides with --by NAME") from error
    if not by.strip():
        raise UsageError("--by is empty; give the name of the one who decides")
    return by.strip()


def _undecided(findings: Sequence[Finding], decisions: Sequence[Decision]) -> list[Finding]:
    """Return the findings to ask about: what warns, then what cannot be told, then what is strong; each worst first."""
    from proposalcheck.reports.screener import warns

    decided = {decision.identity for decision in decisions}
    left = [finding for finding in findings if identity(finding) not in decided]
    return sorted(left, key=lambda finding: (not warns(finding), finding.type == "strength"))


def _walk(findings: Sequence[Finding], review: _Review) -> None:
    """Show each finding and keep what is answered; the end of the input, and Ctrl-C, are as good as quitting."""
    try:
        for number, finding in enumerate(findings, start=1):
            click.echo(f"\n{number} of {len(findings)}: {finding.severity}", err=True)
            click.echo(_card(finding), nl=False)
            answer = _asked()
            if answer == "quit":
                return
            if answer != "skip":
                _keep(finding, _VERDICTS[answer], review)
    except click.Abort:
        click.echo(err=True)


def _card(finding: Finding) -> str:
    from proposalcheck.reports import terminal

    if not sys.stdout.isatty():
        return terminal.card(finding)
    return terminal.card(finding, width=shutil.get_terminal_size().columns, colour="NO_COLOR" not in os.environ)


def _asked() -> str:
    """Return which of `_ANSWERS` is given, by its first letters or the whole word; asks until it is one of them."""
    while True:
        given = str(click.prompt(_QUESTION, prompt_suffix=": ", err=True)).strip().lower()
        for answer in _ANSWERS:
            if given and answer.startswith(given):
                return answer
        click.echo(f"{given!r} is none of {', '.join(_ANSWERS)}", err=True)


def _keep(finding: Finding, verdict: Verdict, review: _Review) -> None:
    """Write what was decided, with what stands in the file by now; who rejects a finding is asked why."""
    reason = ""
    while verdict == "rejected" and not reason:
        reason = str(click.prompt("Why is it wrong?", prompt_suffix=" ", err=True)).strip()
    decision = Decision(
        fingerprint=finding.fingerprint,
        rule=finding.rule,
        type=finding.type,
        value=finding.value,
        decision=verdict,
        reason=reason,
        by=review.by,
        on=datetime.now(UTC).date(),
        tool=__version__,
    )
    known = load_decisions(review.path) or Decisions()
    write(str(review.path), known.having(decision, review.kind).as_text().encode())


def _tell_stale(result: Result, decisions: Sequence[Decision]) -> None:
    """Say which decisions are about findings that are not there any more."""
    gone = Decided(stale=stale(result, decisions, narrowed=False))
    for sentence in on_decisions(gone):
        click.echo(f"proposalcheck: {sentence}", err=True)


def _tell_left(findings: Sequence[Finding], path: Path) -> None:
    """Say how far the review is, and where the decisions stand."""
    decisions = (load_decisions(path) or Decisions()).decisions
    left = len(_undecided(findings, decisions))
    done = len(findings) - left
    where = f"; the decisions stand in {path}" if decisions else ""
    click.echo(f"proposalcheck: {done} of {counted(len(findings), 'finding')} decided{where}", err=True)
