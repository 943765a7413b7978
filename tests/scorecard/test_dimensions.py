"""Scores with their arithmetic: what is covered earns, what warns takes away, each place after the first a quarter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.documents import prose, rule_data, topic_data, write_catalogue

from proposalcheck.annotate.kind import Kind
from proposalcheck.catalogue import load_catalogue
from proposalcheck.document import Coverage
from proposalcheck.finding import Dimension, Result
from proposalcheck.scorecard.assurance import SURE
from proposalcheck.scorecard.dimensions import DIMENSIONS, MEANINGS, dimensions
from proposalcheck.screening import screen_document

BY_PHRASES = {"decides": "phrases"}
ESCALATION = topic_data(id="escalation-path", family="governance", severity="high", model=BY_PHRASES)
DECISIONS = topic_data(
    id="decision-rights", family="governance", severity="medium", check={"kind": "topic", "strong": ["board decides"]}
)
DEFERRED = rule_data(
    id="deferred-governance",
    family="warning-signs",
    severity="medium",
    check={"kind": "phrase", "any_of": ["to be agreed"]},
)


def scored(folder: Path, *said: str, kind: Kind = "sow") -> Result:
    write_catalogue(folder, ESCALATION, DECISIONS, DEFERRED)
    return screen_document(prose(*said), catalogue=load_catalogue(folder), kind=kind)


def governance(result: Result) -> Dimension:
    (dimension,) = (found for found in result.scorecard.dimensions if found.name == "clear governance")
    return dimension


def test_what_is_covered_earns_by_its_severity(tmp_path: Path) -> None:
    dimension = governance(scored(tmp_path, "The board decides."))
    assert (dimension.score, dimension.why) == (33, "2 of 6 points for what is covered (missing: escalation-path): 33")


def test_a_topic_that_cannot_be_told_earns_half_and_lowers_the_confidence(tmp_path: Path) -> None:
    result = scored(tmp_path, "The board decides.")
    found = [replace(one, type="unsure") if one.type == "gap" else one for one in result.findings]
    rules = list(load_catalogue(tmp_path).rules.values())
    (dimension,) = (one for one in dimensions(found, rules, SURE) if one.name == "clear governance")
    assert dimension.why == "4 of 6 points for what is covered (cannot tell: escalation-path): 67"
    assert (dimension.score, dimension.confidence) == (67, 0.67)
    assert {one.fingerprint for one in found} == set(dimension.findings)


def test_each_further_place_of_a_flag_takes_a_quarter_and_five_at_most_count(tmp_path: Path) -> None:
    said = [
        "The board decides.",
        "The project lead is Ana Berg.",
        *[f"Item {number} is to be agreed." for number in range(9)],
    ]
    dimension = governance(scored(tmp_path, *said))
    assert dimension.why == "6 of 6 points for what is covered; 20 off for deferred-governance: 80"
    assert dimension.score == 80
    assert len(dimension.findings) == 11


def test_a_score_never_falls_below_nothing(tmp_path: Path) -> None:
    dimension = governance(scored(tmp_path, *[f"Item {number} is to be agreed." for number in range(3)]))
    assert dimension.score == 0


def test_a_dimension_without_rules_is_left_out(tmp_path: Path) -> None:
    assert [dimension.name for dimension in scored(tmp_path, "The board decides.").scorecard.dimensions] == [
        "clear governance"
    ]


def test_without_warnings_and_topics_all_is_well(tmp_path: Path) -> None:
    write_catalogue(tmp_path, DEFERRED)
    result = screen_document(prose("The board decides."), catalogue=load_catalogue(tmp_path), kind="sow")
    assert governance(result) == Dimension("clear governance", 100, "nothing warns: 100", ())


def test_a_document_that_is_not_graded_has_no_scores(tmp_path: Path) -> None:
    assert scored(tmp_path, "The board decides.", kind="other").scorecard.dimensions == ()


def test_pages_without_text_make_scores_less_sure_and_no_worse(tmp_path: Path) -> None:
    write_catalogue(tmp_path, ESCALATION, DECISIONS, DEFERRED)
    catalogue, document = load_catalogue(tmp_path), prose("The board decides.")
    whole = screen_document(document, catalogue=catalogue, kind="sow")
    gapped = replace(document, coverage=Coverage(3, (2,)))
    part = screen_document(gapped, catalogue=catalogue, kind="sow")
    assert (governance(whole).score, governance(whole).confidence, governance(whole).doubt) == (33, 1.0, "")
    assert (governance(part).score, governance(part).confidence) == (33, 0.75)
    assert governance(part).doubt == "1 of 4 pages has no text"
    assert (part.scorecard.confidence, part.scorecard.doubt) == (0.75, "1 of 4 pages has no text")


def test_every_dimension_has_a_meaning_and_rules_of_the_catalogue() -> None:
    catalogue = load_catalogue()
    families = {f"{rule.family}/" for rule in catalogue.rules.values()}
    assert list(MEANINGS) == list(DIMENSIONS)
    assert [name for rules in DIMENSIONS.values() for name in rules if name not in {*catalogue.rules, *families}] == []
