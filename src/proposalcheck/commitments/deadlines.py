"""The days that matter, worked out where they can be for sure, each with its arithmetic; the others with the reason.

A day counts from the start or the end of the term as the document states them. What runs from an invoice, a notice or
any other event has no day until that event happens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.commitments.calendar import duration_in, names_working_days
from proposalcheck.document import Span
from proposalcheck.finding import Commitment, Deadline, Deal, Evidence, Fact, Trace, fingerprint, quoted

_RENEWS = re.compile(r"\b(?:auto-?renew\w*|renew\w*|extend(?:s|ed)?|extension)\b", re.IGNORECASE)
_NOTICE = re.compile(r"\b(?:notice|notif\w+|notify)\b", re.IGNORECASE)
_BEFORE_END = re.compile(
    r"(?:[’']\s*)?(?:\s*(?:advance|written|prior))*(?:\s+notice)?(?:\s+of\s+[\w\s-]{3,40}?)?\s*,?\s*(?:prior\s+to|before|in\s+advance\s+of)\s+"
    r"[^.;]{0,70}?\b(?:end|expir\w+|term|renewal|anniversary|period)\b",
    re.IGNORECASE,
)
_FROM_START = re.compile(
    r"\b(?:of|after|from|following)\s+(?:the\s+)?(?:effective\s+date|commencement\s+date|start\s+date|date\s+of\s+this\s+\w+)\b",
    re.IGNORECASE,
)
_ON_START = re.compile(r"(?:up)?on\s+(?:the\s+)?(?:effective|commencement|start)\s+date", re.IGNORECASE)
_WITHIN = re.compile(r"\A(?:within|no\slater\sthan|not\slater\sthan|by|before)\b", re.IGNORECASE)
_PAYS = re.compile(r"\b(?:pay|paid|payments?|payable|invoices?|fees?|due)\b", re.IGNORECASE)
_ANCHOR = re.compile(r"\b(?:of|after|from|following|prior\sto|before)\s+(?P<event>.+)\Z", re.IGNORECASE | re.DOTALL)
_REPEATS = re.compile(
    r"\b(?:each|every|per|once|twice|daily|weekly|monthly|quarterly|annually|yearly|fortnightly)\b", re.I
)
_LASTS = re.compile(r"(?:for|during|throughout|over|up\sto|until|with)\b", re.IGNORECASE)
_EVENT = re.compile(r"\W*(?:(?:up)?on|after|before|following|prior\sto|at)\b", re.IGNORECASE)
_LONGEST_TITLE = 90

Kind = Literal["term-end", "renewal-notice", "payment", "commitment"]


def deadlines_in(annotated: Annotated, commitments: Sequence[Commitment], deal: Deal) -> tuple[Deadline, ...]:
    """Return the days that matter, those that could be worked out first, by day and then as the document goes."""
    if annotated.kind.kind == "other":
        return ()
    end, found = _end_of_term(deal)
    everything = [*found, *_renewals(annotated, end), *_kept(commitments, deal)]
    return tuple(sorted(everything, key=lambda one: (not one.day, one.day, one.evidence.span.start, one.kind)))


def _end_of_term(deal: Deal) -> tuple[Deadline | None, list[Deadline]]:
    """Return the end of the term where it has a day, and what the calendar says of it."""
    told = _stated_end(deal) if deal.end else _counted_end(deal)
    return (told if told and told.day else None), ([told] if told else [])


def _stated_end(deal: Deal) -> Deadline | None:
    end = deal.end
    if end is None or not end.day:
        return _made("term-end", "End of the term", end.evidence, reason=_no_day(end)) if end else None
    return _made("term-end", "End of the term", end.evidence, day=end.day, arithmetic="as stated")


def _no_day(fact: Fact) -> str:
    return f'"{fact.said}" is no exact day'


def _counted_end(deal: Deal) -> Deadline | None:
    term, start = deal.term, deal.start
    if term is None:
        return None
    length = duration_in(term.said)
    if length is None:
        return _made("term-end", "End of the term", term.evidence, reason=f'"{term.said}" is no single length of time')
    if start is None or not start.day:
        what = "the document states no day on which the term begins"
        return _made("term-end", "End of the term", term.evidence, reason=what)
    day = length.after(date.fromisoformat(start.day)) - timedelta(days=1)
    arithmetic = f"start {start.day} plus {length.said}, less 1 day"
    return _made("term-end", "End of the term", term.evidence, day=day.isoformat(), arithmetic=arithmetic)


def _renewals(annotated: Annotated, end: Deadline | None) -> Iterator[Deadline]:
    """Yield the last day on which notice against a renewal can be given, for each sentence that asks for it."""
    title = "Last day for notice against renewal"
    for index, sentence in enumerate(annotated.sentences):
        words = annotated.words(index) if sentence.kind == "sentence" else ""
        if not (_RENEWS.search(words) and _NOTICE.search(words)):
            continue
        for value in annotated.values.get(index, ()):
            behind = words[value.span.end - sentence.span.start :]
            if value.kind == "duration" and _BEFORE_END.match(behind):
                yield _renewal(annotated, title, sentence.span, value.span, end)
                break


def _renewal(annotated: Annotated, title: str, sentence: Span, words: Span, end: Deadline | None) -> Deadline:
    evidence = quoted(annotated, Trace(sentence, (words,)))
    said = annotated.document.quote(words)
    length = duration_in(said)
    if length is None:
        return _made("renewal-notice", title, evidence, reason=_uncounted(said))
    if end is None:
        what = f"{length.said} before an end of the term that has no day here"
        return _made("renewal-notice", title, evidence, reason=what)
    day = length.before(date.fromisoformat(end.day))
    arithmetic = f"term end {end.day} minus {length.said}"
    return _made("renewal-notice", title, evidence, day=day.isoformat(), arithmetic=arithmetic)


def _uncounted(said: str) -> str:
    said = " ".join(said.split())
    if names_working_days(said):
        return f'"{said}" is counted in working days, and the document gives no calendar of holidays'
    return f'"{said}" is no single number of days, weeks, months or years'


def _kept(commitments: Sequence[Commitment], deal: Deal) -> Iterator[Deadline]:
    """Yield the day of each commitment that names a time."""
    for commitment in commitments:
        lasting = _LASTS.match(commitment.when) is not None
        if not commitment.when or lasting or "date" in commitment.missing or commitment.sort == "restriction":
            continue
        kind: Kind = "payment" if _PAYS.search(commitment.what) else "commitment"
        day, arithmetic = _day_of(commitment, deal)
        yield _made(
            kind,
            _title(commitment),
            commitment.evidence,
            day=day,
            arithmetic=arithmetic,
            reason="" if day else _why_not(commitment.when),
            who=(commitment.party, commitment.side),
            key=commitment.fingerprint,
        )


def _day_of(commitment: Commitment, deal: Deal) -> tuple[str, str]:
    """Return the day of a commitment and how it was worked out, both empty where it has none."""
    if commitment.due:
        return commitment.due, "as stated"
    length = duration_in(commitment.when)
    start = deal.start.day if deal.start else ""
    if start and _ON_START.fullmatch(commitment.when):
        return start, f"start {start}"
    if length is None or not start or not _FROM_START.search(commitment.when) or not _WITHIN.match(commitment.when):
        return "", ""
    day = length.after(date.fromisoformat(start)).isoformat()
    return day, f"start {start} plus {length.said}"


def _why_not(when: str) -> str:
    if _REPEATS.search(when):
        return f'recurs: "{when}"'
    if names_working_days(when):
        return _uncounted(when)
    if duration_in(when) is None:
        return f'waits for an event: "{when}"' if _EVENT.match(when) else f'"{when}" is no exact day'
    event = _ANCHOR.search(when)
    if event:
        return f'counts from "{event["event"].strip()}", which has no day here'
    return f'"{when}" counts from a day that is not named'


def _title(commitment: Commitment) -> str:
    words = commitment.what if len(commitment.what) <= _LONGEST_TITLE else commitment.what[:_LONGEST_TITLE] + "…"
    return f"{commitment.party}: {words}" if commitment.party else words


def _made(
    kind: Kind,
    title: str,
    evidence: Evidence,
    *,
    day: str = "",
    arithmetic: str = "",
    reason: str = "",
    who: tuple[str, str] = ("", ""),
    key: str = "",
) -> Deadline:
    named = fingerprint(f"deadline {kind}", key or evidence.quote, 0)
    return Deadline(kind, title, day, arithmetic, reason, *who, evidence, named)
