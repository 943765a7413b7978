"""Within what time invoices are to be paid."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proposalcheck.annotate import Annotated
from proposalcheck.annotate.values import Value
from proposalcheck.deal.lines import Line, fact_of
from proposalcheck.finding import Fact

_MONEY_OWED = re.compile(r"\b(?:invoices?|payments?|payable|fees|paid|due)\b", re.I)
_OF_THE_INVOICE = re.compile(
    r"\A\)?['’]?\s*(?:calendar\s+)?(?:of|after|from|following)\s+(?:the\s+|its\s+|their\s+|an?\s+)?(?:[\w'’-]+\s+){0,5}?(?:invoices?|receipt|receiv\w+|date)\b"
    r"|\A\s*(?:of|after)\s+invoic",
    re.I,
)
_PAID_WITHIN = re.compile(
    r"\b(?:payable|due|pays?|paid|payment|settled?s?)\b[^.;]{0,90}?\b(?:within|no\s+later\s+than|in)\s+(?:not\s+more\s+than\s+)?\(?\Z"
    r"|\binvoices?\s+(?:are|is)\s+(?:due|payable)(?:\s+and\s+payable)?\s+\Z|\b(?:due|payable)\s+\Z"
    r"|\bpayment\s+terms?\s*(?:are|is|:|\||\t)\s*\(?\Z",
    re.I,
)
_SENTENCE_ENDS = re.compile(r"\A\)?\s*(?:[.;,]|\Z)")
_NET = re.compile(r"\bnet\s?-?\s?\d", re.I)
_SOMETHING_ELSE = re.compile(
    r"\b(?:disput|interest|late|overdue|past\s+due|refund|reject|object|breach|audit|terminat|suspen|withh|reimburs|deposit"
    r"|advance|upfront|credit|sign(?:ing|ature)|execution|commission|retainer|royalt|quarter|reports?\b|penalt|not\s+paid)",
    re.I,
)


def payment_terms(annotated: Annotated, lines: Sequence[Line]) -> list[Fact]:
    """Return the times to pay that the document gives."""
    return [
        fact_of(annotated, line, value)
        for line in lines
        for value in line.of("duration")
        if not _SOMETHING_ELSE.search(line.text) and _is_time_to_pay(line, value)
    ]


def _is_time_to_pay(line: Line, value: Value) -> bool:
    before, behind = line.before(value), line.behind(value)
    if before.endswith(".") or not _MONEY_OWED.search(line.text + " " + line.titles):
        return False
    if _NET.match(line.words(value)) or re.search(r"\bnet\s+\Z", before, re.I):
        return True
    named = re.search(r"\bpayment\s+terms?\s*(?:are|is|:|\||\t)\s*\(?\Z", before, re.I)
    invoiced = re.search(r"\binvoice", line.text, re.I)
    paid = _PAID_WITHIN.search(before) and (_OF_THE_INVOICE.match(behind) or _SENTENCE_ENDS.match(behind))
    return bool(named) or bool(invoiced and paid)
