"""The JSON Schema of the JSON report: what `scan --format json` and `jsonl` may hold, key by key.

Keys are added within one version of the schema; none is renamed or taken away.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from proposalcheck.finding import Outcome, Severity

Share = Annotated[float, Field(ge=0, le=1)]
Offset = Annotated[int, Field(ge=0, description="an offset into the text that `proposalcheck read` prints")]
Side = Literal["client", "provider", "both", ""]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="a day (ISO 8601), or empty")]
Fingerprint = Annotated[str, Field(pattern="^[0-9a-f]{16}$", description="the same in PDF, DOCX and text")]
Page = Annotated[int | None, Field(description="counted from 1; null where the format has no pages")]


class Part(BaseModel):
    """A part of the report: its keys are these and no others."""

    model_config = ConfigDict(extra="forbid")


class ToolPart(Part):
    """What made a report."""

    version: str
    models: dict[str, str] = Field(description="SHA-256 of each model that was used")


class Tool(ToolPart):
    """What made the report, by which rules."""

    catalogue: str = Field(description="SHA-256 of the rules that were used")


class DocumentTold(Part):
    """The document as it was read, and what it was taken for."""

    path: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    format: Literal["pdf", "docx", "md", "txt", "html"]
    kind: Literal["proposal", "sow", "msa", "other"]
    kind_confidence: Share
    kind_because: str
    language: str
    pages: int = Field(ge=0)
    words: int = Field(ge=0)


class DocumentPart(DocumentTold):
    """The document as it was read and taken for, and for whom."""

    side: Literal["client", "provider"] = Field(description="whose eyes the report reads with")


class Words(Part):
    """The exact words inside a quote."""

    quote: str
    start: Offset
    end: Offset


class Place(Part):
    """A stretch of the document and where a person finds it."""

    page: Page
    section: str
    start: Offset
    end: Offset


class Quote(Place):
    """Words of the document, letter for letter."""

    quote: str


class EvidencePart(Quote):
    """A quote with its exact words and what a mark-up needs to find it: boxes in a PDF, a paragraph in a DOCX."""

    words: list[Words]
    boxes: list[list[float]] = Field(description="page, left, top, right, bottom, in points from the top left corner")
    part: str | None = None
    paragraph: int | None = None
    line: int | None = None


class FindingPart(Part):
    """One claim of one rule; `value` is the answer of a verdict."""

    rule: str
    family: str
    type: Outcome
    value: str | None = None
    title: str
    severity: Severity
    confidence: Share
    message: str
    why: str
    because: str
    ask: str
    fallback: str
    fingerprint: Fingerprint
    decision: Literal["accepted", "unsure"] | None = Field(default=None, description="what a person decided on it")
    evidence: list[EvidencePart]


class DimensionPart(Part):
    """A score of 0 to 100 with its arithmetic; `doubt` says why it is not sure, where it is not."""

    score: int = Field(ge=0, le=100)
    why: str
    confidence: Share
    doubt: str
    findings: list[Fingerprint]


class ReasonPart(Part):
    """What speaks for or against a model of working together."""

    say: str
    model: str
    points: float
    evidence: list[EvidencePart]


class RecommendationPart(Part):
    """The model of working together that the document fits, and what to ask for."""

    model: str
    confidence: Share
    why: str
    advice: str
    ask_for: list[str]
    speaks_for: list[ReasonPart]
    speaks_against: list[ReasonPart]


class ScorecardPart(Part):
    """The scores, by dimension; `posture` is the model that the document really describes."""

    dimensions: dict[str, DimensionPart]
    posture: str | None = None
    confidence: Share
    doubt: str
    recommendation: RecommendationPart | None = None


class FactPart(Quote):
    """A fact of the deal in the document's own words, and what they are worth."""

    said: str
    side: Side
    amount: float | None = None
    lowest: float | None = None
    unit: str | None = None
    per: str | None = None
    day: Day | None = None


