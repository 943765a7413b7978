"""Paragraphs of lines -> drafts of blocks: one text, words cut at line ends made whole, a box for every word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from proposalcheck.document import Anchor, BlockKind, Box
from proposalcheck.readers.pdf.lines import Line
from proposalcheck.readers.pdf.paragraphs import Paragraph, PlacedLine
from proposalcheck.readers.pdf.words import Word
from proposalcheck.readers.structure import Draft, clean

_COMPOUND_FIRST = re.compile(
    "non|self|well|multi|cross|third|long|short|high|low|full|two|three|four|five|seven|eight|nine|first|second|quasi|"
    "half|fixed|user|client|vendor|cost|risk|mission|follow"
)
_COMPOUND_LAST = re.compile(
    "based|term|end|time|level|wide|party|site|going|free|related|specific|driven|dates?|days?|months?|years?|hours?|"
    "effective|compliant|owned|house|oriented|ready|led|facing|to|the|up|in|out|of|by|for|one|and|disclosure|making|"
    "defined|focused|approved|critical|native|scale|side|case|test"
)
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_BULLET_LETTERS = frozenset("o\u00d8\u00fc\u0178\u00a7v")
_PLAIN_FIRST = frozenset("$€£¥#&+<>=~@\"'“”‘’([{/%|_.,;:!?-–—…•●▪■◦○‣⁃∙·*✓✔➢❖§¶†‡☐☑☒©®™")


@dataclass(slots=True)
class Vocabulary:
    """The words of a document, by which a word cut at a line end is told from a compound with a hyphen."""

    texts: Sequence[str]
    _words: frozenset[str] | None = field(default=None)

    def joins(self, left: str, right: str) -> bool:
        """Tell whether the hyphen between the two parts is there for the line end alone."""
        first, last = _letters(left.rstrip("-"), -1), _letters(right, 0)
        if not first or not last or not last[0].islower():
            return False
        words = self._known()
        if (first + last).casefold() in words:
            return True
        first, last = first.casefold(), last.casefold()
        if f"{first}-{last}" in words or _COMPOUND_FIRST.fullmatch(first) or _COMPOUND_LAST.fullmatch(last):
            return False
        return not (len(first) > 3 and len(last) > 3 and first in words and last in words)

    def _known(self) -> frozenset[str]:
        if self._words is None:
            self._words = frozenset(word for text in self.texts for word in _WORDS.findall(text.casefold()))
        return self._words


def _letters(text: str, which: int) -> str:
    found = re.findall(r"[^\W\d_]+", text)
    return found[which] if found else ""


def draft_paragraph(
    paragraph: Paragraph, kind: BlockKind, vocabulary: Vocabulary, *, level: int = 0, breaks: bool = False
) -> Draft:
    """Return a paragraph as the draft of a block; `breaks` keeps its line ends."""
    text = _Text(vocabulary)
    for position, placed in enumerate(paragraph.lines):
        text.add_line(placed, "\n" if breaks and position else " ")
    page = paragraph.lines[0].frame.number
    return Draft(kind, text.text(), level, anchor=Anchor(page=page), boxes=tuple(text.boxes))


class _Text:
    """The text of one block as it grows, with the place of each word in it and on the page."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._pieces: list[str] = []
        self._length = 0
        self._breaks = False
        self.boxes: list[tuple[int, int, Box]] = []

    def text(self) -> str:
        """Return all of it."""
        return "".join(self._pieces)

    def add_line(self, placed: PlacedLine, blank: str) -> None:
        """Append the words of a line, set off by `blank` (one character) from what is there."""
        shown, pieces = placed.frame.shown, self._pieces
        for position, word in enumerate(placed.line.words):
            text = word_text(word.text)
            if not text:
                continue
            if pieces and not word.glued:
                if not self._breaks and (position or not _is_cut(pieces[-1], text)):
                    pieces.append(" " if position else blank)
                    self._length += 1
                elif self._vocabulary.joins(pieces[-1], text):
                    self._drop_hyphen()
            start = self._length
            pieces.append(text)
            self._length += len(text)
            self.boxes.append((start, self._length, shown(word.left, word.top, word.right, word.bottom)))
            self._breaks = word.breaks

    def _drop_hyphen(self) -> None:
        self._pieces[-1] = self._pieces[-1][:-1]
        self._length -= 1
        start, end, box = self.boxes[-1]
        self.boxes[-1] = (start, end - 1, box)


def _is_cut(last: str, text: str) -> bool:
    return len(last) > 2 and last[-1] == "-" and last[-2].isalpha() and text[0].islower()


def word_text(text: str) -> str:
    """Return a word as the document's text holds it: no invisible or private characters, ligatures spelt out."""
    if text.isascii():
        return text
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return clean(_PRIVATE.sub("", text))


def with_plain_bullet(line: Line) -> Line:
    """Return the line with the sign that opens a list item, whatever its font makes of it, as a plain bullet."""
    words = line.words
    if len(words) < 2 or not _is_bullet(words[0], words[1]):
        return line
    sign = "○" if words[0].text == "o" else "•"
    return line._replace(words=(words[0]._replace(text=sign), *words[1:]), text=sign + line.text[1:])


def _is_bullet(first: Word, second: Word) -> bool:
    if len(first.text) != 1:
        return False
    if first.text in _BULLET_LETTERS:
        return second.left - first.right > 0.5 * second.size
    if first.text.isalnum() or first.text in _PLAIN_FIRST:
        return False
    return unicodedata.category(first.text) in ("So", "Sm", "Co", "Po", "Sk")
