"""Reads contracts.zip of CUAD: one text a contract, and labels.jsonl with the spans of every category.

Hendrycks, Burns, Chen, Ball: CUAD: An Expert-Annotated NLP Dataset for Legal Contract Review, NeurIPS 2021; CC BY 4.0.
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from proposalcheck.annotate.annotated import Sentence
from proposalcheck.annotate.units import units_of
from proposalcheck.document import Document, Span
from proposalcheck.errors import ReadError, UsageError
from proposalcheck.readers import read
from proposalcheck.training.align import Squeezed, alike, sentences_in
from proposalcheck.training.examples import Example, Label

LICENCE = "CC BY 4.0"
LABELS = "labels.jsonl"


class _Line(BaseModel):
    """A line of the labels: a contract, a category, and its spans as start, end and words."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    doc: str
    category: str
    spans: tuple[tuple[int, int, str], ...]


def is_cuad(path: Path) -> bool:
    """Tell whether `path` is an archive of contracts with labels."""
    if path.suffix != ".zip" or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return LABELS in archive.namelist()


def cuad_examples(path: Path) -> Iterator[Example]:
    """Yield the contracts of `path` in the order of their names; each is a source of its own.

    Every category is judged in every contract. Raises UsageError, naming file and line, for a label that does not fit.
    """
    try:
        yield from _examples(path)
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: it is damaged, or a file in it is no UTF-8 text: {error}") from error


def _examples(path: Path) -> Iterator[Example]:
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        texts = sorted(name for name in archive.namelist() if name.endswith(".txt"))
        lines = _lines(path, archive.read(LABELS).decode("utf-8"), {name.removesuffix(".txt") for name in texts})
        categories = sorted({line.category for _, line in lines})
        by_contract: defaultdict[str, list[tuple[int, _Line]]] = defaultdict(list)
        for number, line in lines:
            by_contract[line.doc].append((number, line))
        for name in texts:
            copy = Path(folder) / "contract.txt"
            copy.write_bytes(archive.read(name))
            contract = name.removesuffix(".txt")
            yield _example(path, contract, copy, by_contract[contract], categories)


def _lines(path: Path, text: str, contracts: set[str]) -> list[tuple[int, _Line]]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            parsed = _Line.model_validate_json(line)
        except ValidationError as error:
            raise UsageError(f"{path}:{LABELS}:{number}: {error.errors()[0]['msg']}") from error
        if parsed.doc not in contracts:
            raise UsageError(f"{path}:{LABELS}:{number}: there is no contract {parsed.doc!r}.txt in the archive")
        found.append((number, parsed))
    if not found:
        raise UsageError(f"{path}: {LABELS} has no line; there must be one for each contract and category")
    return found


def _example(
    path: Path, name: str, copy: Path, lines: Sequence[tuple[int, _Line]], categories: Sequence[str]
) -> Example:
    try:
        document = read(copy)
    except ReadError as error:
        raise UsageError(f"{path}: {name}.txt cannot be read: {error}") from error
    _, sentences = units_of(document)
    raw = copy.read_bytes().decode("utf-8")
    squeezed = Squeezed(document.text)
    labels = {category: Label("no") for category in categories}
    for number, line in lines:
        if wrong := [words for start, end, words in line.spans if raw[start:end] != words]:
            raise UsageError(f"{path}:{LABELS}:{number}: {wrong[0][:40]!r} is not where the label says, in {name}.txt")
        if line.spans:
            labels[line.category] = _label(line, document, squeezed, sentences, len(raw))
    sha256 = hashlib.sha256(copy.read_bytes()).hexdigest()
    return Example(name, name, LICENCE, "", sha256, document, sentences, labels)


def _label(line: _Line, document: Document, squeezed: Squeezed, sentences: tuple[Sentence, ...], length: int) -> Label:
    """Return a label with the sentences it marks; words that page furniture parts are found by what they share."""
    spans: list[Span] = []
    marked: set[int] = set()
    for start, _, words in line.spans:
        span = squeezed.find(words, near=start / length)
        if span is not None:
            spans.append(span)
            marked.update(sentences_in(span, sentences))
        else:
            marked.update(alike(words, [document.quote(sentence.span) for sentence in sentences]))
    quotes = tuple(dict.fromkeys(words for _, _, words in line.spans))
    return Label("yes", tuple(spans), tuple(sorted(marked)), quotes)
