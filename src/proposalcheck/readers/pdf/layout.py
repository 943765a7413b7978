"""Pages -> one flow of paragraphs, tables and page furniture, in the order in which a person reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal, NamedTuple

from proposalcheck.readers.pdf.aligned import split_tables
from proposalcheck.readers.pdf.annotations import Annotations, Note
from proposalcheck.readers.pdf.cards import take_cards
from proposalcheck.readers.pdf.columns import regions
from proposalcheck.readers.pdf.drafts import with_plain_bullet
from proposalcheck.readers.pdf.drawings import Drawings
from proposalcheck.readers.pdf.furniture import Furniture, part_furniture
from proposalcheck.readers.pdf.health import Health
from proposalcheck.readers.pdf.lines import Line, join_row, make_line, pieces, rows, with_labels
from proposalcheck.readers.pdf.paragraphs import Paragraph, PlacedLine, goes_on, paragraphs, place
from proposalcheck.readers.pdf.tables import PageTable, Row, take_ruled_tables
from proposalcheck.readers.pdf.words import Frame, PageText, Word, levelled

_REGIONS_A_PAGE = 1_000
_SAME_EDGE = 4.0
_SMALLER = 0.93
_ROWS_PAST = 2.5
_LEAST_UPRIGHTS = 3
_FOOTNOTE_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s?[A-Z“\"‘'(h]")


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything that was read from one page."""

    text: PageText
    drawings: Drawings
    annotations: Annotations
    health: Health

    @property
    def is_readable(self) -> bool:
        """Whether the words of the page can be passed on."""
        return self.health not in ("garbled", "damaged")


class Aside(NamedTuple):
    """What stands beside the running text: a header or footer, a footnote, a line at another angle than the text."""

    kind: Literal["header", "footer", "footnote", "paragraph"]
    paragraph: Paragraph


class PlacedTable(NamedTuple):
    """A table, or the part of one that is on one page, and that page; `rest` holds its parts on the pages after."""

    table: PageTable
    frame: Frame
    rest: tuple[PlacedTable, ...] = ()


class PlacedNote(NamedTuple):
    """A person's note on a page."""

    note: Note


Item = Paragraph | PlacedTable | Aside | PlacedNote


def flow(pages: Sequence[PageContent]) -> list[Item]:
    """Return the document's items in reading order; paragraphs and tables go on over page breaks."""
    joiner = _Joiner()
    slanted = Counter(_slanted_text(words) for page in pages for words in page.text.slanted)
    for page, parts in zip(pages, _furniture(pages), strict=True):
        frame = page.text.frame
        joiner.set_aside(_aside("header", line, frame) for line in parts.header)
        if page.is_readable:
            for item in _page_items(parts.body, page):
                if isinstance(item, Aside):
                    joiner.set_aside([item])
                else:
                    joiner.add(item)
            joiner.set_aside(_slanted(words, slanted, frame) for words in page.text.slanted)
        joiner.set_aside(_aside("footer", line, frame) for line in parts.footer)
        joiner.set_aside(map(PlacedNote, page.annotations.notes))
    return joiner.finish()


def _furniture(pages: Sequence[PageContent]) -> list[Furniture]:
    lines = [_pieces(page) if page.is_readable else [] for page in pages]
    heights = [page.text.frame.size[1] for page in pages]
    return part_furniture(lines, heights, [_between_rules(page) for page in pages])


def _between_rules(page: PageContent) -> Callable[[Line], bool]:
    """Return a test for lines that stand in a table: upright rules run past them and past the next row."""
    frame = page.text.frame
    tallest = 0.9 * frame.size[1]
    rules = page.drawings.rules_in(frame)
    uprights = [rule for rule in rules if rule.right - rule.left < rule.bottom - rule.top < tallest]

    def stands_in_table(line: Line) -> bool:
        beside = (rule for rule in uprights if rule.top <= line.middle <= rule.bottom)
        tall = sum(1 for rule in beside if rule.bottom - rule.top > _ROWS_PAST * max(line.size, 1.0))
        return tall >= _LEAST_UPRIGHTS

    return stands_in_table


def _pieces(page: PageContent) -> list[Line]:
    frame = page.text.frame
    found = with_labels(pieces(page.text.lines))
    return found + [make_line([levelled(word, frame) for word in words]) for words in page.annotations.fields]


def _slanted_text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _slanted(words: Sequence[Word], counts: Counter[str], frame: Frame) -> Aside:
    """Return a stamp or side note: page furniture where it comes back on other pages, else text like any other."""
    repeated = counts[_slanted_text(words)] > 1
    return _aside("header" if repeated else "paragraph", make_line(words), frame)


