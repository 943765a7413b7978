"""To whom a duty is owed: the party named as the one who gets something, not every party that the words mention."""

from __future__ import annotations

import re

from proposalcheck.annotate.parties import Mention
from proposalcheck.commitments.duties import Duty
from proposalcheck.commitments.passage import Passage

_TO = re.compile(r"\b(?:to|for|with|upon|towards?|against)\s+(?:the\s+|each\s+|such\s+)?\Z", re.IGNORECASE)
_OBJECT = re.compile(
    r"(?:be\s+)?(?:promptly\s+|immediately\s+)?(?:pay|notify|inform|provide|give|send|offer|advise|reimburse|refund|credit|"
    r"supply|assist|help|support|compensate|train|tell|furnish|grant|show|deliver|invoice|bill|contact|consult|update|"
    r"allow|permit|keep|remind|hold|indemnify|defend|indemnify\W+defend\W+and\s+hold(?:\s+harmless)?|"
    r"(?:defend|indemnify)\W+(?:and\s+)?(?:defend|indemnify|hold\s+harmless)(?:\W+(?:and\s+)?hold\s+harmless)?|hold\s+harmless|save)"
    r"\s+(?:the\s+|each\s+)?\Z",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\s*(?:\Z|[,.;:()\[\]“\"’”]|(?:the|an?|all|any|of|in|on|at|by|with|within|for|from|to|as|and|or|and/or|upon|if|such|its|"
    r"their|each|no|not|that|which|who|under|during|when|unless|prior|before|after|once|via|through|promptly|written|"
    r"immediately|is|are|every|against|regarding|about|concerning|hereunder|pursuant|\d+)\b)",
    re.IGNORECASE,
)
_OWNS_OR_ACTS = re.compile(r"[’']s?\b|[’']\s|\s+to\s+\w+")
_CLAUSE = re.compile(r"\b(?:which|that|if|unless|when|where)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:to|for|with|notify|inform|advise|indemnify|tell|give|provide|reimburse|hold\s+harmless|assist)\s+"
    r"(?P<who>(?:each|the)\s+other(?:\s+party)?)\b(?![’'])",
    re.IGNORECASE,
)


def receiver_of(passage: Passage, duty: Duty) -> str:
    """Return whom `duty` is owed to, as printed, or nothing where the words do not say."""
    if duty.receiver is not None:
        return duty.receiver.named
    text = passage.text
    for mention in passage.mentions:
        inside = duty.action.start <= mention.span.start and mention.span.end <= duty.action.end
        if inside and _other_side(mention, duty) and _gets(text, mention, duty):
            return " ".join(mention.span.of(text).split())
    other = _OTHER.search(text, duty.action.start, duty.action.end)
    return " ".join(other["who"].split()) if other and duty.subject.acts else ""


def _other_side(mention: Mention, duty: Duty) -> bool:
    return mention.side not in ("both", None) and mention.side != duty.subject.side


def _gets(text: str, mention: Mention, duty: Duty) -> bool:
    """Tell whether a party stands as the receiver: behind "to", or as the object of a verb of giving."""
    if _OWNS_OR_ACTS.match(text, mention.span.end) or mention.span.of(text).lower() in ("our", "your"):
        return False
    before = text[duty.action.start : mention.span.start]
    if _OBJECT.fullmatch(before):
        return True
    free = _TO.search(before) is not None and _FREE.match(text, mention.span.end) is not None
    return free and _CLAUSE.search(before) is None
