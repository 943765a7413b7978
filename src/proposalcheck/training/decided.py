"""Reads a folder of documents with people's decisions beside them, as `proposalcheck review` writes them.

A warning or a strength that was accepted says yes to its rule, with its evidence; one that was rejected says no, and so
does a gap that was accepted. A rule is a label of a document only when all that it found there was accepted or
rejected: what nobody looked at is not taken for a no.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from proposalcheck.annotate.annotated import Sentence
from proposalcheck.annotate.units import units_of
from proposalcheck.catalogue import Catalogue
from proposalcheck.decisions import SUFFIX, Decision, Decisions, Identity, identity, load_decisions
from proposalcheck.errors import ReadError, UsageError
from proposalcheck.finding import Finding, Result
from proposalcheck.screening import screen
from proposalcheck.training.align import sentences_in
from proposalcheck.training.examples import Example, Label


def is_decided(folder: Path) -> bool:
    """Tell whether documents with decisions beside them lie in `folder` itself."""
    return any(folder.glob(f"*{SUFFIX}"))


def decided_examples(folder: Path, catalogue: Catalogue) -> Iterator[Example]:
    """Yield the documents of `folder` that have decisions, in the order of their names, each as a source of its own.

    What was decided on findings of `catalogue` that are not there any more makes no label, nor does a verdict. Raises
    UsageError for a side file that is wrong, and for one whose document is missing or cannot be read.
    """
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        decisions = load_decisions(file)
        if decisions is not None:
            yield _example(file, file.with_name(file.name.removesuffix(SUFFIX)), decisions, catalogue)


def rules_decided(folder: Path) -> set[str]:
    """Return the rules on whose findings in the documents of `folder` something was decided."""
    files = [load_decisions(file) or Decisions() for file in folder.glob(f"*{SUFFIX}")]
    return {decision.rule for decisions in files for decision in decisions.decisions}


def _example(file: Path, path: Path, decisions: Decisions, catalogue: Catalogue) -> Example:
    try:
        result = screen(path, catalogue=catalogue, kind=None if decisions.kind == "other" else decisions.kind)
    except ReadError as error:
        raise UsageError(f"{file}: its document cannot be read: {error}") from error
    _, sentences = units_of(result.document)
    digest = sha256(path.read_bytes()).hexdigest()
    return Example(
        name=path.name,
        source=digest,
        licence="unstated",
        kind=result.kind,
        sha256=digest,
        document=result.document,
        sentences=sentences,
        labels=dict(_labels(result, decisions.by_identity(), sentences)),
    )


def _labels(
    result: Result, decided: Mapping[Identity, Decision], sentences: Sequence[Sentence]
) -> Iterator[tuple[str, Label]]:
    """Yield each rule whose findings were all decided on, with what that says of the document."""
    for rule, group in groupby(sorted(result.findings, key=lambda finding: finding.rule), lambda finding: finding.rule):
        findings = list(group)
        said = [_says(finding, decided.get(identity(finding))) for finding in findings]
        if "" not in said:
            shown = [finding for finding, word in zip(findings, said, strict=True) if word == "yes"]
            yield rule, _label(shown, sentences)


def _says(finding: Finding, decision: Decision | None) -> str:
    """Return what a decision says of the finding's rule: yes, no, or nothing that could be learned from.

    Of a gap that was rejected it is known that the document speaks of the topic, and not where.
    """
    if decision is None or decision.decision == "unsure":
        return ""
    if finding.type in ("flag", "strength"):
        return "yes" if decision.decision == "accepted" else "no"
    return "no" if finding.type == "gap" and decision.decision == "accepted" else ""


def _label(shown: Sequence[Finding], sentences: Sequence[Sentence]) -> Label:
    if not shown:
        return Label("no")
    evidence = [evidence for finding in shown for evidence in finding.evidence]
    spans = tuple(each.span for each in evidence)
    marked = sorted({index for span in spans for index in sentences_in(span, tuple(sentences))})
    return Label("yes", spans, tuple(marked), tuple(each.quote for each in evidence))
