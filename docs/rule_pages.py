"""Rules -> one Markdown page each, and an index by family: all of it from the rule files, nothing written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from proposalcheck.catalogue import Catalogue, Rule
from proposalcheck.catalogue.bands import SeverityBand
from proposalcheck.catalogue.model_use import told
from proposalcheck.catalogue.schema import MARKS, Example, SeverityCase
from proposalcheck.catalogue.sides import seen_by

KINDS = {"proposal": "proposal", "sow": "statement of work", "msa": "services agreement"}
TYPES = {
    "flag": "words are there that warn; each place is quoted",
    "topic": "something that a good document covers; quoted where it is there, a gap where it is not",
    "verdict": "a judgement on the whole document, with its arithmetic",
}
_SIDES = {"client": "the client", "provider": "the provider", "both": "both sides"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def rule_pages(catalogue: Catalogue) -> dict[str, str]:
    """Return the text of every page by its name inside docs/rules/."""
    rules = list(catalogue.rules.values())
    return {"README.md": _index(rules), **{f"{rule.id}.md": rule_page(rule) for rule in rules}}


def _index(rules: Sequence[Rule]) -> str:
    families = [(family, list(inside)) for family, inside in groupby(rules, key=lambda rule: rule.family)]
    listed = ", ".join(f"[{family}](#{family}) ({len(inside)})" for family, inside in families)
    kinds = "\n".join(f"- **{name}**: {meaning}" for name, meaning in TYPES.items())
    head = f"# Rules\n\nThere are {len(rules)}, by family: {listed}.\n\n{kinds}\n"
    return "\n".join([head, *(_family(name, inside) for name, inside in families), _FOOT.format(source="rules/")])


_FOOT = "---\n\nMade from `{source}` by `make docs`.\n"


def _family(name: str, rules: Sequence[Rule]) -> str:
    rows = [
        f"| [{rule.id}]({rule.id}.md) | {_plain(rule.title)} | {rule.type} | {_severity(rule)} | "
        f"{', '.join(KINDS[kind] for kind in rule.applies_to)} |"
        for rule in rules
    ]
    return "\n".join(
        [f"## {name}\n", "| id | title | type | severity | documents |", "|---|---|---|---|---|", *rows, ""]
    )


def _severity(rule: Rule) -> str:
    """Return the severities that findings of a rule may have, worst first."""
    order = ("high", "medium", "low", "info")
    answers = [answer.severity for answer in rule.answers.values()]
    cases = [case.severity for case in rule.severity_when]
    cases += [band.severity for band in rule.severity_by_value]
    possible = {*(answers or [rule.severity]), *rule.severity_by_side.values(), *cases}
    return " or ".join(severity for severity in order if severity in possible)


def rule_page(rule: Rule) -> str:
    """Return the page of one rule."""
    return "\n".join(part for part in _parts(rule))


def _parts(rule: Rule) -> Iterator[str]:
    yield f"# {_plain(rule.title)}\n\n{_plain(rule.summary)}\n"
    yield _table([*_facts(rule)])
    yield f"## Why it matters\n\n{_plain(rule.why)}\n"
    yield f"## What to ask\n\n{_plain(rule.ask)}\n"
    yield f"## Wording to offer\n\n{_quoted(rule.fallback)}\n"
    yield f"## What a report says\n\n{_table([('when', 'words'), *_messages(rule)])}"
    if rule.provider is not None:
        yield from _provider(rule)
    yield from _examples(rule)
    yield _FOOT.format(source=f"rules/{rule.family}/{rule.id}.yaml")


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "id", f"`{rule.id}`"
    yield "family", f"[{rule.family}](README.md#{rule.family})"
    yield "type", f"{rule.type}: {TYPES[rule.type]}"
    if not rule.answers:
        missing = ", where it is missing" if rule.type == "topic" else ""
        yield "severity", _severities(rule) + missing
    yield "documents", ", ".join(KINDS[kind] for kind in rule.applies_to)
    if rule.check.limit:
        yield "limit", rule.check.limit
    if used := told(rule):
        yield "model", _plain(used)
    yield "status", rule.status


def _severities(rule: Rule) -> str:
    """Return the severity of a warning, and what it is where the words are of one of its cases or speak of one side."""
    told = [f"{case.severity} where {_case(case)}" for case in rule.severity_when]
    told += [f"{band.severity} where {_band(band)}" for band in rule.severity_by_value]
    told += [f"{severity} where they speak of {_SIDES[side]}" for side, severity in rule.severity_by_side.items()]
    return f"{', '.join(told)}, else {rule.severity}" if told else rule.severity


def _band(band: SeverityBand) -> str:
    """Return a band in words: "the figure is below 10 days, or there is none"."""
    limit = f"below {band.below}" if band.below else f"above {band.above}"
    return f"the figure is {limit}{', or there is none' if band.outright else ''}"


def _case(case: SeverityCase) -> str:
    """Return the conditions of a case in words: each key with what it looks for."""
    asked: dict[str, list[str]] = {}
    for key, words in [*case.phrases(), *case.signals()]:
        asked.setdefault(key, []).append(f'"{_plain(words)}"')
    return " and ".join(f"`{key}` is {' or '.join(words)}" for key, words in asked.items())


def _messages(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield what is said and when; words in braces stand for what was found."""
    if rule.answers:
        for name, answer in rule.answers.items():
            yield f"{name} ({answer.severity})", _plain(answer.message)
        return
    yield "it warns", _plain(rule.message)
    if rule.message_if_fine:
        yield "all is well", _plain(rule.message_if_fine)


