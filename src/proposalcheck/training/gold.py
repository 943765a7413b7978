"""Reads a folder of labelled documents: docs/NAME.ext, labels/NAME.json, and MANIFEST.jsonl with their sources.

A label file holds, for each item, a verdict `v` (yes, no, partly, or the value of a verdict) and quotes `e` from the
document.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from proposalcheck.annotate.annotated import Sentence
from proposalcheck.annotate.units import units_of
from proposalcheck.document import Document, Span
from proposalcheck.errors import ReadError, UsageError
from proposalcheck.readers import read
from proposalcheck.training.align import Squeezed, alike, sentences_in
from proposalcheck.training.examples import Example, Label


class _Entry(BaseModel):
    """A line of the manifest."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str = Field(min_length=1)
    kind: str
    format: str
    source_repo: str = Field(min_length=1)
    licence: str = "unstated"


class _Judged(BaseModel):
    """What a reader said of one item."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    v: str
    e: tuple[str, ...] = ()


class _Labels(BaseModel):
    """A label file."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    doc: str
    labels: dict[str, _Judged]


def is_gold(folder: Path) -> bool:
    """Tell whether `folder` is laid out as a folder of labelled documents."""
    return (folder / "docs").is_dir() and (folder / "MANIFEST.jsonl").is_file()


def gold_examples(folder: Path, items: Collection[str]) -> Iterator[Example]:
    """Yield the labelled documents of `folder` in the order of their names.

    Raises UsageError, naming file and line, for a label of an item that is not in `items`, for a quote that is not in
    its document, and for anything else that does not fit.
    """
    entries = {entry.id: entry for entry in _manifest(folder / "MANIFEST.jsonl")}
    files = sorted((folder / "labels").glob("*.json"))
    if not files:
        raise UsageError(f"{folder / 'labels'}: no label file; there must be one NAME.json for each document of docs/")
    for file in files:
        labels = _parsed(file)
        if labels.doc not in entries:
            raise UsageError(
                f"{file}:{_line(file, labels.doc)}: {folder / 'MANIFEST.jsonl'} has no line for {labels.doc!r}"
            )
        if unknown := [item for item in labels.labels if item not in items]:
            raise UsageError(
                f"{file}:{_line(file, unknown[0])}: no item is called {unknown[0]!r}; "
                "`proposalcheck rules list` shows them all, and --rules names the folder of your own"
            )
        yield _example(folder, file, entries[labels.doc], labels)


def _manifest(path: Path) -> Iterator[_Entry]:
    for number, line in enumerate(_text(path).splitlines(), 1):
        if line.strip():
            try:
                yield _Entry.model_validate_json(line)
            except ValidationError as error:
                raise UsageError(f"{path}:{number}: {_first(error)}") from error


def _parsed(file: Path) -> _Labels:
    text = _text(file)
    try:
        return _Labels.model_validate(json.loads(text))
    except ValidationError as error:
        key = str(error.errors()[0]["loc"][-1]) if error.errors()[0]["loc"] else ""
        raise UsageError(f"{file}:{_line(file, key)}: {_first(error)}") from error
    except json.JSONDecodeError as error:
        raise UsageError(f"{file}:{error.lineno}: not JSON: {error.msg}") from error


def _example(folder: Path, file: Path, entry: _Entry, labels: _Labels) -> Example:
    path = folder / "docs" / f"{entry.id}.{entry.format}"
    try:
        document = read(path)
    except ReadError as error:
        raise UsageError(f"{file}: its document cannot be read: {error}") from error
    _, sentences = units_of(document)
    squeezed = Squeezed(document.text)
    return Example(
        name=entry.id,
        source=entry.source_repo,
        licence=entry.licence,
        kind=entry.kind,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        document=document,
        sentences=sentences,
        labels={item: _label(judged, file, document, squeezed, sentences) for item, judged in labels.labels.items()},
    )


def _label(
    judged: _Judged, file: Path, document: Document, squeezed: Squeezed, sentences: tuple[Sentence, ...]
) -> Label:
    spans: list[Span] = []
    marked: set[int] = set()
    for quote in judged.e:
        places = squeezed.find_parts(quote)
        found = {index for span in places for index in sentences_in(span, sentences)}
        found = found or set(alike(quote, [document.quote(sentence.span) for sentence in sentences]))
        if not found:
            raise UsageError(f"{file}:{_line(file, quote)}: this quote is not in {document.source.path}")
        spans += places or [sentences[index].span for index in sorted(found)]
        marked |= found
    return Label(judged.v, tuple(spans), tuple(sorted(marked)), judged.e)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: it cannot be read as UTF-8 text: {error}") from error


def _line(file: Path, words: str) -> int:
    """Return the line of `file` on which `words` stand, as JSON writes them; 1 when it cannot be told."""
    text = _text(file)
    written = (json.dumps(words, ensure_ascii=False)[1:-1], json.dumps(words)[1:-1])
    place = next((text.find(form) for form in written if form in text), 0)
    return text.count("\n", 0, place) + 1


def _first(error: ValidationError) -> str:
    fault = error.errors()[0]
    where = ".".join(str(part) for part in fault["loc"])
    return f"{where}: {fault['msg']}" if where else fault["msg"]
