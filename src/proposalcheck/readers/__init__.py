"""The front door: a file's bytes become a `Document`, whatever its format."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from proposalcheck.document import Document, Problem
from proposalcheck.errors import ReadError
from proposalcheck.readers.formats import decode, format_of
from proposalcheck.readers.language import LANGUAGE_NAMES, guess_language

if TYPE_CHECKING:
    from proposalcheck.readers.ocr import OcrMode

_BLANKS = b"\x00 \t\r\n"
_HEAD = 1024


def read(path: str | os.PathLike[str], ocr: OcrMode = "auto") -> Document:
    """Return the document in the file at `path`; the format goes by the content, not by the name.

    `ocr` says which pages of a PDF are read from their picture: "auto" those without text that can be read, where
    tesseract is installed; "force" all of them; "never" none. Raises ReadError with what the file is and what to do,
    where it cannot be read, and UsageError where tesseract is forced and not installed.
    """
    name = os.fspath(path)
    return read_content(bytes_of(name), name, ocr)


def read_content(content: bytes, name: str, ocr: OcrMode = "auto") -> Document:
    """Return the document whose file holds `content`; the rest is as in `read`."""
    try:
        document = _read_as(format_of(content, name), content, name, ocr)
    except RecursionError as fault:
        raise ReadError(
            f"{name}: its parts are nested too deeply to be read; export it to PDF and give that"
        ) from fault
    return _with_language(document if document.text else _with_nothing_said(document))


def bytes_of(name: str) -> bytes:
    """Return what the file called `name` holds; a ReadError says why it cannot be opened, or that it is empty."""
    try:
        data = Path(name).read_bytes()
    except FileNotFoundError as fault:
        raise ReadError(f"{name}: there is no such file") from fault
    except IsADirectoryError as fault:
        raise ReadError(f"{name}: this is a folder; give the files in it") from fault
    except (OSError, ValueError) as fault:
        raise ReadError(f"{name}: the file cannot be opened ({fault})") from fault
    if not (data[:_HEAD].strip(_BLANKS) or data.strip(_BLANKS)):
        raise ReadError(f"{name}: the file is empty")
    return data


def _read_as(format_: str, data: bytes, name: str, ocr: OcrMode) -> Document:
    digest = sha256(data).hexdigest()
    if format_ == "pdf":
        from proposalcheck.readers.ocr import page_ocr
        from proposalcheck.readers.pdf import read_pdf

        return read_pdf(data, name, digest, page_ocr(ocr))
    if format_ == "docx":
        from proposalcheck.readers.docx import read_docx

        return read_docx(data, name, digest)
    if format_ == "html":
        from proposalcheck.readers.html import read_html

        return read_html(data, name, digest)
    if format_ == "md":
        from proposalcheck.readers.markdown import read_markdown

        return read_markdown(decode(data), name, digest)
    from proposalcheck.readers.text import read_text

    return read_text(decode(data), name, digest)


def _with_nothing_said(document: Document) -> Document:
    """Return a document without any text with a problem that says so, unless its reader has said why already."""
    if document.problems:
        return document
    return replace(document, problems=(Problem("read", "no text was found in the file: nothing in it was checked"),))


def _with_language(document: Document) -> Document:
    language = guess_language(document.text)
    if language in ("en", "und"):
        return replace(document, language=language)
    what = f"the text seems to be {LANGUAGE_NAMES[language]}; the rules are written for English"
    return replace(document, language=language, problems=(*document.problems, Problem("read", what)))
