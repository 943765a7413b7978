"""All phrases of a catalogue, looked for in one pass.

Trying every phrase on every sentence would cost a loop over rules. Instead, each phrase is filed under the rarest of
the words that it cannot be without. When a text first has that word and the rarest of the others, a phrase that lists
words is spelt out, and from then on its spellings are looked up by the words of each text. Other phrases have an
expression, which is tried on each text that has all words that the phrase needs. Phrases that are regular expressions
themselves have no such words: a filter of RE2 tells which to try.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from threading import Lock
from typing import Protocol

import re2

from proposalcheck.annotate.needed import ByWords
from proposalcheck.annotate.notation import Pattern
from proposalcheck.annotate.phrasebook import Phrasebook
from proposalcheck.annotate.spellings import may_be_spelt, spellings_of
from proposalcheck.annotate.spelt import Spellings
from proposalcheck.annotate.words import Words
from proposalcheck.document import Span

_LETTER = re.compile(r"\w")
_BEYOND = re.compile(r"[^\x00-\x7f](?<=[\w\s])|[\x0b\x1c-\x1f]")
"""What RE2 does not count as the letter, figure or blank that it is to `re`."""


_NO_PAGES = Phrasebook()


class _Expression(Protocol):
    """A compiled expression of `re`."""

    def finditer(self, text: str, /) -> Iterator[re.Match[str]]: ...


class _LinearExpression(Protocol):
    """A compiled expression of RE2 for text in UTF-8."""

    def finditer(self, text: bytes, /) -> Iterator[re.Match[bytes]]: ...


class PhraseSet:
    """A set of phrases that is cheap to ask; each is compiled when a text first has words of it.

    What the `book` knows of the phrases need not be parsed.
    """

    def __init__(self, phrases: Iterable[str], book: Phrasebook = _NO_PAGES) -> None:
        self.phrases: tuple[str, ...] = tuple(dict.fromkeys(phrases))
        self._book = book
        self._patterns: dict[int, Pattern] = {}
        index = book.index(self.phrases)
        self._by_words = ByWords(index, self._pattern)
        self._raw = index.raw
        self._filter = _filter_of([self._pattern(raw).expression for raw in self._raw])
        self._linear: dict[int, _LinearExpression] = {}
        self._spellings = Spellings()
        self._unspelt: set[int] = set()
        """The phrases that were called for and are no list of words."""
        self._lock = Lock()

    def find(self, text: str) -> Iterator[tuple[str, Span]]:
        """Yield each phrase that stands in `text` with every place it stands at, as offsets into `text`."""
        words = Words(text)
        with self._lock:
            to_try = self._to_try(text, words if "_" not in text else Words(text.replace("_", " ")))
            found: dict[int, Sequence[Span]] = {**self._spellings.find(words)}
        if to_try:
            searched = _Searched(text)
            found.update((index, self._spans(index, searched)) for index in to_try)
        for index in sorted(found):
            for span in found[index]:
                yield self.phrases[index], span

    def _pattern(self, index: int) -> Pattern:
        if index not in self._patterns:
            self._patterns[index] = self._book.pattern(self.phrases[index])
        return self._patterns[index]

    def _spans(self, index: int, text: _Searched) -> Sequence[Span]:
        """Return every place of a phrase that is looked for by its expression.

        RE2 finds what `re` finds in plain text, where all that it finds stands as free as the pattern asks.
        """
        pattern = self._pattern(index)
        if text.is_plain and not pattern.is_raw:
            if index not in self._linear:
                self._linear[index] = _linear(pattern.core)
            found = text.spans_in_bytes(self._linear[index])
            if all(text.stands_free(span, pattern) for span in found):
                return found
        return text.spans(_compiled(pattern.expression))

    def _to_try(self, text: str, words: Words) -> list[int]:
        """Return the phrases that are to be looked for by their expressions."""
        raw = [self._raw[place] for place in self._filter.Match(text) or ()] if self._raw else []
        found = self._by_words.in_text(words)
        for index in found - self._unspelt:
            self._spell_out(index)
        return [*(index for index in found & self._unspelt if self._may_stand(index, words)), *raw]

    def _may_stand(self, index: int, words: Words) -> bool:
        """Tell whether a text may have a phrase, by all its words, and by their order before it is compiled."""
        return self._by_words.all_in(index, words) and (index in self._linear or self._by_words.in_order(index, words))

    def _spell_out(self, index: int) -> None:
        """Spell out a phrase that lists words, to be found by its spellings from now on; note any other."""
        phrase = self.phrases[index]
        pattern = self._pattern(index) if may_be_spelt(phrase) else None
        spellings = spellings_of(pattern.core) if pattern and pattern.words else None
        if pattern and spellings:
            self._spellings.add(index, spellings, ends_word=pattern.core.endswith(r"\b"))
            self._by_words.leave_out(index)
        else:
            self._unspelt.add(index)


class _Searched:
    """A text that is searched by expressions, made ready for both engines once; RE2 is for plain text alone."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.is_plain = not _BEYOND.search(text)
        self._encoded = text.encode() if self.is_plain else b""

    def spans(self, expression: _Expression) -> Sequence[Span]:
        """Return every place that an expression of `re` finds."""
        return [Span(*match.span()) for match in expression.finditer(self._text)]

    def spans_in_bytes(self, expression: _LinearExpression) -> Sequence[Span]:
        """Return every place that an expression of RE2 finds."""
        found = [match.span() for match in expression.finditer(self._encoded)]
        if len(self._encoded) == len(self._text):
            return [Span(start, end) for start, end in found]
        return [Span(self._characters(start), self._characters(end)) for start, end in found]

    def stands_free(self, span: Span, pattern: Pattern) -> bool:
        """Tell whether a place has no letter or figure beside it where the pattern wants none."""
        before, behind = self._text[max(0, span.start - 1) : span.start], self._text[span.end : span.end + 1]
        return not (pattern.begins and _LETTER.match(before)) and not (pattern.ends and _LETTER.match(behind))

    def _characters(self, place: int) -> int:
        """Return how many characters the first bytes of the encoded text stand for."""
        return len(self._encoded[:place].decode())


def _filter_of(expressions: Sequence[str]) -> re2.Filter:
    """Return what tells which of `expressions` a text has.

    It looks for the words in them first, which a set does not, that takes a tenth of a second to get going.
    """
    compiled = re2.Filter()
    for expression in expressions:
        compiled.Add(expression, _without_case())
    if expressions:
        compiled.Compile()
    return compiled


def _without_case() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options


@cache
def _compiled(expression: str) -> _Expression:
    """Return the expression compiled by `re`; most phrases are never tried, so each is compiled when first needed."""
    return re.compile(expression, re.IGNORECASE)


def _linear(expression: str) -> _LinearExpression:
    """Return the expression compiled by RE2, which takes a fifth of the time that `re` takes."""
    compiled: _LinearExpression = re2.compile(expression.encode(), _without_case())
    return compiled
