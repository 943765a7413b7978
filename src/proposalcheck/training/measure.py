"""The measures of the CUAD paper: quotes against quotes, over all categories and contracts together.

A quote finds an answer when their words overlap by half or more (Jaccard), or, for the parties, when it holds the
answer. Precision is taken at the confidence where 80 % of all answers are found (section 4 of the paper and its
published evaluation).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

LEAST = 0.5
PARTIES = "Parties"
_SIGNS = re.compile(r"[^\w\s]|_")

Key = tuple[str, str]
"""A contract and a category."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quote that the model gives, and how sure it is."""

    words: str
    probability: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision at 80 % recall, the area under precision and recall, and the share of answers that any quote finds."""

    precision_at_80: float
    area: float
    most: float


def bag(words: str) -> frozenset[str]:
    """Return the different words of a quote, without signs and in lower case."""
    return frozenset(_SIGNS.sub("", words.lower().replace("/", " ")).split())


def finds(category: str, words: str, answer: str) -> bool:
    """Tell whether the quote `words` finds `answer`."""
    if category == PARTIES and answer in words:
        return True
    left, right = bag(words), bag(answer)
    return bool(left | right) and len(left & right) >= LEAST * len(left | right)


def curve(said: Mapping[Key, Sequence[Said]], answers: Mapping[Key, Sequence[str]]) -> Curve:
    """Return how well the quotes `said` find all `answers`."""
    wanted = sum(map(len, answers.values()))
    events = [event for key, quotes in said.items() for event in _events(key[1], quotes, answers.get(key, ()))]
    events.sort(key=lambda event: -event[0])
    table = np.array(events, dtype=np.float64).reshape(-1, 3)
    found, wrong = np.cumsum(table[:, 1]), np.cumsum(table[:, 2])
    precision, recall = found / np.maximum(found + wrong, 1), found / max(wanted, 1)
    at_80 = int(np.searchsorted(recall, 0.8))
    area = float(np.sum(np.diff(np.concatenate([[0.0], recall])) * precision))
    reached = float(recall[-1]) if len(recall) else 0.0
    return Curve(float(precision[at_80]) if at_80 < len(recall) else 0.0, area, reached)


def _events(category: str, quotes: Sequence[Said], answers: Sequence[str]) -> list[tuple[float, int, int]]:
    """Return for each quote, the surest first: its probability, the answers it finds first, and whether it is wrong."""
    left = set(range(len(answers)))
    events = []
    for quote in sorted(quotes, key=lambda quote: -quote.probability):
        found = {index for index, answer in enumerate(answers) if finds(category, quote.words, answer)}
        events.append((quote.probability, len(found & left), 0 if found else 1))
        left -= found
    return events
