"""Pages without text that can be read: drawn at 200 dots per inch, their words recognised, laid out like any others."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, Protocol

from pypdfium2 import PdfiumError, PdfPage

from proposalcheck.errors import UsageError
from proposalcheck.readers.ocr.tesseract import INSTALL, EngineError, Picture, PrintedLine, PrintedWord, installed
from proposalcheck.readers.pdf.layout import PageContent
from proposalcheck.readers.pdf.page_numbers import page_list
from proposalcheck.readers.pdf.words import Frame, PageText, Word, levelled

OcrMode = Literal["auto", "never", "force"]
"""auto: pages whose text cannot be read otherwise, if tesseract is installed; force: every page that is not blank."""

RESOLUTION = 200
_MOST_PIXELS = 16_000_000
_POINTS = 72
_LEAST_SURE_PAGE = 50.0
_LEAST_SURE_LINE = 40.0
_LEAST_SURE_SIGN = 50.0
_SAME_SIZE = 0.12
_AFTER_BULLET = 0.8
_READ_AS_BULLETS = frozenset("eo¢°©®«»*+>-—·.")


class Engine(Protocol):
    """Something that recognises the lines of a picture; it raises EngineError where it cannot."""

    def lines(self, picture: Picture) -> list[PrintedLine]:
        """Return the lines in `picture`."""


def page_ocr(mode: OcrMode) -> PageOcr:
    """Return the recognition of pages with the tesseract of this machine.

    Raises UsageError where it is forced and there is none.
    """
    engine = installed() if mode != "never" else None
    if mode == "force" and engine is None:
        raise UsageError(f"--ocr force needs tesseract, which is not installed; run `{INSTALL}`")
    return PageOcr(mode, engine)


def reads_scans(mode: OcrMode) -> bool:
    """Tell whether pages without text are read on this machine in the given mode."""
    return mode != "never" and installed() is not None


class PageOcr:
    """Recognises the words of the pages of one document that need it, and keeps account of what came out."""

    def __init__(self, mode: OcrMode, engine: Engine | None) -> None:
        self._mode = mode
        self._engine = engine
        self._sizes: list[float] = []
        self._recognised: list[int] = []
        self._silent: list[int] = []
        self._lines_left_out: list[int] = []
        self._failures: dict[int, str] = {}

    def read(self, page: PdfPage, content: PageContent) -> PageContent:
        """Return `content` with the words that were recognised on the page, or as it is where none were looked for."""
        if self._engine is None or not self._wants(content):
            return content
        number = content.text.frame.number
        try:
            found = self._engine.lines(_picture(page))
        except (EngineError, PdfiumError) as fault:
            self._failures[number] = str(fault)
            return content
        return self._with_words(content, found, _pixel(page))

    def advice(self, pages: Sequence[int]) -> str:
        """Return what to do so that `pages`, which could not be read, are; or why tesseract did not help."""
        failures = {self._failures[page] for page in pages if page in self._failures}
        if failures:
            return f"tesseract could not read it: {'; '.join(sorted(failures))}"
        if self._mode == "never":
            return "leave out `--ocr never` to have it read by tesseract"
        return f"run `{INSTALL}` (or install the program tesseract) and try again to have it read by OCR"

    def notes(self) -> Iterator[str]:
        """Yield a sentence for each thing that a person must know of what was recognised."""
        if self._recognised:
            were = "was" if len(self._recognised) == 1 else "were"
            yield f"{page_list(self._recognised).capitalize()} {were} read by OCR; check quotes against the page."
        if self._lines_left_out:
            yield f"Lines that OCR could not make out were left out on {page_list(sorted(set(self._lines_left_out)))}."
        if self._silent:
            yield f"OCR found no words in the picture on {page_list(self._silent)}."

    def _wants(self, content: PageContent) -> bool:
        if self._mode == "force":
            return content.health not in ("blank", "damaged")
        return content.health in ("picture", "garbled")

    def _with_words(self, content: PageContent, found: Sequence[PrintedLine], pixel: float) -> PageContent:
        frame = content.text.frame
        words = [word for line in found for word in line.words if _has_letter(word)]
        if not words:
            return self._without_words(content)
        if _sureness(words) < _LEAST_SURE_PAGE:
            self._failures[frame.number] = "the letters cannot be made out"
            return content
        text = self._page_text(found, frame, pixel)
        self._recognised.append(frame.number)
        return replace(content, text=text, health="recognised")

    def _without_words(self, content: PageContent) -> PageContent:
        if content.health != "picture":
            return content
        self._silent.append(content.text.frame.number)
        return replace(content, health="blank")

    def _page_text(self, found: Sequence[PrintedLine], shown: Frame, pixel: float) -> PageText:
        kept = [line for line in found if _sureness(line.words) >= _LEAST_SURE_LINE]
        if any(map(_has_letter, (word for line in found if line not in kept for word in line.words))):
            self._lines_left_out.append(shown.number)
        sizes = self._settled_sizes(kept, pixel)
        turns = _commonest_turn(kept)
        frame = Frame(shown.number, shown.width, shown.height, turns)
        lines = [
            (line.turns, tuple(_words(line.words, frame, size, pixel))) for line, size in zip(kept, sizes, strict=True)
        ]
        level = tuple(words for turn, words in lines if words and turn == turns)
        slanted = tuple(words for turn, words in lines if words and turn != turns)
        raw = "\n".join(" ".join(word.text for word in words) for words in (*level, *slanted))
        return PageText(frame, level, slanted, raw)

    def _settled_sizes(self, lines: Sequence[PrintedLine], pixel: float) -> list[float]:
        """Return each line's size in points, the same for lines that differ by no more than scans do."""
        sizes: dict[int, float] = {}
        by_length = sorted(range(len(lines)), key=lambda index: -sum(len(word.text) for word in lines[index].words))
        for index in by_length:
            size = lines[index].size * pixel
            near = [known for known in self._sizes if abs(known - size) <= _SAME_SIZE * known]
            if not near:
                near = [round(size, 1)]
                self._sizes += near
            sizes[index] = min(near, key=lambda known: abs(known - size))
        return [sizes[index] for index in range(len(lines))]


