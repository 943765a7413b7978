"""Many documents: which files a path stands for, and screening them one after another or in several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from proposalcheck.annotate.kind import Kind
from proposalcheck.catalogue import Catalogue, load_catalogue
from proposalcheck.errors import ProposalcheckError, ReadError
from proposalcheck.reports import json, screener, terminal
from proposalcheck.screening import screen

if TYPE_CHECKING:
    from proposalcheck.readers.ocr import OcrMode

DOCUMENT_ENDINGS = frozenset(".pdf .docx .docm .dotx .md .markdown .txt .text .html .htm .doc .rtf .odt .pages".split())
"""Endings of the files that a folder is searched for; what cannot be read of these is reported, not passed over."""


@dataclass(frozen=True, slots=True)
class Options:
    """How every document of one run is to be screened and printed."""

    layout: str
    kind: str = "auto"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: str | None = None
    width: int = terminal.PLAIN_WIDTH
    colour: bool = False
    ocr: OcrMode = "auto"


@dataclass(frozen=True, slots=True)
class Done:
    """One document, screened: its row in the table, and its report as text or as plain data."""

    row: screener.Row
    text: str = ""
    data: dict[str, Any] | None = None


def files_of(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the documents that `paths` stand for, in a stable order, and a line for each thing left out.

    A file that is named is always taken. A folder in which no document lies stands for itself, to be told as unread.
    """
    files: list[str] = []
    left_out: list[str] = []
    for path in paths:
        if not Path(path).is_dir():
            files.append(path)
            continue
        inside = sorted(file for file in Path(path).rglob("*") if file.is_file() and not _is_hidden(file, Path(path)))
        documents = [str(file) for file in inside if file.suffix.lower() in DOCUMENT_ENDINGS]
        if documents and len(inside) > len(documents):
            left_out.append(_told_left_out(path, len(inside) - len(documents)))
        files += documents or [path]
    return list(dict.fromkeys(files)), left_out


def _told_left_out(folder: str, count: int) -> str:
    if count == 1:
        return f"{folder}: 1 file that is no document by its ending left out"
    return f"{folder}: {count} files that are no documents by their ending left out"


def _is_hidden(file: Path, root: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in file.relative_to(root).parts)


def check_options(options: Options) -> None:
    """Raise UsageError or CatalogueError, before any document is read, when the run as asked for is impossible."""
    _catalogue(options)
    if options.ocr == "force":
        from proposalcheck.readers.ocr import page_ocr

        page_ocr(options.ocr)


def run(files: Sequence[str], options: Options, jobs: int) -> Iterator[Done]:
    """Yield each document as soon as it and all before it are done; a bad file never stops the rest."""
    if jobs == 1 or len(files) == 1:
        yield from (one(file, options) for file in files)
        return
    with ProcessPoolExecutor(max_workers=min(jobs, len(files))) as pool:
        waiting = [(file, pool.submit(one, file, options)) for file in files]
        for file, future in waiting:
            yield _result(file, future, options)


def _result(file: str, future: Future[Done], options: Options) -> Done:
    """Return the result, trying a document once more by itself if a worker died while it was waiting."""
    try:
        return future.result()
    except BrokenProcessPool:
        with ProcessPoolExecutor(max_workers=1) as alone:
            try:
                return alone.submit(one, file, options).result()
            except BrokenProcessPool:
                return _unread(
                    file, f"{file}: reading it ended the process; the file is damaged in a way that is not handled"
                )


def one(file: str, options: Options) -> Done:
    """Return the report of one document; a file that cannot be read becomes a report that says so."""
    if Path(file).is_dir():
        return _unread(
            file, f"{file}: no documents in this folder; it is searched for PDF, DOCX, Markdown, text and HTML"
        )
    kind = cast(Kind, options.kind) if options.kind != "auto" else None
    try:
        result = screen(file, catalogue=_catalogue(options), kind=kind, ocr=options.ocr)
    except ReadError as error:
        return _unread(file, str(error))
    except ProposalcheckError:
        raise
    except Exception as error:
        return _unread(file, f"{file}: it could not be worked through ({type(error).__name__}); please report this")
    row = screener.row_of(result)
    if options.layout == "text":
        return Done(row, text=terminal.report(result, width=options.width, colour=options.colour))
    return Done(row, data=json.as_object(result) if options.layout != "table" else None)


def _unread(file: str, what: str) -> Done:
    return Done(screener.Row(file, error=what), data=json.unreadable(file, what))


@lru_cache(maxsize=1)
def _catalogue(options: Options) -> Catalogue:
    folder = Path(options.rules) if options.rules else None
    return load_catalogue(folder).restricted(options.select, options.ignore)


def default_jobs() -> int:
    """Return how many processes to use when nobody says: one for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
