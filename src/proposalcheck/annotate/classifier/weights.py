"""The numbers of a classifier, and their form in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proposalcheck.annotate.classifier.features import FIELDS, Field
from proposalcheck.errors import ModelError

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """One logistic regression for each of L labels over one vocabulary of V n-grams.

    `ids` (V, uint32) rise strictly; `idf` (V) is how much an n-gram counts in the length of a text, `unknown` that of
    an n-gram outside the vocabulary. `matrix` (V by L, int8) times `scale` (L) is what an n-gram adds to the score of a
    label, `idf` included; `bias` (L) is added once. `slope` and `offset` (L) turn scores into probabilities by
    Platt's sigmoid, and `thresholds` (L) are the probabilities from which a sentence is taken to carry the label.
    """

    labels: tuple[str, ...]
    fields: tuple[Field, ...]
    ids: NDArray[np.uint32]
    idf: Floats
    unknown: float
    matrix: NDArray[np.int8]
    scale: Floats
    bias: Floats
    slope: Floats
    offset: Floats
    thresholds: Floats

    def arrays(self, prefix: str = "") -> dict[str, NDArray[Any]]:
        """Return the weights as arrays for an NPZ file, each name after `prefix`."""
        settings = {"labels": self.labels, "fields": [asdict(field) for field in self.fields], "unknown": self.unknown}
        text = json.dumps(settings, sort_keys=True).encode()
        numbers = ("ids", "matrix", "scale", "bias", "slope", "offset", "thresholds")
        arrays = {
            "settings": np.frombuffer(text, dtype=np.uint8),
            "idf": self.idf.astype(np.float16),
            **{name: getattr(self, name) for name in numbers},
        }
        return {f"{prefix}{name}": values for name, values in arrays.items()}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], name: str, prefix: str = "") -> Weights:
        """Return the weights that `arrays` of model `name` hold under names that begin with `prefix`.

        Raises ModelError where they do not fit together.
        """
        arrays = {key.removeprefix(prefix): values for key, values in arrays.items() if key.startswith(prefix)}
        try:
            settings = json.loads(arrays["settings"].tobytes())
            weights = cls(
                labels=tuple(settings["labels"]),
                fields=tuple(
                    Field(**{**field, "characters": tuple(field["characters"])}) for field in settings["fields"]
                ),
                unknown=float(settings["unknown"]),
                ids=arrays["ids"],
                idf=arrays["idf"].astype(np.float32),
                matrix=arrays["matrix"],
                **{key: arrays[key].astype(np.float32) for key in ("scale", "bias", "slope", "offset", "thresholds")},
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"model {name!r}: its weights are not those of a classifier: {error}") from error
        if fault := weights.fault():
            raise ModelError(f"model {name!r}: its weights do not fit together: {fault}")
        return weights

    def added(self, places: NDArray[np.int64]) -> Floats:
        """Return what the n-grams at `places` add to the score of every label, but for `scale`."""
        return self.matrix[places].astype(np.float32)

    def fault(self) -> str:
        """Return what is wrong with the weights, or nothing."""
        grams, labels = len(self.ids), len(self.labels)
        if unknown := [field.name for field in self.fields if field.name not in FIELDS]:
            return f"no field is called {', '.join(unknown)}"
        if self.ids.dtype != np.uint32 or not bool(np.all(self.ids[1:] > self.ids[:-1])):
            return "ids must be 32-bit and rise strictly"
        if self.matrix.shape != (grams, labels) or self.matrix.dtype != np.int8 or self.idf.shape != (grams,):
            return f"{grams} n-grams and {labels} labels need a matrix of that shape"
        rows = (self.scale, self.bias, self.slope, self.offset, self.thresholds)
        return "" if all(row.shape == (labels,) for row in rows) else f"{labels} labels need {labels} numbers each"
