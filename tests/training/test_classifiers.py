"""Classifiers are trained to the same bytes, find what they were shown, and refuse data that does not fit."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from tests.training.corpora import contracts_zip, gold_folder

from proposalcheck.annotate.classifier import Field, Passage
from proposalcheck.errors import ModelError, UsageError
from proposalcheck.training.align import Squeezed, alike, sentences_in
from proposalcheck.training.calibration import bins, calibration_error, platt, thresholds
from proposalcheck.training.folds import folds_of
from proposalcheck.training.measure import Said, curve, finds
from proposalcheck.training.run import evaluate, train
from proposalcheck.training.store import packed
from proposalcheck.training.table import table_of


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with data and with the models trained on it."""
    folder = tmp_path_factory.mktemp("trained")
    (folder / "data").mkdir()
    contracts_zip(folder / "data" / "contracts.zip")
    gold_folder(folder / "data" / "gold")
    list(train(folder / "data", folder / "models", seed=7))
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file under `folder`."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_data_and_seed_give_the_same_bytes(trained: Path, tmp_path: Path) -> None:
    lines = list(train(trained / "data", tmp_path, seed=7))
    assert files_of(tmp_path) == files_of(trained / "models")
    assert len(lines) == 2
    assert set(files_of(tmp_path)) == {
        f"{model}/{file}"
        for model in ("clauses", "sentences")
        for file in ("weights.npz", "manifest.json", "card.md", "reliability.png")
    }


def test_the_models_find_what_they_were_shown(trained: Path) -> None:
    clauses, sentences = evaluate(trained / "data", trained / "models")
    assert (clauses.model, clauses.documents, clauses.seen) == ("clauses", 12, 12)
    assert clauses.scores["present_micro_f1"] > 0.9
    assert clauses.scores["precision_at_80_recall"] == 1.0
    assert sentences.scores["sentence_micro_f1"] == 1.0
    assert next(sentences.lines()) == "sentences on gold: 10 documents"


def test_card_and_manifest_name_sources_and_hold_no_sentence(trained: Path) -> None:
    card = (trained / "models" / "sentences" / "card.md").read_text()
    assert "- someone/003 (CC0)" in card
    assert "Items that fewer than two sources show are not in it: auto-renewal." in card
    manifest = json.loads((trained / "models" / "clauses" / "manifest.json").read_text())
    assert manifest["data"]["documents"] == 12
    assert manifest["scores"]["by_label"]["Governing Law"]["documents"] == 8
    assert all(b"governed" not in content for content in files_of(trained / "models").values())


def test_one_changed_byte_is_refused(trained: Path, tmp_path: Path) -> None:
    for name, content in files_of(trained / "models" / "sentences").items():
        (tmp_path / "sentences").mkdir(exist_ok=True)
        (tmp_path / "sentences" / name).write_bytes(content)
    weights = tmp_path / "sentences" / "weights.npz"
    changed = bytearray(weights.read_bytes())
    changed[len(changed) // 2] ^= 1
    weights.write_bytes(changed)
    with pytest.raises(ModelError, match=r"model 'sentences' has been changed: .*weights\.npz has SHA-256"):
        evaluate(gold_folder(tmp_path / "gold"), tmp_path)


def test_a_model_for_another_catalogue_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = gold_folder(tmp_path / "gold")
    list(train(data, tmp_path / "models", seed=7))
    catalogue = type("Catalogue", (), {"rules": {"auto-renewal": None, "governing-law": None}})
    monkeypatch.setattr("proposalcheck.training.run.load_catalogue", lambda: catalogue)
    evaluate(data, tmp_path / "models")
    for path in (data / "labels").glob("*.json"):
        path.write_text(path.read_text().replace("governing-law", "auto-renewal-too"))
    catalogue.rules = {"auto-renewal": None, "auto-renewal-too": None}  # type: ignore[attr-defined]
    with pytest.raises(ModelError, match="made for another catalogue: it tells 'governing-law', which is no rule"):
        evaluate(data, tmp_path / "models")


def refused(data: Path, tmp_path: Path, message: str) -> None:
    """Check that training on `data` is refused and writes nothing."""
    with pytest.raises(UsageError, match=message):
        list(train(data, tmp_path / "models", seed=7))
    assert not (tmp_path / "models").exists()


def test_a_folder_without_labelled_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    refused(tmp_path / "data", tmp_path, "no labelled data; give a folder that holds docs/")
    refused(tmp_path / "nowhere", tmp_path, "there is no such folder")


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    data = gold_folder(tmp_path / "gold")
    for path in (data / "labels").iterdir():
        path.unlink()
    refused(data, tmp_path, r"gold/labels: no label file")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"governing-law"', '"governing-laws"', r"000\.json:4: no item is called 'governing-laws'"),
        ("laws of the State of Ohio", "nothing but Ohio", r"000\.json:7: this quote is not in .*000\.txt"),
        ('"doc": "000"', '"doc": "999"', r"000\.json:2: .*MANIFEST\.jsonl has no line for '999'"),
        ('"v": "yes"', '"w": "yes"', r"000\.json:\d: labels\.governing-law\.v: Field required"),
        ("{", "", r"000\.json:2: not JSON"),
    ],
)
def test_a_wrong_label_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    data = gold_folder(tmp_path / "gold")
    path = data / "labels" / "000.json"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    refused(data, tmp_path, message)


