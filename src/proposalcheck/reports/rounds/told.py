"""What every report on two rounds says in the same words: the sum of it, and quotes with what was changed in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from proposalcheck.reports.quotes import cut, on_one_line, place_of
from proposalcheck.wording import counted

MOST = 300
"""How many characters of a passage are told."""
_AROUND = 8
"""How many words are told on either side of what was changed."""

Marks = Callable[[str, str], str]
"""Writes words that were "kept", "taken out" or "put in" in the way of one report."""


def summary(told: dict[str, Any]) -> Iterator[str]:
    """Yield the sentences that come first: how much was changed, and what the paper behaves like."""
    counts = told["counts"]
    gained = f"{counted(counts['gained'], 'warning')} gained{_by_severity(told)}"
    yield f"{gained}, {counts['resolved']} resolved, {counts['reworded']} reworded, {counts['kept']} as before."
    yield f"{counted(len(told['edits']), 'other passage')} changed that no rule speaks of."
    before, after = (told[one].get("posture", "") for one in ("old", "new"))
    if before and after:
        yield (
            f"It behaves like a {after}, as before."
            if before == after
            else f"It behaved like a {before}, and now like a {after}."
        )
    if told["not_compared"]:
        rules = counted(len(told["not_compared"]), "rule")
        yield f"The two were taken for different kinds of document: {rules} asked of one alone cannot be compared."


def _by_severity(told: dict[str, Any]) -> str:
    gained = [change["severity"] for change in told["changes"] if change["change"] == "gained"]
    parts = [f"{gained.count(severity)} {severity}" for severity in ("high", "medium", "low") if severity in gained]
    return f" ({', '.join(parts)})" if parts else ""


def of_sort(told: dict[str, Any], sort: str) -> list[dict[str, Any]]:
    """Return the changes of warnings that were gained, resolved or reworded."""
    return [change for change in told["changes"] if change["change"] == sort]


def head(change: dict[str, Any]) -> str:
    """Return the title of a change; what was found missing, or is missing no more, says so."""
    warning = change["before"] if change["change"] == "resolved" else change["after"]
    if warning["type"] != "gap":
        return str(change["title"])
    return f"No longer missing: {change['title']}" if change["change"] == "resolved" else f"Missing: {change['title']}"


def found_in(finding: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Return the places that a finding was found in; what a gap touches on in passing is none."""
    return finding["evidence"] if finding and finding["type"] != "gap" else []


def marked(pieces: Sequence[dict[str, str]], marks: Marks) -> str:
    """Return a passage with what was changed in it; of what was kept, the words next to that."""
    last = len(pieces) - 1
    shown = [
        _beside(piece["words"], opens=place == 0, ends=place == last) if piece["sort"] == "kept" else piece["words"]
        for place, piece in enumerate(pieces)
    ]
    return " ".join(marks(piece["sort"], words) for piece, words in zip(pieces, shown, strict=True))


def _beside(words: str, *, opens: bool, ends: bool) -> str:
    """Return the words that stand next to a change: the last ones, the first ones, or both."""
    every = words.split()
    most = _AROUND if opens or ends else 2 * _AROUND
    if len(every) <= most + 1:
        return words
    first = [] if opens else every[:_AROUND]
    last = [] if ends else every[-_AROUND:]
    return " ".join([*first, "…", *last])


def quoted(passage: dict[str, Any]) -> str:
    """Return the words of a passage on one line, cut where they are many."""
    return cut(" ".join(on_one_line(passage["quote"]).split()), MOST)


def where(passage: dict[str, Any]) -> str:
    """Return where a passage stands, as a reader would cite it."""
    return place_of(passage["page"], passage["section"])
