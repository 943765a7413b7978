"""The card, the manifest and the printed scores of the model `items`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from proposalcheck.checks.fusion import SKILLED, SURE, TYPES, Band
from proposalcheck.training.calibration import Bin, calibration_error
from proposalcheck.training.examples import Example
from proposalcheck.training.report import calibration_entry, libraries, reliability_picture, reliability_table
from training.items_decide import (
    BAR,
    DOUBT_COST,
    VIEWS,
    Case,
    Judgement,
    Score,
    macro,
    model_alone,
    reliability,
    scores_of,
)
from training.items_material import CATEGORIES, CUAD
from training.items_written import WRITTEN, written_hash, written_lesson

_HEAD = """\
# Model card: items

Reads every sentence of a document for {items} items of the catalogue, and weighs the best ones with what the phrases
of the rules found. Where phrases speak, its chance is the confidence of the finding; where they are silent and the
chance is high, for items that it tells well, the best sentence is quoted with `because: model 0.83`. Phrases are never
overruled.

- **How.** A logistic regression an item over words, pairs of words and runs of four letters of the sentence and words
  of the section's title (scikit-learn, liblinear, C = 10), kept as 8-bit numbers; then one small logistic regression
  for flags and one for topics over ten numbers (phrases found, places, best three sentences, how far each could be
  trusted in training). No text of any document is in it; at run time numpy alone is used.
