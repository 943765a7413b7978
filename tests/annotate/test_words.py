"""The words of a text with their places, and what runs on over an apostrophe."""

from __future__ import annotations

import pytest

from proposalcheck.annotate.words import Words


def test_words_stand_where_the_text_has_them() -> None:
    text = " The Client’s café,\tNo_1. "
    words = Words(text)
    assert words.words == ["the", "client", "s", "café", "no_1"]
    assert [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == [
        "The",
        "Client",
        "s",
        "café",
        "No_1",
    ]
    assert words.between == [" ", "’", " ", ",\t", ". "]
    assert words.all == {"the", "client", "s", "café", "no_1"}
    assert words.joined == " the client s café no_1 "


def test_a_text_without_words_has_none() -> None:
    assert (Words("").words, Words(" – ").words) == ([], [])


def test_letters_of_another_case_are_as_re_takes_them() -> None:
    assert Words("\u017fhall \u0130\u017f mı\u017fe \u212aey").words == ["shall", "is", "mise", "key"]


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("client owns", (0, 0)),
        ("client's own", (1, 0)),
        ("clients’ own", (0, 1)),
        ("client's", (1, 0)),
        ("o'c'l''", (2, 2)),
        ("client-s", (0, 0)),
    ],
)
def test_a_word_runs_on_over_apostrophes(text: str, run: tuple[int, int]) -> None:
    assert Words(text).run(0) == run
