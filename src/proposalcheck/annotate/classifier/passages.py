"""What the classifier reads of a document: a sentence, its neighbours and the title of its section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proposalcheck.annotate.annotated import Sentence
from proposalcheck.annotate.classifier.features import tokens
from proposalcheck.document import Document

_OPENING = 400
"""How many characters at the beginning of a document tell what it is called and between whom."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence and what stands around it; `kind` is the kind of document, as "msa"."""

    text: str
    before: str = ""
    after: str = ""
    title: str = ""
    kind: str = ""


def passages_of(document: Document, sentences: Sequence[Sentence], kind: str = "") -> list[Passage]:
    """Return a passage for each of `sentences`, in the same order; they are the units of `document`."""
    texts = [document.quote(sentence.span) for sentence in sentences]
    titles = ["" if s.section is None else document.sections[s.section].title for s in sentences]
    return [
        Passage(text, before, after, title, kind)
        for text, before, after, title in zip(texts, ["", *texts], [*texts[1:], ""], titles, strict=False)
    ]


def whole_of(passages: Sequence[Passage]) -> Passage:
    """Return a document as one passage: every word of its sentences once, and its opening in place of a title."""
    words = dict.fromkeys(word for passage in passages for word in tokens(passage.text))
    opening = ""
    for passage in passages:
        if len(opening) >= _OPENING:
            break
        opening += f"{passage.text} "
    return Passage(" ".join(words), title=opening[:_OPENING])
