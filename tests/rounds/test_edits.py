"""Passages of two rounds, paired."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rounds.drafts import rounds_of

from proposalcheck.rounds.edits import Edit


def told(edits: tuple[Edit, ...]) -> list[tuple[str, str | None, str | None]]:
    return [
        (edit.sort, edit.before.words if edit.before else None, edit.after.words if edit.after else None)
        for edit in edits
    ]


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ("One law rules.", "One law rules.\n\nTwo judges sit.", [("put in", None, "Two judges sit.")]),
        ("One law rules.\n\nTwo judges sit.", "One law rules.", [("taken out", "Two judges sit.", None)]),
        (
            "The law of Ohio rules here.",
            "The law of Utah rules here.",
            [("reworded", "The law of Ohio rules here.", "The law of Utah rules here.")],
        ),
        (
            "The law of Ohio rules.",
            "Disputes go to a judge in Leeds.",
            [("put in", None, "Disputes go to a judge in Leeds."), ("taken out", "The law of Ohio rules.", None)],
        ),
    ],
)
def test_a_passage_is_put_in_taken_out_or_reworded(
    tmp_path: Path, before: str, after: str, edits: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(rounds_of(tmp_path, before, after).edits) == edits


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "One law rules.\n\nTwo judges sit.\n\nThree men wait.",
            "Two judges sit.\n\nThree men wait.\n\nOne law rules.",
        ),
        ("## 4 Law\n\n4.1 One law rules.", "## 5 Law\n\n5.1 One law rules."),
        ("“One” law rules.", '"One"  law rules.'),
    ],
)
def test_what_was_moved_renumbered_or_set_otherwise_is_no_edit(tmp_path: Path, before: str, after: str) -> None:
    assert rounds_of(tmp_path, before, after).edits == ()


def test_passages_that_a_warning_quotes_are_left_to_it(tmp_path: Path) -> None:
    rounds = rounds_of(
        tmp_path, "Tea is served.\n\nA penalty of 5% is due.", "Coffee is served.\n\nA penalty of 8% is due."
    )
    assert [change.sort for change in rounds.changes] == ["reworded"]
    assert told(rounds.edits) == [("reworded", "Tea is served.", "Coffee is served.")]


def test_a_row_of_a_table_is_one_passage(tmp_path: Path) -> None:
    table = "| Role | Rate |\n|---|---|\n| Tester | $130 |\n| Lead | $190 |"
    rounds = rounds_of(tmp_path, table, table.replace("$130", "$140"))
    assert told(rounds.edits) == [("reworded", "Tester\t$130", "Tester\t$140")]


def test_pairs_keep_their_order(tmp_path: Path) -> None:
    before = "Red tiles are laid first.\n\nBlue tiles are laid last."
    after = "Blue tiles are laid first of all.\n\nRed tiles are laid at the last."
    assert [edit.sort for edit in rounds_of(tmp_path, before, after).edits] == ["reworded", "reworded"]
