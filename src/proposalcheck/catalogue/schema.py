"""What a rule file and a signal file must hold, and what a rule says of a match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated as Tagged
from typing import Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from proposalcheck.annotate import Annotated
from proposalcheck.catalogue.bands import SeverityBand
from proposalcheck.checks import Check
from proposalcheck.checks.scope import CheckData, Placed
from proposalcheck.finding import Match, Severity
from proposalcheck.settings import ModelUse, Threshold

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

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, str_strip_whitespace=True)


class Example(Strict):
    """A short text, read as Markdown, and why it is here. In `flag` examples ⟦⟧ mark the exact words to be found.

    `answer` is what a verdict with answers of its own must say of the text.
    """

    text: str = Field(min_length=1)
    because: str = ""
    answer: str = ""


def _as_example(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


ExampleEntry = Tagged[Example, BeforeValidator(_as_example)]


class Examples(Strict):
    """What the rule finds, what it must leave alone, and what it is known to get wrong, written as it should be."""

    flag: tuple[ExampleEntry, ...] = Field(alias="flag", min_length=FEWEST_EXAMPLES)
    near_miss: tuple[ExampleEntry, ...] = Field(alias="pass", min_length=FEWEST_EXAMPLES)
    known_wrong: tuple[ExampleEntry, ...] = ()


class AnswerText(Strict):
    """What a report says when a verdict gives this answer, and how bad that is; `title` instead of the rule's."""

    title: str = Field(default="", max_length=90)
    message: str = Field(min_length=1)
    severity: Severity


SeverityBySide = dict[Literal["client", "provider", "both"], Severity]
"""How bad a rule's flag is, by the side that its words speak of."""


class SeverityCase(Placed):
    """How bad a rule's flag is where its sentence stands as the conditions say; at least one condition is needed."""

    severity: Severity

    @model_validator(mode="after")
    def _has_a_condition(self) -> Self:
        if not any([*self.phrases(), *self.signals()]):
            raise ValueError("give a condition beside the severity, for example with_in_sentence")
        return self


class ProviderView(Strict):
    """What a rule says to a provider who reads; what is left out is said as to a client."""

    title: str = Field(default="", max_length=90)
    severity: Severity
    severity_by_side: SeverityBySide | None = None
    severity_when: tuple[SeverityCase, ...] = ()
    why: str = Field(min_length=1)
    ask: str = Field(min_length=1)
    fallback: str = Field(min_length=1)
    message: str = ""
    message_if_fine: str = ""


_UNSURE = "It is not clear whether the document covers this; judge by what is quoted."
"""What a topic says where it cannot be told and its file has no words of its own."""


