"""`scan --explain`: the words that the classifier went by stand in the reason, and only when asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from proposalcheck.cli import main

TEXT = """# Services Agreement

This Agreement shall be governed by the laws of Vermont, without its conflict of laws principles.
"""


def reason(folder: Path, *options: str) -> str:
    """Return why the governing law counts as covered."""
    path = folder / "agreement.md"
    path.write_text(TEXT, encoding="utf-8")
    command = ["scan", "--kind", "msa", "--select", "governing-law", "--format", "json", "--no-cache", *options]
    done = CliRunner().invoke(main, [*command, str(path)])
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["type"] == "strength"
    return str(finding["because"])


def test_words_are_named_when_asked_for(tmp_path: Path) -> None:
    found = re.fullmatch(r'phrase ".+"; model 0\.\d\d \((.+)\)', reason(tmp_path, "--explain"))
    assert found is not None
    words = found[1].split(", ")
    assert len(words) == 5
    assert all(re.fullmatch(r".+ \+\d+\.\d", word) for word in words)


def test_words_are_not_named_unasked(tmp_path: Path) -> None:
    assert re.fullmatch(r'phrase ".+"; model 0\.\d\d', reason(tmp_path))


def test_a_settings_file_may_ask_for_it(tmp_path: Path) -> None:
    settings = tmp_path / "my.toml"
    settings.write_text("explain = true", encoding="utf-8")
    assert reason(tmp_path, "--settings", str(settings)).endswith(")")
