"""Telling file formats apart by their content, and saying what a file is that cannot be read."""

from __future__ import annotations

import codecs
import re
import zipfile
from io import BytesIO
from typing import Final

from proposalcheck.document import Format
from proposalcheck.errors import ReadError

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ADVICE: Final = "export it to PDF or DOCX and give that"
_IMAGES: Final = {
    b"\x89PNG\r\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"BM": "BMP",
}
_OTHER: Final = {
    b"{\\rtf": "an RTF file",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"%!PS": "a PostScript file",
}
_ZIP_MEMBERS: Final = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "an e-book (EPUB)",
    "Index/Document.iwa": "an Apple Pages document",
}
_NAMED: Final = {"pdf": "PDF", "docx": "DOCX", "docm": "DOCX", "dotx": "DOCX"}
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_MARKDOWN_MARKS: Final = (
    re.compile(r"^#{1,6} \S", re.M),
    re.compile(r"^\|?[ :]*-{3,}[ :]*\|[-| :]*$", re.M),
    re.compile(r"(?<![\[*\w])\*\*[^\s*\]][^*\n]*(?<![\s*\[])\*\*(?![\]*])"),
    re.compile(r"^\s*[-*] .*\]\(\S+\)", re.M),
    re.compile(r"^```", re.M),
)


def format_of(data: bytes, path: str) -> Format:
    """Return the format of a file from its bytes; a ReadError says what any other file is and what to do with it."""
    if b"%PDF" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_format(data, path)
    _refuse_known(data, path)
    text = decode(data)
    _refuse_binary(text, path)
    is_html = _HTML.match(text) is not None
    _refuse_misnamed(path, "a web page" if is_html else "plain text")
    if is_html:
        return "html"
    return "md" if path.lower().endswith((".md", ".markdown")) or _is_markdown(text) else "txt"


def decode(data: bytes) -> str:
    """Return the text in `data`: by its byte order mark, else UTF-8, else Windows-1252."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _is_markdown(text: str) -> bool:
    headings, tables, bold, links, fences = (len(mark.findall(text)) for mark in _MARKDOWN_MARKS)
    return headings > 1 or tables > 0 or bold > 1 or links > 1 or fences > 1 or (headings == 1 and text.startswith("#"))


def _zip_format(data: bytes, path: str) -> Format:
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise ReadError(f"{path}: a damaged DOCX or zip file ({fault}); save it again and retry") from fault
    for member, what in _ZIP_MEMBERS.items():
        if member in names:
            raise ReadError(f"{path}: this is {what}; {_ADVICE}")
    if "word/document.xml" in names or "_rels/.rels" in names:
        return "docx"
    raise ReadError(f"{path}: this is a zip archive; unpack it and give the documents inside")


def _refuse_known(data: bytes, path: str) -> None:
    if data.startswith(_OLE):
        raise ReadError(f"{path}: this is {_ole_kind(data)}")
    for start, name in _IMAGES.items():
        if data.startswith(start):
            raise ReadError(f"{path}: this is a {name} picture; run text recognition on it and give the PDF it makes")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise ReadError(f"{path}: this is a WebP picture; run text recognition on it and give the PDF it makes")
    for start, what in _OTHER.items():
        if data.startswith(start):
            raise ReadError(f"{path}: this is {what}; {_ADVICE}")


def _refuse_misnamed(path: str, what: str) -> None:
    """Refuse text under the name of a PDF or DOCX: a file cut short, or the page that a download failed with."""
    ending = path.lower().rpartition(".")[2]
    if ending in _NAMED:
        cure = f"get the file again, or give it the ending of what it is if it is {what} after all"
        raise ReadError(f"{path}: its name says {_NAMED[ending]}, its content is {what}; {cure}")


def _ole_kind(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "an Office file with a password; open it, save it without the password, and give that"
    if "WordDocument".encode("utf-16-le") in data:
        return "a Word file of the old kind (.doc); save it as .docx and give that"
    return f"an Office file of the old kind; {_ADVICE}"


def _refuse_binary(text: str, path: str) -> None:
    head = text[:100_000]
    control = len(_CONTROL.findall(head))
    if control > 0.01 * len(head) + 2 or "\x00" in head:
        raise ReadError(f"{path}: this is not a text, PDF or DOCX file; {_ADVICE}")
