"""Whose eyes read: rules are written for a client; here a rule is turned for a provider.

A rule with a `provider` block says itself what it means to a provider. Without one, its family decides: what warns in a
proposal comes back to its author as a question, and a burden on one side is as bad for a provider as it is good for a
client.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from proposalcheck.catalogue.schema import Rule, SeverityBySide
from proposalcheck.settings import Reader

_AUTHORED = frozenset({"warning-signs", "governance", "substance", "partnership", "posture"})
"""The families about what a provider writes of itself and of the work: the provider reads them as the author."""
_OTHER: MappingProxyType[str, Literal["client", "provider", "both"]] = MappingProxyType(
    {"client": "provider", "provider": "client", "both": "both"}
)


def seen_by(rule: Rule, side: Reader) -> Rule:
    """Return `rule` with the severity, reason, question and wording that suit the side that reads."""
    if side == "client":
        return rule
    if rule.provider is not None:
        return _by_its_own_words(rule)
    turned = rule.model_copy(update={"severity_by_side": _mirrored(rule.severity_by_side)})
    if rule.family in _AUTHORED:
        return turned.model_copy(update={"ask": f"The buyer will ask: {rule.ask}"})
    return turned


def _by_its_own_words(rule: Rule) -> Rule:
    view = rule.provider
    assert view is not None
    by_side = _mirrored(rule.severity_by_side) if view.severity_by_side is None else view.severity_by_side
    said = {name: words for name in _SAID if (words := getattr(view, name))}
    severity = {"severity": view.severity, "severity_by_side": by_side, "severity_when": view.severity_when}
    return rule.model_copy(update={**said, **severity, "severity_by_value": ()})


_SAID = ("title", "why", "ask", "fallback", "message", "message_if_fine")
"""What a `provider` block may say in the place of what the rule says to a client."""


def _mirrored(by_side: SeverityBySide) -> SeverityBySide:
    return {_OTHER[side]: severity for side, severity in by_side.items()}
