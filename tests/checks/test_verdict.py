"""The `verdict` check: the points of each answer, what is quoted, and the rules that it is drawn from."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from tests.documents import annotated, words_of

from proposalcheck.annotate import Annotated
from proposalcheck.checks.verdict import Found, VerdictCheck
from proposalcheck.document import Span
from proposalcheck.finding import Match, Trace

BUILDER = {
    "answer": "builder",
    "enough": 3,
    "weights": [
        {"say": "walls", "points": 2, "rule": "walls"},
        {"say": "bricks", "points": 1, "most": 2, "any_of": ["brick*"], "unless_in_sentence": ["no brick"]},
        {"say": "rent", "points": -2, "rule": "lease", "when": "long"},
    ],
}
HEIR = {
    "answer": "heir",
    "enough": 1,
    "weights": [
        {"say": "no will", "points": 1, "rule": "will", "when": "gap"},
        {"say": "sun", "points": 1, "any_signal": ["sun"]},
    ],
}


def given(text: str, found: Found | None = None, answers: tuple[dict[str, Any], ...] = (BUILDER, HEIR)) -> Match:
    return judged(text, found, answers)[1]


def judged(
    text: str, found: Found | None = None, answers: tuple[dict[str, Any], ...] = (BUILDER, HEIR)
) -> tuple[Annotated, Match]:
    check = VerdictCheck.model_validate({"kind": "verdict", "otherwise": "guest", "answers": answers})
    document = annotated(text, [phrase for _, phrase in check.phrases()], {"sun": ["sun shines"]})
    (match,) = check.run(document, found or {})
    return document, match


def match_of(outcome: Any, value: str = "", *spans: tuple[int, int]) -> Match:
    return Match(outcome, tuple(Trace(Span(*span), (Span(*span),)) for span in spans), "", value=value)


def test_what_has_no_points_enough_is_answered_otherwise() -> None:
    match = given("A brick lies here.")
    assert (match.outcome, match.value, match.traces) == ("verdict", "guest", ())
    assert match.because == (
        "guest: builder has 1 points where 3 are needed (bricks +1); "
        "heir has 0 points where 1 are needed (nothing spoke for it)"
    )


def test_points_of_rules_and_words_are_added_and_quoted() -> None:
    text = "Walls stand. Bricks lie here. A brick falls. One more brick."
    document, match = judged(text, {"walls": [match_of("flag", "", (0, 12))]})
    assert match.value == "builder"
    assert match.because.startswith("builder: builder has 4 points where 3 are needed (walls +2, bricks +2); ")
    assert [document.document.quote(trace.quoted) for trace in match.traces] == [
        "Walls stand.",
        "Bricks lie here.",
        "A brick falls.",
        "One more brick.",
    ]
    assert words_of(document.document, match.traces[1].words) == ["Bricks"]
    assert match.values == {"for": "walls, bricks", "against": "nothing"}


def test_what_speaks_against_is_told() -> None:
    found: Found = {"walls": [match_of("strength")], "lease": [match_of("verdict", "long")]}
    match = given("A brick. Two bricks.", found)
    assert match.value == "guest"
    assert match.values == {"for": "walls, bricks", "against": "rent"}


@pytest.mark.parametrize(
    ("match", "counts"),
    [
        (match_of("flag"), True),
        (match_of("strength"), True),
        (match_of("verdict", "yes"), True),
        (match_of("verdict", "no"), False),
        (match_of("gap"), False),
        (match_of("unsure"), False),
    ],
)
def test_finds_that_count_when_nothing_else_is_asked(match: Match, counts: bool) -> None:
    assert ("walls +2" in given("Nothing.", {"walls": [match]}).because) is counts


def test_a_gap_or_an_answer_may_be_asked_for() -> None:
    assert given("Nothing.", {"will": [match_of("gap")]}).value == "heir"
    assert given("Nothing.", {"will": [match_of("strength")]}).value == "guest"
    assert "rent" not in given("Nothing.", {"lease": [match_of("verdict", "short")]}).because


def test_signals_count_like_phrases() -> None:
    assert given("The sun shines.").value == "heir"


def test_conditions_of_a_weight_hold() -> None:
    assert "bricks +1" in given("A brick. There is no brick here.").because


def test_the_answer_furthest_beyond_what_it_needs_is_given() -> None:
    found: Found = {"walls": [match_of("flag")]}
    assert given("The sun shines. A brick. Two bricks.", found).value == "builder"
    assert given("The sun shines. A brick.", found, (HEIR, BUILDER)).value == "heir"


def test_confidence_grows_with_the_margin() -> None:
    near = given("The sun shines.")
    far = given("The sun shines.", {"will": [match_of("gap")]})
    assert (near.confidence, far.confidence) == (0.65, 0.75)


def test_needs_and_answers_are_told() -> None:
    check = VerdictCheck.model_validate({"kind": "verdict", "otherwise": "guest", "answers": [BUILDER, HEIR]})
    assert check.needs() == {"walls", "lease", "will"}
    assert check.possible() == ("builder", "heir", "guest")
    assert list(check.signals()) == [("any_signal", "sun")]
    assert list(check.phrases()) == [
        ("answers.builder.bricks.unless_in_sentence", "no brick"),
        ("answers.builder.bricks.any_of", "brick*"),
    ]


@pytest.mark.parametrize(
    ("weight", "fault"),
    [
        ({"say": "x", "points": 1}, "go by a `rule`"),
        ({"say": "x", "points": 1, "rule": "walls", "any_of": ["wall"]}, "go by a `rule`"),
        ({"say": "x", "points": 0, "rule": "walls"}, "other than 0"),
    ],
)
def test_a_weight_goes_by_one_thing_and_has_points(weight: dict[str, Any], fault: str) -> None:
    answer = {"answer": "builder", "enough": 1, "weights": [weight]}
    with pytest.raises(ValidationError, match=fault):
        VerdictCheck.model_validate({"kind": "verdict", "otherwise": "guest", "answers": [answer]})
