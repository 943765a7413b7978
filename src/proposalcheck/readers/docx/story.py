"""From the XML of one story of a DOCX file (body, header, note, text box) to drafts in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from proposalcheck.document import Anchor, BlockKind
from proposalcheck.readers.docx.numbering import BULLET, Numbering
from proposalcheck.readers.docx.package import MC, W
from proposalcheck.readers.docx.parts import Notes
from proposalcheck.readers.docx.runs import ParagraphText, RunReader, change_of, choice_of
from proposalcheck.readers.docx.styles import Style, Styles, refine, value_of, whole
from proposalcheck.readers.numbering import reads_as_title
from proposalcheck.readers.structure import CellDraft, Draft, clean

_PARAGRAPH, _TABLE = W + "p", W + "tbl"
_NUMBER, _OUTLINE = W + "numPr", W + "outlineLvl"
_TRANSPARENT = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_REMOVED = frozenset((W + "del", W + "moveFrom"))


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph of the body looks: points, and whether all of it is bold or in capitals."""

    size: float
    bold: bool
    capitals: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph draft and, where its style does not settle what it is, how it looks."""

    draft: Draft
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table as rows of cells, before it is placed."""

    rows: tuple[tuple[CellDraft, ...], ...]


Piece = Paragraph | TableDraft


Origins = dict[tuple[str, int], list[tuple[str, etree._Element]]]
"""For each paragraph, by its part and its place in it, what was read and the element that each piece came from."""


class _Layout(NamedTuple):
    """How a part is laid out: its paragraphs in document order, whether each field that begins ends, and page marks."""

    places: dict[etree._Element, int]
    has_whole_fields: bool
    has_pages: bool


def _layout_of(root: etree._Element) -> _Layout:
    places = {paragraph: place for place, paragraph in enumerate(root.iter(_PARAGRAPH))}
    marks = [mark.get(W + "fldCharType") for mark in root.iter(W + "fldChar")]
    has_pages = next(root.iter(W + "lastRenderedPageBreak"), None) is not None
    return _Layout(places, marks.count("begin") == marks.count("end"), has_pages)


@dataclass(slots=True)
class Shared:
    """What all stories of one document share; `origins` is filled where it is given."""

    styles: Styles
    numbering: Numbering
    footnotes: Notes | None = None
    endnotes: Notes | None = None
    comments: Notes | None = None
    commented: set[str] = field(default_factory=set)
    left_out: dict[str, set[str]] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    origins: Origins | None = None
    layouts: dict[str, _Layout] = field(default_factory=dict)

    def layout(self, part: str, root: etree._Element) -> _Layout:
        """Return how a part is laid out, gone through once however many of its notes are read."""
        if part not in self.layouts:
            self.layouts[part] = _layout_of(root)
        return self.layouts[part]


