"""Findings -> scores of 0 to 100 on the dimensions that a buyer asks about, each with its arithmetic.

A dimension is a list of rules. What it expects (topics) earns the weight of its severity when it is covered; what warns
(flags, and verdicts of yes) takes points away. What cannot be told counts on neither side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from proposalcheck.catalogue import Rule
from proposalcheck.finding import Dimension, Finding, Outcome, Severity
from proposalcheck.scorecard.assurance import Assurance

DIMENSIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "promises in context": ("unqualified-commitment", "blanket-agreement", "unsupported-superlative"),
        "results, not hours": ("hours-and-rates-focus", "open-ended-effort", "outcome-focus"),
        "clear governance": ("deferred-governance", "governance/"),
        "a view of the future": ("future-roadmap", "provider-roadmap"),
        "substance": ("substance/",),
        "interest in the client": ("client-context", "clarifying-questions"),
        "access to leadership": ("leadership-access",),
        "people who stay": ("team-continuity", "staff-substitution"),
        "operating model": ("operating-model",),
        "openness on cost": ("cost-review", "estimate-basis", "rate-escalation"),
        "experience": ("relevant-experience",),
        "knowledge of the field": ("domain-expertise",),
        "measures": ("measurable-kpis",),
        "culture": ("cultural-fit",),
        "the extra 10 %": ("extra-mile",),
        "strategic partnership": (
            "long-term-intent",
            "skin-in-the-game",
            "provider-roadmap",
            "joint-prototyping",
            "existing-landscape",
            "aftercare",
            "partner-washing",
            "spec-only-accountability",
        ),
        "contract risk": ("contract/", "commercial/"),
        "drafting": ("drafting/",),
    }
)
"""Each dimension with its rules; a name that ends in a stroke stands for a whole family."""

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "promises in context": "Dates, prices and results are promised together with what they depend on.",
        "results, not hours": "Price, acceptance and success hang on what comes out, not on the time that goes in.",
        "clear governance": "It is settled who decides, who is told, how scope changes and whom one calls.",
        "a view of the future": "Somebody has thought about what comes after the present scope.",
        "substance": "The paper is about this client and this work, with reasons, options and results.",
        "interest in the client": "The provider has understood the situation, and asks where it has not.",
        "access to leadership": "Somebody with authority can be reached, within a known time.",
        "people who stay": "The people who were shown are the people who do the work.",
        "operating model": "It is told how the work is done, by whom and with which tools.",
        "openness on cost": "The reasons behind the price are open, and it can be reviewed by both.",
        "experience": "Comparable work is named so that it can be checked.",
        "knowledge of the field": "The provider shows that it knows the client's trade.",
        "measures": "The provider's performance is measured by figures.",
        "culture": "It is told how the two teams talk and fit together.",
        "the extra 10 %": "Something is given beyond what is charged.",
        "strategic partnership": "The provider shares risk, plans and roadmap, and stays when the work is done.",
        "contract risk": "What the contract may cost: liability, money, ways out, rights.",
        "drafting": "The paper is complete and agrees with itself.",
    }
)
"""What a high score on each dimension means."""

WEIGHTS: Mapping[Severity, int] = MappingProxyType({"high": 4, "medium": 2, "low": 1, "info": 1})
"""What a covered topic earns, by how bad it is to miss it."""
EARNED: Mapping[str, float] = MappingProxyType({"strength": 1, "unsure": 0.5, "gap": 0})
"""Which share of its weight a topic earns by its answer: one that cannot be told counts half."""
PENALTIES: Mapping[Severity, int] = MappingProxyType({"high": 20, "medium": 10, "low": 4, "info": 0})
"""How many points the first place of a flag, or a verdict of yes, takes away; each further place takes a quarter."""
MOST_PLACES = 5
"""How many places of one rule count; a word that is repeated fifty times is one habit, not fifty."""


def dimensions(findings: Sequence[Finding], rules: Sequence[Rule], reading: Assurance) -> Iterator[Dimension]:
    """Yield the score of every dimension that has rules among `rules`, those that ran."""
    for name in DIMENSIONS:
        inside = members(name, rules)
        if inside:
            yield _dimension(name, inside, findings, reading)


def members(name: str, rules: Sequence[Rule]) -> list[Rule]:
    """Return those of `rules` that the dimension called `name` is made of."""
    named = DIMENSIONS[name]
    return [rule for rule in rules if rule.id in named or f"{rule.family}/" in named]


def _dimension(name: str, rules: Sequence[Rule], findings: Sequence[Finding], reading: Assurance) -> Dimension:
    inside: dict[str, list[Finding]] = {rule.id: [] for rule in rules}
    for finding in findings:
        if finding.rule in inside:
            inside[finding.rule].append(finding)
    severity = {rule.id: rule.severity for rule in rules}
    told = [finding for rule in rules if rule.type == "topic" for finding in inside[rule.id]]
    possible = sum(WEIGHTS[severity[finding.rule]] for finding in told)
    earned = sum(WEIGHTS[severity[finding.rule]] * EARNED[finding.type] for finding in told)
    penalties = {rule: _penalty(group) for rule, group in inside.items() if _penalty(group)}
    base = 100 * earned / possible if possible else 100
    score = round(max(0, base - sum(penalties.values())))
    counted = [one.fingerprint for group in inside.values() for one in group if one.type != "unsure" or one in told]
    sure, why = reading.without_answers(findings, rules), _why(told, earned, possible, penalties, score)
    return Dimension(name, score, why, tuple(counted), sure.confidence, sure.doubt)


def _penalty(findings: Sequence[Finding]) -> float:
    """Return the points that one rule takes away."""
    against = [finding for finding in findings if finding.type == "flag" or finding.value == "yes"][:MOST_PLACES]
    return sum(PENALTIES[finding.severity] * (0.25 if place else 1) for place, finding in enumerate(against))


def _why(told: Sequence[Finding], earned: float, possible: int, penalties: Mapping[str, float], score: int) -> str:
    """Return the arithmetic of a score in words: what was earned, what is missing, what was taken away."""
    parts: list[str] = []
    if possible:
        listed = "; ".join(filter(None, (_listed("missing", told, "gap"), _listed("cannot tell", told, "unsure"))))
        parts.append(f"{earned:g} of {possible} points for what is covered" + (f" ({listed})" if listed else ""))
    parts += [f"{points:g} off for {rule}" for rule, points in penalties.items()]
    return f"{'; '.join(parts) or 'nothing warns'}: {score}"


def _listed(said: str, told: Sequence[Finding], outcome: Outcome) -> str:
    """Return the rules that answered with `outcome`, behind what is `said` of them; nothing where there are none."""
    rules = ", ".join(finding.rule for finding in told if finding.type == outcome)
    return f"{said}: {rules}" if rules else ""
