"""The side files of the documents of a run, and what the decisions in them do to what is reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from proposalcheck.batch.sources import is_address
from proposalcheck.decisions import Decisions, honoured, load_decisions, side_file
from proposalcheck.scorecard.rescored import rescored

if TYPE_CHECKING:
    from proposalcheck.catalogue import Catalogue
    from proposalcheck.finding import Result
    from proposalcheck.settings import Settings


def beside(documents: Sequence[str]) -> dict[str, Decisions]:
    """Return the decisions on each of `documents` that has a side file; what lies at an address has none.

    Raises UsageError for a side file that is wrong.
    """
    read = {document: load_decisions(side_file(document)) for document in documents if not is_address(document)}
    return {document: decisions for document, decisions in read.items() if decisions is not None}


def after_decisions(result: Result, decisions: Decisions, catalogue: Catalogue, asked: Settings) -> Result:
    """Return `result` without what was rejected, its scores counted again; `catalogue` is what was asked."""
    told = honoured(result, decisions, narrowed=bool(asked.select or asked.ignore))
    gone = {finding.fingerprint for finding in result.findings} - {finding.fingerprint for finding in told.findings}
    if not gone:
        return told
    out = [finding for finding in result.findings if finding.fingerprint in gone]
    return replace(told, scorecard=rescored(told, out, catalogue))
