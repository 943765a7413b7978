"""Write `expected.json` beside each sample: every finding with its rule, type and exact words, by place in each format.

    python samples/expect.py

Read the difference before you commit it: the file says what must be found, so a change in it is a claim that the new
findings are right. `tests/test_samples.py` holds the program to it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from proposalcheck import Finding, Result, screen

SAMPLES = Path(__file__).resolve().parent
FORMATS = ("docx", "md", "pdf")


def main() -> None:
    """Screen every sample in every format and write what was found."""
    for folder in sorted(path.parent for path in SAMPLES.glob("*/*.md")):
        results = {name: screen(folder / f"{folder.name}.{name}") for name in FORMATS}
        told = expectation(results)
        (folder / "expected.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{folder.name}: {len(told['findings'])} findings")


def expectation(results: dict[str, Result]) -> dict[str, Any]:
    """Return what must be found in one sample; raises ValueError when two formats do not agree."""
    told = {name: [_finding(finding, result) for finding in _ordered(result)] for name, result in results.items()}
    first = told[FORMATS[0]]
    for name in FORMATS:
        if [_without_places(finding) for finding in told[name]] != [_without_places(finding) for finding in first]:
            raise ValueError(f"{name} and {FORMATS[0]} do not say the same")
    findings = [
        {**_without_places(first[place]), "places": {name: told[name][place]["places"] for name in FORMATS}}
        for place in range(len(first))
    ]
    return {"kind": results[FORMATS[0]].kind, "findings": findings}


def _ordered(result: Result) -> list[Finding]:
    def place(finding: Finding) -> int:
        return finding.evidence[0].span.start if finding.evidence else -1

    return sorted(result.findings, key=lambda finding: (finding.rule, finding.type, place(finding)))


def _finding(finding: Finding, result: Result) -> dict[str, Any]:
    text = result.document.text
    words = [[" ".join(span.of(text).split()) for span in evidence.words] for evidence in finding.evidence]
    return {
        "rule": finding.rule,
        "type": finding.type,
        **({"value": finding.value} if finding.value else {}),
        "severity": finding.severity,
        "fingerprint": finding.fingerprint,
        "quotes": [" ".join(evidence.quote.split()) for evidence in finding.evidence],
        "words": words,
        "places": [[evidence.span.start, evidence.span.end] for evidence in finding.evidence],
    }


def _without_places(finding: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in finding.items() if key != "places"}


if __name__ == "__main__":
    main()
