"""Loads the models that are shipped with the program, and refuses one that is not exactly as it was trained.

A model is a folder `models/<name>` with `manifest.json` (what it was trained on, with which code, and how well it
does), `card.md` for people, and one file of weights: JSON or NPZ, never a pickle.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proposalcheck.errors import ModelError, UsageError
from proposalcheck.shipped import shipped

if TYPE_CHECKING:
    import numpy as np

SCHEMA = "proposalcheck-model/1"
"""The only layout of `manifest.json` that this version reads."""

_CURE = "install proposalcheck again, or train the model anew if it is your own"


@dataclass(frozen=True, slots=True)
class Model:
    """A shipped model whose weights are the ones its manifest names.

    `sha256` is of the weights; `code` says which measuring code the weights belong to.
    """

    name: str
    code: str
    sha256: str
    manifest: Mapping[str, Any] = field(repr=False)
    weights: bytes = field(repr=False)

    def values(self) -> Mapping[str, Any]:
        """Return the weights of a model that keeps them as a JSON object; raises ModelError for any other."""
        try:
            values = json.loads(self.weights)
        except ValueError as error:
            raise ModelError(f"model {self.name!r}: its weights are not JSON: {error}") from error
        return _object(values, f"model {self.name!r}: its weights")

    def arrays(self) -> Mapping[str, np.ndarray[Any, Any]]:
        """Return the weights of a model that keeps them as an NPZ file; raises ModelError for any other."""
        import numpy as np

        try:
            with np.load(io.BytesIO(self.weights), allow_pickle=False) as arrays:
                return {name: arrays[name] for name in arrays.files}
        except (ValueError, OSError, EOFError, AttributeError) as error:
            raise ModelError(f"model {self.name!r}: its weights are not an NPZ file: {error}") from error


def load(name: str, *, code: str, folder: Path | None = None) -> Model:
    """Return the model `name`, trained for the measuring code `code`: a shipped one, or the one in `folder`/`name`.

    Raises ModelError when the model is missing, when its weights are not the ones in its manifest, or when it was made
    for another version of the program.
    """
    folder = _folder(name) if folder is None else folder / name
    manifest = _manifest(name, folder)
    if manifest["code"] != code:
        raise ModelError(
            f"model {name!r} was made for another version of the program: "
            f"its manifest says code {manifest['code']!r}, this program has {code!r}; {_CURE}"
        )
    weights, sha256 = _weights(name, folder, manifest)
    return Model(name, code, sha256, manifest, weights)


def versions() -> dict[str, str]:
    """Return the name of every shipped model with the SHA-256 of its weights, as its manifest has it."""
    folders = sorted(path.parent for path in shipped("models").glob("*/manifest.json"))
    return {folder.name: str(_manifest(folder.name, folder)["weights"]["sha256"]) for folder in folders}


def _folder(name: str) -> Path:
    try:
        return shipped("models") / name
    except UsageError as error:
        raise ModelError(f"model {name!r} is missing: {error}") from error


def _manifest(name: str, folder: Path) -> Mapping[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest = _object(json.loads(_bytes(name, path)), f"model {name!r}: {path}")
    except ValueError as error:
        raise ModelError(f"model {name!r}: {path} is not JSON: {error}") from error
    if manifest.get("schema") != SCHEMA:
        raise ModelError(
            f"model {name!r} was made for another version of the program: "
            f"{path} says schema {manifest.get('schema')!r}, this program reads {SCHEMA!r}; {_CURE}"
        )
    weights = manifest.get("weights")
    if (
        not isinstance(manifest.get("code"), str)
        or not isinstance(weights, dict)
        or not {"file", "sha256"} <= weights.keys()
    ):
        raise ModelError(f"model {name!r}: {path} must have code, weights.file and weights.sha256; {_CURE}")
    return manifest


def _weights(name: str, folder: Path, manifest: Mapping[str, Any]) -> tuple[bytes, str]:
    path, expected = folder / Path(str(manifest["weights"]["file"])).name, manifest["weights"]["sha256"]
    weights = _bytes(name, path)
    found = hashlib.sha256(weights).hexdigest()
    if found != expected:
        raise ModelError(
            f"model {name!r} has been changed: {path} has SHA-256 {found}, its manifest says {expected}; {_CURE}"
        )
    return weights, found


def _bytes(name: str, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"model {name!r} is missing: {path} cannot be read ({error.strerror}); {_CURE}") from error


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ModelError(f"{what} must be a JSON object, not {type(value).__name__}")
    return value
