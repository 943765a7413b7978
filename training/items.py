"""Trains the model that reads sentences for the rules' items and weighs them with phrases: `python -m training.items`.

Prints how phrases alone, the classifier alone and both do on documents held out by source, then writes models/items.
The same data and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from proposalcheck.annotate import annotate
from proposalcheck.annotate.classifier import CODE, Field, Weights
from proposalcheck.annotate.classifier.odds import sigmoid
from proposalcheck.annotate.classifier.weights import Floats
from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.catalogue import Catalogue, load_catalogue
from proposalcheck.checks.fusion import MODEL, NO_BAND, NOTHING, TYPES, Decision, Habit, best_of, packed
from proposalcheck.training import store
from proposalcheck.training.calibration import platt
from proposalcheck.training.examples import Example
from proposalcheck.training.fit import Settings, fit, scores
from proposalcheck.training.folds import folds_of
from proposalcheck.training.gold import gold_examples
from proposalcheck.training.table import Table, table_of
from training.items_decide import Case, Judgement, band_of, calibration_of, cross_validated, decide, habits_of
from training.items_material import CUAD, RULES, Lesson, cuad_lesson, example_lesson, gold_lesson, joined, source_of
from training.items_phrases import Judged, Said, Trial, uses_of
from training.items_report import card, manifest, picture, printed
from training.items_written import written_lesson

FOLDER = Path(__file__).parent.parent / "models" / MODEL
SEED = 20240
FOLDS = 8
SETTINGS = Settings(
    fields=(Field("text", 2, (4,)), Field("title", 1, share=0.3)), strength=10.0, grams=60_000, seed=SEED
)
"""The sentence before, more n-grams and a smaller C did no better on held-out documents."""
_KEPT = 0.25
"""The share of labelled documents' sentences without any mark that train, drawn at random."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that teaches: labelled documents with what phrases say of them, and the lessons laid end to end.

    `folds` are those of the labelled passages, `leans` the passages of rules' examples that, by fold, go by words which
    only that fold's documents bear out: they are left out when the fold is held out.
    """

    items: tuple[str, ...]
    types: Mapping[str, str]
    examples: Sequence[Example]
    said: Mapping[str, Mapping[str, Said]]
    gold: Lesson
    whole: Lesson
    folds: NDArray[np.int64]
    leans: Mapping[int, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Trained:
    """The model, and what models like it said of documents that they had not seen.

    `halves` are what they said where readers saw an item in part, which neither teaches nor is scored.
    """

    weights: Weights
    habits: Mapping[str, Habit]
    decisions: Mapping[str, Decision]
    cases: Sequence[Case]
    judged: Sequence[Judgement]
    halves: Sequence[Judgement]


def gather(data: Path, catalogue: Catalogue) -> Material:
    """Return everything under `data` that teaches, in a fixed order."""
    known = [rule for rule in catalogue.rules.values() if rule.type in TYPES]
    examples = list(gold_examples(data / "gold" / "dev", list(catalogue.rules)))
    judged = {item for example in examples for item in example.labels}
    rules = [rule for rule in known if rule.id in judged]
    items = tuple(rule.id for rule in rules)
    seen = [_seen(example, catalogue) for example in examples]
    gold, taught = gold_lesson(examples, items), example_lesson(rules, items)
    folds = folds_of(gold.source_of, FOLDS, SEED)
    trials = {rule.id: Trial(rule, catalogue, seen) for rule in rules}
    leans = _leans(trials, taught, dict(zip(gold.source_of, folds.tolist(), strict=True)))
    contracts = cuad_lesson(data / "data" / "cuad-train" / "contracts.zip", items, _names(data))
    return Material(
        items=items,
        types={rule.id: rule.type for rule in rules},
        examples=examples,
        said={item: trial.answers() for item, trial in trials.items()},
        gold=gold,
        whole=joined(gold, taught, contracts, written_lesson(items)),
        folds=folds,
        leans={fold: places + len(folds) for fold, places in leans.items()},
    )


def _names(data: Path) -> frozenset[str]:
    """Return the contracts of CUAD that are among the labelled documents, and must teach only as such."""
    lines = (data / "gold" / "dev" / "MANIFEST.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines if line.strip()]
    return frozenset(entry["path_in_repo"] for entry in entries if entry["source_repo"] == CUAD)


def _seen(example: Example, catalogue: Catalogue) -> Judged:
    told = KindOfDocument(example.kind, 1.0, "as labelled")  # type: ignore[arg-type]
    annotated = annotate(example.document, told, catalogue.phrases, catalogue.signal_definitions)
    verdicts = {item: label.verdict for item, label in example.labels.items()}
    return Judged(example.name, source_of(example), annotated, verdicts)


def _leans(trials: Mapping[str, Trial], taught: Lesson, fold_of: Mapping[str, int]) -> dict[int, NDArray[np.int64]]:
    """Return, for each fold, the passages of rules' examples whose words only documents of that fold bear out."""
    found: dict[int, set[int]] = {fold: set() for fold in range(FOLDS)}
    for place, (source, passage) in enumerate(zip(taught.source_of, taught.passages, strict=True)):
        borne_out = trials[source.removeprefix(f"{RULES}: ")].found_in
        for phrase in sorted({phrase for phrase, _ in borne_out}):
            for use in uses_of(phrase, passage.text)[1:]:
                folds = {fold_of[name] for name in borne_out.get(use, ())}
                if len(folds) == 1:
                    found[folds.pop()].add(place)
    return {fold: np.array(sorted(places), dtype=np.int64) for fold, places in found.items()}