def _provider(rule: Rule) -> Iterator[str]:
    seen = seen_by(rule, "provider")
    severity = _severities(seen)
    yield f"## When a provider reads\n\nSeverity: {severity}.\n\n{_plain(seen.why)}\n"
    yield f"Ask: {_plain(seen.ask)}\n\n{_quoted(seen.fallback)}\n"


def _examples(rule: Rule) -> Iterator[str]:
    found, left_alone = ("Examples", "Near misses") if rule.answers else _HEADINGS[rule.type]
    marked = "The words found are in **bold**, or between ⟦ and ⟧ in a longer text." if rule.type == "flag" else ""
    yield _listed(found, rule.examples.flag, marked)
    yield _listed(left_alone, rule.examples.near_miss)
    if rule.examples.known_wrong:
        yield _listed("Gets wrong today", rule.examples.known_wrong, "These are written as they should come out.")


_HEADINGS = {
    "flag": ("Finds", "Leaves alone"),
    "topic": ("Counts as covered", "Does not cover it"),
    "verdict": ("Answers yes", "Answers no"),
}


def _listed(title: str, examples: Sequence[Example], note: str = "") -> str:
    """Return the examples under a title: first those of one line, then longer ones as they stand."""
    short = "\n".join(_line(example) for example in examples if "\n" not in example.text)
    long = [_block(example) for example in examples if "\n" in example.text]
    return "\n\n".join(part for part in (f"## {title}", note, short, *long) if part) + "\n"


def _line(example: Example) -> str:
    left, right = MARKS
    words = _plain(example.text).replace(left, "**").replace(right, "**")
    return f"- {words} *({_told(example)})*" if _told(example) else f"- {words}"


def _block(example: Example) -> str:
    told = f"\n\n*{_told(example)}*" if _told(example) else ""
    return f"```text\n{example.text}\n```{told}"


def _told(example: Example) -> str:
    return ": ".join(part for part in (example.answer, _plain(example.because)) if part)


def _quoted(words: str) -> str:
    return f"> {_plain(words)}"


def _plain(words: str) -> str:
    """Return `words` on one line, with nothing in them that Markdown would take for its own."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def _table(rows: Sequence[tuple[str, str]]) -> str:
    head, *body = rows
    lines = [f"| {head[0]} | {head[1]} |", "|---|---|", *(f"| {left} | {right} |" for left, right in body)]
    return "\n".join(lines) + "\n"
