"""Writes the folders models/clauses and models/sentences: weights, manifest, card and reliability diagram."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from proposalcheck import __version__
from proposalcheck.annotate.classifier import CODE
from proposalcheck.annotate.classifier.clauses import CODE as CLAUSES_CODE
from proposalcheck.annotate.classifier.features import Field
from proposalcheck.training.calibration import Bin, bins, calibration_error
from proposalcheck.training.clauses import TrainedClauses
from proposalcheck.training.examples import Example
from proposalcheck.training.fit import Settings
from proposalcheck.training.report import (
    calibration_entry,
    counted,
    f1,
    libraries,
    reliability_picture,
    reliability_table,
)
from proposalcheck.training.sentences import TrainedSentences, scores_by_item
from proposalcheck.training.store import packed, write

_PARTS = {
    "text": "the sentence",
    "before": "the sentence before",
    "after": "the sentence after",
    "title": "the title of the section",
    "kind": "the kind of document",
}


def write_clauses(trained: TrainedClauses, examples: Sequence[Example], settings: Settings, folder: Path) -> str:
    """Write the model of clauses into `folder`; returns the SHA-256 of its weights."""
    found = bins(trained.presence, trained.truth.astype(np.int8))
    sentence_bins = bins(trained.sentence_chances, trained.targets)
    by_label = {
        label: {
            "documents": int(trained.truth[:, column].sum()),
            **counted(trained.said[:, column], trained.truth[:, column]),
        }
        for column, label in enumerate(trained.labels)
    }
    total = counted(trained.said, trained.truth)
    scores = {
        "held_out": "five folds by contract",
        "present_micro_f1": round(f1(total), 4),
        "precision_at_80_recall": round(trained.curve.precision_at_80, 4),
        "area_under_precision_recall": round(trained.curve.area, 4),
        "recall_of_all_quotes": round(trained.curve.most, 4),
        "present_calibration": calibration_entry(found),
        "sentence_calibration": calibration_entry(sentence_bins),
        "by_label": by_label,
    }
    task = "find the clauses of an agreement, of 41 kinds, and the words that show each"
    manifest = _manifest(task, examples, settings, scores)
    return write(
        folder,
        code=CLAUSES_CODE,
        weights=packed(trained.arrays),
        manifest=manifest,
        card=_clauses_card(scores, found, examples, settings),
        picture=reliability_picture(found, "Is the clause in the contract?"),
    )


def write_sentences(trained: TrainedSentences, examples: Sequence[Example], settings: Settings, folder: Path) -> str:
    """Write the model of catalogue items into `folder`; returns the SHA-256 of its weights."""
    found = bins(trained.chances, trained.targets)
    by_item = scores_by_item(trained)
    scores = {"held_out": "five folds by source", "calibration": calibration_entry(found), "by_label": by_item}
    task = "tell which sentences show which item of the catalogue"
    manifest = _manifest(task, examples, settings, scores) | {"left_out": trained.left_out}
    return write(
        folder,
        code=CODE,
        weights=packed(trained.weights.arrays()),
        manifest=manifest,
        card=_sentences_card(trained, by_item, found, examples, settings),
        picture=reliability_picture(found, "Does the sentence show the item?"),
    )


def _manifest(task: str, examples: Sequence[Example], settings: Settings, scores: Mapping[str, Any]) -> dict[str, Any]:
    joined = "\n".join(sorted(example.sha256 for example in examples))
    return {
        "task": task,
        "program": __version__,
        "libraries": libraries(),
        "seed": settings.seed,
        "settings": {
            "strength": settings.strength,
            "grams": settings.grams,
            "unknown": settings.unknown,
            "negatives": settings.negatives,
        },
        "data": {
            "sha256": hashlib.sha256(joined.encode()).hexdigest(),
            "documents": len(examples),
            "sources": len({example.source for example in examples}),
            "licences": sorted({example.licence for example in examples}),
            "files": sorted(example.sha256 for example in examples),
        },
        "scores": scores,
    }


def _clauses_card(
    scores: Mapping[str, Any], found: Sequence[Bin], examples: Sequence[Example], settings: Settings
) -> str:
    by_label: Mapping[str, Mapping[str, int]] = scores["by_label"]
    return _template("clauses_card.md").format(
        kinds=len(by_label),
        how=_how(settings),
        seed=settings.seed,
        documents=len(examples),
        present=scores["present_micro_f1"],
        precision=scores["precision_at_80_recall"],
        area=scores["area_under_precision_recall"],
        most=scores["recall_of_all_quotes"],
        error=scores["present_calibration"]["expected_calibration_error"],
        reliability=reliability_table(found),
        rows="\n".join(_clause_row(label, counts) for label, counts in by_label.items()),
        strong=_listed(label for label, counts in by_label.items() if f1(counts) >= 0.9),
        weak=_listed(label for label, counts in by_label.items() if f1(counts) < 0.5),
    )


def _sentences_card(
    trained: TrainedSentences,
    by_item: Mapping[str, Mapping[str, float | int]],
    found: Sequence[Bin],
    examples: Sequence[Example],
    settings: Settings,
) -> str:
    sources = sorted({(example.source, example.licence) for example in examples})
    return _template("sentences_card.md").format(
        how=_how(settings),
        seed=settings.seed,
        documents=len(examples),
        count=len({source for source, _ in sources}),
        error=calibration_error(list(found)),
        reliability=reliability_table(found),
        rows="\n".join(_item_row(item, counts) for item, counts in by_item.items()),
        strong=_listed(item for item, counts in by_item.items() if counts["f1"] >= 0.6),
        weak=_listed(item for item, counts in by_item.items() if counts["f1"] < 0.3),
        left_out=_listed(trained.left_out),
        sources="\n".join(f"- {source} ({licence})" for source, licence in sources),
    )


def _template(name: str) -> str:
    return resources.files("proposalcheck.training").joinpath(name).read_text(encoding="utf-8")


def _how(settings: Settings) -> str:
    fields = ";\n  ".join(_field(field) for field in settings.fields)
    return (
        f"- **How.** One logistic regression a label (scikit-learn, C = {settings.strength:g}) over weighted n-grams:\n"
        f"  {fields}.\n  At most {settings.grams:,} n-grams are kept, as 32-bit hashes.\n"
        "- **Probabilities** are Platt's, fitted to sentences whose source was held out."
    )


def _field(field: Field) -> str:
    words = ["single words" if field.words == 1 else f"runs of up to {field.words} words"] if field.words else []
    letters = [f"runs of {' and '.join(map(str, field.characters))} letters inside words"] if field.characters else []
    return f"{' and '.join([*words, *letters])} of {_PARTS[field.name]}"


def _clause_row(label: str, counts: Mapping[str, int]) -> str:
    return f"| {label} | {counts['documents']} | {counts['tp']} | {counts['fp']} | {counts['fn']} | {f1(counts):.2f} |"


def _item_row(item: str, scores: Mapping[str, float | int]) -> str:
    numbers = f"{scores['precision']:.2f} | {scores['recall']:.2f} | {scores['f1']:.2f}"
    return f"| {item} | {scores['sentences']} | {numbers} |"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
