"""Ways to read a file, each run in a process of its own: `python -m benchmarks.ways WAY FILE RUNS` prints JSON."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Read = Callable[[Path], tuple[int, int]]
"""Reads a file and returns its pages (0: not known) and the characters it got."""


def _proposalcheck() -> Read:
    from proposalcheck.readers import read

    def way(file: Path) -> tuple[int, int]:
        document = read(file, "never")
        return document.source.pages if document.source.format == "pdf" else 0, len(document.text)

    return way


def _pypdfium2() -> Read:
    import pypdfium2

    def way(file: Path) -> tuple[int, int]:
        document = pypdfium2.PdfDocument(file)
        characters = sum(len(document[index].get_textpage().get_text_range()) for index in range(len(document)))
        return len(document), characters

    return way


def _pdfplumber() -> Read:
    import pdfplumber

    def way(file: Path) -> tuple[int, int]:
        with pdfplumber.open(file) as document:
            return len(document.pages), sum(len(page.extract_text()) for page in document.pages)

    return way


def _pypdf() -> Read:
    import pypdf

    def way(file: Path) -> tuple[int, int]:
        document = pypdf.PdfReader(file)
        return len(document.pages), sum(len(page.extract_text()) for page in document.pages)

    return way


def _pdftotext() -> Read:
    def way(file: Path) -> tuple[int, int]:
        text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
        return text.count("\f"), len(text)

    return way


def _python_docx() -> Read:
    import docx

    def way(file: Path) -> tuple[int, int]:
        return 0, sum(len(paragraph.text) for paragraph in docx.Document(str(file)).paragraphs)

    return way


PDF_WAYS: dict[str, Callable[[], Read]] = {
    "proposalcheck": _proposalcheck,
    "pypdfium2, bare text": _pypdfium2,
    "pdfplumber, extract_text": _pdfplumber,
    "pypdf": _pypdf,
    "pdftotext": _pdftotext,
}
DOCX_WAYS: dict[str, Callable[[], Read]] = {"proposalcheck": _proposalcheck, "python-docx, paragraphs": _python_docx}


def is_present(way: str) -> bool:
    """Tell whether the library or program that a way needs is on this machine."""
    if way == "pdftotext":
        return shutil.which(way) is not None
    return way != "pypdf" or find_spec("pypdf") is not None


def main() -> None:
    """Read one file several times in one way and print the times, the peak memory, the pages and the characters."""
    way, file, runs = sys.argv[1:]
    read = (PDF_WAYS | DOCX_WAYS)[way]()
    said: dict[str, Any] = {"milliseconds": []}
    for _ in range(int(runs)):
        start = _cpu_seconds()
        said["pages"], said["characters"] = read(Path(file))
        said["milliseconds"].append(1000 * (_cpu_seconds() - start))
    said["megabytes"] = _peak_megabytes(of_program=way == "pdftotext")
    print(json.dumps(said))


def _cpu_seconds() -> float:
    """Return the CPU time of this process, and of programs that it has run and that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _peak_megabytes(*, of_program: bool) -> float:
    """Return the largest memory so far; Linux counts what a parent had before it in `ru_maxrss`, but not in VmHWM."""
    status = Path("/proc/self/status")
    if status.exists() and not of_program:
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    who = resource.RUSAGE_CHILDREN if of_program else resource.RUSAGE_SELF
    return resource.getrusage(who).ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))


if __name__ == "__main__":
    main()
