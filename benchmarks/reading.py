"""How fast documents are read, and with how much memory, beside the libraries that read bare text.

    python -m benchmarks.reading [FOLDER] [--runs N] [--files]

FOLDER is searched for PDF and DOCX files; without it the samples are read, repeated to sixty pages and more. Every way
reads every file N times in a process of its own; libraries are imported before the clock starts. The figure is CPU
time, because other work on the machine changes it least: the median of the runs, added up over the files that every way
could read. A way that is not installed is left out. The table is Markdown.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.material import sample_files
from benchmarks.ways import DOCX_WAYS, PDF_WAYS, is_present

_SLOWEST_FILE = 600
_BARE = {".pdf": "pypdfium2, bare text", ".docx": "python-docx, paragraphs"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one way took for one file: milliseconds of CPU, peak memory of its process in MB, and what it got."""

    milliseconds: float
    megabytes: float
    pages: int
    characters: int


def main() -> None:
    """Measure what the command line names and print a table for each format."""
    parser = argparse.ArgumentParser(description="Measure how fast documents are read, beside other libraries.")
    parser.add_argument("folder", nargs="?", type=Path, help="PDF and DOCX files to read; default: samples, repeated")
    parser.add_argument("--runs", type=int, default=5, help="readings of each file by each way (default: 5)")
    parser.add_argument("--files", action="store_true", help="print a line for each file as well")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        files = _files(arguments.folder) if arguments.folder else sample_files(Path(made))
        for suffix, ways in ((".pdf", PDF_WAYS), (".docx", DOCX_WAYS)):
            named = [file for file in files if file.suffix.lower() == suffix]
            if named:
                measured = measure(named, [way for way in ways if is_present(way)], arguments.runs)
                print(table(measured, _BARE[suffix]), end="\n\n")
                if arguments.files:
                    print(file_table(measured, _BARE[suffix]), end="\n\n")


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in _BARE)


Measured = dict[str, dict[Path, Reading]]
"""Readings by way and file; only files that every way could read."""


def measure(files: Iterable[Path], ways: Sequence[str], runs: int) -> Measured:
    """Return what every way took for every file, leaving out files that one of them could not read."""
    measured: Measured = {way: {} for way in ways}
    for file in files:
        readings = {way: _reading(way, file, runs) for way in ways}
        failed = [way for way, reading in readings.items() if reading is None]
        if failed:
            print(f"{file.name} left out: not read by {', '.join(failed)}", file=sys.stderr)
            continue
        for way, reading in readings.items():
            if reading is not None:
                measured[way][file] = reading
    return measured


def _reading(way: str, file: Path, runs: int) -> Reading | None:
    """Return the medians of reading one file in a fresh process, or None where that fails."""
    command = [sys.executable, "-m", "benchmarks.ways", way, str(file), str(runs)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_SLOWEST_FILE)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    said = json.loads(done.stdout.splitlines()[-1])
    return Reading(median(said["milliseconds"]), said["megabytes"], said["pages"], said["characters"])


def table(measured: Measured, bare: str) -> str:
    """Return the sums as a Markdown table; a unit is a page, or 1,000 characters where a format has no pages."""
    rows = [
        f"| way | ms a {_unit(measured)} | times {bare} | highest memory, MB | characters |",
        "|---|--:|--:|--:|--:|",
    ]
    units = _units(measured)
    floor = sum(reading.milliseconds for reading in measured[bare].values())
    for way, readings in measured.items():
        total = sum(reading.milliseconds for reading in readings.values())
        memory = max((reading.megabytes for reading in readings.values()), default=0.0)
        characters = sum(reading.characters for reading in readings.values())
        times = total / floor if floor else 0.0
        rows.append(f"| {way} | {total / max(units, 1):.2f} | {times:.1f} | {memory:.0f} | {characters:,} |")
    files = len(measured[bare])
    return "\n".join([f"{files} files, {units:,.0f} {_unit(measured)}s", "", *rows])


def file_table(measured: Measured, bare: str) -> str:
    """Return a line for each file: how many times as long as bare text our reader takes."""
    rows = ["| file | pages | proposalcheck, ms | times bare text |", "|---|--:|--:|--:|"]
    for file, reading in measured["proposalcheck"].items():
        times = reading.milliseconds / max(measured[bare][file].milliseconds, 0.001)
        rows.append(f"| {file.name} | {reading.pages} | {reading.milliseconds:.1f} | {times:.1f} |")
    return "\n".join(rows)


def _unit(measured: Measured) -> str:
    return "page" if _has_pages(measured) else "1,000 characters"


def _units(measured: Measured) -> float:
    ours = measured["proposalcheck"].values()
    if _has_pages(measured):
        return sum(reading.pages for reading in ours)
    return sum(reading.characters for reading in ours) / 1_000


def _has_pages(measured: Measured) -> bool:
    return all(reading.pages for reading in measured["proposalcheck"].values())


if __name__ == "__main__":
    main()
