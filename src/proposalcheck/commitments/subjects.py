"""Who is bound: the subject of an operator, read from the words before it; unknown where they do not say.

A party counts only when it is the grammatical subject: in "fees owed by the Client shall be paid" nobody is named who
pays. People count under the side that the text gives them ("the Provider's staff"), else under none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from proposalcheck.annotate.parties import Mention
from proposalcheck.commitments.passage import Passage

SubjectKind = Literal["party", "people", "thing", "pronoun", "clause"]
"""What a subject is; a `clause` is one that describes or supposes ("which the Client shall", "if it must")."""

_PEOPLE = (
    r"(?:personnel|staff|teams?|employees?|representatives?|agents?|subcontractors?|sub-contractors?|affiliates?|managers?|"
    r"leads?|leaders?|engineers?|developers?|consultants?|experts?|specialists?|architects?|designers?|analysts?|"
    r"directors?|sponsors?|owners?|trainers?|technicians?|coordinators?|administrators?|officers?|testers?|committee|"
    r"executives?|members?|people|users?|workers?|attorneys?|insurers?)"
)
_ADVERBS = (
    r"(?:hereby|also|then|further|furthermore|therefore|thereafter|each|both|jointly|severally|always|only|"
    r"additionally|themselves|itself|alone|together|all|in\sturn|individually|collectively|subsequently|accordingly)"
)
_ENUMERATOR = r"(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s*)?"
_GAP = re.compile(
    rf"[”\"’]?(?:\s*\([^()]{{0,160}}\))*(?:\s*,[^,;]{{1,120}},)?"
    rf"(?:,?\s+(?:and|or|and/or)\s+(?:its|their|his|her|any)\s+[\w\s,]{{3,80}}?)?(?:[\s,]+{_ADVERBS}\b)*\s*,?\s*{_ENUMERATOR}",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"(?:[’']s?)?\s+(?:[\w-]+\s+){{0,4}}?{_PEOPLE}(?:\s+and\s+{_PEOPLE})?\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:\b(?:the|each|such|said|any|every|both|all|of)\s+|[“\"‘(])*\Z", re.IGNORECASE)
_ATTACHED = re.compile(
    r"\b(?:of|by|for|to|with|from|between|against|under|through|than|per|via|at|in|into|upon|toward|towards|on|including|"
    r"both)\s+(?:the\s+|each\s+|any\s+|such\s+)?\Z",
    re.IGNORECASE,
)
_PEOPLE_OF = re.compile(rf"(?P<who>(?:the\s+|all\s+|any\s+)?\b{_PEOPLE}\s+of\s+(?:the\s+)?)\Z", re.IGNORECASE)
_SUPPOSES = re.compile(
    r"\b(?:which|that|who|whom|whose|as|what|whatever|how|where|wherever|if|when|whenever|whether|event|unless|until|"
    r"whether\s+or\s+not|because|than|while|once|should|before|after)\s+(?:the\s+|each\s+|such\s+|any\s+|either\s+)?(?:board\s+of\s+)?\Z",
    re.IGNORECASE,
)
_SAYS_THAT = re.compile(
    r"\b(?:agree[sd]?|acknowledge[sd]?|understood|provided|ensures?|warrants?|guarantees?|confirm[s]?|so|undertakes?|"
    r"represents?|covenants?|except)(?:\s*,)?\s+that\s+(?:the\s+|each\s+)?\Z",
    re.IGNORECASE,
)
_PEOPLE_ALONE = re.compile(
    rf"(?P<who>\b(?:the|a|an|each|all|its|their|this|dedicated|assigned)\s+(?:[\w-]+\s+){{0,3}}?{_PEOPLE})\s*"
    rf"(?:\([^()]{{1,60}}\)\s*)?(?:{_ADVERBS}\s+)*\Z",
    re.IGNORECASE,
)
_PARTY_WORDS = re.compile(
    r"(?P<who>\b(?:(?:the|a|such|each|that|said|any)\s+)?(?:(?:receiving|disclosing|indemnifying|indemnified|other|defaulting|"
    r"breaching|non-\w+|requesting|affected|terminating|notifying|prevailing|losing|recipient|discloser|owning)\s+)?"
    rf"part(?:y|ies))\s*(?:{_ADVERBS}\s+)*\Z",
    re.IGNORECASE,
)
_PRONOUN = re.compile(rf"(?P<who>\b(?:it|they))\s*(?:{_ADVERBS}\s+)*\Z", re.IGNORECASE)
_NOTHING_NEW = re.compile(
    rf"(?:[,;:]|\b(?:and|or|but))\s*(?:(?:also|then|further|furthermore|thereafter|in\saddition|additionally)[\s,]+)?"
    rf"{_ENUMERATOR}\Z",
    re.IGNORECASE,
)
_THIRD = re.compile(r"\b(?:third|other|additional)\s+\Z", re.IGNORECASE)
_JOINED = re.compile(r"(?P<other>\b(?:[A-Z]|[a-z]{1,3}[A-Z])[\w&.-]*(?:\s[A-Z][\w&.-]*){0,3})\s+and\s+(?:the\s+)?\Z")
_FARTHEST = 300
"""How many characters on a subject may go on without being named again."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what an operator speaks of: as printed, its side (empty where it cannot be told), where it begins."""

    kind: SubjectKind
    named: str
    side: str
    start: int
    negative: bool = False

    @property
    def acts(self) -> bool:
        """Whether somebody is named who can owe something."""
        return self.kind in ("party", "people")


