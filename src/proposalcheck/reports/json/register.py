"""The commitment register, the deadlines and the pricing tables as plain data, for the JSON report."""

from __future__ import annotations

from typing import Any

from proposalcheck.finding import Commitment, Deadline, PricedFigure, PricedRow, PricedTable
from proposalcheck.reports.json.quotes import place_object, quote_object


def commitment(told: Commitment) -> dict[str, Any]:
    """Return one row of the register; parts that the document does not tell are empty and named in `missing`."""
    return {
        "sort": told.sort,
        "party": told.party,
        "side": told.side,
        "to": told.to,
        "what": told.what,
        "when": told.when,
        "due": told.due,
        "measure": list(told.measure),
        "condition": list(told.condition),
        "remedy": quote_object(told.remedy) if told.remedy else None,
        "missing": list(told.missing),
        "fingerprint": told.fingerprint,
        **quote_object(told.evidence),
    }


def deadline(told: Deadline) -> dict[str, Any]:
    """Return one deadline; it has either a `day` with its `arithmetic`, or a `reason` why it has none."""
    return {
        "kind": told.kind,
        "title": told.title,
        "day": told.day,
        "arithmetic": told.arithmetic,
        "reason": told.reason,
        "party": told.party,
        "side": told.side,
        "fingerprint": told.fingerprint,
        **quote_object(told.evidence),
    }


def priced_table(table: PricedTable) -> dict[str, Any]:
    """Return a pricing table with its figures as printed and as worked out."""
    return {
        **place_object(table.location, table.span),
        "columns": [{"column": index, "header": header, "role": role} for index, header, role in table.columns],
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: PricedRow) -> dict[str, Any]:
    return {"label": row.label, "role": row.role, "figures": [_figure(figure) for figure in row.figures]}


def _figure(figure: PricedFigure) -> dict[str, Any]:
    told: dict[str, Any] = {
        "column": figure.column,
        "printed": figure.printed,
        "amount": figure.amount,
        "percent": figure.percent,
    }
    if figure.worked_out is None:
        return told
    sources = [{"row": row, "column": column, "sign": sign} for row, column, sign in figure.sources]
    return told | {
        "worked_out": figure.worked_out,
        "how": figure.how,
        "sources": sources,
        "agrees": figure.agrees,
    }
