"""Who the parties are: full names as introduced or labelled; blanks, roles and stray words are no names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.documents import annotated

from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.deal import deal_of

ACTS = " Provider shall work. Client shall pay. Provider agrees. Client agrees."
OWN_NAMES = " Alder shall act. Birch shall act. Alder agrees. Birch agrees."


def named(text: str, kind: str = "msa") -> list[tuple[str, str]]:
    told = replace(annotated(text), kind=KindOfDocument(kind, 1.0, "as the test says"))  # type: ignore[arg-type]
    return [(party.said, party.side) for party in deal_of(told).parties]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Made between Northgate Ltd, a company of Leeds (“Provider”), and Lakeshore Foods, Inc. (the “Client”)."
            + ACTS,
            [("Lakeshore Foods, Inc.", "client"), ("Northgate Ltd", "provider")],
        ),
        (
            "Made between Northgate (Leeds) Co., Ltd (“Provider”) and Lakeshore of Ohio Inc. (“Client”)." + ACTS,
            [("Lakeshore of Ohio Inc.", "client"), ("Northgate (Leeds) Co., Ltd", "provider")],
        ),
        (
            "Made between Northgate Ltd of 8 Weaver Street (“Provider”) and [Name] (“Client”)." + ACTS,
            [("Northgate Ltd", "provider")],
        ),
        (
            "Made by and between Alder Ltd (“Alder”) and Birch Inc. (formerly known as Beech Inc.) (“Birch”)."
            + OWN_NAMES,
            [("Alder Ltd", ""), ("Birch Inc.", "")],
        ),
    ],
)
def test_an_agreement_introduces_its_parties(text: str, parties: list[tuple[str, str]]) -> None:
    assert named(text) == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Prepared for: Lakeshore Prepared by: Northgate Ltd\n\nDear all, here we are.",
            [("Lakeshore", "client"), ("Northgate Ltd", "provider")],
        ),
        ("Version 2 | June 2026 | Prepared by Northgate Ltd\n\nText.", [("Northgate Ltd", "provider")]),
        ("**Proposal to Harbour Cooperative**\n\nText.", [("Harbour Cooperative", "client")]),
        ("Client: Alderwick Date: May 3, 2027\n\nText.", [("Alderwick", "client")]),
        ("Prepared for\n\nCompany: Harbour Bakery\n\nText.", [("Harbour Bakery", "client")]),
        ("Northgate Ltd is pleased to submit this offer.", [("Northgate Ltd", "provider")]),
    ],
)
def test_the_first_page_of_a_proposal_names_its_parties(text: str, parties: list[tuple[str, str]]) -> None:
    assert named(text, "proposal") == parties


@pytest.mark.parametrize(
    "text",
    [
        "Client: [Client Name]\n\nVendor: ______",
        "Client: shall pay on time.",
        "Prepared for: COMPANY",
        "We are pleased to submit this offer.",
        "Proposal to Build a Barn",
        "Client: Alder Ltd\n\nClient: Birch Ltd",
    ],
)
def test_blanks_and_stray_words_are_no_names(text: str) -> None:
    assert named(text, "proposal") == []


def test_a_role_that_the_deeds_contradict_is_not_told() -> None:
    text = "Made between Alder Ltd (“Adviser”) and Birch Ltd (“Birch”). Adviser shall pay Birch. Adviser shall pay all."
    assert named(text + " Birch shall provide help. Birch shall act.") == [("Alder Ltd", ""), ("Birch Ltd", "")]


def test_a_document_of_no_known_kind_has_no_deal() -> None:
    assert named("Prepared for: Lakeshore Ltd", "other") == []


def test_a_role_in_brackets_in_a_table_names_no_party() -> None:
    table = "## 5 Roles\n\n| Task | Tester (Provider) | Owner (Client) |\n|---|---|---|\n| Tests | R | A |"
    text = f"Provider: Alder Ltd\n\nClient: Birch Inc.\n\n{ACTS}\n\n{table}"
    assert named(text, "sow") == [("Birch Inc.", "client"), ("Alder Ltd", "provider")]
