"""The closed list of kinds of check; a rule is data for one of them."""

from __future__ import annotations

from typing import Annotated as Tagged

from pydantic import Field

from proposalcheck.checks.phrase import PhraseCheck, SignalCheck
from proposalcheck.checks.share import ShareCheck
from proposalcheck.checks.topic import TopicCheck
from proposalcheck.checks.value import ValueCheck

Check = Tagged[PhraseCheck | SignalCheck | TopicCheck | ShareCheck | ValueCheck, Field(discriminator="kind")]
"""Any check, told apart by its `kind`."""

PLACEHOLDERS: dict[str, frozenset[str]] = {
    "phrase": frozenset({"match", "party"}),
    "signal": frozenset({"match", "party"}),
    "topic": frozenset(),
    "share": frozenset({"share"}),
    "value": frozenset({"match", "party", "value"}),
}
"""What a rule's message may put in braces, for each kind of check."""

ANSWERS: dict[str, str] = {
    "phrase": "flag",
    "signal": "flag",
    "topic": "topic",
    "share": "verdict",
    "value": "flag",
}
"""The type of rule that each kind of check answers."""

__all__ = ["ANSWERS", "PLACEHOLDERS", "Check"]
