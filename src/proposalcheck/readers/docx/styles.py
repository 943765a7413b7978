"""The styles of a DOCX file, each resolved once through the styles it is based on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from proposalcheck.readers.docx.package import W

_TOO_LARGE = 1 << 31
_FALSE = frozenset(("0", "false", "off"))


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says about its paragraphs or runs; `size` is in points, `outline` counts from 0."""

    name: str = ""
    outline: int | None = None
    number_id: str | None = None
    number_level: int | None = None
    bold: bool = False
    caps: bool = False
    hidden: bool = False
    size: float = 10.0

    @property
    def heading_level(self) -> int:
        """The depth of a heading in this style from 1, or 0 for a style that is not for headings."""
        if self.name == "title":
            return 1
        if self.outline is not None:
            return self.outline + 1 if self.outline < 9 else 0
        word, _, digit = self.name.rpartition(" ")
        return int(digit) if word == "heading" and digit.isdecimal() and digit != "0" else 0


def switched_on(parent: etree._Element | None, name: str) -> bool | None:
    """Return what the on-off property `name` under `parent` says, or None where it says nothing."""
    return is_on(parent.find(W + name)) if parent is not None else None


def is_on(element: etree._Element | None) -> bool | None:
    """Return what an on-off property element says, or None where there is none."""
    return None if element is None else element.get(W + "val", "1") not in _FALSE


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """Return the `w:val` of the child `name` of `parent`, or None where there is none."""
    element = parent.find(W + name) if parent is not None else None
    return None if element is None else element.get(W + "val")


def whole(text: str | None) -> int | None:
    """Return `text` as a whole number, or None where it is none or larger than Word's own 31 bits."""
    try:
        number = int(text) if text is not None else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < _TOO_LARGE else None


def refine(style: Style, paragraph: etree._Element | None, run: etree._Element | None) -> Style:
    """Return `style` with what the property elements `w:pPr` and `w:rPr` change about it."""
    numbering = paragraph.find(W + "numPr") if paragraph is not None else None
    outline = whole(value_of(paragraph, "outlineLvl"))
    number, level = value_of(numbering, "numId"), whole(value_of(numbering, "ilvl"))
    bold, caps, hidden = (switched_on(run, name) for name in ("b", "caps", "vanish"))
    half_points = whole(value_of(run, "sz"))
    return replace(
        style,
        outline=style.outline if outline is None else outline,
        number_id=style.number_id if number is None else number,
        number_level=style.number_level if level is None else level,
        bold=style.bold if bold is None else bold,
        caps=style.caps if caps is None else caps,
        hidden=style.hidden if hidden is None else hidden,
        size=style.size if half_points is None else half_points / 2,
    )


class Styles:
    """The paragraph and character styles of a document by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default = Style()
        self._default_id = ""
        if root is None:
            return
        for element in root.iterchildren(W + "style"):
            identity = element.get(W + "styleId", "")
            self._elements[identity] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default", "0") not in _FALSE:
                self._default_id = identity
        self._default = refine(Style(), None, root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def get(self, identity: str | None) -> Style:
        """Return the style with this id; the default paragraph style for None or an unknown one."""
        key = identity if identity in self._elements else self._default_id
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key, frozenset())
        return self._resolved[key]

    def _resolve(self, identity: str, seen: frozenset[str]) -> Style:
        element = self._elements.get(identity)
        if element is None or identity in seen:
            return self._default
        based_on = value_of(element, "basedOn")
        parent = self._resolve(based_on, seen | {identity}) if based_on else self._default
        own = refine(parent, element.find(W + "pPr"), element.find(W + "rPr"))
        return replace(own, name=(value_of(element, "name") or "").lower())
