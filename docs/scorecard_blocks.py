"""The blocks of docs/scorecard.md that are made from the program: tables of its figures, and a worked example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from proposalcheck import screen
from proposalcheck.catalogue import Catalogue
from proposalcheck.checks.verdict import Weight
from proposalcheck.finding import Dimension, Finding, Result
from proposalcheck.reports import terminal
from proposalcheck.scorecard.assurance import CLEAR_KIND, LEFT_OUT, MOST_LEFT_OUT
from proposalcheck.scorecard.dimensions import DIMENSIONS, EARNED, MEANINGS, MOST_PLACES, PENALTIES, WEIGHTS
from proposalcheck.scorecard.fit import fit_table

TOP = Path(__file__).resolve().parent.parent
_SAMPLE, _EXAMPLE = "samples/one-sided-msa/one-sided-msa.md", "strategic partnership"
_ADVISED = "samples/sober-proposal/sober-proposal.pdf"
_POSTURES = ("vendor", "partner", "body-shop")


def dimensions(catalogue: Catalogue) -> str:
    """Return the dimensions with what a high score means and the rules that make it."""
    rows = [(name, MEANINGS[name], ", ".join(_linked(rules, catalogue))) for name, rules in DIMENSIONS.items()]
    return _table(("dimension", "a high score means", "rules"), rows)


def _linked(rules: Sequence[str], catalogue: Catalogue) -> Iterator[str]:
    for name in rules:
        family = name.removesuffix("/")
        if family != name:
            number = sum(rule.family == family for rule in catalogue.rules.values())
            yield f"all {number} of [{family}](rules/README.md#{family})"
        else:
            yield f"[{name}](rules/{name}.md)"


def points(_: Catalogue) -> str:
    """Return what a rule counts, by its severity."""
    rows = [(severity, f"{WEIGHTS[severity]}", f"{PENALTIES[severity]}") for severity in WEIGHTS]
    table = _table(("severity", "a covered topic earns", "a warning takes away"), rows)
    return f"{table}\n\nOf one rule, {MOST_PLACES} places count at most, and each after the first takes a quarter."


def example(catalogue: Catalogue) -> str:
    """Return one score of one sample with everything that went into it."""
    result = _screened(_SAMPLE)
    (dimension,) = (found for found in result.scorecard.dimensions if found.name == _EXAMPLE)
    rows = [_counted(finding, place, catalogue) for finding, place in _inside(dimension, result)]
    table = _table(("rule", "what was found", "severity of the rule", "counts"), rows)
    return (
        f"`{_SAMPLE}`, “{dimension.name}”: **{dimension.score}** of 100.\n\n{table}\n\n"
        f"The program tells it as: {dimension.why}."
    )


def _inside(dimension: Dimension, result: Result) -> Iterator[tuple[Finding, int]]:
    """Yield the findings that made the score, each with its place among those of its rule, from 0."""
    by_fingerprint = {finding.fingerprint: finding for finding in result.findings}
    seen: Counter[str] = Counter()
    for fingerprint in dimension.findings:
        finding = by_fingerprint[fingerprint]
        yield finding, seen[finding.rule]
        seen[finding.rule] += 1


def _counted(finding: Finding, place: int, catalogue: Catalogue) -> tuple[str, str, str, str]:
    severity = catalogue.rules[finding.rule].severity
    counts = "nothing"
    if finding.type in EARNED:
        counts = f"{WEIGHTS[severity] * EARNED[finding.type]:g} of {WEIGHTS[severity]}"
    elif (finding.type == "flag" or finding.value == "yes") and place < MOST_PLACES:
        counts = f"{PENALTIES[finding.severity] * (0.25 if place else 1):g} off"
    found = finding.type if finding.type != "verdict" else f"verdict: {finding.value}"
    return f"[{finding.rule}](rules/{finding.rule}.md)", found, severity, counts


def fit(_: Catalogue) -> str:
    """Return what speaks for a vendor and what for a partner."""
    table = fit_table()
    rows = [
        (model, weight.say, str(weight.points * weight.most), _goes_by(weight))
        for model, weights in (("vendor", table.vendor), ("partner", table.partner))
        for weight in weights
    ]
    listed = _table(("model", "what speaks for it", "points at most", "found by"), rows)
    needed = f"A model needs {table.enough} points at least, and more than {table.share:.0%} of all points"
    return f"{listed}\n\n{needed}, with one added to either side."


def _goes_by(weight: Weight) -> str:
    if weight.rule:
        return f"rule [{weight.rule}](rules/{weight.rule}.md)"
    return ", ".join(f"signal [{name}](../rules/signals/{name}.yaml)" for name in weight.any_signal)


def advice(_: Catalogue) -> str:
    """Return what a buyer is advised, by the model that fits and the one that the paper is written for."""
    given = fit_table().advice["client"]
    rows = [(model, posture, given[model][posture]) for model in ("vendor", "partner") for posture in _POSTURES]
    why = {
        "even": "as much on either side",
        "silent": "too little said",
        "frame": "too little said, in an agreement",
        "unread": "most pages unread",
    }
    rows += [("unsure", why[case], words) for case, words in given["unsure"].items()]
    return _table(("the work fits", "the paper is", "advice"), rows)


def recommendation(_: Catalogue) -> str:
    """Return the recommendation for one sample as a terminal shows it."""
    lines = terminal.report(_screened(_ADVISED)).split("\n")
    start = next(place for place, line in enumerate(lines) if line.startswith("WHICH MODEL"))
    end = lines.index("", start)
    return "\n".join([f"`{_ADVISED}`:", "", "```text", *lines[start:end], "```"])


def confidence(_: Catalogue) -> str:
    """Return what lowers confidence, and by how much."""
    rows = [
        ("pages without text", "their share of all pages"),
        (
            "things beside the text that were not read, such as pictures",
            f"{LEFT_OUT:.0%} each, {MOST_LEFT_OUT:.0%} at most",
        ),
        (f"a kind of document that is less than {CLEAR_KIND:.0%} sure", "down to how sure the kind is"),
        ("rules that cannot tell, or that failed", "their share of the rules of the dimension"),
    ]
    return _table(("what", "takes away"), rows)


def _screened(sample: str) -> Result:
    return screen(TOP / sample)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


BLOCKS: Mapping[str, Callable[[Catalogue], str]] = {
    made.__name__: made for made in (dimensions, points, example, fit, advice, recommendation, confidence)
}
"""Every block by the name that a page calls it."""
