"""`proposalcheck scan` with settings that say whether phrases or the model decide."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from tests.documents import write_file

from proposalcheck.cli import main

TEXT = (
    "# Services Agreement\n\nThe badge automatically renews for the contractor.\n\n"
    "This Agreement shall automatically renew for successive periods of one year unless terminated by notice.\n"
)
BADGE = "The badge automatically renews for the contractor."
TERM = "This Agreement shall automatically renew for successive periods of one year unless terminated by notice."


def found(document: Path, folder: Path, setting: str) -> list[tuple[str, str]]:
    """Return the words and the reason of each find of the rule auto-renewal under a setting."""
    settings = write_file(folder, "settings.toml", f"[model]\nauto-renewal = {setting}\n")
    options = ["--settings", str(settings), "--kind", "msa", "--select", "auto-renewal", "--format", "json"]
    done = CliRunner().invoke(main, ["scan", str(document), *options], catch_exceptions=False)
    findings = json.loads(done.stdout)["findings"]
    return [(finding["evidence"][0]["quote"], finding["because"].partition(" ")[0]) for finding in findings]


def test_the_same_document_under_other_settings_is_decided_anew(tmp_path: Path) -> None:
    document = write_file(tmp_path, "agreement.md", TEXT)
    assert found(document, tmp_path, '"phrases"') == [(BADGE, "phrase"), (TERM, "phrase")]
    assert found(document, tmp_path, '"both"') == [(TERM, "phrase")]
    assert found(document, tmp_path, '"alone"') == [(TERM, "model")]
    assert found(document, tmp_path, '{ decides = "alone", bar = 1 }') == []
