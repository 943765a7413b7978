"""Prints how well the kind of a document is told, and writes models/kind: weights, manifest and card."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from proposalcheck.annotate.kind import KINDS, Weights, chances, cues_version
from proposalcheck.annotate.kind_cues import cues
from proposalcheck.models import SCHEMA
from training.kind_material import Example, Part

PARTS: dict[Part, str] = {
    "labelled": "labelled documents, whole source held out",
    "hard": "near misses and hard files, whole source held out",
    "contracts": "CUAD contracts, five folds",
    "terms": "terms of service, five folds",
}


LOWEST_TEMPERATURE = 0.7
"""The cues were written with some of the scored documents in view, which flatters scores; confidence stays lower."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What a model said of an example that it had not seen: the score of each of KINDS."""

    example: Example
    scores: tuple[float, ...]

    @property
    def told(self) -> str:
        """The kind with the highest score."""
        return KINDS[self.scores.index(max(self.scores))]

    @property
    def is_right(self) -> bool:
        """Whether that is the kind it has."""
        return self.told == self.example.kind


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, what it was trained on, and what models trained without them said of the documents.

    `archives` holds the contracts and terms as told without any other document of their archive.
    """

    weights: Weights
    examples: tuple[Example, ...]
    held_out: tuple[HeldOut, ...]
    archives: tuple[HeldOut, ...]
    seed: int
    strength: float


def print_scores(trained: Trained) -> None:
    """Print a confusion matrix for each part, the sources with an error, and how sure the model was."""
    for part, title in PARTS.items():
        told = [item for item in trained.held_out if item.example.part == part]
        print(f"\n{title}: {_share(told)}\n{_matrix(told)}")
        if part in ("labelled", "hard"):
            for source in sorted({item.example.source for item in told}):
                _print_source(source, [item for item in told if item.example.source == source], trained)
    print(f"\n{_unseen(trained)}")
    print(f"temperature {trained.weights.temperature}; {_calibration(trained)}")


def _print_source(source: str, told: Sequence[HeldOut], trained: Trained) -> None:
    print(f"  {source}: {_share(told)}")
    for item in told:
        if not item.is_right:
            sure = max(chances(item.scores, trained.weights.temperature))
            print(f"    {item.example.name} is {item.example.kind}, told as {item.told} ({sure:.0%})")


def _share(told: Sequence[HeldOut]) -> str:
    return f"{sum(item.is_right for item in told)} of {len(told)} right"


def _matrix(told: Iterable[HeldOut]) -> str:
    """Return the confusion matrix as a Markdown table: a row for each true kind, a column for each told one."""
    counts = Counter((item.example.kind, item.told) for item in told)
    lines = ["| is \\ told as | " + " | ".join(KINDS) + " |", "|---|" + "--:|" * len(KINDS)]
    for kind in KINDS:
        if any(counts[kind, other] for other in KINDS):
            lines.append(f"| {kind} | " + " | ".join(str(counts[kind, other]) for other in KINDS) + " |")
    return "\n".join(lines)


def _unseen(trained: Trained) -> str:
    """Return how the contracts and terms were told by models that had seen nothing of their archive."""
    told = [[item for item in trained.archives if item.example.part == part] for part in ("contracts", "terms")]
    return f"with the whole archive held out: contracts {_share(told[0])}, terms of service {_share(told[1])}"


def _calibration(trained: Trained) -> str:
    """Return how sure the model was of the documents whose source was held out, and how often it was right."""
    told = [item for item in trained.held_out if item.example.part in ("labelled", "hard")]
    sure = [max(chances(item.scores, trained.weights.temperature)) for item in told]
    high = [item for item, chance in zip(told, sure, strict=True) if chance >= 0.75]
    return (
        f"mean confidence {sum(sure) / len(sure):.2f} at {_share(told)}; at 0.75 and above, {_share(high)}"
        if told
        else "no document was held out"
    )


def write(trained: Trained, folder: Path) -> None:
    """Write weights.json, manifest.json and card.md into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = _as_json(_weights(trained.weights)).encode()
    manifest = _manifest(trained, hashlib.sha256(weights).hexdigest())
    (folder / "weights.json").write_bytes(weights)
    (folder / "manifest.json").write_bytes(_as_json(manifest).encode())
    (folder / "card.md").write_bytes(_card(trained, manifest).encode())


