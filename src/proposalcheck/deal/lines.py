"""The sentences, rows and headings of a document as the facts of a deal are looked for in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proposalcheck.annotate import Annotated
from proposalcheck.annotate.annotated import UnitKind
from proposalcheck.annotate.values import Value, ValueKind
from proposalcheck.document import Span
from proposalcheck.finding import Fact, Trace, quoted

_LONGEST_SAID = 60
"""How many characters of the document's own words a fact takes; a longer sum is given by its figures alone."""
_FIGURES_AGAIN = re.compile(r"\(\s*(?P<sum>[^()]*\d[^()]*?)\s*\)?\s*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, row or heading: its words, its quantities, and the titles of the sections that it stands in."""

    index: int
    kind: UnitKind
    text: str
    start: int
    values: tuple[Value, ...]
    titles: str

    def before(self, value: Value) -> str:
        """Return the words in front of a quantity of this line."""
        return self.text[: value.span.start - self.start]

    def behind(self, value: Value) -> str:
        """Return the words after a quantity of this line."""
        return self.text[value.span.end - self.start :]

    def words(self, value: Value) -> str:
        """Return the words of a quantity of this line."""
        return self.text[value.span.start - self.start : value.span.end - self.start]

    def of(self, *kinds: ValueKind) -> Iterator[Value]:
        """Yield the quantities of these kinds, in reading order."""
        return (value for value in self.values if value.kind in kinds)


def lines_of(annotated: Annotated) -> Sequence[Line]:
    """Return the lines of a document in reading order; those of a table of contents are left out."""
    return [
        Line(
            index=index,
            kind=unit.kind,
            text=annotated.document.quote(unit.span),
            start=unit.span.start,
            values=annotated.values.get(index, ()),
            titles=_titles(annotated, index),
        )
        for index, unit in enumerate(annotated.sentences)
        if unit.kind != "contents"
    ]


def _titles(annotated: Annotated, index: int) -> str:
    sections = annotated.document.sections
    return " / ".join(sections[section].title for section in annotated.sections_over(index)).lower()


def fact_of(annotated: Annotated, line: Line, value: Value, *, side: str = "", per: str = "") -> Fact:
    """Return the fact that `value`, a quantity of `line`, stands for."""
    return Fact(
        said=_said(line.words(value)),
        evidence=quoted(annotated.document, Trace(annotated.sentences[line.index].span, (value.span,))),
        amount=None if value.kind == "date" else value.amount,
        lowest=None if value.kind == "date" else value.lowest,
        unit={"duration": "day", "date": ""}.get(value.kind, value.unit),
        per=per or value.per,
        day=value.day.isoformat() if value.day else "",
        side=side,
    )


def _said(words: str) -> str:
    """Return words on one line; of a long sum in words with its figures in brackets, the figures."""
    plain = " ".join(words.split())
    again = _FIGURES_AGAIN.search(plain) if len(plain) > _LONGEST_SAID else None
    return again["sum"] if again else plain


def worded(annotated: Annotated, line: Line, span: Span, said: str, *, side: str = "") -> Fact:
    """Return a fact that is words and no quantity; `span` is where they stand in the document."""
    evidence = quoted(annotated.document, Trace(annotated.sentences[line.index].span, (span,)))
    return Fact(said=" ".join(said.split()), evidence=evidence, side=side)
