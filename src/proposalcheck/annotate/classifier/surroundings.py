"""What speaks for a quote besides its words: its neighbours, its rivals in the document, and where it stands.

A contract has one clause on its governing law, near its end. A sentence that looks like one is less likely to be it
when another looks more like it, and more likely when its neighbours look alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proposalcheck.annotate.classifier.odds import log_odds, sigmoid
from proposalcheck.annotate.classifier.weights import Floats

CODE = "surroundings/2"
SIGNS, SUMS = 25, 11
"""How many numbers `signs` and `summary` give."""

FLOOR = -5.0
"""Log-odds below which a sentence is no candidate for a label."""
_MOST = 8.0

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Quotes that may carry a label: M of them, each with its sentence, label, place in the sentence and words.

    `place` counts the quotes of one sentence from 0; `words` is how many words a quote has, `whole` whether it is all
    of its sentence.
    """

    sentence: Integers
    label: Integers
    place: Integers
    words: Integers
    whole: NDArray[np.bool_]


def signs(logits: Floats, again: Floats, headings: NDArray[np.bool_], candidates: Candidates) -> Floats:
    """Return what is known of each candidate as numbers: candidates by SIGNS.

    `logits` are the log-odds of every sentence (rows) for every label, `again` what the sentence of each candidate
    scores for its label among candidates alone; `headings` says which sentences are headings.
    """
    at = (candidates.sentence, candidates.label)
    count = len(logits)
    here = np.clip(logits, -_MOST, _MOST)
    gap = logits.max(axis=0, initial=-_MOST)[candidates.label] - logits[at]
    rank = np.argsort(np.argsort(-logits, axis=0, kind="stable"), axis=0)[at]
    rival = _rivals(logits)[at]
    length = np.log1p(candidates.words)
    columns: tuple[NDArray[Any], ...] = (
        here[at],
        np.clip(again, -_MOST, _MOST),
        np.maximum(logits[at], 0),
        _shifted(here, 1)[at],
        _shifted(here, -1)[at],
        np.maximum(_shifted(here, 2), _shifted(here, -2))[at],
        np.clip(gap, 0, _MOST),
        np.minimum(gap, 1),
        np.log1p(rank),
        rank == 0,
        rank == 1,
        np.log(sigmoid(logits).sum(axis=0) + 0.01)[candidates.label],
        candidates.sentence / max(count, 1),
        np.log1p(candidates.sentence),
        candidates.sentence < 8,
        length,
        length < 2.5,
        length**2 / 10,
        np.clip(rival, -_MOST, _MOST),
        np.maximum(rival - logits[at], 0),
        candidates.place == 0,
        candidates.whole,
        headings[candidates.sentence],
        np.full(len(candidates.sentence), np.log(max(count, 1))),
        np.ones(len(candidates.sentence)),
    )
    return np.column_stack(columns).astype(np.float32)


def summary(logits: Floats, chances: Floats, candidates: Candidates, whole: Floats) -> Floats:
    """Return what a document shows of each label: labels by SUMS.

    These are what the words of the `whole` document score for each label, its three likeliest quotes and all of them
    together, the same of its sentences, its length, and 1.
    """
    labels = logits.shape[1]
    found = np.zeros((labels, 3), dtype=np.float32)
    for label in range(labels):
        best = np.sort(chances[candidates.label == label])[::-1][:3]
        found[label, : len(best)] = best
    total = np.bincount(candidates.label, chances, labels)
    plain = sigmoid(logits)
    best_plain: Floats = np.zeros((labels, 3), dtype=np.float32)
    best_plain[:, : len(logits)] = -np.sort(-plain, axis=0)[:3].T
    columns = (
        np.clip(whole, -_MOST, _MOST),
        log_odds(found),
        np.log(total + 0.05),
        log_odds(best_plain),
        np.log(plain.sum(axis=0) + 0.05),
        np.full(labels, np.log(max(len(logits), 1))),
        np.ones(labels),
    )
    return np.column_stack(columns).astype(np.float32)


def _shifted(logits: Floats, step: int) -> Floats:
    """Return the log-odds of the sentence `step` before each one; the lowest there are, beyond the edges."""
    moved = np.roll(logits, step, axis=0)
    if step > 0:
        moved[:step] = -_MOST
    else:
        moved[step:] = -_MOST
    return moved


def _rivals(logits: Floats) -> Floats:
    """Return, for every sentence and label, the highest log-odds of another label for that sentence."""
    if logits.shape[1] < 2:
        return np.full_like(logits, -_MOST)
    best = logits.argmax(axis=1)
    ordered = np.partition(logits, -2, axis=1)
    rivals = np.repeat(ordered[:, -1:], logits.shape[1], axis=1)
    rivals[np.arange(len(logits)), best] = ordered[:, -2]
    return rivals