class Rule(Strict):
    """One rule of the catalogue, as its file says it.

    `message` is what a warning says (a flag, a gap, a verdict of yes), `message_if_fine` what a strength or a verdict
    of no says, `message_if_unsure` what is said where a check cannot tell. `severity` is that of the warning. A verdict
    that answers something else than yes or no has `answers` with a message and a severity for each; they are said
    instead of `message`. `title_if_fine` is the title of a verdict of no, which asks nothing and offers no wording.
    All of it speaks to the client; `provider` is for a provider who reads. `model` says who decides, the phrases of the
    check or the model.
    For a flag the first case of `severity_when` that holds goes before the first band of `severity_by_value`, that goes
    before `severity_by_side`, and that before `severity`.
    """

    id: str = Field(pattern=ID_PATTERN)
    title: str = Field(min_length=1, max_length=90)
    family: str = Field(min_length=1)
    type: RuleType
    severity: Severity
    severity_by_side: SeverityBySide = Field(default_factory=dict)
    severity_when: tuple[SeverityCase, ...] = ()
    severity_by_value: tuple[SeverityBand, ...] = ()
    applies_to: tuple[DocumentKind, ...] = Field(min_length=1)
    status: Status = "stable"
    source: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    why: str = Field(min_length=1)
    ask: str = Field(min_length=1)
    fallback: str = Field(min_length=1)
    message: str = Field(min_length=1)
    title_if_fine: str = Field(default="", max_length=90)
    message_if_fine: str = ""
    message_if_unsure: str = ""
    answers: dict[str, AnswerText] = Field(default_factory=dict)
    provider: ProviderView | None = None
    check: Check
    model: ModelUse = ModelUse()
    examples: Examples

    def message_of(self, match: Match) -> str:
        """Return what to say of `match`, a find of this rule, with the places for its values still in braces."""
        if match.value in self.answers:
            return self.answers[match.value].message
        if match.outcome == "unsure":
            return self.message_if_unsure or _UNSURE
        return self.message_if_fine if _is_fine(match) else self.message

    def title_of(self, match: Match) -> str:
        """Return the title of `match`, a find of this rule."""
        if match.value in self.answers:
            return self.answers[match.value].title or self.title
        return self.title_if_fine if self.title_if_fine and _is_answered_no(match) else self.title

    def ask_of(self, match: Match) -> str:
        """Return the question that `match` gives rise to; empty where there is nothing to ask."""
        return "" if _is_answered_no(match) else self.ask

    def fallback_of(self, match: Match) -> str:
        """Return the wording to offer for `match`; empty where there is nothing to mend."""
        return "" if _is_answered_no(match) else self.fallback

    def conditions(self) -> Iterator[tuple[tuple[str | int, ...], CheckData]]:
        """Yield all that holds phrases or signals, the check and the cases of severity, with the key it stands at."""
        yield ("check",), self.check
        yield from ((("severity_when", place), case) for place, case in enumerate(self.severity_when))
        if self.provider:
            for place, case in enumerate(self.provider.severity_when):
                yield ("provider", "severity_when", place), case

    def phrases(self) -> Iterator[tuple[str, str]]:
        """Yield every phrase of the rule with the key it stands under."""
        for _, holder in self.conditions():
            yield from holder.phrases()

    def severity_of(self, match: Match, annotated: Annotated) -> Severity:
        """Return how bad `match` is: what is as it should be, or cannot be told, is for information only."""
        if match.value in self.answers:
            return self.answers[match.value].severity
        if _is_fine(match) or match.outcome == "unsure":
            return "info"
        sentence = annotated.sentence_at(match.traces[0].quoted.start) if match.traces else None
        if sentence is not None:
            for case in self.severity_when:
                if case.holds(annotated, sentence):
                    return case.severity
            for band in self.severity_by_value:
                if band.holds(match, annotated):
                    return band.severity
        return next((severity for side, severity in self.severity_by_side.items() if side == match.side), self.severity)

    def with_severity(self, severity: Severity) -> Self:
        """Return this rule with one severity for all its warnings, whoever reads and whomever they speak of."""
        answers = {
            name: text if text.severity == "info" else text.model_copy(update={"severity": severity})
            for name, text in self.answers.items()
        }
        view: dict[str, object] = {"severity": severity, "severity_by_side": {}, "severity_when": ()}
        provider = self.provider and self.provider.model_copy(update=view)
        return self.model_copy(update={**view, "severity_by_value": (), "answers": answers, "provider": provider})

    def with_limit(self, limit: Threshold) -> Self:
        """Return this rule with another limit; raises ValueError where it has none or cannot have this one."""
        return self.model_copy(update={"check": self.check.limited(limit)})

    def with_model(self, use: ModelUse) -> Self:
        """Return this rule with another way to use the model, which looks for the same idea unless `use` names one."""
        return self.model_copy(update={"model": use.model_copy(update={"like": use.like or self.model.like})})


def _is_answered_no(match: Match) -> bool:
    """Tell whether `match` is a verdict of no: there is nothing to put to the other side."""
    return match.outcome == "verdict" and match.value == "no"


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
