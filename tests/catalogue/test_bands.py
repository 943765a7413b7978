"""How bad a warning is by the figure in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.documents import prose, rule_data, write_catalogue

from proposalcheck.catalogue import load_catalogue
from proposalcheck.errors import CatalogueError
from proposalcheck.screening import screen_document

DUE: dict[str, Any] = {
    "severity": "low",
    "check": {
        "kind": "value",
        "value": "duration",
        "below": "30 days",
        "any_of": ["due within"],
        "outright": ["due on receipt"],
    },
    "severity_by_value": [
        {"below": "8 days", "outright": True, "severity": "high"},
        {"below": "20 days", "severity": "medium"},
    ],
}
RISE: dict[str, Any] = {
    "severity": "medium",
    "severity_by_side": {"client": "info"},
    "check": {"kind": "phrase", "any_of": ["rates rise"]},
    "severity_by_value": [{"above": "7 %", "severity": "high"}, {"below": "3 %", "severity": "low"}],
}


def graded(folder: Path, text: str, **rule: Any) -> list[str]:
    """Return the severities of what a rule finds in a text."""
    examples = rule_data()["examples"]
    catalogue = load_catalogue(write_catalogue(folder, rule_data(examples=examples, **rule)))
    return [finding.severity for finding in screen_document(prose(text), catalogue=catalogue, kind="sow").findings]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Bills are due within 7 days.", "high"),
        ("Bills are due within one week.", "high"),
        ("Bills are due within 8 days.", "medium"),
        ("Bills are due within two weeks.", "medium"),
        ("Bills are due within 25 days.", "low"),
        ("Bills are due on receipt.", "high"),
    ],
)
def test_a_limit_grades_what_it_flags(tmp_path: Path, text: str, severity: str) -> None:
    assert graded(tmp_path, text, **DUE) == [severity]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The rates rise by 10 % a year.", "high"),
        ("The rates rise by 7 % a year.", "medium"),
        ("The rates rise by 2 % a year.", "low"),
        ("Each spring, by 9%, the rates rise.", "high"),
        ("The rates rise.", "medium"),
        ("The rates rise by $10.", "medium"),
        (
            "A rise of 90 % of all prices was seen in other trades of the same kind, and here too the rates rise.",
            "medium",
        ),
        ("The Client knows that rates rise by 10 %.", "high"),
        ("The Client knows that rates rise.", "info"),
    ],
)
def test_a_figure_near_the_words_grades_any_flag(tmp_path: Path, text: str, severity: str) -> None:
    assert graded(tmp_path, text, **RISE) == [severity]


def test_a_provider_is_not_graded_by_the_bands_of_a_client(tmp_path: Path) -> None:
    view = {"severity": "info", "why": "It comes early.", "ask": "Can you keep it?", "fallback": "Seven days."}
    catalogue = load_catalogue(write_catalogue(tmp_path, rule_data(**DUE, provider=view)))
    document = prose("Bills are due within 7 days.")
    (finding,) = screen_document(document, catalogue=catalogue, kind="sow", side="provider").findings
    assert finding.severity == "info"


@pytest.mark.parametrize(
    ("band", "fault"),
    [
        ({"severity": "low"}, 'severity_by_value.0: give one limit: below: "10 days", or above: "5 %"'),
        (
            {"below": "soon", "severity": "low"},
            'severity_by_value.0: "soon" is no figure; write for example "10 days", "5 %" or "$5,000"',
        ),
        ({"below": "9 days", "severity": "bad"}, "severity_by_value.0.severity: must be one of"),
    ],
)
def test_a_faulty_band_is_told(tmp_path: Path, band: dict[str, str], fault: str) -> None:
    with pytest.raises(CatalogueError) as error:
        load_catalogue(write_catalogue(tmp_path, rule_data(severity_by_value=[band])))
    assert fault in str(error.value)


def test_a_severity_that_is_set_goes_before_all_bands(tmp_path: Path) -> None:
    rule = load_catalogue(write_catalogue(tmp_path, rule_data(**DUE))).rules["silent-renewal"]
    assert rule.with_severity("low").severity_by_value == ()
