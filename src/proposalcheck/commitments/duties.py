"""The duties of a passage: each operator that binds, with who is bound and the words that say to what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from proposalcheck.commitments import things
from proposalcheck.commitments.operators import Operator, Sort, operators_in
from proposalcheck.commitments.passage import Passage
from proposalcheck.commitments.subjects import Subject, subject_before
from proposalcheck.document import Span

_PARTICIPLE = re.compile(r"be\s+(?:\w+ly\s+)*\w+(?:(?:,|\s+and|\s+or)\s+\w+(?:ed|en|id|nt|de)\b)*", re.IGNORECASE)
_ANOTHER_VERB = re.compile(r"\b\w{2,}(?:ed|en|ing)\b|[,;:.]|\b(?:that|which|as)\b", re.IGNORECASE)
_TAIL = re.compile(r"[\s,;:]*(?:\b(?:and|or|but)\b\s*)?(?:\(?(?:[a-z]|[ivx]{1,4}|\d)\)\s*)?\Z", re.IGNORECASE)
_INVERTED = re.compile(r"(?:the\s+)?\b(?:either|neither|any|party)\b", re.IGNORECASE)
_DISCLAIMED = re.compile(
    r"be\s|have\s|own\b|incur|bear\b|constitute|remain\b|acquire|become|lose\b|suffer|represent\b", re.IGNORECASE
)
_MODALS = ("modal", "short", "required")
_HEAD = re.compile(r"\W*(?:\(?\w{1,4}[.)]\s+)?(?:[^,;]{0,80},\s+)?", re.DOTALL)
_FIRM = re.compile(
    r"\b(?:within|every|each|by\s\d|at\s(?:its|their)\sown|no\slater|not\slater|daily|weekly|monthly|quarterly|yearly|annually|"
    r"free\sof\scharge|in\swriting|on\srequest|by\sthe\s(?:end|\w+\sday))\b",
    re.IGNORECASE,
)
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Duty:
    """What is owed or forbidden: who is bound, who it is owed to as far as the grammar tells, and where it stands.

    Spans are within the passage: `operator` ("shall"), `action` (what follows, to the end of the clause), `around` (the
    clause with the conditions before it).
    """

    sort: Sort
    subject: Subject
    operator: Span
    action: Span
    around: Span
    receiver: Subject | None = None
    kind: str = "modal"


def duties_in(passage: Passage, before: Subject | None = None) -> Iterator[Duty]:
    """Yield the duties of `passage` in reading order; `before` is who "it" at its beginning stands for."""
    found = list(_bound(passage, before))
    start = 0
    for place, duty in enumerate(found):
        end = _end(passage.text, duty, found[place + 1] if place + 1 < len(found) else None)
        action = Span(duty.action.start, max(end, duty.action.start))
        around = Span(min(start, duty.operator.start), action.end)
        start = action.end
        opens_list = passage.text.rstrip().endswith(":") and place + 1 == len(found)
        if duty.sort != "none" and (opens_list or says_something(action.of(passage.text))):
            yield replace(duty, action=action, around=around)


def says_something(action: str) -> bool:
    """Tell whether the words behind an operator are more than a number or a colon."""
    letters = filter(str.isalpha, action)
    return len(list(islice(letters, _FEWEST_LETTERS))) == _FEWEST_LETTERS


def _end(text: str, duty: Duty, following: Duty | None) -> int:
    """Return where a duty's words end: at the next one's subject, without the "and" that leads there."""
    end = len(text) if following is None else max(following.subject.start, duty.action.start)
    if following is not None and following.subject.start <= duty.operator.start:
        end = following.operator.start
    end = len(text[:end].rstrip(" .;,"))
    tail = _TAIL.search(text, duty.action.start, end)
    return tail.start() if tail else end


def _bound(passage: Passage, before: Subject | None) -> Iterator[Duty]:
    """Yield each operator with its subject; the action's end is not settled yet."""
    last, floor = before, 0
    swallowed = -1
    for operator in operators_in(passage.text):
        subject = subject_before(passage, operator.words.start, floor, last if floor else None)
        if subject.kind == "pronoun" and last is not None and last.acts:
            subject = replace(last, start=subject.start)
        duty = _judged(passage, operator, subject)
        inside_clause = swallowed >= 0 and subject.kind in ("thing", "clause", "pronoun")
        if duty is not None and not inside_clause:
            yield duty
            swallowed = operator.action if operator.kind == "warrants" else swallowed
        if subject.kind != "clause" and (operator.kind != "present" or duty is not None):
            last = subject
        if operator.kind == "present" and duty is None:
            continue
        floor = operator.words.end


