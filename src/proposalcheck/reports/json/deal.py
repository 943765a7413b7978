"""The facts of the deal as the JSON report holds them: each with what it says, its worth and its place."""

from __future__ import annotations

from typing import Any

from proposalcheck.finding import Deal, Fact
from proposalcheck.reports.json.quotes import quote_object


def deal_object(deal: Deal) -> dict[str, Any]:
    """Return the facts of the deal as plain data; what the document does not tell is null or an empty list."""
    return {
        "parties": [_fact(party) for party in deal.parties],
        "price": _fact_or_none(deal.price),
        "term": _fact_or_none(deal.term),
        "start": _fact_or_none(deal.start),
        "end": _fact_or_none(deal.end),
        "notice": [_fact(notice) for notice in deal.notice],
        "payment_term": _fact_or_none(deal.payment_term),
        "liability_cap": [_fact(cap) for cap in deal.liability_cap],
        "law": _fact_or_none(deal.law),
        "open_points": list(deal.open_points),
    }


def _fact_or_none(fact: Fact | None) -> dict[str, Any] | None:
    return _fact(fact) if fact else None


def _fact(fact: Fact) -> dict[str, Any]:
    """Return one fact; amounts that it does not have are left out."""
    worth = {name: getattr(fact, name) for name in ("amount", "lowest", "unit", "per", "day")}
    told = {name: value for name, value in worth.items() if value not in (None, "")}
    return {"said": fact.said, "side": fact.side, **told, **quote_object(fact.evidence)}
