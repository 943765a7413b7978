"""The warnings of two rounds, paired: those that came, those that went, and those that are worded anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from proposalcheck.finding import SEVERITIES, Finding, Severity, speaks_against
from proposalcheck.rounds.words import ALIKE, Piece, likeness, pieces_between, words_of

ChangeSort = Literal["gained", "resolved", "reworded"]

ALIKE_IN_SECTION = 0.25
"""Two quotes of one rule in the same section are one place, worded anew, when they are at least so much alike."""


@dataclass(frozen=True, slots=True)
class Change:
    """A warning that was gained, resolved or reworded, with what was found of it `before` and `after`.

    Where a topic was resolved `after` is what covers it now; where one was gained `before` is what covered it.
    `pieces` are the words of a quote that was reworded; there are none where only the severity is another.
    """

    sort: ChangeSort
    before: Finding | None
    after: Finding | None
    pieces: tuple[Piece, ...] = ()

    @property
    def told(self) -> Finding:
        """The finding that the change is about: the one that warns, of the later round where both do."""
        first, second = (self.before, self.after) if self.sort == "resolved" else (self.after, self.before)
        found = first or second
        assert found is not None
        return found

    @property
    def severity(self) -> Severity:
        """How bad the warning is that came, went or was changed."""
        return self.told.severity

    @property
    def is_for_the_worse(self) -> bool:
        """Whether a warning was gained, or weighs more than it did."""
        if self.sort != "reworded" or self.before is None:
            return self.sort == "gained"
        return SEVERITIES.index(self.severity) < SEVERITIES.index(self.before.severity)


def changes_between(
    old: Sequence[Finding], new: Sequence[Finding], asked: Collection[str]
) -> tuple[tuple[Change, ...], int]:
    """Return the changes in what the rules `asked` say, the worst first, and how many warnings are as they were."""
    changes: list[Change] = []
    kept = 0
    for rule in sorted(asked):
        before, after = ([one for one in found if one.rule == rule] for found in (old, new))
        of_rule = list(_of_rule(before, after))
        changes += of_rule
        kept += sum(_warns(one) for one in after) - sum(change.sort != "resolved" for change in of_rule)
    order = {"gained": 0, "reworded": 1, "resolved": 2}
    ranked = sorted(changes, key=lambda change: (order[change.sort], SEVERITIES.index(change.severity)))
    return tuple(ranked), kept


def _warns(finding: Finding) -> bool:
    return speaks_against(finding.type, finding.value)


def _of_rule(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[Change]:
    """Yield the changes of one rule: of the one answer of a topic or a verdict, or of the places of a flag."""
    if any(finding.type != "flag" for finding in (*before, *after)) and max(len(before), len(after)) <= 1:
        yield from _of_answer(next(iter(before), None), next(iter(after), None))
    else:
        yield from _of_places([one for one in before if _warns(one)], [one for one in after if _warns(one)])


def _of_answer(before: Finding | None, after: Finding | None) -> Iterator[Change]:
    warned, warns = (finding is not None and _warns(finding) for finding in (before, after))
    if warns and not warned:
        yield Change("gained", before, after)
    elif warned and not warns:
        yield Change("resolved", before, after)
    elif before and after and warned and before.severity != after.severity:
        yield Change("reworded", before, after)


def _of_places(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[Change]:
    """Yield what became of the places of a flag: those found again go first, then the likest, then what is left."""
    again = {finding.fingerprint: finding for finding in before}
    came = [finding for finding in after if finding.fingerprint not in again]
    for finding in after:
        earlier = again.pop(finding.fingerprint, None)
        if earlier and earlier.severity != finding.severity:
            yield Change("reworded", earlier, finding)
    went = list(again.values())
    for earlier, later in _likest(went, came):
        went.remove(earlier)
        came.remove(later)
        yield Change("reworded", earlier, later, pieces_between(_quoted(earlier), _quoted(later)))
    yield from (Change("gained", None, finding) for finding in came)
    yield from (Change("resolved", finding, None) for finding in went)


def _likest(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """Yield pairs of places that are one place worded anew, the likest first, no place in two of them."""
    ranked = sorted(
        (-_nearness(earlier, later), first, second)
        for first, earlier in enumerate(before)
        for second, later in enumerate(after)
    )
    used: set[tuple[str, int]] = set()
    for far, first, second in ranked:
        places = {("before", first), ("after", second)}
        if far and not used & places:
            used |= places
            yield before[first], after[second]


def _nearness(earlier: Finding, later: Finding) -> float:
    """Return how alike two places are, 0 where they are not one place; within one section less will do."""
    least = ALIKE_IN_SECTION if _section(earlier) and _section(earlier) == _section(later) else ALIKE
    return likeness(words_of(_quoted(earlier)), words_of(_quoted(later)), least)


def _section(finding: Finding) -> str:
    return finding.evidence[0].location.section if finding.evidence else ""


def _quoted(finding: Finding) -> str:
    return " … ".join(evidence.quote for evidence in finding.evidence)
