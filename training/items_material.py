"""Gathers what teaches the items: labelled documents, CUAD's contracts, and the examples of the rules themselves."""

from __future__ import annotations

import json
import random
import re
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from proposalcheck.annotate.classifier import Passage, passages_of
from proposalcheck.annotate.sentences import parse, split
from proposalcheck.annotate.units import units_of
from proposalcheck.catalogue import Rule
from proposalcheck.catalogue.schema import MARKS
from proposalcheck.document import Span
from proposalcheck.readers import read
from proposalcheck.training.align import Squeezed, sentences_in
from proposalcheck.training.examples import Example

CUAD = "CUAD v1 (training split)"
RULES = "examples of the rules"

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "audit-right": ("Audit Rights",),
    "auto-renewal": ("Renewal Term",),
    "early-termination-charge": ("Liquidated Damages",),
    "exclusivity": ("Exclusivity", "Non-Compete"),
    "governing-law": ("Governing Law",),
    "insurance": ("Insurance",),
    "ip-assignment": ("Ip Ownership Assignment",),
    "liability-cap": ("Cap On Liability",),
    "non-solicitation": ("No-Solicit Of Employees", "No-Solicit Of Customers"),
    "termination-for-convenience": ("Termination For Convenience",),
    "uncapped-liability": ("Uncapped Liability",),
}
"""The items that categories of CUAD stand for, near enough to learn from and not to be measured by."""

PARTLY, CONTRACTS, EXAMPLES = 0.3, 0.3, 0.3
"""How much a quote of a `partly`, a sentence of CUAD and a sentence of a rule's example count; a labelled one counts 1.

Of 0.1, 0.3 and 1 for CUAD the middle one did best on held-out documents.
"""
FOUND = 8.0
"""How much more a sentence that carries an item counts than one that does not, since few do."""

_KEPT = 0.06
"""The share of CUAD's unmarked sentences that is kept, drawn at random."""
_AUTOMATIC = re.compile(r"automatic|successive|unless|evergreen|self-renew", re.IGNORECASE)
"""CUAD's renewal terms hold options to renew too; those that renew by themselves have one of these words."""
_SEED = 20240


@dataclass(frozen=True, slots=True)
class Lesson:
    """Passages that teach: N by items `targets` (1 carries it, 0 does not, -1 unknown) and how much each is `worth`.

    `source_of` names where each passage is from, `place_of` which one it is there.
    """

    passages: list[Passage]
    targets: NDArray[np.int8]
    worth: NDArray[np.float32]
    source_of: list[str]
    place_of: list[int]


def source_of(example: Example) -> str:
    """Return what must be held out together with `example`: its repository, or the one contract of CUAD."""
    return f"{CUAD}: {example.name}" if example.source == CUAD else example.source


def gold_lesson(examples: Sequence[Example], items: Sequence[str]) -> Lesson:
    """Return the labelled documents: quotes of a yes teach, those of a partly a little."""
    passages: list[Passage] = []
    targets: list[NDArray[np.int8]] = []
    for example in examples:
        passages += example.passages()
        targets.append(_targets(example, items))
    sources = [source_of(example) for example in examples for _ in example.sentences]
    joined = np.concatenate(targets)
    worth = np.where(joined == 1, FOUND, 1.0).astype(np.float32)
    worth[joined == _PARTLY] = FOUND * PARTLY
    places = [place for example in examples for place in range(len(example.sentences))]
    return Lesson(passages, np.where(joined == _PARTLY, 1, joined).astype(np.int8), worth, sources, places)


_PARTLY = 2


def _targets(example: Example, items: Sequence[str]) -> NDArray[np.int8]:
    found = np.zeros((len(example.sentences), len(items)), dtype=np.int8)
    for column, item in enumerate(items):
        label = example.labels.get(item)
        if label is None or label.verdict == "partly":
            found[:, column] = -1
        if label is not None and label.verdict != "no":
            found[list(label.sentences), column] = 1 if label.verdict == "yes" else _PARTLY
    return found


