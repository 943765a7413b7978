"""Whom the words of a match speak of: the name to use in a message, and the side that decides how bad it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.annotate.parties import ROLES, Mention
from proposalcheck.document import Span

PartyRole = Literal["doer", "receiver"]
"""Whose side a rule goes by: who acts ("the Provider may end …") or who is acted upon ("… passes to the Client")."""

_MODAL = r"(?:shall|will|must|may|can|cannot|agrees?|undertakes?|covenants?|hereby|has|have|had|is|are)\b"
_VERB = (
    rf"(?:{_MODAL}|(?:indemnif\w+|holds?|defends?|reserves?|retains?|warrants?|represents?|acknowledges?|grants?|does|do"
    r"|assigns\s+(?:to|all|its|it|any|the))\b)"
)
_ACTS = re.compile(
    r"['’]s?\s+(?:[\w-]+\s+){0,4}(?:liability|liabilities|obligations?)\b"
    r"|\s*(?:\([^()]{0,80}\)\s*)?(?:,[^.;:]{1,120}?,\s*)?"
    rf"(?:and\s+(?:its|their)\s[^.;:]{{1,80}}?\s{_MODAL}|(?:(?:also|each|expressly|solely|therefore|not)\s+)*{_VERB})",
    re.IGNORECASE,
)
"""What stands behind a party that acts: perhaps a bracket or an insertion, then a verb; or what it bears."""
_GOVERNED = re.compile(
    r"\b(?:of|by|to|from|with|for|against|upon|between|than|under|through)\s+(?:the\s+)?$", re.IGNORECASE
)
"""What stands before a party that does not act."""
_BEARS = re.compile(
    r"\b(?:\w+(?:ed|en|wn|ld|de)\s+by|(?:liability|obligations?|duty|duties|rights?)\s+of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands before a party that acts in a passive, or that bears something: "owned by", "the liability of"."""
_LET = re.compile(
    r"\b(?:(?:allow|permit|enable|authori[sz]e|entitle|let)s?|shall|will|may|neither|nor|either)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands before a party that is given leave to act, or whose verb is split: "in no event shall the Client be"."""
_OWNS = re.compile(r"['’]")
_BEGINS = re.compile(_VERB, re.IGNORECASE)
_OWNS_WORDS = re.compile(r"['’]s?\s+(?:[\w-]+,?\s+){0,5}$")
"""What stands between a party and words about what is its own: "Vendor's then" before "current policy"."""
_BOTH = {"neither party": "Each party", "no party": "Each party", "any party": "Each party"}
_REACH = 40
"""How many characters before a party tell how it is governed."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A party as the beginning of a sentence ("The Provider"), and its side, empty where that cannot be told."""

    named: str
    side: str


def subject_of(annotated: Annotated, sentence: int, words: Span, party: PartyRole = "doer") -> Subject:
    """Return the party that acts, or is acted upon, at `words` of a sentence."""
    mention = actor(annotated, sentence, words) if party == "doer" else acted_upon(annotated, sentence, words)
    return Subject("A party", "") if mention is None else named_as(annotated, mention)


def actor(annotated: Annotated, sentence: int, words: Span) -> Mention | None:
    """Return who acts at `words` of a sentence; where no party has a verb, it is as `Annotated.doer` finds it."""
    return acting(annotated, sentence, words) or annotated.doer(sentence, words)


def acting(annotated: Annotated, sentence: int, words: Span) -> Mention | None:
    """Return the first party in `words` that has a verb, or stands behind a "by"; both parties, where they do.

    Where there is none it is the party whose own the words are, the party before them whose verb they begin with, or
    else the last before them that has a verb.
    """
    mentions = annotated.mentions.get(sentence, ())
    verbs = {mention: end for mention in mentions if (end := _end_of_verb(annotated, sentence, mention))}
    inside = [
        mention
        for mention in mentions
        if words.contains(mention.span) and (mention in verbs or _stands_behind(_BEARS, annotated, sentence, mention))
    ]
    if inside:
        return next((mention for mention in inside if mention.side == "both"), inside[0])
    before = [mention for mention in mentions if mention.span.end <= words.start]
    if before and _owns(annotated, before[-1], words):
        return before[-1]
    acting_before = [mention for mention in before if mention in verbs]
    own = [mention for mention in acting_before if verbs[mention] > words.start]
    return own[-1] if own else acting_before[-1] if acting_before else None


def acted_upon(annotated: Annotated, sentence: int, words: Span) -> Mention | None:
    """Return who is acted upon: the last party named in `words`, else the first behind them; an owner counts last."""
    mentions = [
        mention
        for mention in annotated.mentions.get(sentence, ())
        if not _OWNS.match(annotated.document.text, mention.span.end)
    ]
    inside = [mention for mention in mentions if words.contains(mention.span)]
    behind = [mention for mention in mentions if mention.span.start >= words.end]
    return inside[-1] if inside else behind[0] if behind else annotated.receiver(sentence, words)


def _owns(annotated: Annotated, mention: Mention, words: Span) -> bool:
    text = annotated.document.text
    between = text[mention.span.end : words.start]
    if len(between) > _REACH or _BEGINS.match(text, words.start):
        return False
    return _OWNS_WORDS.fullmatch(between) is not None


def _end_of_verb(annotated: Annotated, sentence: int, mention: Mention) -> int | None:
    """Return where the verb ends of which a party is the subject, or None where it has none."""
    if _stands_behind(_GOVERNED, annotated, sentence, mention):
        return None
    if _stands_behind(_LET, annotated, sentence, mention):
        return mention.span.end
    end = annotated.sentences[sentence].span.end
    match = _ACTS.match(annotated.document.text, mention.span.end, end)
    return match.end() if match else None


def _stands_behind(words: re.Pattern[str], annotated: Annotated, sentence: int, mention: Mention) -> bool:
    begin = max(annotated.sentences[sentence].span.start, mention.span.start - _REACH)
    return words.search(annotated.document.text[begin : mention.span.start]) is not None


def named_as(annotated: Annotated, mention: Mention) -> Subject:
    """Return a mention as the beginning of a sentence, with its side; both parties are named by what they do."""
    named = " ".join(annotated.document.quote(mention.span).split())
    if mention.side == "both":
        named = _BOTH.get(named.lower(), named.capitalize() if named.isupper() else named)
    role = named.lower() in ROLES
    named = named.capitalize() if role and named.isupper() else named[:1].upper() + named[1:]
    return Subject(("The " if role else "") + named, mention.side or "")
