"""The headings of a brief, for the side that reads it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "verdict": "Verdict",
        "must change": "Must change",
        "trade": "Trade",
        "accept": "Accept",
        "missing": "Missing",
        "strengths": "Strong points",
        "questions": "Questions to the vendor",
        "stakes": "Money at stake",
        "undecided": "Not read or not decided",
        "wording": "Wording to offer",
        "for": "Brief for the client",
    }
)
_FOR_A_PROVIDER = {"questions": "Questions to expect from the client", "for": "Brief for the provider"}
_FORETOLD = "The buyer will ask"
"""How a question begins in findings for a provider."""

FOOTER = "Made by proposalcheck from the words of the document. It finds wording; a person decides. Not legal advice."


def asked_by(ask: str) -> tuple[str, str]:
    """Return who asks, and the question: a question that the other side will put says so itself."""
    foretold, _, question = ask.partition(": ")
    return (_FORETOLD, question) if foretold == _FORETOLD else ("Ask", ask)


def headings_for(side: str) -> Mapping[str, str]:
    """Return the headings by what stands under them."""
    return HEADINGS if side == "client" else MappingProxyType({**HEADINGS, **_FOR_A_PROVIDER})