def _judged(passage: Passage, operator: Operator, subject: Subject) -> Duty | None:
    """Return the duty that an operator makes of its subject; one of sort `none` only parts others from each other."""
    plain = " ".join(passage.text[operator.action : operator.action + 120].split())
    here = Span(operator.action, operator.action)
    duty = Duty("none", subject, operator.words, here, operator.words, kind=operator.kind)
    if operator.sort == "none" or subject.kind == "clause":
        return duty if subject.acts else None
    if _is_inverted(passage, operator, plain):
        return None
    if operator.kind in _MODALS and things.is_passive(plain):
        return _passive(passage, duty, operator, plain)
    if operator.kind == "present":
        return _in_present(passage, duty, plain)
    return _active(duty, operator, plain) if subject.acts else _nobody(duty, operator, plain)


def _in_present(passage: Passage, duty: Duty, plain: str) -> Duty | None:
    """Return the duty of "The Client pays within 30 days": a party at the head of a sentence, and a time or a manner.

    Without these, present tense describes: "The Provider provides consulting services".
    """
    opens = _HEAD.fullmatch(passage.text[: duty.subject.start]) is not None
    firm = duty.subject.kind == "party" and duty.subject.side and not duty.subject.negative
    return replace(duty, sort="promise") if firm and opens and _FIRM.search(plain) else None


def _active(duty: Duty, operator: Operator, plain: str) -> Duty | None:
    """Return the duty of somebody who acts; who only receives something is owed it by another."""
    subject = duty.subject
    if operator.kind == "falls" or (operator.kind == "warrants" and not things.looks_ahead(plain)):
        return None
    if things.is_received(plain) and subject.kind == "party" and operator.sort == "promise":
        nobody = Subject("thing", "", "", subject.start)
        return replace(duty, sort="promise", subject=nobody, receiver=subject)
    if subject.negative:
        return duty if _DISCLAIMED.match(plain) else replace(duty, sort="restriction")
    return replace(duty, sort=operator.sort)


def _is_inverted(passage: Passage, operator: Operator, plain: str) -> bool:
    """Tell whether the subject stands behind the operator, as in "in no event shall the Provider"."""
    if operator.kind != "modal":
        return False
    article = len("the ") if plain.lower().startswith("the ") else 0
    behind = operator.action + article
    named = any(mention.span.start == behind for mention in passage.mentions)
    return (named and bool(article or passage.text[behind].isupper())) or _INVERTED.match(plain) is not None


def _nobody(duty: Duty, operator: Operator, plain: str) -> Duty | None:
    thing = duty.subject.named
    if operator.kind == "falls":
        return replace(duty, sort="promise") if things.falls_due(thing, plain) else None
    if operator.kind not in _MODALS:
        return None
    owed = things.binds(thing, plain) if operator.sort == "promise" else things.forbids(thing, plain)
    return replace(duty, sort=operator.sort) if owed else None


def _passive(passage: Passage, duty: Duty, operator: Operator, plain: str) -> Duty | None:
    """Return a duty in the passive: the doer stands behind "by", or is not named; the subject is acted upon."""
    doer = _agent(passage, operator.action)
    acted_on = duty.subject if duty.subject.kind == "party" else None
    thing = "somebody" if acted_on else duty.subject.named
    counts = things.binds if operator.sort == "promise" else things.forbids
    if things.denies(thing) or things.speaks_of_itself(thing) or (doer is None and not counts(thing, plain)):
        return None
    who = replace(doer, start=duty.subject.start) if doer else Subject("thing", "", "", duty.subject.start)
    return replace(duty, sort=operator.sort, subject=who, receiver=acted_on)


def _agent(passage: Passage, action: int) -> Subject | None:
    """Return the party behind "by" in "be delivered by the Provider", if nothing else can be meant."""
    participle = _PARTICIPLE.match(passage.text, action)
    if participle is None:
        return None
    for mention in passage.mentions:
        between = passage.text[participle.end() : mention.span.start]
        by = re.search(r"(?:\A|\s)by\s+(?:the\s+|each\s+|both\s+)?\Z", between, re.IGNORECASE)
        if mention.span.start < participle.end() or by is None:
            continue
        if _ANOTHER_VERB.search(between[: by.start()]):
            return None
        named = " ".join(mention.span.of(passage.text).split())
        owned = re.match(r"[’']", passage.text[mention.span.end :]) is not None
        return None if owned else Subject("party", named, mention.side or "", mention.span.start)
    return None


def last_subject(duties: Sequence[Duty]) -> Subject | None:
    """Return the party that the last of `duties` binds, which "it" in the next sentence may stand for."""
    return duties[-1].subject if duties and duties[-1].subject.kind == "party" else None
