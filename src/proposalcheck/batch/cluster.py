"""Documents worked on by many machines: a cluster of Dask, with the same work and the same limits as on one machine.

Each document is sent as its content, so that the machines need no disk in common; what lies at an address is fetched by
the machine that works on it. A document whose machine is lost is given to another one, so it may be worked on twice:
the answer is the same each time, and a store takes it once.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from proposalcheck.batch.pool import Answer, Limits, Processes, Work, ahead, begin_unknown, nothing_known
from proposalcheck.batch.sources import is_address
from proposalcheck.errors import UsageError

if TYPE_CHECKING:
    from distributed import Client, Future

_AHEAD = 8
"""How many documents wait for each process of the cluster; their content travels ahead of the work."""
_ANSWERS_WITHIN = "5s"
_TRIES = 3
"""How many machines a document is given to, one after the other, before it is told as lost."""


def in_cluster(
    documents: Iterable[str], work: Work[Answer], address: str | None, jobs: int, limits: Limits
) -> Iterator[Answer]:
    """Yield the answer to each document, in the order of `documents`, from the cluster whose scheduler is at `address`.

    Without an address a cluster of `jobs` processes is started on this machine and ended afterwards. Raises UsageError
    where Dask is missing or nobody answers at the address.
    """
    sent = replace(work, known=nothing_known)
    with _client(address, jobs) as client:
        begun = begin_unknown(documents, work, lambda document: _begin(client, document, sent, limits))
        for document, known, future in ahead(begun, max(1, sum(client.nthreads().values())) * _AHEAD):
            yield _end(document, future, work) if future is not None else cast("Answer", known)


@contextmanager
def _client(address: str | None, jobs: int) -> Iterator[Client]:
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise UsageError("--engine dask needs a package; pip install 'proposalcheck[cluster]'") from error
    if address is not None:
        try:
            client = Client(address, timeout=_ANSWERS_WITHIN)
        except (OSError, ValueError) as error:
            raise UsageError(f"--cluster {address}: no scheduler of Dask answers there ({error})") from error
        with client:
            yield client
        return
    # Workers start the process that a document runs in; daemons may not start any.
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield client


def _begin(client: Client, document: str, work: Work[Answer], limits: Limits) -> Future:
    content = None if is_address(document) else _content(document)
    return client.submit(_there, document, content, work, limits, pure=False, retries=_TRIES - 1)


def _content(document: str) -> bytes | None:
    """Return the content of a file; what is no readable file is left for the work to tell of."""
    try:
        return Path(document).read_bytes()
    except OSError:
        return None


def _end(document: str, future: Future, work: Work[Answer]) -> Answer:
    from distributed import KilledWorker

    try:
        answer: Answer = future.result()
    except KilledWorker:
        return work.lost(document, f"{_TRIES} machines were lost while they worked on it")
    finally:
        future.release()
    return answer


_here: dict[tuple[Any, ...], Processes[Any]] = {}
_one_at_a_time = threading.Lock()


def _there(document: str, content: bytes | None, work: Work[Answer], limits: Limits) -> Answer:
    """Work on a document on the machine this is called on: in a process of its own, so that the limits can be kept."""
    from pickle import dumps

    key = (dumps(work), limits)
    with _one_at_a_time:
        if key not in _here:
            _here[key] = Processes(work, 1, limits)
            atexit.register(_here[key].close)
        processes: Processes[Answer] = _here[key]
        return processes.end(document, processes.begin(document, content))
