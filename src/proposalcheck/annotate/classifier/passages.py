"""What the classifier reads of a document: a sentence, its neighbours and the title of its section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proposalcheck.annotate.annotated import Sentence
from proposalcheck.document import Document


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
