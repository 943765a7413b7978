"""Two rounds of a small agreement under a small catalogue: a flag on penalties and on renewal, a topic on the lead."""

from __future__ import annotations

from pathlib import Path

from tests.documents import markdown, rule_data, topic_data, write_catalogue

from proposalcheck.catalogue import load_catalogue
from proposalcheck.finding import Result
from proposalcheck.rounds import Rounds, compared
from proposalcheck.screening import screen_document

PENALTY = rule_data(
    id="penalty",
    title="A penalty is owed",
    severity="medium",
    message='Owed: "{match}"',
    check={"kind": "phrase", "any_of": ["penalty of", "penalties"]},
    severity_when=[{"severity": "high", "with_in_sentence": ["uncapped"]}],
    examples={
        "flag": ["A ⟦penalty of⟧ 5% is due.", "The ⟦penalties⟧ are listed.", "An uncapped ⟦penalty of⟧ 1% is due."],
        "pass": [
            {"text": "No fee is due.", "because": "none is named"},
            {"text": "A fee is due.", "because": "another word"},
            {"text": "It ends.", "because": "nothing is said"},
        ],
    },
)
LEAD = topic_data()


def screened(folder: Path, text: str) -> Result:
    write_catalogue(folder, PENALTY, LEAD)
    return screen_document(markdown(text), catalogue=load_catalogue(folder), kind="sow")


def rounds_of(folder: Path, before: str, after: str) -> Rounds:
    """Return what became of the Markdown text `before`."""
    return compared(screened(folder, before), screened(folder, after))
