"""Quotes and places, short enough for a brief."""

from __future__ import annotations

import re

from proposalcheck.document import Location
from proposalcheck.finding import Evidence
from proposalcheck.reports.quotes import place_of, window

_QUOTE = 190
_BLANK = re.compile(r"_{5,}")
_SECTION = 34
"""How many characters of a section's title are shown."""


def shortened(evidence: Evidence, most: int = _QUOTE) -> str:
    """Return the quote on one line, cut at whole words to what stands around its exact words where it is long."""
    quote = evidence.quote
    begin, end = window(evidence, most)
    words = _BLANK.sub("____", " ".join(quote[begin:end].replace("\t", " | ").split()))
    return f"{'… ' if begin else ''}{words}{' …' if end < len(quote) else ''}"


def short_place_of(location: Location) -> str:
    """Return where a quote stands, a long title of its section cut: "page 4, 7.3 Liability of Provider"."""
    section = location.section if len(location.section) <= _SECTION else _cut(location.section)
    return place_of(location.page, section)


def _cut(section: str) -> str:
    blank = section.rfind(" ", 0, _SECTION)
    return section[: blank if blank > 0 else _SECTION].rstrip(" ,;:-–") + " …"
