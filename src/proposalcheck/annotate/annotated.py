"""A document with what was found in it before any rule is asked: sentences, phrases, signals and values."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.annotate.parties import Mention
from proposalcheck.annotate.pricing import PricingTable
from proposalcheck.annotate.references import Places, Reference
from proposalcheck.annotate.terms import Term
from proposalcheck.annotate.values import Value
from proposalcheck.document import Document, Location, Span

UnitKind = Literal["sentence", "row", "heading", "contents"]

NEIGHBOURS = 10
"""How many sentences to either side count as the same section, so that a long section silences nothing far away."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a row of a table, a heading, or a line of a table of contents, with the section it stands in."""

    span: Span
    kind: UnitKind
    section: int | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at its place: the sentence's index, the exact words, and the phrase that found them."""

    sentence: int
    span: Span
    phrase: str


@dataclass(frozen=True, slots=True)
class SignalDefinition:
    """What makes a sentence carry a signal: one of `any_of`, and none of `unless_in_sentence`."""

    name: str
    any_of: tuple[str, ...]
    unless_in_sentence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document and its annotations.

    `phrases` and `signals` map each one found to its hits in reading order; `values` are by sentence; `sections` gives
    the sentences of each section (not of those inside it), `titles` the sections in whose title a phrase stands.
    `mentions` are the parties named in each sentence, `references` what it points to, and `places` what there is to
    point to; `terms` are the terms that the document defines, `pricing` its pricing tables.
    """

    document: Document
    kind: KindOfDocument
    sentences: tuple[Sentence, ...]
    phrases: Mapping[str, tuple[Hit, ...]]
    signals: Mapping[str, tuple[Hit, ...]]
    values: Mapping[int, tuple[Value, ...]]
    sections: Mapping[int | None, tuple[int, ...]]
    titles: Mapping[str, tuple[int, ...]]
    mentions: Mapping[int, tuple[Mention, ...]]
    references: Mapping[int, tuple[Reference, ...]]
    places: Places
    terms: tuple[Term, ...]
    pricing: tuple[PricingTable, ...]
    located: dict[Span, Location] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was located already: many rules quote the same sentence."""

    def hits(self, phrases: Iterable[str], signals: Iterable[str] = ()) -> list[Hit]:
        """Return every place of the given phrases and signals, in reading order, the longest first at one place."""
        found = [hit for phrase in phrases for hit in self.phrases.get(phrase, ())]
        found += [hit for signal in signals for hit in self.signals.get(signal, ())]
        return sorted(found, key=lambda hit: (hit.span.start, -hit.span.end))

    def sentences_with(self, phrases: Iterable[str], signals: Iterable[str] = ()) -> frozenset[int]:
        """Return the indices of the sentences in which one of the phrases or signals stands."""
        said = {hit.sentence for phrase in phrases for hit in self.phrases.get(phrase, ())}
        return frozenset(said.union(hit.sentence for signal in signals for hit in self.signals.get(signal, ())))

    def around(self, sentence: int) -> Sequence[int]:
        """Return the sentences of the section that `sentence` stands in, as far as `NEIGHBOURS` to either side."""
        inside = self.sections[self.sentences[sentence].section]
        return inside[bisect_left(inside, sentence - NEIGHBOURS) : bisect_right(inside, sentence + NEIGHBOURS)]

    def sections_over(self, sentence: int) -> Iterator[int]:
        """Yield the indices of the sections around `sentence`, from the inside out."""
        section = self.sentences[sentence].section
        while section is not None:
            yield section
            section = self.document.sections[section].parent

    def titled(self, phrases: Iterable[str]) -> list[tuple[int, str]]:
        """Return each section whose title has one of `phrases`, with that phrase, in the order of the document."""
        found = {section: phrase for phrase in phrases for section in self.titles.get(phrase, ())}
        return sorted(found.items())

    def within(self, section: int) -> list[int]:
        """Return the sentences and rows of a section and of the sections inside it, headings left out."""
        span = self.document.sections[section].span
        first = bisect_left(self.sentences, span.start, key=lambda sentence: sentence.span.start)
        last = bisect_left(self.sentences, span.end, key=lambda sentence: sentence.span.start)
        return [index for index in range(first, last) if self.sentences[index].kind in ("sentence", "row")]

    def doer(self, sentence: int, words: Span) -> Mention | None:
        """Return who acts at `words` of a sentence: the first party named in them, or else the last one before them.

        Where nobody stands before them, "either party" and its like behind them counts, as in "nothing limits the
        liability of either party"; a single party behind them may be acted upon and does not.
        """
        mentions = self.mentions.get(sentence, ())
        inside = [mention for mention in mentions if words.contains(mention.span)]
        before = [mention for mention in mentions if mention.span.end <= words.start]
        behind = [mention for mention in mentions if mention.span.start >= words.end and mention.side == "both"]
        return inside[0] if inside else before[-1] if before else behind[0] if behind else None

    def receiver(self, sentence: int, words: Span) -> Mention | None:
        """Return who is acted upon: the last party named in `words`, or else the first one after them."""
        mentions = self.mentions.get(sentence, ())
        inside = [mention for mention in mentions if words.contains(mention.span)]
        after = [mention for mention in mentions if mention.span.start >= words.end]
        return inside[-1] if inside else after[0] if after else None

    def sentence_at(self, offset: int) -> int | None:
        """Return the index of the sentence that holds the character at `offset`, or None between sentences."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.span.start) - 1
        return index if index >= 0 and offset < self.sentences[index].span.end else None

    def quote(self, span: Span) -> str:
        """Return the words of the document that `span` covers."""
        return self.document.quote(span)

    def locate(self, span: Span) -> Location:
        """Return where a person finds `span`, as `Document.locate` does."""
        if span not in self.located:
            self.located[span] = self.document.locate(span)
        return self.located[span]

    def words(self, sentence: int) -> str:
        """Return the text of the sentence with this index."""
        return self.document.quote(self.sentences[sentence].span)
