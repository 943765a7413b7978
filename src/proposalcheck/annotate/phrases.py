"""All phrases of a catalogue, looked for in one pass.

Trying every phrase on every sentence would cost a loop over rules. Instead, the gap-free parts of all phrases form one
compiled RE2 set; a sentence is run through it once, and only phrases whose parts were all found are tried in full.
(One set with the gaps left in needs exponentially many states: 300 phrases took 6 s to warm up; without gaps 0.1 s.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import re2

from proposalcheck.annotate.notation import Pattern, parse
from proposalcheck.document import Span

_SET_MEMORY = 64 << 20
"""Bytes that RE2 may use for the states of the set."""


class PhraseSet:
    """A compiled set of phrases; immutable once made, and cheap to ask."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases: tuple[str, ...] = tuple(dict.fromkeys(phrases))
        patterns = [parse(phrase) for phrase in self.phrases]
        parts = list(dict.fromkeys(part for pattern in patterns for part in pattern.parts))
        self._expressions = [pattern.expression for pattern in patterns]
        self._candidates = _by_rarest_part(patterns, {part: index for index, part in enumerate(parts)})
        self._set = _compile(parts)

    def find(self, text: str) -> Iterator[tuple[str, Span]]:
        """Yield each phrase that stands in `text` with every place it stands at, as offsets into `text`."""
        found = frozenset(self._set.Match(text) or ()) if self.phrases else frozenset()
        for part in found:
            for index, others in self._candidates.get(part, ()):
                if others <= found:
                    for match in _compiled(self._expressions[index]).finditer(text):
                        yield self.phrases[index], Span(*match.span())


def _by_rarest_part(patterns: list[Pattern], number: dict[str, int]) -> dict[int, list[tuple[int, frozenset[int]]]]:
    """Return, for each part, the phrases to try when it is found, with the other parts that they need.

    A phrase is filed under its longest part only: the longer the part, the rarer it is in real text.
    """
    filed: dict[int, list[tuple[int, frozenset[int]]]] = {}
    for index, pattern in enumerate(patterns):
        longest = max(pattern.parts, key=len)
        needed = frozenset(number[part] for part in pattern.parts)
        filed.setdefault(number[longest], []).append((index, needed))
    return filed


def _compile(parts: list[str]) -> re2.Set:
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = _SET_MEMORY
    options.log_errors = False
    compiled = re2.Set.SearchSet(options)
    for part in parts:
        compiled.Add(part)
    if parts:
        compiled.Compile()
    return compiled


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Return the compiled expression; most phrases never pass the set, so each is compiled when first needed."""
    return re.compile(expression, re.IGNORECASE)
