"""The `value` check: a quantity beyond a limit, next to the words that say what it is for."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from tests.documents import annotated, words_of

from proposalcheck.annotate import Annotated
from proposalcheck.checks.value import ValueCheck
from proposalcheck.finding import Match


def flagged(text: str, **parameters: Any) -> tuple[Annotated, list[Match]]:
    """Return the flags of a value check about notice periods, unless `parameters` say otherwise."""
    settings: dict[str, Any] = {"value": "duration", "any_of": ("notice",), "below": "30 days"} | parameters
    if "above" in parameters:
        del settings["below"]
    check = ValueCheck(kind="value", **settings)
    document = annotated(text, [phrase for _, phrase in check.phrases()])
    return document, list(check.run(document))


def words(text: str, **parameters: Any) -> list[str]:
    """Return the exact words that are flagged."""
    document, matches = flagged(text, **parameters)
    return [word for match in matches for word in words_of(document.document, match.traces[0].words)]


def test_a_flag_tells_its_words_its_value_and_its_limit() -> None:
    document, (match,) = flagged("Fees rise. It ends on ten (10) days' written\nnotice. Notice counts.")
    assert match.outcome == "flag"
    assert document.document.quote(match.traces[0].quoted) == "It ends on ten (10) days' written notice."
    assert match.values["match"] == "ten (10) days' written notice"
    assert match.values["value"] == "ten (10) days"
    assert match.because == 'phrase "notice", and "ten (10) days" is below 30 days'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It ends on 29 days notice.", ["29 days notice"]),
        ("It ends on 30 days notice.", []),
        ("It ends on thirty (30) days notice.", []),
        ("It ends on one month’s notice.", []),
        ("It ends on 31 days notice.", []),
        ("It ends on 4 weeks notice.", ["4 weeks notice"]),
        ("It ends on 5 weeks notice.", []),
        ("It ends on 10 business days notice.", ["10 business days notice"]),
        ("Notice is given. Pay in 5 days.", []),
        ("Notice is given of 5% more.", []),
    ],
)
def test_below_a_limit(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Payment is due in 61 days.", ["Payment is due in 61 days"]),
        ("Payment is due in 60 days.", []),
        ("Payment is due in two months.", []),
        ("Payment is due in three months.", ["Payment is due in three months"]),
        ("Payment is due soon; the term is 90 weeks.", ["Payment is due soon; the term is 90 weeks"]),
    ],
)
def test_above_a_limit(text: str, found: list[str]) -> None:
    assert words(text, any_of=("payment is due",), above="60 days") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Interest of 1.51 % is due.", ["Interest of 1.51 %"]),
        ("Interest of 1.5 percent is due.", []),
        ("Interest of two percent (2%) is due.", ["Interest of two percent (2%)"]),
    ],
)
def test_percentages(text: str, found: list[str]) -> None:
    assert words(text, value="percent", any_of=("interest",), above="1.5 %") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("A deposit of $5,000.01 is due.", ["deposit of $5,000.01"]), ("A deposit of USD 5,000 is due.", [])],
)
def test_money(text: str, found: list[str]) -> None:
    assert words(text, value="money", any_of=("deposit",), above="$5,000") == found


@pytest.mark.parametrize(
    ("text", "value", "above", "found"),
    [
        ("Lead work costs $160 per hour.", "rate", "$150 per hour", ["work costs $160 per hour"]),
        ("Lead work costs $1,000 per day.", "rate", "$150 per hour", []),
        ("Lead work costs €160 per hour.", "rate", "$150 per hour", []),
        ("Lead work takes 41 hours.", "effort", "40 hours", ["work takes 41 hours"]),
        ("Lead work starts within 41 hours.", "effort", "40 hours", []),
        ("Lead work starts within 41 hours.", "duration", "40 hours", ["work starts within 41 hours"]),
        ("Lead work needs six developers.", "headcount", "5 people", ["work needs six developers"]),
    ],
)
def test_rates_effort_and_head_counts(text: str, value: str, above: str, found: list[str]) -> None:
    assert words(text, value=value, any_of=("work",), above=above) == found


def test_a_date_is_no_limit() -> None:
    with pytest.raises(ValidationError, match="Input should be 'duration', 'percent', 'money', 'effort', 'rate'"):
        ValueCheck.model_validate({"kind": "value", "value": "date", "any_of": ["by"], "below": "1 May 2027"})


def test_the_nearest_value_counts() -> None:
    assert words("After 5 days of work, either party gives 60 days notice.") == []
    assert words("After 60 days of work, either party gives 5 days notice.") == ["5 days notice"]


def test_a_sentence_is_flagged_once() -> None:
    assert words("5 days notice or 6 days notice.") == ["5 days notice"]


def test_the_second_phrase_of_a_sentence_is_looked_at_too() -> None:
    assert words("60 days notice to end it, or 6 days notice to pause it.") == ["6 days notice"]


def test_words_that_need_no_value_are_flagged_outright() -> None:
    document, (match,) = flagged("It ends without notice.", outright=("without notice",))
    assert words_of(document.document, match.traces[0].words) == ["without notice"]
    assert (match.values["match"], match.values["value"]) == ("without notice", "without notice")
    assert words("It ends on 60 days notice.", outright=("without notice",)) == []


def test_conditions_hold() -> None:
    assert words("It ends on 5 days notice for breach.", unless_in_sentence=("for breach",)) == []


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        ({}, 'give one limit: below: "30 days", or above: "60 days"'),
        ({"below": "30 days", "above": "60 days"}, 'give one limit: below: "30 days", or above: "60 days"'),
        ({"below": "soon"}, '"soon" is no duration; write for example "30 days"'),
        ({"above": "10 %"}, '"10 %" is no duration; write for example "30 days"'),
    ],
)
def test_a_bad_limit_is_refused(limits: dict[str, str], what: str) -> None:
    with pytest.raises(ValidationError) as fault:
        ValueCheck.model_validate({"kind": "value", "value": "duration", "any_of": ["notice"], **limits})
    assert [error["msg"] for error in fault.value.errors()] == [f"Value error, {what}"]
