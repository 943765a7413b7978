"""Lines -> paragraphs: which line goes on with the one before it, over line, column and page breaks.

The main witness is the fit test: where the first word of a line would have fitted at the end of the line before it, the
writer broke the line on purpose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import NamedTuple

from proposalcheck.readers.numbering import split_number
from proposalcheck.readers.pdf.lines import Line
from proposalcheck.readers.pdf.words import Frame

_USUAL_PITCH = 1.2
_LOOSE_PITCH = 1.22
_WIDEST_PITCH = 2.6
_SAME_SIZE = 0.08
_INDENT = 0.8
_FAR_APART = 2.5
_DEEPEST_INDENT = 4.5
_SLACK = 1.2
_TERMINALS = (".", "!", "?", ":", ";")
_SENTENCE_ENDS = (".", "!", "?", ":")
_CLOSERS = "\"'”’)]"
_LEADER = re.compile(r"(?:\.{4,}|(?:\s\.){4,}|…{2,}|_{4,})\s*\S{0,6}$")
_FIELD = re.compile(r"(?:[A-Z][\w/&’'-]*\s?){1,4}:(?:\s|$)")
_CODE = re.compile(r"\d+[.-]\d[\d.-]*\s+[A-Z]")
_LONGEST_OPENER = len("Schedule")
_ENDS_OPEN = re.compile(
    r"(?:[,–—(-]|\b(?:and|or|of|the|a|an|to|in|for|by|with|on|at|from|as|that|which|shall|will|is|are|be|Section|Exhibit|Article|Schedule))$"
)


@dataclass(frozen=True, slots=True)
class Style:
    """What a document's running text looks like: type size in points, and whether most of it is bold."""

    size: float
    bold: bool = False


class PlacedLine(NamedTuple):
    """A line, the page it is on, and the column it belongs to: its region, right margin and usual line pitch."""

    line: Line
    frame: Frame
    region: int
    margin: float
    pitch: float


class Paragraph(NamedTuple):
    """Lines that make one paragraph, in reading order."""

    lines: tuple[PlacedLine, ...]

    @property
    def first(self) -> Line:
        """The paragraph's first line."""
        return self.lines[0].line

    @property
    def text(self) -> str:
        """The words with blanks between them, hyphens at line ends as printed."""
        return " ".join(placed.line.text for placed in self.lines)


def place(lines: Sequence[Line], frame: Frame, region: int) -> list[PlacedLine]:
    """Give the lines of one region, from top to bottom, their right margin and line pitch."""
    if len(lines) < 2:
        return [PlacedLine(line, frame, region, line.right, _USUAL_PITCH * line.size) for line in lines]
    margins = _margins(lines)
    pitches = _usual_pitches(lines)
    return [
        PlacedLine(line, frame, region, margin, pitches.get(line.size, _USUAL_PITCH * line.size))
        for line, margin in zip(lines, margins, strict=True)
    ]


def _usual_pitches(lines: Sequence[Line]) -> dict[float, float]:
    """Return for each type size the usual distance of lines that follow each other; the closer ones set it."""
    found: dict[float, list[float]] = {}
    for above, below in pairwise(lines):
        pitch = below.bottom - above.bottom
        if abs(above.size - below.size) < 0.3 and 0 < pitch < _WIDEST_PITCH * max(below.size, 1.0):
            found.setdefault(below.size, []).append(pitch)
    return {size: sorted(pitches)[int(len(pitches) * 0.3)] for size, pitches in found.items()}


def _margins(lines: Sequence[Line]) -> list[float]:
    """Return the right margin of each line: that of the lines around it set close together, or of the whole region."""
    whole = max(line.right for line in lines)
    margins: list[float] = []
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and _set_close(lines[index - 1], lines[index]):
            continue
        chunk = lines[start:index]
        margins.extend([_chunk_margin(chunk, whole)] * len(chunk))
        start = index
    return margins


def _set_close(above: Line, below: Line) -> bool:
    return abs(above.size - below.size) < 0.3 and 0 < below.bottom - above.bottom < 1.7 * max(below.size, 1.0)


def _chunk_margin(chunk: Sequence[Line], whole: float) -> float:
    right = max(line.right for line in chunk)
    near = sum(1 for line in chunk if right - line.right < 4 * line.size)
    return right if len(chunk) >= 4 and near >= 3 and near >= 0.5 * len(chunk) else whole


