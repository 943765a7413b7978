"""Where a quote stands, as a person would say it."""

from __future__ import annotations

from typing import Any


def place_of(evidence: dict[str, Any]) -> str:
    """Return the page and section of a quote of the JSON report: "page 3, 5.2 Fees"."""
    page = f"page {evidence['page']}" if evidence["page"] else ""
    return ", ".join(words for words in (page, evidence["section"]) if words)
