"""What was worked out before and would come out the same: it is kept in the user's folder for caches.

An entry is a file of its own, readable by that user alone: a line with a checksum of what follows, and that as JSON.
Its name is the hash of all that it depends on, this program's code too.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zlib import crc32

_KEPT_SECONDS = 30 * 86_400
"""How long an entry is kept that nobody asks for."""
_SWEPT = "swept"


def default_folder() -> Path:
    """Return where this user's caches lie: $XDG_CACHE_HOME, or what the system has in its place."""
    from platformdirs import user_cache_path

    return user_cache_path("proposalcheck", appauthor=False)


@dataclass(frozen=True, slots=True)
class Cache:
    """Answers kept in `folder`, each under the hash of all that it depends on."""

    folder: Path

    def get(self, key: str) -> Any | None:  # noqa: ANN401 - plain data, of whatever shape it was put in
        """Return what was kept under `key`, or None; an entry that cannot be read counts as none."""
        path = self._path(key)
        try:
            told, _, text = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if told != _checksum(text):
            return None
        with suppress(OSError):
            os.utime(path)
        return json.loads(text)

    def put(self, key: str, answer: object) -> None:
        """Keep plain data under `key`; what is no plain data, or cannot be written, costs time and nothing else."""
        path = self._path(key)
        unfinished = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError, TypeError, ValueError):
            text = json.dumps(answer, ensure_ascii=False).encode()
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished.touch(mode=0o600)
            unfinished.write_bytes(_checksum(text) + b"\n" + text)
            unfinished.replace(path)

    def sweep(self) -> None:
        """Remove, at most once a day, what nobody has asked for in thirty days."""
        mark, now = self.folder / _SWEPT, time.time()
        with suppress(OSError):
            if mark.exists() and now - mark.stat().st_mtime < 86_400:
                return
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            mark.touch()
            for entry in self.folder.glob("??/*"):
                if now - entry.stat().st_mtime > _KEPT_SECONDS:
                    entry.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def _checksum(text: bytes) -> bytes:
    return b"%08x" % crc32(text)


def once(text: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401 - plain data, of whatever shape `read` makes
    """Return the plain data that `read` makes of `text`, which it is asked for once, for all runs of the same code."""
    cache, key = Cache(default_folder()), key_of("once", read.__module__, read.__qualname__, text)
    known = cache.get(key)
    if known is None:
        known = read(text)
        cache.put(key, known)
    return known


def key_of(*parts: object) -> str:
    """Return the hash of `parts`, which are told apart by their `repr`, and of the code of this program."""
    return blake2b(repr((code(), *parts)).encode(), digest_size=20).hexdigest()


@lru_cache(maxsize=1)
def code() -> str:
    """Return what tells this code from any other: the size and time of each of its files."""
    root = Path(__file__).parent
    stamps = sorted((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in root.rglob("*.py"))
    return blake2b(repr(stamps).encode(), digest_size=16).hexdigest()
