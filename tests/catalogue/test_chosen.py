"""Own rules beside the shipped ones, and settings that name rules: what is asked, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.documents import rule_data, signal_data, topic_data, write_catalogue, write_file

from proposalcheck.catalogue import Catalogue, load_catalogue
from proposalcheck.catalogue.chosen import chosen, loaded, refuse_wrong_examples
from proposalcheck.errors import CatalogueError, SettingsError, UsageError
from proposalcheck.settings import ModelUse, Settings, settings_file


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue()


def own(folder: Path, *owners: dict[str, Any], only: bool = False) -> Catalogue:
    """Return what is loaded when the rules `owners` lie in `folder`."""
    write_catalogue(folder, *owners)
    return loaded(Settings(rules=(str(folder),)).overlaid(rules_only=only))


def refused(folder: Path, text: str) -> list[str]:
    """Return what is told of a settings file with this text, from the line on, in the order told."""
    write_file(folder, "proposalcheck.toml", text)
    file = settings_file(None, folder)
    with pytest.raises(SettingsError) as error:
        loaded(file.settings, file)
    return str(error.value).replace(f"{file.path}:", "").split("\n")


def test_own_rules_are_added_to_the_shipped_ones(tmp_path: Path, shipped: Catalogue) -> None:
    catalogue = own(tmp_path, rule_data(), topic_data(family="house"))
    assert set(catalogue.rules) - set(shipped.rules) == {"silent-renewal", "named-lead"}
    assert set(shipped.rules) <= set(catalogue.rules)
    families = [rule.family for rule in catalogue.rules.values()]
    assert families == sorted(families)
    assert catalogue.sha256 != shipped.sha256


def test_own_rules_may_be_the_only_ones(tmp_path: Path) -> None:
    assert list(own(tmp_path, rule_data(), only=True).rules) == ["silent-renewal"]


def test_own_rules_may_use_shipped_signals(tmp_path: Path) -> None:
    rule = rule_data(check={"kind": "signal", "any_of": ["guarantee"]})
    assert "silent-renewal" in own(tmp_path, rule).rules


def test_only_own_rules_where_there_are_none() -> None:
    with pytest.raises(UsageError) as error:
        loaded(Settings().overlaid(rules_only=True))
    assert str(error.value) == "there are no own rules to be the only ones; name their folder with --rules DIR"


def test_an_id_that_is_taken_is_told_with_both_places(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as error:
        own(tmp_path, rule_data(id="exclusivity"), signal_data(id="hedge"))
    assert error.value.faults == (
        f'{tmp_path}/contract/exclusivity.yaml:1: id: "exclusivity" is used already in contract/exclusivity.yaml; '
        "an id names one rule",
        f'{tmp_path}/signals/hedge.yaml:1: id: "hedge" is used already in signals/hedge.yaml; an id names one signal',
    )


def test_the_same_folder_twice_is_one(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "ours", rule_data())
    folders = (str(tmp_path / "ours"), str(tmp_path / "ours" / ".." / "ours"))
    assert list(loaded(Settings(rules=folders).overlaid(rules_only=True)).rules) == ["silent-renewal"]


def test_an_example_that_does_not_do_what_it_says_is_refused(tmp_path: Path) -> None:
    examples = rule_data()["examples"]
    wrong = rule_data(examples={**examples, "flag": ["It ⟦renews⟧ by itself.", *examples["flag"]]})
    signal = signal_data()
    signal["examples"] = {**signal["examples"], "known_wrong": [{"text": "It is $9 ⟦per hour⟧.", "because": "no"}]}
    catalogue = own(tmp_path, wrong, signal)
    with pytest.raises(CatalogueError) as error:
        refuse_wrong_examples([str(tmp_path)], catalogue)
    lines = (tmp_path / "contract/silent-renewal.yaml").read_text(encoding="utf-8").split("\n")
    line = next(number for number, words in enumerate(lines, 1) if "⟦renews⟧" in words)
    assert error.value.faults[0] == (
        f"{tmp_path}/contract/silent-renewal.yaml:{line}: examples.flag.0: "
        'should find "renews", but found "renews by itself"'
    )
    assert error.value.faults[1].endswith("examples.known_wrong.0: comes out right now; move it to `flag` or `pass`")


def test_sound_examples_are_not_refused(tmp_path: Path) -> None:
    catalogue = own(tmp_path, rule_data(), signal_data())
    refuse_wrong_examples([str(tmp_path)], catalogue)
    assert "hourly" in catalogue.signals


def test_names_and_limits_that_do_not_fit_are_all_told(tmp_path: Path) -> None:
    text = """\
