"""What the tests of the markup share: results made of words that are pointed at, and whole DOCX files."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from typing import Any

from lxml import etree
from tests.readers.docx_files import docx

from proposalcheck.document import Change, Document, Problem, Span
from proposalcheck.finding import Evidence, Finding, Result, Scorecard
from proposalcheck.markup import Order
from proposalcheck.markup.docx import mark_docx
from proposalcheck.readers.docx import read_docx
from proposalcheck.readers.docx.package import W

ORDER = Order(Change("Ana Berg", "2026-03-01T09:30:00Z"))
REDLINE = Order(ORDER.by, redline=True)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_USUAL_TYPES = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word_file(body: str, **parts: str) -> bytes:
    """Return a package with this body and these parts, with the list of content types that Word asks for."""
    names = ["document", *parts]
    kinds = {name: f"{_WORD}.{'document.main' if name == 'document' else name.rstrip('1')}+xml" for name in names}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items())
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types = (
        f'<Types xmlns="{_TYPES}">{usual}<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    return with_part(docx(body, **parts), "[Content_Types].xml", types)


def with_part(data: bytes, name: str, inside: str) -> bytes:
    """Return the package with one more part."""
    stream = BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, inside)
    return stream.getvalue()


def opened(data: bytes) -> Document:
    """Read a DOCX as the program does."""
    return read_docx(data, "made.docx", hashlib.sha256(data).hexdigest())


def finding(document: Document, *words: str, quoted: str = "", **said: Any) -> Finding:
    """Return a warning at the first place of each of `words`, in a quote that is `quoted` or else those words."""
    spans = tuple(span_of(document, each) for each in words)
    quote = span_of(document, quoted) if quoted else Span(spans[0].start, spans[-1].end) if spans else None
    evidence = (Evidence(document.quote(quote), quote, spans, document.locate(quote)),) if quote else ()
    usual: dict[str, Any] = {
        "rule": "silent-renewal",
        "family": "contract",
        "type": "flag",
        "title": "The term renews by itself",
        "severity": "high",
        "confidence": 1.0,
        "message": "The term goes on.",
        "why": "A missed date costs a year. And more.",
        "because": "phrase",
        "ask": "Can it end by itself?",
        "fallback": "The term ends on its last day.",
        "value": "",
        "evidence": evidence,
        "fingerprint": "0" * 16,
    }
    return Finding(**(usual | said))


def span_of(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def result(document: Document, *findings: Finding, problems: tuple[Problem, ...] = ()) -> Result:
    """Return what a screening of `document` would, had it found these."""
    return Result(
        document=document,
        kind="sow",
        kind_confidence=1.0,
        kind_because="as the test says",
        findings=findings,
        rules_run=(),
        scorecard=Scorecard(),
        problems=problems,
        coverage=document.coverage,
        catalogue="",
        models={},
    )


def commented(data: bytes, *words: str, order: Order = ORDER, **said: Any) -> bytes:
    """Return the file with a comment on each of `words`."""
    document = opened(data)
    return mark_docx(data, result(document, *(finding(document, each, **said) for each in words)), order).data


def part(data: bytes, name: str) -> etree._Element:
    """Return the root of the part word/`name`.xml."""
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(f"word/{name}.xml"))


def bare(data: bytes, name: str = "document") -> list[str]:
    """Return the tags in a part in document order, so that a test can show where marks stand."""
    return [str(element.tag).removeprefix(W) for element in part(data, name).iter("*")]


def anchored(data: bytes, name: str = "document") -> dict[str, str]:
    """Return the words that stand between the marks of each comment, deleted words in brackets, by the comment's id."""
    words: dict[str, str] = {}
    running: set[str] = set()
    for element in part(data, name).iter("*"):
        identity = element.get(W + "id", "")
        if element.tag == W + "commentRangeStart":
            running.add(identity)
            words[identity] = ""
        elif element.tag == W + "commentRangeEnd":
            running.remove(identity)
        for each in running:
            words[each] += _shown(element)
    assert not running
    return words


def _shown(element: etree._Element) -> str:
    if element.tag == W + "delText":
        return f"[{element.text}]"
    if element.tag in (W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"):
        return element.text or ""
    return {W + "tab": "\t", W + "br": "\n", W + "noBreakHyphen": "-", W + "sym": "*"}.get(str(element.tag), "")


def comments(data: bytes) -> list[tuple[str, str, list[str]]]:
    """Return id, author and paragraphs of each comment of the file."""
    return [
        (
            comment.get(W + "id", ""),
            comment.get(W + "author", ""),
            ["".join(map(str, paragraph.itertext())) for paragraph in comment.iter(W + "p")],
        )
        for comment in part(data, "comments")
    ]


def said_text(document: Document) -> list[str]:
    """Return the text of each block that is not a comment."""
    return [document.quote(block.span) for block in document.blocks if block.kind != "comment"]


def settled(data: bytes, *, accept: bool) -> bytes:
    """Return the file with every tracked change of its body accepted, or every one rejected."""
    root = part(data, "document")
    drop, keep = ("del", "ins") if accept else ("ins", "del")
    for change in list(root.iter(W + drop)):
        change.getparent().remove(change)  # type: ignore[union-attr]
    for words in root.iter(W + "delText"):
        words.tag = W + "t"
    for change in list(root.iter(W + keep)):
        for run in change:
            change.addprevious(run)
        change.getparent().remove(change)  # type: ignore[union-attr]
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, etree.tostring(root) if name == "word/document.xml" else old.read(name))
    return stream.getvalue()
