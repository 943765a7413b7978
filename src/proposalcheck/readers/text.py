"""Plain text: paragraphs, clauses, headings and drawn tables found by their layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from proposalcheck.document import Anchor, Document, Source
from proposalcheck.readers.clauses import ClauseSplitter
from proposalcheck.readers.numbering import reads_as_title, split_number
from proposalcheck.readers.structure import CellDraft, DocumentBuilder, Draft, clean
from proposalcheck.readers.text_tables import table_rows

_PAGE_MARK = re.compile(
    r"\s*(?:</?(?:PAGE|TABLE|CAPTION|TEXT)>(?:\s*\d{1,3})?|(?:<[SC]>\s*)+|-\s?\d{1,3}\s?-|[Pp]age\s+\d{1,3}(?:\s+of\s+\d{1,3})?|\d{1,3}"
    r"|\d{1,3}\s+(?:-\s?)?\d{1,3}(?:\s?-)?)\s*$"
)
_GLUED_PAGE = re.compile(
    r"\s*(?P<page>\d{1,3})\s+(?=(?:ARTICLE|Article|SECTION|Section)\s|\d{1,2}\.(?:\d|\s)|\d{1,2}\s+[A-Z]{4}|\([a-z]{1,3}\)\s)"
)
_MARGIN_PAGE = re.compile(r"\s*(?P<page>\d{1,3})\s+(?=\S)")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,}|\*{3,}|_{3,})\s*$")
_CLOSED = re.compile(r"""[.;:!?][)"'”’\]]*$|\b(?:and|or)$""")
_ITEM_AFTER_GAP = re.compile(r"(?<=\S) {3,}(?=(?:\(?[a-z]{1,3}\)|\d{1,2}\.\d{1,2}\.?)\s)")
_LABEL_LINE = re.compile(r"[A-Z][\w .'’/&-]{0,28}:(?:\s|$)")
_COUNTED = re.compile(r"\d+ [A-Za-z]")
_SHORT = 60
_PAGE_GAP = 4
_SHOUTED = 45
"""Fewest characters of a line in capitals that may be the first of a clause all in capitals."""
_CENTRED = 12
_LEAST_PIECE = 8
_REPEATS = 3
_LONGEST_RUNNING = 300


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file: its number from 1, and its text without the end."""

    number: int
    text: str

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @property
    def is_short(self) -> bool:
        return len(self.text.strip()) < _SHORT


@dataclass(slots=True)
class _Group:
    """Lines without a blank line between them; `after_break` where a page ends before them."""

    lines: list[_Line]
    after_break: bool = False


def read_text(text: str, path: str, sha256: str) -> Document:
    """Return the document in plain `text`; lines wrapped by hand are joined, page marks left out.

    A short line that comes again and again on its own is taken as a running header: it is kept once, at the end.
    """
    groups = _groups(text)
    running = _running_lines(groups)
    builder = DocumentBuilder()
    splitter = ClauseSplitter()
    for drafts in _paragraphs(groups, running):
        if isinstance(drafts, Draft):
            for piece in splitter.split(drafts.text) if drafts.kind == "paragraph" else [drafts.text]:
                builder.add(_settled(replace(drafts, text=piece)))
        else:
            builder.add_table(drafts)
    for line in running.values():
        builder.add(Draft("footer", clean(line.text), anchor=Anchor(line=line.number)))
    return builder.build(Source(path, sha256, "txt"))


def _groups(text: str) -> list[_Group]:
    """Return the runs of lines between blank lines; marks of a new page are left out and noted, as are wide gaps."""
    groups: list[_Group] = []
    current = _Group([])
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\f\n")
    pages = _PageCount()
    blanks = 0
    for number, raw in enumerate(unified.split("\n"), 1):
        line, new_page = pages.without_page_mark(raw.rstrip().expandtabs(8))
        if (new_page or not line) and current.lines:
            groups.append(current)
            current = _Group([])
        blanks = 0 if line else blanks + 1
        current.after_break = current.after_break or new_page or blanks == _PAGE_GAP
        if line:
            current.lines.append(_Line(number, line))
    return [*groups, current] if current.lines else groups


class _PageCount:
    """Knows page marks: lines of their own, and page numbers that stand in front of the first line of a page."""

    def __init__(self) -> None:
        self._last = 0
        self._open = False

    def without_page_mark(self, line: str) -> tuple[str, bool]:
        """Return `line` without its page mark, and whether there was one."""
        if "\f" in line:
            return line.replace("\f", ""), True
        if line and _PAGE_MARK.match(line):
            self._last = max(self._last, *map(int, re.findall(r"\d+", line)), 0)
            return "", True
        was_open, self._open = self._open, self._leaves_open(line)
        glued = _GLUED_PAGE.match(line) or (_MARGIN_PAGE.match(line) if was_open else None)
        if glued is None or not 0 <= int(glued["page"]) - self._last <= 1:
            return line, False
        self._last = int(glued["page"])
        return line[glued.end() :], True

    def _leaves_open(self, line: str) -> bool:
        """Tell whether a sentence is open after `line`, so that a number at the start of the next is no clause."""
        return self._open if not line.strip() else len(line) >= _SHORT and not _CLOSED.search(line)


def _running_lines(groups: Sequence[_Group]) -> dict[str, _Line]:
    """Return the short lines that stand alone several times, by their words without figures."""
    alone = [group.lines[0] for group in groups if len(group.lines) == 1]
    counts = Counter(_key(line) for line in alone)
    repeated = (line for line in reversed(alone) if counts[_key(line)] >= _REPEATS and _may_run(line.text.strip()))
    return {_key(line): line for line in repeated}


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "#", clean(line.text).casefold()) if line.is_short else clean(line.text)


def _may_run(text: str) -> bool:
    if len(text) >= _SHORT:
        return len(text) <= _LONGEST_RUNNING
    closed = "__" in text or text.endswith((":", ";", "."))
    says_something = any(map(str.isalpha, text)) and not _COUNTED.match(text)
    return not closed and says_something and not _LABEL_LINE.match(text) and not split_number(text)[0]


def _paragraphs(groups: Sequence[_Group], running: dict[str, _Line]) -> Iterator[Draft | list[list[CellDraft]]]:
    """Yield drafts and tables in order; a sentence that a page break cut in two is joined again."""
    waiting: Draft | None = None
    broken = False
    for group in groups:
        broken = broken or group.after_break
        if len(group.lines) == 1 and _key(group.lines[0]) in running:
            broken = True
            continue
        for piece in _pieces(group):
            if broken and waiting is not None and isinstance(piece, Draft) and _continues(waiting, piece):
                waiting = replace(waiting, text=f"{waiting.text} {piece.text}")
            else:
                if waiting is not None:
                    yield waiting
                waiting = piece if isinstance(piece, Draft) else None
                if not isinstance(piece, Draft):
                    yield piece
            broken = False
    if waiting is not None:
        yield waiting


def _continues(before: Draft, after: Draft) -> bool:
    if before.kind != "paragraph" or after.kind != "paragraph" or _CLOSED.search(before.text):
        return False
    is_long = len(before.text) > 2 * _SHORT
    if before.text.isupper():
        goes_on = is_long and after.text.isupper()
    else:
        goes_on = after.text[:1].islower() or (is_long and not reads_as_title(after.text))
    return goes_on and not split_number(after.text)[0]


def _pieces(group: _Group) -> Iterator[Draft | list[list[CellDraft]]]:
    rows = table_rows([line.text for line in group.lines])
    if rows is not None:
        anchor = Anchor(line=group.lines[0].number)
        yield [[_cell(cell, anchor) for cell in row] for row in rows]
        return
    for block in _blocks(group.lines):
        yield from _drafts(block)


def _cell(text: str, anchor: Anchor) -> CellDraft:
    return CellDraft((Draft("table_cell", clean(text), anchor=anchor),) if text.strip() else ())


def _blocks(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for line in lines:
        if block and _starts_block(block, line):
            yield block
            block = []
        block.append(line)
    yield block


def _starts_block(block: Sequence[_Line], line: _Line) -> bool:
    """Tell whether `line` opens a new block rather than going on with the paragraph in `block`."""
    before = block[-1]
    if _UNDERLINE.match(before.text) or _UNDERLINE.match(line.text):
        return _UNDERLINE.match(before.text) is not None
    closed = _CLOSED.search(before.text) is not None
    if split_number(clean(line.text))[0]:
        return closed or before.is_short
    if before.is_short and (_is_capital_title(before, line) or _is_label(before, line) or _is_centred(before, line)):
        return True
    return closed and len(block) > 1 and line.indent > before.indent + 1


def _is_capital_title(before: _Line, line: _Line) -> bool:
    """Tell whether a line in capitals is a title; a long one with more capitals below is a clause that shouts."""
    shouts = line.text.isupper() and len(before.text.strip()) >= _SHOUTED
    return before.text.isupper() and not shouts


def _is_label(before: _Line, line: _Line) -> bool:
    return _LABEL_LINE.match(line.text.lstrip()) is not None and not before.text.rstrip().endswith((",", "-"))


def _is_centred(before: _Line, line: _Line) -> bool:
    return before.indent >= _CENTRED and line.indent != before.indent


def _drafts(block: Sequence[_Line]) -> Iterator[Draft]:
    anchor = Anchor(line=block[0].number)
    underlined = len(block) == 2 and _UNDERLINE.match(block[1].text) is not None
    text = _joined([line.text for line in block if not _UNDERLINE.match(line.text)])
    if underlined and reads_as_title(text):
        yield Draft("heading", text, anchor=anchor)
        return
    pieces = _ITEM_AFTER_GAP.split(text)
    if len(pieces) > 1 and len(pieces[0]) < _LEAST_PIECE:
        pieces[:2] = [f"{pieces[0]} {pieces[1]}"]
    for piece in pieces:
        yield Draft("paragraph", clean(piece), anchor=anchor)


def _settled(draft: Draft) -> Draft:
    """Return a line in capitals as a heading, other drafts as they are."""
    if draft.kind == "paragraph" and draft.text.isupper() and reads_as_title(draft.text) and "__" not in draft.text:
        return replace(draft, kind="heading")
    return draft


def _joined(lines: Sequence[str]) -> str:
    """Join the lines of a paragraph; a word broken after its hyphen keeps the hyphen and loses the blank."""
    text = ""
    for line in lines:
        glued = text.endswith("-") and text[-2:-1].isalpha() and line.strip()[:1].islower()
        text += line.strip() if glued or not text else " " + line.strip()
    return text.strip()
