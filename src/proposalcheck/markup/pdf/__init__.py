"""A PDF file with highlights on the exact words that warn, each with a note that pops up, and a note on the whole."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from io import BytesIO
from itertools import groupby

import pikepdf
import pypdfium2
from pikepdf import Array, Name, Object, Pdf

from proposalcheck.document import Box, Document, Span
from proposalcheck.errors import ReadError, UsageError
from proposalcheck.finding import Result
from proposalcheck.markup.pdf.appearance import ICON, Notes, Quad, Said
from proposalcheck.markup.remarks import Line, Marked, Order, Remark, opening, remarks_of
from proposalcheck.readers.pdf.words import PageSpace

_DAMAGED = "is damaged: it cannot be written again; print it to a new PDF and annotate that."
_MARGIN = 8.0
"""How far from the corner of the first page its note icon stands, in points."""
_ALIGNED = 1.0
"""How far apart the edges of words in one line may be, in points."""


def check_pdf(data: bytes, path: str) -> None:
    """Raise ReadError or UsageError, as `mark_pdf` does, for a file that cannot or must not be annotated."""
    with _opened(data, path):
        pass


def mark_pdf(data: bytes, result: Result, order: Order) -> Marked:
    """Return the PDF file `data`, of which `result` speaks, with highlights and notes.

    Raises ReadError where the file is too damaged to be written again, and UsageError where it must not be changed: it
    is signed, or its owner forbids notes.
    """
    path, remarks = result.document.source.path, remarks_of(result, order.least)
    with _opened(data, path) as pdf, closing(pypdfium2.PdfDocument(data)) as shown:
        if len(pdf.pages) != len(shown):
            raise ReadError(f"{path}: its list of pages is damaged; print it to a new PDF and annotate that")
        markup = _Markup(pdf, shown, order, path)
        markup.open(opening(result, order.least))
        unplaced = tuple(told for remark in remarks if (told := markup.highlight(result.document, remark)))
        return Marked(_written(pdf), len(remarks) - len(unplaced), unplaced=unplaced)


class _Markup:
    """Puts notes on the pages of one file."""

    def __init__(self, pdf: Pdf, shown: pypdfium2.PdfDocument, order: Order, path: str) -> None:
        self._path = path
        self._pdf = pdf
        self._shown = shown
        self._notes = Notes(pdf, order.by)
        self._spaces: dict[int, _Space] = {}

    def open(self, lines: Sequence[Line]) -> None:
        """Put the note on the document as a whole at the top of the first page that can be shown."""
        number = next(filter(self._can_be_shown, range(1, len(self._shown) + 1)), None)
        if number is None:
            raise ReadError(f"{self._path}: none of its pages can be shown; print it to a new PDF and annotate that")
        corner = self._space(number).point(_MARGIN, _MARGIN)
        across = self._space(number).point(_MARGIN + ICON, _MARGIN + ICON)
        left, top = min(corner[0], across[0]), max(corner[1], across[1])
        said = Said("The document as a whole", _told(lines))
        self._add(number, self._notes.icon(self._page(number), (left, top), said))

    def highlight(self, document: Document, remark: Remark) -> str:
        """Highlight the words of `remark` on each of their pages; return what to tell where they have no place."""
        spans = (_to_word_ends(document, words) for words in remark.words)
        boxes = [box for span in spans for box in document.locate(span).boxes]
        for number, group in groupby(sorted(boxes, key=lambda box: box.page), key=lambda box: box.page):
            quads = [self._space(number).quad(box) for box in _joined(group)]
            finding = remark.finding
            said = Said(finding.title, _told(remark.lines()))
            self._add(number, self._notes.highlight(self._page(number), quads, finding.severity, said))
        return "" if boxes else f"{remark.finding.title}: its words have no place on a page"

    def _can_be_shown(self, number: int) -> bool:
        try:
            return self._space(number) is not None
        except pypdfium2.PdfiumError:
            return False

    def _page(self, number: int) -> Object:
        return self._pdf.pages[number - 1].obj

    def _add(self, number: int, notes: Iterable[Object]) -> None:
        """Append annotations to a page; its list may be shared with other pages and is therefore made anew."""
        page = self._page(number)
        there = page.get(Name.Annots)
        earlier = list(there) if isinstance(there, Array) else []
        page.Annots = Array([*earlier, *notes])

    def _space(self, number: int) -> _Space:
        if number not in self._spaces:
            page = self._shown[number - 1]
            self._spaces[number] = _Space(PageSpace(page, number))
            page.close()
        return self._spaces[number]


def _to_word_ends(document: Document, span: Span) -> Span:
    """Return `span` with the punctuation that is printed against its first and last word.

    The reader knows where words begin and end on the page, not each letter: a cut before a full stop would be a guess.
    """
    start, end = span.start, span.end
    for fragment in (fragment for block in document.blocks_in(span) for fragment in block.anchor.fragments):
        word = fragment.span
        if word.start < span.start < word.end and not _has_letters(document, Span(word.start, span.start)):
            start = word.start
        if word.start < span.end < word.end and not _has_letters(document, Span(span.end, word.end)):
            end = word.end
    return Span(start, end)


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """Return `boxes` with those made one that stand end to end, as in a line that runs up, down or backwards."""
    joined: list[Box] = []
    for box in boxes:
        last = joined[-1] if joined else None
        if last is not None and _are_end_to_end(last, box):
            top, bottom = min(last.top, box.top), max(last.bottom, box.bottom)
            joined[-1] = Box(box.page, min(last.left, box.left), top, max(last.right, box.right), bottom)
        else:
            joined.append(box)
    return joined


def _are_end_to_end(last: Box, box: Box) -> bool:
    gap_down = max(last.top, box.top) - min(last.bottom, box.bottom)
    gap_across = max(last.left, box.left) - min(last.right, box.right)
    upright = abs(last.left - box.left) < _ALIGNED and abs(last.right - box.right) < _ALIGNED
    level = abs(last.top - box.top) < _ALIGNED and abs(last.bottom - box.bottom) < _ALIGNED
    return (upright and 0 <= gap_down < box.right - box.left) or (level and 0 <= gap_across < box.bottom - box.top)


def _has_letters(document: Document, span: Span) -> bool:
    return any(character.isalnum() for character in document.quote(span))


class _Space:
    """Turns places on a page as shown back into its user space: the reader's own transformation, inverted."""

    def __init__(self, space: PageSpace) -> None:
        origin, right, up = (space.shown(x, y, x, y) for x, y in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
        self._origin = origin[0], origin[1]
        self._x = right[0] - origin[0], right[1] - origin[1]
        self._y = up[0] - origin[0], up[1] - origin[1]

    def point(self, left: float, top: float) -> tuple[float, float]:
        """Return a point of the page as shown in user space; the axes stand square on each other and keep lengths."""
        across, down = left - self._origin[0], top - self._origin[1]
        return across * self._x[0] + down * self._x[1], across * self._y[0] + down * self._y[1]

    def quad(self, box: Box) -> Quad:
        """Return the corners of a box in user space."""
        return Quad(
            self.point(box.left, box.top),
            self.point(box.right, box.top),
            self.point(box.left, box.bottom),
            self.point(box.right, box.bottom),
        )


@contextmanager
def _opened(data: bytes, path: str) -> Iterator[Pdf]:
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # what it has mended is no news to a reader of notes
    try:
        pdf = Pdf.open(BytesIO(data))
    except pikepdf.PasswordError as error:
        raise ReadError(f"{path} is protected by a password; save an unprotected copy and annotate that.") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise ReadError(f"{path} {_DAMAGED}") from error
    try:
        with pdf:
            _refuse(pdf, path)
            yield pdf
    except (pikepdf.PdfError, RuntimeError) as error:
        raise ReadError(f"{path} {_DAMAGED}") from error


def _refuse(pdf: Pdf, path: str) -> None:
    if pdf.is_encrypted and not pdf.allow.modify_annotation:
        raise UsageError(
            f"{path}: its owner forbids notes in it; ask for a copy without this restriction and annotate that"
        )
    if _is_signed(pdf):
        raise UsageError(
            f"{path}: is digitally signed, and any note would break the signature; print it to a new PDF for notes"
        )


def _is_signed(pdf: Pdf) -> bool:
    """Tell whether a signature stands in the file; a field that waits for one does not count."""
    return Name.Perms in pdf.Root or any(
        isinstance(each, pikepdf.Dictionary) and Name.ByteRange in each and Name.Contents in each
        for each in pdf.objects
    )


def _written(pdf: Pdf) -> bytes:
    stream = BytesIO()
    pdf.save(stream, fix_metadata_version=False, encryption=pdf.is_encrypted)
    return stream.getvalue()


def _told(lines: Iterable[Line]) -> str:
    return "\n".join(map(str, lines))
