"""Documents worked on in several processes, each with a limit on time and memory that is kept from outside of it."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Generic, Self, TypeVar

if TYPE_CHECKING:
    import psutil
    from pebble import ProcessFuture

Answer = TypeVar("Answer")
Item = TypeVar("Item")

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


@dataclass(frozen=True, slots=True)
class Work(Generic[Answer]):
    """What is done with each document, and what stands for one on which it could not be done.

    Both must be importable by name, as they are called in other processes; `lost` is told why.
    """

    one: Callable[[str], Answer]
    lost: Callable[[str, str], Answer]
    preload: Sequence[str] = ()


def in_processes(documents: Iterable[str], work: Work[Answer], jobs: int, limits: Limits) -> Iterator[Answer]:
    """Yield the answer to each document, in the order of `documents`; none that fails takes another along.

    A document that takes too long or too much memory ends with its process, and so does one that crashes it; a new
    process takes over. Leaving the iterator, or Ctrl-C, ends all processes at once.
    """
    from pebble import ProcessPool

    pool = ProcessPool(max_workers=jobs, context=_context(work.preload), initializer=_leave_interrupts_to_the_parent)

    def begun(document: str) -> tuple[str, ProcessFuture[Answer]]:
        return document, pool.schedule(work.one, args=[document], timeout=limits.seconds)

    try:
        with _MemoryWatch(limits.mebibytes) as watch:
            for document, future in _ahead(map(begun, documents), jobs * _AHEAD):
                yield _answer(document, future, work, limits, watch)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _ahead(items: Iterator[Item], most: int) -> Iterator[Item]:
    """Yield `items` in order while always `most` of those to come have been taken already."""
    waiting = deque(islice(items, most))
    while waiting:
        first = waiting.popleft()
        waiting.extend(islice(items, 1))
        yield first


def _answer(
    document: str, future: ProcessFuture[Answer], work: Work[Answer], limits: Limits, watch: _MemoryWatch
) -> Answer:
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        return work.lost(document, f"it took longer than {limits.seconds:g} seconds and was stopped (see --timeout)")
    except ProcessExpired as ended:
        if ended.pid in watch.stopped:
            what = f"it took more than {limits.mebibytes} MB of memory and was stopped (see --max-memory)"
        else:
            what = "reading it ended the process; the file is damaged in a way that is not handled"
        return work.lost(document, what)


class _MemoryWatch:
    """Ends each process below this one that holds more than its share of memory, and remembers which."""

    def __init__(self, mebibytes: int | None) -> None:
        self.most = mebibytes
        self.stopped: set[int] = set()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        if self.most is not None:
            self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
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


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
