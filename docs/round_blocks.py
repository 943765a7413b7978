"""The block of docs/diff.md that is made: two rounds of a sample agreement, compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from proposalcheck import screen
from proposalcheck.catalogue import Catalogue
from proposalcheck.reports.rounds import as_object
from proposalcheck.reports.rounds.text import text
from proposalcheck.rounds import compared

_FIRST = Path(__file__).resolve().parent.parent / "samples" / "one-sided-msa" / "one-sided-msa.md"
_CHANGED = {
    "at any time by notice to Client.": "once a year by not more than 3% on sixty (60) days’ notice.",
    "Overdue amounts bear interest at 2% per month.": "Overdue amounts bear interest at 1.5% per month.",
    "Meetings, priorities and the handling of complaints are arranged as Provider sees fit.": (
        "The project leads meet every Friday. What they cannot settle in three (3) working days goes to the managing "
        "directors, who decide within five (5) working days."
    ),
    "runs for three (3) years.": "runs until [date to be agreed].",
    "without the consent of Client.\n\n2.4": "at its discretion.\n\n2.4",
    "governed by the law of England": "governed by the law of Ohio",
    "| Tester | $130 |": "| Tester | $140 |",
}
"""What the other side changed in the second round, two of it without a word that any rule knows."""


def rounds(catalogue: Catalogue) -> str:
    """Return what `proposalcheck diff` prints of the sample and its second round."""
    second = _FIRST.read_text(encoding="utf-8")
    for before, after in _CHANGED.items():
        if before not in second:
            raise ValueError(f"{_FIRST}: does not say {before!r} any more")
        second = second.replace(before, after)
    with TemporaryDirectory() as folder, chdir(folder):
        Path("round-1.md").write_text(_FIRST.read_text(encoding="utf-8"), encoding="utf-8")
        Path("round-2.md").write_text(second, encoding="utf-8")
        old, new = (screen(path, catalogue=catalogue) for path in ("round-1.md", "round-2.md"))
        return f"```text\n{text(as_object(compared(old, new)))}```"


BLOCKS: Mapping[str, Callable[[Catalogue], str]] = {"rounds": rounds}
"""The blocks by name."""
