"""What lies beside the body of a DOCX file: notes, comments, headers and footers, and its page count."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from proposalcheck.readers.docx.numbering import roman
from proposalcheck.readers.docx.package import Package, R, W
from proposalcheck.readers.docx.styles import whole

_PAGES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"


@dataclass(slots=True)
class Notes:
    """The footnotes, endnotes or comments of a document: part name and elements by id."""

    part: str
    elements: dict[str, etree._Element]
    printed: dict[str, str] = field(default_factory=dict)

    def number(self, kind: str, identity: str) -> str:
        """Return the number printed for a note, counting in the order in which notes are referred to."""
        if identity not in self.printed:
            count = len(self.printed) + 1
            self.printed[identity] = roman(count) if kind == "endnote" else str(count)
        return self.printed[identity]


def notes_of(package: Package, kind: str) -> Notes | None:
    """Return the notes of one kind ("footnote", "endnote" or "comment"), or None where the document has none."""
    part = package.find(package.main, f"{kind}s")
    root = package.root(part) if part else None
    if root is None or part is None:
        return None
    elements = {element.get(W + "id", ""): element for element in root.iterchildren(W + kind)}
    real = {identity: note for identity, note in elements.items() if note.get(W + "type", "normal") == "normal"}
    return Notes(part, real)


def page_furniture(package: Package, body: etree._Element, kind: str) -> list[str]:
    """Return the part names of all headers, or all footers, in the order in which sections refer to them."""
    related = package.related(package.main)
    references = body.iter(W + "headerReference", W + "footerReference")
    found = (related.get(reference.get(R + "id", ""), ("", "")) for reference in references)
    return list(dict.fromkeys(name for word, name in found if word == kind))


def page_count(package: Package) -> int:
    """Return the number of pages that Word last counted, or 0 where the file does not say.

    A count of one says nothing: programs other than Word leave the 1 of their template, whatever the length.
    """
    part = package.find("", "extended-properties")
    root = package.root(part) if part else None
    pages = root.find(_PAGES) if root is not None else None
    counted = whole(pages.text) or 0 if pages is not None else 0
    return counted if counted > 1 else 0


_LEFT_OUT = {
    "picture": ("picture was", "pictures were"),
    "chart": ("chart was", "charts were"),
    "diagram": ("diagram was", "diagrams were"),
    "embedded object": ("embedded object was", "embedded objects were"),
    "embedded document": ("embedded document was", "embedded documents were"),
}


def left_out_sentences(left_out: dict[str, set[str]], hidden: str) -> tuple[str, ...]:
    """Return one plain sentence for each kind of thing that was not read."""
    sentences = []
    for kind, (one, many) in _LEFT_OUT.items():
        count = len(left_out.get(kind, ()))
        if count:
            what, inside = (one, "it") if count == 1 else (many, "them")
            sentences.append(f"{count} {what} not read: words inside {inside} are unknown")
    words = len(hidden.split())
    if words:
        sentences.append(f"{words} {'word' if words == 1 else 'words'} of hidden text left out")
    return tuple(sentences)
