"""Why a label was given: the n-grams that weighed most, made anew from the passage, since no model keeps any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from proposalcheck.annotate.classifier.features import (
    Field,
    letter_ids,
    letter_runs,
    marked,
    plain,
    run_ids,
    words_of,
)
from proposalcheck.annotate.classifier.linear import LinearModel
from proposalcheck.annotate.classifier.passages import Passage


@dataclass(frozen=True, slots=True)
class Reason:
    """An n-gram of one field of a passage, and what it added to the score of the label."""

    words: str
    field: str
    weight: float


def reasons(model: LinearModel, passage: Passage, label: str) -> list[Reason]:
    """Return every n-gram of `passage` that bears on `label`, the one that speaks most for it first."""
    column = model.weights.labels.index(label)
    found: dict[tuple[str, str], float] = {}
    for field in model.weights.fields:
        for words, weight in _of_field(model, getattr(passage, field.name), field, column):
            found[words, field.name] = found.get((words, field.name), 0.0) + weight
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [Reason(words, field, round(weight, 4)) for (words, field), weight in ordered]


def _of_field(model: LinearModel, text: str, field: Field, column: int) -> Iterator[tuple[str, float]]:
    """Yield each n-gram of `text` in the vocabulary with what it adds to the score of the label."""
    grams = list(_grams(text, field))
    at, places = model.lookup.find(np.array([gram for _, gram in grams], dtype=np.uint32))
    weights = model.weights
    unknown = (len(grams) - len(at)) * weights.unknown**2
    length = float(np.sqrt(np.sum(weights.idf[places] ** 2) + unknown))
    added = weights.added(places)[:, column] * weights.scale[column]
    for which, weight in zip(at.tolist(), added.tolist(), strict=True):
        yield grams[which][0], weight * field.share / length


def _grams(text: str, field: Field) -> Iterator[tuple[str, int]]:
    """Yield every n-gram of `text` as people read it, and its id."""
    words = words_of([text])
    shown = [plain(words.vocabulary[code]) for code in words.codes]
    spelt = [words.vocabulary[code] for code in words.codes]
    if field.words:
        yield from zip(shown, marked(words.ids[words.codes], field).tolist(), strict=True)
    if field.characters:
        runs = (run for word in spelt for run in letter_runs(word, field.characters))
        yield from zip(runs, letter_ids(spelt, field)[1].tolist(), strict=True)
    for size in range(2, field.words + 1):
        ids = run_ids(words, size, field)[1].tolist()
        yield from ((" ".join(shown[start : start + size]), gram) for start, gram in enumerate(ids))
