r"""The phrase notation of rule files, and its translation to a regular expression.

A phrase is written as the words stand on the page. Case, line breaks and hyphens between words do not matter.

    shall not exceed           these words, one after the other
    terminat* for convenience  any ending: terminate, terminated, termination
    (may|can) replace          one of several; alternatives may be of several words
    prior [written] consent    a word that may be missing
    may ... replace            up to eight words between, in the same sentence; `..20..` allows up to twenty
    within {duration}          a value: {number} {money} {percent} {duration} {date}, or {modal} {provider} {client}
    /\bT&M\b/                  a regular expression (RE2 syntax), for those who know them

Alternatives stand in round brackets, and at least one word outside a `{value}` is required.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

GAP_WORDS = 8
"""How many words `...` may stand for."""

_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)"
)
_NUMBER = rf"(?:\d[\d,.]*|{_NUMBER_WORD}(?:[\s-]{_NUMBER_WORD}){{0,3}})(?:\s?\(\d[\d,.]*\))?"
_MONEY = (
    r"(?:(?:US|CA|AU|C|A|NZ|HK)?[$€£¥₹₦]\s?\d[\d,.]*(?:\s?(?:k|m|bn|million|thousand|billion)\b)?"
    r"|(?:USD|EUR|GBP|CAD|AUD|CHF|INR|NGN|Rs\.?)\s?\d[\d,.]*"
    r"|\d[\d,.]*\s?(?:dollars|euros|pounds|USD|EUR|GBP|CAD|AUD|CHF|INR))"
)
_UNIT = r"(?:business|calendar|working|consecutive)?[\s-]?(?:hour|day|week|month|quarter|year)s?"
_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|(?:\d{1,2}\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s(?:\d{1,2},?\s)?\d{4}"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)\s\d{1,2}\b)"
)
PLACEHOLDERS: dict[str, str] = {
    "number": _NUMBER,
    "money": _MONEY,
    "percent": rf"(?:\d[\d.]*\s?%|{_NUMBER}\s?(?:%|percent|per\scent)(?:\s?\([\d.]+\s?%\))?)",
    "duration": rf"{_NUMBER}[\s-]{_UNIT}\b['’]?",
    "date": _DATE,
    "modal": r"(?:shall|will|must|(?:agrees?|undertakes?|commits?|(?:is|are)\s(?:required|obligated|obliged))\sto)",
    "provider": r"(?:(?:service\s)?provider|vendor|supplier|contractor|consultant|developer|licensor|seller|company)",
    "client": r"(?:client|customer|buyer|purchaser|licensee|subscriber|owner)",
}
"""The names that may stand in braces, and what each matches."""

_SPACE = r"[\s-]+"
_TOKEN = re.compile(
    r"(?P<gap>\.\.\.|\.\.(?P<words>\d{1,2})\.\.)|\{(?P<name>[^}]*)\}|(?P<open>[(\[])|(?P<close>[)\]])|(?P<bar>\|)"
    r"|(?P<space>\s+)|(?P<star>\*)|(?P<quote>['’])|(?P<hyphen>-)|(?P<double>[\"“”])|(?P<literal>.)"
)
_LISTED = ("modal", "provider", "client")
_ATOMS = {"star": r"[\w’']*", "quote": "['’]?", "hyphen": r"[\s-]?", "double": '["“”]?'}
_PAIRS = {")": "(", "]": "["}


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
    to be looked for by itself, such as a value or a bracket with a gap in it.
    """

    kind: str
    expression: str = ""


@dataclass(slots=True)
class _Group:
    """A pair of brackets that is being read: its opening mark and its alternatives, each a run of pieces."""

    mark: str
    alternatives: list[list[_Piece]] = field(default_factory=lambda: [[]])

    def add(self, piece: _Piece) -> None:
        self.alternatives[-1].append(piece)

    def close(self) -> _Piece:
        expression = "|".join(_join(pieces) for pieces in self.alternatives)
        loose = any(piece.kind in ("gap", "loose") for pieces in self.alternatives for piece in pieces)
        kind = "optional" if self.mark == "[" else "loose" if loose else "text"
        return _Piece(kind, f"(?:{expression})")


