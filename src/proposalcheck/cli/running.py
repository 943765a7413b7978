"""What a run of many documents needs around the work: the engine, the cache, the store, and word of how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from proposalcheck import __version__
from proposalcheck.batch.pool import Limits
from proposalcheck.cache import Cache, code, default_folder
from proposalcheck.cli.batch import Done, Engine, Options, default_jobs
from proposalcheck.errors import UsageError

if TYPE_CHECKING:
    from rich.progress import Progress

    from proposalcheck.store import RunFacts, Store

SECONDS, MEBIBYTES = 600.0, 4096
"""What one of several documents may cost when nobody says: ten minutes are a scan of some 200 pages read by OCR."""
_WATCHED = 3
"""How many documents make a run long enough to be watched."""


def engine_of(
    engine: str, cluster: str | None, jobs: int | None, seconds: float | None, mebibytes: int | None, documents: int
) -> Engine:
    """Return what does the work; raises UsageError for the address of a cluster without the engine for it.

    A single document, or `--jobs 1`, is worked on in this process, where no limit can be kept, unless one is asked for.
    """
    if engine == "local" and cluster is not None:
        raise UsageError(f"--cluster {cluster}: only a cluster has an address; add --engine dask")
    jobs = jobs or default_jobs()
    several = documents > 1 and (jobs > 1 or engine != "local")
    limits = Limits(seconds or (SECONDS if several else None), mebibytes or (MEBIBYTES if several else None))
    return Engine(jobs, limits, (cluster or "") if engine == "dask" else None)


def cache_of(off: bool) -> Cache | None:
    """Return where what is known of documents is kept, swept of what is old, or None when that is not wanted."""
    if off:
        return None
    cache = Cache(default_folder())
    cache.sweep()
    return cache


class Run:
    """The documents of a run as they are done, with a bar on standard error while somebody watches a long one."""

    def __init__(self, done: Iterator[Done], total: int) -> None:
        self.total = total
        self.finished = 0
        self._done = _with_bar(done, total)

    def __iter__(self) -> Iterator[Done]:
        for document in self._done:
            self.finished += 1
            yield document

    @contextmanager
    def until_stopped(self) -> Iterator[None]:
        """End the processes when somebody presses Ctrl-C, wherever the work is at, say how far it came, and exit."""
        try:
            yield
        except KeyboardInterrupt:
            again = "; the same command goes on from there" if self.total > 1 else ""
            click.echo(f"proposalcheck: stopped after {self.finished} of {self.total} documents{again}", err=True)
            raise click.exceptions.Exit(130) from None


def _with_bar(done: Iterator[Done], total: int) -> Iterator[Done]:
    if total < _WATCHED or not sys.stderr.isatty():
        yield from done
        return
    pages, began = 0, monotonic()
    with _bar() as progress:
        task = progress.add_task("screening", total=total, pages=0, rate="")
        for count, document in enumerate(done, start=1):
            pages += document.row.pages
            rate = f"{count / max(monotonic() - began, 0.001):.1f} files/s, left"
            progress.update(task, advance=1, pages=pages, rate=rate)
            yield document


def _bar() -> Progress:
    from rich import progress
    from rich.console import Console

    return progress.Progress(
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("files, {task.fields[pages]} pages, {task.fields[rate]}"),
        progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def kept_in(address: str | None, done: Iterator[Done], options: Options) -> Iterator[Done]:
    """Yield from `done` when all of it is kept in the store at `address` as well; without an address, just yield."""
    if address is None:
        yield from done
        return
    from proposalcheck.store import open_store

    with open_store(address) as store:
        yield from _stored(store, done, options)


def _stored(store: Store, done: Iterator[Done], options: Options) -> Iterator[Done]:
    """Store each document that is not stored yet just so, then yield it; at the end, keep the facts about the run."""
    started, counts, catalogue = _now(), {"documents": 0, "unchanged": 0, "unread": 0}, ""
    state, asked = store.state(), f"{code()} {options.asked}"
    for document in done:
        report = document.report or {}
        counts["documents"] += 1
        counts["unread"] += bool(document.row.error)
        catalogue = catalogue or report["tool"].get("catalogue", "")
        before = f"{asked} {report['tool']} {document.decided}".rstrip()
        stands = (report["document"].get("sha256", ""), before)
        if state.get(document.row.path) == stands and stands[0]:
            counts["unchanged"] += 1
        else:
            store.add(report, before)
        yield document
    store.finish(_facts(started, catalogue, options, counts))


def _facts(started: str, catalogue: str, options: Options, counts: dict[str, int]) -> RunFacts:
    from proposalcheck.store import RunFacts

    return RunFacts(uuid4().hex, started, _now(), __version__, catalogue, options.asked, **counts)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