def subject_before(passage: Passage, place: int, floor: int, last: Subject | None) -> Subject:
    """Return the subject of the operator at `place`; `floor` is where the operator before it ended.

    `last` is that operator's subject, which goes on where nothing new is named ("shall test and shall report").
    """
    left = passage.text[:place]
    mention = _last_mention(passage, place, floor)
    if mention is not None:
        subject = _of_mention(mention, left)
        if subject is not None:
            return subject
    return _unnamed(left, floor, last)


def _last_mention(passage: Passage, place: int, floor: int) -> Mention | None:
    before = [mention for mention in passage.mentions if floor <= mention.span.start and mention.span.end <= place]
    return before[-1] if before else None


def _of_mention(mention: Mention, left: str) -> Subject | None:
    """Return the subject that a mention makes, or None where it is none."""
    gap, named = left[mention.span.end :], left[mention.span.start : mention.span.end]
    article = _ARTICLE.search(left[: mention.span.start])
    start = article.start() if article else mention.span.start
    side = mention.side or ""
    if named.lower() in ("our", "your"):
        owned = _OWNED.fullmatch(gap)
        return Subject("people", _tidy(left[mention.span.start :]), side, start) if owned else None
    if _GAP.fullmatch(gap):
        return _party(left, start, mention, side)
    if _OWNED.fullmatch(gap) and not _ATTACHED.search(left[:start]):
        return Subject("people", _tidy(left[mention.span.start :]), side if side != "both" else "", start)
    return None


def _party(left: str, start: int, mention: Mention, side: str) -> Subject:
    before = left[: mention.span.start]
    people = _PEOPLE_OF.search(before)
    head = people.start() if people else mention.span.start
    named = _tidy(left[head : mention.span.end])
    if _SUPPOSES.search(left[:head]) and not _SAYS_THAT.search(left[:head]):
        return Subject("clause", "", "", min(start, head))
    if people:
        return Subject("people", named, side if side != "both" else "", head)
    joined = _JOINED.search(before)
    if joined:
        return Subject("party", _tidy(left[joined.start() : mention.span.end]), "", joined.start())
    if _THIRD.search(before) or (_ATTACHED.search(before) and not _opens(before)):
        return Subject("thing", _thing(left), "", start)
    return Subject("party", named, side, start, negative=named.lower().startswith("neither"))


def _opens(before: str) -> bool:
    """Tell whether "each of the parties" and its like stand before a party, which attach it to nothing."""
    return re.search(r"\b(?:each|both|either|neither|any)\s+of\s+(?:the\s+)?\Z", before, re.IGNORECASE) is not None


def _unnamed(left: str, floor: int, last: Subject | None) -> Subject:
    """Return a subject that is no mention: another name for a party, people, a pronoun, the last one again, a thing."""
    if last is not None and len(left) - floor <= _FARTHEST and _NOTHING_NEW.search(left[floor:]):
        return last
    for kind, pattern in (("party", _PARTY_WORDS), ("people", _PEOPLE_ALONE), ("pronoun", _PRONOUN)):
        found = pattern.search(left, floor)
        if found:
            return _described(kind, found, left)
    start = _start_of_thing(left, floor)
    return Subject("thing", _tidy(left[start:]), "", start)


def _described(kind: str, found: re.Match[str], left: str) -> Subject:
    if _SUPPOSES.search(left[: found.start()]) and not _SAYS_THAT.search(left[: found.start()]):
        return Subject("clause", "", "", found.start())
    if _ATTACHED.search(left[: found.start()]):
        return Subject("thing", _thing(left), "", found.start())
    if kind == "pronoun":
        return Subject("pronoun", found["who"], "", found.start())
    return Subject("party" if kind == "party" else "people", _tidy(found["who"]), "", found.start())


def _thing(left: str) -> str:
    return _tidy(left[_start_of_thing(left) :])


def _start_of_thing(left: str, floor: int = 0) -> int:
    """Return where the words behind the last comma, semicolon or colon from `floor` on begin."""
    return max(floor, *(left.rfind(sign, floor) + 1 for sign in ",;:"))


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,“”\"'(")
