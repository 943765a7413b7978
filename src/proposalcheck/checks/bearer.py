"""Who has a duty or right, looked for where drafters put the party when the sentence itself names none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from proposalcheck.annotate.annotated import Annotated, Hit
from proposalcheck.annotate.parties import Mention
from proposalcheck.checks.subject import acted_upon, acting, named_as
from proposalcheck.document import Span

_PRONOUN = re.compile(r"\b(?:it|he|she)\s+(?:shall|will|must|may|agrees|hereby|further|also)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|of)\s+(?:the\s+)?$", re.IGNORECASE)
_PASSIVE = re.compile(r"\bbe\s+(?:\w+\s+)?\w+ed\b", re.IGNORECASE)
_NAME = re.compile(r"(?<!\w)(?P<name>you|we|[A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*){0,4})(?:\s*\([^()]{0,60}\))?,?\s*$")
_NO_NAMES = re.compile(
    r"\b(?:it|he|she|they|who|which|this|that|any|all|such|agreement|contract|section|order|services?|term|work|sow|"
    r"license|licence|subscription|part(?:y|ies)|law|exhibit|schedule|policy|plan|account)$",
    re.IGNORECASE,
)
_PERSONS = {"you": "client", "we": "provider"}
_LEAD = 3
"""How many words may stand before the verb of a sentence that leaves its party out."""
_OTHER = {"client": "provider", "provider": "client"}


@dataclass(frozen=True, slots=True)
class Bearer:
    """The party that has a duty or right: its name, its side (perhaps empty), and the name of the one who profits."""

    named: str
    side: str
    toward: str = ""

    @property
    def plain(self) -> str:
        """The name for comparing."""
        return self.named.lower().removeprefix("the ")


def are_both(bearers: Sequence[Bearer]) -> bool:
    """Tell whether the same duty or right lies with both parties: on two sides, under two names, or given in return."""
    names = {bearer.plain for bearer in bearers}
    parties = {bearer.side or bearer.plain for bearer in bearers}
    returned = any(bearer.toward in names - {bearer.plain} for bearer in bearers)
    return returned or len(parties) > 1 or "both" in parties


def bearer_of(annotated: Annotated, hit: Hit, *, received: bool = False) -> Bearer | None:
    """Return who has the duty or right at `hit`, or None where nothing tells.

    That is the party that acts there. Where the sentence is an item of a list or begins with its verb, it is the one
    that the line above the list names, or the title, and where a pronoun points back, that of the sentence before. Else
    it is the other one than the party that profits. With `received` the words are a passive, and the party that acts in
    it profits.
    """
    mention = acting(annotated, hit.sentence, hit.span)
    if received:
        return _other(_bearer(annotated, mention))
    if agent := _behind_by(annotated, hit):
        return _bearer(annotated, agent)
    profits = _bearer(annotated, acted_upon(annotated, hit.sentence, hit.span))
    found = _bearer(annotated, mention) or _named_before(annotated, hit) or _bearer(annotated, _outside(annotated, hit))
    if found is None or profits is None or found.side == "both":
        return found or _other(profits)
    return replace(found, side=found.side or _OTHER.get(profits.side, ""), toward=profits.plain)


def _bearer(annotated: Annotated, mention: Mention | None) -> Bearer | None:
    if mention is None:
        return None
    subject = named_as(annotated, mention)
    return Bearer(subject.named, subject.side)


def _other(party: Bearer | None) -> Bearer | None:
    """Return the other party than this one, whatever it is called; None where both are meant."""
    if party is None or party.side == "both":
        return None
    side = _OTHER.get(party.side, "")
    return Bearer(f"The {side or 'other party'}", side, party.plain)


def _outside(annotated: Annotated, hit: Hit) -> Mention | None:
    """Return the party that acts at `hit` though another place names it."""
    if not annotated.document.text[annotated.sentences[hit.sentence].span.start : hit.span.start].count(" ") > _LEAD:
        above = _above_the_list(annotated, hit) or _in_the_title(annotated, hit.sentence)
        if above is not None:
            return above
    return _before_the_pronoun(annotated, hit) or _nearest(annotated, hit)


def _nearest(annotated: Annotated, hit: Hit) -> Mention | None:
    """Return the last party before the words, where it is the only one before them."""
    return _only(
        [mention for mention in annotated.mentions.get(hit.sentence, ()) if mention.span.end <= hit.span.start]
    )


def _only(mentions: Sequence[Mention]) -> Mention | None:
    """Return the first of `mentions` if all are of one party."""
    return mentions[0] if len({mention.side for mention in mentions}) == 1 else None


def _behind_by(annotated: Annotated, hit: Hit) -> Mention | None:
    """Return the party behind the "by" of a passive, as in "may be ended at any time by the Client"."""
    text = annotated.document.text
    if not _PASSIVE.search(text, hit.span.start, hit.span.end):
        return None
    behind = [mention for mention in annotated.mentions.get(hit.sentence, ()) if mention.span.start >= hit.span.start]
    return next((each for each in behind if _BY.search(text[hit.span.start : each.span.start])), None)


def _named_before(annotated: Annotated, hit: Hit) -> Bearer | None:
    """Return the name in capitals right before the words, of a party that the document does not introduce."""
    begin = annotated.sentences[hit.sentence].span.start
    match = _NAME.search(annotated.document.text[begin : hit.span.start])
    if match is None or _NO_NAMES.search(match["name"]):
        return None
    named = " ".join(match["name"].split())
    side = _PERSONS.get(named.lower(), "")
    return Bearer(named.capitalize() if side else named, side)


def _above_the_list(annotated: Annotated, hit: Hit) -> Mention | None:
    """Return who acts in the line that opens the list: the nearest above in the section that ends in a colon."""
    for index in reversed([index for index in annotated.around(hit.sentence) if index < hit.sentence]):
        if annotated.words(index).rstrip().endswith(":"):
            return acting(annotated, index, _end_of(annotated, index))
    return None


def _before_the_pronoun(annotated: Annotated, hit: Hit) -> Mention | None:
    begin = annotated.sentences[hit.sentence].span.start
    if hit.sentence == 0 or not _PRONOUN.search(annotated.document.text, begin, hit.span.end):
        return None
    before = hit.sentence - 1
    return acting(annotated, before, _end_of(annotated, before)) or _only(annotated.mentions.get(before, ()))


def _in_the_title(annotated: Annotated, sentence: int) -> Mention | None:
    """Return the one party that the title of the section names as "by" or "of" it."""
    for section in annotated.sections_over(sentence):
        for index in annotated.sections.get(section, ()):
            if annotated.sentences[index].kind != "heading":
                continue
            begin = annotated.sentences[index].span.start
            named = [
                mention
                for mention in annotated.mentions.get(index, ())
                if _BY.search(annotated.document.text[begin : mention.span.start])
            ]
            if len(named) == 1:
                return named[0]
    return None


def _end_of(annotated: Annotated, sentence: int) -> Span:
    end = annotated.sentences[sentence].span.end
    return Span(end, end)
