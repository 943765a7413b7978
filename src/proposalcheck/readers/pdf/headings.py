"""Which paragraphs are headings, and how deep: by type size, weight, capitals and numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proposalcheck.readers.numbering import split_number
from proposalcheck.readers.pdf.paragraphs import Paragraph, Style

_LARGER = 1.12
_SMALLER = 0.93
_MOST_WORDS = 16
_MOST_LINES = 3
_LONGEST = 160
_DEEPEST = 6
_BULLETS = frozenset("•●▪■◦○‣⁃∙·*✓✔➢❖–—-")
_NO_HEADING_END = re.compile(r"[,;]$|[.!][\"'”’)\]]*$|\b(?:and|or|of|the|to|with)$")
_CONTENTS_ENTRY = re.compile(r"(?:\.{3,}|(?:\s\.){3,}|…)\s*\w*$")
_INNER_STOP = re.compile(r"[.;]\s+\S")
"""In a numbered line of body type, a stop inside says that a clause runs on behind its title."""
_WORDED_NUMBER = re.compile(r"(?:ARTICLE|SECTION|SCHEDULE|EXHIBIT|APPENDIX|ANNEX|ATTACHMENT|PART)\b", re.IGNORECASE)


def heading_levels(found: Sequence[Paragraph], style: Style) -> list[int]:
    """Return for each paragraph the depth of the heading that it is, from 1, or 0 if it is none."""
    looks = [_look(paragraph, style) for paragraph in found]
    ranks = _ranks({look for look in looks if look is not None})
    return [0 if look is None else ranks[look] for look in looks]


def _ranks(looks: set[tuple[float, int]]) -> dict[tuple[float, int], int]:
    """Order looks from the largest type down; sizes within half a point are one."""
    ranks: dict[tuple[float, int], int] = {}
    level, previous = 0, (float("inf"), 0)
    for look in sorted(looks, reverse=True):
        if previous[0] - look[0] > 0.6 or previous[1] != look[1]:
            level, previous = level + 1, look
        ranks[look] = min(level, _DEEPEST)
    return ranks


def _look(paragraph: Paragraph, style: Style) -> tuple[float, int] | None:
    """Return what sets a heading off (size; 2 for bold capitals, 1 for bold or capitals), or None for other text."""
    if len(paragraph.lines) > _MOST_LINES or len(text := paragraph.text) > _LONGEST:
        return None
    number, start = split_number(text)
    title = text[start:].strip()
    bold = not style.bold and all(placed.line.bold for placed in paragraph.lines)
    capitals = title.isupper() and sum(map(str.isalpha, title)) >= 4
    size = paragraph.first.size
    lines = 3 if bold else 2 if capitals else 1 if _is_structural(number) and not _INNER_STOP.search(title) else 0
    if size < _LARGER * style.size and len(paragraph.lines) > lines:
        return None
    if size < _SMALLER * style.size and not (bold and capitals):
        return None
    return (round(size * 2) / 2, bold + capitals) if _may_be_title(title, number) else None


def _is_structural(number: str) -> bool:
    return ("." in number and number[0].isdigit()) or bool(_WORDED_NUMBER.match(number))


def _may_be_title(title: str, number: str) -> bool:
    words = title.split()
    if not words:
        return bool(_WORDED_NUMBER.match(number))
    if (number and number[0] in _BULLETS) or len(words) > _MOST_WORDS:
        return False
    letters = sum(map(str.isalpha, title))
    if letters < 2 or letters < 0.4 * len(title.replace(" ", "")):
        return False
    first = next(character for character in title if character.isalpha())
    if first.islower() or _NO_HEADING_END.search(title):
        return False
    return not _CONTENTS_ENTRY.search(title)
