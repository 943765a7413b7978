"""Finds the clauses of an agreement: which of 41 kinds are in it, and the words that show each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proposalcheck import models
from proposalcheck.annotate.annotated import Sentence
from proposalcheck.annotate.classifier import features, surroundings
from proposalcheck.annotate.classifier.classifier import Classifier
from proposalcheck.annotate.classifier.odds import log_odds, sigmoid
from proposalcheck.annotate.classifier.passages import Passage, passages_of, whole_of
from proposalcheck.annotate.classifier.spans import quotes_for
from proposalcheck.annotate.classifier.surroundings import SIGNS, SUMS, Candidates, signs, summary
from proposalcheck.annotate.classifier.weights import Floats, Weights
from proposalcheck.document import Document, Span
from proposalcheck.errors import ModelError

CODE = f"{features.CODE} {surroundings.CODE}"
"""What a model of clauses must have been trained with."""

AGAIN, WHOLE = "again_", "whole_"
"""How the names of the arrays begin that belong to the weights of candidates alone, and of whole documents."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that carry a label, how likely it is that they do, and the sentence they stand in."""

    label: str
    span: Span
    probability: float
    sentence: int


@dataclass(frozen=True, slots=True)
class Clauses:
    """What was found in a document: how likely each label is in it at all, and its quotes in reading order."""

    presence: Mapping[str, float]
    present: frozenset[str]
    quotes: tuple[Clause, ...]


class ClauseFinder:
    """A sentence classifier, a second look at the surroundings of each quote, and a sum over the document.

    `again` was trained on likely sentences alone and tells them apart better, `whole` knows the words of documents.
    `quote_weights` are labels by SIGNS, `presence_weights` labels by SUMS, `threshold` the probability from which a
    label is taken to be in a document.
    """

    def __init__(
        self,
        classifier: Classifier,
        again: Classifier,
        whole: Classifier,
        *,
        quote_weights: Floats,
        presence_weights: Floats,
        threshold: float,
    ) -> None:
        self.classifier = classifier
        self._again, self._whole = again, whole
        self._quote_weights, self._presence_weights, self._threshold = quote_weights, presence_weights, threshold

    def find(self, document: Document, sentences: Sequence[Sentence], least: float = 0.05) -> Clauses:
        """Return the clauses of `document`; quotes less likely than `least` are left out."""
        labels = self.classifier.labels
        passages = passages_of(document, sentences)
        logits = log_odds(self.classifier.probabilities(passages))
        candidates, spans = candidates_in(document, sentences, logits, labels)
        known = signs(logits, self._scored_again(passages, candidates), headings_of(sentences), candidates)
        chances = sigmoid(np.sum(known * self._quote_weights[candidates.label], axis=1))
        seen = summary(logits, chances, candidates, self._whole.scores([whole_of(passages)])[0])
        presence = sigmoid(np.sum(seen * self._presence_weights, axis=1))
        quotes = (
            Clause(labels[label], span, round(float(chance), 4), int(sentence))
            for label, span, chance, sentence in zip(candidates.label, spans, chances, candidates.sentence, strict=True)
            if chance >= least
        )
        return Clauses(
            presence={label: round(float(chance), 4) for label, chance in zip(labels, presence, strict=True)},
            present=frozenset(labels[i] for i in np.flatnonzero(presence >= self._threshold)),
            quotes=tuple(quotes),
        )

    def _scored_again(self, passages: Sequence[Passage], candidates: Candidates) -> Floats:
        """Return what the sentence of each candidate scores for its label, among candidates alone."""
        sentences, at = np.unique(candidates.sentence, return_inverse=True)
        return self._again.scores([passages[sentence] for sentence in sentences])[at, candidates.label]


def candidates_in(
    document: Document, sentences: Sequence[Sentence], logits: Floats, labels: Sequence[str]
) -> tuple[Candidates, list[Span]]:
    """Return every quote that is likely enough to be looked at again, with its span in `document`."""
    rows: list[tuple[int, int, int, int, bool]] = []
    spans: list[Span] = []
    for sentence, label in zip(*np.nonzero(logits > surroundings.FLOOR), strict=True):
        whole = sentences[sentence].span
        text = document.quote(whole)
        for place, quote in enumerate(quotes_for(labels[label], text)):
            rows.append((int(sentence), int(label), place, len(quote.of(text).split()), len(quote) == len(text)))
            spans.append(Span(whole.start + quote.start, whole.start + quote.end))
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    columns = (table[:, 0], table[:, 1], table[:, 2], table[:, 3])
    return Candidates(*columns, whole=table[:, 4].astype(np.bool_)), spans


def headings_of(sentences: Sequence[Sentence]) -> NDArray[np.bool_]:
    """Return which of `sentences` are headings."""
    return np.array([sentence.kind == "heading" for sentence in sentences], dtype=np.bool_)


@lru_cache(maxsize=1)
def load_clauses(name: str = "clauses") -> ClauseFinder:
    """Return the shipped model of clauses; raises ModelError when it is missing, changed or for other code."""
    return finder(models.load(name, code=CODE).arrays(), name)


def finder(arrays: Mapping[str, NDArray[Any]], name: str) -> ClauseFinder:
    """Return the finder whose weights `arrays` hold; raises ModelError where they do not fit together."""
    try:
        quote, presence, threshold = arrays["quote_weights"], arrays["presence_weights"], arrays["presence_threshold"]
    except KeyError as error:
        raise ModelError(f"model {name!r}: its weights have no {error}; it finds sentences, not clauses") from error
    first, again, whole = (Classifier(Weights.of(arrays, name, prefix)) for prefix in ("", AGAIN, WHOLE))
    labels = len(first.labels)
    if not first.labels == again.labels == whole.labels:
        raise ModelError(f"model {name!r}: its weights do not fit together: they are for different labels")
    if quote.shape != (labels, SIGNS) or presence.shape != (labels, SUMS) or threshold.shape != (1,):
        raise ModelError(f"model {name!r}: its weights do not fit its {labels} labels")
    return ClauseFinder(
        first, again, whole, quote_weights=quote, presence_weights=presence, threshold=float(threshold[0])
    )
