"""The `reference` check: flags where a text points to what is not there, or uses a term that nobody defined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.annotate.references import LOST, Reference, is_filing_number
from proposalcheck.annotate.terms import WELL_KNOWN, Term, undefined_in, uses_of
from proposalcheck.checks.scope import CheckData
from proposalcheck.document import Span
from proposalcheck.finding import Match, Trace

Target = Literal["sections", "exhibits", "tables", "lost", "terms-undefined", "terms-unused"]

_SHOWN = 3
"""How many places a finding quotes at most."""
_FEWEST_TERMS = 3
"""A document that defines fewer terms than this does not use capitals as a sign of definition."""
_FEWEST_USES = 3
"""How often a single word must be used like a defined term; a term of several words tells by itself."""
_LARGEST_SHARE = 1 / 3
_FEW = 3
"""When more than a few references, and more than this share of all, seem broken, the numbering was not read well."""
_AMENDMENT = re.compile(r"\b(?:amendment|addendum|change order|supplement)\b", re.I)
_OPENING = 400
_OWN_PART = re.compile(
    r"\b(?:attached|enclosed|annexed|appended|herewith|below|above|this (?:proposal|document|offer|bid|quotation)|see"
    r"|refer to)\b",
    re.I,
)
"""What a proposal says of a part of its own; other parts that it names are mostly those of the request it answers."""
_SHORTLY_BEFORE = 60
_SAID_TO_BE_IN = re.compile(
    r"\b(?:set\s+out|described|listed|given|shown|detailed|found|named|explained|is|are|as)\s+(?:(?:out|below|fully)\s+)?in\s+\Z",
    re.I,
)
_ANSWERS_A_REQUEST = re.compile(
    r"\b(?:RF[PQIT]|ITT|ITB|solicitation|request\s+for\s+(?:proposals?|quotations?|tenders?|information)|tender\w*)\b",
    re.I,
)
"""A proposal that names the request which it answers may mean the parts of that."""
_DEFINED_ELSEWHERE = re.compile(
    r"\bterms\b[^.]{0,60}\b(?:defined|meaning|capitali[sz]ed)\b[^.]{0,120}\b(?:agreement|msa|contract)\b"
    r"|\bterms defined there\b|\bcapitali[sz]ed terms\b[^.]{0,80}\bnot (?:otherwise )?defined\b",
    re.I,
)
"""A statement of work that takes its terms from an agreement that is another file."""


class ReferenceCheck(CheckData):
    """Flags what the text names and does not have.

    `of` says which: `sections`, `exhibits` (also schedules, appendices, annexes, attachments), `tables`, `lost` (what
    a word processor leaves where a target was deleted), `terms-undefined` and `terms-unused`. References to other
    papers are left alone, and so is every case in which the target may only have been read badly.
    """

    kind: Literal["reference"]
    of: tuple[Target, ...] = Field(min_length=1)

    def run(self, annotated: Annotated) -> Iterator[Match]:
        """Yield a flag for each part or term, with the first places that name it."""
        for target in self.of:
            if target == "lost":
                yield from _lost(annotated)
            elif target == "terms-undefined":
                yield from _undefined(annotated)
            elif target == "terms-unused":
                yield from _unused(annotated)
            else:
                yield from _missing(annotated, target)


def _lost(annotated: Annotated) -> Iterator[Match]:
    for match in LOST.finditer(annotated.document.text):
        words = Span(*match.span())
        around = _sentence_of(annotated, words)
        trace = Trace(Span(around.start, max(around.end, words.end)), (words,))
        values = {"match": " ".join(match.group().split()), "fault": "stands where a reference was lost"}
        yield Match("flag", (trace,), "left by a word processor", values=values)


def _missing(annotated: Annotated, target: str) -> Iterator[Match]:
    own = [
        (index, reference)
        for index, references in sorted(annotated.references.items())
        for reference in references
        if reference.kind == target and not reference.elsewhere and _may_be_own(annotated, index, reference)
    ]
    groups: dict[str, list[tuple[int, Reference]]] = {}
    for index, reference in own:
        filed = target == "exhibits" and reference.word == "exhibit" and is_filing_number(reference.label)
        if annotated.places.lacks(reference) and not filed:
            groups.setdefault(f"{reference.word.capitalize()} {reference.label}", []).append((index, reference))
    if target == "sections" and _is_misread(len(groups), len({reference.label for _, reference in own})):
        return
    if target == "exhibits" and len(groups) > (1 if not _exhibits(annotated) else _FEW - 1):
        yield _absent(annotated, groups)
        return
    for name, places in groups.items():
        yield _broken(annotated, name, places)


def _may_be_own(annotated: Annotated, sentence: int, reference: Reference) -> bool:
    if reference.kind != "tables" and _AMENDMENT.search(annotated.document.text[:_OPENING]):
        return False
    if annotated.kind.kind != "proposal" or _OWN_PART.search(annotated.words(sentence)):
        return True
    said = annotated.document.text[max(0, reference.span.start - _SHORTLY_BEFORE) : reference.span.start]
    return _SAID_TO_BE_IN.search(said) is not None and _ANSWERS_A_REQUEST.search(annotated.document.text) is None


def _is_misread(missing: int, named: int) -> bool:
    return missing > _FEW and missing > named * _LARGEST_SHARE


def _broken(annotated: Annotated, name: str, places: list[tuple[int, Reference]]) -> Match:
    known = _there(annotated, places[0][1])
    values = {"match": name, "fault": f"is referred to, but is not in the document{known}"}
    return Match("flag", _traces(annotated, places), f"{name} is not in the document{known}", 0.9, values=values)


def _absent(annotated: Annotated, groups: dict[str, list[tuple[int, Reference]]]) -> Match:
    """Return the one finding for a document to which its exhibits, or many of them, are not attached."""
    names = sorted(groups)
    named = listed(names)
    values = {"match": named, "fault": "are referred to, but none of them is in the document"}
    places = [places[0] for places in groups.values()]
    return Match("flag", _traces(annotated, places), f"{named}: not one of them is attached", 0.8, values=values)


def _exhibits(annotated: Annotated) -> list[str]:
    found = annotated.places.exhibits.items()
    return sorted(
        f"{word.capitalize()} {label}" for label, words in found for word in words if not is_filing_number(label)
    )


def listed(names: list[str]) -> str:
    """Return "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _there(annotated: Annotated, reference: Reference) -> str:
    """Return what the document has instead, to go on a sentence, or nothing where that would not help."""
    if reference.kind == "exhibits":
        has = _exhibits(annotated)
    elif reference.kind == "tables":
        has = [f"Table {label}" for label in sorted(annotated.places.tables, key=int)]
    else:
        beside = sorted(annotated.places.beside(reference.label))
        above = reference.label.rpartition(".")[0]
        last = ".".join(filter(None, (above, str(beside[-1])))) if beside else ""
        return f", whose sections there end at {last}" if last else ""
    return f", which has {', '.join(has[:6])}" if has else ""


