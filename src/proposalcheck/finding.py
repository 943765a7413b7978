"""What checks and rules say: a `Match` knows nothing of its rule, a `Finding` is complete when made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

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
    """One claim of one rule about a document, with all a report needs; `decision` is what a person said of it."""

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
    decision: Literal["", "accepted", "unsure"] = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What people's decisions did to a result: how many findings they took out, and which decisions no longer fit.

    `stale` has the fingerprint and the rule of each decision whose finding is not there any more.
    """

    rejected: int = 0
    stale: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing a buyer asks about, scored 0 to 100; `findings` are the fingerprints that made the score.

    `confidence` says from 0 to 1 how sure the score is, and `doubt` in words why it is not surer.
    """

    name: str
    score: int
    why: str
    findings: tuple[str, ...]
    confidence: float = 1.0
    doubt: str = ""


FitModel = Literal["vendor", "partner", "unsure"]
"""The model that fits a piece of work: a vendor where it is clear and common, a partner where it is uncertain."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Something in a document that speaks for one model, in words (`say`), with what it counts and where it stands."""

    say: str
    model: Literal["vendor", "partner"]
    points: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Which model fits the work that a document describes, apart from the one it is written for.

    `why` is the arithmetic; `advice` compares the two models and says what to do, `ask_for` what of the recommended
    model is missing. For a model of unsure `speaks_for` is what speaks for a vendor, `speaks_against` for a partner.
    `confidence` is the share of what was found that speaks for the side that leads, less what was not read.
    """

    model: FitModel
    confidence: float
    why: str
    advice: str
    ask_for: tuple[str, ...]
    speaks_for: tuple[Reason, ...]
    speaks_against: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The scores of one document, and the model it really describes where that was judged (else empty).

    `confidence` says from 0 to 1 how far all of it can be trusted, and `doubt` in words why no further; what was not
    read lowers it, and never a score.
    """

    dimensions: tuple[Dimension, ...] = ()
    posture: str = ""
    confidence: float = 1.0
    doubt: str = ""
    recommendation: Recommendation | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a document, and how many of its sentences and rows speak of effort and how many of results."""

    span: Span
    sentences: int
    effort: int
    results: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A thing that a document states of the deal: in its own words (`said`), what they are worth, and where they stand.

    `amount` is in `unit`, which is an ISO code or a sign of money, or "day"; `lowest` is the lower end of a range. Of a
    recurring sum `per` is the time it is paid for, of a date `day` is the day (ISO 8601, empty where it is ambiguous).
    `side` is whom the fact binds or protects: client, provider, both, or empty where that cannot be told.
    """

    said: str
    evidence: Evidence
    amount: float | None = None
    lowest: float | None = None
    unit: str = ""
    per: str = ""
    day: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """The facts of the deal that the document states without contradiction; what is not told is None or empty.

    `parties` have their name in `said`. `price` is what all of it costs, or the recurring fee or rate where no total is
    given. `notice` is what ending without a cause takes, `open_points` has a sentence for each fact with two answers.
    """

    parties: tuple[Fact, ...] = ()
    price: Fact | None = None
    term: Fact | None = None
    start: Fact | None = None
    end: Fact | None = None
    notice: tuple[Fact, ...] = ()
    payment_term: Fact | None = None
    liability_cap: tuple[Fact, ...] = ()
    law: Fact | None = None
    open_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """What one side promises or must not do, each part in the document's own words and empty where it is not told.

    `party` is who is bound, `side` its side (client, provider, both, or empty where that cannot be told), `to` whom it
    is owed to. `due` is the day of `when` (ISO 8601) where that is a day of the calendar. `remedy` is what follows when
    it is not kept. `missing` names the parts that are not told: party, date, measure, remedy; a restriction needs no
    more than a party.
    """

    sort: Literal["promise", "restriction"]
    party: str
    side: str
    to: str
    what: str
    when: str
    due: str
    measure: tuple[str, ...]
    condition: tuple[str, ...]
    remedy: Evidence | None
    missing: tuple[str, ...]
    evidence: Evidence
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that matters: `day` (ISO 8601) as worked out by `arithmetic`, or empty, and then `reason` says why.

    `kind` is term-end, renewal-notice, payment or commitment; `party` and `side` tell who has to act, where known.
    """

    kind: Literal["term-end", "renewal-notice", "payment", "commitment"]
    title: str
    day: str
    arithmetic: str
    reason: str
    party: str
    side: str
    evidence: Evidence
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PricedFigure:
    """A figure of a pricing table: as `printed`, what it is worth, and what the figures beside it make of it.

    `sources` are the places (row, column) that `worked_out` is made of: multiplied for a `product`, added for a `sum`,
    where a minus one as third number takes a place away. `worked_out` is None for a figure that is given.
    """

    column: int
    printed: str
    amount: float
    percent: bool = False
    worked_out: float | None = None
    how: Literal["product", "sum", ""] = ""
    sources: tuple[tuple[int, int, int], ...] = ()
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class PricedRow:
    """A row of a pricing table: its words, what it is (item, subtotal, total, tax, discount or other), its figures."""

    label: str
    role: str
    figures: tuple[PricedFigure, ...]


@dataclass(frozen=True, slots=True)
class PricedTable:
    """A pricing table worked out again: `columns` are (index, header, role), and where it stands."""

    columns: tuple[tuple[int, str, str], ...]
    rows: tuple[PricedRow, ...]
    span: Span
    location: Location


@dataclass(frozen=True, slots=True)
class Result:
    """All that is said about one document; `rules_run` are the ids that apply to its kind, `side` tells who reads.

    `decided` is None where no decisions were honoured.
    """

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
    deal: Deal = field(default_factory=Deal)
    profile: tuple[Stretch, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    pricing: tuple[PricedTable, ...] = ()
    side: Literal["client", "provider"] = "client"
    decided: Decided | None = None

    @property
    def graded(self) -> bool:
        """Whether the document is of a kind that rules are asked about; `other` is reported as such."""
        return self.kind != "other"


def speaks_against(outcome: str, value: str) -> bool:
    """Tell whether a finding with this type and value speaks against the document."""
    return outcome in ("flag", "gap") or (outcome == "verdict" and value == "yes")


class Quotable(Protocol):
    """A document, or what holds one and knows where its stretches stand."""

    def quote(self, span: Span, /) -> str:
        """Return the words that `span` covers."""

    def locate(self, span: Span, /) -> Location:
        """Return where a person finds `span`."""


def quoted(document: Quotable, trace: Trace) -> Evidence:
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
