"""A shipped model is loaded only when it is exactly the one that was trained for this version."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
from pathlib import Path

import numpy as np
import pytest

from proposalcheck import models, shipped
from proposalcheck.errors import ModelError, UsageError

WEIGHTS = b'{"bias": [1, 2]}'


def manifest(content: bytes, file: str = "weights.json", **changes: object) -> dict[str, object]:
    """Return a manifest that fits `content`, with some entries changed."""
    sha256 = hashlib.sha256(content).hexdigest()
    return {"schema": models.SCHEMA, "code": "c1", "weights": {"file": file, "sha256": sha256}} | changes


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a good model called "tiny" that `load` finds."""
    tiny = tmp_path / "models" / "tiny"
    tiny.mkdir(parents=True)
    (tiny / "weights.json").write_bytes(WEIGHTS)
    (tiny / "manifest.json").write_text(json.dumps(manifest(WEIGHTS)))
    monkeypatch.setattr(models, "shipped", lambda name: tmp_path / name)
    return tiny


def test_a_good_model_is_loaded(folder: Path) -> None:
    model = models.load("tiny", code="c1")
    assert (model.name, model.code) == ("tiny", "c1")
    assert model.sha256 == hashlib.sha256(WEIGHTS).hexdigest()
    assert model.values() == {"bias": [1, 2]}


def test_one_changed_byte_is_refused(folder: Path) -> None:
    (folder / "weights.json").write_bytes(WEIGHTS.replace(b"2", b"3"))
    with pytest.raises(ModelError, match=r"model 'tiny' has been changed: .*weights\.json has SHA-256 [0-9a-f]{64}"):
        models.load("tiny", code="c1")


def test_a_model_for_other_code_is_refused(folder: Path) -> None:
    with pytest.raises(ModelError, match=r"made for another version .* says code 'c1', this program has 'c2'"):
        models.load("tiny", code="c2")


def test_an_unknown_schema_is_refused(folder: Path) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest(WEIGHTS, schema="proposalcheck-model/9")))
    with pytest.raises(ModelError, match=r"another version .* says schema 'proposalcheck-model/9', this program reads"):
        models.load("tiny", code="c1")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"manifest\.json is not JSON"),
        ("[]", r"manifest\.json must be a JSON object, not list"),
        (json.dumps(manifest(WEIGHTS, code=7)), r"must have code, weights\.file and weights\.sha256"),
        (json.dumps(manifest(WEIGHTS, weights={"file": "weights.json"})), r"must have code, weights\.file"),
    ],
)
def test_a_bad_manifest_is_refused(folder: Path, text: str, message: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(ModelError, match=message):
        models.load("tiny", code="c1")


@pytest.mark.parametrize("file", ["manifest.json", "weights.json"])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(ModelError, match=rf"model 'tiny' is missing: .*{file} cannot be read \(No such file"):
        models.load("tiny", code="c1")


def test_a_model_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(ModelError, match=r"model 'large' is missing"):
        models.load("large", code="c1")


def test_weights_outside_the_folder_are_not_read(folder: Path) -> None:
    (folder.parent / "elsewhere.json").write_bytes(WEIGHTS)
    (folder / "manifest.json").write_text(json.dumps(manifest(WEIGHTS, "../elsewhere.json")))
    with pytest.raises(ModelError, match=r"tiny.elsewhere\.json cannot be read"):
        models.load("tiny", code="c1")


def test_arrays_come_back_as_they_were(folder: Path) -> None:
    buffer = io.BytesIO()
    np.savez(buffer, rows=np.arange(6.0).reshape(2, 3))
    (folder / "weights.npz").write_bytes(buffer.getvalue())
    (folder / "manifest.json").write_text(json.dumps(manifest(buffer.getvalue(), "weights.npz")))
    arrays = models.load("tiny", code="c1").arrays()
    assert list(arrays) == ["rows"]
    assert arrays["rows"].tolist() == [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]


def test_a_pickle_is_never_opened(folder: Path) -> None:
    weights = pickle.dumps({"bias": [1, 2]})
    (folder / "weights.npz").write_bytes(weights)
    (folder / "manifest.json").write_text(json.dumps(manifest(weights, "weights.npz")))
    with pytest.raises(ModelError, match="its weights are not an NPZ file"):
        models.load("tiny", code="c1").arrays()


def test_pickled_objects_inside_an_npz_are_never_opened(folder: Path) -> None:
    buffer = io.BytesIO()
    np.savez(buffer, rows=np.array([{"a": 1}], dtype=object))
    (folder / "weights.npz").write_bytes(buffer.getvalue())
    (folder / "manifest.json").write_text(json.dumps(manifest(buffer.getvalue(), "weights.npz")))
    with pytest.raises(ModelError, match="its weights are not an NPZ file"):
        models.load("tiny", code="c1").arrays()


def test_weights_that_are_not_json_are_refused(folder: Path) -> None:
    (folder / "weights.json").write_bytes(b"\x80")
    (folder / "manifest.json").write_text(json.dumps(manifest(b"\x80")))
    with pytest.raises(ModelError, match="its weights are not JSON"):
        models.load("tiny", code="c1").values()


def test_versions_lists_every_model(folder: Path) -> None:
    assert models.versions() == {"tiny": hashlib.sha256(WEIGHTS).hexdigest()}


def test_shipped_prefers_what_the_package_carries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "src" / "proposalcheck"
    (tmp_path / "rules").mkdir()
    package.mkdir(parents=True)
    monkeypatch.setattr(shipped, "_PACKAGE", package)
    assert shipped.shipped("rules") == tmp_path / "rules"
    (package / "data" / "rules").mkdir(parents=True)
    assert shipped.shipped("rules") == package / "data" / "rules"


def test_shipped_names_both_places_that_it_looked_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path / "src" / "proposalcheck")
    with pytest.raises(UsageError, match=r"the folder 'rules' is missing: looked for .*data.rules and .*rules;"):
        shipped.shipped("rules")


def test_no_models_folder_is_a_missing_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str) -> Path:
        raise UsageError(f"the folder {name!r} is missing")

    monkeypatch.setattr(models, "shipped", nowhere)
    with pytest.raises(ModelError, match=r"model 'tiny' is missing: the folder 'models' is missing"):
        models.load("tiny", code="c1")