def cuad_lesson(archive: Path, items: Sequence[str], left_out: frozenset[str]) -> Lesson:
    """Return sentences of the contracts in `archive`, those in `left_out` (by name) excepted.

    Every sentence that is marked for one of `CATEGORIES` is there, and a share of all others.
    """
    drawn = random.Random(_SEED)
    passages: list[Passage] = []
    targets: list[NDArray[np.int8]] = []
    sources: list[str] = []
    for name, marks, units in _contracts(archive, left_out):
        for place, passage in enumerate(units):
            marked = any(place in marks[category] for listed in CATEGORIES.values() for category in listed)
            if (marked or drawn.random() < _KEPT) and any(letter.isalpha() for letter in passage.text):
                passages.append(passage)
                targets.append(_of_categories(passage, place, marks, items))
                sources.append(f"{CUAD}: {name}")
    joined = np.array(targets, dtype=np.int8)
    worth = np.where(joined == 1, FOUND * CONTRACTS, CONTRACTS).astype(np.float32)
    return Lesson(passages, joined, worth, sources, list(range(len(passages))))


def _of_categories(
    passage: Passage, place: int, marks: Mapping[str, set[int]], items: Sequence[str]
) -> NDArray[np.int8]:
    row = np.full(len(items), -1, dtype=np.int8)
    for item, categories in CATEGORIES.items():
        if item in items:
            found = any(place in marks[category] for category in categories)
            unclear = found and item == "auto-renewal" and not _AUTOMATIC.search(passage.text)
            row[items.index(item)] = -1 if unclear else int(found)
    return row


def _contracts(archive: Path, left_out: frozenset[str]) -> Iterator[tuple[str, Mapping[str, set[int]], list[Passage]]]:
    """Yield the name of each contract, the sentences that each category marks, and all its sentences."""
    with zipfile.ZipFile(archive) as files, tempfile.TemporaryDirectory() as folder:
        marked = _marks(files.read("labels.jsonl").decode())
        for file in sorted(name for name in files.namelist() if name.endswith(".txt")):
            name = file.removesuffix(".txt")
            if name in left_out or name not in marked:
                continue
            path = Path(folder) / "contract.txt"
            path.write_bytes(files.read(file))
            document = read(path)
            _, sentences = units_of(document)
            squeezed = Squeezed(document.text)
            marks: defaultdict[str, set[int]] = defaultdict(set)
            for category, quote in marked[name]:
                for span in squeezed.find_parts(quote):
                    marks[category] |= set(sentences_in(span, sentences))
            yield name, marks, passages_of(document, sentences, "msa")


def _marks(labels: str) -> Mapping[str, list[tuple[str, str]]]:
    """Return the category and the words of every mark, by contract."""
    wanted = {category for listed in CATEGORIES.values() for category in listed}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in labels.splitlines():
        entry = json.loads(line)
        marks = [(entry["category"], span[2]) for span in entry["spans"] if entry["category"] in wanted]
        found[entry["doc"]] += marks
    return found


def example_lesson(rules: Sequence[Rule], items: Sequence[str]) -> Lesson:
    """Return the sentences of the rules' own examples: what a rule is to find, and what it must leave alone."""
    passages: list[Passage] = []
    targets: list[NDArray[np.int8]] = []
    sources: list[str] = []
    for rule in rules:
        for answer, examples in ((1, rule.examples.flag), (0, rule.examples.near_miss)):
            for example in examples:
                for sentence in _sentences(example.text):
                    row = np.full(len(items), -1, dtype=np.int8)
                    row[items.index(rule.id)] = answer
                    passages.append(Passage(sentence))
                    targets.append(row)
                    sources.append(f"{RULES}: {rule.id}")
    joined = np.array(targets, dtype=np.int8)
    worth = np.where(joined == 1, FOUND * EXAMPLES, EXAMPLES).astype(np.float32)
    return Lesson(passages, joined, worth, sources, list(range(len(passages))))


def _sentences(text: str) -> Iterator[str]:
    bare = text
    for mark in (*MARKS, "#", "|"):
        bare = bare.replace(mark, " ")
    for line in (line.strip() for line in bare.splitlines()):
        if line:
            whole = [Span(0, len(line))]
            for sentences in split(parse(line, whole), whole):
                yield from (words for span in sentences if len((words := line[span.start : span.end]).split()) > 2)


def joined(*lessons: Lesson) -> Lesson:
    """Return the lessons one after the other."""
    return Lesson(
        passages=[passage for lesson in lessons for passage in lesson.passages],
        targets=np.concatenate([lesson.targets for lesson in lessons]),
        worth=np.concatenate([lesson.worth for lesson in lessons]),
        source_of=[source for lesson in lessons for source in lesson.source_of],
        place_of=[place for lesson in lessons for place in lesson.place_of],
    )
