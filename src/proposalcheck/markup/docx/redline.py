"""Tracked replacements: a sentence that warns struck out whole, and the wording to offer put in after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import count

from lxml import etree

from proposalcheck.document import Block, Change, Document
from proposalcheck.markup.docx.comments import text_run
from proposalcheck.markup.docx.package import EditedPackage
from proposalcheck.markup.docx.places import Place
from proposalcheck.markup.docx.text import PARAGRAPH, RUN, TEXT, Piece, paragraph_of
from proposalcheck.markup.remarks import Remark
from proposalcheck.readers.docx.package import W
from proposalcheck.readers.docx.styles import whole

_PLAIN = frozenset(
    W + name for name in ("rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak", "ptab")
)
_MARKS = frozenset(
    W + name
    for name in (
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "permStart",
        "permEnd",
    )
)
_CHANGES = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "bookmarkStart"))
_FIELD_MARK = W + "fldChar"
_OPENS = re.compile(r"[\"'“‘(\[]*[A-Z0-9$€£]")
_CLOSES = re.compile(r"[.!?][\"'”’)\]]*$")
_INSTRUCTION = re.compile(r"\[[^\]]*\][.\s]*")
_ADVICE = frozenset({"drafting", "warning-signs", "governance", "substance", "partnership", "posture"})
"""The families whose wording tells the author what to add or mend. A promise with no conditions, struck out for the
sentence that names them, would be a promise lost; the wording of contract terms stands in the place of the term."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A sentence that was struck, from its first mark in the text to its last, and the remark whose wording came in."""

    remark: Remark
    first: etree._Element
    last: etree._Element


class Redline:
    """Strikes sentences and puts in wording, as tracked changes of one author."""

    def __init__(self, document: Document, package: EditedPackage, by: Change) -> None:
        self._document = document
        self._by = by
        self._ids = count(_highest_id(package) + 1)
        self._in_fields = _begun_in_fields(package.root(package.main))
        self._said: set[tuple[etree._Element, str]] = set()

    def hindrance(self, remark: Remark, place: Place) -> str:
        """Return why the sentence of `remark` is not replaced, or nothing where it can be."""
        wording = remark.finding.fallback.strip()
        if remark.finding.family in _ADVICE or not wording or _INSTRUCTION.fullmatch(wording):
            return "the wording adds to the sentence or mends it, and cannot stand in for it"
        if not place.is_in_body:
            return "it stands in a text box or a note"
        blocks = list(self._document.blocks_in(remark.quoted))
        if len(blocks) != 1 or place.first.text is not place.last.text:
            return "the words are not one sentence in one paragraph"
        if not self._is_whole_sentence(remark, blocks[0]):
            return "the words are part of a sentence or list that goes on"
        if not self._is_plain(place):
            return "the sentence holds a link, field, note or change of somebody else"
        return ""

    def replace(self, remark: Remark, place: Place) -> Replacement:
        """Strike the sentence at `place`, which nothing hinders, and put in the remark's wording after it.

        Wording that came into the same paragraph before is not put in twice.
        """
        pieces = place.first.text.between(place.first.offset, place.last.offset + 1)
        look = _usual_look(pieces)
        struck = [self._struck(runs) for runs in _neighbours(pieces)]
        last = struck[-1]
        said = (paragraph_of(last), remark.finding.fallback)
        if said not in self._said:
            self._said.add(said)
            fresh = self._inserted(remark.finding.fallback, look)
            last.addnext(fresh)
            last = fresh
        return Replacement(remark, struck[0], last)

    def _struck(self, runs: Sequence[etree._Element]) -> etree._Element:
        struck = self._change("del")
        runs[0].addprevious(struck)
        struck.extend(runs)
        for words in struck.iter(TEXT):
            words.tag = W + "delText"
        return struck

    def _inserted(self, wording: str, look: etree._Element | None) -> etree._Element:
        inserted = self._change("ins")
        run = text_run(" ".join(wording.split()))
        if look is not None:
            run.insert(0, look)
        inserted.append(run)
        return inserted

    def _change(self, name: str) -> etree._Element:
        change = etree.Element(W + name)
        change.set(W + "id", str(next(self._ids)))
        change.set(W + "author", self._by.author)
        if self._by.date:
            change.set(W + "date", self._by.date)
        return change

    def _is_whole_sentence(self, remark: Remark, block: Block) -> bool:
        """Tell whether the quote begins and ends as a sentence does and completes no list that began before it."""
        words = remark.quote.strip()
        before = self._document.text[block.content.start : remark.quoted.start].rstrip()
        return (
            _OPENS.match(words) is not None
            and _CLOSES.search(words) is not None
            and (not before or _CLOSES.search(before) is not None)
            and not self._goes_on_from_a_colon(block)
        )

    def _goes_on_from_a_colon(self, block: Block) -> bool:
        """Tell whether `block` completes words before it, as an item of a list whose opening ends in a colon does."""
        blocks = self._document.blocks
        above: Iterator[Block] = reversed(blocks[: self._document.block_at(block.span.start)])
        if block.number:
            above = (each for each in above if not each.number or each.level < block.level)
        lead = next(above, None)
        return lead is not None and lead.kind != "heading" and self._quoted(lead).endswith((":", ",", "—"))

    def _quoted(self, block: Block) -> str:
        return self._document.quote(block.span).rstrip()

    def _is_plain(self, place: Place) -> bool:
        """Tell whether nothing but words stands from the first run of `place` to its last, and all are its own."""
        pieces = place.first.text.between(place.first.offset, place.last.offset + 1)
        own, runs = {piece.element for piece in pieces}, _runs_of(pieces)
        paragraph = paragraph_of(place.element)
        if paragraph in self._in_fields or any(run.getparent() is not paragraph for run in runs):
            return False
        first, last = paragraph.index(runs[0]), paragraph.index(runs[-1])
        open_fields = sum(_field_step(mark) for each in list(paragraph)[:first] for mark in each.iter(_FIELD_MARK))
        between = list(paragraph)[first : last + 1]
        return not open_fields and all(each.tag in _MARKS or _is_plain_run(each, own) for each in between)


