"""Word comments: the part that holds their words, and the marks in the text that they hang on."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from proposalcheck.document import Change
from proposalcheck.markup.docx.package import EditedPackage
from proposalcheck.markup.remarks import Line
from proposalcheck.readers.docx.package import W
from proposalcheck.readers.docx.styles import value_of, whole

_MARKS = tuple(W + name for name in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_IN_XML = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF])


class Comments:
    """Adds comments beside those that a document has; theirs keep their ids, their order and their replies."""

    def __init__(self, package: EditedPackage, by: Change) -> None:
        self._package = package
        self._by = by
        self._root: etree._Element | None = None
        self._next = _first_free_id(package)
        self._styles = _styles_by_name(package)

    def add(self, first: etree._Element, last: etree._Element, lines: Sequence[Line]) -> None:
        """Hang a comment that says `lines` on what stands from `first` to `last`: siblings or not, in this order."""
        identity = str(self._next)
        self._next += 1
        first.addprevious(_element("commentRangeStart", id=identity))
        end = _element("commentRangeEnd", id=identity)
        last.addnext(end)
        end.addnext(self._reference(identity))
        self._comment(identity, lines)

    def _reference(self, identity: str) -> etree._Element:
        run = self._styled_run()
        run.append(_element("commentReference", id=identity))
        return run

    def _comment(self, identity: str, lines: Sequence[Line]) -> None:
        comment = etree.SubElement(self._part(), W + "comment")
        comment.set(W + "id", identity)
        comment.set(W + "author", self._by.author.translate(_NOT_IN_XML))
        if self._by.date:
            comment.set(W + "date", self._by.date)
        comment.set(W + "initials", _initials(self._by.author))
        for place, line in enumerate(lines):
            comment.append(self._paragraph(line, marked=place == 0))

    def _paragraph(self, line: Line, *, marked: bool) -> etree._Element:
        """Return one line of a comment; the first carries the mark that Word shows the comment's number at."""
        paragraph = etree.Element(W + "p")
        style = self._styles.get("annotation text")
        if style:
            etree.SubElement(paragraph, W + "pPr").append(_element("pStyle", val=style))
        if marked:
            mark = self._styled_run()
            mark.append(_element("annotationRef"))
            paragraph.append(mark)
        if line.label:
            paragraph.append(text_run(line.label + " " * bool(line.text), bold=True))
        if line.text:
            paragraph.append(text_run(line.text))
        return paragraph

    def _styled_run(self) -> etree._Element:
        run = etree.Element(W + "r")
        style = self._styles.get("annotation reference")
        if style:
            etree.SubElement(run, W + "rPr").append(_element("rStyle", val=style))
        return run

    def _part(self) -> etree._Element:
        if self._root is None:
            part = self._package.part("comments")
            self._root = self._package.root(part) if part else etree.Element(W + "comments", nsmap={"w": W[1:-1]})
            if part is None:
                self._package.add_part("comments", self._root)
        return self._root


def text_run(text: str, *, bold: bool = False) -> etree._Element:
    """Return a run that says `text`, without the characters that XML has no place for."""
    run = etree.Element(W + "r")
    if bold:
        etree.SubElement(run, W + "rPr").append(_element("b"))
    words = etree.SubElement(run, W + "t")
    words.text = text.translate(_NOT_IN_XML)
    words.set(_SPACE, "preserve")
    return run


def _element(name: str, **attributes: str) -> etree._Element:
    return etree.Element(W + name, {W + key: value for key, value in attributes.items()})


def _first_free_id(package: EditedPackage) -> int:
    roots = package.seen("comments", "footnotes", "endnotes")
    taken = (whole(mark.get(W + "id")) for root in roots for mark in root.iter(*_MARKS))
    return max((number for number in taken if number is not None), default=-1) + 1


def _styles_by_name(package: EditedPackage) -> dict[str, str]:
    part = package.part("styles")
    root = package.read.root(part) if part else None
    styles = root.iterchildren(W + "style") if root is not None else ()
    return {(value_of(style, "name") or "").lower(): style.get(W + "styleId", "") for style in styles}


def _initials(author: str) -> str:
    """Return what stands in a comment's mark for its author: up to three first letters."""
    words = author.split()
    return "".join(word[0] for word in words[:3]).upper() if len(words) > 1 else author[:2].upper()
