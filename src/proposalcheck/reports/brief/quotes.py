"""Quotes and places, short enough for a brief."""

from __future__ import annotations

import re

from proposalcheck.document import Location
from proposalcheck.finding import Evidence

_QUOTE = 190
_BLANK = re.compile(r"_{5,}")
_SECTION = 34
"""How many characters of a section's title are shown."""


def shortened(evidence: Evidence, most: int = _QUOTE) -> str:
    """Return the quote on one line, cut at whole words to what stands around its exact words where it is long."""
    quote = evidence.quote
    begin, end = 0, len(quote)
    if len(quote) > most:
        middle = (evidence.words[0].start + evidence.words[0].end) // 2 - evidence.span.start if evidence.words else 0
        begin = max(0, min(middle - most // 2, len(quote) - most))
        begin = quote.find(" ", begin) + 1 if begin else 0
        end = min(len(quote), begin + most)
        end = end if end == len(quote) else max(quote.rfind(" ", begin, end), begin + 1)
    words = _BLANK.sub("____", " ".join(quote[begin:end].replace("\t", " | ").split()))
    return f"{'… ' if begin else ''}{words}{' …' if end < len(quote) else ''}"


def place_of(location: Location) -> str:
    """Return where a quote stands as a reader would say it: "page 4, 7.3 Liability of Provider"."""
    section = location.section if len(location.section) <= _SECTION else _cut(location.section)
    page = f"page {location.page}" if location.page else ""
    return ", ".join(part for part in (page, section) if part)


def _cut(section: str) -> str:
    blank = section.rfind(" ", 0, _SECTION)
    return section[: blank if blank > 0 else _SECTION].rstrip(" ,;:-–") + " …"
