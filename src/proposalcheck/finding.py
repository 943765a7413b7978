"""What checks and rules say: a `Match` knows nothing of its rule, a `Finding` is complete when made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from proposalcheck.document import Coverage, Document, Location, Problem, Span

Outcome = Literal["flag", "gap", "strength", "unsure", "verdict"]
"""The claims, never mixed: words that warn, expected and missing, expected and found, cannot tell, a judgement."""

Severity = Literal["high", "medium", "low", "info"]
"""How bad a finding is for the reader, apart from how sure it is."""

SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low", "info")


@dataclass(frozen=True, slots=True)
class Trace:
    """The words a check went by: `quoted` is what to show (a sentence or row), `words` the exact words inside it."""

    quoted: Span
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What a check found. `value` is a verdict's answer; `values` are words that the rule's message may use.

    `side` is whose right or burden the words speak of: client, provider, both, or empty where that cannot be told.
    """

    outcome: Outcome
    traces: tuple[Trace, ...]
    because: str
    confidence: float = 1.0
    value: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    side: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote, word for word, with its offsets in the document's text, its exact words and where a person finds it."""

    quote: str
    span: Span
    words: tuple[Span, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim of one rule about a document, with everything a report needs."""

    rule: str
    family: str
    type: Outcome
    title: str
    severity: Severity
    confidence: float
    message: str
    why: str
    because: str
    ask: str
    fallback: str
    value: str
    evidence: tuple[Evidence, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing a buyer asks about, scored 0 to 100; `findings` are the fingerprints that made the score."""

    name: str
    score: int
    why: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The scores of one document, and the model it really describes where that was judged (else empty)."""

    dimensions: tuple[Dimension, ...] = ()
    posture: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """All that is said about one document; `rules_run` are the ids that apply to its kind."""

    document: Document
    kind: str
    kind_confidence: float
    kind_because: str
    findings: tuple[Finding, ...]
    rules_run: tuple[str, ...]
    scorecard: Scorecard
    problems: tuple[Problem, ...]
    coverage: Coverage
    catalogue: str
    models: Mapping[str, str]

    @property
    def graded(self) -> bool:
        """Whether the document is of a kind that rules are asked about; `other` is reported as such."""
        return self.kind != "other"


def quoted(document: Document, trace: Trace) -> Evidence:
    """Return `trace` as evidence: the words themselves and their place in `document`."""
    return Evidence(document.quote(trace.quoted), trace.quoted, trace.words, document.locate(trace.quoted))


def fingerprint(rule: str, quote: str, occurrence: int) -> str:
    """Return the identity of a finding: the same in PDF, DOCX and text, unmoved by edits elsewhere in the document.

    It is made of the rule, the letters and figures of the quote, and which of several equal quotes it is (from 0).
    """
    return hashlib.blake2b(f"{rule}\n{plain(quote)}\n{occurrence}".encode(), digest_size=8).hexdigest()


def plain(quote: str) -> str:
    """Return the letters and figures of `quote` in lower case: what is the same in every format."""
    return " ".join(re.findall(r"\w+", quote.casefold()))
