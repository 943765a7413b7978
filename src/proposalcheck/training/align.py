"""Finds the words that a label quotes in the document as it was read, and the sentences that hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from proposalcheck.annotate.annotated import Sentence
from proposalcheck.document import Span

_LETTER = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"[\n|()\[\]]+")
_SHARE = 0.5
"""How much of a sentence a quote must cover to mark it, unless the quote lies wholly inside one sentence."""


class Squeezed:
    """A text as its letters and figures alone, so that blanks, dashes and quotes of another writing do not matter."""

    def __init__(self, text: str) -> None:
        found = [(match.start(), match.group().lower()) for match in _LETTER.finditer(text)]
        self._offsets = np.array([offset for offset, letters in found for _ in letters] + [len(text)], dtype=np.int64)
        self._letters = "".join(letters for _, letters in found)

    def find(self, quote: str, near: float | None = None) -> Span | None:
        """Return where `quote` stands; of several places the one nearest to `near`, a share of the text from 0 to 1."""
        wanted = "".join(match.group().lower() for match in _LETTER.finditer(quote))
        if not wanted:
            return None
        places = self._places(wanted)
        if not places:
            return None
        middle = near * len(self._letters) if near is not None else 0
        start = min(places, key=lambda place: abs(place - middle))
        return Span(int(self._offsets[start]), int(self._offsets[start + len(wanted) - 1]) + 1)

    def find_parts(self, quote: str) -> list[Span]:
        """Return where `quote` stands, or else each of its lines, cells and brackets with at least two words."""
        whole = self.find(quote)
        if whole is not None:
            return [whole]
        parts = (part for part in _PART.split(quote) if len(_WORD.findall(part)) > 1)
        return [span for span in map(self.find, parts) if span is not None]

    def _places(self, wanted: str) -> list[int]:
        places, start = [], self._letters.find(wanted)
        while start >= 0:
            places.append(start)
            start = self._letters.find(wanted, start + 1)
        return places


def sentences_in(span: Span, sentences: Sequence[Sentence]) -> list[int]:
    """Return the sentences that `span` marks: those it covers for the better part, or else the one most touched."""
    touched = [(index, _shared(sentence.span, span)) for index, sentence in enumerate(sentences)]
    touched = [(index, shared) for index, shared in touched if shared]
    covered = [index for index, shared in touched if shared >= _SHARE * len(sentences[index].span)]
    most = sorted(touched, key=lambda item: -item[1])[:1]
    return covered or [index for index, _ in most]


def alike(quote: str, texts: Sequence[str], least: float = 0.6) -> list[int]:
    """Return the texts that share most of their runs of three words with `quote`, which may skip or join words."""
    wanted = _runs(quote)
    found = []
    for index, text in enumerate(texts):
        runs = _runs(text)
        if runs and len(runs & wanted) >= least * min(len(runs), len(wanted)) and len(runs & wanted) > 1:
            found.append(index)
    return found


def _shared(left: Span, right: Span) -> int:
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return frozenset(zip(words, words[1:], words[2:], strict=False))
