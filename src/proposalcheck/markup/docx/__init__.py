"""A DOCX file with comments on the exact words that warn, and with tracked replacements where they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from proposalcheck.document import BODY_KINDS, Document, Span
from proposalcheck.finding import Result
from proposalcheck.markup.docx.comments import Comments
from proposalcheck.markup.docx.package import EditedPackage
from proposalcheck.markup.docx.places import Place, Places
from proposalcheck.markup.docx.redline import Redline, Replacement
from proposalcheck.markup.docx.text import outer_unit
from proposalcheck.markup.remarks import Line, Marked, Order, Remark, opening, rank, remarks_of
from proposalcheck.readers.docx.package import W

_TEXT_BOX = "a text box, where Word takes no comments"
_HEADER = "a header or footer, where Word takes no comments"
_NOTE = "the note that is referred to here"
"""A comment inside a footnote keeps LibreOffice (7.4) from opening the file at all; it stands at the number instead."""
_MOST_QUOTED = 200
"""How many characters are quoted of words that a comment cannot stand at."""


def docx_ending(data: bytes, path: str) -> str:
    """Return the ending that a file with the content of `data` must have; raises as `mark_docx` does."""
    return EditedPackage(data, path).ending


def mark_docx(data: bytes, result: Result, order: Order) -> Marked:
    """Return the DOCX file `data`, of which `result` speaks, with comments.

    Raises ReadError where Word would not open the file as it is, and UsageError where it must not be changed: it is
    signed, protected or of the strict variety.
    """
    package = EditedPackage(data, result.document.source.path)
    return _Markup(package, result, order).marked()


class _Markup:
    """Marks up one file."""

    def __init__(self, package: EditedPackage, result: Result, order: Order) -> None:
        self._package = package
        self._result = result
        self._order = order
        self._places = Places(result.document, package)
        self._comments = Comments(package, order.by)
        self._redline = Redline(result.document, package, order.by)
        self._replaced: list[Replacement] = []
        self._unplaced: list[str] = []
        self._placed = 0

    def marked(self) -> Marked:
        remarks = remarks_of(self._result, self._order.least)
        hindrances = self._replace(remarks) if self._order.redline else {}
        self._open()
        for remark in remarks:
            self._comment(remark, self._redline_lines(remark, hindrances))
        return Marked(self._package.data(), self._placed, len(self._replaced), tuple(self._unplaced))

    def _replace(self, remarks: Sequence[Remark]) -> dict[Remark, str]:
        """Replace the sentences that can be, each by the wording of its worst remark; return why others are not."""
        hindrances: dict[Remark, str] = {}
        for remark in sorted(remarks, key=lambda each: (rank(each.finding), each.quoted)):
            place = self._places.of(remark.quoted)
            if place is None or self._replacement_at(remark.quoted) is not None:
                continue
            hindrances[remark] = self._redline.hindrance(remark, place)
            if not hindrances[remark]:
                self._replaced.append(self._redline.replace(remark, place))
        return hindrances

    def _redline_lines(self, remark: Remark, hindrances: dict[Remark, str]) -> tuple[Line, ...]:
        if not self._order.redline:
            return ()
        replacement = self._replacement_at(remark.quoted)
        if replacement is None:
            return (Line("Not replaced:", f"{hindrances.get(remark, 'its words were not found in the file')}."),)
        if replacement.remark is remark:
            return (Line("Replaced here", "by a tracked change, to accept or reject."),)
        return (Line("Replaced here", f"for a graver reason: {replacement.remark.finding.title}."),)

    def _replacement_at(self, span: Span) -> Replacement | None:
        return next((each for each in self._replaced if each.remark.quoted.overlaps(span)), None)

    def _open(self) -> None:
        """Hang the comment on the document as a whole on its first paragraph."""
        place = _first_place(self._result.document, self._places)
        lines = opening(self._result, self._order.least)
        if place is None:
            self._unplaced.append("the comment on the document as a whole: no paragraph has words")
        else:
            self._comments.add(*place.units(), lines)

    def _comment(self, remark: Remark, more: Sequence[Line]) -> None:
        replacement = self._replacement_at(remark.hull) if self._replaced else None
        struck = (replacement.first, replacement.last) if replacement is not None else None
        anchors, where = (struck, ()) if struck is not None else self._anchors(remark)
        if anchors is None:
            self._unplaced.append(f'{remark.finding.title}: "{_shortened(remark.quote)}"')
            return
        self._comments.add(*anchors, (*remark.lines(), *where, *more))
        self._placed += 1

    def _anchors(self, remark: Remark) -> tuple[tuple[etree._Element, etree._Element] | None, tuple[Line, ...]]:
        """Return what to hang a comment on, and a line that says so where that is not the words themselves."""
        place = self._places.of(remark.hull)
        if place is not None and place.is_in_body:
            return place.units(), ()
        kind, carrier = self._carrier(place)
        told = Line("About words in", f'{kind}: "{_shortened(remark.quote)}"')
        if carrier is not None:
            return (carrier, carrier), (told,)
        first = _first_place(self._result.document, self._places)
        return (first.units() if first is not None else None), (told,)

    def _carrier(self, place: Place | None) -> tuple[str, etree._Element | None]:
        """Return what holds the words of `place`, and the run of the body at which that is shown or referred to."""
        if place is not None and place.is_in_main_part:
            return _TEXT_BOX, outer_unit(place.element)
        note = place.note if place is not None else None
        if note is None:
            return _HEADER, None
        references = self._package.root(self._package.main).iter(f"{note.tag}Reference")
        reference = next((each for each in references if each.get(W + "id") == note.get(W + "id")), None)
        return _NOTE, outer_unit(reference) if reference is not None else None


def _first_place(document: Document, places: Places) -> Place | None:
    """Return the first paragraph of the body that has words, outside text boxes."""
    bodies = (block for block in document.blocks if block.kind in BODY_KINDS)
    found = (places.of(block.span) for block in bodies)
    return next((place for place in found if place is not None and place.is_in_body), None)


def _shortened(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _MOST_QUOTED else plain[:_MOST_QUOTED].rsplit(" ", 1)[0] + " …"
