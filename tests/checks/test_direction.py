"""The `direction` check: a duty or right of one party alone, whoever the sentence or the text around it names."""

from __future__ import annotations

from typing import Any

import pytest
from tests.documents import annotated

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.checks.bearer import bearer_of
from proposalcheck.checks.direction import DirectionCheck
from proposalcheck.finding import Match

PHRASES: dict[str, tuple[str, ...]] = {
    "any_of": ("(shall|will|agrees to|hereby) ..6.. indemnify", "indemnify and hold"),
    "received": ("shall be indemnified",),
    "mutual": ("each party ..9.. indemnify",),
    "not_as": ("obligation to indemnify",),
}


def check(**changed: Any) -> DirectionCheck:
    return DirectionCheck(kind="direction", of="who indemnifies", **{**PHRASES, **changed})


def asked(text: str, **changed: Any) -> tuple[Annotated, list[Match]]:
    """Return a document that introduces NMHC and Redfern as parties without a side, and what the check says of it."""
    direction = check(**changed)
    document = annotated(text, [phrase for _, phrase in direction.phrases()])
    return document, list(direction.run(document))


def told(text: str, **changed: Any) -> list[tuple[str, str, str, str]]:
    """Return outcome, words, party and side of each match."""
    document, matches = asked(text, **changed)
    return [
        (match.outcome, document.document.quote(match.traces[0].words[0]), match.values["party"], match.side)
        for match in matches
    ]


STRANGERS = """\
This Agreement is between NMHC Inc. ("NMHC") and Redfern Ltd. ("Redfern"). NMHC shall act. NMHC may act.
Redfern may act. Redfern shall act.

"""


@pytest.mark.parametrize(
    ("text", "words", "party", "side"),
    [
        ("Client shall indemnify Provider.", "shall indemnify", "The Client", "client"),
        ("The Provider shall indemnify the Client.", "shall indemnify", "The Provider", "provider"),
        ("Provider, at the Client's request, shall indemnify it.", "shall indemnify", "The Provider", "provider"),
        ("Provider (with its staff) agrees to indemnify Client.", "agrees to indemnify", "The Provider", "provider"),
        ("Except for acts of Client, Provider shall indemnify all.", "shall indemnify", "The Provider", "provider"),
        ("You shall indemnify us.", "shall indemnify", "You", "client"),
        (STRANGERS + "NMHC shall indemnify Redfern.", "shall indemnify", "NMHC", ""),
        (STRANGERS + "Norvik shall indemnify Redfern.", "shall indemnify", "Norvik", ""),
        ("Norvik shall indemnify the Client.", "shall indemnify", "Norvik", "provider"),
        ("Client shall be indemnified by Provider.", "shall be indemnified", "The provider", "provider"),
        ("Whoever it is shall indemnify the Client.", "shall indemnify", "The provider", "provider"),
        ("Provider works alone. It shall indemnify everyone.", "shall indemnify", "The Provider", "provider"),
    ],
)
def test_the_one_party_is_named(text: str, words: str, party: str, side: str) -> None:
    assert told(text) == [("flag", words, party, side)]


def test_a_list_takes_its_party_from_the_line_above() -> None:
    text = "## Duties\n\nThe Provider agrees to:\n\n- work for the Client;\n- indemnify and hold it free of claims.\n"
    assert told(text) == [("flag", "indemnify and hold", "The Provider", "provider")]


def test_a_list_takes_its_party_from_the_title() -> None:
    text = "## Indemnity by the Client\n\n- to indemnify and hold free of claims.\n"
    assert told(text) == [("flag", "indemnify and hold", "The Client", "client")]


def test_a_sentence_with_words_of_its_own_takes_no_party_from_the_title() -> None:
    text = "## Indemnity by the Client\n\nIn each such case somebody or other shall indemnify them.\n"
    assert told(text) == [("unsure", "shall indemnify", "A party", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Client shall indemnify Provider. Provider shall indemnify Client.",
        "## A\n\nClient shall indemnify Provider.\n\n## B\n\nProvider shall indemnify Client.",
        "Either party shall indemnify the other.",
        "Client shall indemnify Provider. Each party shall bear and indemnify the other.",
        STRANGERS + "NMHC shall indemnify Redfern. Redfern shall indemnify NMHC.",
        "Client shall indemnify Provider. Provider shall be indemnified. Client shall be indemnified.",
        "The Provider has no obligation to indemnify and hold anybody.",
        "Nobody pays.",
    ],
)
def test_nothing_is_said_of_both_or_of_none(text: str) -> None:
    assert told(text) == []


def test_two_parties_whose_side_was_taken_for_the_same_are_two() -> None:
    text = "Provider shall indemnify Vendor. Vendor shall indemnify Provider."
    assert told(text) == []


def test_every_operative_sentence_is_flagged() -> None:
    text = "Client shall indemnify Provider. Client pays. Client will indemnify its staff."
    assert [words for _, words, _, _ in told(text)] == ["shall indemnify", "will indemnify"]


def test_what_cannot_be_told_is_said_with_the_reason() -> None:
    _, (match,) = asked("Whoever causes them shall indemnify for the losses.")
    assert (match.outcome, match.because) == (
        "unsure",
        "cannot tell who indemnifies: no party of the contract is named as the one who does",
    )
    assert match.values["why"] == match.because


def test_a_sentence_that_may_return_the_duty_is_told_beside_the_flag() -> None:
    text = "Client shall indemnify Provider. Whoever causes them shall indemnify for the losses."
    assert [(outcome, side) for outcome, _, _, side in told(text)] == [("flag", "client"), ("unsure", "")]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Provider shall indemnify Client.", ["flag"]),
        ("Client shall indemnify Provider.", []),
        (STRANGERS + "NMHC shall indemnify Redfern.", ["unsure"]),
    ],
)
def test_it_may_matter_for_one_side_only(text: str, outcomes: list[str]) -> None:
    assert [outcome for outcome, *_ in told(text, only="provider")] == outcomes


def test_a_side_that_cannot_be_told_is_the_reason() -> None:
    _, (match,) = asked(STRANGERS + "NMHC shall indemnify Redfern.", only="provider")
    assert match.because == "cannot tell who indemnifies: nothing tells which side NMHC is on"


def test_who_profits_is_kept() -> None:
    direction = check()
    document = annotated("Client shall indemnify Provider.", [phrase for _, phrase in direction.phrases()])
    (hit,) = document.hits(direction.any_of)
    bearer = bearer_of(document, hit)
    assert bearer is not None
    assert (bearer.plain, bearer.toward) == ("client", "provider")
