"""What is known of phrases: their pages say all that parsing them does, and only what has none is parsed."""

from __future__ import annotations

import json

import pytest

from proposalcheck.annotate import phrasebook
from proposalcheck.annotate.notation import Pattern, PhraseSyntaxError, parse
from proposalcheck.annotate.phrasebook import Phrasebook, book_of
from proposalcheck.annotate.phrases import PhraseSet
from proposalcheck.catalogue import load_catalogue

PHRASES = (
    "shall not exceed",
    "sign-off",
    "(may|as soon as) ... replace*",
    "within {duration}",
    r"/\bT&M\b/",
    "/a\nb[\\s\u2010\u2011-]+c/",
    "prior [x]",
    "café bar",
)
TEXT = "The fee shall not exceed T&M done by hand."


def kept(book: Phrasebook) -> Phrasebook:
    """Return what a file has kept of `book`."""
    return Phrasebook.from_plain(json.loads(json.dumps(book.as_plain())))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets each phrase that a book has parsed."""
    phrases: list[str] = []

    def noted(phrase: str) -> Pattern:
        phrases.append(phrase)
        return parse(phrase)

    monkeypatch.setattr(phrasebook, "parse", noted)
    return phrases


def test_a_page_tells_the_pattern_that_parsing_tells() -> None:
    phrases = [*PHRASES, *load_catalogue().phrases.phrases]
    book = kept(book_of(phrases))
    assert [phrase for phrase in phrases if book.pattern(phrase) != parse(phrase)] == []
    assert book.index(tuple(phrases)) == Phrasebook().index(tuple(phrases))


def test_what_has_a_page_is_not_parsed(parsed: list[str]) -> None:
    book = kept(book_of(PHRASES))
    parsed.clear()
    found = [phrase for phrase, _ in PhraseSet(PHRASES, book).find(TEXT)]
    assert (found, parsed) == (["shall not exceed", r"/\bT&M\b/"], [])


@pytest.mark.parametrize("phrases", [PHRASES[:3], (*PHRASES, "by hand"), PHRASES[::-1], ("by hand",)])
def test_other_phrases_than_those_of_the_book_are_found_as_without_it(phrases: tuple[str, ...]) -> None:
    assert list(PhraseSet(phrases, kept(book_of(PHRASES))).find(TEXT)) == list(PhraseSet(phrases).find(TEXT)) != []


def test_a_phrase_without_a_page_may_be_wrong() -> None:
    with pytest.raises(PhraseSyntaxError, match="is never closed"):
        book_of(PHRASES).pattern("(may")
