"""How far a scorecard can be trusted: what was not read or cannot be told makes it less sure, and no worse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.catalogue import Rule
from proposalcheck.document import Coverage
from proposalcheck.finding import Finding
from proposalcheck.wording import KINDS_IN_A_SENTENCE, counted

CLEAR_KIND = 0.8
"""From which confidence on the kind of a document is taken as clear; below it, it lowers all that is scored."""
LEFT_OUT, MOST_LEFT_OUT = 0.05, 0.2
"""What each thing beside the text that was not read (pictures, attached files) takes away, and all of them at most."""


@dataclass(frozen=True, slots=True)
class Assurance:
    """How sure something is, from 0 to 1, and in words why it is not surer."""

    confidence: float = 1.0
    reasons: tuple[str, ...] = ()

    @property
    def doubt(self) -> str:
        """All reasons in one text, empty where nothing is in doubt."""
        return "; ".join(self.reasons)

    def without_answers(self, findings: Sequence[Finding], rules: Sequence[Rule]) -> Assurance:
        """Return this, lowered by the share of `rules` whose question the document leaves without an answer."""
        answers: dict[str, list[str]] = {}
        for finding in findings:
            answers.setdefault(finding.rule, []).append(finding.type)
        untold = sum(_untold(rule, answers.get(rule.id, ())) for rule in rules)
        if not untold:
            return self
        reason = f"{untold} of {counted(len(rules), 'rule')} cannot tell"
        return Assurance(round(self.confidence * (1 - untold / len(rules)), 2), (*self.reasons, reason))


SURE = Assurance()
"""Nothing is in doubt."""


def _untold(rule: Rule, answers: Sequence[str]) -> bool:
    """Tell whether a rule that always has an answer gave none: it is unsure, or it failed."""
    return "unsure" in answers or (rule.type != "flag" and not answers)


def assurance(kind: KindOfDocument, coverage: Coverage) -> Assurance:
    """Return how far the reading of a document can be trusted: each doubt takes its share of what is left."""
    doubts = [*_doubts(kind, coverage)]
    confidence = 1.0
    for share, _ in doubts:
        confidence *= share
    return Assurance(round(confidence, 2), tuple(reason for _, reason in doubts))


def _doubts(kind: KindOfDocument, coverage: Coverage) -> Iterator[tuple[float, str]]:
    """Yield each doubt: what it leaves of the confidence, and in words what it is."""
    without, pages = len(coverage.pages_without_text), coverage.pages_read + len(coverage.pages_without_text)
    if without:
        yield 1 - without / pages, f"{without} of {counted(pages, 'page')} {'has' if without == 1 else 'have'} no text"
    if coverage.not_read:
        yield 1 - min(MOST_LEFT_OUT, LEFT_OUT * len(coverage.not_read)), "; ".join(map(_inside, coverage.not_read))
    if kind.confidence < CLEAR_KIND and kind.kind != "other":
        yield kind.confidence, f"only {kind.confidence:.0%} sure that it is {KINDS_IN_A_SENTENCE[kind.kind]}"


def _inside(sentence: str) -> str:
    """Return a sentence as it reads inside another one."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")
