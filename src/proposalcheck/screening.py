"""screen(path) -> Result: the table of contents of the program."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from proposalcheck.annotate import Annotated, annotate
from proposalcheck.annotate.kind import Kind, KindOfDocument, kind_of
from proposalcheck.catalogue import Catalogue, Rule, load_catalogue
from proposalcheck.checks import Found, ask
from proposalcheck.document import Document, Problem
from proposalcheck.finding import SEVERITIES, Finding, Match, Result, fingerprint, plain, quoted
from proposalcheck.models import versions
from proposalcheck.readers import read
from proposalcheck.scorecard import scorecard

if TYPE_CHECKING:
    from proposalcheck.readers.ocr import OcrMode


def screen(
    path: str | os.PathLike[str],
    *,
    catalogue: Catalogue | None = None,
    kind: Kind | None = None,
    ocr: OcrMode = "auto",
) -> Result:
    """Read the file at `path` and return everything that can be said about it.

    `kind` overrides what the document is taken for; `ocr` is as in `proposalcheck.readers.read`. Raises ReadError when
    the file cannot be read at all, and CatalogueError or ModelError when the program's own files are damaged.
    """
    return screen_document(read(path, ocr), catalogue=catalogue, kind=kind)


def screen_document(document: Document, *, catalogue: Catalogue | None = None, kind: Kind | None = None) -> Result:
    """Return everything that can be said about a document that is read already."""
    chosen = catalogue or _shipped_catalogue()
    told = KindOfDocument(kind, 1.0, "as you said") if kind else kind_of(document)
    annotated = annotate(document, told, chosen.phrases, chosen.signal_definitions)
    problems: list[Problem] = list(document.problems)
    findings = list(_answers(chosen, annotated, problems))
    rules = chosen.for_kind(told.kind)
    return Result(
        document=document,
        kind=told.kind,
        kind_confidence=told.confidence,
        kind_because=told.because,
        findings=tuple(sorted(findings, key=_order)),
        rules_run=tuple(rule.id for rule in rules),
        scorecard=scorecard(findings, rules),
        problems=tuple(problems),
        coverage=document.coverage,
        catalogue=chosen.sha256,
        models=versions(),
    )


@lru_cache(maxsize=1)
def _shipped_catalogue() -> Catalogue:
    return load_catalogue()


def _answers(chosen: Catalogue, annotated: Annotated, problems: list[Problem]) -> Iterator[Finding]:
    """Yield the findings of all rules; each rule that another is drawn from is asked before it."""
    found: dict[str, list[Match]] = {}
    for rule in chosen.in_order(annotated.kind.kind):
        found[rule.id] = matches = _ask(rule, annotated, found, problems)
        if rule.id in chosen.rules:
            yield from _findings(rule, matches, annotated.document)


def _ask(rule: Rule, annotated: Annotated, found: Found, problems: list[Problem]) -> list[Match]:
    """Return what one rule finds; a rule that fails becomes a problem and takes no other rule along."""
    try:
        return list(ask(rule.check, annotated, found))
    except Exception as error:
        problems.append(Problem("check", f"the rule {rule.id} failed ({type(error).__name__}) and was left out"))
        return []


def _findings(rule: Rule, matches: Iterable[Match], document: Document) -> Iterator[Finding]:
    """Yield a complete finding for each match; equal quotes of one rule are numbered in reading order."""
    seen: dict[str, int] = {}
    for match in matches:
        evidence = tuple(quoted(document, trace) for trace in match.traces)
        quote = evidence[0].quote if evidence and match.outcome == "flag" else ""
        place = seen[plain(quote)] = seen.get(plain(quote), -1) + 1
        yield Finding(
            rule=rule.id,
            family=rule.family,
            type=match.outcome,
            title=rule.title,
            severity=rule.severity_of(match),
            confidence=match.confidence,
            message=rule.message_of(match).format(**match.values),
            why=rule.why,
            because=match.because,
            ask=rule.ask,
            fallback=rule.fallback,
            value=match.value,
            evidence=evidence,
            fingerprint=fingerprint(rule.id, quote, place),
        )


_TYPE_ORDER = ("verdict", "flag", "gap", "unsure", "strength")


def _order(finding: Finding) -> tuple[int, int, int, str]:
    """Return the place of a finding in a report: worst first, then as the document goes."""
    start = finding.evidence[0].span.start if finding.evidence else 0
    return SEVERITIES.index(finding.severity), _TYPE_ORDER.index(finding.type), start, finding.rule
