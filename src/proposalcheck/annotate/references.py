"""Cross-references: where a text points to a section, an exhibit or a table, and what it has of each.

What is there is told generously (a heading, a printed number, any place where the number opens a line), because a
reader may lose a number that the page shows; a reference is called broken only where the row of its neighbours is
whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from proposalcheck.document import Document, Span

TargetKind = Literal["sections", "exhibits", "tables"]

_SECTION_WORD = r"(?:sub-?)?sections?|clauses?|articles?|§{1,2}"
_EXHIBIT_WORD = (
    r"(?-i:Exhibits?|EXHIBITS?|Schedules?|SCHEDULES?|Appendix|APPENDIX|Appendices|Annex(?:es|ure)?|ANNEX(?:URE)?"
)
_EXHIBIT_WORD += r"|Attachments?|ATTACHMENTS?)"
_EXHIBIT_STEMS = ("exhibit", "schedule", "append", "annex", "attachment")
"""What each of those words begins with: looking for these first saves most texts the slow expressions."""
_TABLE_WORD = r"(?-i:Tables?)"
_STEMS: dict[TargetKind, tuple[str, ...]] = {
    "sections": ("section", "clause", "article", "§"),
    "exhibits": _EXHIBIT_STEMS,
    "tables": ("table",),
}
"""What stands in every text that points to a target of a kind, in lower case."""
_ROMAN = r"(?-i:[IVXL]{1,6})"
_SECTION_LABEL = rf"(?:\d{{1,2}}(?:\.\d{{1,2}})*(?![\w/]|[.-]\d)|{_ROMAN}\b(?![.-]\d))"
_EXHIBIT_LABEL = r"(?-i:1?\d(?:\.\d{1,2}){0,3}|[A-Z](?:[-.]?\d{1,2})?|[IVX]{2,4})(?![\w’'])"
_PART = r"(?:\s?\((?:[a-zA-Z0-9]{1,4}|inclusive)\))*"
_AND = r"\s*(?:,\s*(?:and|or|&)?|and(?:/or)?|or|&|through|[–-])\s*"
_AND_TO = _AND.replace("through", "through|to")


def _pointing(word: str, label: str, link: str = _AND) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w§])(?P<word>{word})(?:(?<=§)|[\s\u2010\u2011-]+|(?=[“\"‘]))(?:No\.?\s*)?[“\"‘']?"
        rf"(?P<labels>{label}{_PART}(?:{link}{label}{_PART}(?![\w%])){{0,6}})",
        re.I,
    )


_POINTING: dict[TargetKind, re.Pattern[str]] = {
    "sections": _pointing(_SECTION_WORD, _SECTION_LABEL, _AND_TO),
    "exhibits": _pointing(_EXHIBIT_WORD, _EXHIBIT_LABEL),
    "tables": _pointing(_TABLE_WORD, r"\d{1,2}(?![\w.]\d)"),
}
_EACH_LABEL: dict[TargetKind, re.Pattern[str]] = {
    "sections": re.compile(rf"(?<![\w.(]){_SECTION_LABEL}(?![\w)])", re.I),
    "exhibits": re.compile(rf"(?<![\w.(]){_EXHIBIT_LABEL}"),
    "tables": re.compile(r"\d{1,2}"),
}
_OTHER_PAPER = (
    r"(?:(?-i:[A-Z][\w&.’'-]*|(?:19|20)\d\d)\s+(?:(?:of|and|for|on|the|to)\s+)?){0,8}(?-i:Acts?|Codes?|Laws?|Regulations?|Directive|Rules?|Subpart|Part|"
    r"Statutes?|Ordinance|Constitution|Treaty|Convention|Standards?|Agreements?|Contract|RFP|RFQ|RFI|RFT|Solicitation|"
    r"Tender|SOW|Statement|MSA|NDA|DPA|SLA|Policy|Policies|Terms|Conditions|Guide(?:lines)?|Manual|Handbook|Order|Plan|"
    r"Proposal|Bid|Exhibit|Schedule|Appendix|Annex|Attachment|Addendum|Amendment|Lease|License|Licence|Deed|Charter|"
    r"Request|Specifications?|Framework|Circular|Bulletin|FAR|DFARS|GDPR|UCC|U\.?S\.?C|C\.?F\.?R|Clauses|SCCs?)\b"
)
_ELSEWHERE_AFTER = re.compile(
    rf"{_PART}[,\s]*(?:(?:of|to|in|under|from|within)\s+(?!this\b|these\b)(?:(?:the|that|its|such|said|our|your|an?|any|each|"
    rf"certain|applicable|relevant|[\w’']+[’']s?)\s+){{0,3}}(?:(?:19|20)\d\d\s+)?(?-i:[A-Z][\w-]+|disclosure|letter|memorandum|guidelines)"
    rf"|{_OTHER_PAPER}|thereof|thereto|of\s+title\b)",
    re.I,
)
_OTHER_PAPERS_NAMED = re.compile(
    r"\b(?:RFP|RFQ|RFI|RFT|ITT|Solicitation|Request\sfor\s(?:Proposals?|Quotations?|Tenders?)|Invitation\sto\s(?:Bid|Tender))"
    r"|\b(?:is|are)\s(?:hereby\s)?(?:amended|deleted|replaced|restated)\b|,\s(?:Township|Block|Lot|Range)\s\d"
    r"|\bDirective\s(?:\(|\d)|\bRegulation\s\(?E|https?://|\bwww\."
    r"|\b(?:NIST|FIPS|DoD|ISO|IEC|IEEE|OMB|DFARS|FAR|PCI|COBIT|MIL-STD|SOX|Sarbanes)\b"
)
"""Words in a sentence after which no reference in it can be taken to point to the document itself."""
_ELSEWHERE_BEFORE = re.compile(
    r"(?:\b(?:Act|Code|Law|Laws|Regulations?|Rules?|Directive|RFP|RFQ|RFI|Solicitation|Tender|SOW|MSA|NDA|DPA|FAR|DFARS|"
    r"GDPR|UCC|ISO|IEC|Agreement|Contract|Policy|Statut\w*|Title\s\d+|U\.\s?S\.\s?C\.?|C\.\s?F\.\s?R\.?|its|his|her|their|whose)"
    r"[’']?s?,?\s*(?:\([^()]{0,40}\),?\s*)?|\d\s?(?:U\.?S\.?C\.?|C\.?F\.?R\.?|Stat\.?)\s*|\bSEC\s*)$"
)
_HERE = re.compile(
    r"\s*(?:\([a-z0-9]+\))*\s*(?:(?:of|to|in|under)\s+this\b|here(?:of|to|in|under)\b|above\b|below\b)", re.I
)
_LINE_NUMBER = re.compile(
    r"(?m)^[\s*_#“\"(\[]*(?:(?:section|article|clause|part|§)\s*)?"
    rf"(?P<label>\d{{1,2}}(?:\.\d{{1,2}})*|{_ROMAN})(?=[.):\s–-]|$)",
    re.I,
)
_PRINTED_NUMBER = re.compile(rf"[\W_]*(?:\w+\s+)?(?P<label>{_SECTION_LABEL})[\W_]*", re.I)
_FEWEST_SECTIONS, _FEWEST_SUBSECTIONS = 3, 2
"""How many neighbours a row of sections must have, at the top and below, to be trusted to be whole."""
_RUN_IN_NUMBER = re.compile(r"[.;:)]\s+(?:Section\s+)?(?P<label>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\.?\s+[A-Z“\"]")
_EXHIBIT_TITLE = re.compile(
    rf"[\W_]*(?:\d[\d.]*\s+)?(?P<word>{_EXHIBIT_WORD})\s*(?:No\.?\s*)?[-–:#]?\s*[“\"‘'(]?(?P<label>{_EXHIBIT_LABEL})",
    re.I,
)
_EXHIBIT_TITLE_INSIDE = re.compile(
    r"(?:^\s*|\n\s*|(?:[.:;)\d”\"]|\b[A-Z][\w’.]*)[ \t]+)"
    rf"(?:(?P<word>EXHIBIT|SCHEDULE|APPENDIX|ANNEX|ATTACHMENT)\s+[“\"]?(?P<label>{_EXHIBIT_LABEL})"
    rf"|(?P<plain>Exhibit|Schedule|Appendix|Annex|Attachment)\s(?P<plain_label>{_EXHIBIT_LABEL})\s[-–—]\s(?=[A-Z]))"
)
"""A title that a reader has left in the middle of a block: in capitals, or with a dash, and after no small word."""
_THIS_PART = re.compile(
    rf"\bthis\s+(?:(?:{_SECTION_WORD})\s+(?P<label>{_SECTION_LABEL})"
    rf"|(?P<exhibit>{_EXHIBIT_WORD})\s+(?P<exhibit_label>{_EXHIBIT_LABEL}))",
    re.I,
)
"""A part that speaks of itself, and so is there."""
_TABLE_TITLE = re.compile(r"[\W_]*table\s*(?P<label>\d{1,2})(?![\w])", re.I)
_LISTED_LABEL = re.compile(r"[\W_]*(?P<label>[A-Z]|\d{1,2})(?:[.):]|\s*[–-])\s*\w")
_EXHIBIT_LIST = re.compile(r"\b(?:exhibits|schedules|appendices|annexes|attachments)\b", re.I)
_TITLE_WORDS = 16
"""A block that begins with "Exhibit D" and has at most this many words is taken as the title of that exhibit."""
_TITLE_GOES_ON = re.compile(r"\s*[”\"’')]?\s*(?:$|[-–—:.(\[]|(?-i:[A-Z“]))")
LOST = re.compile(
    r"Error!\s+(?:Reference source not found|Bookmark not defined|No bookmark name given|Not a valid)[^.]*\.?", re.I
)
"""What a word processor prints where the target of a reference has been deleted."""
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to a part: its `word` ("exhibit") and `label` ("D") in plain form, and whether it names another paper.

    `span` covers the word and this label as printed where they stand together, else the whole list they stand in.
    """

    kind: TargetKind
    word: str
    label: str
    span: Span
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Places:
    """What a document has to point to.

    `sections` holds every label that may be that of a section ("5.2"), `numbered` those that surely are; `exhibits`
    maps the label of each exhibit to the words it goes by ("D" to "exhibit"), `tables` holds the numbers of captions.
    """

    sections: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    exhibits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tables: frozenset[str] = frozenset()

    def lacks(self, reference: Reference) -> bool:
        """Tell whether what `reference` points to is surely not there; in doubt it is."""
        if reference.kind == "sections":
            return self._lacks_section(reference.label)
        if reference.kind == "exhibits":
            return not any(_head(known) == label for known in self.exhibits for label in _spellings(reference.label))
        return bool(self.tables) and reference.label not in self.tables

    def _lacks_section(self, label: str) -> bool:
        """Tell whether a section is missing from a row of neighbours that is whole: 5.4 where there are 5.1 to 5.3."""
        if label in self.sections:
            return False
        parent, _, last = label.rpartition(".")
        if parent and parent not in self.sections:
            return self._lacks_section(parent)
        beside = self.beside(label)
        fewest = _FEWEST_SUBSECTIONS if parent else _FEWEST_SECTIONS
        return len(beside) >= fewest and beside == set(range(1, len(beside) + 1)) and int(last) not in beside

    def beside(self, label: str) -> set[int]:
        """Return the last figures of the sections that stand beside `label`: 1, 2 and 3 for 5.4."""
        parent = label.rpartition(".")[0]
        rows = (known.rpartition(".") for known in self.numbered)
        return {int(last) for above, _, last in rows if above == parent}