def _traces(annotated: Annotated, places: Iterable[tuple[int, Reference]]) -> tuple[Trace, ...]:
    by_sentence: dict[int, list[Span]] = {}
    for index, reference in places:
        by_sentence.setdefault(index, []).append(reference.span)
    shown = list(by_sentence.items())[:_SHOWN]
    return tuple(Trace(annotated.sentences[index].span, tuple(dict.fromkeys(spans))) for index, spans in shown)


def _undefined(annotated: Annotated) -> Iterator[Match]:
    if len(annotated.terms) < _FEWEST_TERMS or _takes_terms_from_elsewhere(annotated):
        return
    prose = [sentence.span for sentence in annotated.sentences if sentence.kind == "sentence"]
    parties = {annotated.document.quote(mention.span) for named in annotated.mentions.values() for mention in named}
    for uses in undefined_in(annotated.document, prose, sorted(parties)).values():
        if " " in uses[0].name or len(uses) >= _FEWEST_USES:
            yield _used_undefined(annotated, uses)


def _takes_terms_from_elsewhere(annotated: Annotated) -> bool:
    text = annotated.document.text
    amends = _AMENDMENT.search(text[:_OPENING]) is not None
    return amends or (annotated.kind.kind != "msa" and _DEFINED_ELSEWHERE.search(text) is not None)


def _used_undefined(annotated: Annotated, uses: list[Term]) -> Match:
    name, count = uses[0].name, len(uses)
    values = {"match": f'"{name}"', "fault": "is written like a defined term, but the document does not define it"}
    reason = f'"{name}" is used {count} {"time" if count == 1 else "times"} in capitals and defined nowhere'
    traces = [Trace(_sentence_of(annotated, use.span), (use.span,)) for use in uses]
    shown = tuple({trace.quoted: trace for trace in reversed(traces)}.values())[::-1][:_SHOWN]
    return Match("flag", shown, reason, 0.7 if count == 1 else 0.85, values=values)


def _unused(annotated: Annotated) -> Iterator[Match]:
    terms = [term for term in annotated.terms if _is_unused(annotated, term)]
    groups = [terms] if len(terms) > _SHOWN else [[term] for term in terms]
    for group in groups:
        if group:
            yield _defined_in_vain(annotated, group)


def _is_unused(annotated: Annotated, term: Term) -> bool:
    shouted = term.name.isupper() and " " not in term.name
    known = shouted or not term.by_meaning or term.plain in WELL_KNOWN
    return not known and not uses_of(term, annotated.document.text)


def _defined_in_vain(annotated: Annotated, terms: list[Term]) -> Match:
    """Return the one finding for a term that is never used, or for several where there are many."""
    named = listed([f'"{term.name}"' for term in terms])
    verb = "is" if len(terms) == 1 else "are"
    values = {"match": named, "fault": f"{verb} defined, and then never used"}
    traces = tuple(Trace(_sentence_of(annotated, term.span), (term.span,)) for term in terms[:_SHOWN])
    return Match("flag", traces, f"{named}: found in the definition alone", 0.8, values=values)


def _sentence_of(annotated: Annotated, span: Span) -> Span:
    index = annotated.sentence_at(span.start)
    return annotated.sentences[index].span if index is not None else span
