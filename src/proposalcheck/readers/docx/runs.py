"""The text of one Word paragraph: runs, fields, symbols, tracked changes, and what is anchored in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from proposalcheck.document import Change
from proposalcheck.readers.docx.package import MC, R, W
from proposalcheck.readers.docx.styles import Style, Styles, switched_on, value_of, whole

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_EMBEDDED = "{urn:schemas-microsoft-com:office:office}OLEObject"
_DRAWN = {
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip": "picture",
    "{urn:schemas-microsoft-com:vml}imagedata": "picture",
    _CHART: "chart",
    _DIAGRAM: "diagram",
}
_TARGETS = ("embed", "id", "link", "dm")
_TEXT_BOX = W + "txbxContent"
_VALUE = W + "val"
_LOOKS = frozenset(W + name for name in ("rStyle", "b", "vanish", "sz"))
_Says = tuple[tuple[str, str | None], ...]
"""What a run says of its own look: names of properties and their values."""
_PRIVATE_USE = range(0xF000, 0xF100)
_SYMBOLS = {
    "symbol": {
        **dict(zip(map(ord, "abgdezhqlmpstfwDSW·"), "αβγδεζηθλμπστφωΔΣΩ•", strict=True)),
        0xB1: "±", 0xB3: "≥", 0xA3: "≤",
    },
    "wingdings": {
        0x6F: "☐", 0x71: "☐", 0xA8: "☐", 0xFE: "☒", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗",
        0xA7: "▪", 0x6C: "●", 0x6E: "■", 0x76: "❖", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE8: "➔", 0x4A: "☺",
    },
}  # fmt: skip


@dataclass(slots=True)
class ParagraphText:
    """What was found in one paragraph: its text as accepted, deletions, anchored things, and how it looks.

    `origins` names, for each of `pieces`, the element that it was read from, such as a `w:t`.
    """

    pieces: list[str] = field(default_factory=list)
    origins: list[etree._Element] = field(default_factory=list)
    deletions: list[tuple[Change, list[str]]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    inserted: Change | None = None
    letters: int = 0
    bold_letters: int = 0
    inserted_letters: int = 0
    sizes: dict[float, int] = field(default_factory=dict)
    page: int | None = None
    deleting: bool = False

    @property
    def text(self) -> str:
        """The text as it reads once every change is accepted, not yet cleaned."""
        return "".join(self.pieces)


def choice_of(alternatives: etree._Element) -> etree._Element | None:
    """Return the one branch of `mc:AlternateContent` to read: the first, unless only a later one has text."""
    branches = [child for child in alternatives if child.tag in (MC + "Choice", MC + "Fallback")]
    with_text = (branch for branch in branches if next(branch.iter(W + "t", _MATH + "t"), None) is not None)
    return next(with_text, branches[0] if branches else None)


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the outermost text boxes in a drawing or shape, each once."""
    for child in element:
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag == MC + "AlternateContent":
            branch = choice_of(child)
            if branch is not None:
                yield from text_boxes(branch)
        elif len(child):
            yield from text_boxes(child)


