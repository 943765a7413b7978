"""Defined terms: what a text defines, what it uses as if defined, and how often a term is used."""

from __future__ import annotations

import pytest
from tests.documents import annotated, markdown

from proposalcheck.annotate.terms import Term, definitions_in, explained_in, plain_name, singular, undefined_in, uses_of
from proposalcheck.document import Span


def defined(text: str) -> list[tuple[str, bool]]:
    return [(term.name, term.by_meaning) for term in definitions_in(markdown(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Services” means the work.", [("Services", True)]),
        ('"Client Data" shall have the meaning given below.', [("Client Data", True)]),
        ("Acme Ltd (the “Provider”) agrees.", [("Provider", False)]),
        ("the price (the “Price” or “Fee”) is due.", [("Price", False), ("Fee", False)]),
        ('"Initiation" or "Initiate" means the start.', [("Initiation", False), ("Initiate", True)]),
    ],
)
def test_terms_that_are_defined(text: str, found: list[tuple[str, bool]]) -> None:
    assert defined(text) == found


@pytest.mark.parametrize("text", ["He said “Hello” and left.", "The “Blue Book” is out.", "Services means well."])
def test_quotation_alone_defines_nothing(text: str) -> None:
    assert defined(text) == []


def test_a_definition_stands_where_its_name_is_printed() -> None:
    document = markdown("In this paper “Usage Limits” means ten users.")
    (term,) = definitions_in(document)
    assert document.quote(term.span) == "Usage Limits"
    assert term.plain == "usage limit"


def test_what_may_pass_as_explained() -> None:
    text = '## Definitions\n\nSite: the yard.\n\nPlan means the plan.\n\n## Payment Schedule\n\nIn full. See "Odd Job".'
    assert {"site", "plan", "payment schedule", "odd job"} <= explained_in(markdown(text))


def undefined(text: str, *known: str) -> dict[str, int]:
    found = annotated(text)
    spans = [sentence.span for sentence in found.sentences if sentence.kind == "sentence"]
    return {name: len(uses) for name, uses in undefined_in(found.document, spans, known).items()}


def test_terms_used_as_if_defined_are_counted() -> None:
    text = "The usage is free, and the limits are low. He keeps the Usage Limits, and all Usage Limits of the site."
    assert undefined(text) == {"usage limit": 2}


@pytest.mark.parametrize(
    "text",
    [
        "The usage is low. “Usage Limits” means ten. He keeps the Usage Limits.",
        "The usage is low. He keeps the Usage Limits (as listed).",
        "The usage is low. He keeps the Usage Limits set forth in the Order.",
        "The usage is low. He keeps the Usage Limits of Lakeshore.",
        "He sees the Lakeshore Grocers Policy.",
        "The usage is low. Usage Limits are kept. He keeps THE USAGE LIMITS.",
        "He asks the Head of Finance and the Steering Committee for the report.",
        "The usage is low. Attached as Schedule 1 are the Usage Limits.",
        "The work is hard. He keeps the Statement of Work and the Purchase Orders.",
        "## Usage Limits\n\nTen. The usage is low, and he keeps the Usage Limits.",
    ],
)
def test_terms_that_are_explained_or_none_at_all(text: str) -> None:
    assert undefined(text) == {}


def test_what_is_made_of_known_names_needs_no_definition() -> None:
    text = "“Fees” means the price. The provider sends the Provider Fees for the list of Fees."
    assert undefined(text, "Provider") == {}


def test_uses_leave_the_definition_out() -> None:
    text = "“Policy” means a rule. Each policy and all Policies count; policyholders do not."
    assert uses_of(Term("Policy", Span(1, 7)), text) == 2


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("limits", "limit"),
        ("policies", "policy"),
        ("losses", "loss"),
        ("boxes", "box"),
        ("basis", "basis"),
        ("data", "data"),
    ],
)
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one


def test_plain_names_leave_possessives_out() -> None:
    assert plain_name("Client’s Usage\nLimits") == "client usage limit"
