"""The three sentences of the verdict, word for word."""

from __future__ import annotations

import pytest
from tests.reports.brief.results import finding, gap, quote, result, strength

from proposalcheck.finding import Finding, Result, Scorecard
from proposalcheck.reports.brief.content import content_of


def verdict(*findings: Finding, posture: str = "vendor", kind: str = "sow") -> tuple[str, ...]:
    told: Result = result(*findings, scorecard=Scorecard(posture=posture), kind=kind)
    return content_of(told).verdict


def test_a_good_document() -> None:
    good = strength("aftercare", "We mend faults for ninety days after delivery.")
    assert verdict(good, posture="partner", kind="proposal") == (
        "This proposal goes beyond supplying what is specified: the provider takes on a part of the client’s outcome.",
        "Nothing in it has to change before it is signed.",
        "It covers aftercare, and omits nothing of weight.",
    )


def test_a_bad_document() -> None:
    flags = [finding(f"rule-{n}", evidence=(quote("Words.", start=100 * n),)) for n in range(1, 4)]
    told = verdict(*flags, gap("confidentiality"), gap("insurance", severity="medium"), posture="body-shop", kind="msa")
    assert told == (
        "This agreement sells people and time: the client directs the work, and nobody on the provider’s side answers "
        "for a result.",
        "Four points must change before it is signed, first of all: the silence on confidentiality, “Title of rule-1” "
        "and “Title of rule-2”.",
        "It is silent on insurance.",
    )


def test_a_middling_document() -> None:
    good = strength("aftercare", "We mend faults for ninety days after delivery.")
    missing = [gap(rule, severity="medium") for rule in ("trade-offs", "risk-disclosure", "insurance")]
    told = verdict(good, finding("fine-print", severity="low"), *missing, posture="")
    assert told == (
        "This statement of work was checked against 2 points.",
        "Nothing in it has to change before it is signed; one smaller point may be talked over.",
        "It covers aftercare, but is silent on trade-offs, risks and insurance.",
    )


def test_many_matters_are_counted() -> None:
    missing = [gap(f"matter-{letter}", severity="medium") for letter in "abcdef"]
    assert verdict(*missing)[2] == "It is silent on matter a, matter b, matter c, matter d and two other matters."


def test_an_empty_document() -> None:
    assert verdict()[1:] == (
        "Nothing in it has to change before it is signed.",
        "Nothing in it stands out as strong.",
    )


@pytest.mark.parametrize(
    ("posture", "begins"),
    [
        ("vendor", "This statement of work offers a described service, but what is paid for is effort"),
        ("body-shop", "This statement of work sells people and time"),
    ],
)
def test_pay_by_effort_is_said(posture: str, begins: str) -> None:
    hours = finding("hours-and-rates-focus", type="verdict", value="yes", family="warning-signs")
    assert verdict(hours, posture=posture)[0].startswith(begins)
