"""Annotated and matches -> which model fits the work: a vendor where it is clear and common, a partner where it is not.

What speaks for either, how much, and what to advise is data, in fit.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from proposalcheck.annotate import Annotated, PhraseSet
from proposalcheck.cache import once
from proposalcheck.checks import Found
from proposalcheck.checks.verdict import Weight
from proposalcheck.document import Span
from proposalcheck.finding import FitModel, Reason, Recommendation, Trace, quoted
from proposalcheck.scorecard.assurance import SURE, Assurance
from proposalcheck.settings import Reader
from proposalcheck.wording import counted

_SHOWN = 5
"""How many places of one reason are quoted at most."""
_WHOLE = 0.75
"""A section with this share of the text or more is the document itself, whatever its title says."""

Model = Literal["vendor", "partner"]


class Data(BaseModel):
    """Base of all that fit.yaml holds: unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Safeguard(Data):
    """What is worth asking for where `rule` finds that it is missing, and how a report calls it."""

    rule: str
    say: str


class FitTable(Data):
    """What speaks for a vendor and for a partner, and what follows.

    A model is recommended when it has at least `enough` points and more than the `share` of all points, one point added
    to either side, so that few points are never nearly certain. Sections whose titles have one of the phrases `past`
    do not count. `advice` is by who reads, by the model that fits, and by the posture of the paper, or for unsure by
    why it cannot be told.
    """

    enough: int = Field(ge=1)
    share: float = Field(ge=0.5, lt=1)
    past: tuple[str, ...]
    vendor: tuple[Weight, ...]
    partner: tuple[Weight, ...]
    safeguards: dict[Model, tuple[Safeguard, ...]]
    advice: dict[Reader, dict[FitModel, dict[str, str]]]

    @model_validator(mode="after")
    def _reads_by_signals(self) -> Self:
        for weight in (*self.vendor, *self.partner):
            if [*weight.phrases()] or weight.points < 0:
                raise ValueError(f'"{weight.say}": go by a rule or by `any_signal`, and by `points` above 0')
        return self


@cache
def fit_table() -> FitTable:
    """Return the table that is shipped with the program."""
    text = resources.files("proposalcheck.scorecard").joinpath("fit.yaml").read_text(encoding="utf-8")
    return FitTable.model_validate(once(text, _loaded))


def _loaded(text: str) -> object:
    import yaml

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def recommend(
    annotated: Annotated, found: Found, posture: str, *, side: Reader = "client", reading: Assurance = SURE
) -> Recommendation | None:
    """Return which model fits the work that the document describes, or None where its `posture` was not judged.

    `found` is what the rules found, by their ids; a rule that was not asked speaks for neither. `reading` lowers the
    confidence. For a `side` of provider the advice is worded for the provider.
    """
    table, past = fit_table(), _past_sections(annotated)
    if posture not in table.advice[side]["vendor"]:
        return None
    for_vendor = tuple(_reasons("vendor", table.vendor, annotated, found, past))
    for_partner = tuple(_reasons("partner", table.partner, annotated, found, past))
    vendor, partner = _points(for_vendor), _points(for_partner)
    unclear = _unclear(table, vendor, partner, annotated)
    model: FitModel = "unsure" if unclear else "vendor" if vendor > partner else "partner"
    first, second = (for_partner, for_vendor) if model == "partner" else (for_vendor, for_partner)
    return Recommendation(
        model=model,
        confidence=round(_share(vendor, partner) * reading.confidence, 2),
        why=_why(table, vendor, partner, reading),
        advice=table.advice[side][model][unclear or posture],
        ask_for=tuple(_missing(table, model, found)),
        speaks_for=first,
        speaks_against=second,
    )


def _past_sections(annotated: Annotated) -> frozenset[int]:
    """Return the sections that tell of other work, but none that is the document itself."""
    phrases, document = _past_phrases(), annotated.document
    return frozenset(
        index
        for index, section in enumerate(document.sections)
        if len(section.span) < _WHOLE * len(document.text) and any(phrases.find(section.title))
    )


@cache
def _past_phrases() -> PhraseSet:
    return PhraseSet(fit_table().past)


def _reasons(
    model: Model, weights: Sequence[Weight], annotated: Annotated, found: Found, past: frozenset[int]
) -> Iterator[Reason]:
    """Yield everything that speaks for `model`, in the order of the table; a sentence speaks once."""
    heard: set[Span] = set()
    for weight in weights:
        places = weight.places(annotated, found)
        if places is None:
            continue
        present = [place for place in places if place.quoted not in heard and not _stands_in(annotated, place, past)]
        if present or not places:
            heard.update(place.quoted for place in present)
            times = 1 if weight.rule else min(len(present), weight.most)
            evidence = tuple(quoted(annotated, place) for place in present[:_SHOWN])
            yield Reason(weight.say, model, weight.points * times, evidence)


def _stands_in(annotated: Annotated, place: Trace, sections: frozenset[int]) -> bool:
    sentence = annotated.sentence_at(place.quoted.start)
    return sentence is not None and not sections.isdisjoint(annotated.sections_over(sentence))


def _points(reasons: Iterable[Reason]) -> int:
    return sum(reason.points for reason in reasons)


def _share(vendor: int, partner: int) -> float:
    """Return the share of the points that the side which leads has, with one point added to either side."""
    return (max(vendor, partner) + 1) / (vendor + partner + 2)


def _unclear(table: FitTable, vendor: int, partner: int, annotated: Annotated) -> str:
    """Return why no model can be told, by the names that the advice has for it; empty where one can."""
    coverage, most = annotated.document.coverage, max(vendor, partner)
    if len(coverage.pages_without_text) > coverage.pages_read:
        return "unread"
    if most < table.enough:
        return "frame" if annotated.kind.kind == "msa" else "silent"
    return "" if _share(vendor, partner) > table.share else "even"


def _why(table: FitTable, vendor: int, partner: int, reading: Assurance) -> str:
    """Return the arithmetic in words."""
    leading = "either" if vendor == partner else "a vendor" if vendor > partner else "a partner"
    points = f"{counted(vendor, 'point')} for a vendor, {partner} for a partner"
    share = f"with one added to either side {_share(vendor, partner):.0%} speak for {leading}"
    told = f"{points}; {share}, where {table.enough} points and more than {table.share:.0%} are needed"
    return f"{told}; less sure, because {reading.doubt}" if reading.doubt else told


def _missing(table: FitTable, model: FitModel, found: Found) -> Iterator[str]:
    """Yield what the paper lacks of that which makes `model` safe."""
    for safeguard in table.safeguards[model] if model != "unsure" else ():
        if any(match.outcome == "gap" for match in found.get(safeguard.rule, ())):
            yield safeguard.say
