"""PDF files made by script, each as small as what it is there to show."""

import hashlib
from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from proposalcheck.document import Document
from proposalcheck.readers.pdf import read_pdf

WIDTH, HEIGHT = 612.0, 792.0
LEADING = 1.2

Draw = Callable[[Canvas], object]


def pdf_of(*pages: Draw, size: tuple[float, float] = (WIDTH, HEIGHT), password: str | None = None) -> bytes:
    """Return a PDF with one page for each drawing."""
    buffer = BytesIO()
    encrypt = StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(buffer, pagesize=size, invariant=1, encrypt=encrypt)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(data: bytes) -> Document:
    """Read the file as the program does."""
    return read_pdf(data, "proposal.pdf", hashlib.sha256(data).hexdigest())


def read_pages(*pages: Draw, size: tuple[float, float] = (WIDTH, HEIGHT)) -> Document:
    """Make a PDF with the pages given and read it."""
    return read(pdf_of(*pages, size=size))


def write(
    canvas: Canvas, lines: Sequence[str], *, x: float = 72, top: float = 72, size: float = 11, bold: bool = False
) -> float:
    """Write lines one below the other, the first with its upper edge at `top`; return where the next would stand."""
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    for line in lines:
        canvas.drawString(x, HEIGHT - top - size, line)
        top += LEADING * size
    return top


def lines_page(*lines: str, size: float = 11) -> Draw:
    """Return a page that holds the lines, one below the other."""
    return lambda canvas: write(canvas, lines, size=size)


def wrapped(canvas: Canvas, text: str, width: float, size: float = 11) -> list[str]:
    """Break a text into lines that fit a width."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        longer = f"{current} {word}".strip()
        if canvas.stringWidth(longer, "Helvetica", size) > width and current:
            lines.append(current)
            longer = word
        current = longer
    return [*lines, current]


def blocks(document: Document, *kinds: str) -> list[str]:
    """Return the text of the blocks of some kinds, or of all."""
    return [document.quote(block.span) for block in document.blocks if not kinds or block.kind in kinds]


def table_texts(document: Document, index: int = 0) -> list[list[str]]:
    """Return the cells of a table, row by row."""
    return [[document.quote(cell.span) for cell in row] for row in document.tables[index].rows]
