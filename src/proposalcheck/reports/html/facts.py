"""The facts of the deal, the commitments and the days that matter, each with the place in the text it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proposalcheck.document import Document
from proposalcheck.finding import Commitment, Deadline, Deal, Evidence, Fact, Result
from proposalcheck.reports.quotes import place_of


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read: the offset of the block to jump to, how a reader would cite it, and the words."""

    start: int
    where: str
    quote: str


@dataclass(frozen=True, slots=True)
class Told:
    """One answer to a question about the deal: what is said, by or for whom, and where."""

    said: str
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the page tells of the deal; `untold` names what the document does not say, or not in one voice."""

    deal: tuple[tuple[str, tuple[Told, ...]], ...]
    untold: tuple[str, ...]
    open_points: tuple[str, ...]
    commitments: tuple[tuple[Commitment, Source], ...]
    deadlines: tuple[tuple[Deadline, Source], ...]

    def starts(self) -> Iterator[int]:
        """Yield the offset of every block that something here links to."""
        yield from (told.source.start for _, answers in self.deal for told in answers)
        yield from (source.start for _, source in self.commitments)
        yield from (source.start for _, source in self.deadlines)


def facts_of(result: Result) -> Facts:
    """Return what `result` says of the deal, in the order in which the page shows it."""
    document = result.document
    asked = [
        (title, tuple(_told(fact, document, with_side=with_side) for fact in facts))
        for title, facts, with_side in _questions(result.deal)
    ]
    return Facts(
        deal=tuple((title, answers) for title, answers in asked if answers),
        untold=tuple(title for title, answers in asked if not answers) if result.graded else (),
        open_points=result.deal.open_points,
        commitments=tuple((each, source_of(each.evidence, document)) for each in result.commitments),
        deadlines=tuple((each, source_of(each.evidence, document)) for each in result.deadlines),
    )


def source_of(evidence: Evidence, document: Document) -> Source:
    """Return where `evidence` stands, with the block that the page jumps to."""
    index = document.block_at(evidence.span.start)
    start = document.blocks[index].span.start if index is not None else evidence.span.start
    location = evidence.location
    return Source(start, place_of(location.page, location.section), " ".join(evidence.quote.split()))


def _questions(deal: Deal) -> list[tuple[str, Sequence[Fact], bool]]:
    """Return each question with its answers, and whether it matters whom an answer binds."""

    def known(fact: Fact | None) -> Sequence[Fact]:
        return (fact,) if fact else ()

    return [
        ("Parties", deal.parties, True),
        ("Price", known(deal.price), False),
        ("Term", known(deal.term), False),
        ("Start", known(deal.start), False),
        ("End", known(deal.end), False),
        ("Notice to end it", deal.notice, True),
        ("Time to pay", known(deal.payment_term), False),
        ("Limit of liability", deal.liability_cap, True),
        ("Law", known(deal.law), False),
    ]


def _told(fact: Fact, document: Document, *, with_side: bool) -> Told:
    per = f"per {fact.per}" if fact.per and fact.per not in fact.said else ""
    side = {"both": "both sides"}.get(fact.side, fact.side) if with_side else ""
    return Told(fact.said, ", ".join(note for note in (per, side) if note), source_of(fact.evidence, document))
