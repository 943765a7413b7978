"""One row a document: what each cell says, and the order of the rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.documents import markdown, rule_data, topic_data, write_catalogue

from proposalcheck.annotate.kind import Kind
from proposalcheck.catalogue import load_catalogue
from proposalcheck.document import Problem
from proposalcheck.finding import Result
from proposalcheck.reports.screener import WARNINGS, Row, row_of, warns
from proposalcheck.reports.terminal import table
from proposalcheck.screening import screen_document

BLANKET = rule_data(id="blanket-agreement", severity="medium", check={"kind": "phrase", "any_of": ["we agree to all"]})
SUPERLATIVE = rule_data(
    id="unsupported-superlative", severity="low", check={"kind": "phrase", "any_of": ["world class"]}
)
ESCALATION = topic_data(id="escalation-path", check={"kind": "topic", "strong": ["goes to the board"]})
CHANGES = topic_data(id="change-control", check={"kind": "topic", "strong": ["change request"]})
FUTURE = topic_data(id="future-roadmap", severity="low", check={"kind": "topic", "strong": ["next year we"]})
ALL = (BLANKET, SUPERLATIVE, ESCALATION, CHANGES, FUTURE, rule_data())


def screened(text: str, folder: Path, *rules: dict[str, Any], kind: Kind = "proposal") -> Result:
    catalogue = load_catalogue(write_catalogue(folder, *(rules or ALL)))
    return screen_document(markdown(text), catalogue=catalogue, kind=kind)


def test_the_warnings_are_four() -> None:
    assert list(WARNINGS) == ["promises without context", "hours, not results", "governance unclear", "no future"]


def test_a_row_counts_places_and_gaps(tmp_path: Path) -> None:
    text = "We agree to all. We agree to all of it. World class! It renews by itself. A change request is made."
    assert row_of(screened(text, tmp_path)) == Row(
        path="made.md",
        kind="proposal",
        warnings=("3 places", "", "1 gap", "yes"),
        counts=(1, 3, 2, 0),
        problems=0,
    )


def test_a_row_without_warnings(tmp_path: Path) -> None:
    text = "A delay goes to the board. A change request is made. Next year we add a site."
    row = row_of(screened(text, tmp_path))
    assert (row.warnings, row.counts, row.worst) == (("", "", "", ""), (0, 0, 0, 0), None)


def test_one_place_is_one_place(tmp_path: Path) -> None:
    assert row_of(screened("We agree to all.", tmp_path, BLANKET)).warnings[0] == "1 place"


def test_a_verdict_of_yes_warns_and_one_of_no_does_not(tmp_path: Path) -> None:
    (finding,) = screened("It renews by itself.", tmp_path, rule_data()).findings
    assert [
        warns(replace(finding, type=kind, value=value))  # type: ignore[arg-type]
        for kind, value in [
            ("flag", ""),
            ("gap", ""),
            ("verdict", "yes"),
            ("verdict", "no"),
            ("strength", ""),
            ("unsure", ""),
        ]
    ] == [True, True, True, False, False, False]
    hours = replace(finding, rule="hours-and-rates-focus", type="verdict", value="yes")
    result = replace(screened("Fees.", tmp_path, rule_data()), findings=(hours,))
    assert row_of(result).warnings == ("", "yes", "", "")


def test_a_document_of_no_kind_has_no_warnings(tmp_path: Path) -> None:
    row = row_of(screened("We agree to all.", tmp_path, kind="other"))
    assert (row.kind, row.warnings, row.counts) == ("other", (), (0, 0, 0, 0))


def test_problems_are_counted(tmp_path: Path) -> None:
    result = replace(screened("Fees.", tmp_path), problems=(Problem("read", "x"), Problem("check", "y")))
    assert row_of(result).problems == 2


@pytest.mark.parametrize(
    ("counts", "worst"),
    [
        ((0, 0, 0, 0), None),
        ((1, 2, 3, 4), "high"),
        ((0, 2, 0, 4), "medium"),
        ((0, 0, 1, 0), "low"),
        ((0, 0, 0, 1), "info"),
    ],
)
def test_the_worst_severity(counts: tuple[int, ...], worst: str | None) -> None:
    assert Row("a", counts=counts).worst == worst


FOUR = ("", "", "", "")
ROWS = [
    Row("broken.pdf", error="it is empty"),
    Row("notes.md", "other"),
    Row("calm.md", "sow", FOUR, (0, 1, 9, 0)),
    Row("b.md", "msa", FOUR, (2, 0, 0, 0)),
    Row("a.md", "msa", FOUR, (2, 0, 0, 0)),
    Row("warned.md", "msa", ("1 place", "", "", "yes"), (2, 0, 0, 0), "vendor", "partner", problems=1),
    Row("worst.md", "proposal", FOUR, (3, 0, 0, 0)),
    Row("middling.md", "sow", FOUR, (0, 2, 0, 0)),
]


def test_rows_come_worst_first_then_ungraded_then_unreadable() -> None:
    lines = table(ROWS, width=160).split("\n")
    names = [line.split()[0] for line in lines if ".md" in line or ".pdf" in line]
    assert names == ["worst.md", "warned.md", "a.md", "b.md", "middling.md", "calm.md", "notes.md", "broken.pdf"]


def test_what_each_row_says() -> None:
    cells = {line.split()[0]: line.split()[1:] for line in table(ROWS, width=160).split("\n") if line.strip()}
    assert cells["worst.md"] == ["proposal", "-", "-", "-", "-", "3", "0", "0"]
    assert cells["warned.md"] == ["msa", "(!)", "1", "place", "-", "-", "yes", "vendor", "partner", "2", "0", "0"]
    assert cells["notes.md"] == ["other", *["not", "graded"] * 4]
    assert cells["broken.pdf"] == ["not", "read"]


LEGEND = [
    "posture: the model that the paper is written for; fits: the model that fits the work",
    "(!): a part of the document could not be looked at",
]


def test_what_the_cells_do_not_say_stands_below() -> None:
    assert table(ROWS, width=160).split("\n")[-3:] == [*LEGEND, ""]
    assert [line for line in table([ROWS[2]], width=160).split("\n") if line in LEGEND] == []


def test_a_window_too_narrow_for_the_table_gets_a_list() -> None:
    assert table(ROWS[:3] + ROWS[5:6], width=90) == (
        "All documents, worst first\n"
        "\n"
        "warned.md  msa (!)\n"
        "  2 high, 0 medium, 0 low; posture: vendor; fits: partner\n"
        "  promises without context: 1 place; no future: yes\n"
        "\n"
        "calm.md  sow\n"
        "  0 high, 1 medium, 9 low\n"
        "\n"
        "notes.md  other\n"
        "  not graded\n"
        "\n"
        "broken.pdf  not read\n"
        "\n" + "\n".join(LEGEND) + "\n"
    )


@pytest.mark.parametrize("width", [115, 116, 160])
def test_the_table_loses_no_column(width: int) -> None:
    worst = Row("a" * 60 + ".pdf", "proposal", ("14 places, 3 gaps",) * 4, (123, 45, 6, 0), "body-shop", "partner", 1)
    lines = table([worst], width=width).split("\n")
    heads = next(line for line in lines if line.startswith(" document"))
    row = next(line for line in lines if line.startswith(" aaa"))
    assert heads.split()[-5:] == ["posture", "fits", "high", "medium", "low"]
    assert row.split()[-5:] == ["body-shop", "partner", "123", "45", "6"]
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["in/x/a.md", "in/y/b.md"], ["x/a.md", "y/b.md"]),
        (["in/x/a.md", "in/x/b.md"], ["a.md", "b.md"]),
        (["a.md", "b.md"], ["a.md", "b.md"]),
        (["in/x/a.md"], ["in/x/a.md"]),
        (["in/a.md", "out/b.md"], ["in/a.md", "out/b.md"]),
        (["/in/x/a.md", "in/b.md"], ["/in/x/a.md", "in/b.md"]),
    ],
)
def test_a_folder_that_all_share_is_not_repeated(paths: list[str], shown: list[str]) -> None:
    lines = table([Row(path, "sow", FOUR) for path in paths], width=160).split("\n")
    assert sorted(line.split()[0] for line in lines if ".md" in line) == sorted(shown)
