"""The verdict in three sentences: what is offered, what must change, what it covers and what it omits."""

from __future__ import annotations

from collections.abc import Sequence

from proposalcheck.finding import Finding, Result

_NAMES = {"proposal": "proposal", "sow": "statement of work", "msa": "agreement"}
_MODELS = {
    "body-shop": (
        "This {kind} sells people and time: the client directs the work, and nobody on the provider’s side answers "
        "for a result."
    ),
    "vendor": (
        "This {kind} offers a described service for a price; what the description leaves out is the client’s risk."
    ),
    "partner": (
        "This {kind} goes beyond supplying what is specified: the provider takes on a part of the client’s outcome."
    ),
    "": "This {kind} was checked against {rules} points.",
}
_BY_EFFORT = "This {kind} offers a described service, but what is paid for is effort and not results."
_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()
_SHOWN = 3
_SHOWN_OMITTED = 4


def verdict_of(result: Result, must: Sequence[Finding], strengths: Sequence[Finding]) -> tuple[str, ...]:
    """Return the three sentences; `must` has one finding for each point that must change, the weightiest first."""
    return _model(result), _against(result, must), _for(result, strengths, {finding.rule for finding in must})


def _model(result: Result) -> str:
    kind = _NAMES.get(result.kind, "document")
    posture = result.scorecard.posture
    by_effort = any(finding.rule == "hours-and-rates-focus" and finding.value == "yes" for finding in result.findings)
    sentence = _BY_EFFORT if by_effort and posture == "vendor" else _MODELS.get(posture, _MODELS[""])
    return sentence.format(kind=kind, rules=len(result.rules_run))


def _against(result: Result, must: Sequence[Finding]) -> str:
    flags = [finding for finding in result.findings if finding.type == "flag"]
    if not must:
        open_points = len({finding.rule for finding in flags})
        left = f"; {_count(open_points, 'smaller point')} may be talked over" if open_points else ""
        return f"Nothing in it has to change before it is signed{left}."
    first = _unlike(must)[:_SHOWN] if len(must) > _SHOWN else must
    lead = f"{_count(len(must), 'point')} must change before it is signed"
    return f"{lead.capitalize()}{', first of all' if len(must) > _SHOWN else ''}: {_listed(first)}."


def _unlike(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings whose sentence no weightier one quotes."""
    by_place: dict[object, Finding] = {}
    for finding in findings:
        by_place.setdefault(finding.evidence[0].span if finding.evidence else finding.rule, finding)
    return list(by_place.values())


def _for(result: Result, strengths: Sequence[Finding], told: set[str]) -> str:
    """Return what it covers and what it omits; what must be added is told already."""
    weighty = [
        finding for finding in result.findings if finding.type == "gap" and finding.severity in ("high", "medium")
    ]
    gaps = [finding for finding in weighty if finding.rule not in told]
    omitted = f"is silent on {_some(gaps, _SHOWN_OMITTED)}" if gaps else ""
    if strengths:
        good = f"It covers {_some(strengths, _SHOWN)}"
        return f"{good}, but {omitted}." if omitted else f"{good}{'' if weighty else ', and omits nothing of weight'}."
    return f"It {omitted}." if omitted else "Nothing in it stands out as strong."


def _some(findings: Sequence[Finding], most: int) -> str:
    """Return "acceptance criteria, insurance and four other matters"."""
    named = [subject_of(finding) for finding in findings[:most]]
    rest = len(findings) - len(named)
    return _and([*named, f"{_count(rest, 'other matter')}"] if rest else named)


_SUBJECTS = {
    "measurable-kpis": "measures of performance",
    "skin-in-the-game": "sharing the risk",
    "extra-mile": "anything beyond the price",
    "trade-offs": "trade-offs",
    "challenges-brief": "doubts about the brief",
    "future-roadmap": "what comes after the scope",
    "provider-roadmap": "the provider’s own roadmap",
    "client-context": "the client’s situation",
    "outcome-focus": "results for the client",
    "cultural-fit": "how the teams fit together",
    "entire-agreement": "whether earlier statements bind",
    "client-responsibilities": "what the client must do",
    "leadership-access": "access to leadership",
    "relevant-experience": "comparable work",
    "domain-expertise": "knowledge of the field",
    "existing-landscape": "the client’s present systems",
    "estimate-basis": "how the estimate was made",
    "clarifying-questions": "questions to the client",
    "escalation-path": "how problems are raised",
    "reporting-cadence": "regular reports",
    "team-continuity": "whether the people stay",
    "risk-disclosure": "risks",
    "exit-assistance": "help to leave",
    "decision-rights": "who decides",
    "long-term-intent": "a lasting relationship",
    "joint-prototyping": "something to try first",
    "cost-review": "review of the price",
}


def subject_of(finding: Finding) -> str:
    """Return what a topic is about in a few words: "data protection"."""
    return _SUBJECTS.get(finding.rule, finding.rule.replace("-", " "))


def _listed(findings: Sequence[Finding]) -> str:
    return _and([_named(finding) for finding in findings])


def _named(finding: Finding) -> str:
    return f"the silence on {subject_of(finding)}" if finding.type == "gap" else f"“{finding.title}”"


def _and(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _count(number: int, thing: str) -> str:
    word = _WORDS[number] if number < len(_WORDS) else str(number)
    return f"{word} {thing}{'s' * (number != 1)}"
