"""Annotated -> the facts of the deal: who, for how much, until when, and on which terms, each quoted and located.

A wrong figure is worse than none. A fact is told only where words beside it say what it is, and where no other place
gives another answer; two answers become an open point, which is worth a question of its own.

`lines` are the sentences and rows that all facts are looked for in; each other module finds one fact: `parties`,
`price`, `period` (term, start and end), `notice`, `payment`, `liability` and `law`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from proposalcheck.annotate import Annotated
from proposalcheck.annotate.parties import parties_of
from proposalcheck.annotate.values import numbers_twice
from proposalcheck.deal.law import laws
from proposalcheck.deal.liability import caps
from proposalcheck.deal.lines import lines_of
from proposalcheck.deal.notice import notices
from proposalcheck.deal.parties import parties, sides_are_certain
from proposalcheck.deal.payment import payment_terms
from proposalcheck.deal.period import ends, starts, terms
from proposalcheck.deal.price import partial_totals, prices
from proposalcheck.finding import Deal, Fact

__all__ = ["deal_of"]


def deal_of(annotated: Annotated) -> Deal:
    """Return the facts of the deal that the document states; a document of no known kind has none."""
    if annotated.kind.kind == "other":
        return Deal()
    lines = lines_of(annotated)
    introduced = parties_of(annotated.document.text)
    certain = sides_are_certain(introduced, annotated.document.text)
    open_points: list[str] = []
    agreed = partial(_agreed, open_points=open_points)
    price = agreed("the price", prices(annotated, lines))
    if price is None and not open_points:
        open_points += _partial(partial_totals(lines))
    return Deal(
        parties=tuple(parties(annotated, lines, introduced, certain=certain)),
        price=price,
        term=agreed("the term", terms(annotated, lines)),
        start=agreed("the start", starts(annotated, lines)),
        end=agreed("the end", ends(annotated, lines)),
        notice=tuple(_sided(notices(annotated, lines), certain=certain)),
        payment_term=agreed("the time to pay", payment_terms(annotated, lines)),
        liability_cap=tuple(_sided(caps(annotated, lines), certain=certain)),
        law=agreed("the governing law", laws(annotated, lines)),
        open_points=tuple(open_points),
    )


def _sided(facts: Sequence[Fact], *, certain: bool) -> list[Fact]:
    """Return facts with their side kept only where it is certain who is who, or where both are meant."""
    return [fact if certain or fact.side == "both" else replace(fact, side="") for fact in facts]


_ANSWERS_SHOWN = 3


def _agreed(what: str, answers: Sequence[Fact], open_points: list[str]) -> Fact | None:
    """Return the one answer that all places give; where they differ, none, and a sentence in `open_points`."""
    for answer in answers:
        if any(twice.in_words != twice.in_figures for twice in numbers_twice(answer.said)):
            open_points.append(f"The document gives two numbers for {what}: “{answer.said}”{_place(answer)}.")
            return None
    distinct = {_worth(answer): answer for answer in reversed(answers)}
    if len(distinct) < 2:
        return answers[0] if answers else None
    given = ", ".join(f"“{answer.said}”{_place(answer)}" for answer in list(distinct.values())[::-1][:_ANSWERS_SHOWN])
    open_points.append(f"The document gives several answers for {what}: {given}.")
    return None


def _partial(totals: Sequence[str]) -> list[str]:
    """Return the sentence that tells what is given in place of a price of the whole."""
    if not 0 < len(totals) <= _ANSWERS_SHOWN:
        return []
    given = ", ".join(f"“{total}”" for total in totals)
    return [f"The price of the whole could not be told; there is {given}."]


def _worth(answer: Fact) -> tuple[object, ...]:
    if answer.amount is not None:
        return answer.amount, answer.lowest, answer.unit, answer.per
    return (answer.day or answer.said.casefold(),)


def _place(answer: Fact) -> str:
    location = answer.evidence.location
    return f" (page {location.page})" if location.page else f" ({location.section})" if location.section else ""
