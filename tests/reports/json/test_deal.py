"""The facts of the deal in the JSON report."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.documents import markdown, rule_data, write_catalogue

from proposalcheck import screening
from proposalcheck.annotate import Annotated
from proposalcheck.catalogue import load_catalogue
from proposalcheck.finding import Deal
from proposalcheck.reports.json import as_object
from proposalcheck.reports.json.deal import deal_object

TEXT = "# Price\n\nThe total project cost is $42,000.\n\nEither party may terminate on 30 days notice.\n"


def test_each_fact_has_its_worth_and_its_place(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path, rule_data()))
    report = as_object(screening.screen_document(markdown(TEXT), catalogue=catalogue, kind="sow"))
    assert report["deal"]["price"] == {
        "said": "$42,000",
        "side": "",
        "amount": 42_000,
        "unit": "$",
        "quote": "The total project cost is $42,000.",
        "page": None,
        "section": "Price",
        "start": 6,
        "end": 40,
    }
    (notice,) = report["deal"]["notice"]
    assert (notice["said"], notice["amount"], notice["unit"], notice["side"]) == ("30 days", 30, "day", "both")


def test_what_is_not_told_is_null_or_empty() -> None:
    told = deal_object(Deal())
    assert {name for name, value in told.items() if value is None} == {
        "price",
        "term",
        "start",
        "end",
        "payment_term",
        "law",
    }
    assert {name for name, value in told.items() if value == []} == {
        "parties",
        "notice",
        "liability_cap",
        "open_points",
    }


def test_facts_that_cannot_be_drawn_are_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Annotated) -> Deal:
        raise ValueError

    monkeypatch.setattr(screening, "deal_of", broken)
    catalogue = load_catalogue(write_catalogue(tmp_path, rule_data()))
    result = screening.screen_document(markdown("It renews by itself."), catalogue=catalogue, kind="sow")
    assert [problem.what for problem in result.problems] == ["the facts of the deal could not be drawn (ValueError)"]
    assert [finding.rule for finding in result.findings] == ["silent-renewal"]
    assert result.deal == Deal()
