"""Text for the cells of a spreadsheet: words of a document that a spreadsheet must never run as a formula."""

from __future__ import annotations

import re

Value = str | int | float | bool | None
"""What a cell can be given."""
LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""
_RUNS = re.compile(r"^[=+\-@\t\r]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def guarded(value: Value) -> str | int | float:
    """Return `value` for a cell: a text that a spreadsheet might run gets an apostrophe before it.

    That is what OWASP advises against CSV injection. Numbers stay numbers, None becomes an empty text, and what is
    longer than a cell is cut, with a sign for it.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub(" ", value)
    text = f"'{text}" if runs(text) else text
    return fitting(text)


def fitting(text: str) -> str:
    """Return `text` cut, with a sign for it, to what a cell of a workbook can hold."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def runs(text: str) -> bool:
    """Tell whether a spreadsheet might take `text` for a formula."""
    return _RUNS.match(text) is not None
