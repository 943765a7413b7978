"""Writes a trained model: weights whose bytes depend on nothing but the numbers, a manifest, a card and its picture."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proposalcheck.models import SCHEMA

WEIGHTS = "weights.npz"
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The only time that a ZIP archive of ours has, so that the same arrays are the same bytes."""


def packed(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return `arrays` as an NPZ file, compressed, the same bytes for the same arrays."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(arrays):
            member = io.BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _OLDEST)
            archive.writestr(entry, member.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def write(
    folder: Path, *, code: str, weights: bytes, manifest: Mapping[str, Any], card: str, picture: bytes | None
) -> str:
    """Write weights, manifest.json, card.md and reliability.png into `folder`; returns the SHA-256 of the weights.

    Each file is written beside its place and moved there when it is complete, the manifest last: a model is never
    half an old one and half a new one without being refused.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sha256 = hashlib.sha256(weights).hexdigest()
    entry = {"file": WEIGHTS, "sha256": sha256}
    whole = {"schema": SCHEMA, "name": folder.name, "code": code, "weights": entry, **manifest}
    _replace(folder / WEIGHTS, weights)
    _replace(folder / "card.md", card.encode())
    if picture is not None:
        _replace(folder / "reliability.png", picture)
    _replace(folder / "manifest.json", (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode())
    return sha256


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(content)
    temporary.replace(path)
