"""How many clauses that lawyers marked lie whole inside one sentence or one clause of the model.

    python -m benchmarks.clauses --data FOLDER [--cut N]

FOLDER holds `contracts.zip` of the CUAD training contracts: texts, and `labels.jsonl` with the marked spans of each
category. Names and dates (document name, parties, agreement, effective and expiration date) are left out: they are no
clauses. A span counts as whole when it lies in one sentence, in one block, or in one numbered clause: a section with a
number, together with the clauses inside it; an article or exhibit counts only with its own text. `--cut N` prints N of
the spans that are cut, with where.
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from proposalcheck.annotate.units import units_of
from proposalcheck.document import Document, Span
from proposalcheck.readers.numbering import number_form
from proposalcheck.readers.structure import clean
from proposalcheck.readers.text import read_text

FACTS = frozenset(("Document Name", "Parties", "Agreement Date", "Effective Date", "Expiration Date"))
WANTED = 0.95
_EDGE = 40


@dataclass(frozen=True, slots=True)
class Marked:
    """A span that lawyers marked in a contract: its category, its place in the text as given, and its words."""

    category: str
    start: int
    words: str


def main() -> int:
    """Print the shares by kind of stretch and by category; return 1 where the whole is below 95 %."""
    parser = argparse.ArgumentParser(description="Measure how many marked clauses sentences and sections leave whole.")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds contracts.zip")
    parser.add_argument("--cut", type=int, default=0, help="print this many of the spans that are cut")
    arguments = parser.parse_args()
    found: Counter[tuple[str, str]] = Counter()
    for name, text, marks in contracts(arguments.data / "contracts.zip"):
        document = read_text(text, name, "0" * 64)
        contract = Contract(document)
        for mark in marks:
            span = contract.place(mark, len(text))
            inside = contract.inside(span) if span is not None else "not found"
            found[mark.category, inside] += 1
            if inside in ("cut", "not found") and found.total() and arguments.cut > 0:
                arguments.cut -= 1
                print(f"{inside}: {name[:40]}: {mark.category}: {_shown(document, span, mark)}\n")
    print(report(found))
    return int(_share(found, None) < WANTED)


def contracts(archive: Path) -> Iterator[tuple[str, str, list[Marked]]]:
    """Yield each contract's name, its text and the clauses marked in it; a span that is marked twice counts twice."""
    with zipfile.ZipFile(archive) as files:
        marks: defaultdict[str, list[Marked]] = defaultdict(list)
        for line in files.read("labels.jsonl").decode().splitlines():
            label = json.loads(line)
            if label["category"] not in FACTS:
                marks[label["doc"]] += [Marked(label["category"], start, words) for start, _, words in label["spans"]]
        for name in sorted(each for each in files.namelist() if each.endswith(".txt")):
            yield name, files.read(name).decode("utf-8", "replace"), marks[name.removesuffix(".txt")]


class Contract:
    """A contract as it was read, and where its sentences, blocks and clauses are."""

    def __init__(self, document: Document) -> None:
        self._letters = [place for place, sign in enumerate(document.text) if not sign.isspace()]
        self._squeezed = "".join(document.text.split())
        _, units = units_of(document)
        self._stretches: dict[str, Sequence[Span]] = {
            "sentence": [unit.span for unit in units],
            "block": [block.span for block in document.blocks],
            "clause": list(_clauses(document)),
        }

    def place(self, mark: Marked, length: int) -> Span | None:
        """Return where marked words stand in the model, blanks and page marks aside."""
        words = "".join(clean(mark.words).split())
        near = int(mark.start / max(length, 1) * len(self._squeezed))
        start = self._nearest(words, near)
        if start is not None:
            return self._span(start, start + len(words))
        first, last = self._nearest(words[:_EDGE], near), self._nearest(words[-_EDGE:], near + len(words))
        if first is None or last is None or not first < last < first + 2 * len(words):
            return None
        return self._span(first, last + min(_EDGE, len(words)))

    def inside(self, span: Span) -> str:
        """Return the smallest kind of stretch that holds `span`, or "cut"."""
        for kind, stretches in self._stretches.items():
            if any(stretch.contains(span) for stretch in stretches):
                return kind
        return "cut"

    def _nearest(self, words: str, near: int) -> int | None:
        before, after = self._squeezed.rfind(words, 0, near + len(words)), self._squeezed.find(words, near)
        found = [place for place in (before, after) if place >= 0]
        return min(found, key=lambda place: abs(place - near)) if found and words else None

    def _span(self, start: int, end: int) -> Span:
        return Span(self._letters[start], self._letters[end - 1] + 1)


def _clauses(document: Document) -> Iterator[Span]:
    starts = [section.span.start for section in document.sections]
    ends = [*starts, len(document.text)][1:]
    for section, end in zip(document.sections, ends, strict=True):
        wide = number_form(section.number) in ("none", "article", "attachment")
        yield Span(section.span.start, end) if wide else section.span


def report(found: Counter[tuple[str, str]]) -> str:
    """Return the shares as Markdown: of all spans, then by category from the lowest up."""
    total = found.total()
    kinds = Counter(dict.fromkeys(("sentence", "block", "clause", "cut", "not found"), 0))
    for (_, kind), count in found.items():
        kinds[kind] += count
    rows = [f"{total:,} spans, {_share(found, None):.1%} whole", "", "| in one | spans | share |", "|---|--:|--:|"]
    rows += [f"| {kind} | {count:,} | {count / max(total, 1):.1%} |" for kind, count in kinds.items()]
    rows += ["", "| category | spans | whole |", "|---|--:|--:|"]
    for category in sorted({category for category, _ in found}, key=lambda each: _share(found, each)):
        spans = sum(count for (name, _), count in found.items() if name == category)
        rows.append(f"| {category} | {spans} | {_share(found, category):.1%} |")
    return "\n".join(rows)


def _share(found: Counter[tuple[str, str]], category: str | None) -> float:
    chosen = {key: count for key, count in found.items() if category in (None, key[0])}
    whole = sum(count for (_, kind), count in chosen.items() if kind not in ("cut", "not found"))
    return whole / max(sum(chosen.values()), 1)


def _shown(document: Document, span: Span | None, mark: Marked) -> str:
    """Return a span's words with a stroke at each edge of a block, or the words as marked where they were not found."""
    if span is None:
        return repr(mark.words)
    pieces = []
    for block in document.blocks_in(span):
        part = Span(max(block.span.start, span.start), min(block.span.end, span.end))
        pieces.append(f"<{block.kind} {block.number} §{block.section}> {document.quote(part)}")
    return " || ".join(pieces)


if __name__ == "__main__":
    sys.exit(main())
