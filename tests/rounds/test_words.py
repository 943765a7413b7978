"""Two wordings, word by word."""

from __future__ import annotations

import pytest

from proposalcheck.rounds.words import ALIKE, Piece, likeness, pieces_between, words_of


def test_words_are_compared_without_what_sets_them_apart() -> None:
    assert words_of("The “Fee”, of $1,200.50 (net).") == ("the", "fee", "of", "1,200.50", "net")


@pytest.mark.parametrize(
    ("before", "after", "alike"),
    [
        ("a b c d", "a b c d", 1.0),
        ("a b c d", "a b x y", 0.5),
        ("a b c d", "a x y z", 0.0),
        ("", "", 1.0),
        ("a", "", 0.0),
    ],
)
def test_likeness_is_the_share_of_words_in_common_and_nothing_below_the_least(
    before: str, after: str, alike: float
) -> None:
    assert likeness(before.split(), after.split()) == alike


def test_a_lower_least_tells_less_alike_wordings() -> None:
    assert likeness("a b c d".split(), "a x y z".split(), 0.25) == 0.25
    assert ALIKE == 0.5


def test_pieces_are_in_the_order_of_reading_the_old_words_first() -> None:
    assert pieces_between("Pay within 30 days of it.", "Pay within 60 days.") == (
        Piece("kept", "Pay within"),
        Piece("taken out", "30 days of it."),
        Piece("put in", "60 days."),
    )
    assert pieces_between("It ends.", "It ends.") == (Piece("kept", "It ends."),)
