"""The small table of facts: what the document is, for whom, for how much, until when, and on which terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from proposalcheck.document import BODY_KINDS, Document
from proposalcheck.finding import Deal, Fact, Result
from proposalcheck.reports.brief.quotes import short_place_of
from proposalcheck.wording import KINDS

NOT_FOUND = "not found"
_LEAST, _LONGEST_TITLE = 3, 90
_PARTIES = 4
_TITLE_BLOCKS = 12
_PER = {
    "hour": "an hour",
    "day": "a day",
    "week": "a week",
    "month": "a month",
    "quarter": "a quarter",
    "year": "a year",
}
_WHOSE = {"client": "by the client", "provider": "by the provider", "both": "by either party"}
_PROTECTS = {"client": "protects the client", "provider": "protects the provider", "both": "binds both"}


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as a brief shows it: what it is, what the document says, and where."""

    label: str
    said: str
    place: str = ""


def heading_of(document: Document) -> str:
    """Return the title of a document: the heading it opens with, else a short line that says what it is, else its file.

    The title of a clause or of a list of contents is none.
    """
    blocks = [block for block in document.blocks if block.kind in BODY_KINDS][:_TITLE_BLOCKS]
    lines = [(block.kind, " ".join(document.quote(block.content).split())) for block in blocks if not block.number]
    short = [(kind, words) for kind, words in lines if _LEAST < len(words) <= _LONGEST_TITLE]
    told = [(kind, words) for kind, words in short if not _OF_A_PART.match(words) and words[-1] not in ".:,;"]
    headings = [words for kind, words in told if kind == "heading"]
    named = [words for _, words in told if _SAYS_WHAT_IT_IS.search(words)]
    opening = headings[:1] if told and told[0][0] == "heading" else []
    return next(iter([*opening, *named, *headings]), document.source.path.replace("\\", "/").rpartition("/")[2])


_OF_A_PART = re.compile(
    r"(?:\d|\w+:|(?:table of )?contents|definitions|recitals|background|introduction|preamble|(?:\w+ )?summary|abstract"
    r"|exhibit|schedule|parties|confidential|author|draft|by |please|request for)",
    re.I,
)
_SAYS_WHAT_IT_IS = re.compile(r"\b(?:agreement|proposal|statement of work|quotation|contract|response)\b", re.I)


def fact_rows(result: Result) -> Iterator[FactRow]:
    """Yield the facts of the deal; the main ones are named even where the document does not tell them."""
    deal = result.deal
    yield FactRow("Document", _size(result))
    yield from _parties(deal.parties)
    yield _row("Price", deal.price, always=True)
    yield from _when(deal, always=result.kind != "proposal")
    agreement = result.kind == "msa"
    yield from _several("Notice to leave", deal.notice, _WHOSE, always=agreement)
    if deal.payment_term or result.kind != "proposal":
        yield _row("Time to pay", deal.payment_term, always=True)
    yield from _several("Liability cap", deal.liability_cap, _PROTECTS, always=agreement)
    if deal.law or agreement:
        yield _row("Governing law", deal.law, always=True)


def _size(result: Result) -> str:
    document = result.document
    words = f"{len(document.text.split()):,} words"
    pages = f"{document.source.pages} pages, " if document.source.pages > 1 else ""
    return f"{KINDS[result.kind]}, {pages}{words}"


def _parties(parties: Sequence[Fact]) -> Iterator[FactRow]:
    parties = parties[:_PARTIES]
    known = {party.side for party in parties}
    unsided = [party for party in parties if not party.side]
    for side, label in (("client", "Client"), ("provider", "Provider")):
        yield from (FactRow(label, party.said) for party in parties if party.side == side)
        if side not in known and not unsided:
            yield FactRow(label, NOT_FOUND)
    yield from (FactRow("Party", party.said) for party in unsided)


def _when(deal: Deal, *, always: bool) -> Iterator[FactRow]:
    if deal.term or not deal.end:
        yield _row("Term", deal.term, always=True)
    for label, fact in (("Start", deal.start), ("End", deal.end)):
        if fact or (always and label == "Start"):
            yield _row(label, fact, always=True)


def _row(label: str, fact: Fact | None, *, always: bool = False) -> FactRow:
    if fact is None:
        return FactRow(label, NOT_FOUND if always else "")
    return FactRow(label, _worded(fact), _place(fact))


def _place(fact: Fact) -> str:
    """Return the page and the numbered clause; a title without a number says too little for its length."""
    location = fact.evidence.location
    telling = location.section[:1].isdigit() or (not location.page and len(location.section) <= _SHORT_TITLE)
    return short_place_of(location if telling else replace(location, section=""))


_SHORT_TITLE = 24


def _worded(fact: Fact) -> str:
    """Return the document's own words, with what a sum is paid for where they do not say it."""
    if fact.per and fact.per in _PER and fact.per not in fact.said.lower():
        return f"{fact.said} {_PER[fact.per]}"
    return fact.said


def _several(label: str, facts: Sequence[Fact], sides: dict[str, str], *, always: bool) -> Iterator[FactRow]:
    for fact in facts:
        whose = f" ({sides[fact.side]})" if fact.side in sides else ""
        yield FactRow(label, _worded(fact) + whose, _place(fact))
    if always and not facts:
        yield FactRow(label, NOT_FOUND)
