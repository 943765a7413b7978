"""Trains the model that tells the kind of a document: `python -m training.kind --data DIR`.

Prints how each source was told while it was held out, then writes models/kind. The same data and seed give the same
bytes.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from proposalcheck.annotate.kind import KINDS, Weights, chances
from proposalcheck.readers import read
from training.kind_material import OWN, Example, gather
from training.kind_report import LOWEST_TEMPERATURE, HeldOut, Trained, print_scores, write

HERE = Path(__file__).parent
FOLDER = HERE.parent / "models" / "kind"
SEED = 20240
STRENGTH = 0.3
"""Inverse of the penalty on the weights; 0.1, 0.3 and 1 tell equally many held-out documents, so the middle one."""

FOLDS = 5
_TEMPERATURES = [LOWEST_TEMPERATURE + step / 20 for step in range(47)]

Matrix = NDArray[np.float64]


def train(data: Path, seed: int = SEED) -> Trained:
    """Return the model trained on everything under `data`, with what it said of documents it had not seen."""
    examples = gather(data, HERE / "kind_examples", read)
    held_out = cross_validate(examples, lambda example: example.source, seed)
    folded = cross_validate(examples, _fold, seed)
    archives = [told for told in held_out if told.example.part in ("contracts", "terms")]
    scored = [told for told in held_out if told.example.part in ("labelled", "hard")]
    scored += [told for told in folded if told.example.part in ("contracts", "terms")]
    temperature = min(_TEMPERATURES, key=lambda temperature: surprise(scored, temperature))
    weights = fit(examples, seed)
    final = Weights(weights.bias, weights.by_cue, weights.usual, temperature)
    return Trained(final, tuple(examples), tuple(scored), tuple(archives), seed, STRENGTH)


def fit(examples: Sequence[Example], seed: int = SEED) -> Weights:
    """Return the weights of a multinomial logistic regression, each cue scaled by how much it varies."""
    values = np.array([example.measured.values for example in examples])
    spread = np.maximum(values.std(axis=0), 0.05)
    model = LogisticRegression(C=STRENGTH, max_iter=5000, tol=1e-8, random_state=seed)
    model.fit(values / spread, [KINDS.index(example.kind) for example in examples], sample_weight=shares(examples))
    return Weights(
        bias=_rounded(model.intercept_),
        by_cue=tuple(_rounded(row) for row in (model.coef_ / spread).T),
        usual=_rounded(values.mean(axis=0)),
        temperature=1.0,
    )


def shares(examples: Sequence[Example]) -> Matrix:
    """Return how much each example counts: a source of n documents as root n, then every kind the same in all.

    Our own examples were each written for themselves, so each counts as a source of one.
    """
    of_source = Counter(example.source for example in examples)
    raw = np.array([1.0 if e.source == OWN else 1 / math.sqrt(of_source[e.source]) for e in examples])
    kinds = np.array([KINDS.index(example.kind) for example in examples])
    totals = np.array([max(raw[kinds == kind].sum(), 1e-9) for kind in range(len(KINDS))])
    even: Matrix = raw * (raw.sum() / len(KINDS) / totals)[kinds]
    return even


def cross_validate(examples: Sequence[Example], group: Callable[[Example], str], seed: int = SEED) -> list[HeldOut]:
    """Return every example as told by a model trained without its group; our own examples are never scored."""
    held_out: list[HeldOut] = []
    for name in sorted({group(example) for example in examples if example.part != "own"}):
        weights = fit([example for example in examples if group(example) != name], seed)
        inside = [example for example in examples if group(example) == name]
        held_out += (HeldOut(example, weights.scores(example.measured.values)) for example in inside)
    return held_out


def surprise(held_out: Sequence[HeldOut], temperature: float) -> float:
    """Return the mean negative log of the chance that was given to the right kind, in nats."""
    right = (chances(told.scores, temperature)[KINDS.index(told.example.kind)] for told in held_out)
    return sum(-math.log(max(chance, 1e-12)) for chance in right) / max(len(held_out), 1)


def _fold(example: Example) -> str:
    """Return the fold of an example of the two large archives; everything else stays in training throughout."""
    return str(int(example.sha256[:8], 16) % FOLDS) if example.part in ("contracts", "terms") else "always"


def _rounded(values: Matrix) -> tuple[float, ...]:
    return tuple(round(float(value), 5) for value in values)


def main() -> None:
    """Train, print the scores and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/ and data/")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--output", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    trained = train(arguments.data, arguments.seed)
    print_scores(trained)
    write(trained, arguments.output)
    print(f"wrote {arguments.output}")


if __name__ == "__main__":
    main()
