"""Head-counts: "five developers", "2 FTEs", "a team of four"."""

from __future__ import annotations

import re

from proposalcheck.annotate.numbers import GLUE, Number
from proposalcheck.annotate.quantities import Value
from proposalcheck.document import Span

_MODIFIERS = "|".join(
    r"""senior sr\.? junior jr\.? mid-level lead principal chief staff associate dedicated experienced certified
    qualified skilled named full-time part-time full-stack fullstack front-?end back-?end software web mobile ios
    android cloud devops data database security network hardware internet systems? solutions? technical tech business
    project product program programme delivery account qa quality assurance test ux ui ux/ui ui/ux graphic support
    service field java python react \.net php blockchain machine learning ml ai api sap salesforce in-house on-site
    onsite offshore external independent additional key core engineering development management scrum agile subject
    matter""".split()
)
_ROLES = "|".join(
    r"""developer engineer designer tester analyst consultant architect specialist manager administrator scientist
    programmer person employee contractor expert technician trainer researcher strategist coordinator resource coder
    copywriter accountant scrum\smaster team\smember staff\smember
    (?:team|tech|technical|project|delivery|qa|test)\slead""".split()
)
_PLURAL = "people|persons|professionals|individuals|lawyers|coaches|staff"
_COUNT = re.compile(
    rf"\+?(?:\s?[x×])?{GLUE}*(?:(?P<fte>fte['’]?s?|full[\s-]time[\s-]equivalents?)"
    rf"|(?:(?:{_MODIFIERS}){GLUE}+){{0,4}}(?:(?P<one>{_ROLES})|(?P<many>(?:{_ROLES})s|{_PLURAL})))\b(?!['’/])"
)
_TEAM = re.compile(r"\b(?:team|staff|crew)\sof\s(?:about\s|approximately\s|up\sto\s)?\Z")
_SOMETHING_ELSE = re.compile(r"[.,]?\d|\s?%|[\s-](?:companies|firms|agencies|departments|sites|products|projects)")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def headcount_at(number: Number, lower: str) -> Value | None:
    """Return the people that `number` counts, in persons or full-time equivalents, or None.

    Users, customers and the like are not counted: a head-count tells who does the work.
    """
    if number.written.isdigit() and _FIRST_YEAR <= number.amount <= _LAST_YEAR:
        return None
    match = _COUNT.match(lower, number.end)
    if match is None:
        return _team(number, lower)
    if (match["many"] and number.amount == 1) or (number.amount % 1 and not match["fte"]):
        return None
    unit = "FTE" if match["fte"] else "person"
    return Value("headcount", Span(number.start, match.end()), number.amount, unit, number.lowest)


def _team(number: Number, lower: str) -> Value | None:
    """Return the head-count of "a team of five", in which no word says what is counted."""
    before = _TEAM.search(lower, max(0, number.start - 30), number.start)
    if before is None or number.amount % 1 or _SOMETHING_ELSE.match(lower, number.end):
        return None
    return Value("headcount", Span(before.start(), number.end), number.amount, "person", number.lowest)
