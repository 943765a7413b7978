"""Samples as PDF, in fonts that every viewer has."""

from __future__ import annotations

import io
from html import escape

from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from writing.sample import TEXT_WIDTH, Grid, Piece, Sample

LEFT = (A4[0] - TEXT_WIDTH * cm) / 2
RIGHT = A4[0] - LEFT
FRAME_PADDING = 6  # what reportlab puts around every frame


def as_pdf(sample: Sample) -> bytes:
    """Return the sample as PDF; it is laid out twice, since the footer names the number of pages."""
    _, pages = _pdf_pass(sample, 0)
    content, _ = _pdf_pass(sample, pages)
    return content


def _pdf_pass(sample: Sample, pages: int) -> tuple[bytes, int]:
    buffer = io.BytesIO()
    margins = {
        "leftMargin": LEFT - FRAME_PADDING,
        "rightMargin": LEFT - FRAME_PADDING,
        "topMargin": 2.3 * cm,
        "bottomMargin": 2.2 * cm,
    }
    names = {"title": sample.title, "author": sample.author}
    template = SimpleDocTemplate(buffer, pagesize=A4, invariant=1, pageCompression=0, **margins, **names)

    def draw_margins(canvas: Canvas, _template: SimpleDocTemplate) -> None:
        _draw_margins(canvas, sample, pages)

    template.build(_flowables(sample), onFirstPage=draw_margins, onLaterPages=draw_margins)
    return buffer.getvalue(), template.page


def _draw_margins(canvas: Canvas, sample: Sample, pages: int) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.setFillGray(0.4)
    canvas.setStrokeColor(_colour(sample))
    canvas.drawString(LEFT, A4[1] - 1.4 * cm, sample.header)
    canvas.line(LEFT, A4[1] - 1.6 * cm, RIGHT, A4[1] - 1.6 * cm)
    canvas.drawString(LEFT, 1.2 * cm, sample.footer)
    canvas.drawRightString(RIGHT, 1.2 * cm, f"Page {canvas.getPageNumber()} of {pages}")
    canvas.restoreState()


def _colour(sample: Sample) -> Color:
    return HexColor(f"#{sample.colour}")


def _pdf_styles(sample: Sample) -> dict[str, ParagraphStyle]:
    body = ParagraphStyle("text", fontName="Helvetica", fontSize=9.5, leading=13, spaceBefore=3, spaceAfter=6)
    bold = {"fontName": "Helvetica-Bold", "textColor": _colour(sample), "keepWithNext": 1}
    styles = [
        body,
        ParagraphStyle("title", body, fontSize=22, leading=27, spaceAfter=2, **bold),
        ParagraphStyle("subtitle", body, fontSize=12.5, leading=16, textColor=_colour(sample), spaceAfter=10),
        ParagraphStyle("fact", body, spaceBefore=0, spaceAfter=1, textColor=HexColor("#444444")),
        ParagraphStyle("heading", body, fontSize=13, leading=16, spaceBefore=10, spaceAfter=5, **bold),
        ParagraphStyle("subheading", body, fontSize=10.5, leading=14, spaceBefore=5, spaceAfter=3, **bold),
        ParagraphStyle("clause", body, leftIndent=28, bulletIndent=0),
        ParagraphStyle("item", body, leftIndent=50, bulletIndent=28, spaceBefore=0, spaceAfter=4),
        ParagraphStyle("bullet", body, leftIndent=16, bulletIndent=4, spaceBefore=0, spaceAfter=3),
        ParagraphStyle("cell", body, fontSize=9, leading=11.5, spaceBefore=0, spaceAfter=0),
    ]
    return {style.name: style for style in styles}


def _flowables(sample: Sample) -> list[Flowable]:
    styles = _pdf_styles(sample)
    flowables: list[Flowable] = [
        Paragraph(escape(sample.title), styles["title"]),
        Paragraph(escape(sample.subtitle), styles["subtitle"]),
        *(Paragraph(escape(fact), styles["fact"]) for fact in sample.facts),
        Spacer(0, 8),
    ]
    for piece in sample.pieces:
        flowables += _pdf_piece(piece, styles, _colour(sample))
    return flowables


def _pdf_piece(piece: Piece, styles: dict[str, ParagraphStyle], colour: Color) -> list[Flowable]:
    if piece.grid:
        return [_pdf_table(piece.grid, styles["cell"], colour)]
    if piece.kind == "heading":
        return [Paragraph(escape(f"{piece.label} {piece.text}".strip()), styles["heading"])]
    title = f"<b>{escape(piece.title)}</b> " if piece.title else ""
    bullet = "•" if piece.kind == "bullet" else piece.label or None
    return [Paragraph(title + escape(piece.text), styles[piece.kind], bulletText=bullet)]


def _pdf_table(grid: Grid, style: ParagraphStyle, colour: Color) -> Table:
    columns = range(len(grid.align))
    cells = [[_pdf_cell(grid, style, row, column) for column in columns] for row in range(len(grid.rows))]
    look = [
        ("NOSPLIT", (0, 0), (-1, -1)),
        ("GRID", (0, 0), (-1, -1), 0.4, HexColor("#b5b5b5")),
        ("BACKGROUND", (0, 0), (-1, 0), colour),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    widths = [width * cm for width in grid.widths]
    return Table(cells, widths, hAlign="LEFT", style=TableStyle(look), spaceBefore=3, spaceAfter=10)


def _pdf_cell(grid: Grid, style: ParagraphStyle, row: int, column: int) -> Paragraph:
    font = "Helvetica-Bold" if grid.is_bold(row) else "Helvetica"
    side = TA_RIGHT if grid.align[column] == "r" else TA_LEFT
    look = ParagraphStyle("cell", style, fontName=font, alignment=side, textColor=white if row == 0 else black)
    return Paragraph(escape(grid.rows[row][column]), look)