def test_one_class_only_is_refused(tmp_path: Path) -> None:
    data = gold_folder(tmp_path / "gold")
    for path in (data / "labels").iterdir():
        labels = json.loads(path.read_text())
        labels["labels"]["governing-law"] = {"v": "no"}
        path.write_text(json.dumps(labels))
    refused(data, tmp_path, "one class only")


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ('{"doc": "nobody", "category": "X", "spans": []}\n', r"labels\.jsonl:37: there is no contract 'nobody'"),
        ('{"doc": "contract-00", "spans": []}\n', r"labels\.jsonl:37: Field required"),
        (
            '{"doc": "contract-00", "category": "Parties", "spans": [[0, 4, "Fern"]]}\n',
            r"labels\.jsonl:37: 'Fern' is not where the label says, in contract-00\.txt",
        ),
    ],
)
def test_a_wrong_line_of_contracts_is_named(tmp_path: Path, extra: str, message: str) -> None:
    (tmp_path / "data").mkdir()
    contracts_zip(tmp_path / "data" / "contracts.zip", extra=extra)
    refused(tmp_path / "data", tmp_path, message)


def test_damaged_data_is_refused(tmp_path: Path) -> None:
    data = gold_folder(tmp_path / "gold")
    (data / "labels" / "000.json").write_bytes(b'{"doc": "\xff"}')
    refused(data, tmp_path, r"000\.json: it cannot be read as UTF-8 text")
    path = contracts_zip(tmp_path / "gold" / "contracts.zip", count=2)
    path.write_bytes(path.read_bytes().replace(b"SUPPLY AGREEMENT", b"SUPPLY DISAGREEM", 1))
    refused(data, tmp_path, r"contracts\.zip: it is damaged")


def test_a_file_of_weights_has_no_time_in_it() -> None:
    content = packed({"b": np.arange(3), "a": np.ones(2)})
    assert content == packed({"a": np.ones(2), "b": np.arange(3)})
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_sources_stay_whole_and_folds_are_even() -> None:
    sources = [f"s{number % 7}" for number in range(70)]
    folds = folds_of(sources, 3, seed=1)
    assert all(len({fold for fold, name in zip(folds, sources, strict=True) if name == s}) == 1 for s in set(sources))
    assert sorted(np.bincount(folds).tolist()) == [20, 20, 30]


def test_an_id_that_two_fields_share_is_kept_once() -> None:
    twice = (Field("text", 1), Field("text", 1, share=0.5))
    table = table_of([Passage("late fee"), Passage("late rain")], twice, ["a", "b"])
    assert table.ids.tolist() == [crc32(b"late")]
    assert (table.field_of.tolist(), table.counts.toarray().tolist()) == ([0], [[1.0], [1.0]])


def test_quotes_are_found_whatever_their_signs() -> None:
    squeezed = Squeezed("Pay on time. Pay on\ntime – or else.")
    assert squeezed.find("pay  on time") is not None
    assert squeezed.find("Pay on time", near=0.9) != squeezed.find("Pay on time", near=0.0)
    assert squeezed.find("Pay in time") is None
    assert [len(span) for span in squeezed.find_parts("Pay on time or\nnever mind\nor else")] == [16, 7]
    assert alike("one two three four", ["zero one two three four", "one two"]) == [0]
    assert sentences_in(squeezed.find("or else"), []) == []  # type: ignore[arg-type]


def test_probabilities_mean_what_they_say() -> None:
    random = np.random.default_rng(3)
    scores = random.normal(size=(20_000, 1)).astype(np.float32)
    truth = (random.random((20_000, 1)) < 1 / (1 + np.exp(-(3 * scores - 1)))).astype(np.int8)
    slope, offset = platt(scores, truth)
    assert (slope[0], offset[0]) == pytest.approx((3, -1), abs=0.15)


def test_calibration_error_is_the_mean_gap() -> None:
    chances = np.array([[0.9, 0.9, 0.1, 0.1]], dtype=np.float32)
    found = bins(chances, np.array([[1, 0, 0, -1]], dtype=np.int8))
    assert [(b.count, round(b.said, 4), b.true) for b in found] == [(1, 0.1, 0.0), (2, 0.9, 0.5)]
    assert calibration_error(found) == pytest.approx((0.1 + 2 * 0.4) / 3)


def test_a_threshold_has_the_best_f1() -> None:
    chances = np.array([[0.9], [0.6], [0.4], [0.2]], dtype=np.float32)
    assert thresholds(chances, np.array([[1], [1], [0], [0]], np.int8)) == pytest.approx([0.5])


def test_the_measure_of_the_paper() -> None:
    assert finds("Cap", "liability is capped here", "liability is capped, there!")
    assert not finds("Cap", "liability is capped", "nothing is capped or barred")
    assert finds("Parties", "Made by Fernhill Ltd. and others", "Fernhill Ltd.")
    said = {("a", "X"): [Said("one two", 0.9), Said("six", 0.8), Said("three four", 0.7)]}
    found = curve(said, {("a", "X"): ["one two", "three four"], ("b", "X"): []})
    assert found.precision_at_80 == pytest.approx(2 / 3)
    assert found.area == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)
    assert found.most == 1.0
