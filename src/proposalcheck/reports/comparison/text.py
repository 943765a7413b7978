"""Offers side by side for a terminal: a table a block, and the questions for each."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from proposalcheck.reports.comparison.content import Block, Comparison

_WIDTH = 100
_LABEL, _COLUMN = 30, 15
"""How wide the first column may be, and how wide the others have to be at least."""


def text(compared: Comparison) -> str:
    """Return the comparison, 100 columns wide, or wider where there are more offers than fit."""
    width = max(_WIDTH, _LABEL + (_COLUMN + 3) * len(compared.offers))
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, highlight=False)
    for block in compared.blocks:
        console.print(_table(block, compared))
    return _without_ends(out.getvalue()) + "\n".join(_below(compared)) + "\n"


def _without_ends(printed: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def _table(block: Block, compared: Comparison) -> Table:
    table = Table(title=block.title.upper(), title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("", max_width=_LABEL)
    for offer in compared.offers:
        table.add_column(Text(offer.name), min_width=min(_COLUMN, len(offer.name)), overflow="fold")
    for row in block.rows:
        table.add_row(Text(row.label), *(Text(cell.said) for cell in row.cells))
    table.add_row("")
    return table


def _below(compared: Comparison) -> Iterator[str]:
    yield from _wrapped(f"All of them cover: {'; '.join(compared.all_cover) or 'nothing'}.")
    yield from _wrapped(f"None of them covers: {'; '.join(compared.none_covers) or 'nothing'}.")
    for offer, asks in zip(compared.offers, compared.asks, strict=True):
        yield from ("", f"ASK {offer.name}") if asks else ()
        for number, ask in enumerate(asks, 1):
            answered = f"({' and '.join(ask.answered_by)} {'says' if len(ask.answered_by) == 1 else 'say'})"
            yield from _wrapped(f"{number}. {ask.words} {answered}", "  ")


def _wrapped(words: str, indent: str = "") -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
