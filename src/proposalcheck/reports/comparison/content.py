"""What a comparison of several offers tells: the rows in which they differ, and the questions that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from proposalcheck.finding import SEVERITIES, Finding, Result
from proposalcheck.reports.brief.facts import NOT_FOUND, fact_rows
from proposalcheck.reports.quotes import bracketed, cut, on_one_line, place_of
from proposalcheck.reports.screener import WARNINGS, row_of, warns
from proposalcheck.wording import KINDS, counted

Tone = Literal["", "good", "bad", "open"]

NOT_ASKED = "not asked"
"""What stands where a rule does not apply to a kind of document."""
_QUESTIONS = 5
"""How many questions are put to one offer."""
_FLAGS = 15
"""How many rules that warn are set side by side, the worst first."""
_QUOTED = 160
_GOOD, _BAD = 67, 34
"""From this score on a dimension is good, and under that one bad."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the documents: the name it goes by here is that of its provider, else of its file."""

    name: str
    path: str
    kind: str
    posture: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one offer says to one row; `quote` are its words, with their place, where it has some."""

    said: str
    tone: Tone = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is compared, with a cell for each offer; `rule` is the rule it comes from, where that is one."""

    label: str
    cells: tuple[Cell, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under a title."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that one offer leaves open, and the names of those that answer it."""

    rule: str
    title: str
    words: str
    answered_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Offers side by side, in the order in which they were given.

    `all_cover` and `none_covers` are the titles of topics in which the offers that were asked do not differ. `asks` has
    the questions for each offer, the gravest first.
    """

    offers: tuple[Offer, ...]
    blocks: tuple[Block, ...]
    all_cover: tuple[str, ...]
    none_covers: tuple[str, ...]
    asks: tuple[tuple[Ask, ...], ...]


def comparison_of(results: Sequence[Result]) -> Comparison:
    """Return two offers or more side by side."""
    names = _names(results)
    topics = [_topic(results, rule) for rule in _rules(results, ("strength", "gap", "unsure"))]
    differ = [row for row in topics if len({cell.said for cell in row.cells} - {NOT_ASKED}) > 1]
    blocks = (
        Block("In short", tuple(_in_short(results))),
        Block("The deal", tuple(_deal(results))),
        Block("Scores, of 100", tuple(_scores(results))),
        Block("What only some say", tuple(differ)),
        Block("What warns", tuple(_flags(results))),
    )
    return Comparison(
        offers=tuple(_offer(result, name) for result, name in zip(results, names, strict=True)),
        blocks=tuple(block for block in blocks if block.rows),
        all_cover=tuple(_alike(topics, "yes")),
        none_covers=tuple(_alike(topics, "no")),
        asks=tuple(tuple(_asks(place, results, names)) for place in range(len(results))),
    )


def _offer(result: Result, name: str) -> Offer:
    return Offer(name, result.document.source.path, result.kind, result.scorecard.posture)


def _names(results: Sequence[Result]) -> list[str]:
    """Return a name for each offer: its one provider, else its file; the path where two would be called the same."""
    names = [_provider(result) or PurePath(result.document.source.path).stem for result in results]
    paths = [result.document.source.path for result in results]
    return [path if names.count(name) > 1 else name for name, path in zip(names, paths, strict=True)]


def _provider(result: Result) -> str:
    """Return the name of the one provider; empty where there are several, or where it is told of the client as well."""
    providers, others = (
        {one.said for one in result.deal.parties if (one.side == "provider") is so} for so in (True, False)
    )
    return providers.pop() if len(providers) == 1 and not providers & others else ""


def _in_short(results: Sequence[Result]) -> Iterator[Row]:
    rows = [row_of(result) for result in results]
    yield _row("Document", [KINDS[result.kind] for result in results])
    yield _row("Pages", [str(row.pages or "-") for row in rows])
    yield _row("It behaves like a", [row.posture or "-" for row in rows])
    yield _row("The work fits a", [row.fits or "-" for row in rows])
    for place, severity in enumerate(SEVERITIES[:3]):
        yield _row(f"Warnings, {severity}", [str(row.counts[place]) for row in rows])
    for place, name in enumerate(WARNINGS):
        said = [row.warnings[place] for row in rows]
        yield Row(name.capitalize(), tuple(Cell(one or "-", "bad" if one else "good") for one in said))


def _row(label: str, said: Sequence[str]) -> Row:
    return Row(label, tuple(Cell(one) for one in said))


def _deal(results: Sequence[Result]) -> Iterator[Row]:
    """Yield the facts of the deal that at least one offer tells, in the order of the brief."""
    told = [{fact.label: fact for fact in fact_rows(result)} for result in results]
    labels = dict.fromkeys(label for facts in told for label in facts if label not in ("Document", "Provider"))
    for label in labels:
        found = [facts.get(label) for facts in told]
        cells = [Cell(fact.said) if fact else Cell(NOT_FOUND) for fact in found]
        if any(cell.said != NOT_FOUND for cell in cells):
            yield Row(label, tuple(cells))


def _scores(results: Sequence[Result]) -> Iterator[Row]:
    scored = [{one.name: one.score for one in result.scorecard.dimensions} for result in results]
    for name in dict.fromkeys(name for scores in scored for name in scores):
        yield Row(name.capitalize(), tuple(_score(scores.get(name)) for scores in scored))


def _score(score: int | None) -> Cell:
    if score is None:
        return Cell(NOT_ASKED)
    return Cell(str(score), "good" if score >= _GOOD else "bad" if score < _BAD else "open")


def _rules(results: Sequence[Result], types: Sequence[str]) -> list[str]:
    """Return the rules that gave findings of `types` anywhere, the gravest first."""
    grave: dict[str, int] = {}
    for finding in (finding for result in results for finding in result.findings if finding.type in types):
        grave[finding.rule] = min(grave.get(finding.rule, len(SEVERITIES)), SEVERITIES.index(finding.severity))
    return sorted(grave, key=lambda rule: (grave[rule], rule))


def _found(result: Result, rule: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule == rule]


def _title(results: Sequence[Result], rule: str) -> str:
    return next(finding.title for result in results for finding in _found(result, rule))


def _rows_of(results: Sequence[Result], rule: str, cell: Callable[[Sequence[Finding]], Cell]) -> Row:
    asked = [rule in result.rules_run for result in results]
    cells = [cell(_found(result, rule)) if was else Cell(NOT_ASKED) for result, was in zip(results, asked, strict=True)]
    return Row(_title(results, rule), tuple(cells), rule)


def _topic(results: Sequence[Result], rule: str) -> Row:
    return _rows_of(results, rule, _answer)


def _answer(findings: Sequence[Finding]) -> Cell:
    """Return whether a topic is covered, with the first words that cover it."""
    if not findings:
        return Cell("unclear", "open")
    first = findings[0]
    if first.type == "strength":
        return Cell("yes", "good", _quote(first))
    return Cell("unclear", "open", _quote(first)) if first.type == "unsure" else Cell("no", "bad")


def _quote(finding: Finding) -> str:
    if not finding.evidence:
        return ""
    evidence = finding.evidence[0]
    place = place_of(evidence.location.page, evidence.location.section)
    return f"“{cut(' '.join(on_one_line(evidence.quote).split()), _QUOTED)}”{bracketed(place)}"


def _flags(results: Sequence[Result]) -> Iterator[Row]:
    """Yield the rules that warn in some offers, but not as often in all of them, the worst first."""
    rows = [_rows_of(results, rule, _places) for rule in _rules(results, ("flag",))]
    differ = [row for row in rows if len({cell.said for cell in row.cells} - {NOT_ASKED}) > 1]
    yield from differ[:_FLAGS]


def _places(findings: Sequence[Finding]) -> Cell:
    against = [finding for finding in findings if warns(finding)]
    if not against:
        return Cell("-", "good")
    worst = min((finding.severity for finding in against), key=SEVERITIES.index)
    return Cell(f"{counted(len(against), 'place')}, {worst}", "bad", _quote(against[0]))


def _alike(topics: Sequence[Row], said: str) -> Iterator[str]:
    for row in topics:
        if {cell.said for cell in row.cells} - {NOT_ASKED} == {said}:
            yield row.label


def _asks(place: int, results: Sequence[Result], names: Sequence[str]) -> Iterator[Ask]:
    """Yield the questions that one offer leaves open and another answers, the gravest first."""
    open_points = [finding for finding in results[place].findings if finding.type in ("gap", "unsure")]
    ranked = sorted(open_points, key=lambda finding: SEVERITIES.index(finding.severity))
    asks = (_ask(finding, results, names) for finding in ranked)
    yield from [ask for ask in asks if ask.answered_by][:_QUESTIONS]


def _ask(finding: Finding, results: Sequence[Result], names: Sequence[str]) -> Ask:
    answers = [
        name
        for name, result in zip(names, results, strict=True)
        if any(other.type == "strength" for other in _found(result, finding.rule))
    ]
    return Ask(finding.rule, finding.title, " ".join(finding.ask.split()), tuple(answers))
