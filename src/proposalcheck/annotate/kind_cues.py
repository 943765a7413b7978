"""Loads the cues by which a proposal, a statement of work, a services agreement and anything else are told apart.

The cues themselves are data, in kind_cues.toml. The weights live in models/kind and fit exactly that table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Kind = Literal["proposal", "sow", "msa", "other"]
"""What a document can be; `other` is everything that no vendor would be held to."""

Place = Literal["title", "opening", "headings", "body"]
"""Where phrases count: the short lines at the top, the first 300 words, headings and short lines, or everywhere."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Phrases that speak together for one or two kinds of document.

    `name` is unique and says in plain words what the phrases are; `speaks_for` holds the kinds for which it may be
    given as a reason. `absent` is the reason when none of the phrases occurs; a cue without it then gives none. What
    `pattern` matches in the text as it stands counts as well.
    """

    name: str
    place: Place
    speaks_for: tuple[Kind, ...]
    phrases: tuple[str, ...] = ()
    absent: str = ""
    pattern: str = ""


@cache
def cues() -> tuple[Cue, ...]:
    """Return every cue; a document is measured as one number for each, in this order."""
    table = resources.files("proposalcheck.annotate").joinpath("kind_cues.toml").read_text(encoding="utf-8")
    return tuple(
        Cue(
            name=entry["name"],
            place=entry["place"],
            speaks_for=tuple(entry["speaks_for"]),
            phrases=tuple(" ".join(phrase.split()) for phrase in entry.get("phrases", "").split(";") if phrase.strip()),
            absent=entry.get("absent", ""),
            pattern=entry.get("pattern", ""),
        )
        for entry in tomllib.loads(table)["cue"]
    )


def spelt_out(phrase: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of `phrase`, once for each way to read its "(s)": "task order(s)" is two phrases."""
    head, optional, tail = phrase.partition("(s)")
    for ending in ("", "s") if optional else ("",):
        for words in spelt_out(tail) if optional else ((),):
            yield (*f"{head}{ending}".split(), *words)
