"""Finds the labelled data under a folder: archives of contracts, folders of labelled or reviewed documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proposalcheck.errors import UsageError
from proposalcheck.training.cuad import is_cuad
from proposalcheck.training.decided import is_decided
from proposalcheck.training.gold import is_gold

_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Sets:
    """Where labelled data was found; both in the order of their paths.

    `documents` are folders of labelled documents, and of documents with people's decisions beside them.
    """

    contracts: tuple[Path, ...]
    documents: tuple[Path, ...]


def find_sets(folder: Path) -> Sets:
    """Return the labelled data under `folder`; raises UsageError when there is none."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder")
    entries = sorted(_entries(folder, _DEEPEST))
    found = Sets(
        contracts=tuple(path for path in entries if path.is_file() and is_cuad(path)),
        documents=tuple(path for path in entries if path.is_dir() and (is_gold(path) or is_decided(path))),
    )
    if not found.contracts and not found.documents:
        raise UsageError(
            f"{folder}: no labelled data; give a folder that holds docs/, labels/ and MANIFEST.jsonl, "
            "documents with the decisions of `proposalcheck review` beside them, "
            "or a ZIP of contracts with labels.jsonl inside"
        )
    return found


def _entries(folder: Path, deepest: int) -> Iterator[Path]:
    yield folder
    for path in sorted(folder.iterdir()):
        if path.is_dir() and deepest:
            yield from _entries(path, deepest - 1)
        elif path.suffix == ".zip":
            yield path