def _as_json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _weights(weights: Weights) -> dict[str, Any]:
    return {
        "kinds": KINDS,
        "temperature": weights.temperature,
        "bias": weights.bias,
        "weights": {cue.name: row for cue, row in zip(cues(), weights.by_cue, strict=True)},
        "usual": {cue.name: usual for cue, usual in zip(cues(), weights.usual, strict=True)},
    }


def _manifest(trained: Trained, sha256: str) -> dict[str, Any]:
    scores = {}
    for part in PARTS:
        told = [item for item in trained.held_out if item.example.part == part]
        scores[part] = {"documents": len(told), "right": sum(item.is_right for item in told)}
    return {
        "schema": SCHEMA,
        "name": "kind",
        "task": "tell a proposal, a statement of work, a services agreement and anything else apart",
        "code": cues_version(),
        "weights": {"file": "weights.json", "sha256": sha256},
        "seed": trained.seed,
        "strength": trained.strength,
        "libraries": {name: version(name) for name in ("numpy", "scikit-learn", "scipy")},
        "scores": scores,
        "data": _sources(trained.examples),
    }


def _sources(examples: Sequence[Example]) -> list[dict[str, Any]]:
    """Return one entry a source: licences as stated, documents of each kind, one hash over those of its documents."""
    entries = []
    for source in sorted({example.source for example in examples}):
        inside = [example for example in examples if example.source == source]
        hashes = "\n".join(sorted(example.sha256 for example in inside))
        entries.append(
            {
                "source": source,
                "licence": "; ".join(sorted({example.licence for example in inside})),
                "kinds": dict(sorted(Counter(example.kind for example in inside).items())),
                "sha256": hashlib.sha256(hashes.encode()).hexdigest(),
            }
        )
    return entries


_CARD = """# Model card: kind

Tells what a document is: a proposal, a statement of work (sow), a services agreement (msa), or something else (other).

- **How.** {cues} cues, each a handful of phrases counted in the title page, the opening, the headings or the whole text
  (`src/proposalcheck/annotate/kind_cues.toml`), weighted by a multinomial logistic regression with a penalty on large
  weights (scikit-learn, C = {strength}). A source of n documents counts as root n and every kind counts the same.
  Confidence is calibrated with one temperature ({temperature}), fitted to the held-out documents below and never under
  {lowest}, since the cues were written with some of them in view.
- **Run time.** Plain Python and `weights.json`; no text of any document is in it.
- **Made by.** `python -m training.kind --data DIR`; seed {seed}; cues {code}.

## How well it does

Each document below was told by a model that had not seen its source or, for the two archives, its fold. The cues were
written with some of these documents in view, so new ones may do a little worse.

{scores}

Contracts and terms {unseen}.

Confidence on the labelled and the hard documents: {calibration}.

## What it is good at

Documents that say what they are, in their title or in their manner: agreements with recitals and clauses, public
statements of work, proposals in which a vendor speaks as "we", requests for proposals, papers, manuals, invoices.

## What it is bad at

- A request for offers that holds a whole statement of work: it may be called a statement of work, with confidence.
- A vendor's description of methods or staff without an offer or a client; it may be called other.
- A requirements document that a vendor wrote as its scope of work, next to one that is only a specification.
- Agreements near the edge of services: distribution, licences, transport, fund administration.
- Text in other languages: not judged at all, and said so. Fewer than 40 words: likewise.

## What it was trained on

Only the weights are shipped. Licences as the sources state them.

| source | licence | documents |
|---|---|---|
{sources}
"""


def _card(trained: Trained, manifest: dict[str, Any]) -> str:
    parts = []
    for part, title in PARTS.items():
        told = [item for item in trained.held_out if item.example.part == part]
        parts.append(f"**{title[0].upper()}{title[1:]}**: {_share(told)}.\n\n{_matrix(told)}")
    rows = [
        f"| {entry['source']} | {entry['licence']} | "
        + ", ".join(f"{count} {kind}" for kind, count in entry["kinds"].items())
        + " |"
        for entry in manifest["data"]
    ]
    return _CARD.format(
        cues=len(cues()),
        strength=trained.strength,
        temperature=trained.weights.temperature,
        lowest=LOWEST_TEMPERATURE,
        unseen=_unseen(trained),
        seed=trained.seed,
        code=manifest["code"],
        scores="\n\n".join(parts),
        calibration=_calibration(trained),
        sources="\n".join(rows),
    )
