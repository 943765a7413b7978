"""The `topic` check: points of strong and weak sentences and of headings, and the one answer they give."""

from __future__ import annotations

from typing import Any

import pytest
from tests.documents import annotated, words_of

from proposalcheck.annotate import Annotated
from proposalcheck.checks.topic import TopicCheck
from proposalcheck.finding import Match

SIGNALS = {"escalation": ["goes to the board"], "worry": ["raise an issue"]}
TWELVE = "Call the lead first and then the board and then the mayor."
ELEVEN = "Call the lead first and then the board and the mayor."


def answer(text: str, **parameters: Any) -> tuple[Annotated, Match]:
    """Return the one answer of a topic check with `parameters` about `text`."""
    check = TopicCheck(kind="topic", **parameters)
    document = annotated(text, [phrase for _, phrase in check.phrases()], SIGNALS)
    (match,) = check.run(document)
    return document, match


def outcome(text: str, **parameters: Any) -> str:
    return answer(text, **parameters)[1].outcome


def test_one_strong_sentence_is_enough() -> None:
    document, match = answer("Fees rise. The board decides within 2 days.", strong=["board decides"])
    assert (match.outcome, match.because) == ("strength", 'phrase "board decides"')
    assert [document.document.quote(trace.quoted) for trace in match.traces] == ["The board decides within 2 days."]
    assert words_of(document.document, match.traces[0].words) == ["board decides"]


def test_one_weak_sentence_is_a_gap_that_quotes_it() -> None:
    document, match = answer("Fees rise. Somebody decides.", weak=["decides"])
    assert (match.outcome, match.because) == ("gap", 'touched on in passing only: phrase "decides"')
    assert match.confidence == 0.6
    assert words_of(document.document, [trace.quoted for trace in match.traces]) == ["Somebody decides."]


def test_nothing_at_all_is_a_gap_without_a_quote() -> None:
    _, match = answer("Fees rise.", strong=["board decides"], weak=["decides"])
    assert (match.outcome, match.traces, match.because) == ("gap", (), "found no sentence that speaks of it")
    assert match.confidence == 0.8


def test_two_weak_sentences_are_enough_but_two_phrases_in_one_are_not() -> None:
    assert outcome("Ana decides. Sam decides.", weak=["decides"]) == "strength"
    assert outcome("Ana decides and Sam signs.", weak=["decides", "signs"]) == "gap"


def test_a_sentence_that_is_strong_and_weak_counts_as_strong_only() -> None:
    parameters: dict[str, Any] = {"strong": ["board decides"], "weak": ["decides"], "enough": 3}
    assert outcome("The board decides.", **parameters) == "gap"
    assert outcome("The board decides. Ana decides.", **parameters) == "strength"


def test_a_strong_sentence_that_is_not_enough_is_quoted() -> None:
    document, match = answer("The board decides.", strong=["board decides"], enough=3)
    assert (match.outcome, match.because) == ("gap", 'touched on in passing only: phrase "board decides"')
    assert words_of(document.document, [trace.quoted for trace in match.traces]) == ["The board decides."]


@pytest.mark.parametrize(("enough", "told"), [(1, "strength"), (3, "strength"), (4, "gap")])
def test_enough_is_the_limit(enough: int, told: str) -> None:
    assert outcome("The board decides. Ana signs.", strong=["board decides"], weak=["signs"], enough=enough) == told


def test_signals_bring_points_as_phrases_do() -> None:
    assert outcome("It goes to the board.", strong_signals=["escalation"]) == "strength"
    assert outcome("Raise an issue.", weak_signals=["worry"]) == "gap"
    assert outcome("Raise an issue. You may raise an issue.", weak_signals=["worry"]) == "strength"


def test_a_heading_with_text_under_it_covers_the_topic() -> None:
    document, match = answer(f"# Escalation\n\n{TWELVE}\n", headings=["escalation"])
    assert (match.outcome, match.because) == ("strength", 'title "Escalation"')
    assert words_of(document.document, match.traces[0].words) == [TWELVE]


@pytest.mark.parametrize(
    "text",
    [
        f"# Escalation\n\n{ELEVEN}\n",
        f"# Escalation\n\n# Fees\n\n{TWELVE}\n",
        f"# Fees\n\nEscalation. {TWELVE}\n",
        f"# Deescalation\n\n{TWELVE}\n",
    ],
)
def test_a_heading_without_text_of_its_own_covers_nothing(text: str) -> None:
    assert outcome(text, headings=["escalation"]) == "gap"


def test_two_terse_points_under_a_heading_are_enough() -> None:
    document, match = answer("# Escalation\n\n- Day 1: leads\n- Day 3: directors\n", headings=["escalation"])
    assert (match.outcome, match.because) == ("strength", 'title "Escalation"')
    assert words_of(document.document, match.traces[0].words) == ["Day 1: leads"]


@pytest.mark.parametrize(
    "text",
    [
        "# Escalation\n\n- Day 1: leads\n",
        "# Escalation\n\n- Leads\n- Directors\n- Mayors\n",
        "# Escalation\n\nDay 1: leads.\n\nDay 3: directors.\n",
    ],
)
def test_one_point_or_single_words_are_not(text: str) -> None:
    assert outcome(text, headings=["escalation"]) == "gap"


def test_sentences_that_deny_the_topic_are_no_body() -> None:
    text = f"# Escalation\n\n{TWELVE[:-1]}, which is your affair.\n"
    assert outcome(text, headings=["escalation"]) == "strength"
    assert outcome(text, headings=["escalation"], unless_in_sentence=["your affair"]) == "gap"


def test_a_line_that_leads_into_a_list_stands_for_a_title() -> None:
    text = "Escalation, in short:\n\n- Day 1: leads\n- Day 3: directors\n"
    document, match = answer(text, headings=["escalation"])
    assert (match.outcome, match.because) == ("strength", 'title "Escalation, in short:"')
    assert words_of(document.document, match.traces[0].words) == ["Day 1: leads"]


@pytest.mark.parametrize(
    "text",
    [
        "Escalation, in short.\n\n- Day 1: leads\n- Day 3: directors\n",
        "Escalation, in short:\n\nDay 1: leads.\n\n- Day 3: directors\n- Day 9: mayors\n",
        "Escalation, in short:\n\n- Day 1: leads\n\nDay 3: directors.\n",
        f"{TWELVE[:-1]} who hears of the escalation:\n\n- Day 1: leads\n- Day 3: directors\n",
        "No escalation:\n\n- Day 1: leads\n- Day 3: directors\n",
    ],
)
def test_other_lines_over_a_list_do_not(text: str) -> None:
    assert outcome(text, headings=["escalation"], unless_in_sentence=["no escalation"]) == "gap"


def test_text_of_inner_sections_counts_under_a_heading() -> None:
    assert outcome(f"# Escalation\n\n## Levels\n\n{TWELVE}\n", headings=["escalation"]) == "strength"


def test_conditions_hold_for_sentences() -> None:
    assert outcome("The board decides, not.", strong=["board decides"], unless_in_sentence=["not"]) == "gap"
    assert outcome("# History\n\nThe board decides.", strong=["board decides"], not_in_sections=["history"]) == "gap"


def test_at_most_five_sentences_are_quoted_the_strong_ones_first() -> None:
    text = "Ana signs. " * 5 + "The board decides. " * 3
    document, match = answer(text, strong=["board decides"], weak=["signs"])
    assert [document.document.quote(trace.quoted) for trace in match.traces] == ["Ana signs."] * 2 + [
        "The board decides."
    ] * 3
