"""The pages for users: what they show is real, what is made is up to date, and what they teach works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from docs.make import BLOCKS, RULES, pages, stale_pages, write
from docs.rule_pages import rule_page, rule_pages
from tests.documents import rule_data, topic_data, write_catalogue

from proposalcheck.catalogue import Rule, load_catalogue
from proposalcheck.catalogue.examples import idle_phrases, try_rule

TOP = Path(__file__).resolve().parent.parent


def test_everything_made_is_what_the_program_makes_today() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "docs.make", "--check"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_link_inside_the_repository_leads_somewhere() -> None:
    for page in [TOP / "README.md", *(TOP / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_every_rule_has_a_page_and_stands_in_the_index() -> None:
    rules = load_catalogue().rules
    assert {page.name for page in RULES.glob("*")} == {"README.md", *(f"{name}.md" for name in rules)}
    index = (RULES / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[([a-z0-9-]+)\]\(\1\.md\)", index, re.MULTILINE) == list(rules)


def test_every_block_stands_on_a_page() -> None:
    used = [name for page in pages() for name in re.findall(r"<!-- made: (\w+) -->", page.read_text(encoding="utf-8"))]
    assert sorted(used) == sorted(BLOCKS)


def test_a_page_that_differs_is_missing_or_is_left_over_is_stale(tmp_path: Path) -> None:
    same, other, missing, left_over = (tmp_path / name for name in ("a.md", "b.md", "c.md", "d.md"))
    for page in (same, other, left_over):
        page.write_text("as made\n", encoding="utf-8")
    made = {same: "as made\n", other: "newly made\n", missing: "made\n"}
    assert stale_pages(made, tmp_path) == [other, missing, left_over]
    for page in stale_pages(made, tmp_path):
        write(page, made)
    assert {page: page.read_text(encoding="utf-8") for page in tmp_path.iterdir()} == made


def rule(folder: Path, data: dict[str, object]) -> Rule:
    (only,) = load_catalogue(write_catalogue(folder, data)).rules.values()
    return only


PAGE = """\
# The term renews \\[by itself\\]

The term goes on unless somebody acts.

| id | `silent-renewal` |
|---|---|
| family | [contract](README.md#contract) |
| type | flag: words are there that warn; each place is quoted |
| severity | low where `with_in_sentence` is "by letter", info where they speak of the client, else high |
| documents | proposal, statement of work, services agreement |
| status | stable |

## Why it matters

A missed date costs a year.

## What to ask

Can it end by itself?

## Wording to offer

> The term ends on its last day.

## What a report says

| when | words |
|---|---|
| it warns | The term goes on: "{match}" |

## When a provider reads

Severity: info where they speak of the provider, else low.

It keeps the income.

Ask: May it renew?

> The term renews.

## Finds

The words found are in **bold**, or between ⟦ and ⟧ in a longer text.

- The term **renews by itself**.
- It **renews by itself** for a year.

```text
# Term

It ⟦renews by itself⟧.
```

## Leaves alone

- The term ends in May. *(nothing renews)*
- The parties may renew it. *(by decision)*
- A badge renews itself. *(other words)*

## Gets wrong today

These are written as they should come out.

- It **goes on**. *(in other words)*

---

Made from `rules/contract/silent-renewal.yaml` by `make docs`.
"""


def test_the_page_of_a_rule(tmp_path: Path) -> None:
    data = rule_data(
        title="The term renews [by itself]",
        severity_by_side={"client": "info"},
        severity_when=[{"severity": "low", "with_in_sentence": ["by letter"]}],
        provider={
            "severity": "low",
            "why": "It keeps the income.",
            "ask": "May it renew?",
            "fallback": "The term renews.",
        },
    )
    data["examples"]["flag"][1] = "# Term\n\nIt ⟦renews by itself⟧.\n"
    data["examples"]["known_wrong"] = [{"text": "It ⟦goes on⟧.", "because": "in other words"}]
    assert rule_page(rule(tmp_path, data)) == PAGE


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (
            topic_data(),
            [
                "| severity | medium, where it is missing |",
                "| all is well | A lead is named. |",
                "## Does not cover it",
            ],
        ),
        (
            rule_data(family="terms"),
            ["| family | [terms](README.md#terms) |", "| severity | high |", "## Leaves alone"],
        ),
        (
            rule_data(model={"decides": "phrases", "like": "auto-renewal"}),
            [
                "| model | the phrases decide; the model only grades how sure they are; the idea is that of "
                "auto-renewal |"
            ],
        ),
    ],
)
def test_what_a_page_says_by_type(tmp_path: Path, data: dict[str, object], lines: list[str]) -> None:
    page = rule_page(rule(tmp_path, data)).split("\n")
    assert [line for line in lines if line not in page] == []
    assert "## When a provider reads" not in page


def test_the_index_goes_by_family(tmp_path: Path) -> None:
    write_catalogue(
        tmp_path,
        rule_data(severity_by_side={"client": "info"}, severity_when=[{"severity": "low", "in_sections": ["trial"]}]),
        topic_data(family="people"),
    )
    index = rule_pages(load_catalogue(tmp_path))["README.md"]
    assert "There are 2, by family: [contract](#contract) (1), [people](#people) (1)." in index
    assert [line for line in index.split("\n") if line.startswith(("## ", "| ["))] == [
        "## contract",
        "| [silent-renewal](silent-renewal.md) | The term renews by itself | flag | high or low or info | "
        "proposal, statement of work, services agreement |",
        "## people",
        "| [named-lead](named-lead.md) | Who leads the work | topic | medium | "
        "proposal, statement of work, services agreement |",
    ]


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
