"""What was not read or cannot be told makes a scorecard less sure, says why, and changes no score."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.documents import prose, rule_data, topic_data, write_catalogue

from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.catalogue import load_catalogue
from proposalcheck.document import Coverage
from proposalcheck.finding import Finding
from proposalcheck.scorecard.assurance import SURE, Assurance, assurance
from proposalcheck.screening import screen_document

PROPOSAL = KindOfDocument("proposal", 0.9, "titled so")


@pytest.mark.parametrize(
    ("kind", "coverage", "told"),
    [
        (PROPOSAL, Coverage(), SURE),
        (PROPOSAL, Coverage(pages_read=9), SURE),
        (PROPOSAL, Coverage(8, (4,)), Assurance(0.89, ("1 of 9 pages has no text",))),
        (PROPOSAL, Coverage(7, (4, 5)), Assurance(0.78, ("2 of 9 pages have no text",))),
        (PROPOSAL, Coverage(0, (1,)), Assurance(0.0, ("1 of 1 page has no text",))),
        (PROPOSAL, Coverage(3, (), ("A chart was left out.",)), Assurance(0.95, ("a chart was left out",))),
        (PROPOSAL, Coverage(3, (), ("2 pictures", "3 files")), Assurance(0.9, ("2 pictures; 3 files",))),
        (PROPOSAL, Coverage(3, (), tuple("abcdefgh")), Assurance(0.8, ("a; b; c; d; e; f; g; h",))),
        (replace(PROPOSAL, confidence=0.8), Coverage(), SURE),
        (
            replace(PROPOSAL, confidence=0.79),
            Coverage(),
            Assurance(0.79, ("only 79% sure that it is a proposal",)),
        ),
        (KindOfDocument("other", 0.5, "no cue"), Coverage(), SURE),
        (
            KindOfDocument("msa", 0.5, "few cues"),
            Coverage(1, (2,)),
            Assurance(0.25, ("1 of 2 pages has no text", "only 50% sure that it is a services agreement")),
        ),
    ],
)
def test_what_was_not_read_lowers_confidence(kind: KindOfDocument, coverage: Coverage, told: Assurance) -> None:
    assert assurance(kind, coverage) == told


def test_all_reasons_are_told() -> None:
    assert Assurance(0.2, ("a page has no text", "it may be a bill")).doubt == "a page has no text; it may be a bill"
    assert SURE.doubt == ""


def findings(folder: Path) -> list[Finding]:
    write_catalogue(folder, topic_data(), rule_data())
    return list(screen_document(prose("It renews by itself."), catalogue=load_catalogue(folder), kind="sow").findings)


def test_rules_that_cannot_tell_lower_it_by_their_share(tmp_path: Path) -> None:
    found = findings(tmp_path)
    rules = list(load_catalogue(tmp_path).rules.values())
    unsure = [replace(finding, type="unsure") if finding.type == "gap" else finding for finding in found]
    assert SURE.without_answers(found, rules) is SURE
    assert SURE.without_answers(unsure, rules) == Assurance(0.5, ("1 of 2 rules cannot tell",))
    half = Assurance(0.5, ("1 of 2 pages has no text",))
    assert half.without_answers(unsure, rules) == Assurance(
        0.25, ("1 of 2 pages has no text", "1 of 2 rules cannot tell")
    )


def test_a_topic_without_an_answer_cannot_tell_but_a_flag_that_finds_nothing_can(tmp_path: Path) -> None:
    found = findings(tmp_path)
    topic, flag = sorted(load_catalogue(tmp_path).rules.values(), key=lambda rule: rule.type, reverse=True)
    assert (topic.type, flag.type) == ("topic", "flag")
    assert SURE.without_answers([], [topic]) == Assurance(0.0, ("1 of 1 rule cannot tell",))
    assert SURE.without_answers([], [flag]) is SURE
    assert SURE.without_answers(found, [topic, flag]) is SURE
