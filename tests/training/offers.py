"""Offers of our own, with the rule that docs/write-a-rule.md teaches: what a user reviews, and then trains on."""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
ABROAD = ("Delaware", "Singapore", "the Cayman Islands")
RIGHT = (
    "The courts of {place} decide all disputes under this Agreement.",
    "Any dispute belongs before the courts of {place}.",
    "The courts of {place} have exclusive jurisdiction over any dispute.",
)
WRONG = ("An award may be enforced in the courts of {place}.", "Northwind is listed with the courts of {place}.")
"""What the phrases of the rule find, and a reader rejects: nothing is decided there."""


def taught_rule(folder: Path) -> Path:
    """Write the rule `foreign-courts` as the guide has it; returns the folder of the rules."""
    guide = (TOP / "docs" / "write-a-rule.md").read_text(encoding="utf-8")
    taught = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert taught is not None
    (folder / "contract").mkdir(parents=True)
    (folder / "contract" / "foreign-courts.yaml").write_text(taught.group(1), encoding="utf-8")
    return folder


def offer(sentence: str, number: int) -> str:
    """Return an offer with `sentence` in it; no two numbers give the same text."""
    return (
        f'# Services Agreement\n\nThis Agreement is made between Northwind Ltd ("Client") and Tern {number} SA '
        f'("Provider").\n\nProvider performs the Services that Statement of Work {number} describes. Client pays each '
        f"invoice within {20 + number} days.\n\n## Disputes\n\nThe managers of both try to settle a dispute first. "
        f"{sentence}\n\n## Term\n\nThis Agreement ends on 31 December 2027.\n"
    )


def offers(folder: Path) -> list[tuple[Path, str]]:
    """Write twelve offers with disputes that go abroad, and six others; returns each with what a reader answers."""
    folder.mkdir(parents=True)
    made = []
    for number in range(18):
        place, right = ABROAD[number // 3 % 3], number % 3 < 2
        wording = RIGHT[number // 6] if right else WRONG[number // 3 % 2]
        path = folder / f"offer-{number + 1}.md"
        path.write_text(offer(wording.format(place=place), number + 1), encoding="utf-8")
        made.append((path, "accept" if right else "reject\nnothing is decided there"))
    return made
