"""A quote as the JSON report holds it: its words, and where they stand."""

from __future__ import annotations

from typing import Any

from proposalcheck.document import Location, Span
from proposalcheck.finding import Evidence


def quote_object(evidence: Evidence) -> dict[str, Any]:
    """Return a quote with its page, its section and its offsets."""
    return {"quote": evidence.quote, **place_object(evidence.location, evidence.span)}


def place_object(location: Location, span: Span) -> dict[str, Any]:
    """Return where a span stands: its page, its section and its offsets."""
    return {"page": location.page, "section": location.section, "start": span.start, "end": span.end}
