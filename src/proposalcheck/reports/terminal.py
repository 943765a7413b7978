"""The report for people at a terminal: worst first, every quote with its place, why it matters and what to ask."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from proposalcheck.document import Span
from proposalcheck.finding import SEVERITIES, Evidence, Finding, Result
from proposalcheck.reports.screener import Row, table_of, warns

PLAIN_WIDTH = 100
"""Columns of a report that goes into a pipe or a file."""
TABLE_WIDTH = 116
"""Columns that the table of documents needs to name them on one line; in a narrower window it takes what there is."""

_STYLES = {"high": "bold red", "medium": "bold yellow", "low": "bold cyan", "info": "bold"}
_PLACES = 4
"""How many places of one rule are quoted; the JSON report has them all."""
_QUOTE = 320
"""How many characters of a quote are shown; a longer one is cut around its words."""

_KINDS = {
    "proposal": "a proposal",
    "sow": "a statement of work",
    "msa": "a services agreement",
    "other": "neither a proposal, a statement of work nor a services agreement",
}


def report(result: Result, *, width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """Return the report of one document as text, `width` columns wide, with terminal colours if `colour`."""
    return _printed(Group(*_parts(result)), width=width, colour=colour)


def table(rows: Sequence[Row], *, width: int = TABLE_WIDTH, colour: bool = False) -> str:
    """Return the screener's table of all documents as text."""
    return _printed(table_of(rows), width=width, colour=colour)


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
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def _parts(result: Result) -> Iterator[RenderableType]:
    yield from _header(result)
    if not result.graded:
        yield Text("Not graded. If it is one after all, say which with --kind proposal, sow or msa.")
        return
    yield from _scores(result)
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
    size = _counted(len(document.text.split()), "word")
    if document.source.pages:
        size += f", {_counted(document.source.pages, 'page')}"
    yield Text(document.source.path, style="bold underline")
    yield Text(f"Taken for {_KINDS[result.kind]} ({result.kind_confidence:.0%} sure: {result.kind_because}). {size}.")
    for problem in result.problems:
        yield Text(f"Could not look: {problem.what}", style="bold red")
    if result.coverage.not_read:
        yield Text("Not read: " + "; ".join(result.coverage.not_read))


def _scores(result: Result) -> Iterator[RenderableType]:
    """Yield the scorecard, two dimensions a line; how each score comes about stands in the JSON report."""
    shown = [Text(f"{dimension.score:>4}  {dimension.name}") for dimension in result.scorecard.dimensions]
    if not shown:
        return
    yield Text("\nSCORES, of 100", style="bold")
    grid = Table.grid(padding=(0, 4))
    half = (len(shown) + 1) // 2
    for left, right in zip_longest(shown[:half], shown[half:], fillvalue=Text()):
        grid.add_row(left, right)
    yield grid


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"


def _by_rule(findings: Sequence[Finding]) -> Iterator[RenderableType]:
    """Yield one entry for each rule, in the order in which its first finding comes."""
    order = {finding.rule: place for place, finding in reversed(list(enumerate(findings)))}
    ordered = sorted(findings, key=lambda finding: order[finding.rule])
    for _, group in groupby(ordered, key=lambda finding: finding.rule):
        yield _entry(list(group))


def _entry(findings: Sequence[Finding]) -> RenderableType:
    first = findings[0]
    lines: list[RenderableType] = [_title(first)]
    if len(findings) == 1:
        lines.append(Text(first.message))
    places = [evidence for finding in findings for evidence in finding.evidence]
    lines += [_quote(evidence) for evidence in places[:_PLACES]]
    if len(places) > _PLACES:
        more = len(places) - _PLACES
        lines.append(Text(f"  and {more} more place{'s' * (more != 1)}", style="dim"))
    if first.type == "verdict":
        lines.append(Text(f"How it was counted: {first.because}."))
    lines += [_labelled("Why", first.why), _labelled("Ask", first.ask)]
    return Padding(Group(*lines), (1, 0, 0, 2))


_TOLD = {"gap": "missing", "verdict": "verdict", "unsure": "unsure", "flag": "warns"}


def _title(finding: Finding) -> Text:
    return Text.assemble((finding.title, "bold"), (f"  [{_TOLD[finding.type]}: {finding.rule}]", "dim"))


def _labelled(label: str, words: str) -> Text:
    return Text.assemble((f"{label}: ", "italic"), " ".join(words.split()))


def _quote(evidence: Evidence) -> RenderableType:
    place = ", ".join(_place(evidence))
    shown = Text.assemble("“", _shortened(evidence), "”", (f"  ({place})" if place else "", "dim"))
    return Padding(shown, (0, 0, 0, 2))


def _place(evidence: Evidence) -> Iterator[str]:
    if evidence.location.page:
        yield f"page {evidence.location.page}"
    if evidence.location.section:
        yield (
            f"section {evidence.location.section}"
            if evidence.location.section[0].isdigit()
            else evidence.location.section
        )


def _shortened(evidence: Evidence) -> Text:
    """Return the quote with its exact words in bold; a long one is cut to what stands around them."""
    quote, offset = evidence.quote, evidence.span.start
    begin, end = _window(evidence)
    shown = Text("… " if begin else "")
    place = begin
    for words in evidence.words:
        left, right = max(words.start - offset, place), min(words.end - offset, end)
        if left < right:
            shown.append(_on_one_line(quote[place:left]))
            shown.append(_on_one_line(quote[left:right]), style="bold")
            place = right
    shown.append(_on_one_line(quote[place:end]))
    return shown.append(" …" if end < len(quote) else "")


def _on_one_line(words: str) -> str:
    """Return `words` with line breaks as blanks and the cells of a table row set apart by bars."""
    return words.replace("\n", " ").replace("\t", " | ")


def _window(evidence: Evidence) -> tuple[int, int]:
    """Return which characters of the quote to show: all of a short one, else those around the first exact words."""
    quote = evidence.quote
    if len(quote) <= _QUOTE:
        return 0, len(quote)
    words = evidence.words[0] if evidence.words else Span(evidence.span.start, evidence.span.start)
    middle = (words.start + words.end) // 2 - evidence.span.start
    begin = max(0, min(middle - _QUOTE // 2, len(quote) - _QUOTE))
    begin = quote.find(" ", begin) + 1 if begin else 0
    end = begin + _QUOTE
    if end >= len(quote):
        return begin, len(quote)
    blank = quote.rfind(" ", begin, end)
    return begin, blank if blank > begin else end


def _unsure(findings: Iterable[Finding]) -> Iterator[RenderableType]:
    group = list(findings)
    if group:
        yield Text(f"\nCANNOT TELL ({len(group)})", style="bold")
        yield from _by_rule(group)


def _strengths(findings: Sequence[Finding]) -> Iterator[RenderableType]:
    if findings:
        yield Text(f"\nSTRONG ({len(findings)})", style="bold green")
    for finding in findings:
        lines = [Text(finding.message), *(_quote(evidence) for evidence in finding.evidence[:1])]
        yield Padding(Group(*lines), (0, 0, 0, 2))
