"""What is known of documents that were screened before: an unchanged document costs a hash.

An entry is a JSON file of its own in the user's folder for caches, readable by that user alone. It is found again only
for the same path, content, rules, models, options and code.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

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
            kept = json.loads(path.read_bytes())
        except (OSError, ValueError):
            return None
        with suppress(OSError):
            os.utime(path)
        return kept

    def put(self, key: str, answer: object) -> None:
        """Keep plain data under `key`; what is no plain data, or cannot be written, costs time and nothing else."""
        path = self._path(key)
        unfinished = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError, TypeError):
            text = json.dumps(answer, ensure_ascii=False)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished.touch(mode=0o600)
            unfinished.write_text(text, encoding="utf-8")
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
        return self.folder / key[:2] / f"{key[2:]}.json"


def key_of(*parts: object) -> str:
    """Return the hash of `parts`, which are told apart by their `repr`, and of the code of this program."""
    return blake2b(repr((code(), *parts)).encode(), digest_size=20).hexdigest()


@lru_cache(maxsize=1)
def code() -> str:
    """Return what tells this code from any other: the size and time of each of its files."""
    root = Path(__file__).parents[1]
    stamps = sorted((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in root.rglob("*.py"))
    return blake2b(repr(stamps).encode(), digest_size=16).hexdigest()
