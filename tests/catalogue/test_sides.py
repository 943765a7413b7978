"""Whose eyes read: how a rule turns for a provider."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.documents import prose, rule_data, topic_data, write_catalogue

from proposalcheck.catalogue import Catalogue, Rule, load_catalogue
from proposalcheck.catalogue.sides import seen_by
from proposalcheck.errors import CatalogueError
from proposalcheck.screening import screen_document

VIEW = {"severity": "low", "why": "You lose nothing.", "ask": "May it stay?", "fallback": "It renews."}
NEUTRAL = {"mandatory-arbitration"}
"""Warnings of the families of a contract that mean the same to both sides."""


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue()


def turned(folder: Path, **changed: Any) -> Rule:
    """Return a rule with `changed` put in as a provider sees it."""
    (rule,) = load_catalogue(write_catalogue(folder, rule_data(**changed))).rules.values()
    assert seen_by(rule, "client") is rule
    return seen_by(rule, "provider")


def test_a_rule_says_itself_what_it_means_to_a_provider(tmp_path: Path) -> None:
    rule = turned(tmp_path, provider=VIEW | {"message": "Yours renews: {match}"})
    assert (rule.severity, rule.why, rule.ask, rule.fallback) == (
        "low",
        "You lose nothing.",
        "May it stay?",
        "It renews.",
    )
    assert (rule.title, rule.message) == ("The term renews by itself", "Yours renews: {match}")


def test_severity_by_side_is_mirrored_unless_the_rule_says_otherwise(tmp_path: Path) -> None:
    sides = {"client": "info", "both": "low", "provider": "high"}
    mirrored = {"provider": "info", "both": "low", "client": "high"}
    assert turned(tmp_path / "a", severity_by_side=sides).severity_by_side == mirrored
    assert turned(tmp_path / "b", severity_by_side=sides, provider=VIEW).severity_by_side == mirrored
    said = VIEW | {"severity_by_side": {"client": "low"}}
    assert turned(tmp_path / "c", severity_by_side=sides, provider=said).severity_by_side == {"client": "low"}


@pytest.mark.parametrize(
    ("family", "ask"),
    [
        ("warning-signs", "The buyer will ask: Can it end by itself?"),
        ("substance", "The buyer will ask: Can it end by itself?"),
        ("contract", "Can it end by itself?"),
        ("house-rules", "Can it end by itself?"),
    ],
)
def test_the_author_of_a_proposal_is_told_what_comes_back(tmp_path: Path, family: str, ask: str) -> None:
    rule = turned(tmp_path, family=family)
    assert (rule.ask, rule.severity) == (ask, "high")


def test_a_finding_is_as_the_side_sees_it(tmp_path: Path) -> None:
    sides = {"client": "info", "provider": "high"}
    check = {"kind": "phrase", "any_of": ["may end it"]}
    catalogue = load_catalogue(write_catalogue(tmp_path, rule_data(severity_by_side=sides, check=check)))
    document = prose("The Client may end it.", "The Vendor may end it.")

    def seen(side: Any) -> dict[str, str]:
        result = screen_document(document, catalogue=catalogue, kind="msa", side=side)
        assert result.side == side
        return {finding.evidence[0].quote: finding.severity for finding in result.findings}

    assert seen("client") == {"The Client may end it.": "info", "The Vendor may end it.": "high"}
    assert seen("provider") == {"The Client may end it.": "high", "The Vendor may end it.": "info"}


def test_cases_of_severity_are_for_the_side_that_they_are_written_for(tmp_path: Path) -> None:
    mine, yours = ({"severity": level, "with_in_sentence": ["once"]} for level in ("low", "info"))
    rule = turned(tmp_path / "a", severity_when=[mine], provider=VIEW | {"severity_when": [yours]})
    assert [case.severity for case in rule.severity_when] == ["info"]
    assert turned(tmp_path / "b", severity_when=[mine], provider=VIEW).severity_when == ()
    assert [case.severity for case in turned(tmp_path / "c", severity_when=[mine]).severity_when] == ["low"]


def test_a_severity_that_is_set_holds_for_both_sides(tmp_path: Path) -> None:
    case = {"severity": "info", "with_in_sentence": ["once"]}
    view = VIEW | {"severity_by_side": {"client": "high"}, "severity_when": [case]}
    rules = write_catalogue(tmp_path, rule_data(provider=view, severity_when=[case]))
    rule = load_catalogue(rules).rules["silent-renewal"].with_severity("medium")
    for side in ("client", "provider"):
        seen = seen_by(rule, side)
        assert (seen.severity, seen.severity_by_side, seen.severity_when) == ("medium", {}, ())


@pytest.mark.parametrize(
    ("view", "fault"),
    [
        ({"ask": None}, "provider.ask: is missing; every rule needs it"),
        ({"severity": "grave"}, "provider.severity: must be one of 'high', 'medium', 'low' or 'info', not \"grave\""),
        ({"message": "{vendor} does"}, 'provider.message: {vendor} is not offered by checks of kind "phrase"'),
    ],
)
def test_a_faulty_view_is_told(tmp_path: Path, view: dict[str, Any], fault: str) -> None:
    said = {key: value for key, value in (VIEW | view).items() if value is not None}
    with pytest.raises(CatalogueError) as error:
        load_catalogue(write_catalogue(tmp_path, rule_data(provider=said)))
    assert fault in str(error.value)


def test_a_gap_has_the_words_and_severity_for_the_side(tmp_path: Path) -> None:
    view = VIEW | {"message": "You name no lead.", "severity": "info"}
    catalogue = load_catalogue(write_catalogue(tmp_path, topic_data(provider=view)))
    (finding,) = screen_document(prose("Nothing."), catalogue=catalogue, kind="sow", side="provider").findings
    assert (finding.type, finding.severity, finding.message) == ("gap", "info", "You name no lead.")


def test_every_shipped_warning_about_terms_has_a_view_of_its_own(shipped: Catalogue) -> None:
    families = ("contract", "commercial")
    without = {rule.id for rule in shipped.rules.values() if rule.family in families and not rule.provider}
    flags = {name for name in without if shipped.rules[name].type == "flag"}
    assert flags == NEUTRAL
