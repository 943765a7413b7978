"""The sheet of pricing tables: figures as printed, and beside them formulas that work them out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from proposalcheck.reports.quotes import bracketed, place_of
from proposalcheck.reports.xlsx.sheets import Book

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_LABEL_WIDTH, _FIGURE_WIDTH = 44, 15
_MOST_COLUMNS = 16


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the figures of a table stand on the sheet: from which row, and each column as printed and worked out.

    `workings` are the places (row, column) of the table that are worked out; their difference stands right of them.
    """

    first: int
    printed: dict[int, int]
    worked: dict[int, int]
    workings: frozenset[tuple[int, int]]

    def cell(self, row: int, column: int) -> str:
        """Return the name of the cell to count with: the one worked out where there is one, else the one printed."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        inside = self.worked if (row, column) in self.workings else self.printed
        return str(xl_rowcol_to_cell(self.first + row, inside[column]))


def write_pricing(book: Book, objects: Sequence[dict[str, Any]]) -> None:
    """Add the sheet "Pricing": each table under the name of its document, with live sums."""
    sheet = book.workbook.add_worksheet("Pricing")
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, _MOST_COLUMNS, _FIGURE_WIDTH)
    tables = [(told, table) for told in objects for table in told.get("pricing", ())]
    place = 0
    for told, table in tables:
        title = told["document"]["path"] + bracketed(place_of(table["page"], table["section"]))
        sheet.write_string(place, 0, title, book.title)
        place = _table(book, sheet, place + 1, table) + 2
    if not tables:
        sheet.write_string(0, 0, "No pricing tables were found.", book.text)
    book.on_paper(sheet)


def _table(book: Book, sheet: Worksheet, top: int, table: dict[str, Any]) -> int:
    """Write one table from the row `top`, and return the row below it."""
    layout = _laid_out(table, top + 1)
    for column, header in _headers(table, layout):
        sheet.write_string(top, column, header, book.header)
    for index, row in enumerate(table["rows"]):
        book.put(sheet, layout.first + index, 0, row["label"])
        for figure in row["figures"]:
            _figure(book, sheet, layout, index, figure)
    return layout.first + len(table["rows"])


def _laid_out(table: dict[str, Any], first: int) -> _Layout:
    places = [(index, figure) for index, row in enumerate(table["rows"]) for figure in row["figures"]]
    workings = frozenset((index, figure["column"]) for index, figure in places if "worked_out" in figure)
    computed = {column for _, column in workings}
    used = sorted({figure["column"] for row in table["rows"] for figure in row["figures"]})
    printed = {column: place for place, column in enumerate(used, 1)}
    worked = {column: len(used) + 1 + 2 * place for place, column in enumerate(sorted(computed))}
    return _Layout(first, printed, worked, workings)


def _headers(table: dict[str, Any], layout: _Layout) -> Iterator[tuple[int, str]]:
    names = {column["column"]: column["header"] for column in table["columns"]}
    labels = [column["header"] for column in table["columns"] if column["role"] == "label"]
    yield 0, labels[0] if labels else ""
    for column, place in layout.printed.items():
        yield place, names.get(column, "")
    for column, place in layout.worked.items():
        yield place, f"{names.get(column, '')}, worked out"
        yield place + 1, "Difference"


def _figure(book: Book, sheet: Worksheet, layout: _Layout, row: int, figure: dict[str, Any]) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    column, line = figure["column"], layout.first + row
    form = book.percent if figure["percent"] else book.number
    sheet.write_number(line, layout.printed[column], figure["amount"], form)
    if "worked_out" not in figure:
        return
    place = layout.worked[column]
    sheet.write_formula(line, place, _formula(figure, layout), form, figure["worked_out"])
    printed, worked = xl_rowcol_to_cell(line, layout.printed[column]), xl_rowcol_to_cell(line, place)
    difference = round(figure["amount"] - figure["worked_out"], 6)
    sheet.write_formula(line, place + 1, f"={printed}-{worked}", book.number, difference)
    if not figure["agrees"]:
        sheet.conditional_format(line, place + 1, line, place + 1, {"type": "no_blanks", "format": book.wrong})


def _formula(figure: dict[str, Any], layout: _Layout) -> str:
    cells = [(layout.cell(one["row"], one["column"]), one["sign"]) for one in figure["sources"]]
    if figure["how"] == "product":
        return "=" + "*".join(cell for cell, _ in cells)
    return "=" + "".join(f"{'+' if sign > 0 else '-'}{cell}" for cell, sign in cells).removeprefix("+")