select = ["contract", "privcy"]
ignore = [
  "publicty",
]
jobs = 0
[severity]
exclusivty = "low"
contract = "low"
[thresholds]
exclusivity = 3
low-liability-cap = "45 %"
hours-and-rates-focus = 60
confidentiality = 1.5
xyz = 1
"""
    hint = "`proposalcheck rules list` shows them all"
    assert refused(tmp_path, text) == [
        "5: jobs: must be at least 1, not 0",
        f'1: select: no rule or family is called "privcy"; {hint}',
        '3: ignore: no rule or family is called "publicty"; did you mean publicity?',
        '7: severity.exclusivty: no rule is called "exclusivty"; did you mean exclusivity?',
        f'8: severity.contract: no rule is called "contract"; {hint}',
        f'14: thresholds.xyz: no rule is called "xyz"; {hint}',
        "10: thresholds.exclusivity: has no limit that could be set; "
        "`proposalcheck rules show` tells the limit of a rule",
        '11: thresholds.low-liability-cap: "45 %" is no duration; write for example "30 days"',
        "12: thresholds.hours-and-rates-focus: must be a share between 0 and 1, such as 0.6, not 60.0",
        "13: thresholds.confidentiality: must be a whole number of points from 1, not 1.5",
    ]


def test_uses_of_the_model_that_do_not_fit_are_all_told(tmp_path: Path) -> None:
    text = """\
[model]
confidentialty = "both"
short-payment-term = "alone"
broken-reference = "both"
publicity = "both"
exclusivity = { decides = "both", like = "exclusivty" }
"""
    unknown = 'no rule is called "confidentialty"; did you mean confidentiality?'
    assert refused(tmp_path, text) == [
        f"2: model.confidentialty: {unknown}",
        "3: model.short-payment-term: the model reads no figures, so it cannot speak for a check of kind "
        '"value"; write phrases or both',
        '4: model.broken-reference: a check of kind "reference" is not weighed with the model, only phrase, signal, '
        "topic, value; take the block out",
        '5: model.publicity: the model was not trained on "publicity"; name the shipped rule with the same idea, such '
        "as `like: auto-renewal`, give a model of your own that was (`--models DIR`), or take the block out",
        '6: model.exclusivity: the model does not know "exclusivty"; did you mean exclusivity?',
    ]


def test_rules_that_cannot_be_loaded_are_told_with_the_faults_of_the_settings(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "ours", rule_data(severity="grave"))
    told = refused(tmp_path, 'rules = ["ours"]\njobs = 0\n')
    assert told == [
        "2: jobs: must be at least 1, not 0",
        f"{tmp_path}/ours/contract/silent-renewal.yaml:5: severity: "
        "must be one of 'high', 'medium', 'low' or 'info', not \"grave\"",
    ]


def test_severity_and_limits_are_as_set(shipped: Catalogue) -> None:
    asked = Settings(
        severity={"exclusivity": "low", "audit-right": "high"},
        thresholds={"short-payment-term": 45, "low-liability-cap": "6 months", "hours-and-rates-focus": 0.5},
        ignore=("drafting",),
    )
    rules = chosen(asked, shipped).rules
    assert (rules["exclusivity"].severity, rules["audit-right"].severity) == ("low", "high")
    assert rules["audit-right"].severity_by_side == {}
    limits = {name: rules[name].check.limit for name in asked.thresholds}
    assert limits == {
        "short-payment-term": "below 45 days",
        "low-liability-cap": "below 6 months",
        "hours-and-rates-focus": "above 0.5",
    }
    assert "placeholder" not in rules


def test_the_hash_tells_what_was_set(shipped: Catalogue) -> None:
    def of(**asked: Any) -> str:
        return chosen(Settings(**asked), shipped).sha256

    assert of(ignore=("drafting",)) == shipped.sha256
    low = of(severity={"exclusivity": "low"})
    high, shorter = of(severity={"exclusivity": "high"}), of(thresholds={"short-payment-term": 14})
    both, alone = of(model={"exclusivity": "both"}), of(model={"exclusivity": "alone"})
    assert len({shipped.sha256, low, high, shorter, both, alone}) == 6


def test_who_decides_is_as_set_and_the_idea_stays_that_of_the_rule(shipped: Catalogue) -> None:
    own = shipped.rules["publicity"].with_model(ModelUse(like="exclusivity"))
    catalogue = replace(shipped, rules={**shipped.rules, "publicity": own})
    rules = chosen(Settings(model={"publicity": ModelUse(decides="alone", bar=0.7)}), catalogue).rules
    assert rules["publicity"].model == ModelUse(decides="alone", bar=0.7, like="exclusivity")
    assert rules["exclusivity"].model == ModelUse()
