"""Whether a text means what its words say: each way of not meaning it, with a near miss that does."""

from __future__ import annotations

from typing import Any

import pytest
from tests.documents import annotated

from proposalcheck.checks.claims import Unclaimed
from proposalcheck.checks.phrase import PhraseCheck

PHRASE = "renew* by itself"


def flagged(text: str, phrase: str = PHRASE, **changed: Any) -> int:
    """Return how many sentences of `text` are flagged for `phrase`."""
    check = PhraseCheck(kind="phrase", any_of=(phrase,), **changed)
    return len(list(check.run(annotated(text, [phrase]))))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Does the term renew by itself?", "The term renews by itself."),
        ("Does it renew by itself?”", "Why? It renews by itself."),
        ("It does not renew by itself.", "It does not end, it renews by itself."),
        ("It doesn't renew by itself.", "It renews by itself, doesn't end and goes on."),
        ("It shall never be renewed by itself.", "It never ends and renews by itself."),
        ("In no event will it renew by itself.", "In no event will it end; it renews by itself."),
        ("Neither order shall renew by itself.", "Neither ends: it renews by itself."),
        ("Nothing here makes it renew by itself.", "Nothing here prevents that it renews by itself."),
        ("It will not renew by itself.", "It will not only renew by itself, it grows."),
        ("“Renews by Itself” has the meaning given in clause 9.", "“Term” means a year that renews by itself."),
        ('"Renewed by Itself" means renewed without a notice.', 'The "term" renews by itself.'),
        (
            "The previous contract provided that it renews by itself.",
            "It follows the previous contract and renews by itself.",
        ),
        ("Under the old agreement the fee was renewed by itself.", "The agreement renews by itself."),
        ("The RFP asks whether it renews by itself.", "The RFP is answered: it renews by itself."),
        ("Your brief states that the term renews by itself.", "This offer states that the term renews by itself."),
        (
            "The expired contract said: “The term is long. It renews by itself.”",
            "The expired contract said: “The term is long.” It renews by itself.",
        ),
    ],
)
def test_what_is_not_meant_is_no_warning(text: str, meant: str) -> None:
    assert (flagged(text), flagged(meant)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Does the term renew by itself?", "asked"),
        ("It does not renew by itself.", "denied"),
        ("“Renews by Itself” has the meaning given in clause 9.", "defined"),
        ("The previous contract provided that it renews by itself.", "reported"),
    ],
)
def test_a_rule_may_not_care(text: str, way: Unclaimed) -> None:
    others = {"asked", "denied", "defined", "reported"} - {way}
    assert flagged(text, even_if=(way,)) == 1
    assert flagged(text, even_if=tuple(sorted(others))) == 0


def test_a_negation_that_belongs_to_the_phrase_is_meant() -> None:
    assert flagged("Payments will not be refunded.", "not be refunded") == 1
