"""A labelled document, whatever set it comes from, and many of them as passages and targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from proposalcheck.annotate.annotated import Sentence
from proposalcheck.annotate.classifier.passages import Passage, passages_of
from proposalcheck.document import Document, Span
from proposalcheck.training.fit import Targets


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader said of one item: yes, no or partly (or a value), with the words that show it.

    `spans` are the quotes as found in the document, `sentences` the sentences that they mark, `quotes` the words as
    the reader gave them.
    """

    verdict: str
    spans: tuple[Span, ...] = ()
    sentences: tuple[int, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its labels; documents of one `source` are held out together. `sha256` is of its file."""

    name: str
    source: str
    licence: str
    kind: str
    sha256: str
    document: Document = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    labels: Mapping[str, Label] = field(repr=False)

    def passages(self) -> list[Passage]:
        """Return the sentences as the classifier reads them."""
        return passages_of(self.document, self.sentences, self.kind)

    def targets(self, labels: Sequence[str]) -> Targets:
        """Return which sentence carries which of `labels`.

        Sentences quoted for a yes are 1, those quoted for a partly are left out (-1), all others are 0. An item that
        nobody judged in this document is left out of all its sentences.
        """
        found = np.zeros((len(self.sentences), len(labels)), dtype=np.int8)
        for column, name in enumerate(labels):
            label = self.labels.get(name)
            if label is None:
                found[:, column] = -1
            else:
                found[list(label.sentences), column] = 1 if label.verdict == "yes" else -1
        return found


@dataclass(frozen=True, slots=True)
class Material:
    """Examples laid end to end: `document_of` and `source_of` name the example and the source of every passage."""

    passages: list[Passage]
    targets: Targets
    document_of: list[str]
    source_of: list[str]


def material_of(examples: Iterable[Example], labels: Sequence[str]) -> Material:
    """Return all passages of `examples` and what they carry of `labels`."""
    listed = list(examples)
    return Material(
        passages=[passage for example in listed for passage in example.passages()],
        targets=np.concatenate([example.targets(labels) for example in listed]),
        document_of=[example.name for example in listed for _ in example.sentences],
        source_of=[example.source for example in listed for _ in example.sentences],
    )
