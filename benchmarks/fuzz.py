"""Reads damaged PDF and DOCX files and reports whatever is not a document or a refusal in plain words.

    python -m benchmarks.fuzz [--minutes M] [--seed N] [--keep FOLDER]

Each file is a sample with a few mutations, read in a process of its own that may take 30 seconds and 1 GB. A reading
ends well with a document whose offsets hold, or with ReadError; all else (another exception, a crash, a hang) is a
fault. Case K of seed N is always the same file; `--keep` writes the files with faults to FOLDER.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from benchmarks.material import SAMPLES
from benchmarks.mutations import mutated_docx, mutated_pdf
from proposalcheck.document import Document
from proposalcheck.errors import ReadError
from proposalcheck.readers.docx import read_docx
from proposalcheck.readers.pdf import read_pdf

SECONDS = 30
MEMORY = 1 << 30
_FORK = multiprocessing.get_context("fork")
_FINE = ("read", "refused")


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged file: its number, the sample it came from, and its bytes."""

    number: int
    sample: str
    data: bytes

    @property
    def name(self) -> str:
        """A file name that says where the case comes from."""
        return f"case-{self.number}-{self.sample}"


def main() -> int:
    """Read damaged files for as long as asked; return 1 if there were faults."""
    parser = argparse.ArgumentParser(description="Read damaged PDF and DOCX files and report what goes wrong.")
    parser.add_argument("--minutes", type=float, default=1.0, help="how long to go on (default: 1)")
    parser.add_argument("--seed", type=int, default=1, help="which row of cases (default: 1)")
    parser.add_argument("--keep", type=Path, help="where to write the files that show a fault")
    arguments = parser.parse_args()
    outcomes: Counter[str] = Counter()
    slowest, end = (0.0, ""), time.monotonic() + 60 * arguments.minutes
    for case in cases(arguments.seed):
        start = time.monotonic()
        outcome = outcome_of(case)
        slowest = max(slowest, (time.monotonic() - start, case.name))
        if outcome not in _FINE and outcomes[outcome] < 3:
            print(f"{case.name}: {outcome}", flush=True)
            _keep(case, arguments.keep)
        outcomes[outcome] += 1
        if time.monotonic() > end:
            break
    print(f"{outcomes.total():,} files; the slowest took {slowest[0]:.1f} s ({slowest[1]})")
    for outcome, count in outcomes.most_common():
        print(f"{count:8,}  {outcome}")
    return int(any(outcome not in _FINE for outcome in outcomes))


def cases(seed: int) -> Iterator[Case]:
    """Yield damaged files without end, PDF and DOCX in turn."""
    pdfs, words = sorted(SAMPLES.glob("*/*.pdf")), sorted(SAMPLES.glob("*/*.docx"))
    originals = {file: file.read_bytes() for file in (*pdfs, *words)}
    number = 0
    while True:
        random = Random(f"{seed}/{number}")
        file = random.choice(words if number % 2 else pdfs)
        mutate = mutated_docx if number % 2 else mutated_pdf
        yield Case(number, file.name, mutate(originals[file], random))
        number += 1


def outcome_of(case: Case) -> str:
    """Read one file in a process of its own and return what came of it."""
    receiver, sender = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_work, args=(case, sender))
    process.start()
    sender.close()
    try:
        if not receiver.poll(SECONDS):
            process.kill()
            return "took longer than the limit"
        return str(receiver.recv())
    except EOFError:
        process.join()
        return f"crashed with code {process.exitcode}"
    finally:
        process.join()


def _work(case: Case, sender: Connection) -> None:
    limit = _virtual_bytes() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    sender.send(_outcome(case))


def _outcome(case: Case) -> str:
    try:
        faults = list(broken_offsets(_read(case)))
    except ReadError:
        return "refused"
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {error}"[:200]
    return faults[0] if faults else "read"


def _read(case: Case) -> Document:
    read = read_pdf if case.sample.endswith(".pdf") else read_docx
    return read(case.data, case.name, "0" * 64)


def broken_offsets(document: Document) -> Iterator[str]:
    """Yield a sentence for each thing in the model that points where it must not."""
    last = 0
    for block in document.blocks:
        if block.span.start < last or block.span.end > len(document.text):
            yield "a block overlaps the one before it or ends after the text"
        if not block.span.contains(block.content):
            yield "the content of a block lies outside it"
        if any(not block.span.contains(fragment.span) for fragment in block.anchor.fragments):
            yield "a fragment lies outside its block"
        last = block.span.end
    if any(section.span.end > len(document.text) for section in document.sections):
        yield "a section ends after the text"
    if not document.text and not document.problems and not document.coverage.not_read and document.blocks:
        yield "there are blocks without any text"


def _virtual_bytes() -> int:
    """Return the address space of this process; 0 where the system does not say."""
    pages = Path("/proc/self/statm")
    return int(pages.read_text().split()[0]) * resource.getpagesize() if pages.exists() else 0


def _keep(case: Case, folder: Path | None) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / case.name).write_bytes(case.data)


if __name__ == "__main__":
    sys.exit(main())
