"""Quotes on one line, cut where they are long, and where they stand as a reader would cite it."""

from __future__ import annotations

from proposalcheck.document import Span
from proposalcheck.finding import Evidence


def place_of(page: int | None, section: str) -> str:
    """Return where a quote stands: "page 3, 5.2 Fees"; empty when neither is known."""
    return ", ".join(words for words in (f"page {page}" if page else "", section) if words)


def bracketed(place: str) -> str:
    """Return a place to be put behind a quote: " (page 3)"; nothing for no place."""
    return f" ({place})" if place else ""


def on_one_line(words: str) -> str:
    """Return `words` with line breaks as blanks and the cells of a table row set apart by bars."""
    return words.replace("\n", " ").replace("\t", " | ")


def cut(words: str, most: int) -> str:
    """Return `words` on one line, those behind the first `most` characters left out at the end of a word."""
    if len(words) <= most:
        return words
    blank = words.rfind(" ", 0, most)
    return words[: blank if blank > 0 else most] + " …"


def window(evidence: Evidence, most: int) -> tuple[int, int]:
    """Return which characters of a quote to show: all up to `most` of them, else those around its first exact words."""
    quote = evidence.quote
    if len(quote) <= most:
        return 0, len(quote)
    words = evidence.words[0] if evidence.words else Span(evidence.span.start, evidence.span.start)
    middle = (words.start + words.end) // 2 - evidence.span.start
    begin = max(0, min(middle - most // 2, len(quote) - most))
    begin = quote.find(" ", begin) + 1 if begin else 0
    end = begin + most
    if end >= len(quote):
        return begin, len(quote)
    blank = quote.rfind(" ", begin, end)
    return begin, blank if blank > begin else end
