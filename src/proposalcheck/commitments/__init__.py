"""The commitment register: every promise and restriction of either side, with what is told of it and what is not.

A commitment is read from one sentence, or from a list ("The Provider shall:" and its items). Who is bound is the
grammatical subject and nobody else: where the words name none, the register says that none is named.

A `passage` is read for its `operators` ("shall", "agrees to"); with their `subjects`, or the `things` that are owed,
they make `duties`, also in `lists`. Then come its `parts` (when, how measured, on what condition), `receivers` and
`remedies`. `deadlines` makes days of them, with the arithmetic of `calendar`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.annotate.parties import parties_of
from proposalcheck.commitments.duties import Duty, duties_in, last_subject, says_something
from proposalcheck.commitments.lists import Lead, item_of, lead_of
from proposalcheck.commitments.operators import may_bind
from proposalcheck.commitments.parts import Parts, parts_of
from proposalcheck.commitments.passage import Passage, passages_of
from proposalcheck.commitments.receivers import receiver_of
from proposalcheck.commitments.remedies import remedy_for
from proposalcheck.commitments.subjects import Subject
from proposalcheck.commitments.things import is_passive
from proposalcheck.document import Span
from proposalcheck.finding import Commitment, Trace, fingerprint, plain, quoted

__all__ = ["commitments_in"]


def commitments_in(annotated: Annotated) -> tuple[Commitment, ...]:
    """Return the commitments of a proposal, statement of work or agreement in reading order.

    A document of another kind (`other`) has none: nobody is bound by a paper or a request for proposals.
    """
    if annotated.kind.kind == "other":
        return ()
    seen: dict[str, int] = {}
    rows = []
    doubtful = _doubtful(annotated)
    for passage, duty in _duties(annotated):
        key = plain(f"{duty.action.of(passage.text)} {passage.text}")
        seen[key] = seen.get(key, -1) + 1
        row = _commitment(annotated, passage, duty, seen[key])
        rows.append(replace(row, side="") if doubtful and row.side != "both" else row)
    return tuple(rows)


def _doubtful(annotated: Annotated) -> bool:
    """Tell whether two parties of the document were taken for the same side, so that one of them is on the other."""
    sides = [party.side for party in parties_of(annotated.document.text) if party.side in ("client", "provider")]
    return len(set(sides)) < len(sides)


def _duties(annotated: Annotated) -> Iterator[tuple[Passage, Duty]]:
    """Yield each duty with its passage; the items of a list have the subject of the words that lead into it."""
    lead: Lead | None = None
    before: Subject | None = None
    block: int | None = None
    for index, sentence in enumerate(annotated.sentences):
        if sentence.kind not in ("sentence", "row"):
            lead = None
            continue
        here = annotated.document.block_at(sentence.span.start)
        if lead is None and not may_bind(annotated.words(index).lower()):
            before, block = None, here
            continue
        before = before if here == block else None
        for passage in passages_of(annotated, index):
            item = item_of(annotated, passage, lead, new_block=here != block)
            found = [item] if item else list(duties_in(passage, before))
            lead = lead if item else lead_of(annotated, passage, found) or (lead if here == block else None)
            before = last_subject(found) if found else None
            for duty in found:
                if says_something(duty.action.of(passage.text)) and not (lead and lead.is_only(duty, passage)):
                    yield passage, duty
        block = here


def _commitment(annotated: Annotated, passage: Passage, duty: Duty, occurrence: int) -> Commitment:
    parts = parts_of(passage, duty.around, duty.operator, duty.subject.start)
    remedy = remedy_for(annotated, passage, duty)
    party = duty.subject.named if duty.subject.acts else ""
    what = _words(passage, _told(passage, duty))
    words = (passage.in_document(duty.operator), passage.in_document(duty.action))
    whole = Span(passage.start, passage.start + len(passage.text))
    return Commitment(
        sort="restriction" if duty.sort == "restriction" else "promise",
        party=party,
        side=duty.subject.side if duty.subject.acts else "",
        to=receiver_of(passage, duty),
        what=what,
        when=_words(passage, parts.when) if parts.when else "",
        due=parts.due.isoformat() if parts.due else "",
        measure=_all_words(passage, parts.measures),
        condition=_all_words(passage, parts.conditions),
        remedy=quoted(annotated, Trace(remedy)) if remedy else None,
        missing=tuple(_missing(duty, party, parts, told=remedy is not None)),
        evidence=quoted(annotated, Trace(whole, words)),
        fingerprint=fingerprint("commitment", f"{what} {passage.text}", occurrence),
    )


def _told(passage: Passage, duty: Duty) -> Span:
    """Return the words that say what is owed: with their subject where that is no party ("Fees are due monthly")."""
    whole = not duty.subject.acts or is_passive(duty.action.of(passage.text))
    if whole and duty.around.start <= duty.subject.start < duty.operator.start:
        return Span(duty.subject.start, duty.action.end)
    with_operator = duty.kind in ("warrants", "falls", "present") and len(duty.operator)
    return Span(duty.operator.start, duty.action.end) if with_operator else duty.action


def _missing(duty: Duty, party: str, parts: Parts, *, told: bool) -> Iterator[str]:
    if not party:
        yield "party"
    if duty.sort == "restriction":
        return
    if not parts.dated:
        yield "date"
    if not parts.measures:
        yield "measure"
    if not told:
        yield "remedy"


def _words(passage: Passage, span: Span) -> str:
    return " ".join(span.of(passage.text).split())


def _all_words(passage: Passage, spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_words(passage, span) for span in spans))
