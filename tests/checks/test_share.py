"""The `share` check: the arithmetic of a verdict, told exactly."""

from __future__ import annotations

from typing import Any

import pytest
from tests.documents import annotated, words_of

from proposalcheck.checks.share import ShareCheck
from proposalcheck.finding import Match

SIGNALS = {
    "hourly-rate": ["per hour"],
    "effort": ["best efforts"],
    "outcome": ["guarantee*", "acceptance"],
    "at-risk": ["fee at risk"],
}
HOUR, RESULT, RISK = "It is $9 per hour. ", "We guarantee it. ", "We put the fee at risk. "


def verdict(text: str, **parameters: Any) -> Match:
    """Return the verdict of a share check about `text`."""
    settings: dict[str, Any] = {"of": ("hourly-rate",), "against": ("outcome",), "above": 0.6} | parameters
    (match,) = ShareCheck(kind="share", **settings).run(annotated(text, signals=SIGNALS))
    return match


def test_yes_with_its_arithmetic() -> None:
    match = verdict(HOUR * 3 + RESULT)
    assert (match.outcome, match.value, match.values) == ("verdict", "yes", {"share": "75%"})
    assert match.because == ("3 sentences and rows speak of hourly rate, 1 of outcome: 3 of 4 is 75%, the limit 60%")
    assert match.confidence == 0.65
    assert len(match.traces) == 3


def test_no_with_its_arithmetic_and_without_quotes() -> None:
    match = verdict(HOUR * 3 + RESULT * 3)
    assert (match.value, match.traces, match.confidence) == ("no", (), 0.6)
    assert match.because == ("3 sentences and rows speak of hourly rate, 3 of outcome: 3 of 6 is 50%, the limit 60%")


def test_the_limit_itself_is_no() -> None:
    assert verdict(HOUR * 3 + RESULT * 2).value == "no"
    assert verdict(HOUR * 5 + RESULT * 3).value == "yes"


def test_a_sentence_of_both_counts_on_both_sides() -> None:
    match = verdict(HOUR * 3 + "We guarantee $9 per hour.")
    assert match.because == ("4 sentences and rows speak of hourly rate, 1 of outcome: 4 of 4 is 100%, the limit 60%")


@pytest.mark.parametrize(("at_least", "value"), [(3, "yes"), (4, "no")])
def test_too_few_sentences_are_no(at_least: int, value: str) -> None:
    assert verdict(HOUR * 3, at_least=at_least).value == value


def test_a_tie_to_results_makes_it_no() -> None:
    match = verdict(HOUR * 3 + RISK, unless=("at-risk",))
    assert match.value == "no"
    assert match.because == (
        "3 sentences and rows speak of hourly rate, 0 of outcome: 3 of 3 is 100%, the limit 60%"
        "; 1 tie the price or acceptance to results (at risk)"
    )


def test_several_signals_are_one_side() -> None:
    match = verdict(HOUR * 2 + "We use best efforts. " + RESULT, of=("hourly-rate", "effort"))
    assert match.because.startswith("3 sentences and rows speak of hourly rate or effort, 1 of outcome: ")


def test_nothing_is_no() -> None:
    match = verdict("Fees rise.")
    assert (match.value, match.values) == ("no", {"share": "0%"})
    assert match.because == ("0 sentences and rows speak of hourly rate, 0 of outcome: 0 of 0 is 0%, the limit 60%")


def test_at_most_eight_sentences_are_quoted() -> None:
    match = verdict(HOUR * 9)
    assert len(match.traces) == 8
    assert words_of(annotated(HOUR * 9).document, match.traces[0].words) == ["per hour"]
