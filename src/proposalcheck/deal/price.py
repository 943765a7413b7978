"""What all of it costs: totals called the price of the whole, else bare totals, else a recurring fee or rate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from proposalcheck.annotate import Annotated
from proposalcheck.annotate.pricing import PricingRow, PricingTable
from proposalcheck.annotate.values import Value, values_in
from proposalcheck.deal.lines import Line, fact_of
from proposalcheck.finding import Fact, Trace, quoted

_FILL = (
    r"(?:(?:estimated|project|contract|engagement|proposed|fixed|professional|team|services?|requested|net|agreement)"
    r"\s+)*"
)
_SUM = r"(?:costs?|price|fees?|investment|budget|compensation|consideration|amount|sum|charges?|quote|bid)"
_WHOLE = (
    rf"(?:grand|discounted|overall|final)\s+total(?:\s+{_SUM})?"
    rf"|total\s+{_FILL}{_SUM}"
    rf"|total\s+(?:contract|project|agreement)\s+value|(?:contract|agreement)\s+(?:price|value|sum)"
    rf"|(?:fixed|lump[\s-]sum|firm|all-in)\s+(?:project\s+)?(?:price|fee|cost|sum)|lump\s+sum"
    rf"|(?:amount|budget|funding|grant)\s+requested|requested\s+(?:amount|budget|funding)"
    rf"|not[\s-]to[\s-]exceed(?:\s+(?:amount|price|fee|total|budget|sum|of))?"
)
_THE_WORK = (
    r"(?:project|engagement|website|site|platform|system|app|application|solution|services|work|agreement|development)"
)
_FOR_THE_WORK = rf"(?:\s+(?:of|for)\s+(?:[\w'’-]+\s+){{0,5}}?{_THE_WORK}\b(?:\s+[\w'’-]+){{0,4}}?)?"
_IS = (
    r"(?:\s*\([^()]{0,40}\))?\s*(?:\b(?:is|are|was|will\s+be|shall\s+be|amounts?\s+to|comes?\s+to|equals|of|at)\b|[:=|\t–-])?"
    r"(?:\s*[\t|*_:]+)*\s*(?:(?:estimated\s+at|set\s+at|fixed\s+at|approximately|about)\s+)?\Z"
)
_WHOLE_BEFORE = re.compile(rf"(?<![\w-])(?:{_WHOLE}){_FOR_THE_WORK}{_IS}", re.I)
_BARE_BEFORE = re.compile(
    rf"\A[\W_]*(?:(?:estimated\s+)?totals?(?:\s+{_FILL}{_SUM})?\b[^.;]{{0,40}}?"
    rf"|(?:our\s+)?(?:professional|engagement|project|quoted|total)\s+(?:fee|price|investment|cost)|(?:project\s+)?investment|price){_IS}"
    rf"|\A[\W_]*(?:all|in\s+all|all\s+(?:together|told)|altogether)[\s\t|*_:]+\Z",
    re.I,
)
_PERIODS = {"monthly": "month", "annual": "year", "yearly": "year", "quarterly": "quarter", "weekly": "week"}
_EACH_TIME_BEFORE = re.compile(
    rf"(?<![\w-])(?P<period>{'|'.join(_PERIODS)})\s+(?:[\w-]+\s+){{0,3}}?(?:fees?|charges?|price|cost|retainer|subscription|rent)\b{_IS}",
    re.I,
)
_PAID_BEFORE = re.compile(
    r"\b(?:pay|pays|paid|fees?|price|retainer|charges?|compensation|compensate|rate)\b[^.;]{0,80}\Z", re.I
)
_PART = re.compile(
    r"\b(?:training|warranty|support|hosting|optional|option|travel|licen[cs]e|maintenance|phase|stage|milestone|module|tier"
    r"|additional|extra|change|deposit|upfront|instal?lment|late|per|each|monthly|annual(?:ly)?|yearly|hourly|month|year"
    r"|package|bundle|subtotal|sub-total|tax|vat|hours|saving|discount)\b|\bsub\s*-?\Z",
    re.I,
)
"""Words between the start of a label and the sum that make it the sum of a part."""
_NOT_THE_DEAL = re.compile(
    r"\b(?:liabilit|insur|coverage|penalt|damages|revenue|sales\b|saving|worth|example|for instance|if you|in excess"
    r"|budget of|per claim|escrow|indemnif|market\s|interest|up\s+to|minimum)|\be\.g\.",
    re.I,
)
_ELSEWHERE = re.compile(
    r"experience|past performance|references?\b|portfolio|case stud|our clients|qualification|similar|track record"
    r"|about us|who we are|\bour team|the team|key personnel|\bbios?\b|resum|credentials|liabilit|insurance|optional"
    r"|add-?on|out of scope|not included"
    r"|not\s+covered|ongoing|bundle|alternative|example",
    re.I,
)
"""Titles of sections whose sums are those of other work, or of what is not part of the price."""
_PART_OF_THE_TIME = re.compile(
    r"\A[^.;]{0,120}\b(?:through|until|thereafter|first\s+(?:year|month|quarter)|in\s+year\s+\w+)\b", re.I
)
_BRANCH = "{{#"
"""What opens a branch of a template: which of its prices will stand cannot be told."""
_MEANT = re.compile(r"\(([A-Z]{3}|[$€£¥₹₦]|Rs\.?)\)|\b([A-Z]{3})\b")


def prices(annotated: Annotated, lines: Sequence[Line]) -> list[Fact]:
    """Return what the document gives as the price, from the plainest kind of statement that it makes."""
    if _BRANCH in annotated.document.text:
        return []
    priced = (line for line in lines if any(True for _ in line.of("money", "rate")))
    told = [line for line in priced if not _ELSEWHERE.search(line.titles) and not _NOT_THE_DEAL.search(line.text)]
    for found in (
        _sums(annotated, told, _is_whole),
        [*_sums(annotated, told, _is_bare), *_totals(annotated, lines)],
        _fees(annotated, told),
        _rates(annotated, lines),
    ):
        if found:
            return found
    return []


def _sums(annotated: Annotated, lines: Sequence[Line], test: Callable[[Line, Value], bool]) -> list[Fact]:
    return [
        fact_of(annotated, line, value)
        for line in lines
        for value in line.of("money")
        if value.amount and test(line, value)
    ]


def _is_whole(line: Line, value: Value) -> bool:
    label = _WHOLE_BEFORE.search(line.before(value))
    return label is not None and not _PART.search(_around(line, label))


def _is_bare(line: Line, value: Value) -> bool:
    """Tell whether a row or a short line gives nothing but a total."""
    if sum(1 for _ in line.of("money", "rate")) != 1:
        return False
    label = _BARE_BEFORE.search(line.before(value))
    return label is not None and not _PART.search(label.group())


def _around(line: Line, label: re.Match[str]) -> str:
    """Return the label and the two words before it, which may make it that of a part ("training total cost")."""
    return " ".join([*line.text[: label.start()].split()[-2:], label.group()])


def _totals(annotated: Annotated, lines: Sequence[Line]) -> list[Fact]:
    """Return the totals of pricing tables whose figures have their currency in the header of the column."""
    by_index = {line.index: line for line in lines}
    return [
        fact for table in annotated.pricing for row in table.rows for fact in _total(annotated, by_index, table, row)
    ]


def _total(annotated: Annotated, lines: dict[int, Line], table: PricingTable, row: PricingRow) -> Iterator[Fact]:
    amounts = table.of("amount")
    column = amounts[-1]
    figure = row.figures.get(column.index)
    currency = _currency(column.header)
    if row.role != "total" or figure is None or figure.percent or not currency or _PART.search(row.label):
        return
    sentence = annotated.sentence_at(row.span.start)
    line = lines.get(sentence) if sentence is not None else None
    if line and (any(True for _ in line.of("money", "rate")) or _ELSEWHERE.search(line.titles)):
        return
    evidence = quoted(annotated.document, Trace(row.span, (figure.span,)))
    yield Fact(f"{currency} {annotated.document.quote(figure.span)}", evidence, figure.amount, unit=currency)


def _currency(header: str) -> str:
    """Return the currency that the header of a column names, empty if none."""
    named = _MEANT.search(header)
    sign = (named[1] or named[2]) if named else ""
    worth = next((value for value in values_in(f"{sign} 1,000")), None) if sign else None
    return worth.unit if worth and worth.kind == "money" else ""


def partial_totals(lines: Sequence[Line]) -> list[str]:
    """Return the rows and headings that give a total, for a document whose price of the whole could not be told."""
    return [
        " ".join(line.text.split())
        for line in lines
        if line.kind in ("row", "heading") and _TOTAL_OF_A_PART.search(line.text)
    ]


_TOTAL_OF_A_PART = re.compile(
    r"\A[\w\s*-]{0,30}\btotal\b(?!\s+(?:hours|value|savings?|days|weeks|score|points|marks))(?=.*\d[\d,.]{2})",
    re.I | re.S,
)


def _fees(annotated: Annotated, lines: Sequence[Line]) -> list[Fact]:
    """Return the recurring fees: sums that are called monthly, annual … or paid for a month or a year."""
    found: list[Fact] = []
    for line in lines:
        for value in line.of("money", "rate"):
            label = _EACH_TIME_BEFORE.search(line.before(value)) if value.kind == "money" else None
            paid = value.per in _PERIODS.values() and _PAID_BEFORE.search(line.before(value))
            if not (label or paid) or not value.amount or _PART_OF_THE_TIME.match(line.behind(value)):
                continue
            if _EXTRAS.search(line.text):
                continue
            found.append(fact_of(annotated, line, value, per=_PERIODS[label["period"].lower()] if label else ""))
    return found


_EXTRAS = re.compile(
    r"\b(?:optional|additional|extra|late|travel|training|per\s+diem|overtime|minimum|maximum|exceed|deposit|setup|increas\w+"
    r"|support|hosting|maintenance|warranty|licen[cs]es?|domain|storage|person|lease)\b",
    re.I,
)
"""Words in a sentence that make its fee one for something beside the work, or for a part of the time."""


_AT_THE_RATE = re.compile(
    r"\b(?:pay|paid|pays|compensated?|bill(?:ed)?|charged?)\b[^.;]{0,60}\bat\s+(?:the|a|an)\s+(?:[\w-]+\s+)?rate\s+of\s*\Z",
    re.I,
)


def _rates(annotated: Annotated, lines: Sequence[Line]) -> list[Fact]:
    """Return the rates for an hour or a day that the work is paid at, where no other sum of money is in play."""
    if any(True for line in lines for _ in line.of("money")):
        return []
    return [
        fact_of(annotated, line, value)
        for line in lines
        for value in line.of("rate")
        if value.per in ("hour", "day", "week") and _AT_THE_RATE.search(line.before(value))
    ]
