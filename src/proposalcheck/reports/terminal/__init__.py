"""The report for people at a terminal: worst first, every quote with its place, why it matters and what to ask."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from proposalcheck.finding import SEVERITIES, Finding, Result
from proposalcheck.reports.screener import Row, on_decisions, warns
from proposalcheck.reports.terminal.overview import overview
from proposalcheck.reports.terminal.quotes import quote
from proposalcheck.reports.terminal.scores import scores
from proposalcheck.wording import KINDS_IN_A_SENTENCE, TYPES, counted

PLAIN_WIDTH = 100
"""Columns of a report that goes into a pipe or a file."""
TABLE_WIDTH = 116
"""Columns that the table of documents has where it goes into a pipe or a file."""

_STYLES = {"high": "bold red", "medium": "bold yellow", "low": "bold cyan", "info": "bold"}
_UNBROKEN = "\ue000"
"""Stands for a blank at which no line is broken; the console breaks at every blank that Unicode has."""
_PLACES = 4
"""How many places of one rule are quoted; the JSON report has them all."""


def report(result: Result, *, width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """Return the report of one document as text, `width` columns wide, with terminal colours if `colour`."""
    return _printed(Group(*_parts(result)), width=width, colour=colour)


def table(rows: Sequence[Row], *, width: int = TABLE_WIDTH, colour: bool = False) -> str:
    """Return the screener's table of all documents as text; in less than 115 columns it becomes a list."""
    return _printed(overview(rows, width), width=width, colour=colour)


def card(finding: Finding, *, width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """Return one finding as text, with all that a person needs to tell whether it is right."""
    said = "It is touched on only:" * bool(finding.evidence) if finding.type == "gap" else finding.message
    lines: list[RenderableType] = [_title(finding), *[Text(said)] * bool(said)]
    lines += [quote(evidence) for evidence in finding.evidence]
    lines.append(_labelled("Because", finding.because))
    if finding.ask:
        lines.append(_labelled("Ask", finding.ask))
    return _printed(Group(*lines), width=width, colour=colour)


def _printed(what: RenderableType, *, width: int, colour: bool) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
    )
    with console.capture() as capture:
        console.print(what)
    lines = capture.get().replace(_UNBROKEN, " ").splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _parts(result: Result) -> Iterator[RenderableType]:
    yield from _header(result)
    if not result.graded:
        yield Text("Not graded. If it is one after all, say which with --kind proposal, sow or msa.")
        return
    yield from scores(result)
    against = [finding for finding in result.findings if warns(finding)]
    for severity in SEVERITIES:
        group = [finding for finding in against if finding.severity == severity]
        if group:
            yield Text(f"\n{severity.upper()} ({len(group)})", style=_STYLES[severity])
            yield from _by_rule(group)
    yield from _unsure(finding for finding in result.findings if finding.type == "unsure")
    yield from _strengths([finding for finding in result.findings if finding.type == "strength"])


def _header(result: Result) -> Iterator[RenderableType]:
    document = result.document
    size = counted(len(document.text.split()), "word")
    if document.source.pages:
        size += f", {counted(document.source.pages, 'page')}"
    taken_for = f"{KINDS_IN_A_SENTENCE[result.kind]} ({result.kind_confidence:.0%} sure: {result.kind_because})"
    yield Text(document.source.path, style="bold underline")
    yield Text(f"Taken for {taken_for}. {size}.")
    if result.side == "provider":
        yield Text("Read with the eyes of the provider.")
    yield from map(Text, on_decisions(result.decided))
    for problem in result.problems:
        yield Text(f"Could not look: {problem.what}", style="bold red")
    if result.coverage.not_read:
        yield Text("; ".join(told.removesuffix(".") for told in result.coverage.not_read) + ".")


def _by_rule(findings: Sequence[Finding]) -> Iterator[RenderableType]:
    """Yield one entry for each rule, in the order in which its first finding comes."""
    order = {finding.rule: place for place, finding in reversed(list(enumerate(findings)))}
    ordered = sorted(findings, key=lambda finding: order[finding.rule])
    for _, group in groupby(ordered, key=lambda finding: finding.rule):
        yield _entry(list(group))


def _entry(findings: Sequence[Finding]) -> RenderableType:
    first = findings[0]
    lines: list[RenderableType] = [_title(first), *_said(findings)]
    places = [evidence for finding in findings for evidence in finding.evidence]
    lines += [quote(evidence) for evidence in places[:_PLACES]]
    if len(places) > _PLACES:
        more = len(places) - _PLACES
        lines.append(Text(f"  and {counted(more, 'more place')}", style="dim"))
    if first.type == "verdict":
        lines.append(Text(f"How it was counted: {first.because}."))
    if first.severity in _EXPLAINED:
        lines.append(_labelled("Why", first.why))
    if first.ask:
        lines.append(_labelled("Ask", first.ask))
    return Padding(Group(*lines), (1, 0, 0, 2))


_EXPLAINED = ("high", "medium")
"""The severities whose findings tell why they matter; for the others the question to ask says enough."""


def _title(finding: Finding) -> Text:
    """Return the head of an entry: what is missing, in the words of the rule, or else the rule's title."""
    title = finding.message.removesuffix(".") if finding.type == "gap" else finding.title
    return Text.assemble((title, "bold"), (f"  [{TYPES[finding.type]}:{_UNBROKEN}{finding.rule}]", "dim"))


def _said(findings: Sequence[Finding]) -> Iterator[RenderableType]:
    """Yield what is said between the title and the quotes."""
    first = findings[0]
    if first.type == "gap":
        yield from [Text("It is touched on only:")] * bool(first.evidence)
    elif first.type == "unsure":
        yield Text(f"Why it cannot be told: {first.because}.")
    elif len(findings) == 1:
        yield Text(first.message)


def _labelled(label: str, words: str) -> Text:
    return Text.assemble((f"{label}: ", "italic"), " ".join(words.split()))


def _unsure(findings: Iterable[Finding]) -> Iterator[RenderableType]:
    group = list(findings)
    if group:
        yield Text(f"\nCANNOT TELL ({len(group)})", style="bold")
        yield from _by_rule(group)


def _strengths(findings: Sequence[Finding]) -> Iterator[RenderableType]:
    if findings:
        yield Text(f"\nSTRONG ({len(findings)})", style="bold green")
    for finding in findings:
        lines = [Text(finding.message), *(quote(evidence) for evidence in finding.evidence[:1])]
        yield Padding(Group(*lines), (0, 0, 0, 2))
