"""Printed numbers of clauses, headings and list items: their form and depth, and the title that follows them."""

from __future__ import annotations

import re
from typing import Literal

NumberForm = Literal["none", "bullet", "item", "letter", "roman", "whole", "dotted", "article", "attachment"]
"""What kind of label a number is: "•", "(a)" or "a.", "A", "IV", "5", "5.2", "Article V", "Exhibit A"."""

_BULLET = r"[•●▪■◦○‣⁃∙·\u2043\uf0b7\uf0a7*✓✔➢❖–—-]"
_DOTTED = r"\d{1,3}(?:\.\d{1,3}){1,5}"
_ATTACHMENT = (
    r"(?:SCHEDULE|Schedule|EXHIBIT|Exhibit|APPENDIX|Appendix|ANNEX|Annex|ANNEXURE|Annexure"
    r"|ATTACHMENT|Attachment)"
)
_DIVISION = r"(?:ARTICLE|Article|SECTION|Section|CLAUSE|Clause|PART|Part|CHAPTER|Chapter)"
_WHICH = r"(?:\d{1,3}(?:\.\d{1,3})*(?:-\d{1,2})?(?:\([a-z\d]{1,3}\))*|[IVXLC]{1,7}|[\"“]?[A-Z](?:-\d{1,2})?[\"”]?)"
_WORDED_END = r"(?=[.:)–—-]?\s*$|[.:)]?\s+[–—-]?\s*[\"“‘'(\[]?[A-Z\d]|\s?(?:[.:–—-]|--)\s)"
_NUMBER = re.compile(
    rf"""(?P<number>
        (?:{_ATTACHMENT}|{_DIVISION})\s{_WHICH}{_WORDED_END}
      | §\s?\d{{1,3}}(?:\.\d{{1,3}})*(?=[.:)]?\s)
      | {_DOTTED}(?=[.):]?\s|$)
      | \d{{1,2}}(?=[.)]\s)
      | [IVX]{{1,5}}(?=\.\s)
      | [A-Z](?=\.\s[\w\"“(])(?!\.\s[A-Z]\.)
      | \((?:[a-z]{{1,2}}|[ivx]{{1,5}}|[A-Z]|\d{{1,2}})\)(?=\s)
      | [a-z](?=[.)]\s)
      | [ivx]{{1,5}}(?=[.)]\s)
      | {_BULLET}(?=\s)
    )(?:[.):]|\s?(?:[–—-]|--)(?=\s))?\s*""",
    re.VERBOSE,
)
_BARE_WHOLE = re.compile(r"(?P<number>\d{1,2})\s+(?=[A-Z][A-Za-z])")
_UNIT = re.compile(
    r"(?:%|[€$£¥]|\d|(?:million|billion|thousand|percent|per cent|hours?|days?|weeks?|months?|years?|minutes?|seconds?"
    r"|times|x|points?|stars?|steps?|phases?|[kmg]b|tb|ghz|km|m|k)\b)",
    re.IGNORECASE,
)
_ATTACHED = re.compile(_ATTACHMENT + r"\s")
_DIVIDED = re.compile(_DIVISION + r"\s")
_PLAIN_DIVISION = re.compile(r"(?:SECTION|Section|CLAUSE|Clause|§)\s?")
_RUN_IN = re.compile(r"(?P<title>[\"“\[]?[A-Z][^.:\n]{1,78}?)(?:[.:][\"”\]]?(?=\s|$)|\s?[–—](?=\s)|\s-\s)")
_MINOR = frozenset(
    re.findall(
        r"\S+",
        "a an and as at but by de for from if in into nor of on or per the to upon via vs with without & - – / no not",
    )
)
_VERBS = frozenset(
    re.findall(
        r"\S+",
        "shall will may must can cannot is are was were be been has have had do does means mean agrees agree "
        "represents warrants acknowledges includes include applies apply states provides hereby herein",
    )
)
_LINKING = frozenset(("between", "among", "whereas", ""))
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LONGEST_TITLE_WORDS = 16
_LONGEST_TITLE = 160
_CLOSING = '.:;,–— -"”]'


