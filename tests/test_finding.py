"""Fingerprints and evidence: what makes a finding the same finding."""

from __future__ import annotations

import pytest

from proposalcheck.catalogue import load_catalogue
from proposalcheck.document import Document, Location, Problem, Span
from proposalcheck.finding import Evidence, Result, Trace, fingerprint, plain, quoted
from proposalcheck.screen import screen_document
from tests.documents import markdown, prose, rule_data, write_catalogue

QUOTE = 'The "Fee" isn\'t fixed: it may rise by 5%.'


@pytest.mark.parametrize(
    "same",
    [
        "The “Fee” isn’t fixed: it may rise by 5%.",
        'The  "Fee"\nisn\'t fixed:\tit may rise by 5 %.',
        'THE "FEE" ISN\'T FIXED: IT MAY RISE BY 5%',
        "the fee isn't fixed it may rise by 5",
    ],
)
def test_fingerprint_is_the_same_over_white_space_quotes_and_case(same: str) -> None:
    assert fingerprint("fee-rise", same, 0) == fingerprint("fee-rise", QUOTE, 0)


@pytest.mark.parametrize(
    ("rule", "quote", "occurrence"),
    [
        ("fee-rises", QUOTE, 0),
        ("fee-rise", QUOTE, 1),
        ("fee-rise", QUOTE.replace("5", "6"), 0),
        ("fee-rise", QUOTE.replace("may", "must"), 0),
    ],
)
def test_fingerprint_differs_by_rule_words_and_occurrence(rule: str, quote: str, occurrence: int) -> None:
    assert fingerprint(rule, quote, occurrence) != fingerprint("fee-rise", QUOTE, 0)


def test_fingerprint_is_sixteen_figures_that_never_change() -> None:
    assert fingerprint("fee-rise", "Fees rise.", 0) == "FIXED"


def test_plain_keeps_letters_and_figures() -> None:
    assert plain("Fees: “5 %”\n(Net)") == "fees 5 net"


def test_evidence_is_the_quote_with_its_place() -> None:
    document = markdown("# Fees\n\nFees rise. They fall.\n")
    trace = Trace(Span(5, 15), (Span(10, 14),))
    assert quoted(document, trace) == Evidence("Fees rise.", Span(5, 15), (Span(10, 14),), Location(None, "Fees"))


def found(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = write_catalogue(tmp_path_factory.mktemp("rules"), rule_data())
    return screen_document(document, catalogue=load_catalogue(folder), kind="sow")


def test_equal_sentences_of_one_document_are_told_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    result = found(prose("It renews by itself.", "IT RENEWS BY ITSELF!", "It renews by itself."), tmp_path_factory)
    fingerprints = [finding.fingerprint for finding in result.findings]
    assert fingerprints == [fingerprint("silent-renewal", "It renews by itself.", place) for place in range(3)]


def test_a_fingerprint_does_not_move_with_other_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    short = found(prose("It renews by itself."), tmp_path_factory)
    long = found(prose("A new paragraph.", "Another.", "It renews\nby itself."), tmp_path_factory)
    assert short.findings[0].fingerprint == long.findings[0].fingerprint
    assert short.findings[0].evidence[0].span != long.findings[0].evidence[0].span


def test_a_result_is_graded_unless_the_kind_is_other(tmp_path_factory: pytest.TempPathFactory) -> None:
    result = found(prose("It renews by itself."), tmp_path_factory)
    assert result.graded
    folder = write_catalogue(tmp_path_factory.mktemp("rules"), rule_data())
    other = screen_document(prose("It renews by itself."), catalogue=load_catalogue(folder), kind="other")
    assert (other.graded, other.rules_run, other.findings) == (False, (), ())


def test_a_rule_that_fails_becomes_a_problem(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("proposalcheck.checks.phrase.PhraseCheck.run", fail)
    result = found(prose("It renews by itself."), tmp_path_factory)
    assert result.findings == ()
    assert result.problems == (Problem("check", "the rule silent-renewal failed (KeyError) and was left out"),)