def _head(label: str) -> str:
    """Return the part of an exhibit's label that its own parts share: "5" for "5.1", "A" for "A-1" and "A1"."""
    head = re.split(r"[.-]", label)[0]
    return head[0] if re.fullmatch(r"[A-Z]\d+", head) else head


def _spellings(label: str) -> set[str]:
    """Return the ways in which the head of an exhibit's label may be written: "II" is also "2"."""
    head = _head(label)
    return {head, str(_from_roman(head))} if set(head) <= set(_ROMAN_DIGITS) else {head}


def references_in(text: str, offset: int = 0) -> Iterator[Reference]:
    """Yield every reference in `text`, a sentence whose first character stands at `offset`."""
    lower = text.lower()
    for kind, pattern in _POINTING.items():
        if any(stem in lower for stem in _STEMS[kind]):
            for match in pattern.finditer(text):
                yield from _each(kind, match, text, offset)


def _each(kind: TargetKind, match: re.Match[str], text: str, offset: int) -> Iterator[Reference]:
    elsewhere = _points_elsewhere(text, match)
    labels = list(_EACH_LABEL[kind].finditer(match["labels"]))
    for label in labels:
        end = match.start("labels") + label.end() if label is labels[0] else match.end()
        span = Span(offset + match.start(), offset + end)
        yield Reference(kind, plain_word(match["word"]), plain_label(label.group(), kind), span, elsewhere)


