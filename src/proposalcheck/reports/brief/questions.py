"""Questions to the vendor, on what the document leaves open: four about the offer, ten about the partner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proposalcheck.finding import Finding, Result
from proposalcheck.reports.brief.headings import asked_by

TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Understanding of our business",
        ("client-context", "outcome-focus", "existing-landscape", "clarifying-questions"),
    ),
    (
        "Clear collaboration",
        ("decision-rights", "escalation-path", "change-control", "reporting-cadence", "deferred-governance"),
    ),
    ("Open risks and trade-offs", ("risk-disclosure", "trade-offs", "challenges-brief")),
    ("Beyond the scope", ("future-roadmap", "aftercare", "provider-roadmap", "long-term-intent")),
    ("People who stay", ("team-continuity", "staff-substitution")),
    ("Openness on cost", ("estimate-basis", "cost-review", "rate-escalation")),
    ("Measures", ("measurable-kpis", "skin-in-the-game")),
    ("Access to leadership", ("leadership-access",)),
    ("Experience", ("relevant-experience", "unsupported-superlative")),
    ("Knowledge of the field", ("domain-expertise",)),
    ("Operating model", ("operating-model",)),
    ("Interest in us", ("clarifying-questions", "joint-prototyping")),
    ("Culture", ("cultural-fit",)),
    ("The extra 10 %", ("extra-mile",)),
)
"""What is asked about, the weightiest first, with the rules that tell whether the document answers it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to put to the vendor, and what it is about."""

    topic: str
    question: str


def questions_for(result: Result, told: set[str]) -> Iterator[Question]:
    """Yield a question for each topic that the document leaves open; those in `told` are asked elsewhere already."""
    asked = set(told)
    for topic, rules in TOPICS:
        left_open = (finding for rule in rules if (finding := _open(result, rule)))
        question = next((words for finding in left_open if (words := asked_by(finding.ask)[1]) not in asked), "")
        if question:
            asked.add(question)
            yield Question(topic, question)


def _open(result: Result, rule: str) -> Finding | None:
    """Return the finding that tells that a rule's subject is not answered, None where it is."""
    return next((f for f in result.findings if f.rule == rule and f.type in ("gap", "unsure", "flag")), None)
