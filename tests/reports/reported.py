"""Reports to test the formats on: small documents with a flag, a gap, a strength, a commitment and a pricing table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.documents import markdown, renamed, rule_data, topic_data, write_catalogue

from proposalcheck.catalogue import load_catalogue
from proposalcheck.reports import json
from proposalcheck.screening import screen_document

FLAGGED = "The term renews by itself each May."
TEXT = (
    f"# Term\n\n{FLAGGED}\n\nThe Provider shall train 20 people by 1 May 2027.\n\n"
    "| Item | Price |\n|---|---|\n| Design | 600 |\n| =1+1 | 500 |\n| Total | 1,200 |\n"
)


def report(folder: Path, text: str = TEXT, path: str = "offers/first.md", **changed: Any) -> dict[str, Any]:
    """Return the report on `text` under a flag and a topic; `changed` keys are put into the rule of the flag."""
    catalogue = load_catalogue(write_catalogue(folder, rule_data(**changed), topic_data()))
    return json.as_object(screen_document(renamed(markdown(text), path), catalogue=catalogue, kind="sow"))


def lost() -> dict[str, Any]:
    """Return the report on a document that could not be read."""
    return json.unreadable("lost.pdf", "lost.pdf: there is no such file")