class RunReader:
    """Reads the paragraphs of one part in order; fields may run over several of them."""

    def __init__(self, styles: Styles, *, trust_fields: bool, pages: bool) -> None:
        self._styles = styles
        self._trust_fields = trust_fields
        self._pages = pages
        self._fields: list[bool] = []
        self._found = ParagraphText()
        self._deletion: Change | None = None
        self._insertion: Change | None = None
        self._look = Style()
        self._looks: dict[Style, dict[_Says, Style]] = {}
        self._base = self._look
        self._looks_on_base: dict[_Says, Style] = {}
        self.page = 1
        self.hidden: list[str] = []
        self.left_out: dict[str, set[str]] = {}
        self._origin = etree.Element(W + "p")
        self._handlers: dict[str, Callable[[etree._Element], None]] = self._inline_handlers()
        self._run_handlers: dict[str, Callable[[etree._Element], None]] = self._content_handlers()

    def read(self, paragraph: etree._Element, style: Style) -> ParagraphText:
        """Return what stands in `paragraph`, whose runs look like `style` unless they say otherwise."""
        self._found = ParagraphText()
        self._look, self._origin = style, paragraph
        if style is not self._base:
            self._base, self._looks_on_base = style, self._looks.setdefault(style, {})
        self._inline(paragraph)
        if self._found.page is None and self._pages:
            self._found.page = self.page
        return self._found

    def deleting(self, change: Change | None) -> Change | None:
        """Treat what is read from now on as deleted by `change` (None: as kept); return what was in force."""
        before, self._deletion = self._deletion, change
        return before

    def note_left_out(self, kind: str, which: str) -> None:
        """Record that something without readable text, such as a picture, was left out."""
        self.left_out.setdefault(kind, set()).add(which)

    def _inline_handlers(self) -> dict[str, Callable[[etree._Element], None]]:
        through = (
            "hyperlink",
            "smartTag",
            "customXml",
            "sdtContent",
            "sdt",
            "fldSimple",
            "dir",
            "bdo",
            "ruby",
            "rubyBase",
        )
        handlers: dict[str, Callable[[etree._Element], None]] = {W + name: self._inline for name in through}
        handlers |= {W + "r": self._run, W + "ins": self._inserted, W + "moveTo": self._inserted}
        handlers |= {W + "del": self._deleted, W + "moveFrom": self._deleted}
        handlers |= {
            _MATH + "oMath": self._math,
            _MATH + "oMathPara": self._math,
            MC + "AlternateContent": self._alternate,
        }
        return handlers

    def _content_handlers(self) -> dict[str, Callable[[etree._Element], None]]:
        handlers: dict[str, Callable[[etree._Element], None]] = {
            W + "t": lambda element: self._write(element.text or ""),
            W + "tab": lambda element: self._write("\t"),
            W + "ptab": lambda element: self._write("\t"),
            W + "cr": lambda element: self._write("\n"),
            W + "noBreakHyphen": lambda element: self._write("-"),
            W + "delText": self._deleted_text,
            W + "br": self._break,
            W + "sym": self._symbol,
            W + "fldChar": self._field,
            W + "lastRenderedPageBreak": self._page_break,
            W + "footnoteReference": lambda element: self._note("footnote", element),
            W + "endnoteReference": lambda element: self._note("endnote", element),
            W + "commentReference": self._comment,
            W + "ruby": self._inline,
            MC + "AlternateContent": self._alternate,
        }
        return handlers | dict.fromkeys((W + "drawing", W + "pict", W + "object"), self._drawing)

    def _inline(self, element: etree._Element) -> None:
        for child in element:
            handler = self._handlers.get(child.tag)
            if handler is not None:
                handler(child)

    def _run(self, run: etree._Element) -> None:
        paragraph_look = self._look
        properties = run.find(W + "rPr")
        if properties is not None:
            self._look = self._run_look(paragraph_look, properties)
        for child in run:
            handler = self._run_handlers.get(child.tag)
            if handler is not None:
                self._origin = child
                handler(child)
        self._look = paragraph_look

    def _run_look(self, base: Style, properties: etree._Element) -> Style:
        says = tuple([(str(child.tag), child.get(_VALUE)) for child in properties if child.tag in _LOOKS])
        if not says:
            return base
        looks = self._looks_on_base if base is self._base else self._looks.setdefault(base, {})
        if says not in looks:
            looks[says] = self._new_look(base, properties)
        return looks[says]

    def _new_look(self, base: Style, properties: etree._Element) -> Style:
        named = properties.find(W + "rStyle")
        style = self._styles.get(named.get(_VALUE)) if named is not None else base
        bold, hidden = (switched_on(properties, name) for name in ("b", "vanish"))
        size = whole(value_of(properties, "sz"))
        return Style(
            bold=(base.bold or style.bold) if bold is None else bold,
            hidden=(base.hidden or style.hidden) if hidden is None else hidden,
            size=base.size if size is None else size / 2,
        )

    def _write(self, text: str) -> None:
        if not text or any(self._fields):
            return
        found = self._found
        if self._look.hidden:
            self.hidden.append(text)
        elif self._deletion is not None:
            self._delete(text)
        else:
            found.deleting = False
            found.pieces.append(text)
            found.origins.append(self._origin)
            self._measure(text)

    def _measure(self, text: str) -> None:
        found, letters = self._found, len(text)
        if found.page is None and self._pages and text.strip():
            found.page = self.page
        found.letters += letters
        size = self._look.size
        found.sizes[size] = found.sizes.get(size, 0) + letters
        if self._look.bold:
            found.bold_letters += letters
        if self._insertion is not None:
            found.inserted, found.inserted_letters = self._insertion, found.inserted_letters + letters

    def _delete(self, text: str) -> None:
        found, change = self._found, self._deletion
        if change is None:
            return
        if found.deleting and found.deletions[-1][0].author == change.author:
            found.deletions[-1][1].append(text)
        else:
            found.deletions.append((change, [text]))
        found.deleting = True

    def _deleted_text(self, element: etree._Element) -> None:
        if self._deletion is not None:
            self._write(element.text or "")

    def _inserted(self, element: etree._Element) -> None:
        before, self._insertion = self._insertion, change_of(element)
        self._inline(element)
        self._insertion = before

    def _deleted(self, element: etree._Element) -> None:
        before = self.deleting(change_of(element))
        self._inline(element)
        self.deleting(before)

    def _math(self, element: etree._Element) -> None:
        self._origin = element
        self._write("".join(piece.text or "" for piece in element.iter(_MATH + "t")))

    def _alternate(self, element: etree._Element) -> None:
        branch = choice_of(element)
        for child in branch if branch is not None else ():
            handler = self._handlers.get(child.tag) or self._run_handlers.get(child.tag)
            if handler is not None:
                self._origin = child
                handler(child)

    def _break(self, element: etree._Element) -> None:
        if element.get(W + "type", "textWrapping") == "textWrapping":
            self._write("\n")

    def _page_break(self, _element: etree._Element) -> None:
        self.page += 1

    def _symbol(self, element: etree._Element) -> None:
        try:
            code = int(element.get(W + "char", ""), 16)
        except ValueError:
            return
        if code in _PRIVATE_USE:
            code -= 0xF000
        if not (0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000):
            return
        font = element.get(W + "font", "").lower().rstrip(" 23")
        known = _SYMBOLS.get(font, {})
        self._write(known.get(code) or (chr(code) if font not in ("wingdings", "webdings") else "•"))

    def _field(self, element: etree._Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._form_field(element)
            self._fields.append(self._trust_fields)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _form_field(self, element: etree._Element) -> None:
        """Write what a check box or drop-down list of a form shows; other fields carry their result as text."""
        data = element.find(W + "ffData")
        box = data.find(W + "checkBox") if data is not None else None
        choices = data.find(W + "ddList") if data is not None else None
        if box is not None:
            ticked = switched_on(box, "checked")
            self._write("☒" if (switched_on(box, "default") if ticked is None else ticked) else "☐")
        if choices is not None:
            entries = [entry.get(W + "val", "") for entry in choices.iterchildren(W + "listEntry")]
            chosen = whole(value_of(choices, "result")) or 0
            self._write(entries[chosen] if 0 <= chosen < len(entries) else "")

    def _note(self, kind: str, element: etree._Element) -> None:
        if self._deletion is None:
            self._found.notes.append((kind, element.get(W + "id", "")))

    def _comment(self, element: etree._Element) -> None:
        self._found.comments.append(element.get(W + "id", ""))

    def _drawing(self, element: etree._Element) -> None:
        if self._deletion is not None or self._look.hidden:
            return
        if next(element.iter(_TEXT_BOX), None) is not None:
            self._found.boxes.extend(text_boxes(element))
        embedded = {each.get(R + "id", "") for each in element.iter(_EMBEDDED)}
        for which in embedded:
            self.note_left_out("embedded object", which)
        for drawn in element.iter(_CHART, _DIAGRAM) if embedded else element.iter(*_DRAWN):
            targets = (drawn.get(R + name) for name in _TARGETS)
            self.note_left_out(_DRAWN[str(drawn.tag)], next(filter(None, targets), ""))


def change_of(element: etree._Element) -> Change:
    """Return who made the tracked change or comment that `element` records, and when."""
    return Change(element.get(W + "author", ""), element.get(W + "date"))
