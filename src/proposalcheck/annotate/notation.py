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
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import re2

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

_SPACE = "[\\s\u2010\u2011-]+"
"""What stands between two words: blanks, line breaks, and hyphens, the unbreakable one too."""
_GAP = r"[^\w\s]*(?:\s+\S+){0,%d}?\s+[^\w\s]*"
_TOKEN = re.compile(
    r"(?P<gap>\.\.\.|\.\.(?P<words>\d{1,2})\.\.)|\{(?P<name>[^{}]*)\}|(?P<open>[(\[])|(?P<close>[)\]])|(?P<bar>\|)"
    r"|(?P<space>\s+)|(?P<star>\*)|(?P<quote>['’])|(?P<hyphen>-)|(?P<double>[\"“”])|(?P<brace>[{}])|(?P<literal>[^\W_]+|.)"
)
_LISTED = ("modal", "provider", "client")
_ATOMS = {"star": r"[\w’']*", "quote": "['’]?", "hyphen": "[\\s\u2010\u2011-]?", "double": '["“”]?'}
_PAIRS = {")": "(", "]": "["}
_QUIET = re2.Options()
_QUIET.log_errors = False


class PhraseSyntaxError(ValueError):
    """A phrase cannot be read; the text says what is wrong in it and what would be right."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a phrase stands for: a regular expression, and the gap-free parts that must all be there for it to match.

    Both are to be matched without case. The parts, valid in RE2 too, are cheap to look for together with those of all
    other phrases; the expression is only tried where all its parts were found.
    """

    expression: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a phrase and the expression it stands for.

    Kinds: `text` (also a bracket of plain alternatives), `space`, `gap`, `optional`, and `loose` for what is too varied
    to be looked for by itself, such as a value or a bracket with a gap in it. `first` and `last` hold a sample of the
    characters that it may begin and end with.
    """

    kind: str
    expression: str = ""
    first: str = ""
    last: str = ""

    @property
    def is_word(self) -> bool:
        return self.kind in ("text", "optional", "loose")


@dataclass(slots=True)
class _Group:
    """A pair of brackets that is being read: its opening mark and its alternatives, each a run of pieces."""

    mark: str
    alternatives: list[list[_Piece]] = field(default_factory=lambda: [[]])

    def add(self, piece: _Piece) -> None:
        self.alternatives[-1].append(piece)

    def close(self) -> _Piece:
        rows = [_Row(pieces) for pieces in self.alternatives]
        loose = any(piece.kind in ("gap", "loose") for pieces in self.alternatives for piece in pieces)
        kind = "optional" if self.mark == "[" else "loose" if loose else "text"
        expression = "|".join(row.expression() for row in rows)
        first, last = ("".join(row.edge(side) for row in rows) for side in (1, -1))
        return _Piece(kind, f"(?:{expression})", first, last)


@lru_cache(maxsize=4096)
def parse(phrase: str) -> Pattern:
    """Return the pattern that `phrase` stands for.

    Raises PhraseSyntaxError for an unknown name in braces, brackets that do not pair, alternatives outside brackets, a
    gap that is not between words, or a phrase that requires no word.
    """
    stripped = phrase.strip()
    if len(stripped) > 2 and stripped.startswith("/") and stripped.endswith("/"):
        expression = stripped[1:-1]
        _check(expression, stripped)
        return Pattern(expression, (expression,))
    row = _Row(_read(stripped))
    parts = tuple(dict.fromkeys(row.parts()))
    if not parts:
        raise PhraseSyntaxError(f'"{phrase}" would match anywhere; at least one word must be required')
    before, after = _boundary(row.edge(1), r"(?<!\w)"), _boundary(row.edge(-1), r"(?!\w)")
    return Pattern(f"{before}{row.expression()}{after}", parts)


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


def _read(phrase: str) -> list[_Piece]:
    groups = [_Group("")]
    for token in _TOKEN.finditer(phrase):
        if token["open"]:
            groups.append(_Group(token["open"]))
        elif token["bar"]:
            if len(groups) == 1:
                raise PhraseSyntaxError(f'"{phrase}": put alternatives in round brackets, as in "(may|can) replace"')
            groups[-1].alternatives.append([])
        elif token["close"]:
            if groups[-1].mark != _PAIRS[token["close"]]:
                raise PhraseSyntaxError(f'"{phrase}": a "{token["close"]}" closes no "{_PAIRS[token["close"]]}"')
            closed = groups.pop()
            _check_group(closed, phrase)
            groups[-1].add(closed.close())
        else:
            groups[-1].add(_piece(token, phrase))
    if len(groups) > 1:
        raise PhraseSyntaxError(f'"{phrase}": a "{groups[-1].mark}" is never closed')
    _check_gaps(groups[0], phrase)
    return groups[0].alternatives[0]


def _check_group(group: _Group, phrase: str) -> None:
    _check_gaps(group, phrase)
    if not all(any(piece.is_word for piece in pieces) for pieces in group.alternatives):
        raise PhraseSyntaxError(
            f'"{phrase}": empty brackets or an empty alternative; use "[word]" for a word that may be missing'
        )


def _check_gaps(group: _Group, phrase: str) -> None:
    for pieces in group.alternatives:
        marks = [piece for piece in pieces if piece.kind != "space"]
        if marks and "gap" in (marks[0].kind, marks[-1].kind):
            raise PhraseSyntaxError(f'"{phrase}": a gap must have words on both sides, as in "may ... replace"')


def _piece(token: re.Match[str], phrase: str) -> _Piece:
    if token["gap"]:
        return _Piece("gap", _GAP % int(token["words"] or GAP_WORDS))
    if token["space"]:
        return _Piece("space")
    if token["brace"]:
        what = 'a "{" is never closed' if token["brace"] == "{" else 'a "}" closes no "{"'
        raise PhraseSyntaxError(f'"{phrase}": {what}')
    name = token["name"]
    if name is None:
        return _plain(token)
    if name not in PLACEHOLDERS:
        known = ", ".join(f"{{{known}}}" for known in PLACEHOLDERS)
        raise PhraseSyntaxError(f'"{phrase}": {{{name}}} is not known; use one of {known}')
    if name in _LISTED:
        return _Piece("text", PLACEHOLDERS[name], "a", "a")
    return _Piece("loose", PLACEHOLDERS[name], "a$", "a%")


def _plain(token: re.Match[str]) -> _Piece:
    """Return the piece for a word or a sign: itself, or a mark that may stand for several or be missing."""
    written, kind = token.group(), token.lastgroup or ""
    if kind not in _ATOMS:
        return _Piece("text", re.escape(written), written[0], written[-1])
    return _Piece("text", _ATOMS[kind], f"a{written}", "" if kind == "star" else f"a{written}")


class _Row:
    """Pieces that follow each other, as words and what stands between them."""

    def __init__(self, pieces: list[_Piece]) -> None:
        self.words: list[_Piece] = []
        self.between: list[str] = [""]
        """Before each word, and after the last one, the expression for what stands there; "" where nothing does."""
        for piece in pieces:
            if piece.is_word:
                self.words.append(piece)
                self.between.append("")
            elif self.words and piece.kind == "gap":
                self.between[-1] = piece.expression
            elif self.words:
                self.between[-1] = self.between[-1] or _SPACE
        self.between[-1] = ""

    def expression(self) -> str:
        """Return the expression for the row; a word that may be missing takes what stands on one side of it along.

        That is the side before it, unless nothing stands there, the word before took it, or it is a gap that must stay.
        """
        last_required = max((place for place, word in enumerate(self.words) if word.kind != "optional"), default=-1)
        written: list[str] = []
        taken = True
        for place, word in enumerate(self.words):
            before, after = "" if taken else self.between[place], self.between[place + 1]
            if word.kind != "optional":
                written += (before, word.expression)
                taken = False
            elif taken or (_is_gap(before) and place < last_required):
                written += (before, f"(?:{word.expression}{after})?")
                taken = True
            else:
                written.append(f"(?:{before}{word.expression})?")
        return "".join(written)

    def edge(self, side: Literal[1, -1]) -> str:
        """Return what the row may begin with (side 1) or end with (side -1)."""
        characters = ""
        for word in self.words[::side]:
            characters += word.first if side == 1 else word.last
            if word.kind != "optional":
                break
        return characters

    def parts(self) -> Iterator[str]:
        """Yield an expression for each stretch of required plain text, without a gap, a value or a missing word."""
        start = 0
        for place, word in enumerate([*self.words, _Piece("loose")]):
            if word.kind != "text" or _is_gap(self.between[place]):
                yield from self._part(start, place)
                start = place if word.kind == "text" else place + 1

    def _part(self, start: int, end: int) -> Iterator[str]:
        words = self.words[start:end]
        if all(word.expression in _ATOMS.values() for word in words):
            return
        inner = "".join(f"{self.between[place]}{self.words[place].expression}" for place in range(start + 1, end))
        opens = start == 0 or bool(self.between[start])
        closes = end == len(self.words) or bool(self.between[end])
        before = _boundary(words[0].first, "") if opens else ""
        after = _boundary(words[-1].last, "") if closes else ""
        yield f"{before}{words[0].expression}{inner}{after}"


def _is_gap(between: str) -> bool:
    return between not in ("", _SPACE)


def _boundary(characters: str, otherwise: str) -> str:
    r"""Return `\b` beside what is surely a letter or figure, `otherwise` beside what may be one, else nothing.

    RE2 knows only ASCII letters at `\b`, so that no other letter counts as sure.
    """
    letters = [character.isalnum() or character == "_" for character in characters]
    if not any(letters):
        return ""
    return r"\b" if all(letters) and characters.isascii() else otherwise