def parse(phrase: str) -> Pattern:
    """Return the pattern that `phrase` stands for.

    Raises PhraseSyntaxError for an unknown name in braces, brackets that do not pair, alternatives outside brackets, or
    a phrase that requires no word.
    """
    stripped = phrase.strip()
    if len(stripped) > 2 and stripped.startswith("/") and stripped.endswith("/"):
        expression = stripped[1:-1]
        _check(expression, stripped)
        return Pattern(expression, (expression,))
    pieces = _read(stripped)
    parts = tuple(dict.fromkeys(_edged(run) for run in _runs(pieces)))
    if not parts:
        raise PhraseSyntaxError(f'"{phrase}" would match anywhere; at least one word must be required')
    return Pattern(_edged(pieces), parts)


def _check(expression: str, phrase: str) -> None:
    try:
        matches_nothing = re.compile(expression, re.IGNORECASE).match("")
    except re.error as error:
        raise PhraseSyntaxError(f'"{phrase}" does not compile: {error}') from error
    if matches_nothing:
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
            if not all(closed.alternatives):
                raise PhraseSyntaxError(
                    f'"{phrase}": empty brackets or an empty alternative; use "[word]" for a word that may be missing'
                )
            groups[-1].add(closed.close())
        else:
            groups[-1].add(_piece(token, phrase))
    if len(groups) > 1:
        raise PhraseSyntaxError(f'"{phrase}": a "{groups[-1].mark}" is never closed')
    return groups[0].alternatives[0]


def _piece(token: re.Match[str], phrase: str) -> _Piece:
    if token["gap"]:
        words = int(token["words"] or GAP_WORDS)
        return _Piece("gap", rf"[^\w\s]*(?:\s+\S+){{0,{words}}}?\s+[^\w\s]*")
    if token["space"]:
        return _Piece("space")
    name = token["name"]
    if name is None:
        return _Piece("text", _ATOMS.get(token.lastgroup or "", re.escape(token.group())))
    if name not in PLACEHOLDERS:
        known = ", ".join(f"{{{known}}}" for known in PLACEHOLDERS)
        raise PhraseSyntaxError(f'"{phrase}": {{{name}}} is not known; use one of {known}')
    return _Piece("text" if name in _LISTED else "loose", PLACEHOLDERS[name])


def _runs(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Return the stretches of required plain text, each without a gap, a value or a missing word in it."""
    runs: list[list[_Piece]] = [[]]
    for piece in pieces:
        if piece.kind in ("text", "space"):
            runs[-1].append(piece)
        else:
            runs.append([])
    trimmed = (_trim(run) for run in runs)
    return [run for run in trimmed if any(piece.kind == "text" and _names_something(piece) for piece in run)]


def _names_something(piece: _Piece) -> bool:
    return piece.expression not in _ATOMS.values()


def _trim(run: list[_Piece]) -> list[_Piece]:
    places = [place for place, piece in enumerate(run) if piece.kind != "space"]
    return run[places[0] : places[-1] + 1] if places else []


def _edged(pieces: list[_Piece]) -> str:
    """Return the expression for `pieces`, held to word boundaries where it begins or ends with a letter or figure."""
    before = r"\b" if _is_word_edge(pieces[0].expression[:1]) else ""
    after = r"\b" if _is_word_edge(pieces[-1].expression[-1:]) else ""
    return f"{before}{_join(pieces)}{after}"


def _is_word_edge(character: str) -> bool:
    return character.isalnum() or character in "(?)"


def _join(pieces: list[_Piece]) -> str:
    """Return the expression for pieces in a row: a word that may be missing takes the space beside it along."""
    written: list[str] = []
    for place, piece in enumerate(pieces):
        before = pieces[place - 1].kind if place else ""
        after = pieces[place + 1].kind if place + 1 < len(pieces) else ""
        if piece.kind == "space":
            opens_with_optional = before == "optional" and place == 1
            if before and after and "gap" not in (before, after) and after != "optional" and not opens_with_optional:
                written.append(_SPACE)
        elif piece.kind == "optional":
            leading = _SPACE if before == "space" and written else ""
            trailing = _SPACE if not leading and after == "space" else ""
            written.append(f"(?:{leading}{piece.expression}{trailing})?")
        else:
            written.append(piece.expression)
    return "".join(written)
