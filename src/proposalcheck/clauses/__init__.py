"""Document -> which of the 41 kinds of clause of an agreement are in it, each with the words that show it.

The model `clauses` reads the document; here its probabilities become an answer for people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from proposalcheck import models
from proposalcheck.annotate.annotated import Sentence
from proposalcheck.annotate.classifier.clauses import CODE, Clause, Clauses, load_clauses
from proposalcheck.annotate.classifier.spans import DATES, NAME
from proposalcheck.annotate.units import units_of
from proposalcheck.clauses.kinds import KINDS, ClauseKind
from proposalcheck.document import Document
from proposalcheck.errors import ModelError
from proposalcheck.finding import Evidence, Trace, plain, quoted

__all__ = ["KINDS", "NO", "YES", "ClauseAnswer", "ClauseKind", "ClauseQuote", "clauses_of"]

MODEL = "clauses"
YES, NO = 0.7, 0.3
"""The probabilities from which a clause is told to be there, and below which it is told not to be."""
_LEAST = 0.1
"""How likely a quote must be at least; of a clause that nothing better shows, it cannot be told that it is there."""
_NEAR = 0.5
"""A further quote is told when its probability is at least this share of the best one's."""
_MOST = 5
"""How many quotes of one kind are told at most."""
_IN_HEADINGS = DATES | {NAME, "Parties"}
"""The labels that a heading may show; elsewhere a heading names a clause and is none."""

Answer = Literal["yes", "no", "unsure"]


@dataclass(frozen=True, slots=True)
class ClauseQuote:
    """Words that show a clause, and how likely they do, from 0 to 1."""

    evidence: Evidence
    probability: float


@dataclass(frozen=True, slots=True)
class ClauseAnswer:
    """Whether a kind of clause is in a document, how likely it is, and its quotes, the best first.

    `probability` is None where the document has no sentence that could be looked at.
    `recall` is the share of the contracts with such a clause that the model told when they were held out of its
    training; None where its manifest does not say.
    """

    kind: ClauseKind
    answer: Answer
    probability: float | None
    quotes: tuple[ClauseQuote, ...]
    recall: float | None


def clauses_of(document: Document) -> tuple[ClauseAnswer, ...]:
    """Return the answer for each of `KINDS`, in their order.

    A document without a sentence gives unsure for all. Raises ModelError where the shipped model is missing, changed or
    knows other kinds.
    """
    _, sentences = units_of(document)
    recalls = _recalls()
    if not sentences:
        return tuple(ClauseAnswer(kind, "unsure", None, (), recalls.get(kind.label)) for kind in KINDS)
    found = load_clauses().find(document, sentences, least=_LEAST)
    if set(found.presence) != {kind.label for kind in KINDS}:
        raise ModelError(f"model {MODEL!r} knows other kinds of clause than this program; install proposalcheck again")
    return tuple(_answer(kind, document, sentences, found, recalls.get(kind.label)) for kind in KINDS)


def _answer(
    kind: ClauseKind, document: Document, sentences: Sequence[Sentence], found: Clauses, recall: float | None
) -> ClauseAnswer:
    probability = found.presence[kind.label]
    if probability < NO:
        return ClauseAnswer(kind, "no", probability, (), recall)
    quotes = _best([quote for quote in found.quotes if quote.label == kind.label], document, sentences)
    answer: Answer = "yes" if probability >= YES and quotes else "unsure"
    return ClauseAnswer(kind, answer, probability, quotes, recall)


def _best(quotes: Sequence[Clause], document: Document, sentences: Sequence[Sentence]) -> tuple[ClauseQuote, ...]:
    """Return the quotes that are worth showing, the likeliest first; of equal words the likeliest place."""
    ranked = sorted(quotes, key=lambda quote: (-quote.probability, quote.span.start))
    fit = _full_names([quote for quote in ranked if _may_show(sentences[quote.sentence], quote.label)], document)
    near = [quote for quote in fit if quote.probability >= _NEAR * fit[0].probability]
    once = {plain(document.quote(quote.span)): quote for quote in reversed(near)}
    kept = [quote for quote in near if once[plain(document.quote(quote.span))] is quote][:_MOST]
    return tuple(ClauseQuote(quoted(document, Trace(quote.span)), quote.probability) for quote in kept)


def _full_names(quotes: Sequence[Clause], document: Document) -> Sequence[Clause]:
    """Return names of a document without those of one word, "Agreement", where there are longer ones; else `quotes`."""
    longer = [quote for quote in quotes if len(document.quote(quote.span).split()) > 1]
    return longer if longer and quotes[0].label == NAME else quotes


def _may_show(sentence: Sentence, label: str) -> bool:
    return sentence.kind in ("sentence", "row") or (sentence.kind == "heading" and label in _IN_HEADINGS)


def _recalls() -> Mapping[str, float]:
    """Return by label the share of contracts with it that the model told while they were held out."""
    counts: Mapping[str, Any] = models.load(MODEL, code=CODE).manifest.get("scores", {}).get("by_label", {})
    return {label: count["tp"] / count["documents"] for label, count in counts.items() if count.get("documents")}
