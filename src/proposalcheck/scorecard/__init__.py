"""Findings -> the scorecard: scores with their arithmetic, how sure they are, and the model that fits the work.

`dimensions` makes the scores, `assurance` tells how far they can be trusted, `fit` which model fits, by `fit.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence

from proposalcheck.annotate import Annotated
from proposalcheck.catalogue import Rule
from proposalcheck.checks import Found
from proposalcheck.finding import Finding, Scorecard
from proposalcheck.scorecard.assurance import assurance
from proposalcheck.scorecard.dimensions import dimensions
from proposalcheck.scorecard.fit import recommend
from proposalcheck.settings import Reader

__all__ = ["scorecard"]


def scorecard(
    annotated: Annotated, found: Found, findings: Sequence[Finding], rules: Sequence[Rule], side: Reader = "client"
) -> Scorecard:
    """Return the scores that the `rules` that ran make of `findings`, the posture, and the model that fits the work.

    `found` is what every rule found that was asked, by its id; `side` is whose eyes read. What was not read of the
    document makes it all less sure.
    """
    reading = assurance(annotated.kind, annotated.document.coverage)
    whole = reading.without_answers(findings, rules)
    posture = next((finding.value for finding in findings if finding.rule == "posture"), "")
    return Scorecard(
        dimensions=tuple(dimensions(findings, rules, reading)),
        posture=posture,
        confidence=whole.confidence,
        doubt=whole.doubt,
        recommendation=recommend(annotated, found, posture, side=side, reading=reading),
    )
