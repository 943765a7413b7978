"""Settings: where they are looked for, what they may say, and how each fault is told."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import get_args

import pytest
from tests.documents import write_file

from proposalcheck.cli import scan
from proposalcheck.errors import SettingsError, UsageError
from proposalcheck.settings import Settings, SettingsFile, settings_file

ALL = """
select = ["contract"]
ignore = ["publicity"]
kind = "msa"
side = "provider"
fail-on = "low"
ocr = "never"
jobs = 2
rules = ["ours", "../theirs"]
rules-only = true
models = "mine"
explain = true
[severity]
exclusivity = "low"
[thresholds]
short-payment-term = 45
low-liability-cap = "6 months"
[model]
exclusivity = "both"
audit-right = { decides = "alone", bar = 1 }
"""


def read(folder: Path, text: str, name: str = "proposalcheck.toml") -> SettingsFile:
    return settings_file(str(write_file(folder, name, text)), folder)


def faults(folder: Path, text: str) -> list[str]:
    """Return what is wrong with settings of `text`, from the line on."""
    return [fault.removeprefix(f"{folder}/proposalcheck.toml:") for fault in read(folder, text).faults]


def test_every_setting(tmp_path: Path) -> None:
    file = read(tmp_path, ALL)
    assert file.faults == []
    assert file.settings.model_dump() == {
        "select": ("contract",),
        "ignore": ("publicity",),
        "kind": "msa",
        "side": "provider",
        "fail_on": "low",
        "ocr": "never",
        "jobs": 2,
        "rules": (f"{tmp_path}/ours", f"{tmp_path}/../theirs"),
        "rules_only": True,
        "models": f"{tmp_path}/mine",
        "explain": True,
        "severity": {"exclusivity": "low"},
        "thresholds": {"short-payment-term": 45, "low-liability-cap": "6 months"},
        "model": {
            "exclusivity": {"decides": "both", "bar": None, "like": ""},
            "audit-right": {"decides": "alone", "bar": 1.0, "like": ""},
        },
    }


def test_without_a_file_all_is_as_shipped(tmp_path: Path) -> None:
    file = settings_file(None, tmp_path)
    assert (file.settings, file.faults) == (Settings(), [])


def test_the_nearest_file_upwards_is_read(tmp_path: Path) -> None:
    write_file(tmp_path, "proposalcheck.toml", 'kind = "msa"')
    deep = write_file(tmp_path, "a/b/offer.md", "x").parent
    assert settings_file(None, deep).settings.kind == "msa"
    write_file(tmp_path, "a/pyproject.toml", '[project]\nname = "x"\n')
    assert settings_file(None, deep).settings.kind == "msa"
    write_file(tmp_path, "a/pyproject.toml", '[tool.proposalcheck]\nkind = "sow"\n')
    assert settings_file(None, deep).settings.kind == "sow"
    write_file(tmp_path, "a/proposalcheck.toml", 'kind = "proposal"\n')
    assert settings_file(None, deep).settings.kind == "proposal"


def test_a_file_that_is_named_wins(tmp_path: Path) -> None:
    write_file(tmp_path, "proposalcheck.toml", 'kind = "msa"')
    other = write_file(tmp_path, "other.toml", 'kind = "sow"')
    assert settings_file(str(other), tmp_path).settings.kind == "sow"


def test_the_command_line_wins_where_it_says_something(tmp_path: Path) -> None:
    said = read(tmp_path, ALL).settings.overlaid(kind="sow", side=None, ignore=None, jobs=1)
    assert (said.kind, said.side, said.ignore, said.jobs) == ("sow", "provider", ("publicity",), 1)


def test_every_fault_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    text = """\
fail-om = "low"
kind = "rfp"
jobs = 0
rules-only = "yes"
ignore = "publicity"
side = "provider"

