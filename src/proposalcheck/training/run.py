"""What `proposalcheck train` and `proposalcheck evaluate` do, from the data's folder to lines for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from proposalcheck import models
from proposalcheck.annotate.classifier import CODE, Classifier, Weights
from proposalcheck.annotate.classifier.clauses import CODE as CLAUSES_CODE
from proposalcheck.annotate.classifier.clauses import ClauseFinder, finder
from proposalcheck.catalogue import Catalogue, load_catalogue
from proposalcheck.errors import ModelError, UsageError
from proposalcheck.shipped import shipped
from proposalcheck.training import clauses, sentences
from proposalcheck.training.calibration import bins, calibration_error
from proposalcheck.training.cards import write_clauses, write_sentences
from proposalcheck.training.cuad import cuad_examples
from proposalcheck.training.decided import decided_examples, rules_decided
from proposalcheck.training.examples import Example
from proposalcheck.training.fit import Settings
from proposalcheck.training.gold import gold_examples, is_gold
from proposalcheck.training.measure import Said, curve
from proposalcheck.training.report import counted, f1
from proposalcheck.training.sets import find_sets

GRAMS = 200_000


@dataclass(frozen=True, slots=True)
class Measured:
    """How one model did on the documents of one set; `seen` of the documents were trained on."""

    model: str
    data: str
    documents: int
    seen: int
    scores: dict[str, float]

    def as_dict(self) -> dict[str, Any]:
        """Return the measures for JSON."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """Yield the measures for people."""
        yield f"{self.model} on {self.data}: {self.documents} documents"
        if self.seen:
            yield f"  {self.seen} of them were trained on: the figures flatter the model"
        yield from (f"  {name.replace('_', ' '):34} {value:.3f}" for name, value in self.scores.items())


def train(
    data: Path, output: Path, *, seed: int, only: str | None = None, catalogue: Catalogue | None = None
) -> Iterator[str]:
    """Train a model for each kind of data under `data`, write them all under `output`, and yield a line for each.

    Labels and decisions are on the rules of `catalogue`, or on the shipped ones.
    """
    sets = find_sets(data)
    written: list[tuple[str, int, Callable[[Path], str]]] = []
    if sets.contracts and only != "sentences":
        contracts = [example for path in sets.contracts for example in cuad_examples(path)]
        written.append(("clauses", len(contracts), _clauses(contracts, seed)))
    if sets.documents and only != "clauses":
        documents = _documents(sets.documents, catalogue or load_catalogue())
        written.append(("sentences", len(documents), _sentences(documents, seed)))
    if not written:
        raise UsageError(f"{data}: it has no data to train the model {only!r} on")
    for name, count, write in written:
        yield f"wrote {output / name}: trained on {count} documents, weights {write(output / name)[:16]}"


def left_out(data: Path, catalogue: Catalogue) -> Iterator[str]:
    """Yield a line for each folder of decisions under `data` in which some are on rules that `catalogue` has not."""
    for folder in find_sets(data).documents:
        if unknown := sorted(rules_decided(folder) - set(catalogue.rules)):
            right = "if they are rules of your own, name their folder with --rules"
            yield f"{folder}: decisions on {', '.join(unknown)} teach nothing, as no rule is called so; {right}"


def _clauses(examples: Sequence[Example], seed: int) -> Callable[[Path], str]:
    """Return what writes the model of clauses, trained."""
    settings = Settings(clauses.FIELDS, strength=clauses.STRENGTH, grams=GRAMS, negatives=3, seed=seed)
    trained = clauses.train_clauses(examples, settings)
    return lambda folder: write_clauses(trained, examples, settings, folder)


def _sentences(examples: Sequence[Example], seed: int) -> Callable[[Path], str]:
    """Return what writes the model of sentences, trained."""
    settings = Settings(sentences.FIELDS, grams=GRAMS, negatives=2, seed=seed)
    trained = sentences.train_sentences(examples, settings)
    return lambda folder: write_sentences(trained, examples, settings, folder)


def evaluate(data: Path, folder: Path | None, catalogue: Catalogue | None = None) -> list[Measured]:
    """Return how the models (of `folder`, or the shipped ones) do on each set under `data`.

    Labelled documents measure the model "sentences", or where there is none "items", sentence by sentence; labels and
    decisions are on the rules of `catalogue`, or on the shipped ones.
    """
    sets, catalogue = find_sets(data), catalogue or load_catalogue()
    measured = []
    for path in sets.contracts:
        model = models.load("clauses", code=CLAUSES_CODE, folder=folder)
        found = finder(model.arrays(), "clauses")
        measured.append(_measure_clauses(found, model, path.name, list(cuad_examples(path))))
    for path in sets.documents:
        name = "sentences" if ((folder or shipped("models")) / "sentences").is_dir() else "items"
        model = models.load(name, code=CODE, folder=folder)
        classifier = Classifier(Weights.of(model.arrays(), name))
        _refuse_stranger(classifier, model.name, catalogue)
        measured.append(_measure_sentences(classifier, model, path.name, _documents([path], catalogue)))
    return measured


def _documents(folders: Sequence[Path], catalogue: Catalogue) -> list[Example]:
    return [example for folder in folders for example in _read(folder, catalogue)]


def _read(folder: Path, catalogue: Catalogue) -> Iterator[Example]:
    """Yield the labelled documents of a folder, whichever way it is labelled."""
    return gold_examples(folder, catalogue.rules) if is_gold(folder) else decided_examples(folder, catalogue)


def _seen(model: models.Model, examples: Sequence[Example]) -> int:
    """Return how many of `examples` the manifest names by their SHA-256 as trained on, wherever it lists them."""
    trained = json.dumps(model.manifest.get("data", ()))
    return sum(example.sha256 in trained for example in examples)


def _measure_clauses(found: ClauseFinder, model: models.Model, data: str, examples: Sequence[Example]) -> Measured:
    labels = found.classifier.labels
    said: dict[tuple[str, str], list[Said]] = {}
    presence, taken = [], []
    for example in examples:
        clauses_found = found.find(example.document, example.sentences, least=0.0)
        for quote in clauses_found.quotes:
            words = Said(example.document.quote(quote.span), quote.probability)
            said.setdefault((example.name, quote.label), []).append(words)
        presence.append([clauses_found.presence[label] for label in labels])
        taken.append([label in clauses_found.present for label in labels])
    answers = {(e.name, name): label.quotes for e in examples for name, label in e.labels.items() if label.quotes}
    truth = np.array([[label in e.labels and e.labels[label].verdict == "yes" for label in labels] for e in examples])
    quotes = curve(said, answers)
    scores = {
        "present_micro_f1": f1(counted(np.array(taken), truth)),
        "precision_at_80_recall": quotes.precision_at_80,
        "area_under_precision_recall": quotes.area,
        "calibration_error": calibration_error(bins(np.array(presence, dtype=np.float32), truth.astype(np.int8))),
    }
    return Measured(model.name, data, len(examples), _seen(model, examples), scores)


def _refuse_stranger(classifier: Classifier, name: str, catalogue: Catalogue) -> None:
    if unknown := set(classifier.labels) - set(catalogue.rules):
        raise ModelError(
            f"model {name!r} was made for another catalogue: it tells {sorted(unknown)[0]!r}, which is no rule; "
            "name the folder of your own rules with --rules, or train it anew"
        )


def _measure_sentences(classifier: Classifier, model: models.Model, data: str, examples: Sequence[Example]) -> Measured:
    chances = np.concatenate([classifier.probabilities(example.passages()) for example in examples])
    targets = np.concatenate([example.targets(classifier.labels) for example in examples])
    known = targets >= 0
    counts = counted(((chances >= classifier.weights.thresholds) & known)[known], (targets > 0)[known])
    scores = {"sentence_micro_f1": f1(counts), "calibration_error": calibration_error(bins(chances, targets))}
    return Measured(model.name, data, len(examples), _seen(model, examples), scores)
