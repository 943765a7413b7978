"""Two rounds of one draft for a terminal, 100 columns wide: what was gained first, what no rule speaks of last."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from proposalcheck.reports.quotes import bracketed
from proposalcheck.reports.rounds.told import found_in, head, marked, of_sort, quoted, summary, where

WIDTH = 100
_SIGNS = {"kept": "{}", "taken out": "[-{}-]", "put in": "{{+{}+}}"}
"""How words that were changed are shown, as `git diff --word-diff` does."""
_QUOTES = 3
"""How many places of one finding are told."""
_EDITS = 50
"""How many of the other changes are told; JSON and Markdown have all of them."""


def text(told: dict[str, Any]) -> str:
    """Return the report."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['old']['document']['path']} -> {told['new']['document']['path']}"
    yield from _wrapped(" ".join(summary(told)))
    if told["scores"]:
        yield from ("", "SCORES THAT MOVED, of 100")
        yield from (f"  {one['name']:26}{one['before']:4} -> {one['after']}" for one in told["scores"])
    for sort in ("gained", "reworded", "resolved"):
        changes = of_sort(told, sort)
        if changes:
            yield from ("", f"{sort.upper()} ({len(changes)})")
        for place, change in enumerate(changes):
            asked = place > 0 and changes[place - 1]["rule"] == change["rule"]
            yield from _change(change, asked=asked)
    yield from _edits(told["edits"])


def _change(change: dict[str, Any], *, asked: bool) -> Iterator[str]:
    """Yield one change, with its question where that was not `asked` right before."""
    yield ""
    yield from _wrapped(f"{change['severity'].upper()}  {head(change)}  [{change['rule']}]", "  ")
    yield from _wording(change)
    if change["change"] == "gained" and change["after"]["ask"] and not asked:
        yield from _wrapped(f"Ask: {' '.join(change['after']['ask'].split())}", "    ")


def _wording(change: dict[str, Any]) -> Iterator[str]:
    """Yield the words of a change: those that were changed, or those of either round behind its name."""
    before, after = change["before"], change["after"]
    if before and after and before["severity"] != after["severity"] and change["change"] == "reworded":
        yield from _wrapped(f"Was {before['severity']} before.", "    ")
    if change["words"]:
        place = where(after["evidence"][0])
        yield from _wrapped(f"“{marked(change['words'], _signed)}”{bracketed(place)}", "    ")
        return
    for name, finding in (("Before", before), ("Now", after)):
        for evidence in found_in(finding)[:_QUOTES]:
            yield from _wrapped(f"{name}: “{quoted(evidence)}”{bracketed(where(evidence))}", "    ")


def _edits(edits: list[dict[str, Any]]) -> Iterator[str]:
    if edits:
        yield from ("", f"OTHER CHANGES, which no rule speaks of ({len(edits)})")
    for edit in edits[:_EDITS]:
        passage = edit["after"] or edit["before"]
        yield ""
        yield from _wrapped(f"{edit['change'].capitalize()}{bracketed(where(passage))}", "  ")
        words = marked(edit["words"], _signed) if edit["words"] else quoted(passage)
        yield from _wrapped(f"“{words}”", "    ")
    if len(edits) > _EDITS:
        yield from ("", f"  and {len(edits) - _EDITS:,} more, all of which --format json tells")


def _signed(sort: str, words: str) -> str:
    return _SIGNS[sort].format(words)


def _wrapped(words: str, indent: str = "") -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
