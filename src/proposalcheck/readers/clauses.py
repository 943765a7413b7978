"""Clauses that run together in one paragraph of plain text, parted where the row of clause numbers goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from proposalcheck.readers.numbering import number_form, number_value, reads_as_title, split_number

_MARK = re.compile(
    r"(?<=\s)(?:(?P<article>ARTICLE\s(?:\d{1,2}|[IVXLC]{1,6}))(?=\.?\s*[-–—:]?\s*[A-Z\[])"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,3}){1,4})\.?(?=\s+[\w\"“(\[])"
    r"|(?P<whole>\d{1,2})\.(?=\s+[A-Z\"“\[]))"
)
_CITING = re.compile(
    r"(?:\b(?:sections?|articles?|clauses?|paragraphs?|exhibits?|schedules?|appendix|annex|items?|parts?|rules?|phases?|and|or"
    r"|to|through|in|of|under|by|with|see|nos?\.|version|release|level|article [ivx]+"
    r"|jan(?:uary|\.)|feb(?:ruary|\.)|march|april|may|june|july|aug(?:ust|\.)|sept(?:ember|\.)|oct(?:ober|\.)"
    r"|nov(?:ember|\.)|dec(?:ember|\.))|[§$€£#,&])\s*$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"(?:[.;:!?)\]\"”'’_]|\b(?:and|or)|\b[A-Z][\w&'’-]*)\s*$")
_CAPITALS = re.compile(
    r"(?P<title>[A-Z][A-Z&,;:/'’()-]+(?:\s(?:[A-Z&][A-Z&,;:/'’()-]*|&|-))*)\.?\s+(?=[\"“(]?[A-Z](?:[a-z]|\s[a-z]))"
)
_LEAST_LENGTH = 120
_LARGEST_SKIP = 2


class ClauseSplitter:
    """Parts paragraphs into clauses; it follows the numbering through one document, so ask it in reading order."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def split(self, text: str) -> list[str]:
        """Return the clauses in `text`, each with its number at the start."""
        self._follow(text)
        if len(text) < _LEAST_LENGTH:
            return [text]
        starts = [0, *self._starts(text), len(text)]
        pieces = [text[start:end].strip() for start, end in pairwise(starts)]
        return [part for piece in pieces if piece for part in _without_capital_title(piece)]

    def _starts(self, text: str) -> Iterator[int]:
        for mark in _MARK.finditer(text):
            before = text[max(0, mark.start() - 40) : mark.start()]
            if _CITING.search(before) or not _BOUNDARY.search(before):
                continue
            number = mark["article"] or mark["dotted"] or mark["whole"]
            if self._goes_on(number, text[mark.end() :].lstrip(), before.rstrip()):
                self._note(number)
                yield mark.start()

    def _follow(self, text: str) -> None:
        number, _ = split_number(text)
        if number and number_form(number) in ("whole", "dotted", "article"):
            self._note(number)

    def _note(self, number: str) -> None:
        row, value = _row(number)
        self._last[row] = value
        if row:
            self._last[""] = int(row.split(".")[0]) if row[0].isdigit() else self._last.get("", 0)

    def _goes_on(self, number: str, after: str, before: str) -> bool:
        """Tell whether `number` is the next one of its row, or the first inside the clause that is open."""
        row, value = _row(number)
        last = self._last.get(row, 0)
        if after[:1].islower() and not (row[:1].isdigit() and value == last + 1 and before.endswith((".", ";"))):
            return False
        if row == "" or not row[0].isdigit():
            return value == last + 1
        if last:
            return last < value <= last + _LARGEST_SKIP
        if value > 1:
            return False
        opened = self._last.get(row.rpartition(".")[0], 0)
        return int(row.rpartition(".")[2]) in (opened, opened + 1)


def _row(number: str) -> tuple[str, int]:
    """Return the row that a number belongs to ("5." for "5.2", "article" for "ARTICLE V") and its place there."""
    form = number_form(number)
    if form == "article":
        return "article", number_value(number)
    stem, _, last = number.rsplit(maxsplit=1)[-1].rpartition(".")
    return stem, int(re.sub(r"\D", "", last) or 0)


def _without_capital_title(piece: str) -> list[str]:
    """Part a heading in capitals from the sentence that runs on after it ("7. NOTICES Any notice …")."""
    number, start = split_number(piece)
    match = _CAPITALS.match(piece, start) if number else None
    if match is None or len(match["title"]) < 4 or not reads_as_title(match["title"]):
        return [piece]
    return [piece[: match.end("title")], piece[match.end() :]] if len(match["title"].split()) <= 9 else [piece]