def paragraphs(lines: Iterable[PlacedLine]) -> list[Paragraph]:
    """Join lines to paragraphs."""
    found: list[Paragraph] = []
    current: list[PlacedLine] = []
    for placed in lines:
        if current and not goes_on(current, placed):
            found.append(Paragraph(tuple(current)))
            current = []
        current.append(placed)
    if current:
        found.append(Paragraph(tuple(current)))
    return found


def goes_on(paragraph: Sequence[PlacedLine], new: PlacedLine) -> bool:
    """Tell whether the line `new` goes on with the paragraph whose lines so far are given."""
    last = paragraph[-1]
    if last.line.words[-1].breaks:
        return True
    if _stands_alone(last.line) or _stands_alone(new.line):
        return False
    if not _same_type(last.line, new.line):
        return _bold_lead(last, new)
    if last.region != new.region or new.line.bottom <= last.line.bottom:
        return _goes_on_elsewhere(paragraph, new)
    return _goes_on_below(paragraph, new)


def _stands_alone(line: Line) -> bool:
    return (line.gap > _FAR_APART * line.size and _is_spread(line)) or _is_leader_line(line.text[-60:])


def _is_leader_line(end: str) -> bool:
    has_signs = "...." in end or ". ." in end or "……" in end or "____" in end
    return has_signs and _LEADER.search(end) is not None


def _is_spread(line: Line) -> bool:
    """Tell a line whose words are set far apart, as in a contents list or a form; a label may stand apart."""
    wide, words = _FAR_APART * line.size, line.words
    gaps = (at for at in range(1, len(words)) if words[at].left - words[at - 1].right > wide)
    first = next(gaps, 0)
    return first > 0 and (next(gaps, 0) > 0 or not _is_label(" ".join(word.text for word in words[:first])))


def _is_label(text: str) -> bool:
    return len(text) <= 14 and split_number(f"{text} A")[1] == len(text) + 1


def _same_type(above: Line, below: Line) -> bool:
    if abs(above.size - below.size) <= _SAME_SIZE * max(above.size, 1.0) and above.bold == below.bold:
        return True
    last, first = above.words[-1], below.words[0]
    return abs(last.size - first.size) <= _SAME_SIZE * last.size and last.bold == first.bold


def _bold_lead(last: PlacedLine, new: PlacedLine) -> bool:
    """Tell whether a wholly bold line and one that is not are one sentence that changes its weight."""
    if abs(last.line.size - new.line.size) > _SAME_SIZE * max(last.line.size, 1.0) or last.region != new.region:
        return False
    pitch = new.line.bottom - last.line.bottom
    if not 0 < pitch <= _LOOSE_PITCH * max(new.pitch, 1.0):
        return False
    mixed = _has_both_weights(new.line) or _has_both_weights(last.line)
    return (mixed or new.line.text[:1].islower()) and _is_full(last, new) and not _is_closed(last.line.text)


def _has_both_weights(line: Line) -> bool:
    return len({word.bold for word in line.words}) > 1


def _goes_on_below(paragraph: Sequence[PlacedLine], new: PlacedLine) -> bool:
    last = paragraph[-1]
    pitch = new.line.bottom - last.line.bottom
    if _is_label_alone(paragraph):
        return pitch < _WIDEST_PITCH * new.line.size and not split_number(new.line.text)[0]
    if pitch > _LOOSE_PITCH * new.pitch or _starts_like(paragraph[0].line.text, new.line.text):
        return False
    return _reads_on(paragraph, new) and _fits_below(paragraph, new)


def _is_closed(text: str) -> bool:
    """Tell whether a line ends like a sentence or an item of a list; quotation marks and brackets may follow."""
    return text.rstrip(_CLOSERS).endswith(_TERMINALS)


def _ends_open(text: str) -> bool:
    return _ENDS_OPEN.search(text[-_LONGEST_OPENER - 2 :]) is not None


def _starts_like(first: str, new: str) -> bool:
    """Tell lines that open alike, with a name and a colon or with a code, as entries of one list do."""
    return any(pattern.match(first) and pattern.match(new) for pattern in (_FIELD, _CODE))


def _fits_below(paragraph: Sequence[PlacedLine], new: PlacedLine) -> bool:
    """Tell by indents and by the room at the end of the last line whether `new` goes on with the paragraph."""
    last, text = paragraph[-1], paragraph[-1].line.text
    is_open = not _is_closed(text)
    starts_low, is_full = new.line.text[:1].islower(), _is_full(last, new)
    if _outdented(paragraph, new) and not _is_after_indent(paragraph, new):
        return is_open and starts_low
    if _indented(paragraph, new):
        return is_open and (starts_low or is_full)
    return is_full or (is_open and (starts_low or _ends_open(text)))


