"""Tells what a document is: a proposal, a statement of work, a services agreement, or something else.

Every cue of `kind_cues` is counted, each kind adds up its weights for the counts (multinomial logistic regression, see
models/kind/card.md), and the cues that spoke most for the kind that won are the reason given.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from proposalcheck import models
from proposalcheck.annotate.kind_cues import Cue, Kind, Place, cues, spelt_out
from proposalcheck.document import BODY_KINDS, Document
from proposalcheck.errors import ModelError

__all__ = [
    "FEWEST_WORDS",
    "KINDS",
    "NAMES",
    "Kind",
    "KindOfDocument",
    "Measured",
    "Weights",
    "chances",
    "cues_version",
    "kind_of",
    "measure",
]

KINDS: tuple[Kind, ...] = get_args(Kind)

NAMES: dict[Kind, str] = {
    "proposal": "a proposal",
    "sow": "a statement of work",
    "msa": "a services agreement",
    "other": "none of the three",
}
"""Each kind as a reason calls it."""

FEWEST_WORDS = 40
"""A document with fewer words than this says too little to be told."""

_TITLE_WORDS, _LINE_WORDS, _OPENING_WORDS, _HEADING_WORDS = 60, 20, 300, 8
_SMOOTHING, _MOST = 400, 12
_SURE = 0.75
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_EDGE = "|"


@dataclass(frozen=True, slots=True)
class KindOfDocument:
    """What a document is, how sure that is (0 to 1), and the cues that say so in words for people."""

    kind: Kind
    confidence: float
    because: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A document as one number for each cue, with the phrases that were counted and how often each was seen."""

    words: int
    values: tuple[float, ...]
    seen: tuple[Counter[str], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each cue adds to the score of each kind; `usual` is the mean value of the cue in the training documents."""

    bias: tuple[float, ...]
    by_cue: tuple[tuple[float, ...], ...]
    usual: tuple[float, ...]
    temperature: float

    def scores(self, values: Sequence[float]) -> tuple[float, ...]:
        """Return what each of KINDS scores: its bias and the weighted values of the cues."""
        scores = self.bias
        for value, weights in zip(values, self.by_cue, strict=True):
            if value:
                scores = tuple(score + value * weight for score, weight in zip(scores, weights, strict=True))
        return scores

    def chances(self, values: Sequence[float]) -> tuple[float, ...]:
        """Return how likely each of KINDS is, adding up to 1."""
        return chances(self.scores(values), self.temperature)


def chances(scores: Sequence[float], temperature: float) -> tuple[float, ...]:
    """Return scores as chances that add up to 1; a higher temperature makes them more alike.

    Guo et al., On Calibration of Modern Neural Networks, ICML 2017, section 4.2.
    """
    powers = [math.exp((score - max(scores)) / temperature) for score in scores]
    return tuple(power / sum(powers) for power in powers)


def kind_of(document: Document) -> KindOfDocument:
    """Return what `document` is; raises ModelError when the shipped model is missing or does not fit this version."""
    language = document.language.split("-")[0]
    if language not in ("en", "und", ""):
        return KindOfDocument("other", 0.25, f'written in "{language}": the kind is told from English words only')
    measured = measure(document)
    if measured.words < FEWEST_WORDS:
        return KindOfDocument("other", 0.25, f"only {measured.words} words of text: too few to tell")
    weights = _weights()
    likely = weights.chances(measured.values)
    first, second, *_ = sorted(range(len(KINDS)), key=lambda index: -likely[index])
    reasons = _reasons(measured, weights, first)
    if likely[first] < _SURE:
        reasons.append(f"it could also be {NAMES[KINDS[second]]} ({likely[second]:.0%})")
    return KindOfDocument(KINDS[first], round(likely[first], 3), "; ".join(reasons))


def cues_version() -> str:
    """Return what a model must have been trained with: a hash of every cue and of how counts become values."""
    settings = (_TITLE_WORDS, _LINE_WORDS, _OPENING_WORDS, _HEADING_WORDS, _SMOOTHING, _MOST, _WORD.pattern, KINDS)
    parts = [repr(settings), *(repr((cue.name, cue.place, cue.phrases, cue.pattern)) for cue in cues())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def measure(document: Document) -> Measured:
    """Return the cues of `document` as numbers: body phrases per 1,000 words, others as counts, all on a log scale."""
    body = "\n".join(document.quote(block.span) for block in document.blocks if block.kind in BODY_KINDS)
    words = _words(body)
    places: dict[Place, list[str]] = {
        "title": list(_title_words(document)),
        "opening": words[:_OPENING_WORDS],
        "headings": list(_heading_words(document)),
        "body": words,
    }
    seen = tuple(Counter[str]() for _ in cues())
    for place, place_words in places.items():
        found = _found(place_words, _phrases(place))
        for match in _widest(found) if place == "title" else found:
            seen[match.cue][match.shown] += 1
    for position, pattern in _patterns():
        if count := len(pattern.findall(body)):
            seen[position][""] = count
    values = (_value(cue, counts.total(), len(words)) for cue, counts in zip(cues(), seen, strict=True))
    return Measured(len(words), tuple(values), seen)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _title_words(document: Document) -> Iterator[str]:
    """Yield the words of the short lines that a document opens with, or of its first words when it has none."""
    taken = 0
    for block in document.blocks:
        if block.kind not in BODY_KINDS:
            continue
        words = _words(document.quote(block.content))
        if taken + len(words) > _TITLE_WORDS or len(words) > _LINE_WORDS:
            yield from words[: _LINE_WORDS if not taken else 0]
            return
        taken += len(words)
        yield from words


def _heading_words(document: Document) -> Iterator[str]:
    """Yield the words of section titles and of lines as short as a heading, an edge before and after each."""
    titled = {section.heading.start for section in document.sections}
    lines = [section.title for section in document.sections]
    lines += (document.quote(block.content) for block in document.blocks if block.span.start not in titled)
    for line in lines:
        words = _words(line) if len(line) < 20 * _HEADING_WORDS else ()
        if 0 < len(words) <= _HEADING_WORDS:
            yield _EDGE
            yield from words
    yield _EDGE


def _value(cue: Cue, count: int, words: int) -> float:
    if cue.place == "body":
        return math.log1p(min(1000 * count / (words + _SMOOTHING), _MOST))
    return math.log1p(min(count, 2 if cue.place == "title" else 6))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase to look for: its words, which cue it belongs to, and where in it the word stands it is found by."""

    words: list[str]
    cue: int
    shown: str
    anchor: int


@cache
def _phrases(place: Place) -> dict[str, list[_Phrase]]:
    """Return the phrases that count in `place` under their longest word, which is the rarest to meet."""
    index: dict[str, list[_Phrase]] = {}
    for position, cue in enumerate(cues()):
        if cue.place != place:
            continue
        for words in (words for phrase in cue.phrases for words in spelt_out(phrase)):
            sought = [_EDGE, *words, _EDGE] if place == "headings" and len(words) == 1 else list(words)
            key = max(sought, key=len)
            index.setdefault(key, []).append(_Phrase(sought, position, " ".join(words), sought.index(key)))
    return index


@cache
def _patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((position, re.compile(cue.pattern)) for position, cue in enumerate(cues()) if cue.pattern)


@dataclass(frozen=True, slots=True)
class _Match:
    """A place where a phrase stands, as numbers of words."""

    start: int
    end: int
    cue: int
    shown: str


def _found(words: list[str], phrases: dict[str, list[_Phrase]]) -> Iterator[_Match]:
    """Yield every place in `words` where a phrase stands."""
    for position, word in enumerate(words):
        for phrase in phrases.get(word, ()):
            start = position - phrase.anchor
            end = start + len(phrase.words)
            if start >= 0 and words[start:end] == phrase.words:
                yield _Match(start, end, phrase.cue, phrase.shown)


def _widest(matches: Iterable[_Match]) -> Iterator[_Match]:
    """Yield the matches that are not part of another: a "request for proposals" is not titled "proposals"."""
    covered = 0
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if match.end > covered:
            covered = match.end
            yield match


@cache
def _weights() -> Weights:
    model = models.load("kind", code=cues_version())
    values = model.values()
    try:
        by_cue = tuple(_one_each(values["weights"][cue.name]) for cue in cues())
        usual = tuple(float(values["usual"][cue.name]) for cue in cues())
        return Weights(_one_each(values["bias"]), by_cue, usual, float(values["temperature"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"model 'kind': its weights have no good value for {error}; train it anew") from error


def _one_each(numbers: Sequence[float]) -> tuple[float, ...]:
    if len(numbers) != len(KINDS):
        raise ValueError(f"{len(KINDS)} kinds, having {len(numbers)} numbers")
    return tuple(map(float, numbers))


def _reasons(measured: Measured, weights: Weights, winner: int) -> list[str]:
    """Return the cues that spoke most for the winner against the other kinds, three at most, in words for people.

    Title, opening and headings give one reason each, so that one line at the top does not fill all three.
    """
    spoken: list[tuple[float, str, Place]] = []
    for cue, value, counts, row, usual in zip(
        cues(), measured.values, measured.seen, weights.by_cue, weights.usual, strict=True
    ):
        push = (row[winner] - sum(row) / len(row)) * (value - usual)
        words = _in_words(cue, counts) if KINDS[winner] in cue.speaks_for or not counts else ""
        if push > 0 and words:
            spoken.append((push, words, cue.place))
    reasons: dict[str, str] = {}
    for _, words, place in sorted(spoken, key=lambda item: (-item[0], item[1])):
        reasons.setdefault(words if place == "body" else place, words)
    return list(reasons.values())[:3] or ["nothing in it is typical of any kind"]


def _in_words(cue: Cue, counts: Counter[str]) -> str:
    """Return what was seen of a cue as a person would put it; empty when its absence says nothing."""
    if not counts:
        return cue.absent
    if cue.pattern:
        return f"has {cue.name} ({counts.total()})"
    phrase, count = max(counts.items(), key=lambda item: (item[1], len(item[0])))
    match cue.place:
        case "title":
            return f'titled "{phrase}"'
        case "opening":
            return f'its opening says "{phrase}"'
        case "headings":
            return f'has a heading with "{phrase}"'
        case "body":
            return f'says "{phrase}" {count} times' if count > 1 else f'says "{phrase}"'
