"""Defined terms: where a text gives a word in capitals a meaning, and where it uses one that looks as if it had one.

Definitions are looked for generously and uses sparingly: "undefined" is said of a term only where nothing in the text
could be its definition, and only of words that contracts do define (limits, fees, periods), never of names or titles.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from proposalcheck.document import Document, Span

_WORD = r"[A-Z][A-Za-z0-9’'&/-]*"
_TERM = rf"{_WORD}(?:\s+(?:(?:of|and|or|for|the|to|in|on|&)\s+)*{_WORD}){{0,7}}"
_QUOTE = '[“"„]'
_UNQUOTE = '[”"“]'
_QUOTED = re.compile(rf"{_QUOTE}\s*(?:the\s+|an?\s+)?(?P<name>{_TERM})\s*[,.]?\s*{_UNQUOTE}|‘(?P<single>{_TERM})’")
_OPENED = re.compile(rf"{_QUOTE}(?:the\s+)?(?P<name>{_TERM})")
_LABELLED = re.compile(rf"(?P<name>{_TERM})[^:.]{{0,20}}:\s")
_OPENING = re.compile(rf"(?:[\d.]+\s+|\([a-z]+\)\s*)?(?P<name>{_TERM})")
_TOLD = re.compile(rf"(?:^|[.;]\s+)The\s+(?P<name>{_TERM})\s+(?:is|are|includes?|consists?|equals?|means?|covers?)\b")
_ATTACHED = re.compile(r"\b(?:attached|annexed|schedule|exhibit|appendix|annex)\b", re.I)
_MEANS = (
    r"(?:(?:shall|will|is\s+(?:used|intended)\s+to)\s+)?(?:mean|means|have\s+the\s+(?:same\s+)?meaning|has\s+the\s+meaning"
    r"|refers?\s+to|include|includes|be\s+defined|is\s+defined|are\s+defined)\b"
)
_BEFORE_MEANS = re.compile(
    rf"[,\s]*(?:\([^()]*\)\s*)?(?P<other>(?:and|or)\s+{_QUOTE}[^”\"]+{_UNQUOTE}\s*)?"
    rf"(?:as\s+used\s+[^,]*,\s*)?{_MEANS}",
    re.I,
)
_BARE = re.compile(rf"\s*(?:[\d.]+\s+|\([a-z]+\)\s*)?(?P<name>{_TERM})\s*(?:\([^()]*\)\s*)?(?:{_MEANS}|[:–—]\s|\s-\s)")
_BRACKET = re.compile(r"\([^()]*\)")
_DEFINITIONS_TITLE = re.compile(r"\b(?:definitions?|defined terms|interpretation|glossary)\b", re.I)
_LEADS = r"(?:the|any|all|such|each|every|its|their|our|your|no|applicable)"
_LIKE_DEFINED = re.compile(
    rf"(?<=[a-z,;]\s){_LEADS}\s(?P<name>{_WORD}(?:\s(?:of\s)?{_WORD}){{0,4}})"
    r"(?![\w’'&/-]|\s*[(:“\"]|\s+(?:(?:of|for|and|to|in|the|or|on)\s+){0,2}[A-Z]"
    r"|,?\s+(?:(?:as|is|are)\s+)?(?:further\s+)?"
    r"(?:defined|described|set\s(?:forth|out)|provided|specified|stated|listed)\b)"
)
_THINGS = frozenset(
    """limit fee period date policy criterion threshold material data information property right software system product
    work event cause term service deliverable specification requirement expense charge cost payment territory claim loss
    plan metric milestone level credit module feature equipment site facility asset resource content document record
    report result invention tool background technology improvement enhancement license licence customization
    configuration incident defect error nonconformity fault acceptance delivery change rate price sum amount balance
    deposit retainer allowance discount index baseline target volume usage user restriction obligation remedy default
    breach dispute notice consent approval affiliate representative personnel subcontractor dependency assumption
    component tariff procedure process measure standard index target hour rota zone area region interface
    dataset environment licensee location device vehicle premises allocation calculation schedule package bonus
    """.split()
)
"""What contracts define: a term must end in one of these words, in the singular, to be missed when it is undefined."""
WELL_KNOWN = frozenset(
    """statement of work|purchase order|change order|change request|work order|terms and conditions|force majeure|
    intellectual property right|intellectual property|general term|service level|standard term|effective date|
    business day|working day|business hour|personal data|work product|work for hire|work made for hire|
    request for proposal|scope of work|scope of service|bill of material|source code|term of service|privacy policy|
    federal income tax|consumer price index|public record|open source software|united states|social security|
    trade secret right|bill of right|service level credit|code of conduct|acceptable use policy|
    equity incentive plan|stock option plan""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Terms with a meaning that everybody in the field knows, so that their use without a definition is no surprise."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term and a place where it stands: its name as printed; `by_meaning` where the text says what it means there."""

    name: str
    span: Span
    by_meaning: bool = False

    @property
    def plain(self) -> str:
        """The name for comparing: lower case, blanks joined, the last word in the singular."""
        return plain_name(self.name)


