"""A sample document: the one source that all its formats are written from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

TEXT_WIDTH = 16.6

Kind = Literal["heading", "subheading", "clause", "item", "text", "bullet", "table"]
NUMBERED = {
    "heading": re.compile(r"(?P<number>\d+)\.\s+(?P<title>)(?P<text>.+)", re.DOTALL),
    "clause": re.compile(r"(?P<number>\d+\.\d+)\s+(?P<title>[A-Z][^.]*\.)\s+(?P<text>.+)", re.DOTALL),
    "item": re.compile(r"\((?P<number>[a-z])\)\s+(?P<title>)(?P<text>.+)", re.DOTALL),
}
LABELS = {"heading": "{}.", "clause": "{}", "item": "({})"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, the header first; for each column a letter of alignment (l or r) and a width in cm."""

    rows: tuple[tuple[str, ...], ...]
    align: str
    widths: tuple[float, ...]
    has_total: bool

    def is_bold(self, row: int) -> bool:
        """Whether a row is the header or the total."""
        return row == 0 or (self.has_total and row == len(self.rows) - 1)


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph or table: its number ("5.2"), run-in title ("Fees.") and the words after them."""

    kind: Kind
    text: str = ""
    number: str = ""
    title: str = ""
    grid: Grid | None = None

    @property
    def label(self) -> str:
        """The number as it is printed: "5.", "5.2" or "(a)"; empty where there is none."""
        return LABELS[self.kind].format(self.number) if self.number else ""

    @property
    def words(self) -> str:
        """The run-in title and the text, without the number."""
        return f"{self.title} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Sample:
    """One document: what stands at its top, in the margins of each page, and its pieces in reading order.

    `automatic_numbers` says that Word counts the clauses itself, so that the DOCX holds no number as text.
    """

    name: str
    author: str
    title: str
    subtitle: str
    facts: tuple[str, ...]
    header: str
    footer: str
    colour: str
    automatic_numbers: bool
    pieces: tuple[Piece, ...]


def read_sample(source: Path) -> Sample:
    """Return the sample that a YAML file describes; raises ValueError, with the place, where it is not right."""
    fields = yaml.safe_load(source.read_text(encoding="utf-8"))
    pieces = tuple(_pieces(fields.pop("body"), source.name))
    return Sample(name=source.stem, pieces=pieces, **{**fields, "facts": tuple(fields["facts"])})


def _pieces(body: list[dict[str, Any]], source: str) -> Iterator[Piece]:
    for place, entry in enumerate(body):
        [(kind, content)] = entry.items()
        if kind == "bullets":
            yield from (Piece("bullet", text) for text in content)
        elif kind == "table":
            yield Piece("table", grid=_grid(content, f"{source}: body[{place}]"))
        elif kind in get_args(Kind):
            yield _text_piece(cast(Kind, kind), content)
        else:
            raise ValueError(f"{source}: body[{place}]: {kind!r} is not one of {', '.join(get_args(Kind))}, bullets")


def _text_piece(kind: Kind, content: str) -> Piece:
    pattern = NUMBERED.get(kind)
    match = pattern.fullmatch(content) if pattern else None
    if match is None:
        return Piece(kind, content)
    return Piece(kind, match["text"], match["number"], match["title"])


def _grid(content: dict[str, Any], place: str) -> Grid:
    rows = tuple(tuple(str(cell) for cell in row) for row in content["rows"])
    columns = len(content["align"])
    if any(len(row) != columns for row in rows) or len(content["widths"]) != columns:
        raise ValueError(f"{place}: every row, and widths, must have {columns} entries, one for each letter of align")
    return Grid(rows, content["align"], tuple(content["widths"]), content.get("total", False))
