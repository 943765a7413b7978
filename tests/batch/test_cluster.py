"""A real cluster on this machine: answers in order, a process that is killed costs nothing, limits are kept."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.batch import work

from proposalcheck.batch.cluster import in_cluster
from proposalcheck.batch.pool import Limits, Work
from proposalcheck.errors import UsageError

pytest.importorskip("distributed")

WORK = Work(work.one, work.lost)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        yield str(cluster.scheduler_address)


def test_answers_come_in_order_and_content_travels(address: str, tmp_path: Path) -> None:
    named = [str(tmp_path / f"{number}.md") for number in range(6)]
    for number, name in enumerate(named):
        Path(name).write_text("x" * number)
    expected = [f"did {name} of {number}" for number, name in enumerate(named)]
    assert list(in_cluster([*named, "gone.md"], WORK, address, 1, Limits())) == [*expected, "did gone.md"]


def test_limits_are_kept_where_the_work_is_done(address: str) -> None:
    answers = list(in_cluster(["hang", "a", "crash", "b"], WORK, address, 1, Limits(seconds=3)))
    assert answers == [
        "lost hang: it took longer than 3 seconds and was stopped (see --timeout)",
        "did a",
        "lost crash: reading it ended the process; the file is damaged in a way that is not handled",
        "did b",
    ]


def test_a_machine_that_is_lost_costs_no_answer(address: str) -> None:
    from distributed import Client

    named = [f"d{number}" for number in range(60)]
    answers = in_cluster(named, WORK, address, 1, Limits())
    first = next(answers)
    with Client(address) as client:
        (machine,) = client.run(os.getpid).values()
    os.kill(machine, signal.SIGKILL)
    assert [first, *answers] == [f"did {name}" for name in named]


def test_an_address_where_nobody_answers_is_named() -> None:
    with pytest.raises(UsageError, match=r"^--cluster tcp://127\.0\.0\.1:9: no scheduler of Dask answers there"):
        next(in_cluster(["a"], WORK, "tcp://127.0.0.1:9", 1, Limits()))
