"""The look of a brief in DOCX: page, fonts, styles, footer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from proposalcheck.reports.brief.headings import FOOTER

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

ACCENT, SOFT, INK = "1F4E79", "5B6675", "1C2430"
HEADING_COLOURS = {"must change": "9B2226", "trade": "8A5A00", "accept": SOFT, "strengths": "2D6A4F"}
_FONT = "Arial"
"""On every machine, or a font of the same widths in its place: what fits two pages here fits them elsewhere."""
_BODY_POINTS = 8.5
_WIDTH, _HEIGHT = 21.0, 29.7
_SIDES, _TOP, _BOTTOM = 1.8, 1.5, 1.5
"""Centimetres. The text is 17.4 wide and 26.7 high; printed on Letter it is scaled by less than a tenth."""


def prepared(title: str, file: str, made: datetime) -> Document:
    """Return an empty document with the page, the styles and the footer of a brief."""
    import docx

    document = docx.Document()
    _page(document)
    _styles(document)
    _footer(document, file)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "proposalcheck", ""
    properties.created = properties.modified = made
    return document


def _page(document: Document) -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(_WIDTH), Cm(_HEIGHT)
    section.left_margin = section.right_margin = Cm(_SIDES)
    section.top_margin, section.bottom_margin = Cm(_TOP), Cm(_BOTTOM)
    section.header_distance = section.footer_distance = Cm(0.7)


def _styles(document: Document) -> None:
    normal = _style(document, "Normal", _BODY_POINTS, after=0)
    normal.paragraph_format.line_spacing = 1.0
    _style(document, "Title", 18, colour=ACCENT, bold=True, after=0)
    _no_border(_style(document, "Subtitle", _BODY_POINTS, colour=SOFT, after=5))
    _no_border(document.styles["Title"])
    heading = _style(document, "Heading 1", 11, colour=ACCENT, bold=True, before=7, after=2)
    heading.paragraph_format.keep_with_next = True
    _style(document, "Verdict", 9.5, after=0, base="Normal")
    _style(document, "Body", _BODY_POINTS, before=2, after=0, base="Normal")
    _style(document, "Cell", _BODY_POINTS - 0.5, before=1.5, after=1.5, base="Normal")
    _style(document, "Footer", 7, colour=SOFT).paragraph_format.tab_stops.clear_all()
    _hanging(_style(document, "List Bullet", _BODY_POINTS, after=1))
    _hanging(_style(document, "Numbered", _BODY_POINTS, after=1, base="Normal"))


def _style(
    document: Document,
    name: str,
    points: float,
    *,
    colour: str = INK,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    base: str = "",
) -> ParagraphStyle:
    """Return the style called `name`, set as told, and made from the style `base` where the template has none."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    if base:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles[base]
    style: ParagraphStyle = document.styles[name]
    style.font.name, style.font.size, style.font.bold, style.font.italic = _FONT, Pt(points), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    _no_theme_fonts(style)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def _no_theme_fonts(style: ParagraphStyle) -> None:
    """Take away the fonts of the theme, which would win over the one that is named."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(script), None)


def _no_border(style: ParagraphStyle) -> None:
    """Take away the line that the template draws under a title, and the wide letters."""
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    spacing = style.element.get_or_add_rPr()
    for wide in spacing.findall(qn("w:spacing")):
        spacing.remove(wide)


def _hanging(style: ParagraphStyle) -> None:
    from docx.shared import Cm

    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Cm(0.5), Cm(-0.5)
    style.paragraph_format.tab_stops.add_tab_stop(Cm(0.5))


def _footer(document: Document, file: str) -> None:
    """Write what the brief is and "page 1 of 2" into the footer, as fields that the word processor counts."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(_WIDTH - 2 * _SIDES), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{FOOTER}\t")
    for words in ("page ", "PAGE", " of ", "NUMPAGES"):
        run = paragraph.add_run("" if words.isupper() else words)
        if words.isupper():
            _field(run._r, words)


def _field(run: object, name: str) -> None:
    """Turn an empty run into a field such as PAGE, with "1" to show until it is counted."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for sort in ("begin", "instruction", "separate", "text", "end"):
        if sort in ("instruction", "text"):
            element = OxmlElement("w:instrText" if sort == "instruction" else "w:t")
            element.text = name if sort == "instruction" else "1"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), sort)
        run.append(element)  # type: ignore[attr-defined]
