"""(file, Result) -> the user's own file with notes on the exact words: Word comments, or PDF highlights."""

from __future__ import annotations

from proposalcheck.errors import UsageError
from proposalcheck.finding import Result
from proposalcheck.markup.remarks import Marked, Order
from proposalcheck.readers.formats import format_of

__all__ = ["Marked", "Order", "ending_of", "mark_up"]


def ending_of(data: bytes, path: str, *, redline: bool = False) -> str:
    """Return the ending that the name of the marked-up file must have, such as ".docx".

    Raises UsageError for a file that takes no notes, must not be changed, or has no place for tracked changes where
    `redline` is asked for, and ReadError for one that its own program would not open.
    """
    format_ = format_of(data, path)
    if format_ == "docx":
        from proposalcheck.markup.docx import docx_ending

        return docx_ending(data, path)
    if format_ != "pdf":
        raise UsageError(
            f"{path}: notes can be put into DOCX and PDF files; save this one as either and annotate "
            f"that, or use `proposalcheck scan {path}`, which quotes every place"
        )
    if redline:
        raise UsageError(
            f"{path}: a PDF has no tracked changes; annotate the DOCX it was made of, or leave out --redline"
        )
    from proposalcheck.markup.pdf import check_pdf

    check_pdf(data, path)
    return ".pdf"


def mark_up(data: bytes, result: Result, order: Order) -> Marked:
    """Return the DOCX or PDF file `data`, of which `result` speaks, with notes; raises as `ending_of` does."""
    if result.document.source.format == "pdf":
        from proposalcheck.markup.pdf import mark_pdf

        return mark_pdf(data, result, order)
    from proposalcheck.markup.docx import mark_docx

    return mark_docx(data, result, order)
