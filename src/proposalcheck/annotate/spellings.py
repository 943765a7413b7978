"""The ways in which a phrase may be spelt, where it is nothing but words, so that no expression has to be run for it.

Most phrases list words: "(may|can) replace", "sub-contract*", "prior [written] consent". Such a phrase has a few dozen
spellings, each a row of words with what stands between them, and they are found by looking up the words of a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from proposalcheck.annotate.pieces import ATOMS, SPACE

MOST = 200
"""A phrase with more spellings than this is looked for by its expression."""

_TOKEN = re.compile(
    rf"(?P<word>[A-Za-z0-9]+)|(?P<space>{re.escape(SPACE)})|(?P<star>{re.escape(ATOMS['star'])})"
    rf"|(?P<quote>{re.escape(ATOMS['quote'])})|(?P<hyphen>{re.escape(ATOMS['hyphen'])})"
    r"|(?P<edge>\\b)|(?P<open>\(\?:)|(?P<bar>\|)|(?P<close>\)\??)|(?P<other>.)",
    re.DOTALL,
)
_PLAIN = re.compile(r"[\w\s()|\[\]*'’-]+")
_OPTIONS = {"space": (" ",), "star": ("*",), "quote": ("'", ""), "hyphen": ("-", ""), "edge": ("",)}
"""What may stand for a token that is no word, the first choice first."""
_SPELLING = re.compile(r"[a-z0-9]+\*?(?:(?:[ -]|(?<!\*)')[a-z0-9]+\*?)*")


@dataclass(slots=True)
class _Group:
    """A pair of brackets that is being read: the spellings of the alternatives before, and of this one so far."""

    before: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=lambda: [""])

    def follow(self, options: Sequence[str]) -> None:
        """Go on with each of the `options`, the first one first."""
        self.current = [written + option for written in self.current for option in options]

    def all(self) -> list[str]:
        return self.before + self.current


def may_be_spelt(phrase: str) -> bool:
    """Tell at a glance whether a phrase has nothing but words, brackets and signs within words."""
    return _PLAIN.fullmatch(phrase) is not None


def spellings_of(expression: str) -> list[str] | None:
    """Return what `expression` (the core of a `Pattern`) matches, in lower case and in the order in which it is tried.

    In a spelling, a blank stands for blanks or hyphens, a hyphen for one of them, an apostrophe for either sign of it,
    and a star for more of the word. Returns None for an expression that has more in it than words, or more than `MOST`
    spellings.
    """
    groups = [_Group()]
    for token in _TOKEN.finditer(expression):
        kind, written = token.lastgroup or "", token.group()
        if kind == "other" or len(groups[-1].current) > MOST:
            return None
        if kind == "open":
            groups.append(_Group())
        elif kind == "bar":
            groups[-1].before, groups[-1].current = groups[-1].all(), [""]
        elif kind == "close":
            inside = groups.pop().all()
            groups[-1].follow([*inside, ""] if written == ")?" else inside)
        else:
            groups[-1].follow(_OPTIONS.get(kind) or (written.lower(),))
    found = groups[0].all()
    return found if len(found) <= MOST and all(map(_SPELLING.fullmatch, found)) else None
