"""Sheets of a workbook that look alike: a fixed header, a filter, columns of a fitting width, wrapped text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from proposalcheck.reports.cells import fitting, runs

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FONT = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
_FILLS = {"high": "#F8D0CC", "medium": "#FCE8C8", "low": "#EEF1F5"}
_LINE, _CHARACTERS_A_LINE, _MOST_LINES = 13.5, 1.05, 12


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands above it, and its width in characters."""

    header: str
    width: float


class Book:
    """A workbook with the formats that its sheets share."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.text = workbook.add_format({**_FONT, "text_wrap": True, "indent": 1})
        self.quoted = workbook.add_format({**_FONT, "text_wrap": True, "indent": 1, "quote_prefix": True})
        self.number = workbook.add_format({**_FONT, "num_format": "#,##0.##"})
        self.money = workbook.add_format({**_FONT, "num_format": "#,##0.00"})
        self.percent = workbook.add_format({**_FONT, "num_format": '0.##"%"'})
        self.title = workbook.add_format({**_FONT, "bold": True})
        self.header = workbook.add_format(
            {**_FONT, "bold": True, "font_color": "#FFFFFF", "bg_color": "#2F4B6B", "text_wrap": True, "indent": 1}
        )
        self.wrong = workbook.add_format({"font_color": "#A61B1B", "bold": True})

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Any]],
        *,
        severity: int | None = None,
        printed: int | None = None,
    ) -> Worksheet:
        """Return a new sheet with `rows` below the header.

        `severity` is the column whose words colour their cell, `printed` how many columns go to paper (all of them).
        """
        sheet = self.workbook.add_worksheet(name)
        self._head(sheet, columns)
        last = 0
        for last, row in enumerate(rows, 1):
            self._row(sheet, last, row, columns)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        self.on_paper(sheet)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, max(last, 1), (printed or len(columns)) - 1)
        if severity is not None and last:
            self._coloured(sheet, severity, last)
        return sheet

    def _head(self, sheet: Worksheet, columns: Sequence[Column]) -> None:
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, column.header, self.header)
        sheet.freeze_panes(1, 1)

    def on_paper(self, sheet: Worksheet) -> None:
        """Have a sheet printed across A4, as wide as one page."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _row(self, sheet: Worksheet, place: int, row: Sequence[Any], columns: Sequence[Column]) -> None:
        lines = 1
        for index, value in enumerate(row):
            self.put(sheet, place, index, value)
            lines = max(lines, _lines(value, columns[index].width))
        sheet.set_row(place, _LINE * min(lines, _MOST_LINES) + 2)

    def put(self, sheet: Worksheet, row: int, column: int, value: Any, form: Format | None = None) -> None:  # noqa: ANN401
        """Write a number as a number and everything else as text, whatever it begins with."""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            sheet.write_number(row, column, value, form or self.number)
        elif value not in (None, ""):
            text = fitting(str(value))
            sheet.write_string(row, column, text, form or (self.quoted if runs(text) else self.text))

    def _coloured(self, sheet: Worksheet, column: int, last: int) -> None:
        for name, fill in _FILLS.items():
            form = self.workbook.add_format({"bg_color": fill})
            rule = {"type": "cell", "criteria": "==", "value": f'"{name}"', "format": form}
            sheet.conditional_format(1, column, last, column, rule)


def _lines(value: Any, width: float) -> int:  # noqa: ANN401
    """Return how many lines a cell needs at this width, as far as counting characters tells."""
    room = max(1, int(width * _CHARACTERS_A_LINE))
    return sum(-(-max(len(line), 1) // room) for line in str(value).splitlines()) if isinstance(value, str) else 1
