"""What notes say, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.documents import prose
from tests.markup.made import finding, result

from proposalcheck.document import Problem, Span
from proposalcheck.finding import Severity
from proposalcheck.markup.remarks import opening, remarks_of

DOCUMENT = prose("The term renews by itself each May, and the fee rises.", "Support is free.")


def told(*findings: object, least: Severity = "low", problems: tuple[Problem, ...] = ()) -> list[str]:
    return [str(line) for line in opening(result(DOCUMENT, *findings, problems=problems), least)]  # type: ignore[arg-type]


def test_a_remark_says_how_bad_what_why_and_what_to_do() -> None:
    (remark,) = remarks_of(result(DOCUMENT, finding(DOCUMENT, "renews by itself")), "low")
    assert [str(line) for line in remark.lines()] == [
        "HIGH: The term renews by itself",
        "The term goes on.",
        "Why: A missed date costs a year.",
        "Ask: Can it end by itself?",
        "Wording to offer: The term ends on its last day.",
    ]


def test_what_is_empty_is_not_said() -> None:
    (remark,) = remarks_of(result(DOCUMENT, finding(DOCUMENT, "renews", ask="", fallback="")), "low")
    assert [line.label for line in remark.lines()] == ["HIGH: The term renews by itself", "", "Why:"]


def test_the_hull_runs_from_the_first_word_to_the_last() -> None:
    (remark,) = remarks_of(result(DOCUMENT, finding(DOCUMENT, "renews", "fee rises")), "low")
    assert remark.words == (Span(9, 15), Span(44, 53))
    assert DOCUMENT.quote(remark.hull) == "renews by itself each May, and the fee rises"


def test_a_quote_without_exact_words_is_taken_whole() -> None:
    (remark,) = remarks_of(result(DOCUMENT, finding(DOCUMENT, quoted="Support is free.")), "low")
    assert DOCUMENT.quote(remark.hull) == "Support is free."


def test_remarks_come_as_the_document_goes_and_the_worst_first_at_one_place() -> None:
    found = [
        finding(DOCUMENT, "Support", title="c"),
        finding(DOCUMENT, "fee rises", title="b", severity="low"),
        finding(DOCUMENT, "fee rises", title="a", severity="high"),
    ]
    assert [remark.finding.title for remark in remarks_of(result(DOCUMENT, *found), "low")] == ["a", "b", "c"]


@pytest.mark.parametrize(("least", "kept"), [("high", ["high"]), ("medium", ["high", "medium"])])
def test_only_what_is_bad_enough_is_remarked(least: Severity, kept: list[str]) -> None:
    found = [finding(DOCUMENT, "fee", severity=severity) for severity in ("high", "medium", "low", "info")]
    assert [remark.finding.severity for remark in remarks_of(result(DOCUMENT, *found), least)] == kept


def test_strengths_gaps_and_verdicts_are_no_remarks() -> None:
    found = [finding(DOCUMENT, "fee", type=type_) for type_ in ("strength", "gap", "verdict", "unsure")]
    assert remarks_of(result(DOCUMENT, *found), "low") == ()


def test_a_finding_at_two_places_gives_two_remarks() -> None:
    found = finding(DOCUMENT, "fee", evidence=(*finding(DOCUMENT, "fee").evidence, *finding(DOCUMENT, "free").evidence))
    assert [remark.quote for remark in remarks_of(result(DOCUMENT, found), "low")] == ["fee", "free"]


def test_the_opening_counts_the_notes_and_names_verdicts_and_gaps() -> None:
    shown = told(
        finding(DOCUMENT, "fee"),
        finding(DOCUMENT, "free", severity="low"),
        finding(DOCUMENT, type="verdict", value="yes", title="Hours are sold", message="Nine of ten."),
        finding(DOCUMENT, type="gap", title="Exit", message="Nothing is said.", severity="medium"),
        problems=(Problem("read", "page 2 has no text"),),
    )
    assert shown == [
        "proposalcheck read this as a statement of work. 2 places have a note: 1 high, 1 low.",
        "Could not look: page 2 has no text",
        "",
        "HIGH: Hours are sold. Nine of ten.",
        "Why: A missed date costs a year.",
        "Ask: Can it end by itself?",
        "Wording to offer: The term ends on its last day.",
        "",
        "Missing from the document (1)",
        "",
        "MEDIUM: Exit. Nothing is said.",
        "Ask: Can it end by itself?",
        "Wording to offer: The term ends on its last day.",
    ]


def test_the_opening_of_a_document_without_warnings_says_so() -> None:
    fine = finding(DOCUMENT, type="verdict", value="no")
    assert told(fine) == ["proposalcheck read this as a statement of work. No place in it has a warning."]


def test_the_opening_says_for_which_side_it_was_read() -> None:
    read = replace(result(DOCUMENT), side="provider")
    (line,) = opening(read, "low")
    assert line.text.startswith("read this as a statement of work, with a provider's eyes. ")


def test_the_opening_of_a_document_that_was_not_judged_says_so() -> None:
    (line,) = opening(replace(result(DOCUMENT), kind="other"), "low")
    assert line.text.startswith("could not tell what kind of document this is, and judged nothing. ")


def test_gaps_that_are_not_bad_enough_are_left_out() -> None:
    gap = finding(DOCUMENT, type="gap", severity="medium")
    assert [line for line in told(gap, least="high") if "Missing" in line] == []
