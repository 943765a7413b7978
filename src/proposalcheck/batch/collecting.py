"""How often Python looks for objects that nobody can reach any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

BETWEEN_COLLECTIONS = 50_000
"""How many new objects there must be before Python looks for cycles among them. A page makes ten thousand, and so does
every library as it is loaded, which live long; at Python's own 700 that looking took a tenth of all time."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let Python look for unreachable objects seldom meanwhile."""
    usual = gc.get_threshold()
    gc.set_threshold(BETWEEN_COLLECTIONS)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
