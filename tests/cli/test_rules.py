"""`proposalcheck rules`: listing, showing and trying the rules of a folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.documents import rule_data, signal_data, topic_data, write_catalogue

from proposalcheck.cli import main


def rules(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["rules", *map(str, arguments)], catch_exceptions=False)


ONLY = ("--rules-only", "--rules")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    known_wrong = [{"text": "A badge renews by itself.", "because": "no term"}]
    flag = rule_data()
    flag["examples"] = {**flag["examples"], "known_wrong": known_wrong}
    return write_catalogue(tmp_path / "rules", flag, topic_data(family="governance", applies_to=["msa"]), signal_data())


def test_list(folder: Path) -> None:
    done = rules("list", *ONLY, folder)
    assert done.exit_code == 0
    assert done.stdout.split("\n") == [
        "contract:",
        "  silent-renewal                 flag     high    proposal,sow,msa  The term renews by itself",
        "governance:",
        "  named-lead                     topic    medium  msa               Who leads the work",
        "",
    ]


def test_show(folder: Path) -> None:
    done = rules("show", "silent-renewal", *ONLY, folder)
    assert done.exit_code == 0
    assert done.stdout == (
        "The term renews by itself\n"
        "silent-renewal (contract, flag, high; for proposal, sow, msa)\n"
        "\n"
        "What: The term goes on unless somebody acts.\n"
        "\n"
        "Why: A missed date costs a year.\n"
        "\n"
        "Ask: Can it end by itself?\n"
        "\n"
        "Wording to offer: The term ends on its last day.\n"
        "\n"
        "Finds: The term ⟦renews by itself⟧.\n"
        "\n"
        "Finds: This order ⟦renews by itself⟧ each May.\n"
        "\n"
        "Finds: It ⟦renews by itself⟧ for a year.\n"
        "\n"
        "Leaves alone: The term ends in May. (nothing renews)\n"
        "\n"
        "Leaves alone: The parties may renew it. (by decision)\n"
        "\n"
        "Leaves alone: A badge renews itself. (other words)\n"
        "\n"
        "Gets wrong: A badge renews by itself. (no term)\n"
    )


def test_show_tells_who_decides_by_the_file_or_by_the_settings(tmp_path: Path) -> None:
    folder = write_catalogue(tmp_path / "rules", rule_data(model={"decides": "both", "like": "auto-renewal"}))
    settings = tmp_path / "settings.toml"
    settings.write_text("[model]\nsilent-renewal = { decides = 'alone', bar = 0.9 }\n", encoding="utf-8")

    def model(*options: object) -> str:
        (told,) = re.findall(
            r"^Model: (.+?)\n\n", rules("show", "silent-renewal", *ONLY, folder, *options).stdout, re.M | re.S
        )
        return " ".join(told.split())

    assert model() == (
        "what the phrases find counts where the model agrees, from the probability set in training on; "
        "the idea is that of auto-renewal"
    )
    assert model("--settings", settings) == (
        "the model decides from a probability of 0.9 on; the phrases only serve the examples; "
        "the idea is that of auto-renewal"
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("silent-renewals", "did you mean silent-renewal?"),
        ("xyz", "`proposalcheck rules list` shows them all"),
    ],
)
def test_a_rule_that_is_none(folder: Path, name: str, hint: str) -> None:
    done = rules("show", name, *ONLY, folder)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f'proposalcheck: no rule is called "{name}"; {hint}\n'


def test_sound_rules_are_counted(folder: Path) -> None:
    done = rules("test", folder)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "2 rules and 1 signal, 19 examples: all do what they say\n"


def test_rules_that_do_not_do_what_they_say_are_all_told(tmp_path: Path) -> None:
    check = {"kind": "phrase", "any_of": ["renews by itself", "goes on"]}
    flag = rule_data(check=check)
    flag["examples"] = {**flag["examples"], "flag": ["It ⟦renews⟧ by itself.", *flag["examples"]["flag"][:2]]}
    signal = signal_data(any_of=["per hour", "hourly"])
    done = rules("test", write_catalogue(tmp_path, flag, signal))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        'proposalcheck: silent-renewal: examples.flag[0] should find "renews", but found "renews by itself"\n'
        'hourly: any_of: no example contains "hourly"\n'
        'silent-renewal: any_of: no example contains "goes on"\n'
    )


@pytest.mark.parametrize("arguments", [["list", "--rules"], ["show", "x", "--rules"], ["test"]])
def test_faults_in_rule_files_are_told(tmp_path: Path, arguments: list[str]) -> None:
    done = rules(*arguments, write_catalogue(tmp_path, rule_data(severity="grave")))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"proposalcheck: {tmp_path}/contract/silent-renewal.yaml:5: severity: "
        "must be one of 'high', 'medium', 'low' or 'info', not \"grave\"\n"
    )
