"""The pages for users: what they show is real, and what they teach works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from proposalcheck.catalogue import load_catalogue
from proposalcheck.catalogue.examples import idle_phrases, try_rule

TOP = Path(__file__).resolve().parent.parent


def test_shown_output_is_what_the_program_prints_today() -> None:
    done = subprocess.run(
        [sys.executable, "docs/make.py", "--check"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_link_inside_the_repository_leads_somewhere() -> None:
    for page in [TOP / "README.md", *(TOP / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_the_python_lines_of_the_readme_run() -> None:
    code = re.search(r"```python\n(.*?)```", (TOP / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    done = subprocess.run([sys.executable, "-c", code.group(1)], cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "unqualified-commitment" in done.stdout


def test_the_rule_that_the_guide_teaches_does_what_it_says(tmp_path: Path) -> None:
    guide = (TOP / "docs" / "write-a-rule.md").read_text(encoding="utf-8")
    taught = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert taught is not None
    (tmp_path / "contract").mkdir()
    (tmp_path / "contract" / "foreign-courts.yaml").write_text(taught.group(1), encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    rule = catalogue.rules["foreign-courts"]
    assert [trial.complaint() for trial in try_rule(rule, catalogue) if not trial.as_written] == []
    assert idle_phrases(rule) == []
