"""Two rounds of one draft as Markdown, for a comment on a pull request or a note to the team."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from proposalcheck.reports.markdown import plain
from proposalcheck.reports.quotes import bracketed
from proposalcheck.reports.rounds.told import found_in, head, marked, of_sort, quoted, summary, where

_SIGNS = {"kept": "{}", "taken out": "~~{}~~", "put in": "**{}**"}


def markdown(told: dict[str, Any]) -> str:
    """Return the report."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: dict[str, Any]) -> Iterator[str]:
    old, new = (plain(told[one]["document"]["path"]) for one in ("old", "new"))
    yield from (f"## {old} → {new}", "", " ".join(summary(told)), "")
    if told["scores"]:
        yield from ("| Score, of 100 | before | now |", "|---|--:|--:|")
        yield from (f"| {one['name']} | {one['before']} | {one['after']} |" for one in told["scores"])
        yield ""
    for sort in ("gained", "reworded", "resolved"):
        changes = of_sort(told, sort)
        yield from (f"### {sort.capitalize()} ({len(changes)})", "") if changes else ()
        for change in changes:
            yield from _change(change)
        yield from ("",) if changes else ()
    if told["edits"]:
        yield from (f"### Other changes, which no rule speaks of ({len(told['edits'])})", "")
        yield from (_edit(edit) for edit in told["edits"])


def _change(change: dict[str, Any]) -> Iterator[str]:
    before, after = change["before"], change["after"]
    yield f"- **{plain(head(change))}** ({change['severity']}: {change['rule']})"
    if before and after and before["severity"] != after["severity"] and change["change"] == "reworded":
        yield f"  - was {before['severity']} before"
    if change["words"]:
        place = plain(where(after["evidence"][0]))
        yield f"  - “{marked(change['words'], _signed)}”{bracketed(place)}"
        return
    for name, finding in (("before", before), ("now", after)):
        for evidence in found_in(finding)[:1]:
            yield f"  - {name}: “{plain(quoted(evidence))}”{bracketed(plain(where(evidence)))}"


def _edit(edit: dict[str, Any]) -> str:
    passage = edit["after"] or edit["before"]
    words = marked(edit["words"], _signed) if edit["words"] else plain(quoted(passage))
    return f"- {edit['change']}{bracketed(plain(where(passage)))}: “{words}”"


def _signed(sort: str, words: str) -> str:
    return _SIGNS[sort].format(plain(words))
