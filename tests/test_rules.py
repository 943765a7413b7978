"""Every shipped rule and signal: each example does what it says, and no phrase is there for nothing."""

from __future__ import annotations

import pytest

from proposalcheck.catalogue import Catalogue, Rule, Signal, load_catalogue
from proposalcheck.catalogue.examples import idle_phrases, try_rule, try_signal
from proposalcheck.scorecard.fit import fit_table
from proposalcheck.shipped import shipped

RULES = shipped("rules")
NAMES = sorted(path.relative_to(RULES).with_suffix("").as_posix() for path in RULES.glob("*/*.yaml"))

each = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def owner(catalogue: Catalogue, name: str) -> Rule | Signal:
    family, _, identity = name.partition("/")
    return catalogue.signals[identity] if family == "signals" else catalogue.rules[identity]


@each
def test_every_example_does_what_it_says(catalogue: Catalogue, name: str) -> None:
    tried = owner(catalogue, name)
    trials = try_rule(tried, catalogue) if isinstance(tried, Rule) else try_signal(tried, catalogue)
    assert [trial.complaint() for trial in trials if not trial.as_written] == []


@each
def test_every_phrase_is_exercised(catalogue: Catalogue, name: str) -> None:
    assert idle_phrases(owner(catalogue, name)) == []


def test_every_file_is_a_rule_or_a_signal_of_its_own(catalogue: Catalogue) -> None:
    rules = [f"{rule.family}/{rule.id}" for rule in catalogue.rules.values()]
    assert sorted([*rules, *(f"signals/{signal}" for signal in catalogue.signals)]) == NAMES


def test_no_rule_is_named_like_a_signal_or_another_family(catalogue: Catalogue) -> None:
    assert not set(catalogue.rules) & set(catalogue.signals)
    families = {rule.family for rule in catalogue.rules.values()}
    assert {(name, catalogue.rules[name].family) for name in families & set(catalogue.rules)} == {
        ("posture", "posture")
    }


def test_every_signal_is_of_use_to_a_rule_or_to_the_recommendation(catalogue: Catalogue) -> None:
    used = {signal for rule in catalogue.rules.values() for _, signal in rule.check.signals()}
    used |= {signal for weight in (*fit_table().vendor, *fit_table().partner) for _, signal in weight.signals()}
    assert set(catalogue.signals) == used


def test_loading_twice_gives_the_same_hash(catalogue: Catalogue) -> None:
    assert load_catalogue(shipped("rules")).sha256 == catalogue.sha256
