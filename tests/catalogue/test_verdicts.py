"""Verdict rules in a catalogue: answers with words of their own, and the rules that a verdict is drawn from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.documents import annotated, markdown, rule_data, topic_data, write_catalogue

from proposalcheck.catalogue import Rule, load_catalogue
from proposalcheck.catalogue.examples import try_rule
from proposalcheck.errors import CatalogueError
from proposalcheck.finding import Match
from proposalcheck.screening import screen_document


def verdict_data(**changed: Any) -> dict[str, Any]:
    """Return a sound verdict that is drawn from the rule silent-renewal, with the keys in `changed` put in."""
    weights = [{"say": "silent renewal", "points": 1, "rule": "silent-renewal"}]
    verdict = {
        "id": "trap-or-treat",
        "type": "verdict",
        "message": "One of two.",
        "answers": {
            "trap": {"message": "A trap, for {for}.", "severity": "high"},
            "treat": {"message": "A treat.", "severity": "info"},
        },
        "check": {
            "kind": "verdict",
            "otherwise": "treat",
            "answers": [{"answer": "trap", "enough": 1, "weights": weights}],
        },
        "examples": {
            "flag": [
                {"text": "It renews by itself.", "answer": "trap"},
                {"text": "The order renews by itself.", "answer": "trap"},
                {"text": "The term ends.", "answer": "treat"},
            ],
            "pass": [
                {"text": "It may be renewed.", "answer": "treat", "because": "by decision"},
                {"text": "It is new.", "answer": "treat", "because": "no term"},
                {"text": "A badge renews itself.", "answer": "treat", "because": "other words"},
            ],
        },
    }
    return rule_data(**{**verdict, **changed})


def faults(folder: Path, *owners: dict[str, Any]) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(write_catalogue(folder, *owners))
    return [line.split(": ", 1)[1] for line in str(caught.value).splitlines()]


def test_examples_of_a_verdict_are_tried_with_the_rules_it_needs(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path, rule_data(), verdict_data()))
    trials = list(try_rule(catalogue.rules["trap-or-treat"], catalogue))
    assert [trial.as_written for trial in trials] == [True] * 6


def test_an_example_with_another_answer_is_told(tmp_path: Path) -> None:
    examples = verdict_data()["examples"]
    examples["flag"][0]["answer"] = "treat"
    catalogue = load_catalogue(write_catalogue(tmp_path, rule_data(), verdict_data(examples=examples)))
    trials = list(try_rule(catalogue.rules["trap-or-treat"], catalogue))
    assert [trial.place for trial in trials if not trial.as_written] == [0]


def test_each_answer_has_its_own_words_and_severity(tmp_path: Path) -> None:
    rule = load_catalogue(write_catalogue(tmp_path, rule_data(), verdict_data())).rules["trap-or-treat"]
    nothing = annotated("Nothing.")
    trap, treat = Match("verdict", (), "", value="trap"), Match("verdict", (), "", value="treat")
    assert (rule.message_of(trap), rule.severity_of(trap, nothing)) == ("A trap, for {for}.", "high")
    assert (rule.message_of(treat), rule.severity_of(treat, nothing)) == ("A treat.", "info")


def test_a_verdict_alone_still_asks_the_rules_it_needs(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path, rule_data(), verdict_data())).restricted(["trap-or-treat"])
    assert [rule.id for rule in catalogue.in_order("sow")] == ["silent-renewal", "trap-or-treat"]
    result = screen_document(markdown("This order renews by itself."), catalogue=catalogue, kind="sow")
    assert [(finding.rule, finding.value, finding.severity) for finding in result.findings] == [
        ("trap-or-treat", "trap", "high")
    ]
    assert result.findings[0].message == "A trap, for silent renewal."
    assert result.rules_run == ("trap-or-treat",)
    assert [evidence.quote for evidence in result.findings[0].evidence] == ["This order renews by itself."]


def test_a_rule_that_is_not_there_cannot_be_needed(tmp_path: Path) -> None:
    assert faults(tmp_path, verdict_data()) == ['check.answers: no rule is called "silent-renewal"']


def test_verdicts_in_a_circle_are_refused(tmp_path: Path) -> None:
    weights = [{"say": "the other", "points": 1, "rule": "other"}]
    first = verdict_data(
        check={**verdict_data()["check"], "answers": [{"answer": "trap", "enough": 1, "weights": weights}]}
    )
    back = [{"say": "the first", "points": 1, "rule": "trap-or-treat", "when": "trap"}]
    check = {**verdict_data()["check"], "answers": [{"answer": "trap", "enough": 1, "weights": back}]}
    other = verdict_data(id="other", check=check)
    assert faults(tmp_path, first, other) == ["check.answers: the verdict is drawn in a circle from itself"] * 2


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (
            {"answers": None, "message_if_fine": "Fine."},
            "answers: must have a message for each of trap, treat, and for nothing else",
        ),
        (
            {"answers": {"trap": {"message": "A trap.", "severity": "high"}}},
            "answers: must have a message for each of trap, treat, and for nothing else",
        ),
        (
            {
                "answers": {
                    "trap": {"message": "A trap {match}.", "severity": "high"},
                    "treat": {"message": "A treat.", "severity": "info"},
                }
            },
            'answers.trap.message: {match} is not offered by checks of kind "verdict"; it offers {against}, {for}',
        ),
    ],
)
def test_answers_and_words_must_fit(tmp_path: Path, changed: dict[str, Any], fault: str) -> None:
    assert fault in faults(tmp_path, rule_data(), verdict_data(**changed))


def test_examples_must_say_the_answer(tmp_path: Path) -> None:
    examples = verdict_data()["examples"]
    del examples["pass"][1]["answer"]
    assert faults(tmp_path, rule_data(), verdict_data(examples=examples)) == [
        "examples.pass.1: give `answer:` as one of trap, treat"
    ]
    examples = rule_data()["examples"]
    examples["pass"][0]["answer"] = "yes"
    assert faults(tmp_path, rule_data(examples=examples), verdict_data()) == [
        "examples.pass.0: leave `answer:` out; only a rule with `answers:` of its own has one"
    ]


def test_an_answer_with_a_title_is_told_under_it(tmp_path: Path) -> None:
    answers = {**verdict_data()["answers"], "trap": {"title": "It is a trap", "message": "Out.", "severity": "high"}}
    rule = load_catalogue(write_catalogue(tmp_path, rule_data(), verdict_data(answers=answers))).rules["trap-or-treat"]
    titles = [rule.title_of(Match("verdict", (), "", value=answer)) for answer in ("trap", "treat")]
    assert titles == ["It is a trap", rule.title]


def test_a_verdict_of_no_has_a_title_of_its_own_and_asks_nothing() -> None:
    rule = load_catalogue().rules["partner-washing"]
    no, yes = Match("verdict", (), "", value="no"), Match("verdict", (), "", value="yes")
    assert (rule.title_of(no), rule.ask_of(no), rule.fallback_of(no)) == (rule.title_if_fine, "", "")
    assert (rule.title_of(yes), rule.ask_of(yes), rule.fallback_of(yes)) == (rule.title, rule.ask, rule.fallback)
    assert rule.title_if_fine == "No empty claim of partnership"


def test_what_the_program_says_of_a_verdict_of_no_carries_no_question() -> None:
    catalogue = load_catalogue().restricted(["partner-washing", "posture"])
    result = screen_document(markdown("The supplier delivers eight pages for $6,000."), catalogue=catalogue, kind="sow")
    told = {finding.rule: (finding.title, finding.ask) for finding in result.findings}
    assert told["partner-washing"] == ("No empty claim of partnership", "")
    assert told["posture"][0] == "Vendor model - a specification for a price"


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({}, "It is not clear whether the document covers this; judge by what is quoted."),
        ({"message_if_unsure": "Who leads is not clear."}, "Who leads is not clear."),
    ],
)
def test_a_topic_that_cannot_be_told_says_so_in_its_own_words_or_in_the_usual_ones(
    own: dict[str, str], said: str
) -> None:
    rule = Rule.model_validate(topic_data(**own))
    assert rule.message_of(Match("unsure", (), "no phrase speaks of it, model 0.62")) == said
