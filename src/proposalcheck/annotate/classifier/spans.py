"""Which words of a sentence are quoted for a label: a date, the name of the document, or the whole sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalcheck.annotate.dates import dates_in
from proposalcheck.document import Span

DATES = frozenset({"Agreement Date", "Effective Date"})
NAME = "Document Name"
"""The labels whose quote is shorter than a sentence; all others quote the sentence."""

_BLANK_DATE = re.compile(
    r"(?:_{2,}|\[[^\]]{0,12}\]|\d{1,2})\s?(?:st|nd|rd|th)?\s+day\s+of\s+[\w_]+\s*,?\s*(?:\d{4}|_{2,})?"
)
_TITLE = re.compile(
    r"\b(?:[A-Z][\w&'’/-]{0,40}(?:,?\s+|\s?[-–]\s?)(?:(?:and|of|for|the|to|on|in|&|with)\s+){0,3}){0,12}"
    r"(?:AGREEMENT|Agreement|CONTRACT|Contract|AMENDMENT|Amendment)\b"
)
_OPENING = re.compile(r"(?:^|\s)(?:This|THIS|The)\s")
_MOST = 4


def quotes_for(label: str, text: str) -> list[Span]:
    """Return the stretches of `text`, a sentence, that `label` may quote; all of it when none stands out."""
    if label in DATES:
        found = [date.span for date in dates_in(text)]
        found += [Span(*match.span()) for match in _BLANK_DATE.finditer(text)]
    elif label == NAME:
        found = list(_titles(text))
    else:
        found = []
    widest = (span for span in found if not any(other.contains(span) for other in found if other != span))
    return list(dict.fromkeys(widest))[:_MOST] or [Span(0, len(text))]


def _titles(text: str) -> Iterator[Span]:
    """Yield each name of an agreement, cut where the next sentence begins with "This" without a stop before it."""
    for match in _TITLE.finditer(text):
        start = match.start()
        for opening in _OPENING.finditer(match.group()):
            if opening.start() > 0:
                yield Span(start, match.start() + opening.start())
            start = match.start() + opening.end()
        if start < match.end():
            yield Span(start, match.end())