def _aside(kind: Literal["header", "footer", "paragraph"], line: Line, frame: Frame) -> Aside:
    return Aside(kind, Paragraph((PlacedLine(line, frame, 0, line.right, line.size),)))


def _page_items(body: Sequence[Line], page: PageContent) -> Iterator[PlacedLine | PlacedTable | Aside]:
    """Yield a page's lines and tables in reading order; a region's footnotes come after it."""
    frame = page.text.frame
    outside, tables = take_ruled_tables(body, page.drawings, frame)
    outside, cards = take_cards(outside, page.drawings, frame)
    tables.extend(cards)
    by_line = {id(line): table for line, table in tables}
    has_contents = "contents" in page.text.raw.casefold()
    usual = _text_size(outside)
    number = count(frame.number * _REGIONS_A_PAGE)
    for region in regions([*outside, *(line for line, _ in tables)]):
        items = list(_region_items(region, by_line, frame, number, has_contents))
        start = _footnotes_start(items, usual)
        yield from items[:start]
        notes = [item for item in items[start:] if isinstance(item, PlacedLine)]
        yield from (Aside("footnote", paragraph) for paragraph in paragraphs(notes))


def _region_items(
    region: Sequence[Line], tables: dict[int, PageTable], frame: Frame, number: Iterator[int], has_contents: bool
) -> Iterator[PlacedLine | PlacedTable]:
    """Yield a region's lines and tables from top to bottom."""
    parts: list[Row | PageTable] = []
    holders = sorted((line for line in region if id(line) in tables), key=lambda line: line.top)
    found = rows(line for line in region if id(line) not in tables)
    for holder in holders:
        above = sum(1 for row in found if row[0].middle < holder.middle)
        parts.extend(split_tables(found[:above], has_contents=has_contents))
        parts.append(tables[id(holder)])
        found = found[above:]
    parts.extend(split_tables(found, has_contents=has_contents))
    lines = [with_plain_bullet(join_row(part)) for part in parts if not isinstance(part, PageTable)]
    placed = iter(place(lines, frame, next(number)))
    for part in parts:
        if not isinstance(part, PageTable):
            yield next(placed)
        elif part.is_cards:
            for cell in part.rows[0]:
                yield from _region_items(cell.pieces, {}, frame, number, has_contents)
        else:
            yield PlacedTable(part, frame)


def _text_size(lines: Sequence[Line]) -> float:
    """Return the type size of a page's text: the largest that a fifth of its letters have, as footnotes are smaller."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += line.letters
    enough = 0.2 * letters.total()
    return max((size for size, count in letters.items() if count >= enough), default=10.0)


def _footnotes_start(items: Sequence[PlacedLine | PlacedTable], usual: float) -> int:
    """Return where a region's footnotes begin: the smaller lines at its end, from one that opens with a mark."""
    start = len(items)
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if not isinstance(item, PlacedLine) or item.line.size > _SMALLER * usual:
            break
        if _FOOTNOTE_MARK.match(item.line.text) and item.line.top > 0.4 * item.frame.size[1]:
            start = index
    return start


class _Joiner:
    """Joins what goes on from line to line and page to page; what stands aside waits until that is whole."""

    def __init__(self) -> None:
        self._done: list[Item] = []
        self._paragraph: list[PlacedLine] = []
        self._table: list[PlacedTable] = []
        self._waiting: list[Item] = []

    def add(self, item: PlacedLine | PlacedTable) -> None:
        """Add the next line or table of the running text."""
        if isinstance(item, PlacedTable):
            if not (self._table and _goes_on_as_table(self._table[-1], item)):
                self._close()
            self._table.append(item)
            return
        if self._table or (self._paragraph and not goes_on(self._paragraph, item)):
            self._close()
        self._paragraph.append(item)

    def set_aside(self, items: Iterable[Item]) -> None:
        """Add things that do not belong to the running text where they stand."""
        self._waiting.extend(items)
        if not self._paragraph and not self._table:
            self._close()

    def finish(self) -> list[Item]:
        """Return everything in order."""
        self._close()
        return self._done

    def _close(self) -> None:
        if self._paragraph:
            self._done.append(Paragraph(tuple(self._paragraph)))
        if self._table:
            self._done.append(self._table[0]._replace(rest=tuple(self._table[1:])))
        self._done.extend(self._waiting)
        self._paragraph, self._table, self._waiting = [], [], []


def _goes_on_as_table(above: PlacedTable, below: PlacedTable) -> bool:
    """Tell whether a table is the rest of one on the page before: the same columns, at the top of the next page."""
    if below.frame.number != above.frame.number + 1 or above.table.columns != below.table.columns:
        return False
    left, right = above.table.edges, below.table.edges
    return len(left) == len(right) and all(abs(x - y) <= _SAME_EDGE for x, y in zip(left, right, strict=True))
