"""Result -> what a brief says, chosen and cut to size, and the same for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePath

from proposalcheck.finding import SEVERITIES, Evidence, Finding, Result
from proposalcheck.reports.brief.facts import FactRow, fact_rows, heading_of
from proposalcheck.reports.brief.headings import asked_by
from proposalcheck.reports.brief.negotiability import STANCES, Stance, stance_of, weight_of
from proposalcheck.reports.brief.questions import Question, questions_for
from proposalcheck.reports.brief.quotes import short_place_of, shortened
from proposalcheck.reports.brief.stakes import stakes_of
from proposalcheck.reports.brief.verdict import subject_of, verdict_of
from proposalcheck.reports.quotes import cut
from proposalcheck.reports.screener import warns

_ENTRIES: dict[Stance, int] = {"must change": 5, "trade": 4, "accept": 0}
"""How many entries of each group are told in full; the rest is named or counted."""
_NAMED = 6
"""How many titles are named after the entries of a group."""
_MISSING = 12
_STRENGTHS = 4
_QUESTIONS = 7
_STAKES = 7
_UNDECIDED = 6
_LONGEST_LINE = 260
"""A line that may be long, as a list of pages can be, is cut here, to leave room for the others."""

_LEADS: dict[Stance, str] = {
    "must change": "Not to be signed, or sent, as it stands.",
    "trade": "Open to a deal: give one to get another.",
    "accept": "Known, and of little weight.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One point to negotiate: what it is, the words and their place, what to ask, and wording to offer."""

    title: str
    quote: str
    place: str
    more_places: int
    asked_by: str
    ask: str
    wording: str


@dataclass(frozen=True, slots=True)
class Group:
    """The points with one stance: those told in full, the titles of further ones, and how many more there are."""

    stance: Stance
    lead: str
    total: int
    entries: tuple[Entry, ...]
    named: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that the document does well, with its words and their place."""

    title: str
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a brief says, in the order in which it says it."""

    title: str
    file: str
    kind: str
    side: str
    facts: tuple[FactRow, ...]
    verdict: tuple[str, ...]
    groups: tuple[Group, ...]
    missing: tuple[str, ...]
    more_missing: int
    strengths: tuple[Strength, ...]
    more_strengths: int
    questions: tuple[Question, ...]
    stakes: tuple[str, ...]
    undecided: tuple[str, ...]


def content_of(result: Result) -> Content:
    """Return what the brief on `result` says; the most important first, and how many points are left out."""
    points = _points([finding for finding in result.findings if warns(finding)])
    groups = tuple(_group(stance, points) for stance in STANCES)
    told = {entry.ask for group in groups for entry in group.entries}
    missing = [subject_of(finding) for finding in _gaps_left(points, groups, told)]
    strengths = sorted(_praised(result.findings), key=_praise)
    must = [point[0] for point in points if stance_of(point[0]) == "must change"]
    return Content(
        title=heading_of(result.document),
        file=PurePath(result.document.source.path).name,
        kind=result.kind,
        side=result.side,
        facts=tuple(fact_rows(result)),
        verdict=verdict_of(result, must, strengths),
        groups=groups,
        missing=tuple(_capital(missing[:_MISSING])),
        more_missing=max(0, len(missing) - _MISSING),
        strengths=tuple(_strength(finding) for finding in strengths[:_STRENGTHS]),
        more_strengths=max(0, len(strengths) - _STRENGTHS),
        questions=tuple(questions_for(result, told))[:_QUESTIONS],
        stakes=tuple(stakes_of(result))[:_STAKES],
        undecided=tuple(_shown(list(_undecided(result)), _UNDECIDED)),
    )


Point = Sequence[Finding]
"""The findings of one rule that share a stance, the weightiest first."""


def _points(against: Iterable[Finding]) -> list[Point]:
    """Return the findings grouped by rule, the weightiest rule first."""
    by_rule = sorted(against, key=lambda finding: (finding.rule, SEVERITIES.index(finding.severity)))
    points: list[Point] = [list(group) for _, group in groupby(by_rule, key=lambda finding: finding.rule)]
    return sorted(points, key=_weight)


def _weight(point: Point) -> tuple[int, int, float, int, int]:
    first = point[0]
    start = first.evidence[0].span.start if first.evidence else 0
    return SEVERITIES.index(first.severity), weight_of(first.rule), -first.confidence, -len(point), start


