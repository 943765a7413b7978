"""What the notes in a marked-up file say: one remark a place that warns, and an opening on the document as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from proposalcheck.document import Change, Span
from proposalcheck.finding import SEVERITIES, Evidence, Finding, Result, Severity
from proposalcheck.wording import KINDS_IN_A_SENTENCE

_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asks for: who signs the notes and when, the least severity to note, and tracked replacements."""

    by: Change
    least: Severity = "low"
    redline: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a note: a label to set off, which may be empty, and the words after it."""

    label: str
    text: str

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()


_BLANK = Line("", "")
"""An empty paragraph, which sets the parts of a long note apart."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of one place: `words` are the exact words in reading order, `quoted` the sentence or row of them."""

    finding: Finding
    quoted: Span
    words: tuple[Span, ...]
    quote: str

    @property
    def hull(self) -> Span:
        """The stretch from the first of the words to the last, as one that a comment can be hung on."""
        return Span(self.words[0].start, max(words.end for words in self.words))

    def lines(self) -> tuple[Line, ...]:
        """Return the note as paragraphs: severity and title, what was found, why it matters, and what to do."""
        finding = self.finding
        return (
            Line(f"{finding.severity.upper()}: {finding.title}", ""),
            Line("", _one_line(finding.message)),
            *_advice(finding),
        )


@dataclass(frozen=True, slots=True)
class Marked:
    """The marked-up file, how much was hung on words of it, and a sentence for each remark that found no place."""

    data: bytes
    places: int
    replaced: int = 0
    unplaced: tuple[str, ...] = ()


def remarks_of(result: Result, least: Severity) -> tuple[Remark, ...]:
    """Return a remark for each place of each warning of at least severity `least`, in reading order."""
    warnings = (finding for finding in result.findings if finding.type == "flag" and reaches(finding, least))
    found = (_remark(finding, evidence) for finding in warnings for evidence in finding.evidence)
    return tuple(sorted(found, key=lambda remark: (remark.hull.start, remark.hull.end, rank(remark.finding))))


def reaches(finding: Finding, least: Severity) -> bool:
    """Tell whether a finding is at least as bad as `least`."""
    return rank(finding) <= SEVERITIES.index(least)


def rank(finding: Finding) -> int:
    """Return the place of a finding's severity, 0 for the worst."""
    return SEVERITIES.index(finding.severity)


def opening(result: Result, least: Severity) -> tuple[Line, ...]:
    """Return what is said of the whole document: what it is taken for, verdicts, what is missing, what was not read."""
    findings = [finding for finding in result.findings if reaches(finding, least)]
    verdicts = [finding for finding in findings if finding.type == "verdict" and finding.value != "no"]
    gaps = [finding for finding in findings if finding.type == "gap"]
    unsure = [finding for finding in findings if finding.type == "unsure"]
    return (
        Line("proposalcheck", _taken_for(result) + _counted(findings)),
        *_unread(result),
        *(line for finding in verdicts for line in (_BLANK, _title(finding), *_advice(finding))),
        *_group("Missing from the document", gaps),
        *_group("Could not be told", unsure),
    )


def _remark(finding: Finding, evidence: Evidence) -> Remark:
    words = tuple(sorted(words for words in evidence.words if len(words)))
    return Remark(finding, evidence.span, words or (evidence.span,), evidence.quote)


def _taken_for(result: Result) -> str:
    eyes = ", with a provider's eyes" if result.side == "provider" else ""
    if not result.graded:
        return "could not tell what kind of document this is, and judged nothing. "
    return f"read this as {KINDS_IN_A_SENTENCE[result.kind]}{eyes}. "


def _counted(findings: Sequence[Finding]) -> str:
    """Return one sentence on how many places have a note of their own."""
    places = {
        severity: sum(len(each.evidence) for each in findings if each.type == "flag" and each.severity == severity)
        for severity in SEVERITIES
    }
    told = [f"{count} {severity}" for severity, count in places.items() if count]
    if not told:
        return "No place in it has a warning."
    notes = "place has" if sum(places.values()) == 1 else "places have"
    return f"{sum(places.values())} {notes} a note: {', '.join(told)}."


def _unread(result: Result) -> Iterator[Line]:
    for problem in result.problems:
        yield Line("Could not look:", _one_line(problem.what))
    for what in result.coverage.not_read:
        yield Line("Not read:", what)


def _group(title: str, findings: Sequence[Finding]) -> Iterator[Line]:
    if findings:
        yield from (_BLANK, Line(f"{title} ({len(findings)})", ""))
    for finding in findings:
        yield from (_BLANK, _title(finding))
        yield from _ask_and_wording(finding)


def _title(finding: Finding) -> Line:
    return Line(f"{finding.severity.upper()}: {finding.title}.", _one_line(finding.message))


def _advice(finding: Finding) -> Iterator[Line]:
    yield from _lines([("Why:", _first_sentence(finding.why))])
    yield from _ask_and_wording(finding)


def _ask_and_wording(finding: Finding) -> Iterator[Line]:
    return _lines([("Ask:", finding.ask), ("Wording to offer:", finding.fallback)])


def _lines(labelled: Iterable[tuple[str, str]]) -> Iterator[Line]:
    return (Line(label, _one_line(text)) for label, text in labelled if text)


def _first_sentence(text: str) -> str:
    """Return the first sentence of `text`: a margin has no room for the rest, which `rules show` has."""
    return _SENTENCE_END.split(text.strip(), maxsplit=1)[0]


def _one_line(text: str) -> str:
    return " ".join(text.split())
