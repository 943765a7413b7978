"""From a span of the document's text to the paragraphs and runs of a DOCX file that hold those words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from proposalcheck.document import Block, Document, Span
from proposalcheck.markup.docx.package import EditedPackage
from proposalcheck.markup.docx.text import TEXT_BOX, Piece, TracedText, visible_places
from proposalcheck.readers.docx import origins_of
from proposalcheck.readers.docx.package import W
from proposalcheck.readers.structure import clean

_MOST_PARAGRAPHS = 500
"""How many paragraphs are looked through for the words of one block, which is a row of a nested table at most."""


@dataclass(frozen=True, slots=True)
class Point:
    """A character of the document's text at its place in the file."""

    text: TracedText
    offset: int


@dataclass(frozen=True, slots=True)
class Place:
    """Words in the file: their first character, the place after their last, and the part that they stand in."""

    part: str
    first: Point
    last: Point

    def units(self) -> tuple[etree._Element, etree._Element]:
        """Return the runs that begin and end with the words; runs are split there."""
        start = self.first.text.first_unit(self.first.offset)
        return start, self.last.text.last_unit(self.last.offset + 1)

    @property
    def element(self) -> etree._Element:
        """The element that the first of the words is read from."""
        return self.first.text.pieces[0].element

    @property
    def is_in_main_part(self) -> bool:
        """Whether the words stand in the body or in a text box of it, not in a note, header or footer."""
        return next(self.element.iterancestors(W + "body"), None) is not None

    @property
    def is_in_body(self) -> bool:
        """Whether the words stand where a comment can be hung on them in every program."""
        return self.is_in_main_part and next(self.element.iterancestors(TEXT_BOX), None) is None

    @property
    def note(self) -> etree._Element | None:
        """The footnote or endnote that the words stand in, None where they stand elsewhere."""
        return next(self.element.iterancestors(W + "footnote", W + "endnote"), None)


class Places:
    """Finds the words of a document in the file that it was read from."""

    def __init__(self, document: Document, package: EditedPackage) -> None:
        self._document = document
        self._package = package
        self._origins = origins_of(package.read, document.source.path)
        self._texts: dict[tuple[str, int], TracedText] = {}
        self._found: dict[Span, list[tuple[int, Point]]] = {}

    def of(self, span: Span) -> Place | None:
        """Return the place of `span`; where it runs into another part, only as far as it stays in the first one."""
        points: list[tuple[int, Point]] = []
        part = ""
        for block in self._document.blocks_in(span):
            if block.anchor.part is not None and part in ("", block.anchor.part):
                part = block.anchor.part
                points += [found for found in self._points(block) if span.start <= found[0] < span.end]
        return Place(part, points[0][1], points[-1][1]) if points else None

    def _points(self, block: Block) -> list[tuple[int, Point]]:
        if block.span not in self._found:
            self._found[block.span] = list(self._aligned(block))
        return self._found[block.span]

    def _aligned(self, block: Block) -> Iterator[tuple[int, Point]]:
        """Yield each visible character of a block with its place; they are the same in text and file, in that order."""
        words = block.span.of(self._document.text)
        places = visible_places(words)
        letters = "".join(clean(words[place]) for place in places)
        done = 0
        for text in self._paragraphs(block):
            own = text.letters
            at = len(letters) - len(own) if letters.endswith(own) else letters.find(own, done)
            if at < done:
                return
            done = at + len(own)
            for place, offset in zip(places[at:done], text.visible, strict=True):
                yield block.span.start + place, Point(text, offset)
            if done == len(letters):
                return

    def _paragraphs(self, block: Block) -> Iterator[TracedText]:
        """Yield the paragraphs from the one that a block begins in; only a row of a nested table has several."""
        first = block.anchor.paragraph
        for place in range(first, first + _MOST_PARAGRAPHS) if first is not None else ():
            text = self._text(block.anchor.part or "", place)
            if text is not None and text.visible:
                yield text

    def _text(self, part: str, place: int) -> TracedText | None:
        key = part, place
        if key not in self._texts and key in self._origins:
            pieces = [Piece(text, self._package.twin(part, element)) for text, element in self._origins[key]]
            self._texts[key] = TracedText(pieces)
        return self._texts.get(key)
