"""PDF files -> `Document`: the front of the reader, which opens the file and says what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

import pypdfium2
import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfPage

from proposalcheck.document import Anchor, BlockKind, Coverage, Document, Problem, Source
from proposalcheck.errors import ReadError
from proposalcheck.readers.pdf.annotations import Annotations, read_annotations
from proposalcheck.readers.pdf.calls import Handle
from proposalcheck.readers.pdf.characters import read_words
from proposalcheck.readers.pdf.drafts import Vocabulary, draft_paragraph
from proposalcheck.readers.pdf.drawings import Drawings, read_drawings
from proposalcheck.readers.pdf.headings import heading_levels
from proposalcheck.readers.pdf.health import health
from proposalcheck.readers.pdf.layout import Aside, Item, PageContent, PlacedNote, PlacedTable, flow
from proposalcheck.readers.pdf.lines import join_row, rows
from proposalcheck.readers.pdf.page_numbers import page_list
from proposalcheck.readers.pdf.paragraphs import Paragraph, paragraphs, place, running_style
from proposalcheck.readers.pdf.recognition import Recognition
from proposalcheck.readers.pdf.tables import TableCell
from proposalcheck.readers.pdf.words import Frame, PageSpace, PageText
from proposalcheck.readers.structure import CellDraft, DocumentBuilder, Draft

_BLANKS = b"\0\r\n\t "
_HEAD = 1024
_LARGE_PICTURE = 0.3
_MOST_WORDS_OVER_PICTURE = 5
_OCR = "run `ocrmypdf in.pdf out.pdf` and read out.pdf"
_UNREAD = {
    "picture": ("no text that can be read, only a picture of it", _OCR),
    "garbled": ("a text layer that is garbled (its letters are not those on the page)", f"{_OCR}, with --force-ocr"),
    "damaged": ("damaged content that cannot be opened", "save or export the file anew"),
}
"""What is wrong with a page whose words could not be read, by its health, and what to do about it."""


def read_pdf(data: bytes, path: str, sha256: str, ocr: Recognition | None = None) -> Document:
    """Read a PDF, with the words that `ocr` recognises on pages without text.

    Raises ReadError where the file is empty, locked by a password, damaged beyond opening, or has no pages. Pages whose
    words cannot be read become problems of the document.
    """
    pdf = _opened(data, path)
    try:
        pages = list(_contents(pdf, ocr))
        left_out = tuple(_not_read(pdf, pages))
    finally:
        pdf.close()
    notes = tuple(ocr.notes()) if ocr is not None else ()
    problems = tuple(_problems(pages, ocr))
    return _Assembly(pages, Source(path, sha256, "pdf", len(pages))).document(problems, notes + left_out)


def _opened(data: bytes, path: str) -> PdfDocument:
    if not (data[:_HEAD].strip(_BLANKS) or data.strip(_BLANKS)):
        raise ReadError(f"{path} is empty; ask for the file again.")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium keeps an earlier file's error code where a file opens but has no pages.
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise ReadError(f"{path} is protected by a password; save an unprotected copy and read that.") from error
        raise ReadError(
            f"{path} is damaged or has no pages: it cannot be opened as a PDF; save or export it anew."
        ) from error


def _contents(pdf: PdfDocument, ocr: Recognition | None) -> Iterator[PageContent]:
    """Yield what each page holds; a page that PDFium cannot load is yielded as one that could not be read."""
    form = _form(pdf)
    for index in range(len(pdf)):
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError:
            yield PageContent(PageText(Frame(index + 1, 612.0, 792.0), ()), Drawings(), Annotations(), "damaged")
            continue
        try:
            content = _content(page, index + 1, form)
            yield ocr.read(page, content) if ocr is not None else content
        finally:
            page.close()


def _content(page: PdfPage, number: int, form: Handle | None) -> PageContent:
    space = PageSpace(page, number)
    text, drawings = read_words(page, space), read_drawings(page, space)
    return PageContent(text, drawings, read_annotations(page, space, form), health(text, drawings))


def _form(pdf: PdfDocument) -> Handle | None:
    """Return the form environment, which knows the values of fields, if the document has a form."""
    with suppress(pypdfium2.PdfiumError, RuntimeError):
        if pdf.get_formtype() != pdfium.FORMTYPE_NONE:
            pdf.init_forms()
            return pdf.formenv.raw if pdf.formenv is not None else None
    return None


class _Assembly:
    """Makes the document from its pages."""

    def __init__(self, pages: Sequence[PageContent], source: Source) -> None:
        self._pages = pages
        self._source = source
        self._items = flow(pages)
        self._vocabulary = Vocabulary([page.text.raw for page in pages])
        self._builder = DocumentBuilder()

    def document(self, problems: tuple[Problem, ...], not_read: tuple[str, ...]) -> Document:
        """Return the document; `not_read` names what was left out besides the whole pages in `problems`."""
        found = [item for item in self._items if isinstance(item, Paragraph)]
        style = running_style(placed for paragraph in found for placed in paragraph.lines)
        levels = iter(heading_levels(found, style))
        for item in self._items:
            self._add(item, next(levels) if isinstance(item, Paragraph) else 0)
        unread = tuple(page.text.frame.number for page in self._pages if page.health in _UNREAD)
        coverage = Coverage(len(self._pages) - len(unread), unread, not_read)
        return self._builder.build(self._source, problems=problems, coverage=coverage)

    def _add(self, item: Item, level: int) -> None:
        match item:
            case Paragraph():
                kind: BlockKind = "heading" if level else "paragraph"
                self._builder.add(draft_paragraph(item, kind, self._vocabulary, level=level))
            case PlacedTable():
                self._builder.add_table([[self._cell(cell, frame) for cell in row] for row, frame in _rows(item)])
            case Aside(aside, paragraph):
                self._builder.add(draft_paragraph(paragraph, aside, self._vocabulary))
            case PlacedNote(note):
                boxes = ((0, len(note.text), note.box),)
                anchor = Anchor(page=note.box.page)
                self._builder.add(Draft("comment", note.text, anchor=anchor, boxes=boxes, change=note.change))

    def _cell(self, cell: TableCell, frame: Frame) -> CellDraft:
        lines = place([join_row(row) for row in rows(cell.pieces)], frame, 0)
        drafts = (draft_paragraph(paragraph, "table_cell", self._vocabulary) for paragraph in paragraphs(lines))
        return CellDraft(tuple(drafts), cell.columns)


def _rows(placed: PlacedTable) -> Iterator[tuple[tuple[TableCell, ...], Frame]]:
    """Yield a table's rows with the page of each; a heading row that is printed again on later pages is left out."""
    heading = _row_text(placed.table.rows[0])
    for part in (placed, *placed.rest):
        for index, row in enumerate(part.table.rows):
            if part is placed or index or _row_text(row) != heading:
                yield row, part.frame


