"""The documents that were dropped: each a file in a private folder, waiting, read, or told why it cannot be."""

from __future__ import annotations

import asyncio
import re
import secrets
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal, TypeVar

from proposalcheck.errors import ProposalcheckError
from proposalcheck.finding import Result
from proposalcheck.reports.screener import Row, ranked, row_of

Said = Literal["proposal", "sow", "msa"]
"""What a person can say that a document is."""
Screen = Callable[[Path, "Said | None"], Result]
"""Says what is found in a file, given what its kind is said to be; raises ProposalcheckError where it cannot."""
Made = TypeVar("Made")

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken: documents at a time, and megabytes (of 1,000,000 bytes) a file and all files of one upload.

    A page waits up to `patience_seconds` for documents to be read before it shows that they are still waiting.
    """

    documents: int = 40
    file_megabytes: int = 50
    upload_megabytes: int = 300
    patience_seconds: float = 1.5


@dataclass(frozen=True, slots=True)
class Entry:
    """One document: `kind` is what a person said it is; without `result` and `error` it waits to be read."""

    id: str
    name: str
    path: Path
    kind: Said | None = None
    result: Result | None = None
    error: str = ""

    @property
    def waits(self) -> bool:
        """Whether it is still to be read."""
        return self.result is None and not self.error

    @property
    def row(self) -> Row:
        """Its row in the screener's table."""
        return row_of(self.result) if self.result else Row(self.name, error=self.error or "is being read")

    @property
    def graded(self) -> bool:
        """Whether rules were asked of it, so that it can be compared."""
        return self.result is not None and self.result.graded

    @property
    def takes_notes(self) -> bool:
        """Whether it is of a format that can be marked up."""
        return self.result is not None and self.result.document.source.format in ("pdf", "docx")


class Shelf:
    """The documents of one session; `refused` has the name of each file of the last upload not taken, and why."""

    def __init__(self, folder: Path, screen: Screen, limits: Limits) -> None:
        self.limits = limits
        self.refused: list[tuple[str, str]] = []
        self._folder = folder
        self._screen = screen
        self._entries: dict[str, Entry] = {}
        self._waiting: asyncio.Queue[str] = asyncio.Queue()
        self._alone = asyncio.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, id: str) -> Entry | None:
        """Return the document called `id`, or None where it was removed."""
        return self._entries.get(id)

    def in_order(self) -> list[Entry]:
        """Return the documents worst first, those that are not read after the rest, those that wait last."""
        named = {entry.name: entry for entry in self._entries.values() if not entry.waits}
        order = ranked(entry.row for entry in named.values())
        return [named[row.path] for row in order] + [entry for entry in self._entries.values() if entry.waits]

    def as_dropped(self, ids: Iterable[str]) -> list[Entry]:
        """Return those documents of `ids` that are there, in the order in which they were dropped."""
        wanted = set(ids)
        return [entry for entry in self._entries.values() if entry.id in wanted]

    async def put(self, name: str, content: BinaryIO, kind: Said | None) -> None:
        """Take in a file, to be read when its turn comes."""
        id_ = secrets.token_hex(8)
        ending = PurePosixPath(name).suffix
        path = self._folder / f"{id_}{ending if _ENDING.fullmatch(ending) else ''}"
        await asyncio.to_thread(_write, path, content)
        self._entries[id_] = Entry(id_, self._free(name), path, kind)
        self._waiting.put_nowait(id_)

    def judge_as(self, id: str, kind: Said) -> None:
        """Read a document once more, as of the kind that a person says it is."""
        if entry := self._entries.get(id):
            self._entries[id] = replace(entry, kind=kind, result=None, error="")
            self._waiting.put_nowait(id)

    def remove(self, id: str) -> None:
        """Forget a document and delete its file."""
        if entry := self._entries.pop(id, None):
            entry.path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget all documents and delete their files."""
        for id_ in list(self._entries):
            self.remove(id_)
        self.refused.clear()

    async def settled(self) -> None:
        """Wait until every document is read, but no longer than the limits say."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.limits.patience_seconds):
                await self._waiting.join()

    async def alone(self, make: Callable[[], Made]) -> Made:
        """Return what `make` makes in a thread while nothing else works on a document; who asks first is served first.

        The libraries that read PDF and DOCX files are not made for several threads at a time, and neither are
        documents, which work some of their parts out when they are asked for first.
        """
        async with self._alone:
            return await asyncio.to_thread(make)

    async def read_on(self) -> None:
        """Read the documents that wait, one after the other, for as long as the application runs."""
        while True:
            id_ = await self._waiting.get()
            try:
                if (entry := self._entries.get(id_)) and entry.waits:
                    await self._read(entry)
            finally:
                self._waiting.task_done()

    async def _read(self, entry: Entry) -> None:
        read = await self.alone(lambda: _read(entry, self._screen))
        if self._entries.get(entry.id) is entry:  # else it was removed meanwhile, or is to be read as another kind
            self._entries[entry.id] = read

    def _free(self, name: str) -> str:
        """Return `name`, with a number where a document on the shelf is called so."""
        taken = {entry.name for entry in self._entries.values()}
        path = PurePosixPath(name)
        names = (name if number == 1 else f"{path.stem} ({number}){path.suffix}" for number in range(1, len(taken) + 2))
        return next(free for free in names if free not in taken)


def shown_name(given: str) -> str:
    """Return the name of a file as browsers send it, without folders and what cannot be printed."""
    last = re.split(r"[\\/]", _UNPRINTABLE.sub("", given))[-1].strip()
    if len(last) <= _LONGEST_NAME:
        return last or "document"
    path = PurePosixPath(last)
    return path.stem[: _LONGEST_NAME - 10] + "…" + path.suffix[:9]


def told(error: Exception, path: Path, name: str) -> str:
    """Return what an error says, of the document by its own name instead of the file that holds it."""
    return str(error).replace(str(path), name).removeprefix(f"{name}: ").removeprefix(f"{name} ")


def _write(path: Path, content: BinaryIO) -> None:
    with path.open("xb") as file:
        shutil.copyfileobj(content, file)


def _read(entry: Entry, screen: Screen) -> Entry:
    """Return the document with what is found in it, or with why it cannot be read."""
    try:
        result = screen(entry.path, entry.kind)
    except ProposalcheckError as error:
        return replace(entry, error=told(error, entry.path, entry.name))
    except Exception as error:  # one document takes no other one along, and its words stay out of every log
        return replace(entry, error=f"it could not be worked through ({type(error).__name__}); please report this")
    source = replace(result.document.source, path=entry.name)
    return replace(entry, result=replace(result, document=replace(result.document, source=source)))
