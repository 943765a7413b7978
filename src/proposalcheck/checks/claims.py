"""Whether a text means what its words say: not when it asks, denies, defines a name, or reports another paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from proposalcheck.annotate.annotated import Annotated, Hit

Unclaimed = Literal["asked", "denied", "defined", "reported"]
"""The ways in which words can stand in a text that does not mean them."""

_FILLERS = (
    r"(?:(?:be|been|being|a|an|the|any|in|at|on|as|by|under|to|for|of|or|subject|provided|offered|given|made|done|billed|"
    r"charged|invoiced|paid|sold|treated|held|used|required|included|deemed|considered|approved|sent|set|right|owe|bound|"
    r"obliged|claim|further|such|other|buy|deal)\s+){0,4}"
)
_DENIED = re.compile(
    rf"(?:(?:\b(?:not|never|no longer|cannot|no)|n['’]t)\s+{_FILLERS}"
    r"|\bneither\s+(?:\w+\s+){1,3}?(?:(?:may|shall|will|can|is|are)\s+(?:\w+\s+){0,2})?"
    r"|\bin\s+no\s+(?:event|case|way)\b[^.;:]{0,40}\s"
    r"|\bnothing\b(?![^.;:]*\b(?:prevent|bar|limit|restrict|preclude|prohibit|stop|keep|hinder)s?\b)[^.;:]{0,60}\s)[\"“]?$",
    re.IGNORECASE,
)
"""What stands right before words that a sentence denies."""
_NO_DENIAL = re.compile(r"\bnot\s+(?:only|just|merely|limited)\b", re.IGNORECASE)
_NEAR = 40
_ASKED = re.compile(r"\?[\"”’)\]\s]*$")
_OTHER_PAPER = (
    r"(?:previous|prior|former|earlier|expired|expiring|old|outgoing|superseded|last)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:contract|agreement|licen[cs]e|arrangement|vendor|provider|supplier|contractor|agency|terms|order|deal|clause)s?"
)
_SAID = (
    r"(?:provided|stated|said|read|contained|required|allowed|gave|had|held|included|set|was|were|renewed|ran"
    r"|used\s+to)"
)
_REPORTED = re.compile(
    rf"\b{_OTHER_PAPER}(?:['’]s)?\b[^.;]{{0,60}}\b{_SAID}\b"
    r"|\b(?:rfp|rfq|tender|solicitation|questionnaire|your\s+(?:brief|letter|draft|question)|the\s+question)\b[^.;:]{0,30}"
    r"\b(?:asks?|asked|says|said|reads|stated?s?|wants\s+to\s+know)\b[^.;]{0,12}(?:whether|that|if|how|:|[“\"])",
    re.IGNORECASE,
)
"""How a sentence begins that tells what another paper said, or what was asked."""
_QUOTED = re.compile(r"[“\"](?P<name>[^”\"]{2,160})[”\"]")
_MEANS = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:shall\s+)?(?:means?|ha(?:s|ve)\s+the\s+meanings?|refers?\s+to|is\s+defined)\b",
    re.IGNORECASE,
)


def claimed(annotated: Annotated, hits: Iterable[Hit], even_if: tuple[Unclaimed, ...] = ()) -> list[Hit]:
    """Return the `hits` whose words the text means as its own; those in the ways of `even_if` are kept too."""
    return [hit for hit in hits if (way := _unclaimed(annotated, hit)) is None or way in even_if]


def _unclaimed(annotated: Annotated, hit: Hit) -> Unclaimed | None:
    span = annotated.sentences[hit.sentence].span
    words = annotated.words(hit.sentence)
    before = words[: hit.span.start - span.start]
    if _ASKED.search(words):
        return "asked"
    if _DENIED.search(before) and not _NO_DENIAL.search(before[-_NEAR:] + words[len(before) :][:_NEAR]):
        return "denied"
    if any(_is_name(words, match, hit.span.start - span.start) for match in _QUOTED.finditer(words)):
        return "defined"
    return "reported" if _is_reported(words, len(before)) or _is_quoted_on(annotated, hit.sentence) else None


def _is_reported(words: str, place: int) -> bool:
    match = _REPORTED.search(words)
    return match is not None and match.start() < place


def _is_quoted_on(annotated: Annotated, sentence: int) -> bool:
    """Tell whether a quotation that another paper is reported with goes on into this sentence."""
    if sentence == 0:
        return False
    before = annotated.words(sentence - 1)
    return before.count("“") > before.count("”") and _REPORTED.search(before) is not None


def _is_name(words: str, quoted: re.Match[str], place: int) -> bool:
    return quoted.start() < place < quoted.end() and _MEANS.match(words, quoted.end()) is not None
