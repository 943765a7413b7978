"""Markdown for a comment on a pull request: a table of the documents, then what warns, worst first, with quotes.

GitHub takes 65,536 characters. What does not fit is left out from the end, and the report says how many were.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

from proposalcheck.finding import SEVERITIES
from proposalcheck.reports.json import part, unread
from proposalcheck.reports.quotes import bracketed, place_of
from proposalcheck.reports.screener import told_warns
from proposalcheck.wording import TYPES, counted

__all__ = ["part", "unread", "whole"]

MOST_CHARACTERS = 65_536
_FOR_THE_LAST_LINE = 200
_QUOTES_SHOWN, _QUOTE_LENGTH = 5, 600
_SPECIAL = re.compile(r"([\\`*_\[\]|~])|(?<![^\n])([#+>=-])|(?<![^\n])(\d+)(?=[.)])")
_LINKS = {"@": "&#64;", "#": "&#35;", "<": "&lt;", "://": "&#58;//", "www.": "www&#46;"}
_LINKING = re.compile("|".join(re.escape(sign) for sign in _LINKS))


def whole(parts: Sequence[object]) -> str:
    """Return the comment on all documents."""
    objects = [cast("dict[str, Any]", told) for told in parts]
    out = "\n".join([*_summary(objects), *_unread(objects), ""])
    pieces = list(_pieces(objects, several=len(objects) > 1))
    for place, (piece, _) in enumerate(pieces):
        if len(out) + len(piece) > MOST_CHARACTERS - _FOR_THE_LAST_LINE:
            left = counted(sum(findings for _, findings in pieces[place:]), "finding")
            return f"{out}\n**{left} left out**: a comment holds no more. Other formats have them all.\n"
        out += piece
    return out


def _summary(objects: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "## Proposal check"
    yield ""
    yield "| Document | Kind | Really a | High | Medium | Low | Covered | Not looked at |"
    yield "|---|---|---|--:|--:|--:|--:|--:|"
    for told in objects:
        document, findings = told["document"], [_row(finding) for finding in told["findings"]]
        counts = [str(sum(severity == one for severity, _ in findings)) for one in SEVERITIES[:3]]
        covered = str(sum(kind == "strength" for _, kind in findings))
        posture = told.get("scorecard", {}).get("posture", "")
        named = [plain(document["path"]), document.get("kind", "not read"), posture]
        yield f"| {' | '.join([*named, *counts, covered, str(len(told['problems']))])} |"


def _row(finding: dict[str, Any]) -> tuple[str, str]:
    """Return the severity of a finding that warns, or its type where it does not."""
    return (finding["severity"], "warning") if told_warns(finding) else ("", finding["type"])


def _unread(objects: Sequence[dict[str, Any]]) -> Iterator[str]:
    problems = [(told["document"]["path"], problem) for told in objects for problem in told["problems"]]
    if problems:
        yield ""
        yield "**Could not be looked at**"
        yield ""
    for path, problem in problems:
        where = bracketed(problem.get("location", ""))
        yield f"- {plain(path)}: {plain(problem['what'].removeprefix(f'{path}: '))}{plain(where)}"


def _pieces(objects: Sequence[dict[str, Any]], *, several: bool) -> Iterator[tuple[str, int]]:
    """Yield the report piece by piece, each with the findings it tells: the title of a severity, then rule by rule."""
    for severity in SEVERITIES:
        by_rule: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for told in objects:
            for finding in told["findings"]:
                if told_warns(finding) and finding["severity"] == severity:
                    by_rule.setdefault((told["document"]["path"], finding["rule"]), []).append(finding)
        if by_rule:
            yield f"\n### {severity.capitalize()} ({sum(map(len, by_rule.values()))})\n\n", 0
        for (path, _), findings in by_rule.items():
            yield _of_rule(findings, path if several else ""), len(findings)


def _of_rule(findings: Sequence[dict[str, Any]], path: str) -> str:
    """Return what one rule says of one document, folded up under its title."""
    first = findings[0]
    name = html.escape(first["title"]) + (f" · <code>{html.escape(path)}</code>" if path else "")
    places = f", {len(findings)} places" if len(findings) > 1 else ""
    lines = [f"<details><summary><b>{name}</b> ({TYPES[first['type']]}: {first['rule']}{places})</summary>", ""]
    if len(findings) == 1 and first["message"] not in ("", first["title"]):
        lines += [plain(first["message"]), ""]
    quotes = [evidence for finding in findings for evidence in finding["evidence"]]
    for evidence in quotes[:_QUOTES_SHOWN]:
        lines += [f"> {_quote(evidence)}", ""]
    if len(quotes) > _QUOTES_SHOWN:
        lines += [f"and {counted(len(quotes) - _QUOTES_SHOWN, 'more place')}", ""]
    for label, words in (("Why", first["why"]), ("Ask", first["ask"]), ("Wording to offer", first["fallback"])):
        lines += [f"**{label}:** {plain(' '.join(words.split()))}", ""] if words else []
    return "\n".join([*lines, "</details>\n"])


def _quote(evidence: dict[str, Any]) -> str:
    words = " ".join(evidence["quote"].split())
    shown = words if len(words) <= _QUOTE_LENGTH else f"{words[:_QUOTE_LENGTH]}…"
    return f"“{plain(shown)}”{bracketed(plain(place_of(evidence['page'], evidence['section'])))}"


def plain(words: str) -> str:
    """Return `words` so that nothing in them is taken for Markdown, HTML, a mention, a link or an issue."""
    plain = _SPECIAL.sub(lambda found: f"{found.group()}\\" if found.group(3) else f"\\{found.group()}", words)
    return _LINKING.sub(lambda found: _LINKS[found.group()], plain)
