"""The words of a text, where they stand, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from proposalcheck.annotate.numbers import lowered

_WORDS = re.compile(r"(\w+)")
_APOSTROPHES = "'’"
_OTHER_CASES = {ord("ſ"): "s", ord("ı"): "i", ord("İ"): "i"}
"""Letters that `re` takes for another one without case, and that have no lower case of one letter."""


class Words:
    """The words of a text in lower case, where each `starts` and `ends`, and what is `between` it and the next one.

    They stand by themselves in `all`, and in `joined` with one blank before and behind each.
    """

    __slots__ = ("all", "between", "ends", "joined", "starts", "words")

    def __init__(self, text: str) -> None:
        lower = lowered(text)
        parts = _WORDS.split(lower if lower.isascii() else lower.translate(_OTHER_CASES))
        places = list(accumulate(map(len, parts)))
        self.words: Sequence[str] = parts[1::2]
        self.between: Sequence[str] = parts[2::2]
        self.starts: Sequence[int] = places[:-1:2]
        self.ends: Sequence[int] = places[1::2]
        self.all = frozenset(self.words)
        self.joined = f" {' '.join(self.words)} "

    def run(self, place: int) -> tuple[int, int]:
        """Return the last word of what begins at `place` and runs on over apostrophes, and how many end it."""
        while self.between[place] and not self.between[place].strip(_APOSTROPHES) and place + 1 < len(self.words):
            place += 1
        between = self.between[place]
        return place, len(between) - len(between.lstrip(_APOSTROPHES))
