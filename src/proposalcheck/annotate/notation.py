r"""The phrase notation of rule files, and its translation to a regular expression.

A phrase is written as the words stand on the page. Case, line breaks and hyphens between words do not matter.

    shall not exceed           these words, one after the other
    terminat* for convenience  any ending: terminate, terminated, termination
    (may|can) replace          one of several; alternatives may be of several words
    prior [written] consent    a word that may be missing
    may ... replace            up to eight words between, in the same sentence; `..20..` allows up to twenty
    within {duration}          a value: {number} {money} {percent} {duration} {date}, or {modal} {provider} {client}
    project for {name}         a name: one or more words written with a capital; {year} is a year such as 2024
    /\bT&M\b/                  a regular expression (RE2 syntax), for those who know them

Alternatives stand in round brackets, a gap stands between words, and at least one word outside a `{value}` is required.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NoReturn

import re2

from proposalcheck.annotate.pieces import ATOMS, SPACE, Alternative, Needed, Piece, Row, one_of

GAP_WORDS = 8
"""How many words `...` may stand for."""

_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)"
)
_FIGURES = r"\d+(?:[.,]\d+)*"
_IN_WORDS = rf"{_NUMBER_WORD}(?:[\s-](?:and\s)?{_NUMBER_WORD}){{0,4}}"
_NUMBER = rf"(?:{_FIGURES}|{_IN_WORDS})(?:\s?\((?:{_FIGURES}|{_IN_WORDS})\))?"
_MONEY = (
    rf"(?:(?:US|CA|AU|C|A|NZ|HK)?[$€£¥₹₦]\s?{_FIGURES}(?:\s?(?:k|m|bn|million|thousand|billion)\b)?"
    rf"|(?:USD|EUR|GBP|CAD|AUD|CHF|INR|NGN|Rs\.?)\s?{_FIGURES}"
    rf"|{_FIGURES}\s?(?:(?:thousand|million|billion)\s)?(?:(?:US\s)?dollars|euros|pounds|USD|EUR|GBP|CAD|AUD|CHF|INR))"
)
_NAME = r"(?-i:[A-Z][\w&’'-]*(?:\s(?:(?:of|the|and|for|&)\s)?[A-Z][\w&’'-]*){0,5})"
_UNIT = r"(?:business|calendar|working|consecutive)?[\s-]?(?:hour|day|week|month|quarter|year)s?"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_SHORT_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|(?:{_DAY}\s)?{_SHORT_MONTH}\s(?:{_DAY},?\s)?\d{{4}}"
    rf"|{_MONTH}\s{_DAY}\b|{_DAY}\s{_MONTH})"
)
PLACEHOLDERS: dict[str, str] = {
    "number": _NUMBER,
    "money": _MONEY,
    "percent": rf"{_NUMBER}\s?(?:%|percent|per\scent)(?:\s?\({_FIGURES}\s?%\))?",
    "duration": rf"{_NUMBER}[\s-]{_UNIT}\b(?:['’]s?)?",
    "date": _DATE,
    "year": r"(?:19|20)\d\d",
    "name": _NAME,
    "modal": r"(?:shall|will|must|(?:agrees?|undertakes?|commits?|(?:is|are)\s(?:required|obligated|obliged))\sto)",
    "provider": r"(?:(?:service\s)?provider|vendor|supplier|contractor|consultant|developer|licensor|seller|company)",
    "client": r"(?:client|customer|buyer|purchaser|licensee|subscriber|owner)",
}
"""The names that may stand in braces, and what each matches."""

_BOUNDARY = r"\b"
_GAP = r"[^\w\s]*(?:\s+\S+){0,%d}?\s+[^\w\s]*"
_TOKEN = re.compile(
    r"\((?P<listed>[^()\[\]{}\"“”.]+)\)|(?P<gap>\.\.\.|\.\.\d{1,2}\.\.)|\{(?P<name>[^{}]*)\}|(?P<open>[(\[])|(?P<close>[)\]])|(?P<bar>\|)"
    r"|(?P<space>\s+)|(?P<star>\*)|(?P<quote>['’])|(?P<hyphen>-)|(?P<double>[\"“”])|(?P<brace>[{}])|(?P<literal>[^\W_]+|.)"
)
_ONLY_WORDS = re.compile(r"[^\W_]+(?:[ |][^\W_]+)*")
_LISTED: dict[str, frozenset[str]] = {
    "modal": frozenset(
        "shall will must agree agrees undertake undertakes commit commits required obligated obliged".split()
    ),
    "provider": frozenset(
        "provider vendor supplier contractor consultant developer licensor seller company".split(),
    ),
    "client": frozenset("client customer buyer purchaser licensee subscriber owner".split()),
}
"""The names in braces that stand for listed words, and in each of those words one that tells it."""
_VALUE_EDGES = {
    "number": ("a", "a)"),
    "money": ("a$", "a"),
    "percent": ("a", "a%"),
    "duration": ("a", "a'"),
    "date": ("a", "a"),
    "year": ("a", "a"),
    "name": ("a", "a'"),
}
"""A sample of the characters that each value may begin with, and of those that it may end with."""
_PAIRS = {")": "(", "]": "["}
_EMPTY = 'empty brackets or an empty alternative; use "[word]" for a word that may be missing'
_QUIET = re2.Options()
_QUIET.log_errors = False


class PhraseSyntaxError(ValueError):
    """A phrase cannot be read; the text says what is wrong in it and what would be right."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a phrase stands for: a regular expression to be matched without case, and the words needed, in their order.

    The expression is `core`, which RE2 reads too, with no letter or figure right before it if it `begins` a word, and
    none right behind it if it `ends` one. No words are told of a phrase that is a regular expression itself (`is_raw`).
    """

    core: str
    words: tuple[Needed, ...] = ()
    is_raw: bool = False
    begins: bool = False
    ends: bool = False

    @property
    def expression(self) -> str:
        """The whole regular expression, for `re`."""
        return r"(?<!\w)" * self.begins + self.core + r"(?!\w)" * self.ends


@dataclass(slots=True)
class _Group:
    """A pair of brackets that is being read: its opening mark and its alternatives, each a run of pieces."""

    mark: str
    alternatives: list[list[Piece]] = field(default_factory=lambda: [[]])

    def add(self, piece: Piece) -> None:
        self.alternatives[-1].append(piece)

    def close(self) -> Piece:
        loose = any(piece.kind in ("gap", "loose") for pieces in self.alternatives for piece in pieces)
        kind = "optional" if self.mark == "[" else "loose" if loose else "text"
        return one_of([Row(pieces).as_alternative() for pieces in self.alternatives], kind)


@lru_cache(maxsize=8192)
def parse(phrase: str) -> Pattern:
    """Return the pattern that `phrase` stands for.

    Raises PhraseSyntaxError for an unknown name in braces, brackets that do not pair, alternatives outside brackets, a
    gap that is not between words, or a phrase that requires no word.
    """
    stripped = phrase.strip()
    if len(stripped) > 2 and stripped.startswith("/") and stripped.endswith("/"):
        expression = stripped[1:-1]
        _check(expression, stripped)
        return Pattern(expression, is_raw=True)
    row = Row(_read(stripped))
    if not row.requires_text():
        raise PhraseSyntaxError(f'"{phrase}" would match anywhere; at least one word must be required')
    first, last = _edge(row.edge(1)), _edge(row.edge(-1))
    core = f"{_BOUNDARY * (first == 'letter')}{row.expression()}{_BOUNDARY * (last == 'letter')}"
    return Pattern(core, tuple(row.needed()), begins=first == "either", ends=last == "either")


def _check(expression: str, phrase: str) -> None:
    """Refuse an expression that `re` or RE2 does not know, or that matches where there are no words."""
    try:
        compiled = re.compile(expression, re.IGNORECASE)
        re2.compile(expression, _QUIET)
    except (re.error, re2.error) as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
        raise PhraseSyntaxError(f'"{phrase}" does not compile: {reason}') from error
    if any(not match.group() for probe in ("", "a b") for match in compiled.finditer(probe)):
        raise PhraseSyntaxError(f'"{phrase}" would match anywhere; at least one word must be required')


def _read(phrase: str) -> list[Piece]:
    groups = [_Group("")]
    for token in _TOKEN.finditer(phrase):
        kind, written = token.lastgroup or "", token.group()
        if kind == "listed":
            groups[-1].add(_listed(written[1:-1], phrase))
        elif kind == "open":
            groups.append(_Group(written))
        elif kind == "bar":
            if len(groups) == 1:
                raise PhraseSyntaxError(f'"{phrase}": put alternatives in round brackets, as in "(may|can) replace"')
            groups[-1].alternatives.append([])
        elif kind == "close":
            if groups[-1].mark != _PAIRS[written]:
                raise PhraseSyntaxError(f'"{phrase}": a "{written}" closes no "{_PAIRS[written]}"')
            closed = groups.pop()
            _check_group(closed, phrase)
            groups[-1].add(closed.close())
        else:
            groups[-1].add(_piece(kind, written) or _refused(written, phrase))
    if len(groups) > 1:
        raise PhraseSyntaxError(f'"{phrase}": a "{groups[-1].mark}" is never closed')
    _check_gaps(groups[0], phrase)
    return groups[0].alternatives[0]


def _listed(inside: str, phrase: str) -> Piece:
    """Return the piece for round brackets with no others inside, as most are."""
    words = _only_words(inside)
    alternatives = [words] if words else [_alternative(written) for written in inside.split("|")]
    if not all(each.expression for each in alternatives):
        raise PhraseSyntaxError(f'"{phrase}": {_EMPTY}')
    return one_of(alternatives, "text")


@lru_cache(maxsize=8192)
def _alternative(written: str) -> Alternative:
    return _only_words(written) or Row(_read(written)).as_alternative()


def _only_words(written: str) -> Alternative | None:
    """Return words, or several alternatives of nothing but words, read at one go; None where there is more to it."""
    if not _ONLY_WORDS.fullmatch(written):
        return None
    letters = written.replace("|", "").replace(" ", "")
    forms = frozenset(written.lower().split("|"))
    return Alternative(written.replace(" ", SPACE), letters, letters, forms, " " not in written)


def _check_group(group: _Group, phrase: str) -> None:
    _check_gaps(group, phrase)
    if not all(any(piece.is_word for piece in pieces) for pieces in group.alternatives):
        raise PhraseSyntaxError(f'"{phrase}": {_EMPTY}')


def _check_gaps(group: _Group, phrase: str) -> None:
    for pieces in group.alternatives:
        marks = [piece for piece in pieces if piece.kind != "space"]
        if marks and "gap" in (marks[0].kind, marks[-1].kind):
            raise PhraseSyntaxError(f'"{phrase}": a gap must have words on both sides, as in "may ... replace"')


@lru_cache(maxsize=8192)
def _piece(kind: str, written: str) -> Piece | None:
    """Return the piece that a token of this kind stands for, or None for a brace or a name in braces that cannot be."""
    if kind in ("space", "brace"):
        return Piece("space") if kind == "space" else None
    if kind == "gap":
        return Piece("gap", _GAP % int(written.strip(".") or GAP_WORDS))
    if kind == "name":
        return _named(written[1:-1])
    if kind in ATOMS:
        return Piece("text", ATOMS[kind], f"a{written}", "" if kind == "star" else f"a{written}")
    forms = frozenset({written.lower()}) if written.isalnum() else frozenset()
    return Piece("text", re.escape(written), written[0], written[-1], forms, bool(forms))


def _named(name: str) -> Piece | None:
    if name in _LISTED:
        return Piece("text", PLACEHOLDERS[name], "a", "a", _LISTED[name])
    return Piece("loose", PLACEHOLDERS[name], *_VALUE_EDGES[name]) if name in PLACEHOLDERS else None


def _refused(written: str, phrase: str) -> NoReturn:
    """Raise what is wrong with a brace or a name in braces."""
    if len(written) == 1:
        what = 'a "{" is never closed' if written == "{" else 'a "}" closes no "{"'
        raise PhraseSyntaxError(f'"{phrase}": {what}')
    known = ", ".join(f"{{{known}}}" for known in PLACEHOLDERS)
    raise PhraseSyntaxError(f'"{phrase}": {written} is not known; use one of {known}')


def _edge(characters: str) -> Literal["letter", "either", "sign"]:
    r"""Tell what a phrase begins or ends with, given a sample of it: surely a letter or figure, maybe, surely none.

    RE2 knows only ASCII letters at `\b`, so that no other letter counts as sure.
    """
    letters = {character.isalnum() or character == "_" for character in set(characters)}
    if not any(letters):
        return "sign"
    return "letter" if all(letters) and characters.isascii() else "either"
