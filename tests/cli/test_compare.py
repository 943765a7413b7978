"""`proposalcheck compare`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.documents import write_file

from proposalcheck.cli import main

GLOSSY = "samples/glossy-proposal/glossy-proposal.md"
SOBER = "samples/sober-proposal/sober-proposal.md"
SOW = "samples/sow/sow.md"
BRIGHTWATER, ALDERPOINT = "Brightwater Digital Ltd", "Alderpoint Systems Ltd"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, arguments)], catch_exceptions=False)


def told(*files: object) -> dict[str, Any]:
    result = run(*files, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def rows(compared: dict[str, Any], title: str) -> dict[str, list[str]]:
    """Return the rows of the block called `title`: what each document says, by label."""
    (block,) = (block for block in compared["blocks"] if block["title"] == title)
    return {row["label"]: [cell["said"] for cell in row["cells"]] for row in block["rows"]}


def test_offers_stand_in_the_order_in_which_they_are_named_under_the_names_of_their_providers() -> None:
    assert [one["name"] for one in told(GLOSSY, SOBER)["documents"]] == [BRIGHTWATER, ALDERPOINT]
    assert [one["name"] for one in told(SOBER, GLOSSY)["documents"]] == [ALDERPOINT, BRIGHTWATER]


def test_two_of_one_name_are_told_apart_by_their_paths() -> None:
    docx = GLOSSY.replace(".md", ".docx")
    assert [one["name"] for one in told(GLOSSY, docx)["documents"]] == [GLOSSY, docx]


def test_what_differs_is_side_by_side() -> None:
    compared = told(GLOSSY, SOBER)
    assert rows(compared, "In short")["It behaves like a"] == ["body-shop", "partner"]
    assert rows(compared, "The deal")["Price"] == ["£339,560", "£198,000"]
    assert rows(compared, "Scores, of 100")["Clear governance"] == ["0", "100"]
    assert rows(compared, "What only some say")["How changes are agreed"] == ["no", "yes"]
    assert rows(compared, "What warns")["Time or expenses are billed with no ceiling"] == ["3 places, high", "-"]


def test_what_does_not_differ_is_told_in_one_line() -> None:
    compared = told(GLOSSY, SOBER)
    only_some = rows(compared, "What only some say")
    assert "Measures of the provider's performance" in compared["all_cover"]
    assert not {*compared["all_cover"], *compared["none_covers"]} & set(only_some)
    assert told(GLOSSY, GLOSSY.replace(".md", ".docx"))["blocks"][-1]["title"] == "Scores, of 100"


def test_a_covered_topic_has_its_words_and_their_place() -> None:
    (block,) = (block for block in told(GLOSSY, SOBER)["blocks"] if block["title"] == "What only some say")
    (row,) = (row for row in block["rows"] if row["rule"] == "reporting-cadence")
    assert [(cell["tone"], bool(cell["quote"])) for cell in row["cells"]] == [("bad", False), ("good", True)]
    words = row["cells"][1]["quote"].partition("“")[2].partition("”")[0]
    assert words in " ".join(Path(SOBER).read_text(encoding="utf-8").split())


def test_each_is_asked_what_another_one_answers_the_gravest_first() -> None:
    glossy, sober = told(GLOSSY, SOBER)["asks"]
    assert [ask["rule"] for ask in glossy["questions"]][:2] == ["acceptance-criteria", "data-protection"]
    assert all(ask["answered_by"] == [ALDERPOINT] for ask in glossy["questions"])
    assert len(glossy["questions"]) == 5
    assert sober["questions"] == []


def test_rules_that_do_not_apply_to_a_kind_are_not_asked_of_it() -> None:
    compared = told(GLOSSY, SOBER, "samples/one-sided-msa/one-sided-msa.md")
    only_some = rows(compared, "What only some say")
    assert only_some["The client’s own situation is understood"] == ["no", "yes", "not asked"]
    assert "Only the provider can leave freely" not in rows(compared, "What warns")


def test_the_terminal_has_every_block_and_the_questions() -> None:
    printed = run(GLOSSY, SOBER, SOW).stdout
    for title in ("IN SHORT", "THE DEAL", "SCORES, OF 100", "WHAT ONLY SOME SAY", "WHAT WARNS", f"ASK {BRIGHTWATER}"):
        assert f"{title}\n" in printed
    assert max(map(len, printed.splitlines())) <= 100
    assert "All of them cover:" in printed


@pytest.mark.parametrize(("name", "begins"), [("page.md", f"# {BRIGHTWATER}, "), ("page.html", "<!doctype html>")])
def test_the_ending_of_the_output_says_the_format(tmp_path: Path, name: str, begins: str) -> None:
    target = tmp_path / name
    assert run(GLOSSY, SOBER, "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith(begins)


def test_the_page_asks_for_nothing_and_shows_words_of_a_document_as_words(tmp_path: Path) -> None:
    sly = Path(SOBER).read_text(encoding="utf-8").replace(ALDERPOINT, "<b>Alderpoint</b> Systems Ltd")
    page = tmp_path / "page.html"
    run(GLOSSY, write_file(tmp_path, "sly.md", sly), "-o", page)
    text = page.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert "<b>Alderpoint" not in text
    assert "http" not in text.replace('http-equiv="Content-Security-Policy"', "")


def test_a_document_that_cannot_be_read_is_named_and_the_others_are_compared(tmp_path: Path) -> None:
    damaged = write_file(tmp_path, "damaged.pdf", "%PDF-1.7 and nothing else")
    result = run(GLOSSY, damaged, SOBER, "--format", "json")
    assert result.exit_code == 3
    assert str(damaged) in result.stderr
    assert [one["path"] for one in json.loads(result.stdout)["documents"]] == [GLOSSY, SOBER]
    alone = run(GLOSSY, damaged)
    assert (alone.exit_code, alone.stdout) == (3, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([GLOSSY], f"{GLOSSY}: is one document; name the ones to set beside it"),
        ([GLOSSY, SOBER, "-o", "page.md", "--format", "html"], "ends in .md and --format says html"),
        ([GLOSSY, SOBER, "-o", SOBER], "is one of the documents; give another name"),
    ],
)
def test_what_cannot_be_done_is_told_with_what_can(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_what_is_no_offer_is_refused_by_name(tmp_path: Path) -> None:
    menu = write_file(tmp_path, "menu.md", "# Menu\n\nSoup, bread and tea.\n")
    result = run(GLOSSY, menu)
    assert result.exit_code == 2
    assert f"{menu}: is taken for neither a proposal" in result.stderr
