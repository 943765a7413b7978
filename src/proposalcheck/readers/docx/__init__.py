"""DOCX files: one pass over the parts, with everything that Word shows and nothing that it does not.

Tracked insertions count as text, deletions are kept apart; printed numbers are worked out; notes, comments and text
boxes stand after the paragraph that carries them. Measured against python-docx, whose paragraph loop drops tracked
insertions and all printed numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lxml import etree

from proposalcheck.document import BlockKind, Coverage, Document, Source
from proposalcheck.errors import ReadError
from proposalcheck.readers.docx.numbering import Numbering
from proposalcheck.readers.docx.package import Package, W
from proposalcheck.readers.docx.parts import left_out_sentences, notes_of, page_count, page_furniture
from proposalcheck.readers.docx.story import Look, Origins, Paragraph, Piece, Shared, Story, TableDraft, flat_drafts
from proposalcheck.readers.docx.styles import Styles
from proposalcheck.readers.numbering import reads_as_title
from proposalcheck.readers.structure import DocumentBuilder, Draft


def read_docx(data: bytes, path: str, sha256: str) -> Document:
    """Return the document in a DOCX file given as bytes; a ReadError says what is wrong with a file that is not one."""
    package = Package(data, path)
    body = _body(package, path)
    shared = _shared(package)
    pieces = Story(package.main, body, shared).read(body)
    builder = DocumentBuilder()
    _add(builder, _furniture(package, body, shared, "header"))
    _add(builder, _with_headings(pieces))
    _add(builder, _furniture(package, body, shared, "footer"))
    pages = page_count(package)
    not_read = left_out_sentences(shared.left_out, " ".join(shared.hidden))
    source = Source(path, sha256, "docx", pages)
    return builder.build(source, coverage=Coverage(pages_read=pages, not_read=not_read))


def origins_of(package: Package, path: str) -> Origins:
    """Return where each piece of the text of a document's body and notes stands in the XML of `package`."""
    body = _body(package, path)
    shared = _shared(package)
    found: Origins = {}
    shared.origins = found
    Story(package.main, body, shared).read(body)
    return found


def _body(package: Package, path: str) -> etree._Element:
    root = package.root(package.main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise ReadError(f"{path}: the Word document has no body; open it in Word, save it again, then retry")
    return body


def _shared(package: Package) -> Shared:
    styles_part, numbers_part = package.find(package.main, "styles"), package.find(package.main, "numbering")
    styles = Styles(package.root(styles_part) if styles_part else None)
    numbering = Numbering(package.root(numbers_part) if numbers_part else None, styles)
    return Shared(
        styles,
        numbering,
        footnotes=notes_of(package, "footnote"),
        endnotes=notes_of(package, "endnote"),
        comments=notes_of(package, "comment"),
    )


def _furniture(package: Package, body: etree._Element, shared: Shared, kind: BlockKind) -> list[Piece]:
    seen: set[str] = set()
    pieces: list[Piece] = []
    for name in page_furniture(package, body, kind):
        root = package.root(name)
        if root is None:
            continue
        for draft in flat_drafts(Story(name, root, shared).read(root), kind):
            if draft.text not in seen:
                seen.add(draft.text)
                pieces.append(Paragraph(draft))
    return pieces


def _add(builder: DocumentBuilder, pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        if isinstance(piece, TableDraft):
            builder.add_table(piece.rows)
        else:
            builder.add(piece.draft)


def _with_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` with short bold, large or capital lines that stand alone made into headings."""
    standing_out = _standing_out(pieces)
    ranks = _ranks(standing_out.values())
    settled: list[Piece] = []
    styled_level = 0
    for place, piece in enumerate(pieces):
        if isinstance(piece, Paragraph) and piece.draft.kind == "heading":
            styled_level = piece.draft.level
        if place in standing_out and isinstance(piece, Paragraph):
            level = min(styled_level + ranks[standing_out[place]], 9)
            settled.append(replace(piece, draft=replace(piece.draft, kind="heading", level=level)))
        else:
            settled.append(piece)
    return settled


def _standing_out(pieces: Sequence[Piece]) -> dict[int, Look]:
    """Return the looks of the lines that can be headings; three alike in a row are a list of names, not headings."""
    body_size = _body_size(pieces)
    looks = {
        place: piece.look
        for place, piece in enumerate(pieces)
        if isinstance(piece, Paragraph) and piece.look is not None and _stands_out(piece, body_size)
    }
    rows = ((place - 2, place - 1, place) for place in looks)
    in_rows = {place for row in rows if len({looks.get(each) for each in row}) == 1 for place in row}
    return {place: look for place, look in looks.items() if place not in in_rows}


def _body_size(pieces: Sequence[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if isinstance(piece, Paragraph) and piece.look is not None:
            sizes[piece.look.size] += len(piece.draft.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _ranks(looks: Iterable[Look]) -> dict[Look, int]:
    """Return the depth of each look that headings have: the larger first, then capitals before plain bold."""
    known = sorted(set(looks), key=lambda look: (-look.size, not look.capitals, not look.bold))
    return {look: min(place, 4) for place, look in enumerate(known, 1)}


def _stands_out(piece: Paragraph, body_size: float) -> bool:
    look, draft = piece.look, piece.draft
    if look is None or not reads_as_title(draft.text):
        return False
    larger = look.size >= body_size + 2
    return (look.bold or look.capitals or larger) and _is_line_alone(draft)


def _is_line_alone(draft: Draft) -> bool:
    return draft.kind == "paragraph" and "\n" not in draft.text and "__" not in draft.text
