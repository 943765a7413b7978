"""screen: every rule that applies is asked, and each answer is a complete finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.documents import markdown, prose, rule_data, topic_data, write_catalogue, write_file

from proposalcheck.annotate.kind import Kind
from proposalcheck.catalogue import load_catalogue
from proposalcheck.document import Document, Problem
from proposalcheck.errors import ReadError
from proposalcheck.finding import Result, fingerprint
from proposalcheck.screening import screen, screen_document


def found(document: Document, folder: Path, *rules: dict[str, object], kind: Kind = "sow") -> Result:
    write_catalogue(folder, *(rules or (rule_data(),)))
    return screen_document(document, catalogue=load_catalogue(folder), kind=kind)


def test_a_finding_is_complete(tmp_path: Path) -> None:
    result = found(markdown("# Term\n\nThe Client pays. The term renews\nby itself each May.\n"), tmp_path)
    (finding,) = result.findings
    assert (finding.rule, finding.family, finding.type, finding.severity) == (
        "silent-renewal",
        "contract",
        "flag",
        "high",
    )
    assert finding.message == 'The term goes on: "renews by itself"'
    assert finding.because == 'phrase "renews by itself"'
    assert (finding.title, finding.value, finding.confidence) == ("The term renews by itself", "", 1.0)
    (evidence,) = finding.evidence
    assert evidence.quote == "The term renews by itself each May."
    assert [result.document.quote(span) for span in evidence.words] == ["renews by itself"]
    assert evidence.location.section == "Term"
    assert (result.kind, result.kind_confidence, result.kind_because) == ("sow", 1.0, "as you said")


def test_findings_come_worst_first_then_as_the_document_goes(tmp_path: Path) -> None:
    low = rule_data(id="late", severity="low", check={"kind": "phrase", "any_of": ["comes late"]})
    document = prose("It comes late.", "It renews by itself.", "The order renews by itself.")
    result = found(document, tmp_path, low, rule_data(), topic_data(family="contract"))
    assert [(finding.rule, finding.type, finding.severity) for finding in result.findings] == [
        ("silent-renewal", "flag", "high"),
        ("silent-renewal", "flag", "high"),
        ("named-lead", "gap", "medium"),
        ("late", "flag", "low"),
    ]


def test_folded_text_of_a_rule_ends_without_a_break(tmp_path: Path) -> None:
    rule = rule_data(why="It renews.\n", fallback="It ends in May.\n")
    (finding,) = found(prose("It renews by itself."), tmp_path, rule).findings
    assert (finding.why, finding.fallback) == ("It renews.", "It ends in May.")


def test_severity_goes_by_whose_right_it_is(tmp_path: Path) -> None:
    sides = {"client": "info", "both": "low", "provider": "high"}
    rule = rule_data(severity="medium", severity_by_side=sides, check={"kind": "phrase", "any_of": ["may end it"]})
    said = ("The Client may end it.", "Either party may end it.", "The Vendor may end it.", "The mayor may end it.")
    told = {finding.evidence[0].quote: finding.severity for finding in found(prose(*said), tmp_path, rule).findings}
    assert [told[words] for words in said] == ["info", "low", "high", "medium"]


def test_a_strength_is_no_warning(tmp_path: Path) -> None:
    (finding,) = found(prose("The project lead is Ana Berg."), tmp_path, topic_data()).findings
    assert (finding.type, finding.severity, finding.message) == ("strength", "info", "A lead is named.")


def test_only_rules_for_the_kind_are_run(tmp_path: Path) -> None:
    rules = (rule_data(applies_to=["msa"]), topic_data(applies_to=["sow", "msa"]))
    assert found(prose("It renews by itself."), tmp_path, *rules).rules_run == ("named-lead",)
    assert found(prose("It renews by itself."), tmp_path, *rules, kind="msa").rules_run == (
        "named-lead",
        "silent-renewal",
    )


def test_screen_reads_the_file(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path / "rules", rule_data()))
    path = write_file(tmp_path, "offer.md", "# Offer\n\nIt renews by itself.\n")
    result = screen(path, catalogue=catalogue, kind="msa")
    assert [finding.rule for finding in result.findings] == ["silent-renewal"]
    assert (result.document.source.path, result.document.source.format) == (str(path), "md")
    assert result.catalogue == catalogue.sha256


def test_screen_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="there is no such file"):
        screen(tmp_path / "none.pdf")


def test_equal_sentences_of_one_document_are_told_apart(tmp_path: Path) -> None:
    result = found(prose("It renews by itself.", "IT RENEWS BY ITSELF!", "It renews by itself."), tmp_path)
    fingerprints = [finding.fingerprint for finding in result.findings]
    assert fingerprints == [fingerprint("silent-renewal", "It renews by itself.", place) for place in range(3)]


def test_a_fingerprint_does_not_move_with_other_text(tmp_path: Path) -> None:
    short = found(prose("It renews by itself."), tmp_path)
    long = found(prose("A new paragraph.", "Another.", "It renews\nby itself."), tmp_path)
    assert short.findings[0].fingerprint == long.findings[0].fingerprint
    assert short.findings[0].evidence[0].span != long.findings[0].evidence[0].span


def test_a_result_is_graded_unless_the_kind_is_other(tmp_path: Path) -> None:
    result = found(prose("It renews by itself."), tmp_path)
    assert result.graded
    folder = write_catalogue(tmp_path, rule_data())
    other = screen_document(prose("It renews by itself."), catalogue=load_catalogue(folder), kind="other")
    assert (other.graded, other.rules_run, other.findings) == (False, (), ())


def test_a_rule_that_fails_becomes_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("proposalcheck.checks.phrase.PhraseCheck.run", fail)
    result = found(prose("It renews by itself."), tmp_path)
    assert result.findings == ()
    assert result.problems == (Problem("check", "the rule silent-renewal failed (KeyError) and was left out"),)


def test_severity_goes_by_the_facts_before_the_side(tmp_path: Path) -> None:
    cases = [
        {"severity": "info", "with_in_sentence": ["for cause"]},
        {"severity": "medium", "unless_in_sentence": ["at once"], "in_sections": ["trial"]},
    ]
    check = {"kind": "phrase", "any_of": ["may end it"]}
    rule = rule_data(severity="low", severity_by_side={"provider": "high"}, severity_when=cases, check=check)
    text = (
        "The Vendor may end it.\n\nThe mayor may end it.\n\nThe Vendor may end it for cause.\n\n# Trial\n\n"
        "The Vendor may end it soon.\n\nThe Vendor may end it at once.\n\nThe Vendor may end it for cause now.\n"
    )
    path = write_file(tmp_path, "terms.md", text)
    catalogue = load_catalogue(write_catalogue(tmp_path / "rules", rule))
    result = screen(path, catalogue=catalogue, kind="msa")
    told = {finding.evidence[0].quote: finding.severity for finding in result.findings}
    assert told == {
        "The Vendor may end it.": "high",
        "The mayor may end it.": "low",
        "The Vendor may end it for cause.": "info",
        "The Vendor may end it soon.": "medium",
        "The Vendor may end it at once.": "high",
        "The Vendor may end it for cause now.": "info",
    }
