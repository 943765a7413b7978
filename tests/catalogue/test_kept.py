"""The shipped catalogue as an earlier start has left it: the same, at less cost, and never one that does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from tests.documents import rule_data, signal_data, topic_data, write_catalogue, write_file

from proposalcheck.catalogue import Catalogue, Rule, load_catalogue, loader
from proposalcheck.catalogue.reading import read_rule
from proposalcheck.catalogue.source import RuleSource
from proposalcheck.errors import CatalogueError

RULES = (rule_data(), topic_data(family="governance"), signal_data())


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder of rules that is the shipped one for a test."""
    folder = write_catalogue(tmp_path / "rules", *RULES)
    monkeypatch.setattr(loader, "shipped", lambda name: folder)
    loader._shipped.cache_clear()
    yield folder
    loader._shipped.cache_clear()


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the name of each rule file that is checked."""
    names: list[str] = []

    def noted(source: RuleSource, *more: Iterable[str]) -> Rule | None:
        names.append(source.path.stem)
        return read_rule(source, *more)

    monkeypatch.setattr(loader, "read_rule", noted)
    return names


def started_anew() -> Catalogue:
    """Return the shipped catalogue as the next process finds it."""
    loader._shipped.cache_clear()
    return load_catalogue()


def test_what_was_found_sound_is_not_checked_again(shipped: Path, checked: list[str]) -> None:
    first, again = started_anew(), started_anew()
    assert checked == ["silent-renewal", "named-lead"]
    assert again == first == load_catalogue(shipped)
    assert [rule.model_fields_set for rule in again.rules.values()] == [
        rule.model_fields_set for rule in first.rules.values()
    ]


def test_the_shipped_rules_come_back_as_they_are() -> None:
    first, again = started_anew(), started_anew()
    assert again == first
    assert (list(again.rules), list(again.signals)) == (list(first.rules), list(first.signals))


def test_a_file_that_has_changed_is_checked(shipped: Path, checked: list[str]) -> None:
    started_anew()
    write_catalogue(shipped, rule_data(title="The term goes on by itself"))
    assert started_anew().rules["silent-renewal"].title == "The term goes on by itself"
    assert checked == ["silent-renewal", "named-lead"] * 2


def test_faults_are_told_at_every_start(shipped: Path, checked: list[str]) -> None:
    write_file(shipped, "contract/silent-renewal.yaml", "id: silent-renewal\n")
    for _ in range(2):
        with pytest.raises(CatalogueError, match="why: is missing; every rule needs it"):
            started_anew()
    assert checked == ["silent-renewal", "named-lead"] * 2


def test_what_was_kept_and_is_damaged_is_made_anew(shipped: Path, own_cache: Path, checked: list[str]) -> None:
    first = started_anew()
    (entry,) = (path for path in own_cache.rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes().replace(b"renews", b"renewt"))
    assert started_anew() == first
    assert checked == ["silent-renewal", "named-lead"] * 2


def test_of_own_rules_nothing_is_kept(shipped: Path, tmp_path: Path, own_cache: Path) -> None:
    load_catalogue(None, [write_catalogue(tmp_path / "own", rule_data(id="own-renewal"))])
    load_catalogue(shipped)
    assert [path for path in own_cache.rglob("*") if path.is_file()] == []
