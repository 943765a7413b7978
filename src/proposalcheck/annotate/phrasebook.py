"""What phrases stand for, as an earlier run has left it.

To parse thousands of phrases and to file them takes more than half a second, and a document calls for some hundreds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from proposalcheck.annotate.needed import Index, indexed
from proposalcheck.annotate.notation import Pattern, parse
from proposalcheck.annotate.pieces import SPACE, Needed

Page = Sequence[str]
"""A pattern as plain data: the words that it needs, a letter for each flag, and its core.

Between words stands a line break, between the forms of one a tab, and a sign before the first form tells whether it
follows the word before at once. In the core a line break is short for what stands between words, unless the phrase is a
regular expression itself.
"""

_FLAGS = {"r": "is_raw", "b": "begins", "e": "ends"}
_AT_ONCE, _ANYWHERE = "+", "-"


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The patterns of phrases, told from their `pages` where they have one, and parsed where they have none.

    The phrases that have a page, taken all together, are filed in `filed`.
    """

    pages: Mapping[str, Page] = field(default_factory=dict, repr=False)
    filed: Index | None = field(default=None, repr=False)

    def pattern(self, phrase: str) -> Pattern:
        """Return the pattern that `phrase` stands for; raises PhraseSyntaxError as `parse` does."""
        if phrase not in self.pages:
            return parse(phrase)
        needed, flags, core = self.pages[phrase]
        words = tuple([_word(written) for written in needed.split("\n")]) if needed else ()
        named = {name: letter in flags for letter, name in _FLAGS.items()}
        return Pattern(core if named["is_raw"] else core.replace("\n", SPACE), words, **named)

    def index(self, phrases: Sequence[str]) -> Index:
        """Return `phrases` filed under the words they need."""
        if self.filed and len(phrases) == len(self.pages) and all(map(str.__eq__, phrases, self.pages)):
            return self.filed
        return indexed(self.pattern(phrase) for phrase in phrases)

    def as_plain(self) -> dict[str, Any]:
        """Return this as plain data."""
        index = self.filed or self.index(tuple(self.pages))
        return {"pages": self.pages, "filed": {name: getattr(index, name) for name in Index.__slots__}}

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Self:
        """Return what `as_plain` made."""
        return cls(data["pages"], Index(**data["filed"]))


def book_of(phrases: Iterable[str]) -> Phrasebook:
    """Return a book that has a page for each of `phrases`."""
    return Phrasebook({phrase: _page(parse(phrase)) for phrase in phrases})


def _page(pattern: Pattern) -> Page:
    needed = "\n".join(_written(word) for word in pattern.words)
    flags = "".join(letter for letter, name in _FLAGS.items() if getattr(pattern, name))
    return needed, flags, pattern.core if pattern.is_raw else pattern.core.replace(SPACE, "\n")


def _written(word: Needed) -> str:
    return (_AT_ONCE if word.at_once else _ANYWHERE) + "\t".join(sorted(word.forms))


def _word(written: str) -> Needed:
    return Needed(frozenset(written[1:].split("\t")), written[0] == _AT_ONCE)
