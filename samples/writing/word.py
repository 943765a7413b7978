"""Samples as Word documents."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from writing.sample import TEXT_WIDTH, Grid, Piece, Sample

MADE_ON = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
NUMBERING_ID = 90
BALLAST = ("/thumbnail", "/stylesWithEffects", "/customXml")


def as_docx(sample: Sample) -> bytes:
    """Return the sample as a Word document with heading styles, real tables, and page numbers in the footer."""
    document = docx.Document()
    _drop_ballast(document)
    _set_properties(document, sample)
    _set_styles(document, sample)
    _set_margins(document, sample)
    document.add_paragraph(sample.title, style="Title")
    document.add_paragraph(sample.subtitle, style="Subtitle")
    for fact in sample.facts:
        document.add_paragraph(fact)
    for piece in sample.pieces:
        _add_to_docx(document, piece, sample.automatic_numbers)
    return _packed(document)


def _drop_ballast(document: Document) -> None:
    """Take out what python-docx's template brings and no sample uses: nine tenths of the file."""
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(BALLAST)]:
            relations.pop(key)
    for style in [style for style in document.styles if style.type == WD_STYLE_TYPE.TABLE]:
        if style.name not in {"Normal Table", "Table Grid"}:
            style.delete()


def _set_properties(document: Document, sample: Sample) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = sample.author
    properties.title, properties.comments = sample.title, ""
    properties.created = properties.modified = MADE_ON


def _set_styles(document: Document, sample: Sample) -> None:
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10.5)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 24), ("Subtitle", 13), ("Heading 1", 14), ("Heading 2", 12)):
        font = styles[name].font
        font.name, font.size, font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(sample.colour)
        styles[name].element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
        styles[name].element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
    if sample.automatic_numbers:
        _add_numbering(document)


def _add_numbering(document: Document) -> None:
    """Add a list of three levels (1., 1.1, (a)); the styles Clause and Clause Item carry its lower two."""
    levels = (("decimal", "%1.", ""), ("decimal", "%1.%2", "Clause"), ("lowerLetter", "(%3)", "ClauseItem"))
    xml = "".join(_level_xml(place, *level) for place, level in enumerate(levels))
    numbering = document.part.numbering_part.element
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBERING_ID}"><w:multiLevelType w:val="multilevel"/>'
    numbering.insert(0, parse_xml(f"{abstract}{xml}</w:abstractNum>"))
    number = f'<w:num {nsdecls("w")} w:numId="{NUMBERING_ID}"><w:abstractNumId w:val="{NUMBERING_ID}"/></w:num>'
    numbering.append(parse_xml(number))
    for level, name in ((1, "Clause"), (2, "Clause Item")):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _number(style, level)


def _level_xml(level: int, number_format: str, text: str, style: str) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    left = 567 if level < 2 else 1134
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="567"/></w:pPr></w:lvl>'
    )


def _number(holder: Paragraph | ParagraphStyle, level: int) -> None:
    """Make a paragraph, or all paragraphs of a style, items of the numbered list."""
    element: Any = holder._element
    numbering = element.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = NUMBERING_ID


def _set_margins(document: Document, sample: Sample) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.header.paragraphs[0].text = sample.header
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{sample.footer}\tPage ")
    _add_field(footer, "PAGE")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    xml = f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(xml))


def _add_to_docx(document: Document, piece: Piece, automatic: bool) -> None:
    if piece.grid:
        _add_docx_table(document, piece.grid)
        return
    counted = automatic and bool(piece.number)
    styles = {"heading": "Heading 1", "subheading": "Heading 2", "bullet": "List Bullet"}
    if counted:
        styles |= {"clause": "Clause", "item": "Clause Item"}
    paragraph = document.add_paragraph(style=styles.get(piece.kind, "Normal"))
    if counted and piece.kind == "heading":
        _number(paragraph, 0)
    if piece.label and not counted:
        paragraph.add_run(f"{piece.label} ")
    if piece.title:
        paragraph.add_run(piece.title).bold = True
        paragraph.add_run(" ")
    paragraph.add_run(piece.text)


def _add_docx_table(document: Document, grid: Grid) -> None:
    table = document.add_table(rows=len(grid.rows), cols=len(grid.align), style="Table Grid")
    for number, row in enumerate(grid.rows):
        for cell, text, letter, width in zip(table.rows[number].cells, row, grid.align, grid.widths, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(text).bold = grid.is_bold(number)
            if letter == "r":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _packed(document: Document) -> bytes:
    """Save, and pack again with a fixed date and host system and without compression."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, MADE_ON.timetuple()[:6])
            entry.create_system, entry.external_attr = 0, 0
            after.writestr(entry, before.read(name))
    return packed.getvalue()
