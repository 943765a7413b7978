"""Trains the model of clauses on labelled contracts, and measures it on contracts that it has not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proposalcheck.annotate.classifier.clauses import AGAIN, WHOLE, candidates_in, headings_of
from proposalcheck.annotate.classifier.features import Field
from proposalcheck.annotate.classifier.odds import log_odds, sigmoid
from proposalcheck.annotate.classifier.passages import whole_of
from proposalcheck.annotate.classifier.surroundings import FLOOR, Candidates, signs, summary
from proposalcheck.annotate.classifier.weights import Floats, Weights
from proposalcheck.training.calibration import platt, thresholds
from proposalcheck.training.examples import Example, Material, material_of
from proposalcheck.training.fit import Settings, Targets, fit
from proposalcheck.training.folds import folds_of, out_of_fold
from proposalcheck.training.measure import Curve, Said, curve, finds
from proposalcheck.training.second import presence_weights, quote_weights
from proposalcheck.training.table import table_of

FIELDS = (
    Field("text", 2),
    Field("text", 0, (4,)),
    Field("before", 1, share=0.5),
    Field("title", 2, share=0.5),
)
"""Runs of letters are scaled on their own: there are more of them, and together with the words they drown them."""

AGAIN_FIELDS = (
    Field("text", 2),
    Field("before", 1, share=0.5),
    Field("after", 1, share=0.5),
    Field("title", 2, share=0.5),
)
"""What is read of likely sentences, without runs of letters, so that it errs elsewhere than the first look does."""

WHOLE_FIELDS = (Field("text", 1), Field("title", 2))
"""What is read of a whole document: its words, and the opening that names it."""

STRENGTH = 10.0
WHOLE_STRENGTH = 3.0
FOLDS = 5
LEAST_CONTRACTS, LEAST_WHOLE = 3, 5
"""In how many contracts an n-gram must occur, for sentences and for whole documents; rarer ones tell the contract."""
_THRESHOLDS = np.arange(0.3, 0.61, 0.025)

Fold = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quotes:
    """The candidates of all documents laid end to end: the document, signs, words, and whether they find an answer."""

    document: NDArray[np.int64]
    label: NDArray[np.int64]
    signs: Floats
    words: list[str]
    hits: NDArray[np.bool_]
    candidates: list[Candidates]


@dataclass(frozen=True, slots=True)
class TrainedClauses:
    """The arrays of a model, and what was measured on held-out contracts.

    `presence` and `truth` are documents by labels, `said` whether the label was taken to be there.
    """

    labels: tuple[str, ...]
    arrays: Mapping[str, NDArray[Any]]
    sentence_chances: Floats
    targets: Targets
    presence: Floats
    said: NDArray[np.bool_]
    truth: NDArray[np.bool_]
    curve: Curve


def train_clauses(examples: Sequence[Example], settings: Settings) -> TrainedClauses:
    """Return the model of clauses trained on all `examples`, with the measures of five folds by contract."""
    labels = tuple(sorted({label for example in examples for label in example.labels}))
    material = material_of(examples, labels)
    weights, chances = _first(material, labels, settings)
    logits = _by_document(log_odds(chances), examples)
    truth = np.array([[example.labels[label].verdict == "yes" for label in labels] for example in examples])
    fold_of = folds_of([example.source for example in examples], FOLDS, settings.seed)
    again, scored_again = _again(
        material, log_odds(chances), np.repeat(fold_of, list(map(len, logits))), weights, settings
    )
    whole, scored_whole = _whole(examples, truth, fold_of, weights, settings)
    quotes = _quotes(examples, logits, _by_document(scored_again, examples), labels)
    second, sums = _second(quotes, logits, scored_whole, fold_of)
    presence, said = _presence(sums, truth, fold_of)
    arrays = {
        **weights.arrays(),
        **again.arrays(AGAIN),
        **whole.arrays(WHOLE),
        "quote_weights": quote_weights(quotes.signs, quotes.label, quotes.hits, len(labels)),
        "presence_weights": presence_weights(sums, truth),
        "presence_threshold": np.array([_threshold(presence, truth)], dtype=np.float32),
    }
    found = curve(_said(examples, quotes, second, labels), _answers(examples))
    return TrainedClauses(labels, arrays, chances, material.targets, presence, said, truth, found)


def _first(material: Material, labels: Sequence[str], settings: Settings) -> tuple[Weights, Floats]:
    """Return the calibrated sentence classifier, and the probabilities of every sentence while it was held out."""
    table = table_of(material.passages, settings.fields, material.source_of, LEAST_CONTRACTS)
    folds = folds_of(material.source_of, FOLDS, settings.seed)
    scores = out_of_fold(table, material.targets, labels, folds, settings)
    slope, offset = platt(scores, material.targets)
    chances = sigmoid(scores * slope + offset)
    weights = fit(table, material.targets, labels, settings)
    limits = thresholds(chances, material.targets)
    return replace(weights, slope=slope, offset=offset, thresholds=limits), chances


def _again(
    material: Material, logits: Floats, folds: Fold, first: Weights, settings: Settings
) -> tuple[Weights, Floats]:
    """Return a sentence classifier trained on candidates alone, and its scores of every sentence while held out.

    The first look learns to tell a clause from all that is no clause at all; this one from what resembles it.
    """
    table = table_of(material.passages, AGAIN_FIELDS, material.source_of, LEAST_CONTRACTS)
    targets = np.where(logits > FLOOR, material.targets, -1).astype(np.int8)
    settings = replace(settings, fields=AGAIN_FIELDS, negatives=0)
    scores = out_of_fold(table, targets, first.labels, folds, settings)
    return fit(table, targets, first.labels, settings), scores


def _whole(
    examples: Sequence[Example], truth: NDArray[np.bool_], fold_of: Fold, first: Weights, settings: Settings
) -> tuple[Weights, Floats]:
    """Return a classifier of whole documents by their words, and its scores of each while held out."""
    passages = [whole_of(example.passages()) for example in examples]
    table = table_of(passages, WHOLE_FIELDS, [example.source for example in examples], LEAST_WHOLE)
    settings = replace(settings, fields=WHOLE_FIELDS, strength=WHOLE_STRENGTH, negatives=0)
    scores = out_of_fold(table, truth.astype(np.int8), first.labels, fold_of, settings)
    return fit(table, truth.astype(np.int8), first.labels, settings), scores


def _by_document(values: Floats, examples: Sequence[Example]) -> list[Floats]:
    edges = np.cumsum([len(example.sentences) for example in examples])[:-1]
    return list(np.split(values, edges))


def _quotes(
    examples: Sequence[Example], logits: Sequence[Floats], again: Sequence[Floats], labels: Sequence[str]
) -> Quotes:
    """Return the candidates of every document, each held against the answers for its label."""
    all_signs, words, hits, all_candidates = [], [], [], []
    for example, scores, scores_again in zip(examples, logits, again, strict=True):
        candidates, spans = candidates_in(example.document, example.sentences, scores, labels)
        texts = [example.document.quote(span) for span in spans]
        all_candidates.append(candidates)
        at = (candidates.sentence, candidates.label)
        all_signs.append(signs(scores, scores_again[at], headings_of(example.sentences), candidates))
        words += texts
        hits += [
            any(finds(labels[label], text, answer) for answer in example.labels[labels[label]].quotes)
            for label, text in zip(candidates.label, texts, strict=True)
        ]
    return Quotes(
        document=np.repeat(np.arange(len(examples)), [len(candidates.label) for candidates in all_candidates]),
        label=np.concatenate([candidates.label for candidates in all_candidates]),
        signs=np.concatenate(all_signs),
        words=words,
        hits=np.array(hits, dtype=np.bool_),
        candidates=all_candidates,
    )


def _second(quotes: Quotes, logits: Sequence[Floats], whole: Floats, fold_of: Fold) -> tuple[Floats, Floats]:
    """Return the held-out probability of every quote, and the sums of every document that follow from them."""
    chances = np.zeros(len(quotes.label), dtype=np.float32)
    fold = fold_of[quotes.document]
    for held_out in np.unique(fold_of):
        inside, outside = fold == held_out, fold != held_out
        weights = quote_weights(quotes.signs[outside], quotes.label[outside], quotes.hits[outside], whole.shape[1])
        chances[inside] = sigmoid(np.sum(quotes.signs[inside] * weights[quotes.label[inside]], axis=1))
    by_document = [chances[quotes.document == index] for index in range(len(logits))]
    sums = [summary(*parts) for parts in zip(logits, by_document, quotes.candidates, whole, strict=True)]
    return chances, np.array(sums)


def _presence(sums: Floats, truth: NDArray[np.bool_], fold_of: Fold) -> tuple[Floats, NDArray[np.bool_]]:
    """Return how likely each label is in each document while held out, and whether it is taken to be there."""
    chances = np.zeros(truth.shape, dtype=np.float32)
    for held_out in np.unique(fold_of):
        weights = presence_weights(sums[fold_of != held_out], truth[fold_of != held_out])
        chances[fold_of == held_out] = sigmoid(np.sum(sums[fold_of == held_out] * weights, axis=2))
    said = np.zeros(truth.shape, dtype=np.bool_)
    for held_out in np.unique(fold_of):
        others = fold_of != held_out
        said[~others] = chances[~others] >= _threshold(chances[others], truth[others])
    return chances, said


def _threshold(chances: Floats, truth: NDArray[np.bool_]) -> float:
    """Return the probability from which a label counts as present with the highest micro F1."""

    def f1(limit: float) -> float:
        said = chances >= limit
        return 2 * float((said & truth).sum()) / max(1.0, float(said.sum() + truth.sum()))

    return float(max(_THRESHOLDS, key=f1))


def _said(
    examples: Sequence[Example], quotes: Quotes, chances: Floats, labels: Sequence[str]
) -> dict[tuple[str, str], list[Said]]:
    said: dict[tuple[str, str], list[Said]] = {}
    for document, label, words, chance in zip(quotes.document, quotes.label, quotes.words, chances, strict=True):
        said.setdefault((examples[document].name, labels[label]), []).append(Said(words, float(chance)))
    return said


def _answers(examples: Sequence[Example]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(e.name, name): label.quotes for e in examples for name, label in e.labels.items() if label.quotes}
