"""The report as one page that needs nothing else: the document's text with its highlights beside the findings.

`cards` are the findings, `passages` the text with the highlights of `marking`, `pictures` the scores and the profile,
`facts` the deal, its commitments and its days. `page` fills in `templates/` and packs what lies in `assets/`.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from proposalcheck import __version__
from proposalcheck.finding import SEVERITIES, Result
from proposalcheck.reports.html.cards import SHELVES, TYPES, Card, cards_of
from proposalcheck.reports.html.facts import facts_of
from proposalcheck.reports.html.marking import marking
from proposalcheck.reports.html.page import SCRIPTS, STYLES, asset, policy, rendered
from proposalcheck.reports.html.passages import groups_of
from proposalcheck.reports.html.pictures import bars, steps
from proposalcheck.reports.screener import WARNINGS, Row, ranked, row_of, shared_folder
from proposalcheck.wording import KINDS


@dataclass(frozen=True, slots=True)
class Part:
    """One document on the page: its row in the table of all, its name in links, and its report as HTML."""

    row: Row
    id: str
    name: str
    html: str


def part(result: Result) -> Part:
    """Return the report of one document as HTML, with its row in the table of all documents."""
    path = result.document.source.path
    cards, places = cards_of(result.findings, result.document, _scores(result))
    html = rendered(
        "document.html.jinja",
        id=_id(path),
        name=_name(path),
        result=result,
        words=len(result.document.text.split()),
        groups=list(groups_of(marking(result.document, places))),
        kinds=KINDS,
        version=__version__,
        **_findings(cards),
        **_summary(result),
    )
    return Part(row_of(result), _id(path), _name(path), html)


def unread(path: str, what: str) -> Part:
    """Return what the page says of a document that could not be read."""
    return Part(Row(path, error=what), _id(path), _name(path), "")


def whole(parts: Sequence[object]) -> str:
    """Return the page on all documents, the worst first; it is complete in itself and fetches nothing."""
    given = cast("Sequence[Part]", parts)
    order = ranked([document.row for document in given])
    documents = sorted(given, key=lambda document: order.index(document.row))
    folder = shared_folder(order)
    style, early, late = asset(*STYLES), asset("theme.js"), asset(*SCRIPTS)
    return rendered(
        "page.html.jinja",
        documents=documents,
        names={document.id: document.row.path.removeprefix(folder) for document in documents},
        policy=policy(style, early, late),
        style=style,
        early=early,
        late=late,
        kinds=KINDS,
        warnings=list(WARNINGS),
        severities=SEVERITIES[:3],
        version=__version__,
    )


def _findings(cards: Sequence[Card]) -> Mapping[str, object]:
    """Return what the page needs for the list of findings and what narrows it."""
    return {
        "shelves": _shelves(cards),
        "types": TYPES,
        "families": sorted({card.finding.family for card in cards}),
        "counts": _counts(cards),
    }


def _summary(result: Result) -> Mapping[str, object]:
    """Return the pictures and the facts of the deal, and the blocks of the text that they lead to."""
    profile, facts = steps(result.document, result.profile), facts_of(result)
    stops = {*(step.start for step in profile), *facts.starts()}
    return {"bars": bars(result.scorecard.dimensions), "steps": profile, "facts": facts, "stops": stops}


def _name(path: str) -> str:
    return os.path.basename(path)  # noqa: PTH119 - paths are shown as given, not normalised


def _id(path: str) -> str:
    """Return the beginning of all names in the links of one document: the same whenever its path is the same."""
    return "d" + hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _scores(result: Result) -> Mapping[str, Sequence[int]]:
    """Return, for the fingerprint of each finding that makes a score, the dimensions it counts in."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index, dimension in enumerate(result.scorecard.dimensions):
        for fingerprint in dimension.findings:
            found[fingerprint].append(index)
    return found


def _shelves(cards: Sequence[Card]) -> list[tuple[str, str, list[Card]]]:
    """Return the cards by tone, the worst first, with what the page calls each tone."""
    return [
        (tone, title, inside)
        for tone, title in SHELVES.items()
        if (inside := [card for card in cards if card.tone == tone])
    ]


def _counts(cards: Sequence[Card]) -> Mapping[str, int]:
    """Return how many findings there are of each severity (of those that warn), of each type and of each family."""
    counts: Counter[str] = Counter()
    for card in cards:
        for key in (f"severity {card.severity}", f"type {card.finding.type}", f"family {card.finding.family}"):
            counts[key] += card.findings
    return counts