- **Data.** {documents} labelled documents from {sources} sources; {categories} categories of CUAD v1 (training split,
  CC BY 4.0; contracts among the labelled documents left out) for the items nearest to them, at 0.3 of the worth; the
  examples in the rule files at 0.3; {written:,} sentences written for this project without sight of the documents
  (training/written, under the project's own licence) at 0.2. `partly` teaches sentences a little and is never scored.
- **Made by.** `python -m training.items --data DIR`.

## How it was measured

Eight folds, every source whole in one of them, each contract of CUAD a source of its own. The phrases were adjusted on
these documents, so their plain score here ("shipped") says little about new ones. Two stand-ins for unseen phrases are
used instead (training/items_phrases.py): in *loso* a phrase counts in a document only if it also speaks rightly in
another source; in *strict* this is asked of every alternative in its brackets. The first flatters, the second is too
harsh; the decisions are fitted on both, {loso:.0%} and {strict:.0%}. Examples of rules that lean on words of a held-out
document are left out with it.

The bars and the shares were chosen with these held-out figures in view, from some tens of settings, so differences of
about 0.01 between rows say nothing.
"""


_BAND = """
Told as unsure: {topics}. In the figures above an unsure answer
counts as a wrong one. The band is the one that catches most of what readers saw covered in part, and costs at most
{cost} of macro F1 (topics, loso):
"""


def _doubted(band: Band) -> str:
    """Return in words which topics lie in the band of doubt."""
    spoken = f"topics with a chance under {band.spoken_below:.2f} where phrases speak"
    if band.silent_from >= 1:
        return f"{spoken}; where they are silent, no edge was worth its cost"
    return (
        f"{spoken}, or of {band.silent_from:.2f} and more where they are silent and the classifier may not speak alone"
    )


def summary(cases: Sequence[Case], judged: Sequence[Judgement]) -> dict[str, dict[str, dict[str, Score]]]:
    """Return the scores by item of phrases, of the classifier alone, and of both, in each view."""
    alone = model_alone(cases)
    found: dict[str, dict[str, dict[str, Score]]] = {
        "shipped": {"phrases": scores_of((case, case.said["shipped"].found) for case in cases)},
        "model": {"model": scores_of((case, alone[case.document, case.item]) for case in cases)},
    }
    for view in VIEWS:
        inside = [each for each in judged if each.view == view]
        found[view] = {
            "phrases": scores_of((each.case, each.phrases) for each in inside),
            "both": scores_of((each.case, each.fused) for each in inside),
        }
    return found


def _totals(found: Mapping[str, Mapping[str, Mapping[str, Score]]]) -> list[tuple[str, float, float]]:
    named = {
        "phrases as shipped (in-sample)": found["shipped"]["phrases"],
        "phrases, loso": found["loso"]["phrases"],
        "phrases, strict": found["strict"]["phrases"],
        "model alone": found["model"]["model"],
        "both, loso": found["loso"]["both"],
        "both, strict": found["strict"]["both"],
    }
    return [(name, macro(scores, "flag"), macro(scores, "topic")) for name, scores in named.items()]


def printed(cases: Sequence[Case], judged: Sequence[Judgement], halves: Sequence[Judgement]) -> str:
    """Return the scores for the terminal."""
    rows = [
        f"{name:32} flags {flags:.3f} topics {topics:.3f}" for name, flags, topics in _totals(summary(cases, judged))
    ]
    rows += [f"added by the model alone, {view}: {_added(judged, view)}" for view in VIEWS]
    rows += [f"unsure, {view}: {_unsure(judged, halves, view)}" for view in VIEWS]
    rows += [f"calibration error, {view}: {calibration_error(reliability(judged, view)):.3f}" for view in VIEWS]
    return "\n".join([*rows, f"calibration error, mixed: {_mixed_error(judged):.3f}"])


def _added(judged: Sequence[Judgement], view: str) -> str:
    parts = []
    for kind in TYPES:
        added = [each for each in judged if each.view == view and each.case.rule_type == kind and not each.phrases]
        spoken = [each for each in added if each.alone]
        parts.append(f"{sum(each.case.yes for each in spoken)} of {len(spoken)} {kind}s right")
    return ", ".join(parts)


def _unsure(judged: Sequence[Judgement], halves: Sequence[Judgement], view: str) -> str:
    told = [each.case.yes for each in judged if each.view == view and each.unsure]
    partly = sum(each.view == view and each.unsure for each in halves)
    seen = f"{sum(told)} covered, {partly} in part, {told.count(False)} not"
    return f"{len(told) + partly} topics, of which readers saw {seen}"


def _mixed(judged: Sequence[Judgement]) -> list[Judgement]:
    """Return the judgements with each case in one view: every third in the strict one, by its name and item."""
    return [each for each in judged if (each.view == "strict") == (_number(each.case) % 10 < VIEWS["strict"] * 10)]


def _number(case: Case) -> int:
    return sum(map(ord, case.document + case.item))


def _mixed_error(judged: Sequence[Judgement]) -> float:
    return calibration_error(_bins(judged))


def _bins(judged: Sequence[Judgement]) -> list[Bin]:
    return reliability([replace(each, view="mixed") for each in _mixed(judged)], "mixed")


def card(
    cases: Sequence[Case],
    judged: Sequence[Judgement],
    halves: Sequence[Judgement],
    examples: Sequence[Example],
) -> str:
    """Return card.md."""
    found = summary(cases, judged)
    head = _HEAD.format(
        items=len({case.item for case in cases}),
        documents=len(examples),
        written=len(written_lesson(sorted({case.item for case in cases})).passages),
        sources=len({example.source for example in examples}),
        categories=len({category for listed in CATEGORIES.values() for category in listed}),
        loso=VIEWS["loso"],
        strict=VIEWS["strict"],
    )
    totals = [f"| {name} | {flags:.3f} | {topics:.3f} |" for name, flags, topics in _totals(found)]
    added = [f"- {view}: {_added(judged, view)}" for view in VIEWS]
    band = judged[0].band
    return "\n".join(
        [
            head,
            "| macro F1 | flags | topics |\n|---|--:|--:|",
            *totals,
            "\nAdded where phrases were silent"
            f" (from a chance of {BAR}, a sentence of {SURE}, an item of skill {SKILLED}):\n",
            *added,
            _BAND.format(topics=_doubted(band), cost=DOUBT_COST),
            *(f"- {view}: {_unsure(judged, halves, view)}" for view in VIEWS),
            "\n## By item\n",
            "Precision / recall / F1 (for topics the mean over covered and not covered; - where fewer than three).\n",
            *_by_item(found),
            "\n## Confidence\n",
            f"Expected calibration error on held-out documents: {_mixed_error(judged):.3f}.\n",
            reliability_table(_bins(judged)),
            "\n![reliability](reliability.png)\n",
            "## Sources\n",
            *_sources(examples),
            "",
        ]
    )


def _by_item(found: Mapping[str, Mapping[str, Mapping[str, Score]]]) -> list[str]:
    columns = (("loso", "phrases"), ("strict", "phrases"), ("model", "model"), ("loso", "both"), ("strict", "both"))
    head = "| item | yes / no | phrases, loso | phrases, strict | model | both, loso | both, strict |"
    rows = []
    for item, score in sorted(found["loso"]["phrases"].items(), key=lambda entry: (entry[1].rule_type, entry[0])):
        cells = " | ".join(_cell(found[view][who][item]) for view, who in columns)
        rows.append(f"| {item} | {score.tp + score.fn} / {score.tn + score.fp} | {cells} |")
    return [head, "|---|--:|--:|--:|--:|--:|--:|", *rows]


def _cell(score: Score) -> str:
    f1 = "-" if math.isnan(score.f1) else f"{score.f1:.2f}"
    return f"{score.precision:.2f} / {score.recall:.2f} / {f1}"


def _sources(examples: Sequence[Example]) -> list[str]:
    counts = Counter((example.source, example.licence) for example in examples)
    return [f"- {source}: {count} ({licence})" for (source, licence), count in sorted(counts.items())]


def manifest(cases: Sequence[Case], judged: Sequence[Judgement], examples: Sequence[Example]) -> dict[str, Any]:
    """Return what manifest.json says besides the weights."""
    totals = {name: {"flags": round(f, 4), "topics": round(t, 4)} for name, f, t in _totals(summary(cases, judged))}
    return {
        "task": "read sentences for the items of the catalogue and weigh them with phrases",
        "bar": BAR,
        "libraries": libraries(),
        "scores": totals,
        "calibration": calibration_entry(_bins(judged)),
        "data": [
            *({"source": e.source, "name": e.name, "licence": e.licence, "sha256": e.sha256} for e in examples),
            {"source": CUAD, "name": "contracts.zip, eleven items", "licence": "CC BY 4.0"},
            {"source": WRITTEN, "name": "training/written", "licence": "Apache-2.0", "sha256": written_hash()},
        ],
    }


def picture(judged: Sequence[Judgement]) -> bytes:
    """Return the reliability diagram as a PNG."""
    return reliability_picture(_bins(judged), "items: confidence of findings")
