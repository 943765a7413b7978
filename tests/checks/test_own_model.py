"""A model of the user's own: what it knows, from where on it takes a sentence to carry it, and which are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.fusions import small

from proposalcheck.annotate.classifier import CODE, Classifier
from proposalcheck.checks.own_model import OwnModel, load_own
from proposalcheck.errors import ModelError
from proposalcheck.training.store import packed, write


def own(*thresholds: float) -> OwnModel:
    """Return the small model as one of the user's own."""
    weights = replace(small().classifier.weights, thresholds=np.array(thresholds, dtype=np.float32))
    return OwnModel(Path("mine/sentences"), "0" * 64, Classifier(weights))


def written(folder: Path, code: str = CODE) -> Path:
    """Write the small model into `folder` as `train` would; returns the file of its weights."""
    weights = packed(small().classifier.weights.arrays())
    write(folder / "sentences", code=code, weights=weights, manifest={}, card="", picture=None)
    return folder / "sentences" / "weights.npz"


def test_a_sentence_must_be_as_likely_as_training_asked_and_never_less_than_four_in_ten() -> None:
    model = own(0.75, 0.125)
    assert (model.bar("renewal"), model.bar("outcome")) == (0.75, 0.4)


def test_what_it_knows_beyond_the_rules_is_named_in_order() -> None:
    assert own(0.5, 0.5).strangers(["renewal"]) == ["outcome"]
    assert own(0.5, 0.5).strangers([]) == ["outcome", "renewal"]
    assert (own(0.5, 0.5).knows("renewal"), own(0.5, 0.5).knows("")) == (True, False)


def test_a_model_as_it_was_written_is_loaded(tmp_path: Path) -> None:
    written(tmp_path)
    model = load_own(str(tmp_path))
    manifest = json.loads((tmp_path / "sentences" / "manifest.json").read_text())
    assert (model.name, model.path, model.sha256) == (
        "sentences",
        tmp_path / "sentences",
        manifest["weights"]["sha256"],
    )
    assert model.classifier.labels == ("renewal", "outcome")


def refused(folder: Path) -> str:
    """Return why the model in `folder` is refused, after the path that it begins with."""
    with pytest.raises(ModelError) as error:
        load_own(str(folder))
    path, _, what = str(error.value).partition(": ")
    assert path in (str(folder), str(folder / "sentences"))
    return what


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    what = "holds no model 'sentences'; give a folder that `proposalcheck train` wrote from labelled documents or from"
    assert refused(tmp_path) == f"{what} decisions"
    assert refused(tmp_path / "nowhere") == f"{what} decisions"


def test_one_changed_byte_is_refused(tmp_path: Path) -> None:
    weights = written(tmp_path)
    changed = bytearray(weights.read_bytes())
    changed[100] ^= 1
    weights.write_bytes(changed)
    assert refused(tmp_path).startswith(f"model 'sentences' has been changed: {weights} has SHA-256 ")


def test_a_model_for_other_code_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "ngrams/0")
    assert refused(tmp_path) == (
        "model 'sentences' was made for another version of the program: its manifest says code 'ngrams/0', this "
        f"program has '{CODE}'; install proposalcheck again, or train the model anew if it is your own"
    )
