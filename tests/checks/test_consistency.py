"""The `consistency` check: numbers that differ from themselves, and facts that are stated in two ways."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from tests.documents import annotated, words_of

from proposalcheck.annotate import Annotated
from proposalcheck.checks.consistency import ConsistencyCheck
from proposalcheck.finding import Match

NUMBERS = ConsistencyCheck(kind="consistency", of="words-and-figures")


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("Pay in thirty (45) days.", "thirty (45)", "the words say 30, the figures 45"),
        ("Pay in thirty-six days (30 days).", "thirty-six days (30 days)", "the words say 36, the figures 30"),
        ("Add five percent (15%).", "five percent (15%)", "the words say 5, the figures 15"),
        (
            "Pay two million, five hundred thousand dollars ($2,050,000).",
            "two million, five hundred thousand dollars ($2,050,000)",
            "the words say 2,500,000, the figures 2,050,000",
        ),
    ],
)
def test_words_and_figures_that_differ(text: str, words: str, reason: str) -> None:
    document = annotated(text)
    (match,) = NUMBERS.run(document)
    assert (match.because, match.values["match"]) == (reason, words)
    assert words_of(document.document, match.traces[0].words) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Pay in thirty (30) days.",
        "It takes two weeks (10 days).",
        "It takes two weeks (10 working days).",
        "Year One (2026) is free.",
        "Pay one hundred and twenty-five thousand dollars ($125,000).",
        "Pay one-half million dollars ($500,000).",
        "It deducts five hundredths of one percent (0.05%).",
        "It is ninety-nine point nine (99.9) per cent.",
        "There are three (see 4).",
        "Six (6) million is paid.",
    ],
)
def test_words_and_figures_that_agree_or_differ_in_kind(text: str) -> None:
    assert list(NUMBERS.run(annotated(text))) == []


def compared(text: str, **parameters: Any) -> tuple[Annotated, list[Match]]:
    """Return what a check of one fact, the term of a lease unless `parameters` say otherwise, finds."""
    fact = {"of": "term", "value": "duration", "any_of": ("the lease runs",)} | parameters
    check = ConsistencyCheck.model_validate({"kind": "consistency", "of": "facts", "facts": [fact]})
    document = annotated(text, [phrase for _, phrase in check.phrases()])
    return document, list(check.run(document))


def test_both_places_are_quoted_with_their_words() -> None:
    document, (match,) = compared("The lease runs for two years. It rains. The lease runs for three (3) years.")
    assert match.values == {"match": "two years", "first": "two years", "second": "three (3) years", "what": "term"}
    assert match.because == 'term: "two years" in one place, "three (3) years" in another'
    assert [document.document.quote(trace.quoted) for trace in match.traces] == [
        "The lease runs for two years.",
        "The lease runs for three (3) years.",
    ]
    assert [words_of(document.document, trace.words) for trace in match.traces] == [["two years"], ["three (3) years"]]


@pytest.mark.parametrize(
    "text",
    [
        "The lease runs for one year. The lease runs for 12 months.",
        "The lease runs for two years. The house stands for three years.",
        "The lease runs for two years.",
        "The lease runs for two to three years. The lease runs for three years.",
        "The lease runs on. The lease runs for two years.",
    ],
)
def test_statements_that_agree(text: str) -> None:
    assert compared(text)[1] == []


def test_a_fact_keeps_its_conditions() -> None:
    text = "The lease runs for two years. After renewal the lease runs for one year."
    assert len(compared(text)[1]) == 1
    assert compared(text, unless_in_sentence=("renewal",))[1] == []


def test_names_are_compared_without_their_kind_of_place() -> None:
    law = {"of": "law", "value": "name", "any_of": ("laws of [the] {name}",)}
    assert compared("The laws of the State of Ohio apply. The laws of Ohio apply.", **law)[1] == []
    (match,) = compared("The laws of the State of Ohio apply. The laws of England apply.", **law)[1]
    assert (match.values["first"], match.values["second"]) == ("State of Ohio", "England")


def test_parties_are_compared_with_themselves() -> None:
    text = "The Client gives notice of 10 days. The Provider gives notice of 30 days."
    notice = {"of": "notice", "any_of": ("gives notice of",)}
    assert len(compared(text, **notice)[1]) == 1
    assert compared(text, **notice, same_party=True)[1] == []
    assert len(compared(text + " The Client gives notice of 20 days.", **notice, same_party=True)[1]) == 1


TABLE = "\n\n| Item | Price |\n| --- | --- |\n| Design | $20,000 |\n| Build | $30,000 |\n| Total | $50,000 |\n"
PRICE = {"of": "price", "value": "money", "any_of": ("the price is",), "tables": True}


def test_the_total_of_the_only_table_counts() -> None:
    (match,) = compared("The price is $48,000." + TABLE, **PRICE)[1]
    assert (match.values["first"], match.values["second"]) == ("$48,000", "50,000")
    assert compared("The price is $50,000." + TABLE, **PRICE)[1] == []
    assert compared("The price is $48,000." + TABLE, **{**PRICE, "tables": False})[1] == []
    assert compared("The price is $48,000." + TABLE + "\n\nThe second stage follows later." + TABLE, **PRICE)[1] == []


def test_sums_in_other_currencies_are_other_sums() -> None:
    assert compared("The price is $48,000. The price is €45,000.", **PRICE)[1] == []
    assert len(compared("The price is $48,000. The price is $45,000.", **PRICE)[1]) == 1


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "consistency", "of": "facts"},
        {
            "kind": "consistency",
            "of": "words-and-figures",
            "facts": [{"of": "term", "value": "duration", "any_of": ["x"]}],
        },
    ],
)
def test_facts_belong_to_the_facts(data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="give `facts:` with `of: facts`, and only then"):
        ConsistencyCheck.model_validate(data)


NOTICE = {"of": "notice", "same_party": True, "any_of": ("may end this agreement",)}


@pytest.mark.parametrize(
    ("first", "second", "flags"),
    [
        ("The Customer", "The Customer", 1),
        ("The Customer", "Either party", 1),
        ("The Customer", "The Supplier", 0),
    ],
)
def test_what_holds_for_both_parties_holds_for_each(first: str, second: str, flags: int) -> None:
    text = f"{first} may end this Agreement on 60 days' notice. {second} may end this Agreement on 30 days' notice."
    _, matches = compared(text, **NOTICE)
    assert len(matches) == flags


def test_the_law_of_a_land_may_be_called_by_an_adjective() -> None:
    law = {"of": "law", "value": "name", "any_of": ("/(?:laws of|subject to) [A-Z][a-z]+/",)}
    assert compared("It is subject to English law. The laws of England rule.", **law)[1] == []
    _, (match,) = compared("It is subject to English law. The laws of Scotland rule.", **law)
    assert (match.values["first"], match.values["second"]) == ("English", "Scotland")