class Story:
    """Reads one part; `kind` is given to every block of a header, footer, note or comment."""

    def __init__(self, part: str, root: etree._Element, shared: Shared) -> None:
        self._part = part
        self._shared = shared
        layout = shared.layout(part, root)
        self._places = layout.places
        self._runs = RunReader(shared.styles, trust_fields=layout.has_whole_fields, pages=layout.has_pages)
        self._runs.hidden, self._runs.left_out = shared.hidden, shared.left_out
        self._carried: ParagraphText | None = None
        self._styles: dict[str | None, Style] = {}

    def read(self, root: etree._Element) -> list[Piece]:
        """Return the paragraphs and tables under `root` in reading order."""
        pieces: list[Piece] = []
        for element in self._elements(root):
            if element.tag == _PARAGRAPH:
                pieces.extend(self._paragraph(element))
            elif element.tag == _TABLE:
                pieces.extend(self._table(element))
            elif element.tag == W + "altChunk":
                self._runs.note_left_out("embedded document", str(len(pieces)))
        return pieces

    def _elements(self, parent: etree._Element) -> Iterator[etree._Element]:
        """Yield the paragraphs, tables, rows or cells in `parent`, looking through what only wraps them."""
        for child in parent:
            if child.tag in _TRANSPARENT:
                yield from self._elements(child)
            elif child.tag in _REMOVED:
                before = self._runs.deleting(change_of(child))
                yield from self._elements(child)
                self._runs.deleting(before)
            elif child.tag == MC + "AlternateContent":
                branch = choice_of(child)
                yield from self._elements(branch) if branch is not None else ()
            else:
                yield child

    def _paragraph(self, element: etree._Element) -> list[Piece]:
        properties = element.find(W + "pPr")
        style_id = value_of(properties, "pStyle")
        style = self._style(style_id, properties)
        found = self._runs.read(element, style)
        found = self._joined(found)
        if _mark_deleted(properties) and self._runs.deleting(None) is None:
            self._carried = found
            return []
        place = self._places[element]
        if self._shared.origins is not None:
            self._shared.origins[self._part, place] = list(zip(found.pieces, found.origins, strict=True))
        anchor = Anchor(page=found.page, part=self._part, paragraph=place)
        own = self._own_paragraph(found, style, style_id, anchor)
        return own + self._anchored(found, anchor)

    def _joined(self, found: ParagraphText) -> ParagraphText:
        """Put what an earlier paragraph with a deleted paragraph mark left over before this paragraph."""
        carried, self._carried = self._carried, None
        if carried is None:
            return found
        found.pieces[:0], found.origins[:0] = carried.pieces, carried.origins
        found.deletions[:0] = carried.deletions
        found.notes[:0], found.comments[:0], found.boxes[:0] = carried.notes, carried.comments, carried.boxes
        found.letters += carried.letters
        found.bold_letters += carried.bold_letters
        found.inserted_letters += carried.inserted_letters
        for size, letters in carried.sizes.items():
            found.sizes[size] = found.sizes.get(size, 0) + letters
        found.page = carried.page or found.page
        return found

    def _style(self, style_id: str | None, properties: etree._Element | None) -> Style:
        if style_id not in self._styles:
            self._styles[style_id] = self._shared.styles.get(style_id)
        style = self._styles[style_id]
        says_nothing = properties is None or (properties.find(_NUMBER) is None and properties.find(_OUTLINE) is None)
        return style if says_nothing else refine(style, properties, None)

    def _own_paragraph(self, found: ParagraphText, style: Style, style_id: str | None, anchor: Anchor) -> list[Piece]:
        text = clean(found.text)
        if not text and found.deletions:
            return []
        number, depth = self._number(style, style_id)
        if not text and (not number or number == BULLET):
            return []
        change = found.inserted if found.inserted_letters and found.inserted_letters == found.letters else None
        kind, level = _kind_by_style(style, text, number, depth)
        look = None if kind != "paragraph" or style.heading_level else _look_of(found, style, text)
        return [Paragraph(Draft(kind, text, level, number, anchor, change=change), look)]

    def _number(self, style: Style, style_id: str | None) -> tuple[str, int]:
        if style.number_id in (None, "0"):
            return "", 0
        depth = style.number_level
        if depth is None:
            depth = self._shared.numbering.level_of_style(style.number_id or "", style_id)
        return self._shared.numbering.next_label(style.number_id, depth), depth

    def _anchored(self, found: ParagraphText, anchor: Anchor) -> list[Piece]:
        """Return what follows a paragraph: its deletions, notes, comments and text boxes."""
        pieces: list[Piece] = []
        for change, deleted in found.deletions:
            text = clean("".join(deleted))
            pieces.append(Paragraph(Draft("deleted", text, anchor=anchor, change=change)))
        for kind, identity in found.notes:
            pieces.extend(self._note(kind, identity))
        for identity in found.comments:
            pieces.extend(self._comment(identity))
        for box in found.boxes:
            outer = self._runs
            pieces.extend(self.read(box))
            self._runs = outer
        return pieces

    def _note(self, kind: str, identity: str) -> list[Piece]:
        notes = self._shared.footnotes if kind == "footnote" else self._shared.endnotes
        element = notes.elements.get(identity) if notes is not None else None
        if notes is None or element is None:
            return []
        drafts = self._other_story(notes.part, element, "footnote")
        number = notes.number(kind, identity)
        return [Paragraph(replace(draft, number="" if place else number)) for place, draft in enumerate(drafts)]

    def _comment(self, identity: str) -> list[Piece]:
        comments = self._shared.comments
        element = comments.elements.get(identity) if comments is not None else None
        if comments is None or element is None or identity in self._shared.commented:
            return []
        self._shared.commented.add(identity)
        drafts = self._other_story(comments.part, element, "comment")
        return [Paragraph(replace(draft, change=change_of(element))) for draft in drafts]

    def _other_story(self, part: str, element: etree._Element, kind: BlockKind) -> list[Draft]:
        story = Story(part, element.getroottree().getroot(), self._shared)
        return flat_drafts(story.read(element), kind)

    def _table(self, table: etree._Element) -> list[Piece]:
        """Return a table, then what is anchored in its cells; a frame of one cell is read as plain paragraphs."""
        after: list[Piece] = []
        rows = []
        for row in self._elements(table):
            if row.tag != W + "tr":
                continue
            deleted = row.find(f"{W}trPr/{W}del")
            before = self._runs.deleting(change_of(deleted)) if deleted is not None else None
            cells = self._row(row, after)
            if deleted is not None:
                self._runs.deleting(before)
            elif cells:
                rows.append(cells)
        if len(rows) == 1 and len(rows[0]) == 1:
            return [*rows[0][0].pieces, *after]
        return [TableDraft(tuple(tuple(cell.draft() for cell in row) for row in rows)), *after]

    def _row(self, row: etree._Element, after: list[Piece]) -> list[_Cell]:
        properties = row.find(W + "trPr")
        skipped = whole(value_of(properties, "gridBefore")) or 0
        cells = [_Cell([], skipped)] if skipped else []
        top = bottom = self._runs.page
        for cell in self._elements(row):
            if cell.tag == W + "tc":
                self._runs.page = top
                cells.append(self._cell(cell, after))
                bottom = max(bottom, self._runs.page)
        self._runs.page = bottom
        return cells

    def _cell(self, cell: etree._Element, after: list[Piece]) -> _Cell:
        properties = cell.find(W + "tcPr")
        columns = max(whole(value_of(properties, "gridSpan")) or 1, 1)
        pieces = self.read(cell)
        merge = properties.find(W + "vMerge") if properties is not None else None
        if merge is not None and merge.get(W + "val", "continue") == "continue":
            return _Cell([], columns)
        beside = ("deleted", "footnote", "comment")
        kept: list[Piece] = []
        for piece in pieces:
            (after if isinstance(piece, Paragraph) and piece.draft.kind in beside else kept).append(piece)
        return _Cell(kept, columns)


