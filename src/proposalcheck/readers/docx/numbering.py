"""The numbers that Word prints before paragraphs, worked out from the definitions in the numbering part.

The rules are those of ECMA-376 part 1, 17.9: a `w:num` names an abstract list, may replace levels of it and may start
them anew; a level prints the numbers of the levels above it through the `%1` to `%9` of its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from proposalcheck.readers.docx.package import W
from proposalcheck.readers.docx.styles import Styles, switched_on, value_of, whole

BULLET = "•"
_PLACE = re.compile(r"%([1-9])")
_MOST_LEVELS = 9
_LAST_NUMBER = 32_767
"""Word has nine levels and counts no further than this."""
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_CHINESE = "〇一二三四五六七八九"


def roman(number: int) -> str:
    """Return `number` in small Roman numerals."""
    letters = ""
    for value, sign in _ROMAN + _ROMAN_SMALL:
        letters += sign * (number // value)
        number %= value
    return letters


def letters(number: int) -> str:
    """Return `number` as Word letters it: a to z, then aa, bb, cc."""
    if number < 1:
        return ""
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)


def ordinal(number: int) -> str:
    """Return `number` as 1st, 2nd, 3rd, 4th …."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def cardinal_words(number: int) -> str:
    """Return `number` in English words with a capital, figures from 100 on."""
    return _words(number).capitalize()


def ordinal_words(number: int) -> str:
    """Return the place `number` in English words with a capital, figures from 100 on."""
    if not 0 < number < 100:
        return ordinal(number)
    start, hyphen, last = _words(number).rpartition("-")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    else:
        last = last[:-1] + "ieth" if last.endswith("y") else "twelfth" if last == "twelve" else last + "th"
    return (start + hyphen + last).capitalize()


def chinese(number: int) -> str:
    """Return `number` below 100 in Chinese counting figures, other numbers in digits."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    head = "" if not tens else "十" if tens == 1 else _CHINESE[tens] + "十"
    return head + (_CHINESE[ones] if ones else "")


def _words(number: int) -> str:
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if number < 20:
        return _ONES[number]
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "ordinal": ordinal,
    "cardinalText": cardinal_words,
    "ordinalText": ordinal_words,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "ideographDigital": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if 0 < number <= 20 else str(number),
    "decimalEnclosedCircleChinese": lambda number: chr(0x245F + number) if 0 < number <= 20 else str(number),
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: the first number, how it is written, the text around it, and when it starts anew."""

    start: int = 1
    shape: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    hidden: bool = False


@dataclass(slots=True)
class _List:
    """A `w:num`: its levels, the abstract list whose counters it shares, and the starts it sets."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


def _level(element: etree._Element) -> Level:
    start, shape = whole(value_of(element, "start")), value_of(element, "numFmt")
    if shape is None:
        shape = "decimal" if element.find(".//" + W + "numFmt") is None else "decimalZero"
    return Level(
        start=0 if start is None else start,
        shape=shape,
        text=value_of(element, "lvlText") or "",
        legal=switched_on(element, "isLgl") or False,
        restart=whole(value_of(element, "lvlRestart")),
        style=value_of(element, "pStyle"),
        hidden=switched_on(element.find(W + "rPr"), "vanish") or False,
    )


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels = {whole(element.get(W + "ilvl")) or 0: _level(element) for element in parent.iter(W + "lvl")}
    return {depth: level for depth, level in levels.items() if 0 <= depth < _MOST_LEVELS}


class Numbering:
    """Counts through the lists of a document; paragraphs must be asked for in document order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        abstracts = {element.get(W + "abstractNumId", ""): element for element in root.iterchildren(W + "abstractNum")}
        linked = {identity: value_of(element, "numStyleLink") for identity, element in abstracts.items()}
        numbers = {element.get(W + "numId", ""): element for element in root.iterchildren(W + "num")}
        for identity, element in numbers.items():
            abstract = value_of(element, "abstractNumId") or ""
            link = linked.get(abstract)
            if link:
                source = numbers.get(styles.get(link).number_id or "")
                abstract = (value_of(source, "abstractNumId") or abstract) if source is not None else abstract
            self._lists[identity] = _list_of(element, abstract, abstracts.get(abstract))

    def level_of_style(self, number_id: str, style_id: str | None) -> int:
        """Return the level of the list `number_id` that is tied to the paragraph style `style_id`, else 0."""
        known = self._lists.get(number_id)
        if known is None or style_id is None:
            return 0
        return next((depth for depth, level in known.levels.items() if level.style == style_id), 0)

    def next_label(self, number_id: str | None, depth: int) -> str:
        """Count one paragraph of list `number_id` at level `depth` (from 0) and return what Word prints before it."""
        known = self._lists.get(number_id or "")
        if known is None or number_id is None or depth not in known.levels:
            return ""
        level = known.levels[depth]
        counters = self._counters.setdefault(known.abstract, {})
        self._count(number_id, known, depth, counters)
        if level.hidden:
            return ""
        if level.shape == "bullet":
            return BULLET if level.text.strip() else ""
        return _PLACE.sub(lambda place: self._written(known, level, int(place[1]) - 1, counters), level.text).strip()

    def _count(self, number_id: str, known: _List, depth: int, counters: dict[int, int]) -> None:
        first = (number_id, depth) not in self._started
        self._started.add((number_id, depth))
        if first and depth in known.starts:
            counters[depth] = known.starts[depth]
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = known.starts.get(depth, known.levels[depth].start)
        for above in range(depth):
            if above in known.levels:
                counters.setdefault(above, known.starts.get(above, known.levels[above].start))
        for below in [place for place in counters if place > depth]:
            restart = known.levels[below].restart if below in known.levels else None
            if restart is None or (restart and depth < restart):
                del counters[below]

    @staticmethod
    def _written(known: _List, level: Level, place: int, counters: dict[int, int]) -> str:
        target = known.levels.get(place, Level())
        number = counters.get(place, target.start)
        if level.legal or abs(number) > _LAST_NUMBER:
            return str(number)
        return _FORMATS.get(target.shape, str)(number)


def _list_of(element: etree._Element, abstract: str, definition: etree._Element | None) -> _List:
    levels = _levels(definition) if definition is not None else {}
    made = _List(abstract, levels)
    for override in element.iterchildren(W + "lvlOverride"):
        depth = whole(override.get(W + "ilvl")) or 0
        if not 0 <= depth < _MOST_LEVELS:
            continue
        own = override.find(W + "lvl")
        if own is not None:
            made.levels[depth] = _level(own)
        start = whole(value_of(override, "startOverride"))
        if start is not None:
            made.starts[depth] = start
    return made
