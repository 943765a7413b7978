"""The `reference` check: parts and terms that are named and not there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError
from tests.documents import annotated, words_of

from proposalcheck.annotate import Annotated
from proposalcheck.annotate.kind import Kind, KindOfDocument
from proposalcheck.checks.reference import ReferenceCheck, Target, listed
from proposalcheck.finding import Match

SECTIONS = "\n\n".join(f"## {number}. Part\n\nText of part {number}." for number in (1, 2, 3))


def flagged(text: str, *of: Target, kind: Kind = "msa") -> tuple[Annotated, list[Match]]:
    found = replace(annotated(text), kind=KindOfDocument(kind, 1.0, "as the test says"))
    return found, list(ReferenceCheck(kind="reference", of=of).run(found))


def said(text: str, *of: Target, kind: Kind = "msa") -> list[str]:
    return [f"{match.values['match']} {match.values['fault']}" for match in flagged(text, *of, kind=kind)[1]]


def test_a_missing_section_is_flagged_once_with_every_place() -> None:
    text = f"{SECTIONS} Fees follow Section 7.\n\nThe term follows Section 7 and Section 2."
    found, (match,) = flagged(text, "sections")
    assert (match.outcome, match.confidence) == ("flag", 0.9)
    assert match.values["match"] == "Section 7"
    assert match.because == "Section 7 is not in the document, whose sections there end at 3"
    assert [found.document.quote(trace.quoted) for trace in match.traces] == [
        "Fees follow Section 7.",
        "The term follows Section 7 and Section 2.",
    ]
    assert [words_of(found.document, trace.words) for trace in match.traces] == [["Section 7"], ["Section 7"]]


def test_what_there_is_instead_is_told() -> None:
    text = "See Exhibit D.\n\n## Exhibit A Rates\n\nLow.\n\n## Exhibit B Sites\n\nFew."
    assert said(text, "exhibits") == [
        "Exhibit D is referred to, but is not in the document, which has Exhibit A, Exhibit B"
    ]
    assert said("Table 1: Hours\n\nSee Table 3.", "tables") == [
        "Table 3 is referred to, but is not in the document, which has Table 1"
    ]


def test_exhibits_that_are_all_missing_make_one_finding() -> None:
    text = "See Schedule 2 and Exhibit B.\n\nSee Exhibit C."
    assert said(text, "exhibits") == [
        "Exhibit B, Exhibit C and Schedule 2 are referred to, but none of them is in the document"
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{SECTIONS} Fees follow Section 2.",
        f"{SECTIONS} Fees follow Section 7 of the Master Agreement.",
        f"First Amendment to the Agreement\n\n{SECTIONS} Fees follow Section 7.",
        f"{SECTIONS} See Sections 11, 12, 13 and 14.",
        "Fees follow Section 7 of this document, which has no numbers.",
        "Exhibit 10.4\n\nThis is Exhibit 10.4 of a filing.",
    ],
)
def test_nothing_is_said_where_it_may_be_there(text: str) -> None:
    assert said(text, "sections", "exhibits", "tables", "lost") == []


def test_a_proposal_must_speak_of_its_own_part() -> None:
    text = "Our answer follows Attachment B. "
    assert said(text, "exhibits", kind="proposal") == []
    assert len(said(text + "See Attachment C below.", "exhibits", kind="proposal")) == 1
    assert len(said(text, "exhibits", kind="msa")) == 1


def test_a_lost_target_is_quoted_over_the_end_of_a_sentence() -> None:
    found, (match,) = flagged("Fees follow Section Error! Reference source not found. Then they rise.", "lost")
    assert words_of(found.document, match.traces[0].words) == ["Error! Reference source not found."]
    assert found.document.quote(match.traces[0].quoted) == "Fees follow Section Error! Reference source not found."
    assert match.values["fault"] == "stands where a reference was lost"


DEFINED = "“Services” means the work. “Fees” means the price of the Services. “Site” means the yard.\n\n"
USED = "The usage of the Services at the Site is counted for the Fees. "


def test_a_term_without_a_definition() -> None:
    found, (match,) = flagged(DEFINED + USED + "He keeps the Usage Limits.", "terms-undefined")
    assert match.values["match"] == '"Usage Limits"'
    assert match.because == '"Usage Limits" is used 1 time in capitals and defined nowhere'
    assert match.confidence == 0.7
    assert words_of(found.document, match.traces[0].words) == ["Usage Limits"]


def test_a_single_word_must_be_used_three_times() -> None:
    twice = DEFINED + USED + "He mends all Deliverables. He sells all Deliverables."
    assert said(twice, "terms-undefined") == []
    _, (match,) = flagged(twice + " He lends all Deliverables.", "terms-undefined")
    assert len(match.traces) == 3
    assert match.confidence == 0.85


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“Services” means the work. The usage is low. He keeps the Usage Limits.", "msa"),
        (DEFINED + USED + "He keeps the Usage Limits. Terms defined there have the same meaning here.", "sow"),
        ("Amendment No. 1\n\n" + DEFINED + USED + "He keeps the Usage Limits.", "msa"),
    ],
)
def test_terms_may_come_from_elsewhere(text: str, kind: Kind) -> None:
    assert said(text, "terms-undefined", kind=kind) == []


def test_terms_that_are_never_used() -> None:
    text = "“Services” means the work. “Legacy Desk” means the old one. The Services end."
    found, (match,) = flagged(text, "terms-unused")
    assert match.values == {"match": '"Legacy Desk"', "fault": "is defined, and then never used"}
    assert found.document.quote(match.traces[0].quoted) == "“Legacy Desk” means the old one."


def test_many_unused_terms_make_one_finding() -> None:
    text = " ".join(f"“{name} Desk” means a desk." for name in ("Old", "New", "Red", "Low"))
    (match,) = flagged(text, "terms-unused")[1]
    assert match.values["match"] == '"Old Desk", "New Desk", "Red Desk" and "Low Desk"'
    assert match.values["fault"] == "are defined, and then never used"
    assert len(match.traces) == 3


@pytest.mark.parametrize(
    "text",
    [
        "“Desk” means a table. Desks are sold.",
        "“NPS” means a score.",
        "The seller (the “Desk Owner”) signs.",
        "“Business Day” means a weekday.",
        "“Loss or Losses” means harm.",
    ],
)
def test_terms_that_are_used_or_known(text: str) -> None:
    assert said(text, "terms-unused") == []


def test_names_are_listed_as_people_do() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"


def test_a_check_names_what_it_looks_for() -> None:
    with pytest.raises(ValidationError, match="sections"):
        ReferenceCheck(kind="reference", of=("figures",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "## Scope\n\nThe hours are set out in Appendix C.",
        "## Scope\n\nThe hours are in Appendix C.",
        "## Scope\n\nWe work as described in Appendix C.",
    ],
)
def test_a_proposal_that_says_where_something_is_means_its_own_part(text: str) -> None:
    assert said(text, "exhibits", kind="proposal") == ["Appendix C is referred to, but is not in the document"]


def test_a_proposal_that_answers_a_request_may_mean_the_parts_of_that() -> None:
    text = "## Scope\n\nWe answer your tender. The hours are set out in Appendix C."
    assert said(text, "exhibits", kind="proposal") == []


def test_a_term_of_two_words_that_is_used_time_and_again_is_missed() -> None:
    text = (
        '"Services" means the work. "Fees" means the price. "Site" means the yard.\n\nThe supplier prepares the '
        "Transition Plan. The client pays the Hourly Tariff for the Transition Plan, and the Hourly Tariff rises. Both "
        "sign the Transition Plan and the Hourly Tariff. They follow the Lakeshore Plan, the Lakeshore Plan and the "
        "Lakeshore Plan."
    )
    fault = "is written like a defined term, but the document does not define it"
    assert said(text, "terms-undefined") == [f'"Transition Plan" {fault}', f'"Hourly Tariff" {fault}']
