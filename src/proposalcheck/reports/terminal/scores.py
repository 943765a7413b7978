"""The scorecard at a terminal: scores two a line, what makes them less sure, and which model fits the work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from proposalcheck.finding import Evidence, Reason, Recommendation, Result, Scorecard
from proposalcheck.reports.quotes import cut
from proposalcheck.reports.terminal.quotes import places
from proposalcheck.wording import counted

_WORDS = 60
"""How many characters of the words found are shown with a reason."""
_TITLES = {"vendor": "a vendor", "partner": "a partner", "unsure": "neither clearly"}


def scores(result: Result) -> Iterator[RenderableType]:
    """Yield the scores, what is in doubt, and the recommendation; how each comes about stands in the JSON report."""
    card = result.scorecard
    shown = [Text(f"{dimension.score:>4}  {dimension.name}") for dimension in card.dimensions]
    if shown:
        yield Text("\nSCORES, of 100", style="bold")
        grid = Table.grid(padding=(0, 4))
        half = (len(shown) + 1) // 2
        for left, right in zip_longest(shown[:half], shown[half:], fillvalue=Text()):
            grid.add_row(left, right)
        yield grid
        yield from _doubts(card)
    if card.recommendation:
        yield from _recommendation(card.recommendation)


def _doubts(card: Scorecard) -> Iterator[RenderableType]:
    """Yield a line on how sure the scores are, and one for each score that is less sure than the others."""
    surest = max(dimension.confidence for dimension in card.dimensions)
    if card.confidence < 1:
        yield Text(f"The scores are {card.confidence:.0%} sure, because {card.doubt}.")
    for dimension in card.dimensions:
        if dimension.confidence < surest:
            yield Text(f"“{dimension.name}” is {dimension.confidence:.0%} sure, because {dimension.doubt}.")


def _recommendation(told: Recommendation) -> Iterator[RenderableType]:
    sure = "" if told.model == "unsure" else f" ({told.confidence:.0%} sure)"
    yield Text(f"\nWHICH MODEL FITS THE WORK: {_TITLES[told.model]}{sure}", style="bold")
    lines = [Text(told.advice)]
    if told.ask_for:
        lines.append(_labelled("Not in the paper yet", "; ".join(told.ask_for)))
    lines += [_side(reasons) for reasons in (told.speaks_for, told.speaks_against) if reasons]
    yield Padding(Group(*lines), (0, 0, 0, 2))


def _side(reasons: Sequence[Reason]) -> Text:
    """Return what speaks for one model: its points, and each reason with the first words that it was found in."""
    points = sum(reason.points for reason in reasons)
    label = f"For {_TITLES[reasons[0].model]}, {counted(points, 'point')}"
    return _labelled(label, "; ".join(f"{reason.say}{_first_words(reason.evidence)}" for reason in reasons))


def _first_words(evidence: Sequence[Evidence]) -> str:
    """Return the first words found in brackets, with their page or section; empty where none can be quoted."""
    if not evidence:
        return ""
    first = evidence[0]
    words = first.quote
    if first.words:
        start = first.words[0].start - first.span.start
        words = words[start : start + len(first.words[0])]
    place = next(places(first), "")
    return f" (“{cut(' '.join(words.split()), _WORDS)}”{', ' * bool(place)}{place})"


def _labelled(label: str, words: str) -> Text:
    return Text.assemble((f"{label}: ", "italic"), words, ".")
