"""The `phrase` and `signal` checks: one flag a sentence, with its exact words."""

from __future__ import annotations

from tests.documents import annotated, words_of

from proposalcheck.annotate import Annotated
from proposalcheck.checks.phrase import PhraseCheck, SignalCheck
from proposalcheck.finding import Match


def told(document: Annotated, matches: list[Match]) -> list[tuple[str, list[str], str, str]]:
    """Return the quote, the exact words, `{match}` and the reason of each flag."""
    return [
        (
            document.document.quote(match.traces[0].quoted),
            words_of(document.document, match.traces[0].words),
            match.values["match"],
            match.because,
        )
        for match in matches
    ]


def test_a_phrase_flags_each_sentence_once() -> None:
    check = PhraseCheck(kind="phrase", any_of=("at will", "may ... replace"))
    document = annotated("We may replace it at will. Nobody asks. They\nmay replace you.", check.any_of)
    matches = list(check.run(document))
    assert told(document, matches) == [
        (
            "We may replace it at will.",
            ["may replace", "at will"],
            "may replace",
            'phrase "may replace", "at will"',
        ),
        ("They may replace you.", ["may replace"], "may replace", 'phrase "may replace"'),
    ]
    assert {(match.outcome, match.confidence, match.value) for match in matches} == {("flag", 1.0, "")}


def test_line_breaks_are_blanks_in_a_message() -> None:
    check = PhraseCheck(kind="phrase", any_of=("lead ... hour",))
    document = annotated("| Role | Rate |\n|---|---|\n| Lead | per hour |", check.any_of)
    assert [match.values["match"] for match in check.run(document)] == ["Lead per hour"]


def test_a_phrase_that_is_not_there_flags_nothing() -> None:
    check = PhraseCheck(kind="phrase", any_of=("at will",))
    assert list(check.run(annotated("We will.", check.any_of))) == []


def test_conditions_hold_for_a_phrase() -> None:
    check = PhraseCheck(kind="phrase", any_of=("at will",), unless_in_sentence=("with consent",))
    document = annotated("It ends at will. It ends at will with consent.", [*check.any_of, *check.unless_in_sentence])
    assert [match.traces[0].quoted.start for match in check.run(document)] == [0]


def test_a_signal_flags_its_sentences() -> None:
    check = SignalCheck(kind="signal", any_of=("hourly",))
    document = annotated(
        "It costs $9 per hour. It is billed monthly.", signals={"hourly": ["per hour"], "x": ["billed"]}
    )
    assert told(document, list(check.run(document))) == [
        ("It costs $9 per hour.", ["per hour"], "per hour", 'phrase "per hour"')
    ]


def test_conditions_hold_for_a_signal() -> None:
    check = SignalCheck(kind="signal", any_of=("hourly",), with_in_sentence=("no cap",))
    text = "It costs $9 per hour with no cap. It costs $9 per hour. There is no cap."
    document = annotated(text, ["no cap"], {"hourly": ["per hour"]})
    assert [document.document.quote(match.traces[0].quoted) for match in check.run(document)] == [
        "It costs $9 per hour with no cap."
    ]


def test_the_names_of_signals_are_no_phrases() -> None:
    check = SignalCheck(kind="signal", any_of=("hourly",))
    assert list(check.phrases()) == []
    assert list(check.signals()) == [("any_of", "hourly")]


def test_a_message_may_name_the_party() -> None:
    check = PhraseCheck(kind="phrase", any_of=("may stop",))
    document = annotated("The Provider may stop. Nobody else may stop.", check.any_of)
    assert [match.values["party"] for match in check.run(document)] == ["The Provider", "A party"]


def test_words_that_hold_a_defined_term_are_left_alone_on_demand() -> None:
    text = "“Best Efforts” means two people. They use best efforts. They use good efforts."
    document = annotated(text, ["use (best|good) efforts"])
    check = PhraseCheck(kind="phrase", any_of=("use (best|good) efforts",), unless_defined=True)
    assert [match.values["match"] for match in check.run(document)] == ["use good efforts"]
