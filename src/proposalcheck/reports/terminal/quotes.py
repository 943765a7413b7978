"""A quote at a terminal: its words, those that count among them in bold, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from proposalcheck.finding import Evidence
from proposalcheck.reports.quotes import on_one_line, window

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
    begin, end = window(evidence, _QUOTE)
    shown = Text("… " if begin else "")
    place = begin
    for words in evidence.words:
        left, right = max(words.start - offset, place), min(words.end - offset, end)
        if left < right:
            shown.append(on_one_line(quote[place:left]))
            shown.append(on_one_line(quote[left:right]), style="bold")
            place = right
    shown.append(on_one_line(quote[place:end]))
    return shown.append(" …" if end < len(quote) else "")
