"""Phrases by the words they need: none that may stand in a text is missed, and most others are."""

from __future__ import annotations

import pytest

from proposalcheck.annotate.needed import ByWords, forms_of, indexed
from proposalcheck.annotate.notation import parse
from proposalcheck.annotate.words import Words

PHRASES = [
    "may ... replace",
    "(in the event of|upon) ... terminat*",
    "no (claim|suit) ... (brought|filed) ... (more than|after) ... year*",
    "{client} ... in no event ... liable",
    "upon ... {duration}",
    "(sole|absolute) ... discretion",
]


def _of(*phrases: str) -> ByWords:
    patterns = [parse(phrase) for phrase in phrases]
    return ByWords(indexed(patterns), patterns.__getitem__)


def _found(text: str) -> set[str]:
    by_words, words = _of(*PHRASES), Words(text)
    found = [index for index in by_words.in_text(words) if by_words.all_in(index, words)]
    return {PHRASES[index] for index in found if by_words.in_order(index, words)}


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("It may then replace staff.", {"may ... replace"}),
        ("It will replace what it may.", set()),
        ("In the event of default it terminates.", {"(in the event of|upon) ... terminat*"}),
        ("In an event of default it terminates.", set()),
        ("Upon a breach, termination.", {"(in the event of|upon) ... terminat*", "upon ... {duration}"}),
        ("No suit is filed more than a year later.", {PHRASES[2]}),
        ("No suit is filed later than a year.", set()),
        ("The Buyer is in no event liable.", {PHRASES[3]}),
        ("The Buyer is liable in the event.", set()),
        ("", set()),
    ],
)
def test_a_phrase_is_tried_where_its_words_are(text: str, phrases: set[str]) -> None:
    assert _found(text) == phrases


def test_a_phrase_left_out_is_told_no_more() -> None:
    many = [f"{letter}{other} replaces" for letter in "abcdefghij" for other in "abcdefghij"]
    by_words, words = _of(*many), Words(" ".join(many))
    assert by_words.in_text(words) == set(range(100))
    for index in range(99):
        by_words.leave_out(index)
        assert by_words.in_text(words) == set(range(index + 1, 100))


def test_a_phrase_that_needs_no_word_is_always_tried() -> None:
    assert _of("may replace", "& %").in_text(Words("Nothing of it.")) == {1}


def test_a_regular_expression_is_told_apart() -> None:
    index = indexed([parse("may replace"), parse("/T&M/"), parse("& %")])
    assert (index.raw, index.always) == ([1], [2])


def test_forms_of_a_word_are_the_word_and_its_beginnings() -> None:
    assert forms_of("ending", {"ending", "end*", "e*", "ended*", "end"}) == ["ending", "e*", "end*"]


def test_a_phrase_is_filed_under_its_rarest_word() -> None:
    index = indexed([parse("may ... replace"), parse("(shall|may) not")])
    assert {word: filed[0] for word, filed in index.filed.items()} == {"replace": 0, "not": 1}
    assert set(index.numbers) == {"may", "shall"}
