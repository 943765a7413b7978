"""The words that make a duty: "shall", "will", "must", "agrees to", "is responsible for", and what they do not bind.

An operator is told from its neighbours alone: "shall not be liable" limits a claim, "will be happy to" is a courtesy,
"shall mean" defines. What is left is a promise, or, with "not", a restriction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import re2

from proposalcheck.annotate.numbers import lowered
from proposalcheck.document import Span

Sort = Literal["promise", "restriction", "none"]
"""What an operator makes of its sentence; `none` still has a subject that later words share ("may …, and shall …")."""

_ASIDE = r"(?:\s*,[^,;.]{1,90},)?"
_ADVERB = (
    r"(?:also|then|further|furthermore|thereafter|thereupon|therefore|hereby|always|each|both|all|only|together|first|"
    r"at\sall\stimes|at\sleast|at\s(?:its|their)\s(?:own|sole)\s(?:cost|expense)(?:\sand\s(?:cost|expense))?|in\sturn|"
    r"in\sgood\sfaith|(?!supply|apply|reply|rely|comply|assembly|multiply|bully|family|fly|ally)\w+ly(?:\sand\s\w+ly)?)"
)
_BETWEEN = rf"(?:{_ASIDE}\s+{_ADVERB}\b,?)*{_ASIDE}"
_NEGATION = r"(?P<not>not|never|neither|in\sno\s(?:event|case)|under\sno\scircumstances?|at\sno\stime|no\slonger)\b"
_DOES = (
    r"(?P<modal>shall|will|must)\b|[’'](?P<short>ll)\b"
    r"|(?P<agrees>(?:hereby\s)?(?:agrees?|undertakes?|commits|commit|promises?|covenants?|pledges?)"
    r"(?:\s+and\s+(?:agrees?|undertakes?|covenants?|commits?))?)(?=\s+(?:not\s+)?to\b)"
    r"|(?P<required>(?:is|are)\s+(?:hereby\s)?(?:required|obligated|obliged))(?=\s+to\b)"
    r"|(?P<responsible>(?:is|are)\s+(?:solely\s|fully\s|also\s|wholly\s|primarily\s|jointly\s)?responsible(?=\s+for\b))"
    r"|(?P<warrants>(?:hereby\s)?(?:guarantees?|warrants?|represents?(?:,)?\s+(?:and\s+)?warrants?|covenants?)"
    r"(?:\s+and\s+(?:guarantees?|warrants?|represents?|covenants?))*)\b"
    r"|(?P<falls>(?:is|are|becomes?)\s+(?:due|payable)\b)"
    r"|(?P<present>pays|delivers|provides|corrects|tests|sends|reports|performs|supplies|prepares|bears|reviews|appoints|"
    r"names|gives|trains|accepts|repays|refunds|keeps|reimburses|issues|writes|hosts|invoices|pay|deliver|provide|review|"
    r"meet|meets)\b"
    r"|(?P<other>may|can|cannot|should|would|could|might)\b"
)
_OPERATOR = re.compile(rf"(?<![\w-])(?:{_DOES})")
"""To be looked for in lower case: without case it would take three times as long, and it runs over every sentence."""
_MAY_BIND = re2.compile(
    "shall|will|must|[’']ll|agree|undertake|commit|promise|covenant|pledge|required|obligated|obliged|responsible"
    "|guarantee|warrant|represent|due|payable|pays|delivers|provides|corrects|tests|sends|reports|performs|supplies"
    "|prepares|bears|reviews|appoints|names|gives|trains|accepts|repays|refunds|keeps|reimburses|issues|writes|hosts"
    "|invoices|pay|deliver|provide|review|meet|may|can|should|would|could|might".encode()
)
"""Some letters of every operator: most sentences have none of them, and RE2 is quick to tell that."""
_AFTER = re.compile(rf"(?:\s+to\b)?{_BETWEEN}(?:\s+{_NEGATION}{_BETWEEN}(?:\s+to\b)?)?(?:\s+to\b)?\s*", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    r"\b(?:at|free|good|own|last|his|her|their|its|the|no|a|any|of|without|under|such|this|limited)\s+\Z", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z’'-]+")

_NO_DUTY = re.compile(
    r"""(?:be\s(?:\w+ly\s)?(?:deemed|considered|construed|interpreted|treated|entitled|liable|free|permitted|allowed|authori[sz]ed|
        able|unable|relieved|excused|released|regarded|subject|under\sno|happy|glad|pleased|delighted|proud|excited|
        honou?red|better|well|in\sbreach|in\sdefault|of\sno|binding|effective|enforceable|governed|the\b|an?\b|
        considering|looking|interested|bound|defined|determined|limited|included|understood|read|cumulative|severable|
        valid|void|null|exclusive|in\saddition|as\s|known|referred|responsible\sto|asked|prepared\sto\s(?:discuss|meet))
      |have\s(?!in\splace|completed|available|sufficient|appropriate|and\smaintain|all\s(?:necessary|required))|equal
      |mean|include|constitute|survive|apply|prevail|govern|inure|belong|vest|accrue|result|become|remain(?!\sresponsible)
      |own|retain\s(?:all|any|the\s(?:right|sole)|title|ownership|sole|exclusive|full|its|their|such|right)
      |look\sforward|see|find|notice|enjoy|benefit|feel|gain|love|like|want|wish|need\snot|cease|lapse|expire|exceed
      |believe|know|consist|consider\s(?:the|that)|depend|happen|occur|arise|incur|suffer|fail|hold\sharmless\sfrom
      |constitute|bind|affect|limit|waive|preclude|prevent|relieve|imply|contain|continue\sto\s(?:own|be\b|have)|continue\sin
      |acknowledge|understand|recogni[sz]e|agree\sthat|possess|exercise\s(?:any|its|the)|rely\son|only\sbe\sliable
      |prevail|control|take\s(?:effect|precedence)|come\sinto|enter\sinto\sforce|qualify|appear|seem|mainly)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DISCLAIMS = re.compile(
    r"""(?:be\s(?:held\b|liable|responsible|obligated|required|obliged|deemed|considered|construed|entitled|bound|prevented|
        affected|unreasonably|effective|valid|a\b|an\b|the\b|in\s(?:breach|default)|limited|subject|treated|interpreted|
        modified|amended|waived|applicable|enforceable|binding|authori[sz]ed|counted|included|able|eligible|relieved)
      |have\b|constitute|affect|apply|limit|relieve|exceed|mean|include|need|operate|diminish|impair|waive|extend|
        create|give\srise|be\b(?!\s\w+(?:ed|en|sold|made|held|lent|given)\b)|prevent|prejudice|act\sas\sa\swaiver|survive
        |preclude|imply|bear\s(?:any\s)?(?:liability|responsibility)|accept\s(?:any\s)?(?:liability|responsibility)
        |assume\s(?:any\s)?(?:liability|responsibility)|incur|lose|suffer|become|result|represent\s|cover|see|only)""",
    re.IGNORECASE | re.VERBOSE,
)
_WARRANTS = ("warrant", "guarantee", "represent")
_NO_WARRANTY = re.compile(rf"\b(?:not|nor|neither|no)\s+(?:\w+\s+){{0,3}}?(?:{'|'.join(_WARRANTS)})")
_TO_WORDS = re.compile(r"(?:the|all|this|these|any|such|our|its|following|\w+[’']s)\b|\w+\sthat\b", re.IGNORECASE)
_IN_ANY_WAY = re.compile(
    r"\A(?:,\s)?(?:in\sany\s(?:way|manner|event|case)|for\s(?:all|any)\s\w+(?:\sherein)?|however),?\s", re.IGNORECASE
)
_DEFINES = re.compile(
    r"\W*(?:the\sterm\s)?[“\"][^”\"]{1,80}[”\"][^.;]{0,60}?\b(?:means?|shall\smean|refers?\sto|has\sthe\smeaning|includes?)\b",
    re.IGNORECASE,
)
_RECITES = re.compile(r"\W*(?:whereas|now,?\s+therefore|in\s+witness)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator at its place in a text: its words, what it makes, and where the words that it binds begin.

    `kind` names the form: modal, short, agrees, required, responsible, warrants, falls, present or other.
    """

    words: Span
    action: int
    sort: Sort
    kind: str


def may_bind(lower: str) -> bool:
    """Tell whether a text in lower case may have an operator."""
    return _MAY_BIND.search(lower.encode()) is not None


def operators_in(text: str) -> Iterator[Operator]:
    """Yield the operators of `text` in reading order; those that bind nobody have the sort `none`.

    A definition, a recital and a question have none at all.
    """
    lower = lowered(text)
    if not may_bind(lower):
        return
    if _DEFINES.match(text) or _RECITES.match(text) or text.rstrip(' "”)').endswith("?"):
        return
    disclaimed = _NO_WARRANTY.search(lower) if any(word in lower for word in _WARRANTS) else None
    for match in _OPERATOR.finditer(lower, 0, disclaimed.start() if disclaimed else len(lower)):
        operator = _operator(match, text)
        if operator:
            yield operator


def _operator(match: re.Match[str], text: str) -> Operator | None:
    kind = match.lastgroup or ""
    if _NOUN_BEFORE.search(text[max(0, match.start() - 12) : match.start()]) and kind in ("modal", "warrants"):
        return None
    if kind in ("warrants", "responsible", "falls", "present"):
        return Operator(Span(*match.span()), match.end() + _blank(text, match.end()), "promise", kind)
    after = _AFTER.match(text, match.end())
    action = after.end() if after else match.end()
    negated = bool(after and after["not"])
    if not _WORD.match(text, action) and text[action : action + 1] not in (":", "(", "") and kind == "modal":
        return None
    return Operator(Span(*match.span()), action, _sort(kind, text[action : action + 60], negated=negated), kind)


def _blank(text: str, place: int) -> int:
    return len(text[place:]) - len(text[place:].lstrip())


def _sort(kind: str, action: str, *, negated: bool) -> Sort:
    if kind == "other":
        return "none"
    action = _IN_ANY_WAY.sub("", " ".join(action.split()))
    if kind == "agrees" and _TO_WORDS.match(action):
        return "none"
    if negated:
        return "none" if _DISCLAIMS.match(action) else "restriction"
    return "none" if _NO_DUTY.match(action) else "promise"
