"""Tables with thin lines between their rows and none around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

_LINE = "D5DBE3"


def plain_table(document: Document, rows: int, widths: Sequence[float]) -> Table:
    """Return a new table of `rows` rows, its columns `widths` centimetres wide; no row breaks over a page."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table: Table = document.add_table(rows, len(widths))
    table.autofit = False
    _lines(table)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _margins(table)
    return table


def _margins(table: Table) -> None:
    """Leave three points to the left and right of the words in a cell."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _lines(table: Table) -> None:
    """Draw a thin line above, below and between the rows."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        across = side in ("top", "bottom", "insideH")
        line.set(qn("w:val"), "single" if across else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), _LINE)
        borders.append(line)
    table._tbl.tblPr.append(borders)
