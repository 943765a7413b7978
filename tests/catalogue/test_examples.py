"""Trying rules on their own examples: what agrees, what is complained of, and which phrases are idle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.documents import rule_data, signal_data, topic_data, write_catalogue

from proposalcheck.catalogue import load_catalogue
from proposalcheck.catalogue.examples import Trial, idle_phrases, try_rule, try_signal, unmarked
from proposalcheck.catalogue.schema import Example


def trials(folder: Path, *owners: dict[str, Any]) -> list[Trial]:
    """Return the trials of the first of `owners`, a rule."""
    catalogue = load_catalogue(write_catalogue(folder, *owners))
    return list(try_rule(catalogue.rules[owners[0]["id"]], catalogue))


def complaints(tried: list[Trial]) -> list[str]:
    return [trial.complaint() for trial in tried if not trial.as_written]


def with_examples(data: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return data | {"examples": data["examples"] | changed}


def test_a_sound_rule_does_what_it_says(tmp_path: Path) -> None:
    tried = trials(tmp_path, rule_data())
    assert [(trial.expectation, trial.place, trial.expected, trial.found) for trial in tried] == [
        ("flag", 0, ("renews by itself",), ("renews by itself",)),
        ("flag", 1, ("renews by itself",), ("renews by itself",)),
        ("flag", 2, ("renews by itself",), ("renews by itself",)),
        ("pass", 0, None, None),
        ("pass", 1, None, None),
        ("pass", 2, None, None),
    ]
    assert complaints(tried) == []


FOUND = "The term ⟦renews by itself⟧."


@pytest.mark.parametrize(
    ("example", "complaint"),
    [
        ("The term ⟦goes on⟧.", 'should find "goes on", but found nothing'),
        ("The term ⟦renews⟧ by itself.", 'should find "renews", but found "renews by itself"'),
        (
            "It ⟦renews by itself⟧. It renews by itself.",
            'should find "renews by itself", but found "renews by itself" and "renews by itself"',
        ),
        (
            "It ⟦renews by itself⟧ and ⟦goes on⟧.",
            'should find "renews by itself" and "goes on", but found "renews by itself"',
        ),
    ],
)
def test_exactly_the_marked_words_must_be_found(tmp_path: Path, example: str, complaint: str) -> None:
    tried = trials(tmp_path, with_examples(rule_data(), flag=[FOUND, FOUND, example]))
    assert complaints(tried) == [f"silent-renewal: examples.flag[2] {complaint}"]


def test_several_marks_and_line_breaks(tmp_path: Path) -> None:
    example = "The term ⟦renews\nby itself⟧. So it ⟦renews by itself⟧.\n\n# Fees\n\nIt ⟦renews by itself⟧."
    assert complaints(trials(tmp_path, with_examples(rule_data(), flag=[FOUND, FOUND, example]))) == []


def test_a_near_miss_that_is_found_is_complained_of(tmp_path: Path) -> None:
    near_misses = [{"text": "It renews by itself.", "because": "x"}] * 3
    tried = trials(tmp_path, with_examples(rule_data(), **{"pass": near_misses}))
    assert complaints(tried)[0] == 'silent-renewal: examples.pass[0] should find nothing, but found "renews by itself"'
    assert len(complaints(tried)) == 3


@pytest.mark.parametrize(
    ("example", "right"),
    [
        ("The badge renews by itself.", False),
        ("The term ⟦goes on⟧.", False),
        ("The term ⟦renews by itself⟧.", True),
        ("The term ends.", True),
    ],
)
def test_a_known_wrong_example_must_stay_wrong(tmp_path: Path, example: str, right: bool) -> None:
    tried = trials(tmp_path, with_examples(rule_data(), known_wrong=[{"text": example, "because": "x"}]))
    told = ["silent-renewal: examples.known_wrong[0] comes out right now; move it to `flag` or `pass`"]
    assert complaints(tried) == (told if right else [])


def test_a_topic_is_found_in_the_document_as_a_whole(tmp_path: Path) -> None:
    tried = trials(tmp_path, topic_data(family="governance"))
    assert [(trial.expected, trial.found) for trial in tried[2:4]] == [((), ("project lead is",)), (None, None)]
    assert complaints(tried) == []


def test_a_topic_that_is_not_covered_is_complained_of(tmp_path: Path) -> None:
    data = topic_data()
    tried = trials(tmp_path, with_examples(data, flag=[*data["examples"]["flag"], "Nobody leads."]))
    assert complaints(tried) == ["named-lead: examples.flag[3] should find the document as a whole, but found nothing"]


def test_a_mark_in_a_topic_must_be_found_exactly(tmp_path: Path) -> None:
    data = topic_data()
    marked = ["The ⟦project lead is⟧ Ana Berg.", "The ⟦project lead⟧ is Ana Berg.", "Our project lead is Sam."]
    assert complaints(trials(tmp_path, with_examples(data, flag=marked))) == [
        'named-lead: examples.flag[1] should find "project lead", but found "project lead is"'
    ]


def test_a_verdict_is_found_when_it_is_yes(tmp_path: Path) -> None:
    check = {"kind": "share", "of": ["hourly"], "against": ["daily"], "above": "0.5", "at_least": "1"}
    flag = ["Paid per hour.", "We bill per hour. We bill per hour.", "It is $9 per hour."]
    near_misses = [{"text": text, "because": "x"} for text in ("Paid per day.", "None.", "Per hour. Per day.")]
    rule = topic_data(type="verdict", check=check, examples={"flag": flag, "pass": near_misses})
    daily = signal_data(id="daily", any_of=["per day"])
    tried = trials(tmp_path, rule, signal_data(), daily)
    assert complaints(tried) == []
    assert [trial.found is not None for trial in tried] == [True, True, True, False, False, False]


def test_a_signal_is_tried_as_a_rule_is(tmp_path: Path) -> None:
    data = with_examples(
        signal_data(), flag=["We bill ⟦per hour⟧.", "We bill per ⟦hour⟧.", "Paid ⟦per hour⟧ and ⟦per hour⟧."]
    )
    catalogue = load_catalogue(write_catalogue(tmp_path, data, rule_data()))
    tried = list(try_signal(catalogue.signals["hourly"], catalogue))
    assert complaints(tried) == ['hourly: examples.flag[1] should find "hour", but found "per hour"']


def test_a_rule_may_lean_on_a_signal(tmp_path: Path) -> None:
    check = {"kind": "phrase", "any_of": ["renews by itself"], "unless_signal_in_sentence": ["hourly"]}
    rule = rule_data(check=check)
    near_misses = [*rule["examples"]["pass"], {"text": "It renews by itself at $9 per hour.", "because": "x"}]
    assert complaints(trials(tmp_path, with_examples(rule, **{"pass": near_misses}), signal_data())) == []


def test_a_phrase_that_no_example_contains_is_idle(tmp_path: Path) -> None:
    check = {
        "kind": "phrase",
        "any_of": ["renews by itself", "goes on", "(goes|runs) on"],
        "unless_in_sentence": ["may ... renew", "never"],
    }
    rule = rule_data(check=check)
    flag = [*rule["examples"]["flag"], "The term ⟦runs on⟧."]
    catalogue = load_catalogue(write_catalogue(tmp_path, with_examples(rule, flag=flag)))
    assert idle_phrases(catalogue.rules["silent-renewal"]) == [
        'silent-renewal: unless_in_sentence: no example contains "never"',
        'silent-renewal: any_of: no example contains "goes on"',
    ]


def test_phrases_of_signals_may_be_idle_too(tmp_path: Path) -> None:
    data = signal_data(any_of=["per hour", "by the hour"], unless_in_sentence=["happy hour"])
    catalogue = load_catalogue(write_catalogue(tmp_path, data, rule_data()))
    assert idle_phrases(catalogue.signals["hourly"]) == ['hourly: any_of: no example contains "by the hour"']


def test_a_known_wrong_example_exercises_a_phrase(tmp_path: Path) -> None:
    rule = rule_data(check={"kind": "phrase", "any_of": ["renews by itself", "goes on"]})
    rule = with_examples(rule, known_wrong=[{"text": "The show goes on.", "because": "a show"}])
    catalogue = load_catalogue(write_catalogue(tmp_path, rule))
    assert idle_phrases(catalogue.rules["silent-renewal"]) == []


def test_marks_are_no_part_of_the_text() -> None:
    assert unmarked(Example(text="The ⟦term⟧ ⟦renews⟧.")) == "The term renews."
