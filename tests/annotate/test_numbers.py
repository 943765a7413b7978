"""Numbers in figures and in words, where they stand, and those that are given twice."""

from __future__ import annotations

import pytest

from proposalcheck.annotate.numbers import (
    figures_worth,
    joined,
    lowered,
    number_in_words,
    numbers_in,
    numbers_twice,
    stands_free,
)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("zero", 0),
        ("nineteen", 19),
        ("thirty-six", 36),
        ("two hundred and five", 205),
        ("one thousand two hundred", 1200),
        ("hundred", 100),
        ("two hundred thousand", 200_000),
        ("three million and fifty thousand", 3_050_000),
    ],
)
def test_numbers_in_words(words: str, number: int) -> None:
    assert number_in_words(words) == number


@pytest.mark.parametrize(
    ("figures", "worth"),
    [
        ("1,200", 1200),
        ("1,200.50", 1200.5),
        ("1,00,000", 100_000),
        ("1.200,50", 1200.5),
        ("1.200.000", 1_200_000),
        ("1 200", 1200),
        ("1\u202f200,50", 1200.5),
        ("1'200.50", 1200.5),
        ("2,5", 2.5),
        ("1.200", 1.2),
        (".5", 0.5),
        ("2½", 2.5),
        ("1 1/2", 1.5),
        ("3/4", 0.75),
    ],
)
def test_figures(figures: str, worth: float) -> None:
    assert figures_worth(figures) == worth


@pytest.mark.parametrize(("figures", "worth"), [("1.200", 1200), ("0.125", 0.125), ("12.50", 12.5), ("1.2000", 1.2)])
def test_three_decimals_of_a_sum_are_thousands(figures: str, worth: float) -> None:
    assert figures_worth(figures, thousands_by_dot=True) == worth


def seen(text: str) -> list[tuple[str, float]]:
    return [(text[number.start : number.end], number.amount) for pair in numbers_in(lowered(text)) for number in pair]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("thirty-six (36) of 4.5 million", [("thirty-six (36)", 36), ("4.5 million", 4_500_000)]),
        ("Two and a half, two and three quarters", [("Two and a half", 2.5), ("two and three quarters", 2.75)]),
        ("one-half of one, one-quarter of one", [("one-half of one", 0.5), ("one-quarter of one", 0.25)]),
        ("twenty-five hundred and five", [("twenty-five hundred and five", 2505)]),
        ("two-three", [("two", 2), ("three", 3)]),
        ("two lakh fifty thousand", [("two lakh fifty thousand", 250_000)]),
        ("often alone, someone's stone, sixth", []),
    ],
)
def test_numbers_at_their_places(text: str, numbers: list[tuple[str, float]]) -> None:
    assert seen(text) == numbers


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("6-8", (6, 8)),
        ("6 – 8", (6, 8)),
        ("six to eight", (6, 8)),
        ("six or eight", (6, 8)),
        ("1-2 million", (1_000_000, 2_000_000)),
        ("500 to 2 thousand", (500, 2000)),
        ("between 6 and 8", (6, 8)),
        ("6 and 8", None),
        ("8-6", None),
        ("6-6", None),
    ],
)
def test_ranges(text: str, ends: tuple[float, float] | None) -> None:
    ((first, second),) = numbers_in(text)
    both = joined(first, second, text)
    assert (None if both is None else (both.lowest, both.amount)) == ends


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("of 5", True),
        ("(5", True),
        ("5", True),
        ("mid-5", False),
        ("b/5", False),
        ("$5", False),
        ("Phase 5", False),
        ("section 5", False),
        ("no. 5", False),
        ("dissection 5", True),
        ("x5", False),
    ],
)
def test_a_number_stands_free_or_belongs_to_a_name(text: str, free: bool) -> None:
    last = [number for pair in numbers_in(lowered(text)) for number in pair][-1]
    assert stands_free(last, lowered(text)) is free


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("in thirty (60) days", [("thirty (60)", 30, 60)]),
        ("in thirty (30) days", [("thirty (30)", 30, 30)]),
        ("one thousand dollars ($1,100)", [("one thousand dollars ($1,100)", 1000, 1100)]),
        ("ten percent (12%)", [("ten percent (12%)", 10, 12)]),
        ("two weeks (10 days)", []),
        ("point five (5)", []),
        ("thirty (see 60)", []),
        ("two (2) thousand", []),
    ],
)
def test_numbers_given_twice(text: str, twice: list[tuple[str, int, float]]) -> None:
    assert [(both.span.of(text), both.in_words, both.in_figures) for both in numbers_twice(text)] == twice
