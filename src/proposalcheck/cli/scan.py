"""`proposalcheck scan PATH...`: check documents against the rules."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from proposalcheck.errors import UsageError

if TYPE_CHECKING:
    from proposalcheck.cli.batch import Done, Options
    from proposalcheck.readers.ocr import OcrMode
    from proposalcheck.reports.screener import Row

FORMATS = ("text", "table", "json", "jsonl")
KINDS = ("auto", "proposal", "sow", "msa")
OCR_MODES = ("auto", "never", "force")
OCR_HELP = "Which PDF pages to read with tesseract: those without text (auto), none, or all (force)."


@click.command(name="scan")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--format", "layout", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report."
)
@click.option("--output", "-o", metavar="FILE", help="Write the report to FILE instead of the terminal.")
@click.option("--kind", type=click.Choice(KINDS), default="auto", show_default=True, help="What the documents are.")
@click.option("--select", metavar="IDS", help="Ask only these rules or families (comma between).")
@click.option("--ignore", metavar="IDS", help="Leave these rules or families out.")
@click.option("--rules", "folder", metavar="DIR", help="Use the rules in DIR instead of the shipped ones.")
@click.option(
    "--fail-on",
    type=click.Choice(["high", "medium", "low", "never"]),
    default="high",
    show_default=True,
    help="Exit with 1 when a warning of this severity or a higher one is found.",
)
@click.option("--ocr", type=click.Choice(OCR_MODES), default="auto", show_default=True, help=OCR_HELP)
@click.option("--jobs", "-j", metavar="N", type=click.IntRange(min=1), help="Processes to use (default: one a core).")
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    layout: str,
    output: str | None,
    kind: str,
    select: str | None,
    ignore: str | None,
    folder: str | None,
    fail_on: str,
    ocr: OcrMode,
    jobs: int | None,
) -> None:
    """Check the documents at PATH (files or folders) and report what warns, what is missing and what is strong.

    Quotes and reports go to standard output, everything else to standard error.
    """
    from proposalcheck.cli import batch

    files, left_out = batch.files_of(paths)
    for line in left_out:
        click.echo(f"proposalcheck: {line}", err=True)
    with _target(output) as target:
        width, colour = _page(target)
        options = batch.Options(layout, kind, _ids(select), _ids(ignore), folder, width, colour, ocr)
        batch.check_options(options)
        done = batch.run(files, options, jobs or batch.default_jobs())
        rows = _write(_with_progress(done, total=len(files)), options, target)
    context.exit(_exit_code(rows, fail_on))


def _ids(listed: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (listed or "").split(",") if name.strip())


@contextmanager
def _target(output: str | None) -> Iterator[IO[str]]:
    """Yield where the report goes; a file appears under its name only when it is complete."""
    if output is None:
        yield sys.stdout
        return
    unfinished = Path(output + ".part")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            yield file
        unfinished.replace(output)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise UsageError(f"{output}: cannot be written ({error.strerror})") from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _page(target: IO[str]) -> tuple[int, bool]:
    """Return the columns and the use of colour that suit the place the report goes to."""
    from proposalcheck.reports.terminal import PLAIN_WIDTH

    if not target.isatty():
        return PLAIN_WIDTH, False
    return shutil.get_terminal_size().columns, "NO_COLOR" not in os.environ


def _with_progress(done: Iterator[Done], *, total: int) -> Iterator[Done]:
    """Yield from `done`, with a bar on standard error while somebody watches a long run."""
    if total < 3 or not sys.stderr.isatty():
        yield from done
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(done, total=total, description="screening", console=Console(stderr=True), transient=True)


def _write(done: Iterable[Done], options: Options, target: IO[str]) -> list[Row]:
    """Write each report as it comes, and what belongs after all of them; return the rows."""
    from proposalcheck.reports import json, terminal

    rows: list[Row] = []
    objects: list[dict[str, Any]] = []
    for document in done:
        rows.append(document.row)
        if document.row.error:
            click.echo(f"proposalcheck: {document.row.error}", err=True)
        if options.layout == "jsonl" and document.data:
            print(json.line(document.data), file=target, flush=True)
        elif options.layout == "json" and document.data:
            objects.append(document.data)
        elif document.text:
            print(document.text, file=target)
    if options.layout == "json":
        print(json.page(objects), file=target)
    elif options.layout == "table" or (options.layout == "text" and len(rows) > 1):
        width = options.width if target.isatty() else terminal.TABLE_WIDTH
        print(terminal.table(rows, width=width, colour=options.colour), file=target)
    return rows


def _exit_code(rows: Sequence[Row], fail_on: str) -> int:
    """Return 3 if something could not be looked at, else 1 if a warning reaches `fail_on`, else 0."""
    from proposalcheck.finding import SEVERITIES

    if any(row.error or row.problems for row in rows):
        return 3
    limit = SEVERITIES.index(fail_on) if fail_on in SEVERITIES else -1
    return int(any(row.worst is not None and SEVERITIES.index(row.worst) <= limit for row in rows))