@dataclass(slots=True)
class _Cell:
    """A cell with its pieces still apart, so that a frame of one cell can be unwrapped."""

    pieces: list[Piece]
    columns: int

    def draft(self) -> CellDraft:
        return CellDraft(tuple(flat_drafts(self.pieces, "table_cell")), self.columns)


def flat_drafts(pieces: list[Piece], kind: BlockKind) -> list[Draft]:
    """Return `pieces` as drafts of one kind; a table among them gives a draft a row, its cells joined by tabs."""
    drafts: list[Draft] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            kept = piece.draft.kind if piece.draft.kind in ("deleted", "comment", "footnote") else kind
            drafts.append(piece.draft.of_kind(kept))
            continue
        drafts.extend(filter(None, (_row_draft(row, kind) for row in piece.rows)))
    return drafts


def _row_draft(row: tuple[CellDraft, ...], kind: BlockKind) -> Draft | None:
    texts = [" ".join(f"{draft.number} {draft.text}".strip() for draft in cell.paragraphs) for cell in row]
    first = next((draft for cell in row for draft in cell.paragraphs), None)
    return Draft(kind, "\t".join(texts), anchor=first.anchor) if first is not None else None


def _mark_deleted(properties: etree._Element | None) -> bool:
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _kind_by_style(style: Style, text: str, number: str, depth: int) -> tuple[BlockKind, int]:
    if style.name.startswith("toc ") and style.name[4:].isdecimal():
        return "list_item", int(style.name[4:])
    level = style.heading_level
    if level and reads_as_title(text):
        return "heading", level
    if number:
        return "list_item", depth + 1
    return "paragraph", 0


def _look_of(found: ParagraphText, style: Style, text: str) -> Look:
    size = max(found.sizes, key=found.sizes.__getitem__, default=style.size)
    bold = found.bold_letters >= 0.9 * max(found.letters, 1)
    capitals = style.caps or (text.upper() == text and text.lower() != text)
    return Look(size, bold, capitals)
