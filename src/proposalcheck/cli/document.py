"""One document, as `brief` and `annotate` take it: the options that say how it is read, and what is found in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from proposalcheck.cli.scan import (
    KINDS,
    MODELS_HELP,
    OCR_HELP,
    OCR_MODES,
    ONLY_HELP,
    RULES_HELP,
    SETTINGS_HELP,
    SIDES,
    ids_in,
)
from proposalcheck.errors import UsageError
from proposalcheck.reports.screener import on_decisions
from proposalcheck.wording import KINDS_IN_A_SENTENCE

if TYPE_CHECKING:
    from proposalcheck.annotate.kind import Kind
    from proposalcheck.finding import Result

Command = TypeVar("Command", bound=Callable[..., None])

_OPTIONS = (
    click.option("--settings", "settings_path", metavar="FILE", help=SETTINGS_HELP),
    click.option("--kind", type=click.Choice(KINDS), help="What the document is (default: auto)."),
    click.option("--side", type=click.Choice(SIDES), help="Whose eyes read (default: client)."),
    click.option("--rules", "folders", metavar="DIR", multiple=True, help=RULES_HELP),
    click.option("--rules-only", is_flag=True, default=None, help=ONLY_HELP),
    click.option("--models", metavar="DIR", help=MODELS_HELP),
    click.option("--ocr", type=click.Choice(OCR_MODES), help=f"{OCR_HELP} Default: auto."),
)


def document_options(command: Command) -> Command:
    """Add the options that say how a document is read."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def screened(file: str, given: dict[str, Any], *, honours: bool = True) -> Result:
    """Return what is found in `file` by the options `given`, each in place of what the settings file says.

    With `honours`, what people rejected in the side file beside it is left out. Raises UsageError or one below it where
    the run as asked for is impossible, and ReadError for an unreadable file.
    """
    from proposalcheck.catalogue.chosen import chosen, loaded, refuse_wrong_examples, told_of_own_model
    from proposalcheck.cli.decided import after_decisions, beside
    from proposalcheck.screening import screen
    from proposalcheck.settings import settings_file

    settings = settings_file(given.pop("settings_path"), Path.cwd())
    select, ignore = (ids_in(given.pop(name, None)) for name in ("select", "ignore"))
    folders = given.pop("folders") or None
    asked = settings.settings.overlaid(select=select, ignore=ignore, rules=folders, **given)
    whole = loaded(asked, settings)
    refuse_wrong_examples(asked.rules, whole)
    for line in told_of_own_model(whole):
        click.echo(f"proposalcheck: {line}", err=True)
    kind = cast("Kind", asked.kind) if asked.kind != "auto" else None
    decisions = beside([file]) if honours else {}
    catalogue = chosen(asked, whole)
    result = screen(file, catalogue=catalogue, kind=kind, ocr=asked.ocr, side=asked.side)
    return after_decisions(result, decisions[file], catalogue, asked) if decisions else result


def refuse_ungraded(result: Result) -> None:
    """Raise UsageError for a document of which nothing can be said, as it is of no kind that rules are asked about."""
    if not result.graded:
        raise UsageError(
            f"{result.document.source.path}: is taken for {KINDS_IN_A_SENTENCE['other']} ({result.kind_because}); if "
            "it is one after all, say which with --kind proposal, sow or msa"
        )


def tell_problems(result: Result) -> None:
    """Say on standard error what could not be looked at, and what people's decisions left out."""
    for sentence in on_decisions(result.decided):
        click.echo(f"proposalcheck: {result.document.source.path}: {sentence}", err=True)
    for problem in result.problems:
        click.echo(f"proposalcheck: {result.document.source.path}: could not look: {problem.what}", err=True)