def train(material: Material) -> Trained:
    """Return the model trained on everything, with what its like said of each fold that it had not seen."""
    table = table_of(material.whole.passages, SETTINGS.fields, material.whole.source_of)
    thinned = _thinned(material)
    unseen = _out_of_fold(material, table, thinned)
    slope, offset = platt(unseen, material.gold.targets)
    fitted = _fit(material, table, thinned, np.zeros(0, dtype=np.int64))
    weights = replace(fitted, slope=slope, offset=offset)
    chances = sigmoid(unseen * slope + offset)
    cases = _cases(material, unseen, chances, ("yes", "no"))
    judged = cross_validated(cases)
    halves = cross_validated(cases, _cases(material, unseen, chances, ("partly",)))
    band = band_of(judged, halves)
    habits, lines = habits_of(cases), calibration_of(judged)
    decisions = {
        kind: replace(decision, slope=lines[kind][0], offset=lines[kind][1], band=band if kind == "topic" else NO_BAND)
        for kind, decision in decide(cases, habits).items()
    }
    judged, halves = ([replace(each, band=band) for each in told] for told in (judged, halves))
    return Trained(weights, habits, decisions, cases, judged, halves)


def _thinned(material: Material) -> NDArray[np.bool_]:
    """Return which passages may train: all that carry something, and a share of the others of labelled documents."""
    kept = np.ones(len(material.whole.passages), dtype=np.bool_)
    empty = ~np.any(material.gold.targets == 1, axis=1)
    drawn = np.random.default_rng(SEED).random(len(empty)) < _KEPT
    kept[: len(empty)] = ~empty | drawn
    return kept


def _fit(material: Material, table: Table, kept: NDArray[np.bool_], left_out: NDArray[np.int64]) -> Weights:
    targets = material.whole.targets.copy()
    targets[left_out] = -1
    rows = np.flatnonzero(kept & np.any(targets >= 0, axis=1))
    return fit(table.rows(rows), targets[rows], material.items, SETTINGS, material.whole.worth[rows])


def _out_of_fold(material: Material, table: Table, kept: NDArray[np.bool_]) -> Floats:
    found = np.zeros(material.gold.targets.shape, dtype=np.float32)
    for fold in range(FOLDS):
        inside = np.flatnonzero(material.folds == fold)
        weights = _fit(material, table, kept, np.concatenate([inside, material.leans[fold]]))
        found[inside] = scores(weights, table.rows(inside))
    return found


def _cases(material: Material, unseen: Floats, chances: Floats, verdicts: Sequence[str]) -> list[Case]:
    """Return a case for every answer of a reader that was one of `verdicts`."""
    cases: list[Case] = []
    start = 0
    for example in material.examples:
        inside = unseen[start : start + len(example.sentences)].copy()
        inside[[index for index, sentence in enumerate(example.sentences) if sentence.kind == "contents"]] = NOTHING
        best, fold = best_of(inside), int(material.folds[start])
        sure = chances[start : start + len(example.sentences)].max(axis=0)
        for column, item in enumerate(material.items):
            verdict = example.labels[item].verdict if item in example.labels else ""
            if verdict in verdicts:
                said = material.said[item][example.name]
                told = {"shipped": said.shipped, "loso": said.loso, "strict": said.strict}
                row = tuple(float(score) for score in best[:, column])
                chance = float(sure[column])
                cases.append(
                    Case(
                        example.name, item, material.types[item], fold, verdict == "yes", told, row, chance, len(inside)
                    )
                )
        start += len(example.sentences)
    return cases


def write(trained: Trained, material: Material, folder: Path) -> str:
    """Write models/items; returns the SHA-256 of its weights."""
    weights = store.packed({**trained.weights.arrays(), "fusion": packed(trained.habits, trained.decisions)})
    return store.write(
        folder,
        code=CODE,
        weights=weights,
        manifest={
            "seed": SEED,
            "folds": FOLDS,
            "strength": SETTINGS.strength,
            **manifest(trained.cases, trained.judged, material.examples),
        },
        card=card(trained.cases, trained.judged, trained.halves, material.examples),
        picture=picture(trained.judged),
    )


def main() -> None:
    """Train, print the scores and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/ and data/")
    parser.add_argument("--output", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    material = gather(arguments.data, load_catalogue())
    trained = train(material)
    print(printed(trained.cases, trained.judged, trained.halves))
    print(f"wrote {arguments.output}: {write(trained, material, arguments.output)}")


if __name__ == "__main__":
    main()
