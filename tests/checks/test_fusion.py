"""The model `items`: what it goes by, and its form in a file."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from tests.documents import annotated
from tests.fusions import HABIT, small

from proposalcheck import models
from proposalcheck.checks import fusion
from proposalcheck.checks.fusion import NO_BAND, Band, Told, best_of, features_of, packed, told
from proposalcheck.errors import ModelError
from proposalcheck.finding import Match, Trace


def test_it_knows_what_it_was_trained_on_and_from_where_on_it_takes_a_sentence_to_carry_it() -> None:
    assert (small().knows("renewal"), small().knows("own-rule")) == (True, False)
    assert small().usual_bar("renewal") == 0.5


def test_what_is_touched_on_in_passing_counts_as_points_alone() -> None:
    trace = Trace(annotated("Fees are due.").sentences[0].span)
    assert told([Match("gap", (trace, trace), "in passing")]) == Told(found=False, places=0, points=2)
    assert told([Match("flag", (trace,), "a"), Match("flag", (trace,), "b")]) == Told(found=True, places=2, points=2)


def test_features_split_by_whether_phrases_speak() -> None:
    spoken = features_of(Told(True, 3, 3), [2.0, 1.0, 0.0], 100, HABIT, topic=False)
    silent = features_of(Told(False, 0, 2), [9.0, 1.0, 0.0], 100, HABIT, topic=True)
    assert spoken.round(3).tolist() == [1, 1.386, 0, 2, 0, 0.5, 0, 2, 0, 0.921]
    assert silent.round(3).tolist() == [0, 0, 1.099, 0, 4, 0, 0.5, 0, -1, 0.921]


def test_short_documents_have_no_further_sentences() -> None:
    best = best_of(np.array([[1.0], [3.0]], dtype=np.float32))
    assert best.tolist() == [[3.0], [1.0], [fusion.NOTHING]]


def test_a_model_without_decisions_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    arrays = {"fusion": np.frombuffer(json.dumps({"habits": {}}).encode(), dtype=np.uint8)}
    shipped = models.Model("items", "", "", {}, b"")
    monkeypatch.setattr(models, "load", lambda name, code: shipped)
    monkeypatch.setattr(models.Model, "arrays", lambda _: arrays)
    with pytest.raises(ModelError, match="its decisions are not as they should be"):
        fusion.load.__wrapped__()


def test_packed_decisions_are_the_same_bytes_in_any_order() -> None:
    decision = small().decisions["flag"]
    other = replace(HABIT, skill=0.5)
    first = packed({"a": HABIT, "b": other}, {"flag": decision, "topic": decision})
    second = packed({"b": other, "a": HABIT}, {"topic": decision, "flag": decision})
    assert first.tobytes() == second.tobytes()


def test_what_is_packed_is_loaded_with_its_band(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = small().decisions["flag"]
    decisions = {"flag": plain, "topic": replace(plain, band=Band(0.75, 0.65))}
    arrays = {**small().classifier.weights.arrays(), "fusion": packed({"renewal": HABIT}, decisions)}
    monkeypatch.setattr(models, "load", lambda name, code: models.Model("items", "", "", {}, b""))
    monkeypatch.setattr(models.Model, "arrays", lambda _: arrays)
    loaded = fusion.load.__wrapped__()
    assert (loaded.habits, loaded.decisions) == ({"renewal": HABIT}, decisions)


def test_only_topics_of_the_shipped_model_are_ever_unsure() -> None:
    bands = {kind: decision.band for kind, decision in fusion.load().decisions.items()}
    assert bands["flag"] == NO_BAND
    assert 0.5 < bands["topic"].silent_from <= 1
    assert 0.5 < bands["topic"].spoken_below < 1
