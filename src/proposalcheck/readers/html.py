"""HTML pages: what a browser shows as text, block by block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from proposalcheck.document import Anchor, BlockKind, Document, Source
from proposalcheck.errors import ReadError
from proposalcheck.readers.docx.numbering import BULLET, letters, roman
from proposalcheck.readers.formats import decode
from proposalcheck.readers.numbering import reads_as_title
from proposalcheck.readers.structure import CellDraft, DocumentBuilder, Draft, clean

_DROPPED = frozenset(
    re.findall(
        r"\w+",
        "head script style nav template noscript iframe svg object select option textarea button audio video "
        "canvas map",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer "
        "form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu ol p pre section summary table td th tr ul caption "
        "tbody thead tfoot",
    )
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset(("b", "strong"))
_SHAPES: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}


@dataclass(slots=True)
class _Line:
    """Inline text that is being collected for one block."""

    pieces: list[str] = field(default_factory=list)
    plain: bool = False
    line: int | None = None


class _Page:
    """Walks the element tree and hands blocks to a builder."""

    def __init__(self, builder: DocumentBuilder, first_line: int) -> None:
        self._builder = builder
        self._first_line = first_line
        self._line = _Line()
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._label = ""
        self._heading_level = 0
        self._bold = 0

    def walk(self, element: etree._Element) -> None:
        """Add everything in `element` to the builder."""
        self._inside(element)
        self.flush()

    def _line_of(self, element: etree._Element) -> int:
        line = element.sourceline
        return self._first_line + (line - 1 if isinstance(line, int) else 0)

    def flush(self) -> None:
        """Close the block that is being collected."""
        line, self._line = self._line, _Line()
        text = clean("".join(line.pieces))
        if not text:
            return
        kind, level = self._kind, self._level
        if kind == "paragraph" and not line.plain and "\n" not in text and reads_as_title(text):
            kind, level = "heading", min(self._heading_level + 1, 6)
        elif kind == "heading":
            self._heading_level = level
        number, self._label = self._label, ""
        self._builder.add(Draft(kind, text, level, number, Anchor(line=line.line)))

    def _inside(self, element: etree._Element) -> None:
        self._write(element.text, element)
        for child in element:
            if isinstance(child.tag, str) and not _is_hidden(child):
                self._element(child)
            self._write(child.tail, element)

    def _write(self, text: str | None, element: etree._Element) -> None:
        if not text:
            return
        shown = text if element.tag == "pre" else " ".join(f"|{text}|".split())[1:-1]
        if shown.strip():
            self._line.plain = self._line.plain or not self._bold
            self._line.line = self._line.line or self._line_of(element)
        self._line.pieces.append(shown)

    def _element(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            self._line.pieces.append("\n")
        elif tag == "img":
            self._write(element.get("alt"), element)
        elif tag == "table":
            self.flush()
            self._table(element)
        elif tag in ("ul", "ol", "menu"):
            self.flush()
            self._list(element)
        elif tag in _BLOCKS:
            self._block(element)
        else:
            self._bold += tag in _BOLD
            self._inside(element)
            self._bold -= tag in _BOLD

    def _block(self, element: etree._Element) -> None:
        self.flush()
        before = self._kind, self._level
        if element.tag in _HEADINGS:
            self._kind, self._level = "heading", _HEADINGS[element.tag]
        self._inside(element)
        self.flush()
        self._kind, self._level = before

    def _list(self, element: etree._Element) -> None:
        before = self._kind, self._level
        self._kind, self._level = "list_item", (self._level if before[0] == "list_item" else 0) + 1
        for item, label in _labels(element):
            self._label = label
            self._inside(item)
            self.flush()
        self._kind, self._level = before

    def _table(self, table: etree._Element) -> None:
        rows = [[self._cell(cell) for cell in row.iterchildren("td", "th")] for row in _rows(table)]
        rows = [row for row in rows if row]
        if len(rows) > 1 or (rows and len(rows[0]) > 1):
            self._builder.add_table([[cell for cell, _ in row] for row in rows])
        for row in rows if len(rows) == 1 and len(rows[0]) == 1 else ():
            self.walk(row[0][1])

    def _cell(self, cell: etree._Element) -> tuple[CellDraft, etree._Element]:
        span = cell.get("colspan", "1")
        columns = int(span) if span.isdecimal() and 0 < int(span) < 1000 else 1
        lines = clean(_cell_text(cell)).split("\n")
        anchor = Anchor(line=self._line_of(cell))
        return CellDraft(tuple(Draft("table_cell", line, anchor=anchor) for line in lines if line), columns), cell


def _labels(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    start = element.get("start", "1")
    number = int(start) if start.lstrip("-").isdecimal() else 1
    for item in element.iterchildren("li"):
        value = item.get("value", "")
        number = int(value) if value.isdecimal() else number
        shape = _SHAPES.get(element.get("type", "1"), _SHAPES["1"])
        yield item, f"{shape(number)}." if element.tag == "ol" else BULLET
        number += 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from child.iterchildren("tr")


def _cell_text(element: etree._Element) -> str:
    pieces = [" ".join(f"|{element.text or ''}|".split())[1:-1]]
    for child in element:
        if isinstance(child.tag, str) and not _is_hidden(child):
            text = _cell_text(child)
            apart = child.tag in _BLOCKS or child.tag == "br"
            pieces.append(f"\n{text}\n" if apart else text if child.tag != "img" else child.get("alt", ""))
        pieces.append(" ".join(f"|{child.tail or ''}|".split())[1:-1])
    return "".join(pieces)


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        element.tag in _DROPPED
        or element.get("hidden") is not None
        or "display:none" in style
        or "visibility:hidden" in style
    )


def add_html(builder: DocumentBuilder, source: str, first_line: int = 1) -> None:
    """Add the blocks of a page or fragment to `builder`; lines are counted from `first_line`."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return
    if root is not None:
        body = root.find("body")
        _Page(builder, first_line).walk(root if body is None else body)


def read_html(data: bytes, path: str, sha256: str) -> Document:
    """Return the document on an HTML page given as bytes; a declared character set counts where it is not UTF-8."""
    builder = DocumentBuilder()
    add_html(builder, _decoded(data))
    if builder.is_empty:
        raise ReadError(f"{path}: the page shows no text; save it from your browser as PDF and give that")
    return builder.build(Source(path, sha256, "html"))


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return decode(data) if declared is None else data.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return decode(data)
