"""Paragraphs of lines -> drafts of blocks: one text, words cut at line ends made whole, a box for every word."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from proposalcheck.document import Anchor, BlockKind, PrintedBox
from proposalcheck.readers.pdf.lines import Line
from proposalcheck.readers.pdf.paragraphs import Paragraph, PlacedLine
from proposalcheck.readers.pdf.words import Frame, Word
from proposalcheck.readers.structure import UNPRINTED, Draft, clean

_COMPOUND_FIRST = frozenset(
    "non self well multi cross third long short high low full two three four five seven eight nine first second quasi "
    "half fixed user client vendor cost risk mission follow".split()
)
_COMPOUND_LAST = frozenset(
    "based term end time level wide party site going free related specific driven date dates day days month months "
    "year years hour hours effective compliant owned house oriented ready led facing to the up in out of by for one "
    "and disclosure making defined focused approved critical native scale side case test".split()
)
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_NEEDS_CARE = re.compile(f"[\ue000-\uf8ff\ufb00-\ufb06{UNPRINTED}]|[^\\S ]")
"""What `word_text` may change in a line."""
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
        if f"{first}-{last}" in words or first in _COMPOUND_FIRST or last in _COMPOUND_LAST:
            return False
        return not (len(first) > 3 and len(last) > 3 and first in words and last in words)

    def _known(self) -> frozenset[str]:
        if self._words is None:
            printed = {word for text in self.texts for word in text.casefold().split()}
            self._words = frozenset(_WORDS.findall(" ".join(printed)))
        return self._words


def _letters(text: str, which: int) -> str:
    found = re.findall(r"[^\W\d_]+", text)
    return found[which] if found else ""


def draft_paragraph(paragraph: Paragraph, kind: BlockKind, vocabulary: Vocabulary, *, level: int = 0) -> Draft:
    """Return a paragraph as the draft of a block."""
    text = _Text(vocabulary)
    for placed in paragraph.lines:
        text.add_line(placed)
    page = paragraph.lines[0].frame.number
    return Draft(kind, text.text(), level, anchor=Anchor(page=page), boxes=text.boxes)


class _Stretch(NamedTuple):
    """Words that stand in a block's text from `start` on, one blank apart."""

    start: int
    words: Sequence[Word]
    frame: Frame


_start = itemgetter(0)


class _Boxes:
    """Where the words of a block are printed; worked out anew whenever somebody asks."""

    def __init__(self) -> None:
        self.stretches: list[_Stretch] = []

    def between(self, start: int, end: int) -> Iterator[PrintedBox]:
        """Yield the boxes of the words in all stretches that share text with `start` up to `end`."""
        stretches = self.stretches
        for place in range(max(bisect_right(stretches, start, key=_start) - 1, 0), len(stretches)):
            at, words, frame = stretches[place]
            if at >= end:
                return
            for word in words:
                after = at + len(word.text)
                yield at, after, frame.shown(word.left, word.top, word.right, word.bottom)
                at = after + 1


class _Text:
    """The text of one block as it grows, with the place of each word in it and on the page."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._pieces: list[str] = []
        self._length = 0
        self._last = ""
        self._breaks = False
        self.boxes = _Boxes()

    def text(self) -> str:
        """Return all of it."""
        return "".join(self._pieces)

    def add_line(self, placed: PlacedLine) -> None:
        """Append the words of a line, set off by a blank from what is there; most lines are taken as they are."""
        line, frame = placed.line, placed.frame
        if _is_plain(line):
            self._set_off(line.words[0], is_first=True)
            self._append(line.text, line.words, frame)
            return
        for position, word in enumerate(line.words):
            text = word_text(word.text)
            if text:
                shown = word if text == word.text else word._replace(text=text)
                self._set_off(shown, is_first=not position)
                self._append(text, (shown,), frame)

    def _append(self, text: str, words: Sequence[Word], frame: Frame) -> None:
        self.boxes.stretches.append(_Stretch(self._length, words, frame))
        self._pieces.append(text)
        self._length += len(text)
        self._last, self._breaks = words[-1].text, words[-1].breaks

    def _set_off(self, word: Word, *, is_first: bool) -> None:
        """Add the blank before a word, or join it to the word before, which may be the rest of it."""
        if not self._pieces or word.glued:
            return
        if not self._breaks and not (is_first and _is_cut(self._last, word.text)):
            self._pieces.append(" ")
            self._length += 1
        elif self._vocabulary.joins(self._last, word.text):
            self._drop_hyphen()

    def _drop_hyphen(self) -> None:
        self._pieces[-1] = self._pieces[-1][:-1]
        self._length -= 1
        last = self.boxes.stretches[-1]
        words = (*last.words[:-1], last.words[-1]._replace(text=self._last[:-1]))
        self.boxes.stretches[-1] = last._replace(words=words)


def _is_plain(line: Line) -> bool:
    """Tell a line whose text is its words as they stand in the document's text, with a blank between each two."""
    text = line.text
    return line.is_spaced and (text.isascii() or not _NEEDS_CARE.search(text)) and "  " not in text


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
