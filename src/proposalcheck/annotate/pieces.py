"""The pieces of a phrase, the expressions that rows of them stand for, and the words that a row cannot be without."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

SPACE = "[\\s\u2010\u2011-]+"
"""What stands between two words: blanks, line breaks, and hyphens, the unbreakable one too."""
ATOMS = {"star": r"[\w’']*", "quote": "['’]?", "hyphen": "[\\s\u2010\u2011-]?", "double": '["“”]?'}
_MARKS = [ATOMS[mark] for mark in ("quote", "hyphen", "double")]
"""The expressions of the signs that may be missing between two words."""


@dataclass(frozen=True, slots=True)
class Needed:
    """A word that a phrase cannot be without: its `forms`, in lower case, of which one must be a word of the text.

    A form with a star at its end stands for every word that begins so; one with blanks for words that follow each
    other. With `at_once` nothing but blanks or hyphens stands between this word and the one needed before it.
    """

    forms: frozenset[str]
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a phrase and the expression it stands for.

    Kinds: `text` (also a bracket of plain alternatives), `space`, `gap`, `optional`, and `loose` for what is too varied
    to be enough for a phrase, such as a value or a bracket with a gap in it. `first` and `last` hold a sample of the
    characters that it may begin and end with, `forms` words of which one is in it, as in `Needed`; if it `is_single`,
    it is nothing but such a word.
    """

    kind: str
    expression: str = ""
    first: str = ""
    last: str = ""
    forms: frozenset[str] = frozenset()
    is_single: bool = False

    @property
    def is_word(self) -> bool:
        """Whether this stands for words, and not for what is between them."""
        return self.kind in ("text", "optional", "loose")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the alternatives in a pair of brackets: the same of it as of a piece."""

    expression: str
    first: str
    last: str
    forms: frozenset[str]
    is_single: bool


def one_of(alternatives: Sequence[Alternative], kind: str) -> Piece:
    """Return the piece for a pair of brackets; it tells a word only if each of its alternatives does."""
    expression = "|".join([each.expression for each in alternatives])
    first, last = "".join([each.first for each in alternatives]), "".join([each.last for each in alternatives])
    told = [each.forms for each in alternatives]
    forms: frozenset[str] = frozenset().union(*told) if all(told) else frozenset()
    return Piece(kind, f"(?:{expression})", first, last, forms, all(each.is_single for each in alternatives))


def commonness(forms: frozenset[str]) -> float:
    """Return roughly how often one of `forms` stands in a text: short words are common, and any of many is."""
    return math.fsum([1 / len(form) ** 3 for form in forms])


class Row:
    """Pieces that follow each other, as words and what stands between them."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.words: list[Piece] = []
        self.between: list[str] = [""]
        """Before each word, and after the last one, the expression for what stands there; "" where nothing does."""
        for piece in pieces:
            if piece.is_word:
                self.words.append(piece)
                self.between.append("")
            elif self.words and piece.kind == "gap":
                self.between[-1] = piece.expression
            elif self.words:
                self.between[-1] = self.between[-1] or SPACE
        self.between[-1] = ""

    def expression(self) -> str:
        """Return the expression for the row; a word that may be missing takes what stands on one side of it along.

        That is the side before it, unless nothing stands there, the word before took it, or it is a gap that must stay.
        """
        last_required = max((place for place, word in enumerate(self.words) if word.kind != "optional"), default=-1)
        written: list[str] = []
        taken = True
        for place, word in enumerate(self.words):
            before, after = "" if taken else self.between[place], self.between[place + 1]
            if word.kind != "optional":
                written += (before, word.expression)
                taken = False
            elif taken or (_is_gap(before) and place < last_required):
                written += (before, f"(?:{word.expression}{after})?")
                taken = True
            else:
                written.append(f"(?:{before}{word.expression})?")
        return "".join(written)

    def edge(self, side: Literal[1, -1]) -> str:
        """Return what the row may begin with (side 1) or end with (side -1)."""
        characters = ""
        for word in self.words[::side]:
            characters += word.first if side == 1 else word.last
            if word.kind != "optional":
                break
        return characters

    def as_alternative(self) -> Alternative:
        """Return the row as one of several alternatives, with the word of it that is rarest."""
        rarest = min((word.forms for word in self.needed()), key=commonness, default=frozenset[str]())
        single = len(self.words) == 1 and self.words[0].is_single
        return Alternative(self.expression(), self.edge(1), self.edge(-1), rarest, single)

    def requires_text(self) -> bool:
        """Tell whether some word must be there, apart from values and from marks that may be missing."""
        return any(word.kind == "text" and word.expression not in ATOMS.values() for word in self.words)

    def needed(self) -> Iterator[Needed]:
        """Yield each word that must be there, in order; of words that may be written as one, the last tells both."""
        for place, word in enumerate(self.words):
            if word.kind == "optional" or not word.forms or self._may_join(place + 2):
                continue
            forms = self._forms(place)
            if forms:
                told = forms if self._ends(place) else frozenset([_beginning(form) for form in forms])
                yield Needed(told, self._at_once(place))

    def _forms(self, place: int) -> frozenset[str]:
        """Return the forms of the word at `place`, also joined to what may run into it ("sign-off", "signoff")."""
        forms = self.words[place].forms
        if self._begins(place):
            return forms
        before = self._forms(place - 2) if self._may_join(place) else frozenset[str]()
        return frozenset([*forms, *(begin + form for begin in before for form in forms)]) if before else before

    def _may_join(self, place: int) -> bool:
        """Tell whether nothing but a sign that may be missing stands between the words at `place` - 2 and `place`."""
        if not 1 < place < len(self.words) or self.between[place - 1] or self.between[place]:
            return False
        first, mark, second = self.words[place - 2 : place + 1]
        return mark.expression in _MARKS and all(word.is_single and word.kind == "text" for word in (first, second))

    def _at_once(self, place: int) -> bool:
        """Tell whether the word at `place` follows the word needed before it with nothing but blanks between."""
        if place == 0 or self.between[place] != SPACE:
            return False
        pair = self.words[place - 1 : place + 1]
        return all(word.is_single and word.kind == "text" for word in pair) and bool(self._forms(place - 1))

    def _begins(self, place: int) -> bool:
        """Tell whether the word at `place` surely begins a word of the text."""
        return place == 0 or bool(self.between[place]) or _is_sign(self.words[place - 1], -1)

    def _ends(self, place: int) -> bool:
        """Tell whether a word of the text surely ends with the word at `place`, whether or not the next is missing."""
        if place + 1 == len(self.words):
            return True
        following = self.words[place + 1]
        if not self.between[place + 1]:
            return _is_sign(following, 1)
        return following.kind != "optional" or self._ends(place + 1)


def _beginning(form: str) -> str:
    """Return the form for text that begins as `form` does, and may run on."""
    *words, last = form.split(" ")
    return " ".join(words) if words else f"{last.rstrip('*')}*"


def _is_sign(word: Piece, side: Literal[1, -1]) -> bool:
    """Tell whether a piece surely begins (side 1) or ends (side -1) with something that is no letter or figure."""
    characters = word.first if side == 1 else word.last
    return word.kind == "text" and bool(characters) and not any(character.isalnum() for character in characters)


def _is_gap(between: str) -> bool:
    return between not in ("", SPACE)
