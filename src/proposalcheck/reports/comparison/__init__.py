"""Several offers side by side on one page: what each says, what only some say, and what to ask whom.

`content` chooses what is compared, `text`, `pages` and `as_object` lay it out.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from proposalcheck import __version__
from proposalcheck.reports.comparison.content import Block, Comparison, comparison_of

__all__ = ["FORMATS", "SCHEMA", "ComparisonFormat", "as_object", "comparison_of"]

SCHEMA = "proposalcheck-comparison/1"
ComparisonFormat = Literal["text", "markdown", "html", "json"]
FORMATS: tuple[str, ...] = get_args(ComparisonFormat)


def as_object(compared: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data, ready for `json`: every row has one cell a document, in the order given."""
    return {
        "schema": SCHEMA,
        "tool": {"version": __version__},
        "documents": [
            {"path": offer.path, "name": offer.name, "kind": offer.kind, "posture": offer.posture}
            for offer in compared.offers
        ],
        "blocks": [_block(block) for block in compared.blocks],
        "all_cover": list(compared.all_cover),
        "none_covers": list(compared.none_covers),
        "asks": [
            {
                "path": offer.path,
                "questions": [
                    {"rule": ask.rule, "ask": ask.words, "answered_by": list(ask.answered_by)} for ask in asks
                ],
            }
            for offer, asks in zip(compared.offers, compared.asks, strict=True)
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    rows = [
        {
            "label": row.label,
            **({"rule": row.rule} if row.rule else {}),
            "cells": [{"said": cell.said, "tone": cell.tone, "quote": cell.quote} for cell in row.cells],
        }
        for row in block.rows
    ]
    return {"title": block.title, "rows": rows}
