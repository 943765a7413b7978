"""`proposalcheck watch DIR`: screen documents as they come."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proposalcheck.cli.scan import KINDS, MODELS_HELP, RULES_HELP, SETTINGS_HELP, SIDES, STORE_HELP
from proposalcheck.errors import UsageError
from proposalcheck.wording import counted

if TYPE_CHECKING:
    from proposalcheck.cli.batch import Done, Options
    from proposalcheck.reports.screener import Row

_SETTLED_SECONDS = 1.0
"""How long a file must be left alone before it is read; a copy in progress is no document yet."""


@click.command(name="watch")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.option("--store", "address", metavar="STORE", help=STORE_HELP)
@click.option("--existing", is_flag=True, help="Begin with the documents that are there already.")
@click.option("--settings", "settings_path", metavar="FILE", help=SETTINGS_HELP)
@click.option("--kind", type=click.Choice(KINDS), help="What the documents are.")
@click.option("--side", type=click.Choice(SIDES), help="Whose eyes read (default: client).")
@click.option("--rules", "folders", metavar="DIR", multiple=True, help=RULES_HELP)
@click.option("--models", metavar="DIR", help=MODELS_HELP)
def command(
    folder: str,
    address: str | None,
    existing: bool,
    settings_path: str | None,
    folders: tuple[str, ...],
    **given: object,
) -> None:
    """Screen each document that is put into DIR or changed there, with a line on each, until you press Ctrl-C."""
    from proposalcheck.cli import batch
    from proposalcheck.cli.running import cache_of, kept_in
    from proposalcheck.settings import settings_file

    file = settings_file(settings_path, Path.cwd())
    asked = file.settings.overlaid(rules=folders or None, **given)
    batch.check_settings(file, asked)
    options = batch.Options("table", asked, stored=address is not None, cache=cache_of(False))
    screened = 0
    try:
        for done in kept_in(address, _screened(folder, options, existing=existing), options):
            screened += 1
            click.echo(_line(done.row))
    except KeyboardInterrupt:
        click.echo(f"proposalcheck: stopped; {counted(screened, 'document')} screened", err=True)


def _screened(folder: str, options: Options, *, existing: bool) -> Iterator[Done]:
    """Yield each document once it is settled; one that cannot be read is told and does no harm."""
    from proposalcheck.cli import batch

    for documents in _settled(folder, existing=existing):
        yield from batch.run(documents, options, batch.Engine(jobs=1))


def _settled(folder: str, *, existing: bool) -> Iterator[Sequence[str]]:
    """Yield the documents in `folder` that are new or changed, once nobody has written to them for a second."""
    from proposalcheck.batch.sources import documents_of, is_document

    changes = _changes(folder)
    waiting = set(documents_of([folder])[0]) - {folder} if existing else set()
    changed = next(changes)
    click.echo(f"proposalcheck: watching {folder}", err=True)
    while True:
        waiting.update(path for path in changed if is_document(path))
        settled = sorted(path for path in waiting if _is_settled(Path(path)))
        waiting.difference_update(settled)
        yield [path for path in settled if Path(path).is_file()]
        changed = next(changes)


def _changes(folder: str) -> Iterator[set[str]]:
    """Yield, about every second, the files that were added or changed."""
    try:
        from watchfiles import Change, watch
    except ImportError as error:
        raise UsageError("watch needs a package; pip install 'proposalcheck[watch]'") from error
    root = Path(folder).resolve()
    beats = watch(root, yield_on_timeout=True, rust_timeout=1000, debounce=400, raise_interrupt=True)
    return (
        {str(Path(folder, Path(path).relative_to(root))) for change, path in beat if change is not Change.deleted}
        for beat in beats
    )


def _is_settled(path: Path) -> bool:
    """Tell whether nobody has written to `path` lately, or it is gone again."""
    return not path.is_file() or time.time() - path.stat().st_mtime >= _SETTLED_SECONDS


def _line(row: Row) -> str:
    """Return one line on a document: what warns in it by severity, its kind and posture, and its path."""
    if row.error:
        return f"not read                      {row.error}"
    counted = "  ".join(f"{count:3} {name}" for count, name in zip(row.counts, ("high", "medium", "low"), strict=False))
    return f"{counted}  {row.kind:9} {row.posture or '-':10} {row.path}"
