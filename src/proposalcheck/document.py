"""A document as the checks see it: one text that never shifts, and what each stretch of it is.

Every reader turns a file into a `Document`; nothing after the readers knows whether it came from PDF, DOCX or
Markdown. The only coordinate inside the package is `Span`, half-open character offsets into `Document.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from sys import maxsize
from typing import Literal, Protocol, overload

BlockKind = Literal[
    "heading", "paragraph", "list_item", "table_cell", "header", "footer", "footnote", "comment", "inserted", "deleted"
]
"""What a block is. `inserted` and `deleted` hold other people's tracked changes; `deleted` text no longer binds."""

Format = Literal["pdf", "docx", "md", "txt", "html"]
"""The file formats, told apart by content."""

BODY_KINDS: frozenset[BlockKind] = frozenset(
    {"heading", "paragraph", "list_item", "table_cell", "footnote", "inserted"}
)
"""Kinds of block whose words count as what the document says; page furniture, comments and deletions do not."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Document.text` from `start` up to but not including `end`, in characters."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return max(self.start, other.start) < min(self.end, other.end)

    def of(self, text: str) -> str:
        """Return the slice of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: page number from 1, then points from the top left corner of the page as shown."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """A word or run of words that is printed on one line, and where it is printed."""

    span: Span
    box: Box


PrintedBox = tuple[int, int, Box]
"""Where a stretch of text begins and ends, and where it is printed."""


class Printed(Protocol):
    """Knows where the text of a block is printed, and works it out when somebody asks."""

    def between(self, start: int, end: int) -> Iterable[PrintedBox]:
        """Return in order the boxes of all stretches that share text with `start` up to `end`, and maybe of others.

        Offsets count from the start of the block's own text.
        """


class Fragments(Sequence[Fragment]):
    """The fragments of one block in reading order, made when somebody asks: most words of a document never are located.

    `printed` knows their boxes; `start` is added to its offsets. Equal to any sequence of the same fragments, and
    copied or pickled as a plain tuple.
    """

    __slots__ = ("_made", "_printed", "_start")

    def __init__(self, printed: Printed, start: int = 0) -> None:
        self._printed = printed
        self._start = start
        self._made: tuple[Fragment, ...] | None = None

    def near(self, span: Span) -> Iterator[PrintedBox]:
        """Yield in order the boxes of the fragments that share text with `span`, and maybe of others; no fragments.

        Their offsets are those of the document's text.
        """
        first = self._start
        for start, end, box in self._printed.between(span.start - first, span.end - first):
            yield first + start, first + end, box

    def _all(self) -> tuple[Fragment, ...]:
        if self._made is None:
            every = self.near(Span(self._start, maxsize))
            self._made = tuple(Fragment(Span(start, end), box) for start, end, box in every)
        return self._made

    @overload
    def __getitem__(self, index: int) -> Fragment: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Fragment, ...]: ...
    def __getitem__(self, index: int | slice) -> Fragment | tuple[Fragment, ...]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Fragment]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[tuple[Fragment, ...]], tuple[tuple[Fragment, ...]]]:
        return tuple, (self._all(),)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a block stands in its file, as exactly as a mark-up of that file needs.

    A PDF gives `page` and `fragments`; a DOCX gives `part` (the name inside the package) and `paragraph` (the place of
    the `w:p` element in that part, counted from 0 in document order). Text formats give `line`, counted from 1.
    """

    page: int | None = None
    fragments: Sequence[Fragment] = ()
    part: str | None = None
    paragraph: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Who made a tracked change or comment, and when (ISO 8601, as the file gives it)."""

    author: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, cell or other unit that the page shows as one piece.

    `span` covers all of it; `content` leaves out the printed number or bullet, which is kept in `number` as printed
    ("5.2", "(a)", "•"). `level` is the depth of a heading or list item from 1. `section` indexes `Document.sections`.
    """

    kind: BlockKind
    span: Span
    content: Span
    level: int = 0
    number: str = ""
    section: int | None = None
    anchor: Anchor = field(default_factory=Anchor)
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled or numbered part of the document, from its heading to the next one of the same or a higher level."""

    number: str
    title: str
    level: int
    span: Span
    heading: Span
    parent: int | None = None

    @property
    def label(self) -> str:
        """The section as a reader would cite it: number and title, or whichever of the two there is."""
        return " ".join(part for part in (self.number, self.title) if part)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `row` and `column` count from 0, a merged cell stands at its first place only."""

    span: Span
    row: int
    column: int
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells; `span` runs from the first cell to the last."""

    span: Span
    rows: tuple[tuple[Cell, ...], ...]
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where a span is found by a person: page, section and, for PDF, boxes to highlight.

    `part` and `paragraph` are those of a DOCX, `line` is the line of a text file on which the block begins.
    """

    page: int | None
    section: str
    boxes: tuple[Box, ...] = ()
    part: str | None = None
    paragraph: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be looked at; never to be mistaken for "nothing found"."""

    stage: Literal["read", "annotate", "check", "report"]
    what: str
    location: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read and what was not; `not_read` has one plain sentence for each thing that was left out."""

    pages_read: int = 0
    pages_without_text: tuple[int, ...] = ()
    not_read: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document came from: path as given, SHA-256 of its bytes, format and number of pages (0: unpaged)."""

    path: str
    sha256: str
    format: Format
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text and structure; the text is cleaned once by the reader and never again.

    `blocks` are in reading order and do not overlap. `sections` are in the order of their headings.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    language: str = "en"

    def quote(self, span: Span) -> str:
        """Return the words of the document that `span` covers."""
        return span.of(self.text)

    def block_at(self, offset: int) -> int | None:
        """Return the index of the block that holds the character at `offset`, or None between blocks."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        return index if index >= 0 and offset < self.blocks[index].span.end else None

    def blocks_in(self, span: Span) -> Iterator[Block]:
        """Yield the blocks that share text with `span`, in reading order."""
        first = bisect_right(self.blocks, span.start, key=lambda block: block.span.start) - 1
        for index in range(max(first, 0), len(self.blocks)):
            block = self.blocks[index]
            if block.span.start >= span.end:
                return
            if block.span.overlaps(span):
                yield block

    def section_chain(self, section: int | None) -> Iterator[Section]:
        """Yield the section with index `section` and then each one around it, from the inside out."""
        while section is not None:
            yield self.sections[section]
            section = self.sections[section].parent

    def locate(self, span: Span) -> Location:
        """Return where a person finds `span`: its page, its section and the boxes around its words."""
        blocks = list(self.blocks_in(span))
        if not blocks:
            return Location(page=None, section="")
        first = blocks[0]
        boxes = tuple(_line_boxes(box for block in blocks for box in _cut(block.anchor.fragments, span)))
        page = boxes[0].page if boxes else first.anchor.page
        section = self.sections[first.section].label if first.section is not None else ""
        return Location(page, section, boxes, first.anchor.part, first.anchor.paragraph, first.anchor.line)


