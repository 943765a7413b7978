"""The zip package of a DOCX file: safe opening, its XML parts and the relationships between them."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import Final

from lxml import etree

from proposalcheck.errors import ReadError

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

LARGEST_PACKAGE: Final = 500_000_000
"""Bytes that all parts may have together once unpacked."""
LARGEST_PART: Final = 200_000_000
"""Bytes that one XML part may have once unpacked."""
MOST_PARTS: Final = 10_000
HIGHEST_RATIO: Final = 300
"""Unpacked to packed bytes; ordinary XML stays below 50, a zip bomb is beyond 1,000."""

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def open_zip(data: bytes, path: str) -> zipfile.ZipFile:
    """Open a zip file after a look at its directory alone; refuse one that is damaged or would unpack to too much."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise ReadError(f"{path}: the file is damaged ({fault}); open it in Word, save it again, then retry") from fault
    entries = archive.infolist()
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_PARTS:
        raise ReadError(f"{path}: {len(entries):,} parts inside, more than the {MOST_PARTS:,} of any real document")
    if unpacked > LARGEST_PACKAGE or (unpacked > 10_000_000 and unpacked > HIGHEST_RATIO * max(packed, 1)):
        raise ReadError(f"{path}: would unpack to {unpacked:,} bytes, which no real document does; it is not opened")
    return archive


def parse_xml(data: bytes, where: str) -> etree._Element:
    """Parse one part without entities, network or a document type; `where` names it in the error."""
    if b"purl.oclc.org/ooxml" in data[:20_000]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise ReadError(f"{where}: the XML is damaged ({fault}); open the file in Word and save it again") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"{where}: holds a document type, which Word never writes; the file is not read")
    return root


class Package:
    """The parts of one DOCX file, read when asked for."""

    def __init__(self, data: bytes, path: str) -> None:
        self._archive = open_zip(data, path)
        self._path = path
        self._names = set(self._archive.namelist())
        self._roots: dict[str, etree._Element] = {}
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        self.main = self._main_part()

    def root(self, name: str) -> etree._Element | None:
        """Return the root element of the part called `name`, or None where the package has no such part."""
        if name not in self._roots:
            data = self._bytes(name)
            if data is None:
                return None
            self._roots[name] = parse_xml(data, f"{self._path}: part {name}")
        return self._roots[name]

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the relationships of the part `name`: id to last word of the type ("footer") and target part name."""
        if name not in self._relations:
            self._relations[name] = self._read_relations(name)
        return self._relations[name]

    def find(self, name: str, kind: str) -> str | None:
        """Return the first part that `name` is related to by `kind` ("styles", "numbering", "comments" …)."""
        return next((target for word, target in self.related(name).values() if word == kind), None)

    def _bytes(self, name: str) -> bytes | None:
        if name not in self._names:
            return None
        if self._archive.getinfo(name).file_size > LARGEST_PART:
            raise ReadError(f"{self._path}: part {name} is larger than {LARGEST_PART:,} bytes; the file is not read")
        try:
            return self._archive.read(name)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as fault:
            raise ReadError(f"{self._path}: part {name} is damaged ({fault}); save the file again in Word") from fault
        except Exception as fault:
            if type(fault).__module__ in ("zlib", "lzma", "_lzma"):
                raise ReadError(f"{self._path}: part {name} is damaged; save the file again in Word") from fault
            raise

    def _read_relations(self, name: str) -> dict[str, tuple[str, str]]:
        folder, file = posixpath.split(name)
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return {}
        return {
            relation.get("Id", ""): (relation.get("Type", "").rpartition("/")[2], _target(folder, relation))
            for relation in root.iter(_RELATIONSHIP)
        }

    def _main_part(self) -> str:
        named = self.find("", "officeDocument")
        for name in (named, "word/document.xml"):
            if name in self._names:
                return str(name)
        raise ReadError(f"{self._path}: a zip file without a Word document inside; give the DOCX file itself")


def _target(folder: str, relation: etree._Element) -> str:
    target = relation.get("Target", "")
    if relation.get("TargetMode") == "External":
        return target
    return posixpath.normpath(posixpath.join(folder, target)) if not target.startswith("/") else target.lstrip("/")
