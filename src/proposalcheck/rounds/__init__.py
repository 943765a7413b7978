"""Two rounds of one draft: which warnings were gained, resolved or reworded, and what else was changed.

`compared` is the way in. `changes` pairs the findings of both rounds, `edits` their passages, `words` the words of two
that belong together.
"""

from __future__ import annotations

from dataclasses import dataclass

from proposalcheck.finding import Result
from proposalcheck.rounds.changes import Change, changes_between
from proposalcheck.rounds.edits import Edit, edits_between


@dataclass(frozen=True, slots=True)
class Shift:
    """A dimension whose score is another one in the later round, both of 100."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Rounds:
    """What became of a draft from one round to the next.

    `kept` is how many warnings are as they were. `edits` are changed passages that no change of a finding tells of.
    `one_sided` are the rules that were asked in one round alone, as the two were taken for different kinds of document:
    of these nothing is said.
    """

    old: Result
    new: Result
    changes: tuple[Change, ...]
    kept: int
    edits: tuple[Edit, ...]
    shifts: tuple[Shift, ...]
    one_sided: tuple[str, ...]


def compared(old: Result, new: Result) -> Rounds:
    """Return what changed between two rounds of one draft, worst changes first."""
    asked = set(old.rules_run) & set(new.rules_run)
    changes, kept = changes_between(old.findings, new.findings, asked)
    one_sided = sorted(set(old.rules_run) ^ set(new.rules_run))
    return Rounds(
        old=old,
        new=new,
        changes=changes,
        kept=kept,
        edits=edits_between(old.document, new.document, changes),
        shifts=tuple(_shifts(old, new)),
        one_sided=tuple(one_sided),
    )


def _shifts(old: Result, new: Result) -> list[Shift]:
    before = {dimension.name: dimension.score for dimension in old.scorecard.dimensions}
    return [
        Shift(dimension.name, before[dimension.name], dimension.score)
        for dimension in new.scorecard.dimensions
        if before.get(dimension.name, dimension.score) != dimension.score
    ]
