"""Documents worked on in several processes, each with a limit on time and memory that is kept from outside of it."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from proposalcheck.batch.collecting import BETWEEN_COLLECTIONS, seldom_collecting

if TYPE_CHECKING:
    import psutil
    from pebble import ProcessFuture

Answer = TypeVar("Answer")
Item = TypeVar("Item")
Begun = TypeVar("Begun")

_AHEAD = 4
"""How many documents wait for each process: results are told in order, and one slow document must not idle the rest."""
_LOOK_EVERY = 0.1
"""Seconds between two looks at how much memory the processes hold."""
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost, in seconds and mebibytes; None is no limit."""

    seconds: float | None = None
    mebibytes: int | None = None


def nothing_known(_document: str) -> None:
    """Return None for every document: each has to be worked on."""


@dataclass(frozen=True, slots=True)
class Work(Generic[Answer]):
    """What is done with each document, and what stands for one on which it could not be done.

    `one` takes the document's path or address, and its content where that is at hand; `lost` takes the reason in place
    of the content. Both must be picklable, as they are called in other processes, which import `preload` beforehand.
    `known` is asked first, in this process: what it answers needs no work.
    """

    one: Callable[[str, bytes | None], Answer]
    lost: Callable[[str, str], Answer]
    preload: Sequence[str] = ()
    known: Callable[[str], Answer | None] = nothing_known

    def alone(self, documents: Iterable[str]) -> Iterator[Answer]:
        """Yield the answer to each document, worked on in this process."""
        with seldom_collecting():
            for document in documents:
                known = self.known(document)
                yield self.one(document, None) if known is None else known


class Processes(Generic[Answer]):
    """Processes that do some work, each on one document at a time.

    A document that takes too long or too much memory ends with its process, and so does one that crashes it; a new
    process takes over. `close` ends all of them at once.
    """

    def __init__(self, work: Work[Answer], jobs: int, limits: Limits) -> None:
        from pebble import ProcessPool

        self._work = work
        self._limits = limits
        self._watch = _MemoryWatch(limits.mebibytes)
        start_splitting(work.preload)
        self._pool = ProcessPool(max_workers=jobs, context=_context(work.preload), initializer=_prepare)

    def begin(self, document: str, content: bytes | None = None) -> ProcessFuture[Answer]:
        """Give a document to the next process that is free."""
        return self._pool.schedule(self._work.one, args=[document, content], timeout=self._limits.seconds)

    def end(self, document: str, future: ProcessFuture[Answer]) -> Answer:
        """Wait for the answer to a document that was begun, or for the reason why there is none."""
        from pebble import ProcessExpired

        limits = self._limits
        try:
            return future.result()
        except TimeoutError:
            what = f"it took longer than {limits.seconds:g} seconds and was stopped (see --timeout)"
        except ProcessExpired as ended:
            what = "reading it ended the process; the file is damaged in a way that is not handled"
            if ended.pid in self._watch.stopped:
                what = f"it took more than {limits.mebibytes} MB of memory and was stopped (see --max-memory)"
        return self._work.lost(document, what)

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._watch.close()


def in_processes(documents: Iterable[str], work: Work[Answer], jobs: int, limits: Limits) -> Iterator[Answer]:
    """Yield the answer to each document, in the order of `documents`; leaving early ends all processes."""
    processes = Processes(work, jobs, limits)
    begun = begin_unknown(documents, work, processes.begin)
    try:
        for document, known, future in ahead(begun, jobs * _AHEAD):
            yield processes.end(document, future) if future is not None else cast("Answer", known)
    finally:
        processes.close()


def begin_unknown(
    documents: Iterable[str], work: Work[Answer], begin: Callable[[str], Begun]
) -> Iterator[tuple[str, Answer | None, Begun | None]]:
    """Yield each document with the answer that is known, or else with what `begin` returns for it."""
    for document in documents:
        known = work.known(document)
        yield document, known, None if known is not None else begin(document)


def ahead(items: Iterator[Item], most: int) -> Iterator[Item]:
    """Yield `items` in order while always `most` of those to come have been taken already."""
    waiting = deque(islice(items, most))
    while waiting:
        first = waiting.popleft()
        waiting.extend(islice(items, 1))
        yield first


class _MemoryWatch:
    """Ends each process below this one that holds more than its share of memory, and remembers which."""

    def __init__(self, mebibytes: int | None) -> None:
        self.most = mebibytes
        self.stopped: set[int] = set()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

        if mebibytes is not None:
            self._thread.start()

    def close(self) -> None:
        self._over.set()
        if self.most is not None:
            self._thread.join()

    def _look(self) -> None:
        import psutil

        own = psutil.Process()
        while not self._over.wait(_LOOK_EVERY):
            for process in own.children(recursive=True):
                self._weigh(process)

    def _weigh(self, process: psutil.Process) -> None:
        """End `process` if it holds too much; one that has ended meanwhile is nothing to weigh."""
        import psutil

        try:
            if self.most is not None and process.memory_info().rss > self.most * _MEBIBYTE:
                self.stopped.add(process.pid)
                process.kill()
        except psutil.NoSuchProcess:
            return


def _context(preload: Sequence[str]) -> multiprocessing.context.BaseContext:
    """Return how processes are started: each split off from one that has imported `preload`, where that is possible."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


def start_splitting(preload: Sequence[str]) -> None:
    """Start, where that is possible, the process that others are split off from: it loads `preload` meanwhile.

    It is started with interrupts ignored, and those split off from it ignore them from their first moment on.
    """
    if _context(preload).get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        with _interrupts_ignored():
            ensure_running()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ignore interrupts meanwhile; outside of the main thread, which alone may say so, nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def _prepare() -> None:
    """Make a new process ready: interrupts are left to its parent, and the collector looks seldom."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(BETWEEN_COLLECTIONS)