def _picture(page: PdfPage) -> Picture:
    """Draw the page's own content in grey; notes and form values are read from the file itself."""
    bitmap = page.render(scale=1 / _pixel(page), grayscale=True, draw_annots=False, may_draw_forms=False)
    width, height, stride = int(bitmap.width), int(bitmap.height), int(bitmap.stride)
    grey = bytes(bitmap.buffer)
    if stride != width:
        grey = b"".join(grey[row * stride : row * stride + width] for row in range(height))
    bitmap.close()
    return Picture(width, height, grey, round(_POINTS / _pixel(page)))


def _pixel(page: PdfPage) -> float:
    """Return the side of a pixel in points: a 200th of an inch, more on pages that would have too many pixels."""
    width, height = page.get_size()
    finest = math.sqrt(width * height / _MOST_PIXELS)
    return max(_POINTS / RESOLUTION, finest)


def _sureness(words: Iterable[PrintedWord]) -> float:
    """Return the mean confidence of words, longer ones counting for more."""
    weighted = [(len(word.text), word.confidence) for word in words]
    return sum(length * sure for length, sure in weighted) / max(sum(length for length, _ in weighted), 1)


def _commonest_turn(lines: Sequence[PrintedLine]) -> int:
    letters = [0, 0, 0, 0]
    for line in lines:
        letters[line.turns] += sum(len(word.text) for word in line.words)
    return letters.index(max(letters))


def _words(printed: Sequence[PrintedWord], frame: Frame, size: float, pixel: float) -> Iterator[Word]:
    """Yield the words of a line in the frame in which the page is read; specks taken for signs are left out."""
    if not any(map(_has_letter, printed)):
        return
    words = [
        Word(word.text, word.left * pixel, word.top * pixel, word.right * pixel, word.bottom * pixel, size, bold=False)
        for word in printed
        if word.confidence >= _LEAST_SURE_SIGN or _has_letter(word)
    ]
    level = [levelled(word, frame) for word in words]
    level = [_not_a_rule(word, after) for word, after in zip(level, [*level[1:], None], strict=True)]
    if len(level) > 1 and _is_bullet(level[0], level[1]):
        level[0] = level[0]._replace(text="•")
    yield from level


def _not_a_rule(word: Word, after: Word | None) -> Word:
    """Return the upright stroke that stands before a word in small letters as the "I" that it is."""
    return word._replace(text="I") if word.text == "|" and after is not None and after.text.islower() else word


def _has_letter(word: PrintedWord) -> bool:
    return any(map(str.isalnum, word.text))


def _is_bullet(first: Word, second: Word) -> bool:
    """Tell a bullet by the gap after it; it is often taken for a small round letter."""
    return first.text in _READ_AS_BULLETS and second.left - first.right > _AFTER_BULLET * first.size