class DealPart(Part):
    """Who, for how much, until when and on which terms; null or empty where the document does not say."""

    parties: list[FactPart]
    price: FactPart | None
    term: FactPart | None
    start: FactPart | None
    end: FactPart | None
    notice: list[FactPart]
    payment_term: FactPart | None
    liability_cap: list[FactPart]
    law: FactPart | None
    open_points: list[str]


class CommitmentPart(Quote):
    """A promise or a restriction; parts that are not told are empty, and named in `missing`."""

    sort: Literal["promise", "restriction"]
    party: str
    side: Side
    to: str
    what: str
    when: str
    due: Day
    measure: list[str]
    condition: list[str]
    remedy: Quote | None
    missing: list[Literal["party", "date", "measure", "remedy"]]
    fingerprint: Fingerprint


class DeadlinePart(Quote):
    """A day that matters with its arithmetic, or the reason why there is none."""

    kind: Literal["term-end", "renewal-notice", "payment", "commitment"]
    title: str
    day: Day
    arithmetic: str
    reason: str
    party: str
    side: Side
    fingerprint: Fingerprint


class ColumnPart(Part):
    """A column of a pricing table and what its figures are."""

    column: int = Field(ge=0)
    header: str
    role: Literal["label", "quantity", "rate", "amount", "share"]


class SourcePart(Part):
    """A figure that another is worked out from; a sign of -1 takes it away."""

    row: int = Field(ge=0)
    column: int = Field(ge=0)
    sign: Literal[1, -1]


class FigurePart(Part):
    """A figure as printed; one that others make has what they make, how, and whether the two agree."""

    column: int = Field(ge=0)
    printed: str
    amount: float
    percent: bool
    worked_out: float | None = None
    how: Literal["product", "sum"] | None = None
    sources: list[SourcePart] | None = None
    agrees: bool | None = None


class RowPart(Part):
    """A row of a pricing table."""

    label: str
    role: Literal["item", "subtotal", "total", "tax", "discount", "other"]
    figures: list[FigurePart]


class PricingPart(Place):
    """A pricing table, worked out again."""

    columns: list[ColumnPart]
    rows: list[RowPart]


class CoveragePart(Part):
    """What was read and what was not."""

    pages_read: int = Field(ge=0)
    pages_without_text: list[int]
    tables: int = Field(ge=0)
    not_read: list[str]


class ProblemPart(Part):
    """Something that could not be looked at; never to be mistaken for "nothing found"."""

    stage: Literal["read", "annotate", "check", "report"]
    what: str
    location: str | None = None


class DecisionsPart(Part):
    """What people's decisions did: how many findings are left out, and which decisions fit no finding any more."""

    rejected: int = Field(ge=0)
    stale: list[Fingerprint]


class Report(Part):
    """The report on one document."""

    schema_: Literal["proposalcheck/1"] = Field(alias="schema")
    tool: Tool
    document: DocumentPart
    findings: list[FindingPart]
    scorecard: ScorecardPart
    deal: DealPart
    commitments: list[CommitmentPart]
    deadlines: list[DeadlinePart]
    pricing: list[PricingPart]
    coverage: CoveragePart
    problems: list[ProblemPart]
    rules_run: list[str]
    decisions: DecisionsPart | None = Field(default=None, description="given where a side file of decisions was read")


class ToolAlone(Part):
    """What failed to read a document."""

    version: str


class PathAlone(Part):
    """The document that could not be read."""

    path: str


class Unread(Part):
    """What stands for a document that could not be read at all; `problems` says why."""

    schema_: Literal["proposalcheck/1"] = Field(alias="schema")
    tool: ToolAlone
    document: PathAlone
    findings: list[FindingPart] = Field(max_length=0)
    problems: list[ProblemPart] = Field(min_length=1)
    rules_run: list[str] = Field(max_length=0)


def json_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a report: one object a document, several of them in an array."""
    described = TypeAdapter(Report | Unread | list[Report | Unread]).json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "The JSON report of proposalcheck"}
    return json.dumps(head | described, ensure_ascii=False, indent=2)
