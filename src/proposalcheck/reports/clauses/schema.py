"""The JSON Schema of what `proposalcheck clauses --format json` writes, key by key.

Keys are added within one version of the schema; none is renamed or taken away.
"""

from __future__ import annotations

import json
from typing import Literal

from pydantic import Field, TypeAdapter

from proposalcheck.reports.json.schema import (
    CoveragePart,
    DocumentTold,
    Part,
    PathAlone,
    ProblemPart,
    Quote,
    Share,
    ToolAlone,
    ToolPart,
)


class ClauseQuotePart(Quote):
    """Words that show a clause, and how likely they do."""

    probability: Share


class ClausePart(Part):
    """A kind of clause: whether it is there, how likely, and its quotes, the best first."""

    kind: str
    name: str
    label: str = Field(description="what the training data calls it")
    says: str
    answer: Literal["yes", "no", "unsure"]
    probability: Share | None = Field(description="null where there was no sentence to look at")
    recall: Share | None = Field(description="share of the held-out contracts with it that the model told")
    quotes: list[ClauseQuotePart]


class ClausesReport(Part):
    """The clauses of one document."""

    schema_: Literal["proposalcheck-clauses/1"] = Field(alias="schema")
    tool: ToolPart
    document: DocumentTold
    clauses: list[ClausePart]
    coverage: CoveragePart
    problems: list[ProblemPart]


class ClausesUnread(Part):
    """What stands for a document that could not be read at all; `problems` says why."""

    schema_: Literal["proposalcheck-clauses/1"] = Field(alias="schema")
    tool: ToolAlone
    document: PathAlone
    clauses: list[ClausePart] = Field(max_length=0)
    problems: list[ProblemPart] = Field(min_length=1)


def json_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a report: one object a document, several of them in an array."""
    told = ClausesReport | ClausesUnread
    described = TypeAdapter(told | list[told]).json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "The clauses that proposalcheck finds"}
    return json.dumps(head | described, ensure_ascii=False, indent=2)
