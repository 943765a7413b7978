"""What to do about a finding: insist that it changes, trade it for something, or live with it.

| family | high | medium | low, info |
|---|---|---|---|
| contract, commercial, warning-signs, governance | must change | trade | accept |
| substance, partnership, posture | trade | trade | accept |
| drafting | must change | must change | accept |

Terms and prices bind: what is severe there must change. What a document says of understanding and partnership cannot be
written into it by the other side, so it is traded or asked about. A drafting error costs nothing to mend and is mended.
A finding that the program is not sure of moves one step down.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from proposalcheck.finding import Finding, Severity

Stance = Literal["must change", "trade", "accept"]
STANCES: tuple[Stance, ...] = ("must change", "trade", "accept")

_BINDING: Mapping[Severity, Stance] = MappingProxyType(
    {"high": "must change", "medium": "trade", "low": "accept", "info": "accept"}
)
_ATTITUDE: Mapping[Severity, Stance] = MappingProxyType(
    {"high": "trade", "medium": "trade", "low": "accept", "info": "accept"}
)
_ERROR: Mapping[Severity, Stance] = MappingProxyType(
    {"high": "must change", "medium": "must change", "low": "accept", "info": "accept"}
)
_BY_FAMILY: Mapping[str, Mapping[Severity, Stance]] = MappingProxyType(
    {"substance": _ATTITUDE, "partnership": _ATTITUDE, "posture": _ATTITUDE, "drafting": _ERROR}
)
SURE = 0.6
"""The least confidence for which a finding keeps its step."""

WEIGHTIEST = (
    "low-liability-cap uncapped-liability liability-cap open-ended-effort early-termination-charge "
    "one-sided-termination unilateral-change provider-keeps-ip one-sided-indemnity liquidated-damages-on-client "
    "hours-and-rates-focus client-data-use precedence-against-client set-off-waiver unqualified-commitment "
    "acceptance-criteria data-protection confidentiality arithmetic-error rate-escalation auto-renewal upfront-payment"
).split()
"""The rules whose findings come first among those of one severity: what costs most when it goes wrong."""


def stance_of(finding: Finding) -> Stance:
    """Return what to do about a finding that warns, by its family, severity and confidence."""
    stance = _BY_FAMILY.get(finding.family, _BINDING)[finding.severity]
    if finding.confidence >= SURE or stance == "accept":
        return stance
    return STANCES[STANCES.index(stance) + 1]


def weight_of(rule: str) -> int:
    """Return the place of a rule among those of one severity: a smaller number comes first."""
    return WEIGHTIEST.index(rule) if rule in WEIGHTIEST else len(WEIGHTIEST)