def split_number(text: str, *, heading: bool = False) -> tuple[str, int]:
    """Return the number or bullet printed at the start of `text`, and where the words after it begin.

    The number comes back without its closing dot ("5.2", "(a)", "Article V", "•"); ("", 0) where there is none.
    A number that only counts something, as in "3.5 %" or "2.4 million", is a quantity, not a clause. In a `heading`
    a whole number needs no dot after it ("4 Pricing").
    """
    match = _NUMBER.match(text)
    if match is None and heading:
        match = _BARE_WHOLE.match(text)
    if match is None or _is_quantity(match["number"], text[match.end() :], text[match.end() - 1]):
        return "", 0
    return match["number"], match.end()


def _is_quantity(number: str, rest: str, before: str) -> bool:
    if not number[0].isdigit() or number.count(".") > 1:
        return False
    if "." in number and not rest:
        return True
    return ("." in number or before == " ") and _UNIT.match(rest) is not None and not rest[:1].isupper()


def plain_number(label: str) -> str:
    """Return a printed label without the signs that close it: "5." and "5)" give "5", "(a)" stays."""
    kept = label.rstrip(".:")
    return kept[:-1] if kept.endswith(")") and "(" not in kept else kept


def bare_number(number: str) -> str:
    """Return a number as clauses cite it: "Section 5.2" and "§ 5.2" give "5.2"; other numbers stay as they are."""
    return _PLAIN_DIVISION.sub("", number, count=1)


def number_form(number: str) -> NumberForm:
    """Return what kind of label `number` is; it stands as `split_number` gives it."""
    if not number:
        return "none"
    if _ATTACHED.match(number):
        return "attachment"
    bare = bare_number(number)
    if bare[:1].isdigit():
        return "dotted" if "." in bare else "whole"
    if _DIVIDED.match(number):
        return "article"
    if bare.isalpha() and bare.isupper():
        return "roman" if set(bare) <= set("IVX") else "letter"
    return "item" if any(character.isalnum() for character in number) else "bullet"


def number_value(number: str) -> int:
    """Return the place in its row that the last part of `number` gives: 3 for "5.3", "C", "III" and "Article III"."""
    last = re.split(r"[\s.]", number.rstrip(".0") if "." in number else number)[-1].strip('()"“”')
    if last.isdecimal():
        return int(last)
    if last and set(last) <= set(_ROMAN) and (len(last) > 1 or last in "IVX"):
        values = [_ROMAN[sign] for sign in last]
        return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
    return ord(last[0].upper()) - ord("A") + 1 if len(last) == 1 and last.isalpha() else 0


def number_depth(number: str) -> int:
    """Return how many steps a number has: 1 for "5" or "Article V", 2 for "5.2"; 0 for none."""
    if not number:
        return 0
    last = number.rsplit(maxsplit=1)[-1]
    return last.count(".") + 1 if last[:1].isdigit() else 1


def run_in_title(body: str) -> str | None:
    """Return the title that opens a clause on its own line ("Fees. The Client shall pay …" gives "Fees"), or None."""
    match = _RUN_IN.match(body)
    if match is None:
        return None
    title = match["title"].strip('"“[ ')
    words = title.split()
    if len(title) < 3 or len(words) > 12 or any(word.lower().strip(",") in _VERBS for word in words):
        return None
    telling = [word for word in words if word.lower().strip(",;") not in _MINOR]
    capital = sum(1 for word in telling if not word[0].islower())
    return title if telling and capital >= 0.6 * len(telling) else None


_INNER_STOP = re.compile(r"[a-z]{2}\. [A-Z]")


def reads_as_title(text: str) -> bool:
    """Tell whether `text` can be a heading: some letters, not long, and not closed like a sentence."""
    if len(text) > _LONGEST_TITLE:
        return False
    words = [word.lower().strip(_CLOSING) for word in text.split()]
    if not words or len(words) > _LONGEST_TITLE_WORDS or not any(character.isalpha() for character in text):
        return False
    if (
        text[-1] in ";,"
        or _INNER_STOP.search(text)
        or (text[0] in "([" and text[-1] in ")]")
        or all(word in _MINOR or word in _LINKING for word in words)
    ):
        return False
    return text[-1] != "." or (len(words) <= 8 and not any(word in _VERBS for word in words))


def title_of(body: str) -> str:
    """Return a heading's words on one line, without the sign that closes them."""
    return " ".join(body.split()).strip(_CLOSING)


def names_a_clause(body: str) -> bool:
    """Tell whether the words after a clause number are its title alone: they read as one and say nothing of someone."""
    return reads_as_title(body) and not any(word.lower() in _VERBS for word in body.split())