def _reads_on(paragraph: Sequence[PlacedLine], new: PlacedLine) -> bool:
    """Tell a line that opens with no number from one that does, but for a reference that the line break has cut off."""
    label, body = split_number(new.line.text)
    if not label:
        return True
    last = paragraph[-1]
    if _is_closed(last.line.text) or not _is_full(last, new) or _outdented(paragraph, new):
        return False
    return _is_reference(label, new, body)


def _is_reference(label: str, new: PlacedLine, body: int) -> bool:
    if label[0] == "(" or not (label[0].isalnum() or label[0] in "–—-§"):
        return False
    rest = new.line.text[body:]
    return rest[:1].islower() or rest[:1].isdigit() or label[0] in "–—-" or (label[0].isalpha() and len(label) > 2)


def _goes_on_elsewhere(paragraph: Sequence[PlacedLine], new: PlacedLine) -> bool:
    """Tell whether a paragraph goes on at the top of the next column or page."""
    last, text = paragraph[-1], paragraph[-1].line.text
    if last.region == new.region and new.frame.number == last.frame.number:
        return False
    if text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS) or text.endswith(";") or split_number(new.line.text)[0]:
        return False
    if _looks_set_apart(paragraph):
        return False
    if new.line.text[:1].islower():
        return True
    return (_is_full(last, new) and len(text.split()) >= 4) or _ends_open(text)


def _looks_set_apart(paragraph: Sequence[PlacedLine]) -> bool:
    """Tell whether the lines look like a heading, which never runs over to another column."""
    return all(placed.line.bold for placed in paragraph) or paragraph[-1].line.text.isupper()


def _is_full(last: PlacedLine, new: PlacedLine) -> bool:
    word = new.line.words[0]
    room = last.margin - last.line.right
    return room < word.right - word.left + _SLACK * last.line.size


def _is_label_alone(paragraph: Sequence[PlacedLine]) -> bool:
    if len(paragraph) != 1 or len(paragraph[0].line.words) > 2:
        return False
    return _is_label(paragraph[0].line.text)


def _text_left(paragraph: Sequence[PlacedLine]) -> float:
    """Return where the words of a paragraph stand: its second line's left edge, or the first word after the label."""
    if len(paragraph) > 1 and paragraph[-1].region == paragraph[-2].region:
        return paragraph[-1].line.left
    line = paragraph[-1].line
    label, body = split_number(line.text)
    if not label or len(paragraph) > 1:
        return line.left
    skipped = len(line.text[:body].split())
    return line.words[skipped].left if skipped < len(line.words) else line.left


def _outdented(paragraph: Sequence[PlacedLine], new: PlacedLine) -> bool:
    around = takewhile(lambda placed: placed.region == new.region, reversed(paragraph))
    leftmost = min(placed.line.left for placed in around)
    return new.line.left < leftmost - _INDENT * new.line.size and not _is_centred(paragraph[-1], new)


def _is_after_indent(paragraph: Sequence[PlacedLine], new: PlacedLine) -> bool:
    """Tell whether `new` is the second line of a paragraph whose first line is indented."""
    first = paragraph[0].line
    if len(paragraph) > 1 or split_number(first.text)[0]:
        return False
    return first.left - new.line.left <= _DEEPEST_INDENT * first.size and _is_full(paragraph[0], new)


def _indented(paragraph: Sequence[PlacedLine], new: PlacedLine) -> bool:
    return new.line.left > _text_left(paragraph) + _INDENT * new.line.size and not _is_centred(paragraph[-1], new)


def _is_centred(last: PlacedLine, new: PlacedLine) -> bool:
    middles = [(placed.line.left + placed.line.right) / 2 for placed in (last, new)]
    return abs(middles[0] - middles[1]) < 2.0


def running_style(lines: Iterable[PlacedLine]) -> Style:
    """Return the type size of most of the document's letters, and whether most of those are bold."""
    letters: Counter[tuple[float, bool]] = Counter()
    for placed in lines:
        letters[round(placed.line.size * 2) / 2, placed.line.bold] += placed.line.letters
    by_size: Counter[float] = Counter()
    for (size, _), count in letters.items():
        by_size[size] += count
    if not by_size:
        return Style(10.0)
    size = by_size.most_common(1)[0][0]
    return Style(size, letters[size, True] > letters[size, False])
