"""The section tree: which blocks open a section, how deep it lies, and which section every block belongs to.

A heading always opens one. A numbered clause does when its number goes on with the row of numbers that is open; a
numbered list inside a clause starts again at 1 and does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple

from proposalcheck.document import Anchor, Block, BlockKind, Change, Section, Span
from proposalcheck.readers.numbering import (
    NumberForm,
    bare_number,
    names_a_clause,
    number_form,
    number_value,
    reads_as_title,
    run_in_title,
    title_of,
)

_LEADERS = re.compile(r"(?:[.…·]\s?){4,}\s*(?:\d{1,3}|[ivx]{1,5})?\s*$")
_TRAILING_PAGE = re.compile(r"[\s.]*\d{0,3}$")
_LEAST_DOTS = 4
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_PROSE_WORDS = 12
_TITLE_WORDS = 14
_LARGEST_SKIP = 3


class Candidate(NamedTuple):
    """A block before its section is known; `body` is the words after its number, `stated` the level its file gives it.

    `stated` is 0 where the file gives none; the rest is as in `Block`.
    """

    kind: BlockKind
    span: Span
    content: Span
    level: int
    number: str
    anchor: Anchor
    change: Change | None
    body: str
    stated: int

    def block(self, kind: BlockKind, section: int | None) -> Block:
        """Return the block with its final kind and its section."""
        return Block(kind, self.span, self.content, self.level, self.number, section, self.anchor, self.change)


@dataclass(frozen=True, slots=True)
class _Open:
    """A section that is open: its index, its number as cited, the form of that number, and its level."""

    index: int
    number: str
    form: NumberForm
    level: int

    @property
    def prefix(self) -> str:
        """What the numbers of the clauses inside begin with: "5." for "5" and "5.0", "1." for "Article I"."""
        if self.form == "article":
            return f"{number_value(self.number)}."
        stem = self.number.removesuffix(".00").removesuffix(".0") if self.form == "dotted" else self.number
        return stem + "."


class SectionFinder:
    """Finds the sections of one document; `blocks` and `sections` hold the outcome."""

    def __init__(self, candidates: Sequence[Candidate], length: int) -> None:
        self._candidates = candidates
        self._forms = [number_form(candidate.number) for candidate in candidates]
        self._contents = _contents_entries(candidates, self._forms)
        self._numbered: dict[str, list[int]] = defaultdict(list)
        for place, candidate in enumerate(candidates):
            self._numbered[candidate.number].append(place)
        self._unnumbered_headings = [place for place in self._numbered[""] if candidates[place].kind == "heading"]
        self._open: list[_Open] = []
        self._last_whole = 0
        self._last_listed = 0
        self._untitled: int | None = None
        self._found: list[Section] = []
        self.blocks = tuple(self._settle(place) for place in range(len(candidates)))
        self.sections = tuple(_closed(self._found, length))

    def _settle(self, place: int) -> Block:
        """Return the block at `place` with its final kind and section, opening a section where it opens one."""
        candidate, form = self._candidates[place], self._form(place)
        if candidate.kind not in ("heading", "paragraph", "list_item"):
            return candidate.block(candidate.kind, self._current)
        if self._names_last_section(candidate, form):
            return candidate.block("heading", self._current)
        self._untitled = None
        if self._opens(place, candidate, form):
            opened = self._start(candidate, form)
            return candidate.block("heading" if candidate.kind == "heading" else "paragraph", opened)
        if form == "whole":
            self._last_listed = number_value(bare_number(candidate.number))
        listed = form not in ("none", "dotted") or place in self._contents
        return candidate.block("list_item" if listed else candidate.kind, self._current)

    def _form(self, place: int) -> NumberForm:
        """Return the form of a number; "I" after "H" is a letter, whatever it looks like."""
        number, form = self._candidates[place].number, self._forms[place]
        if form != "roman" or len(number) != 1:
            return form
        lettered = [ord(each.number) for each in self._row("letter") if len(each.number) == 1]
        return "letter" if ord(number) - 1 in lettered else form

    @property
    def _current(self) -> int | None:
        return self._open[-1].index if self._open else None

    def _names_last_section(self, candidate: Candidate, form: NumberForm) -> bool:
        """Take a title line right after a lone "ARTICLE V" as the title of that section."""
        if self._untitled is None or form != "none" or not reads_as_title(candidate.body) or "\n" in candidate.body:
            return False
        if candidate.kind == "list_item" or not (candidate.kind == "heading" or candidate.body.istitle()):
            return False
        section = self._found[self._untitled]
        heading = Span(section.heading.start, candidate.span.end)
        self._found[self._untitled] = replace(section, title=title_of(candidate.body), heading=heading)
        self._untitled = None
        return True

    def _opens(self, place: int, candidate: Candidate, form: NumberForm) -> bool:
        if place in self._contents:
            return False
        if candidate.kind == "heading":
            return True
        if form in ("none", "bullet", "item"):
            return False
        if form in ("dotted", "article", "attachment"):
            return True
        return self._opens_whole(place) if form == "whole" else self._opens_letter(candidate, form)

    def _opens_whole(self, place: int) -> bool:
        """Decide for "5. …": a clause goes on with the open row and has a title, clauses inside, or prose."""
        candidate = self._candidates[place]
        value = number_value(bare_number(candidate.number))
        strong = self._is_strong(place, value)
        prose = len(candidate.body.split()) >= _PROSE_WORDS and not candidate.body[:1].islower()
        if value > 1 and value == self._last_listed + 1 and not strong:
            return False
        last = next((number_value(each.number.removesuffix(".0")) for each in self._row("whole")), None)
        if last is not None:
            return last < value <= last + _LARGEST_SKIP and (strong or prose)
        if value == self._last_whole + 1 and (strong or prose) and (value > 1 or self._goes_on(place, value)):
            return True
        if any(each.form == "dotted" for each in self._open):
            return False
        return strong and (value == 1 or self._last_whole in (0, value - 1))

    def _row(self, form: NumberForm) -> list[_Open]:
        """Return the open sections whose numbers are of one form, the innermost first; "1.0" counts as whole."""
        return [
            each
            for each in reversed(self._open)
            if each.form == form or (form == "whole" and each.form == "dotted" and each.number.endswith(".0"))
        ]

    def _is_strong(self, place: int, value: int) -> bool:
        """Tell whether a whole number opens a clause for sure: clauses inside it, a title before its text, or alone."""
        body = self._candidates[place].body
        following = self._candidates[place + 1 : place + 4]
        if any(bare_number(after.number).startswith(f"{value}.") for after in following):
            return True
        adjacent = bool(following) and following[0].number == str(value + 1)
        title = run_in_title(body)
        if title is not None and len(body) > len(title) + 2:
            rest = body[len(title) :].lstrip('"”]')
            return rest[:1] != ":" or (len(rest.split()) >= _PROSE_WORDS and not adjacent)
        listed = value > 1 and value == self._last_listed + 1
        return not adjacent and not listed and _is_title_line(body) and _has_text(following)

    def _goes_on(self, place: int, value: int) -> bool:
        """Tell whether the row of whole numbers that begins at `place` has at least three members."""
        second = _next(self._numbered[str(value + 1)], place)
        third = _next(self._numbered[str(value + 2)], second)
        return third < _next(self._unnumbered_headings, place)

    def _opens_letter(self, candidate: Candidate, form: NumberForm) -> bool:
        if run_in_title(candidate.body) is None and not (candidate.body.isupper() and reads_as_title(candidate.body)):
            return False
        last = next((_letter_value(each.number, form) for each in self._row(form)), 0)
        return _letter_value(candidate.number, form) == last + 1

    def _start(self, candidate: Candidate, form: NumberForm) -> int:
        number = bare_number(candidate.number) if form != "bullet" else ""
        level = self._level(number, form, candidate)
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        parent = self._current
        title = title_of(candidate.body) if candidate.kind == "heading" else self._clause_title(candidate.body)
        self._last_listed = 0
        index = len(self._found)
        span = candidate.span
        self._found.append(Section(number, title, level, span, span, parent))
        self._open.append(_Open(index, number, form, level))
        self._untitled = index if form in ("article", "attachment") and not title else None
        if form == "whole":
            self._last_whole = number_value(number)
        elif form == "attachment":
            self._last_whole = 0
        return index

    @staticmethod
    def _clause_title(body: str) -> str:
        title = run_in_title(body)
        if title is None and names_a_clause(body) and "\n" not in body:
            title = body
        return title_of(title or "")

    def _level(self, number: str, form: NumberForm, candidate: Candidate) -> int:
        """Return how deep a section lies: by its number, by the level its file gives, by what is open around it."""
        stated = candidate.stated if candidate.kind == "heading" else 0
        if form == "dotted":
            return self._dotted_level(number, stated)
        if stated or form in ("none", "bullet"):
            return stated or 1
        same = self._row(form)
        return same[0].level if same else self._first_level(form)

    def _first_level(self, form: NumberForm) -> int:
        """Return the level of the first section of its form among those that are open."""
        wide = ("article", "attachment")
        if form in wide:
            return min((each.level for each in self._open if each.form in wide), default=1)
        around = (each.level for each in self._open if form != "whole" or each.form in ("none", *wide))
        return 1 + max(around, default=0)

    def _dotted_level(self, number: str, stated: int) -> int:
        for each in reversed(self._open):
            if each.form != "none" and number.startswith(each.prefix) and number != each.number:
                return each.level + 1
        if stated:
            return stated
        if number.endswith((".0", ".00")):
            for each in self._row("whole"):
                return each.level
        for each in reversed(self._open):
            if each.form == "dotted" and each.number.count(".") == number.count("."):
                return each.level
        self._close_other_wholes()
        return 1 + max((each.level for each in self._open), default=0)

    def _close_other_wholes(self) -> None:
        """Close the clause that is open when a number such as 6.1 shows that another one has begun unseen."""
        while self._open and self._open[-1].form in ("whole", "dotted", "letter", "roman"):
            self._open.pop()


def _next(places: Sequence[int], place: float) -> float:
    """Return the first of `places`, which are in order, after `place`; infinity where there is none."""
    index = bisect_right(places, place)
    return places[index] if index < len(places) else inf


def _letter_value(number: str, form: NumberForm) -> int:
    return ord(number) - ord("A") + 1 if form == "letter" and len(number) == 1 else number_value(number)


def _is_title_line(body: str) -> bool:
    return body[:1].isupper() and reads_as_title(body) and len(body.split()) <= _TITLE_WORDS


def _has_text(following: Sequence[Candidate]) -> bool:
    """Tell whether the next block is the text of a clause: a paragraph or a lettered item of some length."""
    if not following or following[0].kind not in ("paragraph", "list_item"):
        return False
    wordy = len(following[0].body.split()) >= _PROSE_WORDS // 2
    return wordy and number_form(following[0].number) in ("none", "item")


def _closed(found: Sequence[Section], length: int) -> list[Section]:
    """Return the sections, each ending where the next one that is not inside it begins."""
    closed = list(found)
    pending: list[int] = []
    for index, section in enumerate(found):
        while pending and closed[pending[-1]].level >= section.level:
            last = pending.pop()
            closed[last] = replace(closed[last], span=Span(closed[last].span.start, section.span.start))
        pending.append(index)
    for index in pending:
        closed[index] = replace(closed[index], span=Span(closed[index].span.start, length))
    return closed


def _contents_entries(candidates: Sequence[Candidate], forms: Sequence[NumberForm]) -> frozenset[int]:
    """Return the places of the lines of a table of contents: dotted leaders, or titles in a row that all come again."""
    keys = [_contents_key(candidate, form) for candidate, form in zip(candidates, forms, strict=True)]
    last = {key: place for place, key in enumerate(keys) if key is not None}
    repeated = {place for place, key in enumerate(keys) if key is not None and last[key] > place}
    in_a_row = {place for place in repeated if len(repeated & {place - 2, place - 1, place + 1, place + 2}) >= 2}
    led = {place for place, candidate in enumerate(candidates) if _is_led(candidate.body[-120:])}
    return frozenset(in_a_row | led)


def _is_led(end: str) -> bool:
    """Tell the end of a line with dotted leaders; nearly all others have too few dots to look closer."""
    dots = end.count(".") + end.count("…") + end.count("·")
    return dots >= _LEAST_DOTS and _LEADERS.search(end) is not None


def _contents_key(candidate: Candidate, form: NumberForm) -> tuple[str, str] | None:
    if candidate.kind not in ("heading", "paragraph", "list_item") or form in ("item", "bullet", "none"):
        return None
    if len(candidate.body) > 400:
        title = run_in_title(candidate.body)
        return (bare_number(candidate.number), _NOT_LETTERS.sub("", (title or candidate.body[:200]).lower())[:20])
    title = run_in_title(candidate.body) or _TRAILING_PAGE.sub("", candidate.body)
    return (bare_number(candidate.number), _NOT_LETTERS.sub("", title.lower())[:20])
