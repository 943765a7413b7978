"""What things are called in English, the same in every report."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "proposal": "Proposal",
        "sow": "Statement of work",
        "msa": "Services agreement",
        "other": "Neither proposal nor contract",
    }
)
"""Each kind of document as a title or a table calls it."""

KINDS_IN_A_SENTENCE: Mapping[str, str] = MappingProxyType(
    {
        "proposal": "a proposal",
        "sow": "a statement of work",
        "msa": "a services agreement",
        "other": "neither a proposal, a statement of work nor a services agreement",
    }
)
"""Each kind of document as a sentence calls it."""

TYPES: Mapping[str, str] = MappingProxyType(
    {"flag": "warns", "gap": "missing", "verdict": "verdict", "unsure": "unsure", "strength": "strong"}
)
"""Each type of finding as the head of an entry calls it."""


def counted(number: int, thing: str) -> str:
    """Return a number with its thing, as in "1 place" and "1,200 words"."""
    return f"{number:,} {thing}{'s' * (number != 1)}"
