"""What a command costs, with everything that it starts: seconds of CPU and of the clock, and its peak of memory."""

from __future__ import annotations

import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

_LOOK_EVERY = 0.05
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU, seconds of the clock, and the highest memory of the largest process in MB."""

    cpu: float
    elapsed: float
    megabytes: float


def cost_of(command: Sequence[str]) -> Cost:
    """Run `command` to its end and return what it cost; raises RuntimeError with its complaint when it fails.

    Exit codes 1 and 3 are answers of checkers ("something warns"), not failures.
    """
    before, began = _children(), time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        watch = _Watch(process.pid)
        _, complaint = process.communicate()
        watch.over.set()
    if process.returncode not in (0, 1, 3):
        raise RuntimeError(f"{' '.join(command[:4])} … ended with {process.returncode}: {complaint[-500:]}")
    return Cost(max(_children() - before, watch.seconds), time.monotonic() - began, watch.megabytes)


def _children() -> float:
    """Return the CPU seconds of the children that have ended and were waited for, exactly, as the system keeps them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Watch(threading.Thread):
    """Watches all processes of a command: the memory of the largest, and the CPU seconds of each as last seen.

    `ru_maxrss` would include what the parent had before it, and the system adds up no process that nobody waited for,
    such as those that a pool splits off from a server of its own.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.megabytes = 0.0
        self._used: dict[int, float] = {}
        self.over = threading.Event()
        self.start()

    @property
    def seconds(self) -> float:
        """The CPU seconds of all processes together."""
        return sum(self._used.values())

    def run(self) -> None:
        import psutil

        while not self.over.wait(_LOOK_EVERY):
            try:
                whole = psutil.Process(self.pid)
                for process in [whole, *whole.children(recursive=True)]:
                    self.megabytes = max(self.megabytes, process.memory_info().rss / _MEBIBYTE)
                    used = process.cpu_times()
                    self._used[process.pid] = used.user + used.system
            except psutil.NoSuchProcess:
                continue
