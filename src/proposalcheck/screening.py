"""screen(path) -> Result: the table of contents of the program."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from proposalcheck.annotate import Annotated, annotate
from proposalcheck.annotate.kind import Kind, KindOfDocument, kind_of
from proposalcheck.catalogue import Catalogue, Rule, load_catalogue
from proposalcheck.catalogue.model_use import lets_own_speak
from proposalcheck.catalogue.sides import seen_by
from proposalcheck.checks import Found, ask, fusion, weighing
from proposalcheck.checks.workings import worked_out
from proposalcheck.commitments import commitments_in
from proposalcheck.commitments.deadlines import deadlines_in
from proposalcheck.deal import deal_of
from proposalcheck.document import Document, Problem
from proposalcheck.finding import (
    SEVERITIES,
    Commitment,
    Deadline,
    Deal,
    Finding,
    Match,
    PricedTable,
    Result,
    fingerprint,
    plain,
    quoted,
)
from proposalcheck.profile import profile
from proposalcheck.readers import read
from proposalcheck.scorecard import scorecard
from proposalcheck.settings import Reader

if TYPE_CHECKING:
    from proposalcheck.readers.ocr import OcrMode

Drawn = TypeVar("Drawn")


def screen(
    path: str | os.PathLike[str],
    *,
    catalogue: Catalogue | None = None,
    kind: Kind | None = None,
    ocr: OcrMode = "auto",
    side: Reader = "client",
    explain: bool = False,
) -> Result:
    """Read the file at `path` and return everything that can be said about it.

    `kind` overrides what the document is taken for; `ocr` is as in `proposalcheck.readers.read`; `side` says whose eyes
    read, and turns severity and advice; with `explain`, reasons name the words that the classifier went by most. Raises
    ReadError when the file cannot be read at all, and CatalogueError or
    ModelError when the program's own files are damaged.
    """
    return screen_document(read(path, ocr), catalogue=catalogue, kind=kind, side=side, explain=explain)


def screen_document(
    document: Document,
    *,
    catalogue: Catalogue | None = None,
    kind: Kind | None = None,
    side: Reader = "client",
    explain: bool = False,
) -> Result:
    """Return everything that can be said about a document that is read already."""
    chosen = catalogue or _shipped_catalogue()
    told = KindOfDocument(kind, 1.0, "as you said") if kind else kind_of(document)
    annotated = annotate(document, told, chosen.phrases, chosen.signal_definitions)
    problems: list[Problem] = list(document.problems)
    found: dict[str, list[Match]] = {}
    reading = weighing.read(fusion.load(), annotated, chosen.own, explain=explain)
    findings = list(_answers(chosen, reading, side, found, problems))
    rules = [seen_by(rule, side) for rule in chosen.for_kind(told.kind)]
    deal = _drawn(deal_of, annotated, Deal(), "the facts of the deal", problems)
    commitments: tuple[Commitment, ...] = _drawn(commitments_in, annotated, (), "the commitments", problems)
    deadlines: tuple[Deadline, ...] = _drawn(
        lambda read: deadlines_in(read, commitments, deal), annotated, (), "the deadlines", problems
    )
    pricing: tuple[PricedTable, ...] = _drawn(worked_out, annotated, (), "the sums of the pricing tables", problems)
    return Result(
        document=document,
        kind=told.kind,
        kind_confidence=told.confidence,
        kind_because=told.because,
        findings=tuple(sorted(findings, key=_order)),
        rules_run=tuple(rule.id for rule in rules),
        scorecard=scorecard(annotated, found, findings, rules, side),
        problems=tuple(problems),
        coverage=document.coverage,
        catalogue=chosen.sha256,
        models=chosen.models,
        profile=profile(annotated),
        deal=deal,
        commitments=commitments,
        deadlines=deadlines,
        pricing=pricing,
        side=side,
    )


def _drawn(
    draw: Callable[[Annotated], Drawn], annotated: Annotated, nothing: Drawn, what: str, problems: list[Problem]
) -> Drawn:
    """Return what `draw` makes of a document; where it fails, that is a problem and takes no finding along."""
    try:
        return draw(annotated)
    except Exception as error:
        problems.append(Problem("annotate", f"{what} could not be drawn ({type(error).__name__})"))
        return nothing


@lru_cache(maxsize=1)
def _shipped_catalogue() -> Catalogue:
    return load_catalogue()


def _answers(
    chosen: Catalogue, reading: weighing.Reading, side: Reader, found: dict[str, list[Match]], problems: list[Problem]
) -> Iterator[Finding]:
    """Yield the findings of all rules, and put into `found` what each finds; a rule is asked after those it needs."""
    for rule in chosen.in_order(reading.annotated.kind.kind):
        found[rule.id] = matches = _ask(rule, reading, found, problems)
        if rule.id in chosen.rules:
            yield from _findings(seen_by(rule, side), matches, reading.annotated)


def _ask(rule: Rule, reading: weighing.Reading, found: Found, problems: list[Problem]) -> list[Match]:
    """Return what one rule finds; a rule that fails becomes a problem and takes no other rule along."""
    try:
        matches = list(ask(rule.check, reading.annotated, found))
        if rule.check.kind == "direction":  # a sentence alone cannot tell what the rest of the document gives in return
            return matches
        if reading.own and not lets_own_speak(rule):
            reading = replace(reading, own=None)
        return reading.weigh(rule.id, rule.type, matches, getattr(rule.check, "party", "doer"), rule.model)
    except Exception as error:
        problems.append(Problem("check", f"the rule {rule.id} failed ({type(error).__name__}) and was left out"))
        return []


def _findings(rule: Rule, matches: Iterable[Match], annotated: Annotated) -> Iterator[Finding]:
    """Yield a complete finding for each match; equal quotes of one rule are numbered in reading order."""
    seen: dict[str, int] = {}
    for match in matches:
        evidence = tuple(quoted(annotated, trace) for trace in match.traces)
        quote = evidence[0].quote if evidence and match.outcome == "flag" else ""
        place = seen[plain(quote)] = seen.get(plain(quote), -1) + 1
        yield Finding(
            rule=rule.id,
            family=rule.family,
            type=match.outcome,
            title=rule.title_of(match),
            severity=rule.severity_of(match, annotated),
            confidence=match.confidence,
            message=rule.message_of(match).format(**match.values),
            why=rule.why,
            because=match.because,
            ask=rule.ask_of(match),
            fallback=rule.fallback_of(match),
            value=match.value,
            evidence=evidence,
            fingerprint=fingerprint(rule.id, quote, place),
        )


_TYPE_ORDER = ("verdict", "flag", "gap", "unsure", "strength")


def _order(finding: Finding) -> tuple[int, int, int, str]:
    """Return the place of a finding in a report: worst first, then as the document goes."""
    start = finding.evidence[0].span.start if finding.evidence else 0
    return SEVERITIES.index(finding.severity), _TYPE_ORDER.index(finding.type), start, finding.rule
