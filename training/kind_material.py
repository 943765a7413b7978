"""Gathers the documents that teach the kind of a document: labelled ones, contracts, terms of service, our own."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from proposalcheck.annotate.kind import FEWEST_WORDS, KINDS, Kind, Measured, measure
from proposalcheck.document import Document
from proposalcheck.errors import ReadError

OWN = "written for this model"
"""The source of the examples in training/kind_examples."""

CUAD = "CUAD v1 (training split)"
TERMS = "Multilingual Unfair Clause Detection, English"

_SERVICES = re.compile(
    r"(?:consulting|services?|outsourcing|hosting|servicing|support and maintenance|maintenance and support"
    r"|software license and maintenance|transportation services?|site development and hosting) agreement",
    re.IGNORECASE,
)
_NOT_SERVICES = re.compile(
    r"(?:joint filing|joint venture|franchise|trademark license|intellectual property|capital maintenance"
    r"|yield maintenance|net investment income maintenance|distributor) (?:agreement|statement)",
    re.IGNORECASE,
)
_EMPLOYMENT = re.compile(r"BICYCLETHERAPEUTICS|THERAVANCEBIOPHARMA|WPPPLC")
"""Contracts that CUAD files under services and that employ one person."""


Part = Literal["labelled", "hard", "contracts", "terms", "own"]
"""Where an example was found: the labelled documents, the hard ones, whole archives, or our own folder."""


@dataclass(frozen=True, slots=True)
class Example:
    """One document as the model sees it, and where it comes from; documents of one source are held out together."""

    name: str
    part: Part
    source: str
    licence: str
    kind: Kind
    sha256: str
    measured: Measured


Reader = Callable[[Path], Document]


def gather(data: Path, own: Path, read: Reader) -> list[Example]:
    """Return every example of `data` and `own` with enough words, in a fixed order; says what it leaves out."""
    gold = data / "gold"
    examples = [
        *_labelled(gold / "dev", gold / "dev" / "docs", "labelled", read),
        *_labelled(gold / "hard", gold / "hard", "hard", read),
        *_own(own, read),
        *_contracts(data / "data" / "cuad-train" / "contracts.zip", read),
        *_terms(data / "data" / "tos-unfair" / "english.zip", read),
    ]
    once = {example.sha256: example for example in reversed(examples) if example.measured.words >= FEWEST_WORDS}
    return [example for example in examples if once.get(example.sha256) is example]


def _labelled(folder: Path, documents: Path, part: Part, read: Reader) -> Iterator[Example]:
    """Yield the English documents of a manifest; scans are left out, since they have no text of their own."""
    for line in (folder / "MANIFEST.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry.get("language", "en") != "en" or "scanned" in entry.get("tags", ()):
            continue
        path = documents / f"{entry['id']}.{entry['format']}"
        kind: Kind = entry["kind"] if entry["kind"] in KINDS else "other"
        licence = entry.get("licence") or ("CC BY 4.0" if entry["source_repo"] == CUAD else "unstated")
        yield from _example(
            path, read, name=entry["id"], part=part, source=entry["source_repo"], licence=licence, kind=kind
        )


def _own(folder: Path, read: Reader) -> Iterator[Example]:
    for path in sorted(folder.glob("*.md")):
        kind = next(kind for kind in KINDS if path.name.startswith(f"{kind}-"))
        yield from _example(path, read, name=path.stem, part="own", source=OWN, licence="Apache-2.0", kind=kind)


def _contracts(archive: Path, read: Reader) -> Iterator[Example]:
    for name, path in _unpacked(archive):
        if kind := _kind_of_contract(name):
            yield from _example(path, read, name=name, part="contracts", source=CUAD, licence="CC BY 4.0", kind=kind)


def _terms(archive: Path, read: Reader) -> Iterator[Example]:
    for name, path in _unpacked(archive):
        if name.startswith("corpus/sentences/"):
            yield from _example(path, read, name=name, part="terms", source=TERMS, licence="CC BY 4.0", kind="other")


def _unpacked(archive: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name of each text file of `archive` and, for as long as the caller looks at it, a copy on disk."""
    with zipfile.ZipFile(archive) as files, tempfile.TemporaryDirectory() as folder:
        for name in sorted(name for name in files.namelist() if name.endswith(".txt")):
            path = Path(folder) / "document.txt"
            path.write_bytes(files.read(name))
            yield name, path


def _example(
    path: Path, read: Reader, *, name: str, part: Part, source: str, licence: str, kind: Kind
) -> Iterator[Example]:
    try:
        document = read(path)
    except ReadError as error:
        print(f"left out {name}: {error}")
        return
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    yield Example(name, part, source, licence, kind, sha256, measure(document))


def _kind_of_contract(name: str) -> Kind | None:
    """Return what a contract is by the type that CUAD puts in its name; None for types that could be either."""
    if _EMPLOYMENT.search(name):
        return None
    if _NOT_SERVICES.search(name):
        return "other"
    return "msa" if _SERVICES.search(name) else None
