"""A passage: a sentence or a cell of a table, with the parties named in it, in offsets of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.annotate.parties import Mention
from proposalcheck.annotate.values import Value
from proposalcheck.document import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are read by themselves: `start` is where they stand in the document, `sentence` its index.

    `mentions` and `values` are placed within `text`.
    """

    text: str
    start: int
    sentence: int
    mentions: tuple[Mention, ...]
    values: tuple[Value, ...]

    def in_document(self, span: Span) -> Span:
        """Return where the words at `span` of this passage stand in the document."""
        return Span(self.start + span.start, self.start + span.end)


def passages_of(annotated: Annotated, sentence: int) -> Iterator[Passage]:
    """Yield a sentence as one passage, and a row of a table cell by cell."""
    unit = annotated.sentences[sentence]
    place = unit.span.start
    cells = annotated.words(sentence).split("\t") if unit.kind == "row" else [annotated.words(sentence)]
    for words in cells:
        span = Span(place, place + len(words))
        mentions = tuple(
            replace(mention, span=_within(mention.span, span))
            for mention in annotated.mentions.get(sentence, ())
            if span.contains(mention.span)
        )
        values = tuple(
            replace(value, span=_within(value.span, span))
            for value in annotated.values.get(sentence, ())
            if span.contains(value.span)
        )
        yield Passage(words, place, sentence, mentions, values)
        place = span.end + 1


def _within(span: Span, around: Span) -> Span:
    return Span(span.start - around.start, span.end - around.start)
