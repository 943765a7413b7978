"""What a rule file and a signal file must hold, and what a rule says of a match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from proposalcheck.checks import Check
from proposalcheck.finding import Match, Severity
from proposalcheck.settings import Threshold

RuleType = Literal["flag", "topic", "verdict"]
DocumentKind = Literal["proposal", "sow", "msa"]
Status = Literal["preview", "stable", "deprecated"]

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
"""What the id of a rule or signal looks like."""

FEWEST_EXAMPLES = 3
"""How many examples a rule must have of what it finds, and again of near misses that it must leave alone."""

MARKS = ("⟦", "⟧")
"""The brackets that mark, in an example, the exact words to be found."""


class Strict(BaseModel):
    """Base of all that a file of the catalogue holds: unknown keys are refused, texts are trimmed."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Example(Strict):
    """A short text, read as Markdown, and why it is here. In `flag` examples ⟦⟧ mark the exact words to be found.

    `answer` is what a verdict with answers of its own must say of the text.
    """

    text: str = Field(min_length=1)
    because: str = ""
    answer: str = ""


def _as_example(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


ExampleEntry = Annotated[Example, BeforeValidator(_as_example)]


class Examples(Strict):
    """What the rule finds, what it must leave alone, and what it is known to get wrong, written as it should be."""

    flag: tuple[ExampleEntry, ...] = Field(alias="flag", min_length=FEWEST_EXAMPLES)
    near_miss: tuple[ExampleEntry, ...] = Field(alias="pass", min_length=FEWEST_EXAMPLES)
    known_wrong: tuple[ExampleEntry, ...] = ()


class AnswerText(Strict):
    """What a report says when a verdict gives this answer, and how bad that is."""

    message: str = Field(min_length=1)
    severity: Severity


SeverityBySide = dict[Literal["client", "provider", "both"], Severity]
"""How bad a rule's flag is, by the side that its words speak of."""


class ProviderView(Strict):
    """What a rule says to a provider who reads; what is left out is said as to a client."""

    title: str = Field(default="", max_length=90)
    severity: Severity
    severity_by_side: SeverityBySide | None = None
    why: str = Field(min_length=1)
    ask: str = Field(min_length=1)
    fallback: str = Field(min_length=1)
    message: str = ""
    message_if_fine: str = ""


class Rule(Strict):
    """One rule of the catalogue, as its file says it.

    `message` is what a warning says (a flag, a gap, a verdict of yes), `message_if_fine` what a strength or a verdict
    of no says, `message_if_unsure` what is said where a check cannot tell. `severity` is that of the warning. A verdict
    that answers something else than yes or no has `answers` with a message and a severity for each; they are said
    instead of `message`. All of it speaks to the client; `provider` is for a provider who reads.
    """

    id: str = Field(pattern=ID_PATTERN)
    title: str = Field(min_length=1, max_length=90)
    family: str = Field(min_length=1)
    type: RuleType
    severity: Severity
    severity_by_side: SeverityBySide = Field(default_factory=dict)
    applies_to: tuple[DocumentKind, ...] = Field(min_length=1)
    status: Status = "stable"
    source: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    why: str = Field(min_length=1)
    ask: str = Field(min_length=1)
    fallback: str = Field(min_length=1)
    message: str = Field(min_length=1)
    message_if_fine: str = ""
    message_if_unsure: str = ""
    answers: dict[str, AnswerText] = Field(default_factory=dict)
    provider: ProviderView | None = None
    check: Check
    examples: Examples

    def message_of(self, match: Match) -> str:
        """Return what to say of `match`, a find of this rule, with the places for its values still in braces."""
        if match.value in self.answers:
            return self.answers[match.value].message
        if match.outcome == "unsure" and self.message_if_unsure:
            return self.message_if_unsure
        return self.message_if_fine if _is_fine(match) else self.message

    def severity_of(self, match: Match) -> Severity:
        """Return how bad `match` is: what is as it should be, or cannot be told, is for information only."""
        if match.value in self.answers:
            return self.answers[match.value].severity
        if _is_fine(match) or match.outcome == "unsure":
            return "info"
        return next((severity for side, severity in self.severity_by_side.items() if side == match.side), self.severity)

    def with_severity(self, severity: Severity) -> Self:
        """Return this rule with one severity for all its warnings, whoever reads and whomever they speak of."""
        answers = {
            name: text if text.severity == "info" else text.model_copy(update={"severity": severity})
            for name, text in self.answers.items()
        }
        view: dict[str, object] = {"severity": severity, "severity_by_side": {}}
        provider = self.provider and self.provider.model_copy(update=view)
        return self.model_copy(update={**view, "answers": answers, "provider": provider})

    def with_limit(self, limit: Threshold) -> Self:
        """Return this rule with another limit; raises ValueError where it has none or cannot have this one."""
        return self.model_copy(update={"check": self.check.limited(limit)})


def _is_fine(match: Match) -> bool:
    return match.outcome == "strength" or match.value == "no"


class Signal(Strict):
    """A label that several rules share: the phrases that give it to a sentence, and those that take it away."""

    id: str = Field(pattern=ID_PATTERN)
    summary: str = Field(min_length=1)
    any_of: tuple[str, ...] = Field(min_length=1)
    unless_in_sentence: tuple[str, ...] = ()
    examples: Examples

    def phrases(self) -> Iterator[tuple[str, str]]:
        """Yield every phrase with the key it stands under."""
        yield from (("any_of", phrase) for phrase in self.any_of)
        yield from (("unless_in_sentence", phrase) for phrase in self.unless_in_sentence)