def plain_name(name: str) -> str:
    """Return a term's name in lower case with its last word in the singular: "Usage Limits" is "usage limit"."""
    words = re.sub(r"[’']s?\b", "", name.lower()).split()
    return " ".join([*words[:-1], singular(words[-1])]) if words else ""


def singular(word: str) -> str:
    """Return an English noun in the singular, as far as its ending tells: "policies", "criteria", "fees"."""
    irregular = {"criteria": "criterion", "losses": "loss", "premises": "premises", "indices": "index"}
    if word in irregular:
        return irregular[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def definitions_in(document: Document) -> tuple[Term, ...]:
    """Return the terms that `document` surely defines: by "means" and its like, or in brackets and quotation marks."""
    found: dict[str, Term] = {}
    for block in document.blocks:
        if block.kind in ("deleted", "comment", "header", "footer"):
            continue
        text = document.quote(block.content)
        for name, place, by_meaning in _defined_in(text):
            span = Span(block.content.start + place, block.content.start + place + len(name))
            term = Term(" ".join(name.split()), span, by_meaning)
            found.setdefault(term.plain, term)
    return tuple(sorted(found.values(), key=lambda term: term.span))


def _defined_in(text: str) -> Iterator[tuple[str, int, bool]]:
    """Yield each name that `text` defines, where it stands, and whether it alone is given a meaning by "means"."""
    brackets = [match.span() for match in _BRACKET.finditer(text)]
    opening = [start for start, _ in brackets]
    for match in _QUOTED.finditer(text):
        name = "name" if match["name"] else "single"
        before = bisect_left(opening, match.start()) - 1
        inside = before >= 0 and match.end() < brackets[before][1]
        means = _BEFORE_MEANS.match(text, match.end())
        if inside or means:
            alone = means is not None and not means["other"] and " or " not in match[name]
            yield match[name], match.start(name), alone


def explained_in(document: Document) -> frozenset[str]:
    """Return the plain names of all that may pass as explained: quoted, opening a definition, or titles of parts."""
    found = {section.title for section in document.sections}
    defining = {index for index, section in enumerate(document.sections) if _DEFINITIONS_TITLE.search(section.title)}
    for block in document.blocks:
        text = document.quote(block.content)
        found.update(match["name"] or match["single"] for match in _QUOTED.finditer(text))
        found.update(match["name"] for match in _OPENED.finditer(text))
        found.update(match["name"] for match in _TOLD.finditer(text))
        if ":" in text:
            found.update(end for label in _LABELLED.finditer(text) for end in _endings(label["name"]))
        if run_in := _OPENING.match(text):
            found.update(_beginnings(run_in["name"]))
        opening = _BARE.match(text)
        if opening and (block.section in defining or re.search(_MEANS, opening.group())):
            found.add(opening["name"])
        if block.kind in ("heading", "table_cell") or len(text.split()) <= _TITLE_WORDS:
            found.add(text.strip(" .:*"))
    return frozenset(plain_name(name) for name in found if name)


def _endings(name: str) -> Iterator[str]:
    """Yield `name`, and its last words as long as they are two: a label may say more than the term."""
    words = name.split()
    yield from (" ".join(words[start:]) for start in range(max(1, len(words) - 1)))


def _beginnings(name: str) -> Iterator[str]:
    """Yield the first words of `name` as long as they are two: a run-in title may say more than the term."""
    words = name.split()
    yield from (" ".join(words[:end]) for end in range(2, len(words) + 1))


_TITLE_WORDS = 6
"""A block of at most this many words may be the title of something that the text then uses by name."""


def undefined_in(document: Document, sentences: Iterable[Span], known: Sequence[str]) -> dict[str, list[Term]]:
    """Return the terms that are used as if defined and are not, by plain name, each with its uses in order.

    `known` are names that need no definition, such as those of the parties.
    """
    explained = explained_in(document) | WELL_KNOWN | {plain_name(name) for name in known}
    common = _words_in_lower_case(document.text)
    in_titles = {plain_name(word) for section in document.sections for word in section.title.split()}
    found: dict[str, list[Term]] = {}
    for span in sentences:
        text = document.quote(span)
        for match in () if _ATTACHED.search(text) else _LIKE_DEFINED.finditer(text):
            name = " ".join(match["name"].split())
            if plain_name(name) in in_titles:
                continue
            reads_so = _reads_as_term(name, common) or _is_insisted_on(name, document.text)
            if reads_so and not _is_made_of(plain_name(name), explained):
                term = Term(name, Span(span.start + match.start("name"), span.start + match.end("name")))
                found.setdefault(term.plain, []).append(term)
    return found


_ENGLISH_ENDING = re.compile(
    r"[a-z]{2,}(?:ed|ing|ly|al|ion|ment|ance|ence|ary|ory|able|ible|ive|ity|ness|ure|ent|ant)$"
)
_FEWEST_CAPITALS = 3
"""How often a term must stand in capitals to be missed though its words stand nowhere in lower case."""


def _is_insisted_on(name: str, text: str) -> bool:
    """Tell whether a name of two and more English words, the last one a known thing, is used time and again."""
    *first, last = name.lower().split()
    if not first or any(len(word) > 1 and word.isupper() for word in name.split()) or singular(last) not in _THINGS:
        return False
    english = all(_ENGLISH_ENDING.fullmatch(word) or singular(word) in _THINGS or word in _LINKS for word in first)
    return english and len(re.findall(rf"\b{re.escape(name)}\b", text)) >= _FEWEST_CAPITALS


def _reads_as_term(name: str, common: frozenset[str]) -> bool:
    """Tell whether `name` is one that contracts define: not all in capitals, of common words, ending in a known one."""
    words = name.split()
    if any(len(word) > 1 and word.isupper() for word in words):
        return False
    plain = [word.lower() for word in words]
    ends_well = singular(plain[-1]) in _THINGS
    return ends_well and all(word in common or singular(word) in common or word in _LINKS for word in plain[:-1])


_LINKS = frozenset("of and or for the to in on &".split())


def _is_made_of(plain: str, explained: frozenset[str]) -> bool:
    """Tell whether a name is explained as a whole, or its first words and its last words each are."""
    if plain in explained:
        return True
    words = plain.split()
    if "of" in words and " ".join(words[words.index("of") + 1 :]) in explained:
        return True
    splits = ((plain_name(" ".join(words[:at])), " ".join(words[at:])) for at in range(1, len(words)))
    return any(end in explained and (start in explained or len(start.split()) == 1) for start, end in splits)


def _words_in_lower_case(text: str) -> frozenset[str]:
    """Return the words that `text` has in lower case, with their singulars: what stands there is no proper name."""
    words = set(re.findall(r"(?<![\w’'-])[a-z]{3,}", text))
    return frozenset(words | {singular(word) for word in words})


def uses_of(term: Term, text: str) -> int:
    """Return how often the words of `term` stand in `text` outside its definition, in any case or number."""
    head, _, last = term.name.rpartition(" ")
    stem = re.escape(singular(last.lower()).rstrip("y"))
    words = r"\s+".join([*map(re.escape, head.lower().split()), rf"{stem}\w{{0,3}}"])
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.I)
    return sum(not term.span.overlaps(Span(*match.span())) for match in pattern.finditer(text))
