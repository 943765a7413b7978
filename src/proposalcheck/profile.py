"""Annotated -> the profile of a document: where it speaks of effort and rates, and where of results."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from proposalcheck.annotate import Annotated
from proposalcheck.document import Span
from proposalcheck.finding import Stretch

EFFORT = ("effort", "rate")
"""The signals that count as effort, the same that the rule `hours-and-rates-focus` weighs."""
RESULTS = ("deliverable", "outcome")
"""The signals that count as results, the same that the rule `hours-and-rates-focus` weighs."""
STRETCHES = 10
"""Into how many stretches, of as equal a number of sentences as can be, a document is cut."""


def profile(annotated: Annotated) -> tuple[Stretch, ...]:
    """Return the stretches of a document in reading order, each with its counts of sentences and rows of a table.

    A sentence that speaks of both counts on both sides. The profile is empty where the catalogue defines none of the
    signals, and where no sentence was read.
    """
    if not annotated.signals.keys() & {*EFFORT, *RESULTS}:
        return ()
    said = [index for index, sentence in enumerate(annotated.sentences) if sentence.kind in ("sentence", "row")]
    effort, results = annotated.sentences_with((), EFFORT), annotated.sentences_with((), RESULTS)
    return tuple(
        Stretch(
            span=Span(annotated.sentences[part[0]].span.start, annotated.sentences[part[-1]].span.end),
            sentences=len(part),
            effort=len(effort.intersection(part)),
            results=len(results.intersection(part)),
        )
        for part in _parts(said)
    )


def _parts(said: Sequence[int]) -> list[Sequence[int]]:
    """Return `said` cut into `STRETCHES` parts whose sizes differ by one at most; a short one has fewer parts."""
    count = min(STRETCHES, len(said))
    edges = [len(said) * part // count for part in range(count + 1)] if count else [0]
    return [said[left:right] for left, right in pairwise(edges)]
