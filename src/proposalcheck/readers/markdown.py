"""Markdown files: the text as it is rendered, with the line on which each block begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from proposalcheck.document import Anchor, Document, Source
from proposalcheck.readers.docx.numbering import BULLET
from proposalcheck.readers.html import add_html
from proposalcheck.readers.numbering import reads_as_title, split_number
from proposalcheck.readers.structure import CellDraft, DocumentBuilder, Draft, clean

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FRONT_LINE = re.compile(r"[\w -]+:(?:\s|$)|\s+|-\s|#|$")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.I)
_RULE = re.compile(r"[=~*_\s-]{3,}")
_LABEL_LINE = re.compile(r"\s*[A-Z][\w .'’/&-]{0,28}:(?:\s|$)")
_SOFT = "\ue000"
"""Stands for a line break of the source that is not shown; no real text holds this private character."""
_CLOSED = re.compile(r"(?:[.;:,]|\b(?:and|or))$")


@dataclass(slots=True)
class _List:
    """An open list: whether it is numbered, the sign after its numbers, and the number of the next item."""

    numbered: bool
    sign: str
    next: int


@dataclass(slots=True)
class _Walk:
    """Goes through the flat tokens of markdown-it and hands blocks to a builder."""

    builder: DocumentBuilder
    first_line: int
    lists: list[_List] = field(default_factory=list)
    label: str = ""
    heading_level: int = 0
    rows: list[list[CellDraft]] = field(default_factory=list)

    def run(self, tokens: Sequence[Token]) -> None:
        """Add every block in `tokens`."""
        for place, token in enumerate(tokens):
            match token.type:
                case "heading_open":
                    self._heading(tokens[place + 1], token)
                case "paragraph_open":
                    self._paragraph(tokens[place + 1], token)
                case "fence" | "code_block":
                    self._add(Draft("paragraph", clean(token.content), anchor=self._anchor(token)))
                case "html_block":
                    add_html(self.builder, token.content, self._line(token))
                case "bullet_list_open" | "ordered_list_open":
                    start = int(token.attrGet("start") or 1) if token.attrGet("start") != 0 else 0
                    self.lists.append(_List(token.type == "ordered_list_open", token.markup, start))
                case "bullet_list_close" | "ordered_list_close":
                    self.lists.pop()
                case "list_item_open":
                    self._item()
                case _:
                    self._table(tokens, place, token)

    def _table(self, tokens: Sequence[Token], place: int, token: Token) -> None:
        if token.type == "table_open":
            self.rows = []
        elif token.type == "tr_open":
            self.rows.append([])
        elif token.type in ("th_open", "td_open"):
            anchor = Anchor(line=self._line(tokens[place + 1], token))
            lines = _on_lines(tokens[place + 1].children or []).split("\n")
            self.rows[-1].append(CellDraft(tuple(Draft("table_cell", line, anchor=anchor) for line in lines if line)))
        elif token.type == "table_close":
            self.builder.add_table(self.rows)

    def _item(self) -> None:
        current = self.lists[-1]
        self.label = f"{current.next}{current.sign}" if current.numbered else BULLET
        current.next += 1

    def _heading(self, inline: Token, token: Token) -> None:
        self.heading_level = int(token.tag[1])
        text = _on_lines(inline.children or []).replace("\n", " ")
        self._add(Draft("heading", text, self.heading_level, anchor=self._anchor(token)))

    def _paragraph(self, inline: Token, token: Token) -> None:
        children = inline.children or []
        text = _on_lines(children)
        line = self._line(token)
        if _RULE.fullmatch(text):
            return
        if self.lists:
            self._add(
                Draft("list_item" if self.label else "paragraph", text, len(self.lists), self.label, Anchor(line=line))
            )
            self.label = ""
        elif _is_all_strong(children) and reads_as_title(text) and "\n" not in text:
            self._add(Draft("heading", text, min(self.heading_level + 1, 9), anchor=Anchor(line=line)))
        else:
            for piece in _clauses(_inline(children)):
                self._add(Draft("paragraph", piece, anchor=Anchor(line=line)))

    def _add(self, draft: Draft) -> None:
        self.builder.add(draft)

    def _anchor(self, token: Token) -> Anchor:
        return Anchor(line=self._line(token))

    def _line(self, *tokens: Token) -> int:
        start = next((token.map[0] for token in tokens if token.map), 0)
        return self.first_line + start


def _clauses(text: str) -> list[str]:
    """Split a paragraph where a line of the source opens a numbered clause; keep lines of labels, join all others."""
    first, *rest = text.split(_SOFT)
    pieces, line = [first], first
    for following in rest:
        labelled = _LABEL_LINE.match(line) is not None and _LABEL_LINE.match(following) is not None
        line = following
        if _opens_clause(following, pieces[-1]):
            pieces.append(following)
        else:
            pieces[-1] += ("\n" if labelled else " ") + following
    return [clean(piece) for piece in pieces]


def _opens_clause(line: str, before: str) -> bool:
    number, _ = split_number(line.lstrip())
    return "." in number or (number.startswith("(") and _CLOSED.search(before.rstrip()) is not None)


def _inline(children: Sequence[Token]) -> str:
    """Return what inline tokens show, with a sign of our own where the source alone breaks the line."""
    pieces: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline", "image"):
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append(_SOFT)
        elif child.type == "hardbreak" or (child.type == "html_inline" and _BREAK_TAG.match(child.content)):
            pieces.append("\n")
    return "".join(pieces)


def _on_lines(children: Sequence[Token]) -> str:
    return clean(_inline(children).replace(_SOFT, " "))


def _is_all_strong(children: Sequence[Token]) -> bool:
    depth = 0
    for child in children:
        depth += child.nesting if child.type.startswith("strong_") else 0
        if child.type in ("text", "code_inline") and child.content.strip() and not depth:
            return False
    return any(child.type == "strong_open" for child in children)


def _front_matter(text: str) -> tuple[list[str], str, int]:
    """Return the lines of the front matter, the rest of the text, and the line on which the rest begins."""
    match = _FRONT_MATTER.match(text)
    lines = match[1].split("\n") if match else []
    if match is None or not all(_FRONT_LINE.match(line) for line in lines):
        return [], text, 1
    return lines, text[match.end() :], text[: match.end()].count("\n") + 1


def read_markdown(text: str, path: str, sha256: str) -> Document:
    """Return the document in Markdown `text`: CommonMark with tables and front matter."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front, rest, first_line = _front_matter(text)
    builder = DocumentBuilder()
    for number, line in enumerate(front, 2):
        builder.add(Draft("paragraph", clean(line), anchor=Anchor(line=number)))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    _Walk(builder, first_line).run(parser.parse(rest))
    return builder.build(Source(path, sha256, "md"))