_FILING_NUMBERS = 10
"""Exhibits of a regulator's filing are numbered from about 10 ("Exhibit 99"); a contract has fewer of its own."""


def _points_elsewhere(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 160]
    if _HERE.match(after):
        return False
    if _OTHER_PAPERS_NAMED.search(text):
        return True
    return bool(_ELSEWHERE_AFTER.match(after) or _ELSEWHERE_BEFORE.search(text[: match.start()]))


def plain_word(word: str) -> str:
    """Return the word of a reference in the singular and in lower case: "Appendices" is "appendix", "§" "section"."""
    lower = word.lower()
    if lower.startswith("append"):
        return "appendix"
    if lower.startswith("annex"):
        return "annex"
    return "section" if lower[0] == "§" else lower.removeprefix("sub-").removeprefix("sub").rstrip("s")


def plain_label(label: str, kind: TargetKind) -> str:
    """Return a label for comparing: roman numbers of sections as figures, no ".0" at the end, capitals."""
    if kind == "sections":
        upper = label.upper()
        return str(_from_roman(upper)) if upper[0] in _ROMAN_DIGITS else re.sub(r"(?:\.0)+$", "", label)
    return label.upper() if kind == "exhibits" else label


def _from_roman(label: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in label]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def places_of(document: Document) -> Places:
    """Return the labels of everything in `document` that a reference may point to."""
    exhibits: dict[str, set[str]] = {}
    for word, label in _exhibits(document):
        exhibits.setdefault(plain_label(label, "exhibits"), set()).add(plain_word(word))
    tables = (match["label"] for block in document.blocks if (match := _TABLE_TITLE.match(document.quote(block.span))))
    printed = [section.number for section in document.sections] + [block.number for block in document.blocks]
    numbered = frozenset(_labels(printed))
    return Places(
        numbered | frozenset(_labels(_opening_numbers(document.text))),
        numbered,
        {label: frozenset(words) for label, words in exhibits.items()},
        frozenset(tables),
    )


