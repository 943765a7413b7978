"""A brief as a DOCX: one to two pages, A4 with margins that also fit Letter, thin lines, a footer with page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from proposalcheck.reports.brief.content import Content, Entry, Group
from proposalcheck.reports.brief.facts import NOT_FOUND
from proposalcheck.reports.brief.headings import headings_for
from proposalcheck.reports.brief.styles import ACCENT, HEADING_COLOURS, SOFT, prepared
from proposalcheck.reports.brief.tables import plain_table
from proposalcheck.wording import counted

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the day of making, so that the same content gives the same document on any day."""


def as_docx(content: Content) -> bytes:
    """Return the brief as the bytes of a DOCX file; the same content gives the same document."""
    heading = headings_for(content.side)
    document = prepared(content.title, content.file, _NO_DATE)
    _title(document, content, heading["for"])
    _facts(document, content)
    _heading(document, heading["verdict"])
    document.add_paragraph(" ".join(content.verdict), style="Verdict")
    for group in content.groups:
        _group(document, group, heading)
    _bullets(document, content.stakes, heading["stakes"])
    _missing(document, content, heading["missing"])
    _strengths(document, content, heading["strengths"])
    _questions(document, content, heading["questions"])
    _bullets(document, content.undecided, heading["undecided"])
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _title(document: Document, content: Content, purpose: str) -> None:
    document.add_paragraph(content.title, style="Title")
    document.add_paragraph(f"{purpose}  ·  {content.file}", style="Subtitle")


def _heading(document: Document, words: str, beside: str = "", colour: str = "") -> None:
    from docx.shared import RGBColor

    paragraph = document.add_paragraph(style="Heading 1")
    run = paragraph.add_run(words)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    if beside:
        _soft(paragraph, f"  {beside}")


def _soft(paragraph: Paragraph, words: str) -> None:
    """Add words that stand back: places, counts, labels."""
    from docx.shared import RGBColor

    run = paragraph.add_run(words)
    run.bold = False
    run.font.color.rgb = RGBColor.from_string(SOFT)


def _facts(document: Document, content: Content) -> None:
    """Add the facts as a table of two pairs of columns, filled from the left."""
    rows = [row for row in content.facts if row.said]
    half = (len(rows) + 1) // 2
    table = plain_table(document, half, (2.6, 6.1, 2.6, 6.1))
    for place, row in enumerate(rows):
        cells = table.rows[place % half].cells
        label, told = cells[2 * (place // half)], cells[2 * (place // half) + 1]
        _soft(_first(label), row.label)
        paragraph = _first(told)
        if row.said == NOT_FOUND:
            _soft(paragraph, NOT_FOUND)
            continue
        paragraph.add_run(row.said).bold = len(row.said) <= _BOLD_UP_TO
        if row.place:
            _soft(paragraph, f"  {row.place}")


_BOLD_UP_TO = 60


def _first(cell: _Cell) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = "Cell"
    return paragraph


def _group(document: Document, group: Group, heading: Mapping[str, str]) -> None:
    if not group.total:
        return
    beside = f"{group.total} · {group.lead}" if group.entries else str(group.total)
    _heading(document, heading[group.stance], beside, HEADING_COLOURS.get(group.stance, ACCENT))
    if group.entries:
        table = plain_table(document, len(group.entries), (8.7, 8.7))
        for number, (row, entry) in enumerate(zip(table.rows, group.entries, strict=True), 1):
            _entry(row.cells[0], row.cells[1], number, entry, heading)
    if group.named:
        paragraph = document.add_paragraph(style="Body")
        if group.entries:
            _soft(paragraph, "Also: ")
        paragraph.add_run(_listed(group.named, group.more))


def _entry(left: _Cell, right: _Cell, number: int, entry: Entry, heading: Mapping[str, str]) -> None:
    """Fill a row: what stands in the document on the left, what to say to it on the right."""
    _first(left).add_run(f"{number}. {entry.title}").bold = True
    words = left.add_paragraph(style="Cell")
    if entry.quote:
        words.add_run(f"“{entry.quote}” ")
    more = f", and {counted(entry.more_places, 'more place')}" if entry.more_places else ""
    _soft(words, entry.place + more)
    ask = _first(right)
    _soft(ask, f"{entry.asked_by}: ")
    ask.add_run(entry.ask)
    offer = right.add_paragraph(style="Cell")
    _soft(offer, f"{heading['wording']}: ")
    offer.add_run(entry.wording).italic = True


def _listed(titles: Iterable[str], more: int) -> str:
    return "; ".join(titles) + (f"; and {more} more in the full report." if more else ".")


def _bullets(document: Document, lines: Sequence[str], heading: str) -> None:
    if lines:
        _heading(document, heading)
    for line in lines:
        document.add_paragraph(line, style="List Bullet")


def _missing(document: Document, content: Content, heading: str) -> None:
    if content.missing:
        _heading(document, heading)
        document.add_paragraph(_listed(content.missing, content.more_missing), style="Body")


def _strengths(document: Document, content: Content, heading: str) -> None:
    if not content.strengths:
        return
    more = f"{content.more_strengths} more in the full report" if content.more_strengths else ""
    _heading(document, heading, more, HEADING_COLOURS["strengths"])
    for strength in content.strengths:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(strength.title).bold = True
        paragraph.add_run(f": “{strength.quote}” ")
        _soft(paragraph, strength.place)


def _questions(document: Document, content: Content, heading: str) -> None:
    if not content.questions:
        return
    _heading(document, heading)
    for number, question in enumerate(content.questions, 1):
        paragraph = document.add_paragraph(style="Numbered")
        paragraph.add_run(f"{number}.\t{question.topic}. ").bold = True
        paragraph.add_run(question.question)
