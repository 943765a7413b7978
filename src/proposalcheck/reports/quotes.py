"""A quote at a terminal: its words, those that count among them in bold, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from proposalcheck.document import Span
from proposalcheck.finding import Evidence

_QUOTE = 320
"""How many characters of a quote are shown; a longer one is cut around its words."""


def quote(evidence: Evidence) -> RenderableType:
    """Return a quote with its exact words in bold and its place behind it; a long one is cut around these words."""
    place = ", ".join(places(evidence))
    shown = Text.assemble("“", _shortened(evidence), "”", (f"  ({place})" if place else "", "dim"))
    return Padding(shown, (0, 0, 0, 2))


def places(evidence: Evidence) -> Iterator[str]:
    """Yield where a person finds the quote: its page and its section, as far as there are any."""
    if evidence.location.page:
        yield f"page {evidence.location.page}"
    if evidence.location.section:
        yield (
            f"section {evidence.location.section}"
            if evidence.location.section[0].isdigit()
            else evidence.location.section
        )


def _shortened(evidence: Evidence) -> Text:
    """Return the quote with its exact words in bold; a long one is cut to what stands around them."""
    quote, offset = evidence.quote, evidence.span.start
    begin, end = _window(evidence)
    shown = Text("… " if begin else "")
    place = begin
    for words in evidence.words:
        left, right = max(words.start - offset, place), min(words.end - offset, end)
        if left < right:
            shown.append(_on_one_line(quote[place:left]))
            shown.append(_on_one_line(quote[left:right]), style="bold")
            place = right
    shown.append(_on_one_line(quote[place:end]))
    return shown.append(" …" if end < len(quote) else "")


def _on_one_line(words: str) -> str:
    """Return `words` with line breaks as blanks and the cells of a table row set apart by bars."""
    return words.replace("\n", " ").replace("\t", " | ")


def _window(evidence: Evidence) -> tuple[int, int]:
    """Return which characters of the quote to show: all of a short one, else those around the first exact words."""
    quote = evidence.quote
    if len(quote) <= _QUOTE:
        return 0, len(quote)
    words = evidence.words[0] if evidence.words else Span(evidence.span.start, evidence.span.start)
    middle = (words.start + words.end) // 2 - evidence.span.start
    begin = max(0, min(middle - _QUOTE // 2, len(quote) - _QUOTE))
    begin = quote.find(" ", begin) + 1 if begin else 0
    end = begin + _QUOTE
    if end >= len(quote):
        return begin, len(quote)
    blank = quote.rfind(" ", begin, end)
    return begin, blank if blank > begin else end
