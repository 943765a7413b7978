"""The closed list of kinds of check; a rule is data for one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated as Tagged

from pydantic import Field

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.checks.consistency import ConsistencyCheck
from proposalcheck.checks.direction import DirectionCheck
from proposalcheck.checks.phrase import PhraseCheck, SignalCheck
from proposalcheck.checks.reference import ReferenceCheck
from proposalcheck.checks.share import ShareCheck
from proposalcheck.checks.table import TableCheck
from proposalcheck.checks.topic import TopicCheck
from proposalcheck.checks.value import ValueCheck
from proposalcheck.checks.verdict import Found, VerdictCheck
from proposalcheck.finding import Match

Check = Tagged[
    PhraseCheck
    | SignalCheck
    | TopicCheck
    | ShareCheck
    | ValueCheck
    | DirectionCheck
    | ReferenceCheck
    | TableCheck
    | ConsistencyCheck
    | VerdictCheck,
    Field(discriminator="kind"),
]
"""Any check, told apart by its `kind`."""

PLACEHOLDERS: dict[str, frozenset[str]] = {
    "phrase": frozenset({"match", "party"}),
    "signal": frozenset({"match", "party"}),
    "topic": frozenset(),
    "share": frozenset({"share"}),
    "value": frozenset({"match", "party", "value"}),
    "direction": frozenset({"match", "party", "why"}),
    "reference": frozenset({"match", "fault"}),
    "table": frozenset({"match", "sum", "printed", "line"}),
    "consistency": frozenset({"match", "what", "first", "second"}),
    "verdict": frozenset({"for", "against"}),
}
"""What a rule's message may put in braces, for each kind of check."""

ANSWERS: dict[str, str] = {
    "phrase": "flag",
    "signal": "flag",
    "topic": "topic",
    "share": "verdict",
    "value": "flag",
    "direction": "flag",
    "reference": "flag",
    "table": "flag",
    "consistency": "flag",
    "verdict": "verdict",
}
"""The type of rule that each kind of check answers."""


UNSURE = frozenset({"direction"})
"""The kinds of check that may be unable to tell."""


def ask(check: Check, annotated: Annotated, found: Found) -> Iterator[Match]:
    """Yield what `check` says of a document; `found` is what the rules asked before it have found."""
    return check.run(annotated, found) if isinstance(check, VerdictCheck) else check.run(annotated)


__all__ = ["ANSWERS", "PLACEHOLDERS", "UNSURE", "Check", "Found", "ask"]
