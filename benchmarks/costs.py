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
        peak = _Peak(process.pid)
        _, complaint = process.communicate()
        peak.over.set()
    if process.returncode not in (0, 1, 3):
        raise RuntimeError(f"{' '.join(command[:4])} … ended with {process.returncode}: {complaint[-500:]}")
    return Cost(_children() - before, time.monotonic() - began, peak.megabytes)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Peak(threading.Thread):
    """Watches the largest process of a command: `ru_maxrss` would include what the parent had before it."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.megabytes = 0.0
        self.over = threading.Event()
        self.start()

    def run(self) -> None:
        import psutil

        while not self.over.wait(_LOOK_EVERY):
            try:
                whole = psutil.Process(self.pid)
                held = [process.memory_info().rss for process in [whole, *whole.children(recursive=True)]]
            except psutil.NoSuchProcess:
                continue
            self.megabytes = max(self.megabytes, max(held) / _MEBIBYTE)
