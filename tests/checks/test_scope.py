"""Where a match counts: every condition with a place that it admits and a near miss."""

from __future__ import annotations

from typing import Any

import pytest
from tests.documents import annotated, annotated_with

from proposalcheck.annotate import SignalDefinition
from proposalcheck.checks.phrase import PhraseCheck
from proposalcheck.checks.scope import Scoped, because, merged, traces
from proposalcheck.document import Span

SIGNALS = [SignalDefinition("consent", ("with consent",)), SignalDefinition("hourly", ("per hour",))]


def admitted(text: str, **conditions: Any) -> list[str]:
    """Return the sentences of `text` in which "may replace" is admitted under `conditions`."""
    check = PhraseCheck(kind="phrase", any_of=("may replace",), **conditions)
    document = annotated_with(text, [phrase for _, phrase in check.phrases()], SIGNALS)
    return [document.words(hit.sentence) for hit in check.admit(document, document.hits(check.any_of))]


FAR = "It is so. " * 11
NEAR = "It is so. " * 9

CASES = [
    ({"not_as": ["nobody may replace"]}, "Others may replace it, nobody else.", "Nobody may replace it."),
    ({"with_in_sentence": ["at will"]}, "We may replace it at will.", "We may replace it. We stop at will."),
    ({"with_in_sentence": ["at will", "freely"]}, "We may replace it freely.", "We may replace it."),
    (
        {"unless_in_sentence": ["with consent"]},
        "We may replace it. Stop with consent.",
        "We may replace it with consent.",
    ),
    ({"with_in_section": ["key people"]}, "We may replace it. Key people stay.", "We may replace it. People stay."),
    (
        {"with_in_section": ["key people"]},
        "# A\n\nWe may replace it. Key people stay.",
        "# A\n\nWe may replace it.\n\n# B\n\nKey people stay.",
    ),
    (
        {"with_in_section": ["key people"]},
        f"We may replace it. {NEAR}Key people stay.",
        f"We may replace it. {FAR}Key people stay.",
    ),
    ({"unless_in_section": ["key people"]}, "We may replace it. People stay.", "Key people stay. We may replace it."),
    (
        {"unless_in_section": ["key people"]},
        "# A\n\nWe may replace it.\n\n# B\n\nKey people stay.",
        "# A\n\nWe may replace it. Key people stay.",
    ),
    (
        {"unless_in_section": ["key people"]},
        f"We may replace it. {FAR}Key people stay.",
        f"We may replace it. {NEAR}Key people stay.",
    ),
    (
        {"with_signal_in_sentence": ["hourly"]},
        "We may replace it, $9 per hour.",
        "We may replace it. It is $9 per hour.",
    ),
    (
        {"unless_signal_in_sentence": ["consent"]},
        "We may replace it. Ask with consent.",
        "We may replace it with consent.",
    ),
    ({"with_signal_in_section": ["hourly"]}, "We may replace it. It is $9 per hour.", "We may replace it. It is $9."),
    ({"unless_signal_in_section": ["consent"]}, "We may replace it. Ask.", "We may replace it. Ask with consent."),
    (
        {"with_in_sentence": ["at will"], "with_signal_in_sentence": ["hourly"]},
        "We may replace it, $9 per hour.",
        "We may replace it freely.",
    ),
    ({"in_sections": ["staff*"]}, "# Our staff\n\nWe may replace it.", "# Fees\n\nWe may replace it."),
    ({"in_sections": ["staff*"]}, "# Staffing\n\n## B\n\nWe may replace it.", "# B\n\nThe staff: we may replace it."),
    ({"in_sections": ["staff*", "team"]}, "# The team\n\nWe may replace it.", "We may replace it."),
    ({"not_in_sections": ["staff*"]}, "# Fees\n\nWe may replace it.", "# Our staff\n\nWe may replace it."),
    (
        {"not_in_sections": ["staff*"]},
        "# Fees\n\nOur staff may replace it.",
        "# Staffing\n\n## B\n\nWe may replace it.",
    ),
    (
        {"in_sections": ["staff*"], "not_in_sections": ["history"]},
        "# Staff\n\nWe may replace it.",
        "# Staff\n\n## History\n\nWe may replace it.",
    ),
    ({"units": ["heading"]}, "# We may replace it\n\nNo.", "# No\n\nWe may replace it."),
    ({"units": ["row"]}, "| A | B |\n|---|---|\n| We may replace it | $5 |", "We may replace it."),
    ({"units": ["sentence"]}, "We may replace it.", "| A | B |\n|---|---|\n| We may replace it | $5 |"),
    ({}, "| A | B |\n|---|---|\n| We may replace it | $5 |", "# We may replace it\n\nNo."),
]