def _group(stance: Stance, points: Sequence[Point]) -> Group:
    """Return the points of one stance; what is missing is told in full only where it must be added."""
    inside = [point for point in points if stance_of(point[0]) == stance]
    if stance != "must change":
        inside = [point for point in inside if point[0].type != "gap"]
    full = _unlike(inside)[: _ENTRIES[stance]]
    rest = [_title(point[0]) for point in inside if point not in full]
    named = rest[:_NAMED] if len(full) == _ENTRIES[stance] else rest
    return Group(stance, _LEADS[stance], len(inside), tuple(map(_entry, full)), tuple(named), len(rest) - len(named))


def _title(finding: Finding) -> str:
    return f"Nothing on {subject_of(finding)}" if finding.type == "gap" else finding.title


def _unlike(points: Sequence[Point]) -> list[Point]:
    """Return the points whose first quote no weightier point has: one sentence is not argued about twice."""
    seen: set[int] = set()
    kept: list[Point] = []
    for point in points:
        start = point[0].evidence[0].span.start if point[0].evidence else -1
        if start < 0 or start not in seen:
            kept.append(point)
        seen.add(start)
    return kept


def _capital(subjects: Sequence[str]) -> Iterator[str]:
    return (subject[:1].upper() + subject[1:] if place == 0 else subject for place, subject in enumerate(subjects))


def _entry(point: Point) -> Entry:
    first = point[0]
    places = sum(len(finding.evidence) for finding in point)
    evidence = first.evidence[0] if first.evidence else None
    return Entry(
        title=first.message.rstrip(".") if first.type == "gap" else first.title,
        quote=shortened(evidence) if evidence else "",
        place=short_place_of(evidence.location) if evidence else "nowhere in the document",
        more_places=max(0, places - 1),
        asked_by=asked_by(first.ask)[0],
        ask=asked_by(first.ask)[1],
        wording=first.fallback,
    )


def _gaps_left(points: Sequence[Point], groups: Sequence[Group], told: set[str]) -> list[Finding]:
    """Return the gaps that are not `told` by an entry already, the weightiest first."""
    named = {title for group in groups for title in group.named}
    gaps = (point[0] for point in points if point[0].type == "gap")
    return [finding for finding in gaps if asked_by(finding.ask)[1] not in told and _title(finding) not in named]


def _praised(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the strengths, each quoting only what no weighty flag does: no sentence is both blamed and praised."""
    blamed = {
        evidence.span
        for finding in findings
        if finding.type == "flag" and finding.severity in ("high", "medium")
        for evidence in finding.evidence
    }
    for finding in findings:
        kept = [e for e in finding.evidence if not any(e.span.overlaps(span) for span in blamed)]
        if finding.type == "strength" and kept:
            yield replace(finding, evidence=tuple(sorted(kept, key=_says_little)))


def _praise(finding: Finding) -> tuple[bool, int]:
    """Return the place of a strength: a whole sentence before a few words, then by the weight of its rule."""
    return _says_little(finding.evidence[0]), weight_of(finding.rule)


def _says_little(evidence: Evidence) -> bool:
    """Tell whether a quote is a title or a few words, which prove less than a sentence does."""
    return len(evidence.quote.split()) < _A_SENTENCE


_A_SENTENCE = 7


def _strength(finding: Finding) -> Strength:
    evidence = finding.evidence[0]
    return Strength(finding.title, shortened(evidence, most=110), short_place_of(evidence.location))


def _undecided(result: Result) -> Iterable[str]:
    """Yield a sentence for each thing that could not be read or decided."""
    yield from (f"Could not look: {problem.what}." for problem in result.problems)
    if result.coverage.pages_without_text:
        pages = ", ".join(map(str, result.coverage.pages_without_text[:12]))
        yield f"Pages without text, not read: {pages}{' …' if len(result.coverage.pages_without_text) > 12 else ''}."
    yield from (f"Not read: {what}." for what in result.coverage.not_read)
    if result.kind_confidence < _KIND_SURE:
        yield f"What the document is was told with {result.kind_confidence:.0%} confidence: {result.kind_because}."
    yield from result.deal.open_points
    unsure = [finding.title for finding in result.findings if finding.type == "unsure"]
    if unsure:
        yield f"Could not be decided, to be read by a person: {'; '.join(unsure[:_NAMED])}."


_KIND_SURE = 0.75


def _shown(lines: Sequence[str], most: int) -> Iterator[str]:
    """Yield the first of `lines`, cut where they are long, and how many more there are."""
    yield from (cut(line, _LONGEST_LINE) for line in lines[:most])
    if len(lines) > most:
        yield f"And {len(lines) - most} more in the full report."
