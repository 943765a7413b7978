"""The JSON Schema of what `proposalcheck diff --format json` writes, key by key.

Keys are added within one version of the schema; none is renamed or taken away.
"""

from __future__ import annotations

import json
from typing import Literal

from pydantic import Field, TypeAdapter

from proposalcheck.finding import Severity
from proposalcheck.reports.json.schema import DocumentPart, FindingPart, Part, ProblemPart, Quote, Tool

Sort = Literal["kept", "taken out", "put in"]


class WordsPart(Part):
    """A run of words that was kept, taken out or put in."""

    sort: Sort
    words: str


class RoundPart(Part):
    """One round of the draft."""

    document: DocumentPart
    posture: str | None = None
    problems: list[ProblemPart]


class CountsPart(Part):
    """How many warnings were gained, resolved, reworded, and are as they were."""

    gained: int
    resolved: int
    reworded: int
    kept: int


class ChangePart(Part):
    """A warning that was gained, resolved or reworded; `severity` is that of the new round where both have it."""

    change: Literal["gained", "resolved", "reworded"]
    rule: str
    title: str
    severity: Severity
    before: FindingPart | None
    after: FindingPart | None
    words: list[WordsPart] = Field(description="of a quote that was reworded; empty where only the severity changed")


class EditPart(Part):
    """A passage that was put in, taken out or reworded, and that no change of a warning quotes."""

    change: Literal["put in", "taken out", "reworded"]
    before: Quote | None
    after: Quote | None
    words: list[WordsPart]


class ScorePart(Part):
    """A dimension of the scorecard whose score is another one now, of 100."""

    name: str
    before: int
    after: int


class DiffReport(Part):
    """What became of a draft from one round to the next; offsets are those of the round that a quote stands in."""

    schema_: Literal["proposalcheck-diff/1"] = Field(alias="schema")
    tool: Tool
    old: RoundPart
    new: RoundPart
    counts: CountsPart
    changes: list[ChangePart]
    edits: list[EditPart]
    scores: list[ScorePart]
    not_compared: list[str] = Field(description="rules asked of one round alone, as the kinds of document differ")


def json_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of the report."""
    described = TypeAdapter(DiffReport).json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "What proposalcheck finds changed"}
    return json.dumps(head | described, ensure_ascii=False, indent=2)