@pytest.mark.parametrize(("conditions", "text", "near_miss"), CASES)
def test_a_condition_admits_and_refuses(conditions: dict[str, Any], text: str, near_miss: str) -> None:
    (sentence,) = admitted(text, **conditions)
    assert "may replace it" in sentence
    assert admitted(near_miss, **conditions) == []


def test_each_condition_has_a_case() -> None:
    told_elsewhere = {"party", "even_if"}  # see test_subject.py and test_claims.py
    assert {name for conditions, _, _ in CASES for name in conditions} == set(Scoped.model_fields) - told_elsewhere


def test_all_conditions_must_hold() -> None:
    conditions: dict[str, Any] = {"with_in_sentence": ["at will"], "unless_in_section": ["key people"]}
    assert admitted("We may replace it at will.", **conditions) == ["We may replace it at will."]
    assert admitted("We may replace it at will. Key people stay.", **conditions) == []
    assert admitted("We may replace it.", **conditions) == []


def test_every_sentence_is_judged_by_itself() -> None:
    text = "We may replace it. We may replace it with consent. We may replace all."
    assert admitted(text, unless_in_sentence=["with consent"]) == ["We may replace it.", "We may replace all."]


def test_phrases_and_signals_are_listed_with_their_keys() -> None:
    check = PhraseCheck(
        kind="phrase", any_of=("a b",), unless_in_section=("c d",), in_sections=("e",), with_signal_in_sentence=("f",)
    )
    assert sorted(check.phrases()) == [("any_of", "a b"), ("in_sections", "e"), ("unless_in_section", "c d")]
    assert list(check.signals()) == [("with_signal_in_sentence", "f")]


def test_one_trace_a_sentence_with_overlapping_words_joined() -> None:
    document = annotated("We may replace it. We may replace all now.", ["may replace", "replace it", "now"])
    found = list(traces(document, document.hits(["now", "replace it", "may replace"])))
    quote = document.document.quote
    assert [(sentence, quote(trace.quoted), [quote(span) for span in trace.words]) for sentence, trace in found] == [
        (0, "We may replace it.", ["may replace it"]),
        (1, "We may replace all now.", ["may replace", "now"]),
    ]


@pytest.mark.parametrize(
    ("spans", "joined"),
    [
        ([], []),
        ([Span(5, 8), Span(1, 3)], [Span(1, 3), Span(5, 8)]),
        ([Span(1, 4), Span(3, 8), Span(7, 9)], [Span(1, 9)]),
        ([Span(1, 9), Span(3, 4), Span(8, 9)], [Span(1, 9)]),
        ([Span(1, 3), Span(3, 5)], [Span(1, 3), Span(3, 5)]),
    ],
)
def test_spans_that_overlap_are_merged(spans: list[Span], joined: list[Span]) -> None:
    assert list(merged(spans)) == joined


def test_the_reason_names_the_words_found_each_once() -> None:
    document = annotated("Now or never. Now\nand then.", ["now", "never", "then"])
    assert because(document, document.hits(["now", "never", "then"])) == 'phrase "now", "never", "then"'


def test_a_reason_stays_short() -> None:
    long = "a " * 40 + "word"
    words = [long, "one", "two", "three", "four"]
    document = annotated(". ".join(word.capitalize() for word in words) + ".", words)
    assert because(document, document.hits(words)) == f'phrase "{long[:60]}…", "one", "two", "three" and 1 more'
