"""Findings as cards: all places of one rule together, worst first, each quote with where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from proposalcheck.document import Document
from proposalcheck.finding import Evidence, Finding
from proposalcheck.reports.html.marking import TONES, Place, first_shown
from proposalcheck.reports.quotes import on_one_line, place_of
from proposalcheck.reports.screener import warns

SHELVES: Mapping[str, str] = {
    "high": "High",
    "medium": "Medium",
    "low": "Low",
    "info": "For information",
    "unsure": "Cannot tell",
    "judgement": "Judgements that do not warn",
    "strength": "Strong",
}
"""What the list of findings calls each tone."""

TYPES: Mapping[str, str] = {
    "flag": "Warns",
    "gap": "Missing",
    "verdict": "Judgement",
    "unsure": "Cannot tell",
    "strength": "Strong",
}
"""What the page calls each type of finding."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A place as a card shows it: the words cut into (text, exact) pieces, where they stand, and what is said there."""

    number: int
    start: int
    pieces: tuple[tuple[str, bool], ...]
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Card:
    """What one rule says of the document in one tone: its first finding, how many there are, and every place.

    `scores` are the indices of the dimensions that it counts in.
    """

    id: str
    tone: str
    finding: Finding
    findings: int
    messages: tuple[str, ...]
    becauses: tuple[str, ...]
    quotes: tuple[Quote, ...]
    start: int
    scores: tuple[int, ...]

    @property
    def severity(self) -> str:
        """The severity of a warning; empty for a finding that does not warn."""
        return self.finding.severity if warns(self.finding) else ""


def tone_of(finding: Finding) -> str:
    """Return how a finding is coloured: a warning by its severity, everything else by what it is."""
    if warns(finding):
        return finding.severity
    return "judgement" if finding.type == "verdict" else finding.type


def cards_of(
    findings: Sequence[Finding], document: Document, dimensions: Mapping[str, Sequence[int]]
) -> tuple[list[Card], list[Place]]:
    """Return the cards, worst first, and all their places; `dimensions` tells by fingerprint which scores are made."""
    numbers = count()
    cards: list[Card] = []
    places: list[Place] = []
    for (tone, rule), group in _by_rule(findings).items():
        card = f"{rule}-{tone}"
        inside = list(_places(card, tone, group, document, numbers))
        places += [place for place, _ in inside]
        cards.append(_card(card, tone, group, inside, dimensions))
    return sorted(cards, key=lambda card: TONES.index(card.tone)), places


def _by_rule(findings: Sequence[Finding]) -> Mapping[tuple[str, str], list[Finding]]:
    """Return the findings by tone and rule, in the order in which the first of each comes."""
    groups: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[tone_of(finding), finding.rule].append(finding)
    return groups


def _places(
    card: str, tone: str, findings: Sequence[Finding], document: Document, numbers: Iterator[int]
) -> Iterator[tuple[Place, Finding]]:
    for finding in findings:
        for evidence in finding.evidence:
            yield Place(next(numbers), card, tone, evidence, first_shown(document, evidence.span)), finding


def _card(
    name: str,
    tone: str,
    findings: Sequence[Finding],
    places: Sequence[tuple[Place, Finding]],
    dimensions: Mapping[str, Sequence[int]],
) -> Card:
    several = len({finding.message for finding in findings}) > 1
    scores = {index for finding in findings for index in dimensions.get(finding.fingerprint, ())}
    return Card(
        id=name,
        tone=tone,
        finding=findings[0],
        findings=len(findings),
        messages=tuple(dict.fromkeys(finding.message for finding in findings)),
        becauses=tuple(dict.fromkeys(finding.because for finding in findings)),
        quotes=tuple(_quote(place, finding.message if several else "") for place, finding in places),
        start=min((place.start for place, _ in places), default=-1),
        scores=tuple(sorted(scores)),
    )


def _quote(place: Place, message: str) -> Quote:
    location = place.evidence.location
    where = place_of(location.page, location.section)
    return Quote(place.number, place.start, tuple(_pieces(place.evidence)), where, message)


def _pieces(evidence: Evidence) -> Iterator[tuple[str, bool]]:
    """Yield the quote in stretches, each with whether it belongs to the exact words."""
    span = evidence.span
    inside = {offset for words in evidence.words for offset in (words.start, words.end)}
    edges = sorted({span.start, span.end} | {offset for offset in inside if span.start < offset < span.end})
    for left, right in pairwise(edges):
        exact = any(words.start <= left and right <= words.end for words in evidence.words)
        yield on_one_line(evidence.quote[left - span.start : right - span.start]), exact
