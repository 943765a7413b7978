"""The clauses of agreements for a terminal, 100 columns wide: what is there with its words first, what is not last."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from proposalcheck.reports.quotes import bracketed, cut, on_one_line, place_of
from proposalcheck.wording import counted

WIDTH = 100
_NAME, _QUOTE, _PLACE = 29, 130, 45
"""Columns for a name, and how many characters of a quote and of its place are told."""
_DOUBTFUL = 0.3
"""Words that are less likely than this to be the right ones are told with a "perhaps"."""
_RARE = 0.5
"""A kind that the model told in less than this share of the held-out contracts that had it is easily missed."""


def text(objects: Sequence[dict[str, Any]]) -> str:
    """Return all documents, a blank line between."""
    return "\n\n".join("\n".join(_document(told)) for told in objects) + "\n"


def _document(told: dict[str, Any]) -> Iterator[str]:
    path = told["document"]["path"]
    if all(clause["probability"] is None for clause in told["clauses"]):
        yield f"{path}: {'no sentence to look at' if told['clauses'] else 'could not be read'}"
        return
    found, unsure, missing = (_with(told, answer) for answer in ("yes", "unsure", "no"))
    kinds = counted(len(told["clauses"]), "kind")
    yield f"{path}: {len(found)} of {kinds} of clause found, {len(unsure)} unsure"
    shown: dict[tuple[int, int], str] = {}
    yield from _listed("Found", found, shown)
    yield from _listed("Unsure: look yourself", unsure, shown)
    yield from _not_found(missing, whole=not told["problems"])


def _with(told: dict[str, Any], answer: str) -> list[dict[str, Any]]:
    return [clause for clause in told["clauses"] if clause["answer"] == answer]


def _listed(title: str, clauses: Sequence[dict[str, Any]], shown: dict[tuple[int, int], str]) -> Iterator[str]:
    """Yield a table of clauses: name, probability, best words and their place; nothing where there are none.

    `shown` keeps by their offsets which words were told under which name: nobody needs to read them twice.
    """
    if clauses:
        yield from ("", f"{title:{_NAME + 2}}sure  words that show it")
    for clause in clauses:
        head = f"  {clause['name']:{_NAME}}{clause['probability']:.2f}  "
        yield from textwrap.wrap(_words(clause, shown), WIDTH, initial_indent=head, subsequent_indent=" " * len(head))


def _words(clause: dict[str, Any], shown: dict[tuple[int, int], str]) -> str:
    if not clause["quotes"]:
        return "no sentence stands out"
    best, *others = clause["quotes"]
    more = f", and {counted(len(others), 'other place')}" if others else ""
    perhaps = "perhaps " if best["probability"] < _DOUBTFUL else ""
    before = shown.setdefault((best["start"], best["end"]), clause["name"])
    if before != clause["name"]:
        return f"{perhaps}the words under {before}{more}"
    quote = cut(on_one_line(best["quote"]), _QUOTE)
    place = cut(place_of(best["page"], best["section"]), _PLACE)
    return f"{perhaps}“{quote}”{bracketed(place)}{more}"


def _not_found(clauses: Sequence[dict[str, Any]], *, whole: bool) -> Iterator[str]:
    """Yield the names of what is not there as a paragraph, and which of them the model often misses."""
    if not clauses:
        return
    yield from ("", "Not found" if whole else "Not found in what could be read")
    yield from _wrapped(f"{_names(clauses)}.", "  ")
    if missed := [clause for clause in clauses if clause["recall"] is not None and clause["recall"] < _RARE]:
        words = f"Of these, the model overlooked more than half when it was tested: {_names(missed)}."
        yield from _wrapped(words, "  ")


def _names(clauses: Sequence[dict[str, Any]]) -> str:
    return ", ".join(clause["name"] for clause in clauses)


def _wrapped(words: str, indent: str = "") -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
