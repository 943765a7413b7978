"""How cost grows with documents and pages: proposalcheck beside a peer and two floors.

    python -m benchmarks.scale [--documents 1 10 100 1000] [--pages 10 50 200 500] [--runs 3] [--peer PROGRAM]
                               [--output FILE.json]

The corpus is made from the samples (see `corpus.py`). Every way is a command of its own, run once before it counts;
the figures are medians of the runs: CPU seconds of the command and of all that it starts, and its peak of memory.
`pypdfium2` and `pdfplumber` read the bare text and are floors, not rivals. `redline` is the program of redline-buddy
(`pip install redline-buddy`), which reads one document a call or one folder; it is left out where it is not found.
The tables are Markdown; `--output` keeps the figures for `benchmarks.curves`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from benchmarks.corpus import documents
from benchmarks.costs import Cost, cost_of

_SLOW = {"pdfplumber": 300, "redline": 300}
"""The ways that get no corpus of more pages than this; others would not show more."""
_TEXT = "import sys, pathlib\nfiles = sorted(pathlib.Path(sys.argv[1]).glob('*.pdf'))\n"
_PYPDFIUM2 = _TEXT + (
    "import pypdfium2\n"
    "for file in files:\n"
    "    for page in pypdfium2.PdfDocument(file): page.get_textpage().get_text_range()\n"
)
_PDFPLUMBER = _TEXT + (
    "import pdfplumber\n"
    "for file in files:\n"
    "    with pdfplumber.open(file) as document:\n"
    "        for page in document.pages: page.extract_text()\n"
)
_SCAN = ["-m", "proposalcheck", "scan", "--no-cache", "--format", "jsonl", "--fail-on", "never", "--jobs"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one way took for one corpus: medians over the runs."""

    way: str
    documents: int
    pages: int
    cost: Cost


def main() -> None:
    """Measure what the command line names and print a table for each axis."""
    parser = argparse.ArgumentParser(description="Measure how cost grows with documents and pages.")
    parser.add_argument("--documents", type=int, nargs="*", default=[1, 10, 100, 1000])
    parser.add_argument("--pages", type=int, nargs="*", default=[10, 50, 200, 500])
    parser.add_argument("--runs", type=int, default=3, help="runs of each command (default: 3)")
    parser.add_argument("--peer", default=shutil.which("redline"), help="the program `redline` of redline-buddy")
    parser.add_argument("--output", type=Path, help="where to keep the figures as JSON")
    arguments = parser.parse_args()
    corpora = [(number, 3) for number in arguments.documents] + [(1, pages) for pages in arguments.pages]
    measured: list[Measured] = []
    with tempfile.TemporaryDirectory() as made:
        for number, pages in corpora:
            measured += measure(
                documents(Path(made), number, pages), number, pages, ways(arguments.peer), arguments.runs
            )
            print(f"{number} documents of {pages} pages done", file=sys.stderr)
    print(table([each for each in measured if each.pages == 3], "documents"), end="\n\n")
    print(table([each for each in measured if each.pages != 3], "pages"))
    if arguments.output:
        arguments.output.write_text(json.dumps([asdict(each) for each in measured], indent=1) + "\n")


Way = Callable[[Path], list[str]]
"""Makes the command that works through a folder."""


def ways(peer: str | None) -> Mapping[str, Way]:
    """Return each way by its name."""
    found: dict[str, Way] = {
        "proposalcheck, 1 process": lambda folder: [sys.executable, *_SCAN, "1", str(folder)],
        "proposalcheck, 2 processes": lambda folder: [sys.executable, *_SCAN, "2", str(folder)],
        "pypdfium2": lambda folder: [sys.executable, "-c", _PYPDFIUM2, str(folder)],
        "pdfplumber": lambda folder: [sys.executable, "-c", _PDFPLUMBER, str(folder)],
    }
    if peer:
        found["redline"] = lambda folder: [peer, "review", "--format", "json", str(folder)]
    return found


def measure(folder: Path, number: int, pages: int, named: Mapping[str, Way], runs: int) -> list[Measured]:
    """Return what each way takes for the documents in `folder`."""
    measured = []
    for name, way in named.items():
        if number * pages > _SLOW.get(name, sys.maxsize) or (number == 1 and "2 processes" in name):
            continue
        costs = [cost_of(way(folder)) for _ in range(runs)]
        measured.append(Measured(name, number, pages, _median(costs)))
    return measured


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(round(median(values), 3) for values in zip(*(asdict(cost).values() for cost in costs), strict=True)))


def table(measured: Sequence[Measured], axis: str) -> str:
    """Return the figures as a Markdown table, a row for each corpus and way, with the ratio to the floor."""
    floors = {(each.documents, each.pages): each.cost.cpu for each in measured if each.way == "pypdfium2"}
    rows = [
        f"| {axis} | way | CPU s | CPU ms a page | elapsed s | peak MB | CPU, times pypdfium2 |",
        "|--:|---|--:|--:|--:|--:|--:|",
    ]
    for each in measured:
        total, cost = each.documents * each.pages, each.cost
        times = cost.cpu / floors[each.documents, each.pages]
        cells = [f"{cost.cpu:.2f}", f"{1000 * cost.cpu / total:.1f}", f"{cost.elapsed:.2f}", f"{cost.megabytes:.0f}"]
        rows.append(f"| {getattr(each, axis):,} | {each.way} | {' | '.join(cells)} | {times:.1f} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
