"""`proposalcheck annotate FILE -o OUT`: the user's own DOCX or PDF with notes at the exact words."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from proposalcheck.cli.scan import KINDS, OCR_HELP, OCR_MODES, ONLY_HELP, RULES_HELP, SETTINGS_HELP, SIDES, ids_in
from proposalcheck.errors import UsageError

if TYPE_CHECKING:
    from proposalcheck.annotate.kind import Kind
    from proposalcheck.catalogue import Catalogue
    from proposalcheck.finding import Result, Severity
    from proposalcheck.markup import Marked, Order
    from proposalcheck.settings import Settings

_SEVERITIES = ("high", "medium", "low")
_REDLINE_HELP = "In a DOCX also replace sentences by the wording to offer, as tracked changes."


@click.command(name="annotate")
@click.argument("file")
@click.option("--output", "-o", metavar="OUT", required=True, help="Write to OUT, of the same format as FILE.")
@click.option("--redline", is_flag=True, help=_REDLINE_HELP)
@click.option("--severity", type=click.Choice(_SEVERITIES), default="low", show_default=True, help="Least to note.")
@click.option("--author", metavar="NAME", default="proposalcheck", show_default=True, help="Who signs the notes.")
@click.option("--settings", "settings_path", metavar="FILE", help=SETTINGS_HELP)
@click.option("--kind", type=click.Choice(KINDS), help="What the document is (default: auto).")
@click.option("--side", type=click.Choice(SIDES), help="Whose eyes read (default: client).")
@click.option("--select", metavar="IDS", help="Ask only these rules or families (comma between).")
@click.option("--ignore", metavar="IDS", help="Leave these rules or families out.")
@click.option("--rules", "folders", metavar="DIR", multiple=True, help=RULES_HELP)
@click.option("--rules-only", is_flag=True, default=None, help=ONLY_HELP)
@click.option("--ocr", type=click.Choice(OCR_MODES), help=f"{OCR_HELP} Default: auto.")
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

    _refuse_same_file(file, output)
    data = bytes_of(file)
    _check_name(output, ending_of(data, file, redline=redline))
    result = _screened(file, data, given)
    marked = mark_up(data, result, _order(author, severity, redline=redline))
    _write(output, marked.data)
    _tell(output, result, marked)
    context.exit(3 if result.problems else 0)


def _refuse_same_file(file: str, output: str) -> None:
    """Refuse to write over the input, under whatever name it is given: link, other case, or another path to it."""
    source, target = Path(file), Path(output)
    with suppress(OSError):
        if source.samefile(target):
            raise UsageError(f"{output}: is the input itself; give another name, such as {_suggested(file)}")
    if target.is_dir():
        raise UsageError(
            f"{output}: is a folder; give the name of a file, such as {target / Path(_suggested(file)).name}"
        )


def _check_name(output: str, ending: str) -> None:
    if Path(output).suffix.lower() != ending:
        right = Path(output).with_suffix(ending)
        raise UsageError(
            f"{output}: the notes go into a copy of the file, which ends in {ending}; say --output {right}"
        )


def _suggested(file: str) -> str:
    return str(Path(file).with_stem(f"{Path(file).stem}-annotated"))


def _screened(file: str, data: bytes, given: dict[str, object]) -> Result:
    """Return what is found in FILE, which holds `data`."""
    from hashlib import sha256

    from proposalcheck.screening import screen

    asked, catalogue = _settings(given)
    kind = cast("Kind", asked.kind) if asked.kind != "auto" else None
    result = screen(file, catalogue=catalogue, kind=kind, ocr=asked.ocr, side=asked.side)
    if result.document.source.sha256 != sha256(data).hexdigest():
        raise UsageError(f"{file}: was changed by another program while it was read; try again")
    if not result.graded and not result.problems:
        raise UsageError(
            f"{file}: is taken for neither a proposal, a statement of work nor a services agreement, so there is "
            "nothing to note; if it is one after all, say which with --kind proposal, sow or msa"
        )
    return result


def _settings(given: dict[str, object]) -> tuple[Settings, Catalogue]:
    """Return the settings of the command line over those of the settings file, and the rules that they choose."""
    from proposalcheck.catalogue.chosen import chosen, loaded, refuse_wrong_examples
    from proposalcheck.settings import settings_file

    named = cast("str | None", given.pop("settings_path"))
    folders = cast("tuple[str, ...]", given.pop("folders"))
    select, ignore = (ids_in(cast("str | None", given.pop(name))) for name in ("select", "ignore"))
    file = settings_file(named, Path.cwd())
    asked = file.settings.overlaid(select=select, ignore=ignore, rules=folders or None, **given)
    whole = loaded(asked, file)
    refuse_wrong_examples(asked.rules, whole)
    return asked, chosen(asked, whole)


def _order(author: str, severity: str, *, redline: bool) -> Order:
    from datetime import UTC, datetime

    from proposalcheck.document import Change
    from proposalcheck.markup import Order

    if not author.strip():
        raise UsageError("--author is empty; give the name that the notes are to be signed with")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Order(Change(author.strip(), now), cast("Severity", severity), redline)


def _write(output: str, data: bytes) -> None:
    """Write the file under a name of its own and move it into place when it is complete."""
    unfinished = Path(f"{output}.{os.getpid()}.part")
    try:
        with unfinished.open("xb") as file:
            file.write(data)
        unfinished.replace(output)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror})") from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _tell(output: str, result: Result, marked: Marked) -> None:
    """Say on standard error what was written, and everything that is not where it would be looked for."""
    for problem in result.problems:
        click.echo(f"proposalcheck: {result.document.source.path}: could not look: {problem.what}", err=True)
    for what in marked.unplaced:
        click.echo(f"proposalcheck: {output}: has no note for want of a place: {what}", err=True)
    changes = f", {_counted(marked.replaced, 'sentence')} replaced by tracked changes" if marked.replaced else ""
    places = _counted(marked.places, "place")
    click.echo(f"proposalcheck: {output}: notes on {places} and one on the whole document{changes}", err=True)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"
