"""Whether a page's text layer can be trusted: present, and made of words rather than of wrongly coded glyphs."""

from __future__ import annotations

import re
from itertools import islice
from string import ascii_letters, ascii_lowercase
from typing import Literal

from proposalcheck.readers.pdf.drawings import Drawings
from proposalcheck.readers.pdf.words import PageText

Health = Literal["fine", "blank", "garbled", "picture", "damaged", "recognised"]
"""blank: nothing is drawn; damaged: the page cannot be opened; picture: drawn, but as an image or outlines;
garbled: text whose letters cannot be trusted; recognised: the words were read from a picture of the page."""

_LEAST_SIGNS = 480
_LEAST_WORDS = 25
_USUAL_SHARE = 0.45
_MOST_ODD = 0.15
_LEAST_LETTER_SHARE = 0.35
_FEW_WORDS = 12
_NO_WORDS = 2
_LARGE_PICTURE = 0.6
_MANY_STROKES = 1_500
_MANY_PICTURES = 25
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CODED = re.compile(r"\(cid:\d+\)")
_ASCII_LETTERS = ascii_letters.encode()
_ONLY_LETTERS = bytes(sign if chr(sign) in ascii_lowercase else ord(" ") for sign in range(256))
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_USUAL = b"etaoinsr"
"""The eight commonest letters of English; they make up 0.6 or more of it, half or more of most languages in Latin
letters, and about 0.3 of text whose letters were shifted or mixed up."""


def health(text: PageText, drawings: Drawings) -> Health:
    """Return what a page's text layer is worth."""
    every = (word.text for line in (*text.lines, *text.slanted) for word in line)
    words = len(list(islice(filter(_is_word, every), _FEW_WORDS + 1)))
    if words and _is_garbled(text.raw):
        return "garbled"
    if words > _FEW_WORDS:
        return "fine"
    if _is_drawn(text, drawings, words):
        return "picture"
    if words:
        return "fine"
    return "garbled" if text.words > _FEW_WORDS else "blank"


def _is_word(text: str) -> bool:
    return any(character.isalnum() or character == "\ufffd" for character in text)


def _is_drawn(text: PageText, drawings: Drawings, words: int) -> bool:
    """Tell whether what the page shows is drawn rather than written, beyond the few words that it has."""
    if not words:
        return bool(drawings.pictures) or drawings.strokes > _MANY_STROKES // 10
    if words > _NO_WORDS:
        return len(drawings.pictures) > _MANY_PICTURES or drawings.strokes > _MANY_STROKES * words
    covered = max(map(_area, drawings.pictures), default=0.0) / max(text.frame.width * text.frame.height, 1.0)
    return covered > _LARGE_PICTURE or drawings.strokes > _MANY_STROKES


def _area(box: tuple[float, float, float, float]) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _is_garbled(raw: str) -> bool:
    shown = "".join(raw.split())
    if "(cid:" in shown:
        coded = sum(map(len, _CODED.findall(shown)))
        if coded > _MOST_ODD * len(shown):
            return True
    odd = len(_ODD.findall(shown))
    if odd > _MOST_ODD * len(shown) and odd > 3:
        return True
    letters = _count_letters(shown)
    enough = _LEAST_LETTER_SHARE * len(shown)
    if len(shown) > _LEAST_SIGNS and letters < enough and letters + sum(map(str.isdigit, shown)) < enough:
        return not re.search(r"[._]{20,}", shown)
    return _is_mixed_up(raw, letters)


def _count_letters(text: str) -> int:
    """Return how many letters `text` has; those of ASCII, nearly all, are counted as bytes."""
    plain = text.encode("ascii", "ignore")
    others = "".join(_NOT_ASCII.findall(text)) if len(plain) < len(text) else ""
    return len(plain) - len(plain.translate(None, _ASCII_LETTERS)) + sum(map(str.isalpha, others))


def _is_mixed_up(raw: str, letters: int) -> bool:
    """Tell text in Latin letters whose commonest letters are not those of any language, by its different words."""
    latin = raw.casefold().encode("ascii", "replace").translate(_ONLY_LETTERS)
    if len(latin) - latin.count(b" ") < 0.8 * letters:
        return False
    words = {word for word in latin.split() if len(word) > 2}
    together = b"".join(words)
    return len(words) >= _LEAST_WORDS and sum(map(together.count, _USUAL)) < _USUAL_SHARE * len(together)
