"""The parts of a commitment that its words give: by when, how measured, on what condition, with what remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from proposalcheck.annotate.values import Value
from proposalcheck.commitments.passage import Passage
from proposalcheck.document import Span

_TIMED = re.compile(
    r"\b(?:within|with|in|no\slater\sthan|not\slater\sthan|by|before|after|at\sleast|for|until|till|on|from|prior\sto|up\sto|least|"
    r"than|next|first|last|every|each|following|of|on\sor\sbefore|over|during|through|upon|effective|starting|ending)"
    r"(?:\s+(?:the|a|an|and|or|including|period|term|of|about|approximately|least|maximum|minimum|date|dates))*[\s(]*\Z",
    re.IGNORECASE,
)
_EXTENDS = re.compile(
    r"\)?(?:[’']s?)?(?:\s+(?:prior\s+)?(?:written\s+)?(?:advance\s+)?notice)?"
    r"(?:\s+(?:of|after|from|following|prior\sto|before|thereafter|in\sadvance|upon|each|per|a\s+year)\b[^,;.:()]{0,90}?(?=[,;.:()]|\s(?:and|or|to|by|unless|if|subject|provided)\s|$))?",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:within|with|in|no\slater\sthan|not\slater\sthan|by|before|after|at\sleast|for|until|till|on|from|prior\sto|up\sto|every|each|"
    r"on\sor\sbefore|during|through|not\sless\sthan|no\sless\sthan|no\smore\sthan|a\sminimum\sof)"
    r"(?:\s+(?:the|a|an|at|least|next|first|last|following|period|term|of|about|approximately|maximum|minimum|date|and|including))*[\s(]*\Z",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    r"\b(?:(?:every|each|once\s(?:a|per|every)|twice\s(?:a|per)|per)\s+(?:second\s+|other\s+|calendar\s+|business\s+|working\s+)?"
    r"(?:day|week|fortnight|month|quarter|year|sprint|monday|tuesday|wednesday|thursday|friday|january)\b"
    r"|(?:bi-?)?(?:weekly|monthly)|quarterly|annually|yearly|daily|fortnightly|24\s?[/x]\s?7(?:\s?[/x]\s?365)?)",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:(?:up)?on\s+(?:the\s+)?(?:(?:effective|commencement|start)\sdate|earlier\s+of|completion|termination|expiration|expiry|receipt|delivery|acceptance|signature|"
    r"signing|execution|request|demand|approval|award|commencement|final|client[’']s\srequest|written\srequest|notice)"
    r"|(?:prior\sto|before|after|following)\s+(?:(?:the|any|each|its|such|termination|receipt|completion|delivery|acceptance|expiry|"
    r"expiration)\b(?!\s+(?:which|that)\b)|\w+ing\b)"
    r"|at\sthe\s(?:end|beginning|start|completion|time|conclusion|close)\sof|(?:during|throughout)\s+(?:the|its|this|each)\b"
    r"|for\sthe\s(?:duration|term|life)\sof)[^,;.:()]{0,70}?(?=[,;.:()]|\s(?:and|or|to|by|unless|if|subject|provided)\s|$)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:promptly|immediately|forthwith|as\ssoon\sas\s(?:\w+\s)?(?:possible|practicable)|without\s(?:undue\s|unreasonable\s)?delay|"
    r"in\sa\stimely\s(?:manner|fashion)|timely|(?:a\s)?reasonable\s(?:period\sof\s)?time|expeditiously|in\sdue\scourse|shortly|soon)\b",
    re.IGNORECASE,
)
_STANDARD = re.compile(
    r"\b(?:in\s(?:strict\s|full\s)?(?:accordance|compliance|conformity|conformance|line)\swith|conform(?:s|ing)?\s(?:to|with)|"
    r"compl(?:y|ies|ying)\swith|consistent\swith|according\sto|meet(?:s|ing)?\s(?:or\sexceed(?:ing)?\s)?(?:the|all|its|each)|"
    r"as\s(?:set\sforth|set\sout|specified|described|stated|listed|agreed|detailed|outlined)\s(?:in|by|under)|"
    r"to\sthe\s(?:reasonable\s)?satisfaction\sof|free\s(?:of|from)|with\sthe\s(?:same\s|reasonable\s)?(?:skill|care|degree)|"
    r"in\sa\s(?:\w+\s){1,3}(?:and\s\w+\s)?(?:manner|fashion))\b(?:[^,;.:()]|\.(?=\d)){0,80}?(?=[,;:()]|\.(?!\d)|\s(?:and\s(?:shall|will)|unless|if|provided)\s|$)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if(?!\s(?:any|applicable)\b)|unless|provided,?\s(?:however,?\s)?that|subject\sto|except\s(?:where|as|that|if|for|when|to)|in\sthe\sevent|"
    r"to\sthe\s(?:\w+\s)?extent|(?:as|so)\slong\sas|contingent\s(?:up)?on|conditional\s(?:up)?on|conditioned\s(?:up)?on|assuming|"
    r"(?<!instances\s)where\s(?:the|a|an|any|such|this|it)|when(?:ever)?\s(?!and\b)|once(?!\s(?:a|per|every|each|weekly|monthly)\b)|in\scase|"
    r"(?:up)?on\s(?:\w+[’']s\s)?(?:\w+\s)?request|depend(?:s|ing|ent)\s(?:up)?on|as\s(?:needed|required|necessary|appropriate))\b"
    r"(?:[^,;.]|,(?=\s(?:and|or|but)\s)|\.(?=\d)){0,160}",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"(?:within|than)\W*\Z", re.IGNORECASE)
_AFTER = re.compile(r"\s+(?:after|from|following|before|prior\sto)\b", re.IGNORECASE)
_RANKS = ("dated", "repeated", "event", "vague")
_MOST_MEASURES = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """Where a clause says when, how measured and on what condition; `due` is a day of the calendar where one is named.

    `dated` tells whether `when` is a time that can be held against the calendar: "promptly" is none.
    """

    when: Span | None
    dated: bool
    due: date | None
    measures: tuple[Span, ...]
    conditions: tuple[Span, ...]


def parts_of(passage: Passage, around: Span, operator: Span, subject: int) -> Parts:
    """Return the parts of the clause at `around`, whose operator and subject stand where the others say."""
    conditions = tuple(_found(_CONDITION, passage.text, around))
    values = [value for value in passage.values if around.contains(value.span)]
    told = (time for time in _times(passage, values) if not _is_supposed(time[0], conditions, operator))
    times = [_clipped(time, operator) for time in told]
    when, rank, due = _best(times, passage, around)
    if when is not None and when.start < subject < when.end and subject < operator.start:
        when = Span(when.start, when.start + len(passage.text[when.start : subject].rstrip(" ,")))
    taken = [span for span, _ in times]
    measures = [*_measured(values, taken), *_found(_STANDARD, passage.text, around)]
    return Parts(when, rank in _RANKS[:3], due, tuple(sorted(measures)[:_MOST_MEASURES]), conditions)


def _clipped(time: tuple[Span, Value], operator: Span) -> tuple[Span, Value]:
    """Return a time without the words that reach over the operator, which belong to the duty itself."""
    span, value = time
    over = span.start < operator.start < span.end
    return (Span(span.start, value.span.end), value) if over else time


def _is_supposed(time: Span, conditions: Sequence[Span], operator: Span) -> bool:
    """Tell whether a time belongs to a condition: "if the Client is 30 days late, the Provider may"."""
    return any(condition.contains(time) and condition.end <= operator.start for condition in conditions)


def _found(pattern: re.Pattern[str], text: str, around: Span) -> Iterator[Span]:
    for match in pattern.finditer(text, around.start, around.end):
        yield Span(match.start(), match.start() + len(match.group().rstrip()))


def _times(passage: Passage, values: Sequence[Value]) -> Iterator[tuple[Span, Value]]:
    """Yield the durations and dates that say when something is due or how long it lasts, with their "within"."""
    for value in values:
        before = passage.text[max(0, value.span.start - 60) : value.span.start]
        if not _is_time(value, before, passage.text):
            continue
        back = _BACK.search(before)
        if back is not None or "-" not in value.span.of(passage.text):
            extended = _EXTENDS.match(passage.text, value.span.end)
            start = value.span.start - (len(back.group()) if back else 0)
            yield Span(start, extended.end() if extended else value.span.end), value


def _is_time(value: Value, before: str, text: str) -> bool:
    """Tell whether a quantity says when: "within 30 days", "ten days after"; of hours of work only "within"."""
    if value.kind == "effort":
        return _WITHIN.search(before) is not None
    timed = _TIMED.search(before) is not None or _AFTER.match(text, value.span.end) is not None
    return value.kind in ("duration", "date") and timed


def _best(times: Sequence[tuple[Span, Value]], passage: Passage, around: Span) -> tuple[Span | None, str, date | None]:
    """Return the most exact time of a clause, how exact it is, and its day where that is one of the calendar."""
    if times:
        days = [(span, value) for span, value in times if value.kind == "date"]
        span, value = (days or list(times))[0]
        return Span(span.start, min(span.end, around.end)), "dated", value.day
    for rank, pattern in (("repeated", _REPEATED), ("event", _EVENT), ("vague", _VAGUE)):
        found = next(_found(pattern, passage.text, around), None)
        if found:
            return found, rank, None
    return None, "", None


def _measured(values: Sequence[Value], taken: Sequence[Span]) -> Iterator[Span]:
    for value in values:
        if value.kind != "date" and not any(span.overlaps(value.span) for span in taken):
            yield value.span
