"""The scores of a document once people have rejected some of its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from proposalcheck.annotate.kind import Kind, KindOfDocument
from proposalcheck.catalogue import Catalogue
from proposalcheck.catalogue.sides import seen_by
from proposalcheck.finding import Finding, Result, Scorecard
from proposalcheck.scorecard.assurance import assurance
from proposalcheck.scorecard.dimensions import dimensions


def rescored(result: Result, rejected: Sequence[Finding], catalogue: Catalogue) -> Scorecard:
    """Return the scorecard of `result`, whose findings are what is left after `rejected` were taken out.

    A rejected warning takes no points; a topic or verdict whose answer was rejected counts on neither side, as if it
    had not been asked. The model that fits the work is drawn from the document's words and stays.
    """
    told = KindOfDocument(cast("Kind", result.kind), result.kind_confidence, result.kind_because)
    answered = {finding.rule for finding in rejected if finding.type != "flag"}
    asked = [seen_by(rule, result.side) for rule in catalogue.for_kind(told.kind) if rule.id not in answered]
    scores = tuple(dimensions(result.findings, asked, assurance(told, result.coverage)))
    posture = "" if "posture" in answered else result.scorecard.posture
    return replace(result.scorecard, dimensions=scores, posture=posture)