def _row_text(row: Sequence[TableCell]) -> list[str]:
    return [" ".join(piece.text for piece in cell.pieces) for cell in row]


def _problems(pages: Sequence[PageContent], ocr: Recognition | None) -> Iterator[Problem]:
    """Yield a problem for each kind of page whose words could not be read, with what to do about it."""
    for kind, (what, cure) in _UNREAD.items():
        numbers = [page.text.frame.number for page in pages if page.health == kind]
        if numbers:
            verb = "has" if len(numbers) == 1 else "have"
            advice = cure if ocr is None or kind == "damaged" else ocr.advice(numbers)
            yield Problem("read", f"{page_list(numbers)} {verb} {what}; {advice}.", page_list(numbers))


def _not_read(pdf: PdfDocument, pages: Sequence[PageContent]) -> Iterator[str]:
    """Yield a sentence for each thing that stands beside the pages' text or in place of it."""
    attached = int(pdf.count_attachments())
    if attached:
        names = ", ".join(_attachment_name(pdf, index) for index in range(min(attached, 5)))
        were = "files were" if attached > 1 else "file was"
        yield f"{attached} attached {were} not read: {names}; save and read each on its own."
    if pdf.get_formtype() in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        yield "The XFA form in the file was not read, only its printed pages; save a flattened copy to have all of it."
    pictures = [page.text.frame.number for page in pages if page.health == "fine" and _has_silent_picture(page)]
    if pictures:
        name = "pictures" if len(pictures) > 1 else "picture"
        yield f"Words inside the large {name} on {page_list(pictures)} were not read."


def _attachment_name(pdf: PdfDocument, index: int) -> str:
    with suppress(pypdfium2.PdfiumError):
        return str(pdf.get_attachment(index).get_name())
    return "unnamed"


def _has_silent_picture(page: PageContent) -> bool:
    """Tell whether a picture takes up much of the page and hardly any words of the page stand over it."""
    frame = page.text.frame
    for picture in page.drawings.pictures:
        left, top, right, bottom = frame.level(*picture)
        if (right - left) * (bottom - top) < _LARGE_PICTURE * frame.width * frame.height:
            continue
        words = (word for line in page.text.lines for word in line)
        over = sum(1 for word in words if left <= word.left <= right and top <= word.bottom <= bottom)
        if over < _MOST_WORDS_OVER_PICTURE:
            return True
    return False