def _cut(fragments: Sequence[Fragment], span: Span) -> Iterator[Box]:
    """Yield the part of each fragment's box that belongs to `span`, taking characters as equally wide.

    The fragments of a block stand in reading order.
    """
    for start, end, box in _near(fragments, span):
        if start >= span.end:
            return
        if span.start < end and start < end:
            width = (box.right - box.left) / (end - start)
            left = box.left + width * max(0, span.start - start)
            right = box.right - width * max(0, end - span.end)
            yield Box(box.page, round(left, 2), box.top, round(right, 2), box.bottom)


def _near(fragments: Sequence[Fragment], span: Span) -> Iterator[PrintedBox]:
    if isinstance(fragments, Fragments):
        return fragments.near(span)
    return ((fragment.span.start, fragment.span.end, fragment.box) for fragment in fragments)


def _line_boxes(boxes: Iterable[Box]) -> Iterator[Box]:
    """Join neighbouring boxes that stand on one line, so that a highlight is one bar a line."""
    bar: list[Box] = []
    top = bottom = 0.0
    for box in boxes:
        middle = (box.top + box.bottom) / 2
        if bar and bar[0].page == box.page and top <= middle <= bottom and box.left >= bar[0].left:
            top, bottom = min(top, box.top), max(bottom, box.bottom)
        else:
            yield from _joined(bar, top, bottom)
            bar, top, bottom = [], box.top, box.bottom
        bar.append(box)
    yield from _joined(bar, top, bottom)


def _joined(bar: Sequence[Box], top: float, bottom: float) -> Iterator[Box]:
    if bar:
        yield Box(bar[0].page, bar[0].left, top, max(box.right for box in bar), bottom)