def _labels(numbers: Iterable[str]) -> Iterator[str]:
    for number in numbers:
        match = _PRINTED_NUMBER.fullmatch(number)
        if match:
            label = plain_label(match["label"], "sections")
            yield from (label[:end] for end in range(1, len(label) + 1) if label[end : end + 1] in ("", "."))


def _opening_numbers(text: str) -> Iterator[str]:
    for pattern in (_LINE_NUMBER, _RUN_IN_NUMBER, _THIS_PART):
        yield from (match["label"] for match in pattern.finditer(text) if match["label"])


def _exhibits(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the word and label of each exhibit that has a title, is listed, or speaks of itself."""
    texts = [document.quote(block.span) for block in document.blocks if block.kind != "deleted"]
    for text in texts:
        if not any(word in text.lower() for word in _EXHIBIT_STEMS):
            continue
        title = _EXHIBIT_TITLE.match(text)
        if title and _is_title(text, title):
            yield title["word"], title["label"]
        for inside in _EXHIBIT_TITLE_INSIDE.finditer(text):
            yield inside["word"] or inside["plain"], inside["label"] or inside["plain_label"]
    yield from (("exhibit", label) for label in _listed(texts))
    for match in _THIS_PART.finditer(document.text):
        if match["exhibit"]:
            yield match["exhibit"], match["exhibit_label"]


def _listed(texts: Iterable[str]) -> Iterator[str]:
    """Yield the labels of a list that stands below a short line such as "Exhibits"."""
    listing = False
    for text in texts:
        item = _LISTED_LABEL.match(text) if listing else None
        if item:
            yield item["label"]
        else:
            listing = len(text.split()) <= _TITLE_WORDS and _EXHIBIT_LIST.search(text) is not None


def is_filing_number(label: str) -> bool:
    """Tell whether an exhibit's label is that of a paper filed with a regulator, such as "10.4", and not of a part."""
    number = re.match(r"\d+", label)
    return number is not None and (int(number.group()) >= _FILING_NUMBERS or "." in label)


def _is_title(text: str, title: re.Match[str]) -> bool:
    rest = text[title.end() :]
    return len(text.split()) <= _TITLE_WORDS and _TITLE_GOES_ON.match(rest) is not None
