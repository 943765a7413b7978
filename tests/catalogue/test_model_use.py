"""The `model` block of a rule: what it may say, each fault with its exact text, and a scan that goes by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.documents import rule_data, topic_data, write_catalogue, write_file

from proposalcheck.catalogue import load_catalogue
from proposalcheck.catalogue.model_use import told
from proposalcheck.errors import CatalogueError
from proposalcheck.screening import screen
from proposalcheck.settings import ModelUse

DECIDING = "must be one of 'phrases', 'either', 'both' or 'alone'"
UNTRAINED = (
    'the model was not trained on "silent-renewal"; name the shipped rule with the same idea, such as '
    "`like: auto-renewal`, give a model of your own that was (`--models DIR`), or take the block out"
)


def fault(folder: Path, data: dict[str, Any]) -> str:
    """Return the one fault in a catalogue of one rule, from its key on, after a look at the line it is told at."""
    with pytest.raises(CatalogueError) as error:
        load_catalogue(write_catalogue(folder, data))
    (only,) = error.value.faults
    place, key, what = only.removeprefix(f"{folder.as_posix()}/").split(": ", 2)
    line = yaml.safe_dump(data, sort_keys=False, allow_unicode=True).split("\n")[int(place.rpartition(":")[2]) - 1]
    assert line.strip().startswith(key.rpartition(".")[2])
    return f"{key}: {what}"


@pytest.mark.parametrize(
    ("block", "what"),
    [
        ("both", "model: must hold keys and values, not a text or a list"),
        ({"decides": "maybe", "like": "auto-renewal"}, f'model.decides: {DECIDING}, not "maybe"'),
        ({"bar": "1.01", "like": "auto-renewal"}, 'model.bar: must be at most 1, not "1.01"'),
        ({"bar": "-0.01", "like": "auto-renewal"}, 'model.bar: must be at least 0, not "-0.01"'),
        ({"bar": "nan", "like": "auto-renewal"}, 'model.bar: must be at most 1, not "nan"'),
        ({"bar": "high", "like": "auto-renewal"}, 'model.bar: must be a number, not "high"'),
        (
            {"decides": "phrases", "bar": 0.5, "like": "auto-renewal"},
            "model: phrases need no bar; take `bar` out, or let the model decide: either, both or alone",
        ),
        ({"decides": "both"}, f"model: {UNTRAINED}"),
        ({"decides": "phrases"}, f"model: {UNTRAINED}"),
        (
            {"decides": "both", "like": "auto-renewals"},
            'model.like: the model does not know "auto-renewals"; did you mean auto-renewal?',
        ),
    ],
)
def test_what_a_block_may_not_say(tmp_path: Path, block: object, what: str) -> None:
    assert fault(tmp_path, rule_data(model=block)) == what


def test_a_name_that_is_like_none_is_told_all_that_there_are(tmp_path: Path) -> None:
    said = fault(tmp_path, rule_data(model={"like": "zzz"}))
    assert said.startswith('model.like: the model does not know "zzz"; it knows acceptance-criteria, aftercare, ')


@pytest.mark.parametrize("decides", ["either", "alone"])
def test_the_model_reads_no_figures(tmp_path: Path, decides: str) -> None:
    check = {"kind": "value", "any_of": ["renews by itself"], "value": "duration", "above": "1 year"}
    data = rule_data(check=check, model={"decides": decides, "like": "auto-renewal"})
    what = 'the model reads no figures, so it cannot speak for a check of kind "value"; write phrases or both'
    assert fault(tmp_path, data) == f"model.decides: {what}"


@pytest.mark.parametrize("decides", ["phrases", "both"])
def test_a_check_of_figures_may_ask_the_model_to_agree(tmp_path: Path, decides: str) -> None:
    check = {"kind": "value", "any_of": ["renews by itself"], "value": "duration", "above": "1 year"}
    data = rule_data(check=check, model={"decides": decides, "like": "auto-renewal"})
    rule = load_catalogue(write_catalogue(tmp_path, data)).rules["silent-renewal"]
    assert rule.model.decides == decides


def test_a_check_that_compares_places_is_not_weighed(tmp_path: Path) -> None:
    check = {"kind": "direction", "any_of": ["renews by itself"], "of": "renewal"}
    data = rule_data(check=check, message_if_unsure="Unclear.", model={"decides": "both", "like": "auto-renewal"})
    kinds = "phrase, signal, topic, value"
    what = f'a check of kind "direction" is not weighed with the model, only {kinds}; take the block out'
    assert fault(tmp_path, data) == f"model: {what}"


BLOCKS = [
    ({"decides": "phrases"}, "the phrases decide; the model only grades how sure they are"),
    (
        {"decides": "either"},
        "the phrases decide; where they are silent, the model speaks where training found it good enough",
    ),
    (
        {"bar": 0.25},
        "the phrases decide; where they are silent, the model speaks from a probability of 0.25 on",
    ),
    (
        {"decides": "both"},
        "what the phrases find counts where the model agrees, from the probability set in training on",
    ),
    (
        {"decides": "alone", "bar": 0.7},
        "the model decides from a probability of 0.7 on; the phrases only serve the examples",
    ),
]


@pytest.mark.parametrize(("block", "words"), BLOCKS)
def test_who_decides_is_told_in_words(tmp_path: Path, block: dict[str, object], words: str) -> None:
    data = rule_data(model={**block, "like": "auto-renewal"})
    rule = load_catalogue(write_catalogue(tmp_path, data)).rules["silent-renewal"]
    assert told(rule) == f"{words}; the idea is that of auto-renewal"


def test_a_rule_without_a_block_tells_nothing_and_is_used_as_ever(tmp_path: Path) -> None:
    rule = load_catalogue(write_catalogue(tmp_path, rule_data())).rules["silent-renewal"]
    assert (told(rule), rule.model) == ("", ModelUse(decides="either", bar=None))


TEXT = (
    "# Services Agreement\n\nThe badge renews by itself.\n\n"
    "This Agreement shall automatically renew for successive periods of one year unless terminated by notice.\n"
)
BY_PHRASE = "The badge renews by itself."
BY_MODEL = "This Agreement shall automatically renew for successive periods of one year unless terminated by notice."


@pytest.mark.parametrize(
    ("block", "quotes"),
    [
        (None, [BY_PHRASE]),
        ({"decides": "phrases", "like": "auto-renewal"}, [BY_PHRASE]),
        ({"decides": "both", "like": "auto-renewal"}, []),
        ({"decides": "both", "bar": 0, "like": "auto-renewal"}, [BY_PHRASE]),
        ({"decides": "alone", "like": "auto-renewal"}, [BY_MODEL]),
        ({"decides": "alone", "bar": 1, "like": "auto-renewal"}, []),
    ],
)
def test_a_scan_goes_by_the_block(tmp_path: Path, block: dict[str, object] | None, quotes: list[str]) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path / "rules", rule_data(model=block)))
    result = screen(write_file(tmp_path, "agreement.md", TEXT), catalogue=catalogue, kind="msa")
    assert [finding.evidence[0].quote for finding in result.findings] == quotes


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The governing body meets. This Agreement is governed by the laws of Ohio.", ["strength"]),
        ("The project lead is Ana Berg.", ["gap"]),
    ],
)
def test_a_topic_may_be_left_to_the_model(tmp_path: Path, text: str, types: list[str]) -> None:
    data = topic_data(model={"decides": "alone", "like": "governing-law"})
    catalogue = load_catalogue(write_catalogue(tmp_path / "rules", data))
    result = screen(write_file(tmp_path, "agreement.md", text), catalogue=catalogue, kind="msa")
    assert [finding.type for finding in result.findings] == types