[severity]
exclusivity = "grave"
publicity = "low"  # kind = 3
[thresholds]
short-payment-term = true
"""
    file = read(tmp_path, text)
    assert sorted(fault.removeprefix(f"{file.path}:") for fault in file.faults) == [
        '12: thresholds.short-payment-term: must be a number, or a text with a unit such as "45 days"',
        "1: fail-om: is no setting; did you mean fail-on?",
        "2: kind: must be one of 'auto', 'proposal', 'sow' or 'msa', not 'rfp'",
        "3: jobs: must be at least 1, not 0",
        "4: rules-only: must be true or false, not 'yes'",
        '5: ignore: must be a list of texts, as ["contract", "publicity"]',
        "9: severity.exclusivity: must be one of 'high', 'medium', 'low' or 'info', not 'grave'",
    ]
    assert (file.settings.side, file.settings.kind) == ("provider", "auto")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("select = [1]", "1: select.0: must be a text in quotes, not 1"),
        ('models = ["mine"]', "1: models: must be a text in quotes, not ['mine']"),
        ("jobs = 2.5", "1: jobs: must be a whole number, not 2.5"),
        ('severity = "low"', "1: severity: must be a table: write [severity], and below it a line for each rule"),
        (
            "colour = 1",
            "1: colour: is no setting; known are select, ignore, kind, side, fail-on, ocr, jobs, rules, rules-only, "
            "models, explain, severity, thresholds, model",
        ),
    ],
)
def test_a_fault(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, text) == [fault]


def test_lines_are_those_of_the_own_table(tmp_path: Path) -> None:
    other = '[tool.other]\nselect = ["x"]\nkind = "y"\n\n'
    text = other + '[tool.proposalcheck]\nkind = "rfp"\n[tool.proposalcheck.severity]\nx = 1\n'
    file = read(tmp_path, text, "pyproject.toml")
    assert [fault.removeprefix(f"{file.path}:").partition(" ")[0] for fault in file.faults] == ["6:", "8:"]


def test_an_entry_of_a_list_is_found(tmp_path: Path) -> None:
    file = read(tmp_path, 'select = [\n  "contract",\n  "privacy",\n]\n')
    assert file.fault(["select"], "is none", "privacy") == f"{file.path}:3: select: is none"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('kind = "a"\nside =\n', 2, "Invalid value"),
        ('kind = "a"\nkind = "b"\n', 2, "Cannot overwrite a value"),
        ("side = 'x", 1, 'Expected "\'"'),
    ],
)
def test_what_is_no_toml(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(SettingsError) as error:
        read(tmp_path, text)
    told = f"{tmp_path}/proposalcheck.toml:{line}: file: is not TOML: {what}"
    assert str(error.value).startswith(told)
    assert str(error.value).endswith('; write settings as `kind = "sow"`')


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml: the settings cannot be read \(No such file or directory\)"):
        settings_file(str(tmp_path / "none.toml"), tmp_path)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "proposalcheck.toml"
    path.write_bytes('kind = "sow" # Größe'.encode("latin-1"))
    with pytest.raises(SettingsError) as error:
        settings_file(None, tmp_path)
    assert str(error.value) == f"{path}:1: file: is not UTF-8; save it as UTF-8"


def test_faults_in_the_use_of_the_model(tmp_path: Path) -> None:
    text = """\
[model]
a = "maybe"
b = { decides = "maybe" }
c = { bar = 2 }
d = { bar = "high" }
e = { decide = "both" }
f = 0.5
g = { decides = "phrases", bar = 0.5 }
"""
    deciding = "must be one of 'phrases', 'either', 'both' or 'alone'"
    assert faults(tmp_path, text) == [
        "2: model.a: must be one of phrases, either, both, alone, or a table with a bar, not 'maybe'",
        f"3: model.b.decides: {deciding}, not 'maybe'",
        "4: model.c.bar: must be at most 1, not 2",
        "5: model.d.bar: must be a number, not 'high'",
        "6: model.e.decide: is no setting; did you mean decides?",
        '7: model.f: must be a word, or a table such as { decides = "both", bar = 0.7 }, not 0.5',
        "8: model.g: phrases need no bar; take `bar` out, or let the model decide: either, both or alone",
    ]


def test_faults_found_later_are_told_with_the_rest(tmp_path: Path) -> None:
    file = read(tmp_path, "jobs = 0")
    with pytest.raises(SettingsError) as error:
        file.refuse(["later"])
    assert str(error.value) == f"{file.path}:1: jobs: must be at least 1, not 0\nlater"


def test_nothing_wrong_is_not_refused(tmp_path: Path) -> None:
    file = read(tmp_path, "jobs = 1")
    file.refuse()
    assert file.settings.jobs == 1


def test_settings_can_be_kept_and_sent(tmp_path: Path) -> None:
    settings = read(tmp_path, ALL).settings
    assert pickle.loads(pickle.dumps(settings)) == settings
    assert len({settings, read(tmp_path, ALL).settings, Settings()}) == 2


@pytest.mark.parametrize(
    ("offered", "name"),
    [(scan.KINDS, "kind"), (scan.SIDES, "side"), (scan.LIMITS, "fail_on"), (scan.OCR_MODES, "ocr")],
)
def test_the_command_line_offers_what_settings_take(offered: tuple[str, ...], name: str) -> None:
    assert offered == get_args(Settings.model_fields[name].annotation)