def _runs_of(pieces: Sequence[Piece]) -> list[etree._Element]:
    return list(dict.fromkeys(run for piece in pieces if (run := piece.element.getparent()) is not None))


def _is_plain_run(run: etree._Element, own: set[etree._Element]) -> bool:
    return run.tag == RUN and all(
        child.tag in _PLAIN and (child.tag != TEXT or child in own or not child.text) for child in run
    )


def _begun_in_fields(root: etree._Element) -> frozenset[etree._Element]:
    """Return the paragraphs that begin inside a field, as the lines of a table of contents do."""
    found: set[etree._Element] = set()
    depth = 0
    for element in root.iter(PARAGRAPH, _FIELD_MARK):
        depth += _field_step(element)
        if depth > 0 and element.tag == PARAGRAPH:
            found.add(element)
    return frozenset(found)


def _field_step(element: etree._Element) -> int:
    kind = element.get(W + "fldCharType")
    return (kind == "begin") - (kind == "end")


def _neighbours(pieces: Sequence[Piece]) -> Iterator[list[etree._Element]]:
    """Yield the runs of `pieces` in groups that stand side by side, with no mark of somebody else between."""
    group: list[etree._Element] = []
    for run in _runs_of(pieces):
        if group and group[-1].getnext() is not run:
            yield group
            group = []
        group.append(run)
    yield group


def _usual_look(pieces: Sequence[Piece]) -> etree._Element | None:
    """Return a copy of the properties of the run with the most words, without the record of who changed them."""
    run = max(pieces, key=lambda piece: len(piece.text)).element.getparent()
    properties = run.find(W + "rPr") if run is not None else None
    if properties is None:
        return None
    look = deepcopy(properties)
    for child in list(look):
        if child.tag in (W + "rPrChange", W + "ins", W + "del", W + "moveFrom", W + "moveTo"):
            look.remove(child)
    return look


def _highest_id(package: EditedPackage) -> int:
    roots = package.seen("footnotes", "endnotes")
    taken = (whole(mark.get(W + "id")) for root in roots for mark in root.iter(*_CHANGES))
    return max((number for number in taken if number is not None), default=0)
