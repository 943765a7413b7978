"""Document -> Annotated: everything the checks need to know of a text, found once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from proposalcheck.annotate.annotated import Annotated, Hit, Sentence, SignalDefinition
from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.annotate.parties import Mention, mentions_in, parties_of, speaks_as_provider
from proposalcheck.annotate.phrases import PhraseSet
from proposalcheck.annotate.pricing import pricing_tables
from proposalcheck.annotate.references import places_of, references_in
from proposalcheck.annotate.roles import with_names_as_roles, with_roles
from proposalcheck.annotate.terms import definitions_in
from proposalcheck.annotate.units import units_of
from proposalcheck.annotate.values import values_in
from proposalcheck.document import Document, Span

__all__ = ["Annotated", "Hit", "PhraseSet", "Sentence", "SignalDefinition", "annotate"]


def annotate(
    document: Document, kind: KindOfDocument, phrases: PhraseSet, signals: Iterable[SignalDefinition] = ()
) -> Annotated:
    """Return `document` with its sentences, the places of all `phrases`, the `signals` they make, and its values."""
    doc, sentences = units_of(document)
    parties = parties_of(document.text)
    first_person = kind.kind == "proposal" or speaks_as_provider(document.text)
    named = mentions_in(doc, parties, first_person=first_person)
    mentions = _by_sentence(named, sentences)
    find = cache(lambda text: tuple(phrases.find(text)))  # for titles and table headers stand more than once
    found = _find(document, sentences, mentions, find)
    return Annotated(
        document=document,
        kind=kind,
        sentences=sentences,
        phrases=found,
        signals={signal.name: tuple(_signal_hits(signal, found)) for signal in signals},
        values={
            index: values
            for index, sentence in enumerate(sentences)
            if (values := tuple(values_in(document.quote(sentence.span), sentence.span.start)))
        },
        sections=_by_section(sentences),
        titles=_titles(document, named, find),
        mentions=mentions,
        references={
            index: references
            for index, sentence in enumerate(sentences)
            if sentence.kind in ("sentence", "row")
            and (references := tuple(references_in(document.quote(sentence.span), sentence.span.start)))
        },
        places=places_of(document),
        terms=definitions_in(document),
        pricing=pricing_tables(document),
    )


_Find = Callable[[str], tuple[tuple[str, Span], ...]]
"""Gives the phrases in a text with their places."""


def _find(
    document: Document, sentences: Sequence[Sentence], mentions: Mapping[int, tuple[Mention, ...]], find: _Find
) -> Mapping[str, tuple[Hit, ...]]:
    found: defaultdict[str, list[Hit]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        if sentence.kind == "contents":
            continue
        reading = with_roles(document.text, sentence.span, mentions.get(index, ()))
        for phrase, span in find(reading.text):
            found[phrase].append(Hit(index, reading.in_document(span), phrase))
    return {phrase: tuple(hits) for phrase, hits in found.items()}


def _titles(document: Document, mentions: Sequence[Mention], find: _Find) -> Mapping[str, tuple[int, ...]]:
    """Return the sections in whose title each phrase stands, the parties' own names read as their roles."""
    roles = {document.quote(mention.span): mention.role for mention in mentions if mention.role}
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index, section in enumerate(document.sections):
        title = with_names_as_roles(section.title, roles)
        for phrase in {phrase for phrase, _ in find(title)}:
            found[phrase].append(index)
    return {phrase: tuple(sections) for phrase, sections in found.items()}


def _signal_hits(signal: SignalDefinition, found: Mapping[str, tuple[Hit, ...]]) -> Iterator[Hit]:
    silenced = {hit.sentence for phrase in signal.unless_in_sentence for hit in found.get(phrase, ())}
    hits = (hit for phrase in signal.any_of for hit in found.get(phrase, ()))
    return iter(sorted((hit for hit in hits if hit.sentence not in silenced), key=lambda hit: hit.span))


def _by_sentence(mentions: Iterable[Mention], sentences: Sequence[Sentence]) -> Mapping[int, tuple[Mention, ...]]:
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        index = bisect_right(sentences, mention.span.start, key=lambda sentence: sentence.span.start) - 1
        if index >= 0 and sentences[index].span.contains(mention.span):
            found[index].append(mention)
    return {index: tuple(named) for index, named in found.items()}


def _by_section(sentences: Sequence[Sentence]) -> Mapping[int | None, tuple[int, ...]]:
    grouped: defaultdict[int | None, list[int]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        grouped[sentence.section].append(index)
    return {section: tuple(indices) for section, indices in grouped.items()}
