"""Trying a rule or signal on its own examples: every mark found, nothing else, and every phrase of use somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from proposalcheck.annotate import Annotated, PhraseSet, annotate
from proposalcheck.annotate.kind import Kind, KindOfDocument
from proposalcheck.catalogue.catalogue import Catalogue
from proposalcheck.catalogue.schema import MARKS, Example, Rule, Signal
from proposalcheck.checks import ask
from proposalcheck.checks.scope import merged
from proposalcheck.document import Document
from proposalcheck.finding import Match
from proposalcheck.readers.markdown import read_markdown

Expectation = Literal["flag", "pass", "known_wrong"]

_MARKED = re.compile(f"{MARKS[0]}(.*?){MARKS[1]}", re.DOTALL)
_FOUND: dict[str, frozenset[tuple[str, str]]] = {
    "flag": frozenset({("flag", "")}),
    "topic": frozenset({("strength", "")}),
    "verdict": frozenset({("verdict", "yes")}),
}
"""For each type of rule, the outcome and value of a match that count as found."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One example that was tried: `expected` and `found` are the marked words, or None where nothing is to be found.

    A rule about the whole document (no marks) expects and finds an empty tuple.
    """

    owner: str
    expectation: Expectation
    place: int
    expected: tuple[str, ...] | None
    found: tuple[str, ...] | None

    @property
    def as_written(self) -> bool:
        """Whether the example does what it says; a known wrong one must still go wrong."""
        agrees = self.found == self.expected or (self.expected == () and self.found is not None)
        return agrees != (self.expectation == "known_wrong")

    def complaint(self) -> str:
        """Return what is wrong with the trial, with its place, in a sentence for the writer of the rule."""
        return f"{self.owner}: examples.{self.expectation}[{self.place}] {self.what}"

    @property
    def what(self) -> str:
        """What is wrong with the trial, if it does not come out as written."""
        if self.expectation == "known_wrong":
            return "comes out right now; move it to `flag` or `pass`"
        return f"should find {_told(self.expected)}, but found {_told(self.found)}"


def _told(words: tuple[str, ...] | None) -> str:
    if words is None:
        return "nothing"
    return " and ".join(f'"{word}"' for word in words) if words else "the document as a whole"


def try_rule(rule: Rule, catalogue: Catalogue) -> Iterator[Trial]:
    """Yield a trial for each example of `rule`."""
    for expectation, place, example in _all(rule):
        whole = rule.type != "flag"
        expected = () if example.answer else _expected(example, expectation, whole=whole)
        wanted = frozenset({("verdict", example.answer)}) if example.answer else _FOUND[rule.type]
        matches = [match for match in _run(rule, example, catalogue) if (match.outcome, match.value) in wanted]
        yield Trial(rule.id, expectation, place, expected, _words(matches, example))


def try_signal(signal: Signal, catalogue: Catalogue) -> Iterator[Trial]:
    """Yield a trial for each example of `signal`."""
    for expectation, place, example in _all(signal):
        annotated = _annotated(example, "proposal", catalogue)
        spans = merged(hit.span for hit in annotated.hits((), [signal.id]))
        found = tuple(" ".join(annotated.document.quote(span).split()) for span in spans) or None
        yield Trial(signal.id, expectation, place, _expected(example, expectation, whole=False), found)


def idle_phrases(owner: Rule | Signal) -> list[str]:
    """Return the phrases that no example of the rule or signal contains: they could be deleted unnoticed."""
    listed = list(owner.phrases())
    phrases = PhraseSet(phrase for _, phrase in listed)
    used: set[str] = set()
    for _, _, example in _all(owner):
        used.update(phrase for phrase, _ in phrases.find(unmarked(example)))
    return [f'{owner.id}: {key}: no example contains "{phrase}"' for key, phrase in listed if phrase not in used]


def unmarked(example: Example) -> str:
    """Return the example's text without the brackets that mark words."""
    return example.text.replace(MARKS[0], "").replace(MARKS[1], "")


def _all(owner: Rule | Signal) -> Iterator[tuple[Expectation, int, Example]]:
    yield from (("flag", place, example) for place, example in enumerate(owner.examples.flag))
    yield from (("pass", place, example) for place, example in enumerate(owner.examples.near_miss))
    yield from (("known_wrong", place, example) for place, example in enumerate(owner.examples.known_wrong))


def _expected(example: Example, expectation: Expectation, *, whole: bool) -> tuple[str, ...] | None:
    """Return the words to be found: marked ones, none at all, or () where the whole document is the finding."""
    marked = tuple(" ".join(words.split()) for words in _MARKED.findall(example.text))
    if marked:
        return marked
    return () if whole and expectation == "flag" else None


def _run(rule: Rule, example: Example, catalogue: Catalogue) -> list[Match]:
    """Return what `rule` finds in an example, after asking the rules that it is drawn from."""
    annotated = _annotated(example, rule.applies_to[0], catalogue)
    found: dict[str, list[Match]] = {}
    chosen = catalogue.restricted(select=[rule.id]) if rule.check.needs() else catalogue
    for needed in chosen.in_order(rule.applies_to[0]) if rule.check.needs() else [rule]:
        found[needed.id] = list(ask(needed.check, annotated, found))
    return found[rule.id]


def _annotated(example: Example, kind: Kind, catalogue: Catalogue) -> Annotated:
    told = KindOfDocument(kind, 1.0, "an example")
    return annotate(_document(example), told, catalogue.phrases, catalogue.signal_definitions)


def _document(example: Example) -> Document:
    return read_markdown(unmarked(example), "example", "")


def _words(matches: list[Match], example: Example) -> tuple[str, ...] | None:
    if not matches:
        return None
    text = _document(example).text
    spans = sorted(span for match in matches for trace in match.traces for span in trace.words)
    return tuple(" ".join(span.of(text).split()) for span in spans)
