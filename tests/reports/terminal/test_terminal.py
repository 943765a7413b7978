"""The report at a terminal: exact small outputs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.documents import built, markdown, rule_data, topic_data, write_catalogue

from proposalcheck.annotate.kind import Kind
from proposalcheck.catalogue import load_catalogue
from proposalcheck.document import Box, Coverage, Document, Problem
from proposalcheck.finding import Result
from proposalcheck.readers.structure import Draft
from proposalcheck.reports.screener import Row
from proposalcheck.reports.terminal import report, table
from proposalcheck.screening import screen_document

UNSCORED = rule_data(family="terms")
"""A rule of a family that no dimension of the scorecard is made of."""


def screened(document: Document, folder: Path, *rules: dict[str, Any], kind: Kind = "sow") -> Result:
    catalogue = load_catalogue(write_catalogue(folder, *(rules or (UNSCORED,))))
    return screen_document(document, catalogue=catalogue, kind=kind)


HEAD = "made.md\nTaken for a statement of work (100% sure: as you said). {} words.\n"


def test_one_finding(tmp_path: Path) -> None:
    document = markdown("# Term\n\nThe term renews by itself each May.\n")
    assert report(screened(document, tmp_path)) == HEAD.format(8) + (
        "\n"
        "HIGH (1)\n"
        "\n"
        "  The term renews by itself  [warns: silent-renewal]\n"
        '  The term goes on: "renews by itself"\n'
        "    “The term renews by itself each May.”  (Term)\n"
        "  Why: A missed date costs a year.\n"
        "  Ask: Can it end by itself?\n"
    )


def test_scores_come_first(tmp_path: Path) -> None:
    lines = report(screened(markdown("It renews by itself.\n"), tmp_path, rule_data())).split("\n")
    assert lines[2:6] == ["", "SCORES, of 100", "  80  contract risk", ""]


def test_several_places_of_one_rule_are_one_entry(tmp_path: Path) -> None:
    document = built(*(Draft("paragraph", f"Order {number} renews by itself.") for number in range(1, 6)))
    assert report(screened(document, tmp_path)) == HEAD.format(25) + (
        "\n"
        "HIGH (5)\n"
        "\n"
        "  The term renews by itself  [warns: silent-renewal]\n"
        "    “Order 1 renews by itself.”\n"
        "    “Order 2 renews by itself.”\n"
        "    “Order 3 renews by itself.”\n"
        "    “Order 4 renews by itself.”\n"
        "    and 1 more place\n"
        "  Why: A missed date costs a year.\n"
        "  Ask: Can it end by itself?\n"
    )


def test_worst_first_then_strengths(tmp_path: Path) -> None:
    low = rule_data(
        family="terms", id="late", title="Late", severity="low", check={"kind": "phrase", "any_of": ["comes late"]}
    )
    strong = topic_data(
        family="terms", id="plan", check={"kind": "topic", "strong": ["a plan"]}, message_if_fine="There is a plan."
    )
    document = built(
        Draft("paragraph", "It comes late. It renews by itself."),
        Draft("paragraph", "5.2 There is a plan.", boxes=((4, 20, Box(3, 0, 0, 9, 9)),)),
    )
    lines = report(screened(document, tmp_path, low, UNSCORED, topic_data(family="terms"), strong)).split("\n")
    titles = [line for line in lines if line and not line.startswith("  ")][2:]
    assert titles == ["HIGH (1)", "MEDIUM (1)", "LOW (1)", "STRONG (1)"]
    assert lines[-4:] == ["STRONG (1)", "  There is a plan.", "    “There is a plan.”  (page 3, section 5.2)", ""]
    assert "  Nobody is named as lead  [missing: named-lead]" in lines


def test_what_is_missing_is_the_title_and_what_only_touches_on_it_is_said_to(tmp_path: Path) -> None:
    topic = topic_data(family="terms", check={"kind": "topic", "weak": ["lead"]})
    assert report(screened(markdown("We lead."), tmp_path, topic)) == HEAD.format(2) + (
        "\n"
        "MEDIUM (1)\n"
        "\n"
        "  Nobody is named as lead  [missing: named-lead]\n"
        "  It is touched on only:\n"
        "    “We lead.”\n"
        "  Why: A missed date costs a year.\n"
        "  Ask: Can it end by itself?\n"
    )


@pytest.mark.parametrize(("severity", "told"), [("high", 1), ("medium", 1), ("low", 0), ("info", 0)])
def test_why_it_matters_is_told_of_what_matters(tmp_path: Path, severity: str, told: int) -> None:
    result = screened(markdown("It renews by itself."), tmp_path, rule_data(family="terms", severity=severity))
    assert report(result).count("  Why: ") == told
    assert report(result).count("  Ask: ") == 1


def test_what_cannot_be_told_says_why(tmp_path: Path) -> None:
    result = screened(markdown("Fees rise."), tmp_path, topic_data(family="terms"))
    unsure = replace(result.findings[0], type="unsure", because="page 4 has no text", severity="low")
    assert report(replace(result, findings=(unsure,))) == HEAD.format(2) + (
        "\n"
        "CANNOT TELL (1)\n"
        "\n"
        "  Who leads the work  [unsure: named-lead]\n"
        "  Why it cannot be told: page 4 has no text.\n"
        "  Ask: Can it end by itself?\n"
    )


def test_the_name_of_a_rule_is_not_broken(tmp_path: Path) -> None:
    rule = rule_data(family="terms", title="It " + "goes on " * 6)
    lines = report(screened(markdown("It renews by itself."), tmp_path, rule), width=66).split("\n")
    assert lines[5:7] == ["  It goes on goes on goes on goes on goes on goes on", "  [warns: silent-renewal]"]


def test_a_document_of_no_kind_is_not_graded(tmp_path: Path) -> None:
    document = markdown("It renews by itself.")
    assert report(screened(document, tmp_path, kind="other")) == (
        "made.md\n"
        "Taken for neither a proposal, a statement of work nor a services agreement (100% sure: as you said).\n"
        "4 words.\n"
        "Not graded. If it is one after all, say which with --kind proposal, sow or msa.\n"
    )


def test_what_could_not_be_looked_at_comes_first(tmp_path: Path) -> None:
    result = screened(markdown("Fees rise."), tmp_path)
    told = replace(
        result,
        problems=(Problem("read", "page 4 is blank"),),
        coverage=Coverage(3, (4,), ("A picture was not read.", "2 words of hidden text left out")),
    )
    assert report(told) == HEAD.format(2) + (
        "Could not look: page 4 is blank\nA picture was not read; 2 words of hidden text left out.\n"
    )


def test_the_number_of_pages_is_told(tmp_path: Path) -> None:
    document = markdown("Fees rise.")
    paged = replace(document, source=replace(document.source, pages=7))
    assert report(screened(paged, tmp_path)).endswith("2 words, 7 pages.\n")


def quote(result: Result) -> str:
    """Return the quote in the report of one finding, on one line."""
    text = " ".join(report(result, width=2000).split())
    return text[text.index("“") + 1 : text.index("”")]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (10, 10, "aaaa " * 10 + "renews by itself" + " zzzz" * 10),
        (100, 0, "… " + "aaaa " * 60 + "renews by itself"),
        (0, 100, "renews by itself" + " zzzz" * 60 + " …"),
        (100, 100, "… " + "aaaa " * 30 + "renews by itself" + " zzzz" * 30 + " …"),
    ],
)
def test_a_long_quote_is_cut_around_its_words(tmp_path: Path, before: int, after: int, shown: str) -> None:
    text = "aaaa " * before + "renews by itself" + " zzzz" * after
    assert quote(screened(markdown(text), tmp_path)) == shown


def test_a_long_quote_without_blanks_is_cut_too(tmp_path: Path) -> None:
    shown = quote(screened(markdown("renews by itself-" + "z" * 999), tmp_path))
    assert shown == "renews by …"


def test_a_row_shows_its_cells(tmp_path: Path) -> None:
    assert quote(screened(markdown("| A | B |\n|---|---|\n| It renews by itself | $5 |"), tmp_path)) == (
        "It renews by itself | $5"
    )


def test_markup_of_the_terminal_in_a_quote_is_plain_text(tmp_path: Path) -> None:
    assert quote(screened(markdown("[bold]It renews by itself[/bold]"), tmp_path)) == "[bold]It renews by itself[/bold]"


def test_colours_only_when_asked(tmp_path: Path) -> None:
    result = screened(markdown("It renews by itself."), tmp_path)
    assert "\x1b[" not in report(result)
    assert "\x1b[1;31m" in report(result, colour=True)


def test_lines_fit_the_width(tmp_path: Path) -> None:
    result = screened(markdown("word " * 30 + "renews by itself."), tmp_path)
    assert max(map(len, report(result, width=60).split("\n"))) <= 60


def test_the_table_is_text() -> None:
    lines = table([Row("a.md", "other")], width=115).split("\n")
    assert lines[0] == "All documents, worst first"
    assert lines[-3].split() == ["a.md", "other", *["not", "graded"] * 4]
