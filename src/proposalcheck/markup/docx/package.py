"""The zip package of a DOCX file that is to be changed: what is not touched stays as it is, byte for byte."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import Final

from lxml import etree

from proposalcheck.errors import ReadError, UsageError
from proposalcheck.readers.docx.package import Package, W

CONTENT_TYPES: Final = "[Content_Types].xml"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MACROS: Final = "application/vnd.ms-word"
_ENDINGS: Final = {
    f"{_MAIN}.document.main+xml": ".docx",
    f"{_MAIN}.template.main+xml": ".dotx",
    f"{_MACROS}.document.macroEnabled.main+xml": ".docm",
    f"{_MACROS}.template.macroEnabledTemplate.main+xml": ".dotm",
}
_CLOSED_EDITS: Final = {"readOnly": "reading only", "forms": "filling in its form"}


class EditedPackage:
    """A DOCX file whose parts can be changed; elements that the reader saw are found again in the tree to write."""

    def __init__(self, data: bytes, path: str) -> None:
        self._path = path
        self._archive = zipfile.ZipFile(BytesIO(data))
        self._names = {entry.filename for entry in self._archive.infolist()}
        self._changed: dict[str, etree._Element] = {}
        self._twins: dict[str, dict[etree._Element, etree._Element]] = {}
        self.read = Package(data, path)
        self.main = self.read.main
        self._refuse()

    @property
    def ending(self) -> str:
        """The ending that the name of this file must have for Word to open it."""
        types = self.read.root(CONTENT_TYPES)
        overrides = types.iter(_TYPES + "Override") if types is not None else ()
        listed = {each.get("PartName", ""): each.get("ContentType", "") for each in overrides}
        return _ENDINGS.get(listed.get(f"/{self.main}", ""), ".docx")

    def root(self, name: str) -> etree._Element:
        """Return the root of the part `name`, to be changed in place; it is written with the rest."""
        if name not in self._changed:
            self._changed[name] = _parsed(self._archive.read(name), f"{self._path}: part {name}")
        return self._changed[name]

    def twin(self, part: str, seen: etree._Element) -> etree._Element:
        """Return the element to change that stands where `seen` stands in the tree that the reader made of `part`."""
        if part not in self._twins:
            read = self.read.root(part)
            assert read is not None
            self._twins[part] = dict(zip(read.iter("*"), self.root(part).iter("*"), strict=True))
        return self._twins[part][seen]

    def seen(self, *kinds: str) -> list[etree._Element]:
        """Return the roots, as they were read, of the main part and of its parts of these kinds."""
        parts = (self.main, *map(self.part, kinds))
        return [root for part in parts if part and (root := self.read.root(part)) is not None]

    def part(self, kind: str) -> str | None:
        """Return the part that the main part is related to by `kind` ("comments", "styles" …), None without one."""
        name = self.read.find(self.main, kind)
        return name if name in self._names else None

    def add_part(self, kind: str, root: etree._Element) -> str:
        """Add a part of WordprocessingML related to the main part by `kind`, and return its name."""
        folder, file = posixpath.split(self.main)
        name = posixpath.join(folder, f"{kind}.xml")
        while name in self._names:
            name = f"{name.removesuffix('.xml')}1.xml"
        self._names.add(name)
        self._changed[name] = root
        override = etree.SubElement(self.root(CONTENT_TYPES), _TYPES + "Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", f"{_MAIN}.{kind}+xml")
        self._relate(posixpath.join(folder, "_rels", f"{file}.rels"), kind, f"/{name}")
        return name

    def data(self) -> bytes:
        """Return the whole file: unchanged parts with their bytes, dates and order as they were."""
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in self._archive.infolist():
                new = self._changed.pop(entry.filename, None)
                target.writestr(_like(entry), self._archive.read(entry) if new is None else _written(new))
            for name, root in self._changed.items():
                target.writestr(name, _written(root))
        return stream.getvalue()

    def _relate(self, name: str, kind: str, target: str) -> None:
        if name not in self._names:
            self._names.add(name)
            self._changed[name] = etree.fromstring(f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>')
        relations = self.root(name)
        taken = {relation.get("Id") for relation in relations}
        number = next(number for number in range(1, len(taken) + 2) if f"rIdComments{number}" not in taken)
        relation = etree.SubElement(relations, _RELATIONS + "Relationship")
        relation.attrib.update({"Id": f"rIdComments{number}", "Type": f"{_OFFICE}/{kind}", "Target": target})

    def _refuse(self) -> None:
        """Raise an error for a file that Word would not open as it is, or that must not be changed."""
        path = self._path
        for name in sorted(self._names):
            if name.endswith((".xml", ".rels")):
                self.read.root(name)
        if CONTENT_TYPES not in self._names:
            raise ReadError(f"{path}: has no {CONTENT_TYPES} and would not open in Word; save it again in Word")
        if any(word == "origin" for word, _ in self.read.related("").values()):
            raise UsageError(
                f"{path}: is digitally signed, and any note would break the signature; save an unsigned copy in Word "
                "(File > Info > Remove signature) and annotate that"
            )
        if b"http://purl.oclc.org/ooxml" in self._archive.read(self.main)[:20_000]:
            raise UsageError(
                f"{path}: is saved as Strict Open XML; save it as an ordinary Word document (*.docx) and annotate that"
            )
        self._refuse_protected()

    def _refuse_protected(self) -> None:
        part = self.part("settings")
        settings = self.read.root(part) if part else None
        protection = settings.find(W + "documentProtection") if settings is not None else None
        if protection is None or protection.get(W + "enforcement", "0") in ("0", "false", "off"):
            return
        allowed = _CLOSED_EDITS.get(protection.get(W + "edit", ""))
        if allowed:
            raise UsageError(
                f"{self._path}: is protected and allows {allowed}; lift the protection in Word (Review > Restrict "
                "Editing > Stop Protection) and annotate the file then"
            )


def _parsed(data: bytes, where: str) -> etree._Element:
    """Parse a part with all that is in it kept, as it is to be written again."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise ReadError(f"{where}: the XML is damaged ({fault}); open the file in Word and save it again") from fault


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return a fresh entry with the name, date and compression of `entry`; its sizes are worked out anew."""
    fresh = zipfile.ZipInfo(entry.filename, entry.date_time)
    fresh.compress_type = entry.compress_type
    fresh.external_attr = entry.external_attr
    return fresh
