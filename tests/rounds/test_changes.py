"""Warnings of two rounds, paired."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rounds.drafts import rounds_of

from proposalcheck.rounds import Shift
from proposalcheck.rounds.changes import Change
from proposalcheck.rounds.words import Piece

LED = "The project lead is Ana Berg."


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [(change.sort, change.told.rule, change.severity) for change in changes]


def test_the_same_text_has_no_changes(tmp_path: Path) -> None:
    rounds = rounds_of(tmp_path, f"{LED}\n\nA penalty of 5% is due.", f"{LED}\n\nA penalty of 5% is due.")
    assert (rounds.changes, rounds.edits, rounds.shifts, rounds.kept) == ((), (), (), 1)


def test_a_flag_is_gained_and_resolved_with_its_sentence(tmp_path: Path) -> None:
    clean, owed = f"{LED}\n\nNo fee is due.", f"{LED}\n\nA penalty of 5% is due."
    assert told(rounds_of(tmp_path, clean, owed).changes) == [("gained", "penalty", "medium")]
    (change,) = rounds_of(tmp_path, owed, clean).changes
    assert (change.sort, change.after) == ("resolved", None)
    assert change.before is not None
    assert [one.quote for one in change.before.evidence] == ["A penalty of 5% is due."]


def test_a_topic_that_was_covered_and_is_not_is_gained_and_the_reverse_is_resolved(tmp_path: Path) -> None:
    (gained,) = rounds_of(tmp_path, LED, "The work begins.").changes
    assert (gained.sort, gained.told.type, gained.told.rule) == ("gained", "gap", "named-lead")
    assert gained.before is not None
    assert gained.before.type == "strength"
    (resolved,) = rounds_of(tmp_path, "The work begins.", LED).changes
    assert (resolved.sort, resolved.told.type) == ("resolved", "gap")
    assert resolved.after is not None
    assert resolved.after.type == "strength"


def test_a_quote_that_is_like_the_old_one_is_reworded(tmp_path: Path) -> None:
    (change,) = rounds_of(tmp_path, f"{LED}\n\nA penalty of 5% is due.", f"{LED}\n\nA penalty of 8% is due.").changes
    assert change.sort == "reworded"
    assert change.pieces == (
        Piece("kept", "A penalty of"),
        Piece("taken out", "5%"),
        Piece("put in", "8%"),
        Piece("kept", "is due."),
    )


def test_a_quote_that_is_unlike_is_another_one(tmp_path: Path) -> None:
    after = "The buyer shall be charged penalties for any of the acts that Annex 2 names."
    rounds = rounds_of(tmp_path, f"{LED}\n\nA penalty of 5% is due.", f"{LED}\n\n{after}")
    assert told(rounds.changes) == [("gained", "penalty", "medium"), ("resolved", "penalty", "medium")]
    assert rounds.kept == 0


def test_in_one_section_less_likeness_will_do(tmp_path: Path) -> None:
    before = f"{LED}\n\n## 4 Fines\n\nA penalty of 5% is due at once."
    after = f"{LED}\n\n## 4 Fines\n\nA penalty of the sort that Annex 2 names is owed at the end."
    assert told(rounds_of(tmp_path, before, after).changes) == [("reworded", "penalty", "medium")]
    elsewhere = after.replace("## 4 Fines", "## 9 Money")
    assert [change.sort for change in rounds_of(tmp_path, before, elsewhere).changes] == ["gained", "resolved"]


def test_each_place_is_paired_once_with_the_one_most_like_it(tmp_path: Path) -> None:
    before = f"{LED}\n\nA penalty of 5% is due in May.\n\nA penalty of 5% is due in June."
    after = f"{LED}\n\nA penalty of 5% is due in June or July.\n\nA penalty of 5% is due in May."
    rounds = rounds_of(tmp_path, before, after)
    assert [change.told.evidence[0].quote for change in rounds.changes] == ["A penalty of 5% is due in June or July."]
    assert (rounds.changes[0].sort, rounds.kept) == ("reworded", 1)


@pytest.mark.parametrize(("turned", "worse"), [(False, True), (True, False)])
def test_a_warning_that_weighs_more_is_for_the_worse(tmp_path: Path, *, turned: bool, worse: bool) -> None:
    drafts = [f"{LED}\n\nA penalty of 5% is due.", f"{LED}\n\nAn uncapped penalty of 5% is due."]
    (change,) = rounds_of(tmp_path, *(reversed(drafts) if turned else drafts)).changes
    assert (change.sort, change.is_for_the_worse) == ("reworded", worse)


def test_worst_comes_first_and_gained_before_resolved(tmp_path: Path) -> None:
    before = f"{LED}\n\nThe buyer shall be charged penalties for any of the acts that Annex 2 names."
    after = "A penalty of 5% is due.\n\nAn uncapped penalty of 1% on every open sum is due to us in each week of delay."
    assert told(rounds_of(tmp_path, before, after).changes) == [
        ("gained", "penalty", "high"),
        ("gained", "named-lead", "medium"),
        ("gained", "penalty", "medium"),
        ("resolved", "penalty", "medium"),
    ]


def test_scores_that_moved_are_told(tmp_path: Path) -> None:
    rounds = rounds_of(tmp_path, LED, f"{LED}\n\nA penalty of 5% is due.")
    assert rounds.shifts == (Shift("contract risk", 100, 90),)
