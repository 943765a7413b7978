"""`proposalcheck scan PATH...`: check documents against the rules."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from proposalcheck.cli import formats
from proposalcheck.cli.output import check_output, opened
from proposalcheck.errors import UsageError

if TYPE_CHECKING:
    from proposalcheck.cli.batch import Done, Options
    from proposalcheck.reports.screener import Row

KINDS = ("auto", "proposal", "sow", "msa")
SIDES = ("client", "provider")
LIMITS = ("high", "medium", "low", "never")
OCR_MODES = ("auto", "never", "force")
OCR_HELP = "Which PDF pages to read with tesseract: those without text (auto), none, or all (force)."
RULES_HELP = "A folder of your own rules, used besides the shipped ones; may be given more than once."
MODELS_HELP = "A folder with a model of your own, as `train` wrote it: it answers for the rules that it knows."
ONLY_HELP = "Use your own rules alone."
EXPLAIN_HELP = "Say of the classifier's answers which five words or pairs of words weighed most."
TIMEOUT_HELP = "Stop a document that takes longer (default with several processes: 600)."
MEMORY_HELP = "Stop a document that takes more memory (default with several processes: 4096)."
STORE_HELP = (
    "Keep all findings in STORE as well: a .db, .sqlite or .duckdb file, a folder for Parquet, or postgresql://…"
)
ENGINE_HELP = "What does the work: processes of this machine, or a cluster of Dask."
NO_DECISIONS_HELP = "Report what people have rejected, too: read no side file of decisions."
NOT_GRADED = "not graded, as it reads like no proposal, statement of work or agreement; if it is one, add --kind"
SETTINGS_HELP = "Read settings from FILE (else the nearest proposalcheck.toml or pyproject.toml from here upwards)."


@click.command(name="scan")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--format", "layout", type=click.Choice(formats.NAMES), default="text", show_default=True, help="How to report."
)
@click.option("--output", "-o", metavar="FILE", help="Write the report to FILE instead of the terminal.")
@click.option("--settings", "settings_path", metavar="FILE", help=SETTINGS_HELP)
@click.option("--kind", type=click.Choice(KINDS), help="What the documents are (default: auto).")
@click.option("--side", type=click.Choice(SIDES), help="Whose eyes read (default: client).")
@click.option("--select", metavar="IDS", help="Ask only these rules or families (comma between).")
@click.option("--ignore", metavar="IDS", help="Leave these rules or families out.")
@click.option("--rules", "folders", metavar="DIR", multiple=True, help=RULES_HELP)
@click.option("--rules-only", is_flag=True, default=None, help=ONLY_HELP)
@click.option("--models", metavar="DIR", help=MODELS_HELP)
@click.option(
    "--fail-on",
    type=click.Choice(LIMITS),
    help="Exit with 1 when a warning of this severity or a higher one is found (default: high).",
)
@click.option("--ocr", type=click.Choice(OCR_MODES), help=f"{OCR_HELP} Default: auto.")
@click.option("--explain", is_flag=True, default=None, help=EXPLAIN_HELP)
@click.option("--jobs", "-j", metavar="N", type=click.IntRange(min=1), help="Processes to use (default: one a core).")
@click.option("--timeout", metavar="SECONDS", type=click.FloatRange(min=0.1), help=TIMEOUT_HELP)
@click.option("--max-memory", metavar="MB", type=click.IntRange(min=100), help=MEMORY_HELP)
@click.option("--store", "address", metavar="STORE", help=STORE_HELP)
@click.option("--no-cache", is_flag=True, help="Screen every document anew, and keep nothing of it.")
@click.option("--no-decisions", is_flag=True, help=NO_DECISIONS_HELP)
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help=ENGINE_HELP)
@click.option("--cluster", metavar="ADDRESS", help="The scheduler of a Dask cluster, as tcp://host:8786.")
@click.pass_context
def command(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    layout: str,
    output: str | None,
    settings_path: str | None,
    select: str | None,
    ignore: str | None,
    folders: tuple[str, ...],
    timeout: float | None,
    max_memory: int | None,
    address: str | None,
    no_cache: bool,
    no_decisions: bool,
    engine: str,
    cluster: str | None,
    **given: object,
) -> None:
    """Check the documents at PATH and report what warns, what is missing and what is strong.

    PATH is a file, a folder, a pattern such as 'drafts/**/*.pdf', or an address such as s3://bucket/folder. Quotes and
    reports go to standard output, everything else to standard error. What the command line says wins over the settings
    file. A run that is stopped goes on where it was when the same command is given again.
    """
    from proposalcheck.batch.sources import documents_of
    from proposalcheck.cli import batch
    from proposalcheck.cli.running import Run, cache_of, engine_of, kept_in
    from proposalcheck.settings import settings_file

    documents, left_out = documents_of(paths)
    for line in left_out:
        click.echo(f"proposalcheck: {line}", err=True)
    file = settings_file(settings_path, Path.cwd())
    asked = file.settings.overlaid(select=ids_in(select), ignore=ids_in(ignore), rules=folders or None, **given)
    check_output(output, documents, "report")
    with opened(output) as target:
        _refuse_binary(layout, target)
        works = engine_of(engine, cluster, asked.jobs, timeout, max_memory, len(documents))
        page, cache = _page(target), cache_of(no_cache)
        batch.begin_early(documents, works, cache)
        batch.check_settings(file, asked)
        stored, honours = address is not None, not no_decisions
        options = batch.Options(layout, asked, *page, stored=stored, cache=cache, honours=honours)
        done = kept_in(address, batch.run(documents, options, works), options)
        run = Run(done, len(documents))
        with run.until_stopped():
            rows = _write(run, options, target)
    context.exit(_exit_code(rows, asked.fail_on))


def ids_in(listed: str | None) -> tuple[str, ...] | None:
    """Return the names in a list with commas between, or None where none are given: then the settings say."""
    return tuple(name.strip() for name in (listed or "").split(",") if name.strip()) or None


def _refuse_binary(layout: str, target: TextIO) -> None:
    if formats.is_binary(layout) and target.isatty():
        raise UsageError(f"--format {layout} is no text for a terminal; say where it goes with --output FILE")


def _page(target: TextIO) -> tuple[int | None, bool]:
    """Return the columns of the terminal that the report goes to, if it is one, and the use of colour there."""
    if not target.isatty():
        return None, False
    return shutil.get_terminal_size().columns, "NO_COLOR" not in os.environ


def _write(done: Iterable[Done], options: Options, target: TextIO) -> list[Row]:
    """Write each report as it comes, and what belongs after all of them; return the rows."""
    rows: list[Row] = []
    parts: list[object] = []
    for document in done:
        rows.append(document.row)
        parts.append(document.part)
        if document.row.error:
            click.echo(f"proposalcheck: {document.row.error}", err=True)
        elif document.row.kind == "other":
            click.echo(f"proposalcheck: {document.row.path}: {NOT_GRADED}", err=True)
        for sentence in document.row.decisions if options.layout != "text" else ():
            click.echo(f"proposalcheck: {document.row.path}: {sentence}", err=True)
        if document.text:
            print(document.text, file=target, flush=True)
    if options.layout in formats.FORMATS:
        _write_whole(formats.whole(options.layout, parts, options.settings.fail_on), target)
    elif options.layout == "table" or (options.layout == "text" and len(rows) > 1):
        _write_table(rows, options, target)
    return rows


def _write_whole(report: str | bytes, target: TextIO) -> None:
    if isinstance(report, bytes):
        target.flush()
        target.buffer.write(report)
    else:
        target.write(report if report.endswith("\n") else report + "\n")


def _write_table(rows: Sequence[Row], options: Options, target: TextIO) -> None:
    from proposalcheck.reports import terminal

    width = options.width or terminal.TABLE_WIDTH
    print(terminal.table(rows, width=width, colour=options.colour), file=target)


def _exit_code(rows: Sequence[Row], fail_on: str) -> int:
    """Return 3 if something could not be looked at, else 1 if a warning reaches `fail_on`, else 0."""
    from proposalcheck.finding import SEVERITIES

    if any(row.error or row.problems for row in rows):
        return 3
    limit = SEVERITIES.index(fail_on) if fail_on in SEVERITIES else -1
    return int(any(row.worst is not None and SEVERITIES.index(row.worst) <= limit for row in rows))
