"""Phrases and the classifier weighed together: who speaks, how surely, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.documents import annotated, words_of

from proposalcheck import models
from proposalcheck.annotate.classifier import Classifier, Field, Passage, Weights
from proposalcheck.checks import fusion
from proposalcheck.checks.fusion import Decision, Fusion, Habit, Told, best_of, features_of, packed, told
from proposalcheck.checks.phrase import PhraseCheck
from proposalcheck.errors import ModelError
from proposalcheck.finding import Match, Trace
from proposalcheck.training.table import table_of

WORDS = Field("text", 1)
HABIT = Habit(middle=0.0, spread=1.0, skill=1.0, spoken=2.0, silent=-1.0)


def small(bar: float = 1.0) -> Fusion:
    """Return a model that knows one word of each of two labels: "evergreen" renews, "goals" are outcomes."""
    vocabulary = ["evergreen", "goals"]
    ids = np.concatenate([table_of([Passage(word)], (WORDS,), ["here"], 1).ids for word in vocabulary])
    order = np.argsort(ids)
    matrix = np.array([[1, 0], [0, 1]], dtype=np.int8)[order]
    ones = np.ones(2, dtype=np.float32)
    weights = Weights(
        labels=("renewal", "outcome"),
        fields=(WORDS,),
        ids=ids[order],
        idf=ones,
        unknown=0.0,
        matrix=matrix,
        scale=ones * 6,
        bias=ones * -3,
        slope=ones,
        offset=ones * 0,
        thresholds=(ones / 2).astype(np.float32),
    )
    goes_by = (2.0, 0, 0, 0, 1.0, 0, 0, 0, 0, 0, 0)
    decision = Decision(weights=goes_by, bar=bar, slope=1.0, offset=0.0)
    return Fusion(Classifier(weights), {"renewal": HABIT, "outcome": HABIT}, {"flag": decision, "topic": decision})


def renewals(
    text: str, phrases: Sequence[str] = ("renews",), *, bar: float = 1.0, explain: bool = False
) -> list[Match]:
    """Return what a flag on `phrases` and the small model say of `text`."""
    document = annotated(text, phrases)
    matches = list(PhraseCheck(kind="phrase", any_of=tuple(phrases)).run(document))
    return small(bar).read(document, explain=explain).weigh("renewal", "flag", matches)


def test_phrases_alone_keep_their_reason_and_get_a_confidence() -> None:
    (match,) = renewals("The term renews yearly. Fees are due.")
    assert (match.because, match.confidence) == ('phrase "renews"', 0.88)


def test_where_both_speak_of_a_sentence_both_are_the_reason() -> None:
    (match,) = renewals("The evergreen term renews yearly.")
    assert match.because == 'phrase "renews"; model 0.95'


def test_the_classifier_alone_quotes_its_best_sentence() -> None:
    text = "Fees are due. The Provider works under an evergreen term."
    (match,) = renewals(text)
    assert (match.outcome, match.because, match.confidence) == ("flag", "model 0.95", 0.95)
    assert words_of(annotated(text).document, (trace.quoted for trace in match.traces)) == [
        "The Provider works under an evergreen term."
    ]
    assert match.values == {"match": "The Provider works under an evergreen term.", "party": "The Provider"}


def test_a_long_sentence_is_shortened_in_the_message_and_quoted_whole() -> None:
    text = "The evergreen term " + "goes on " * 20 + "for ever."
    (match,) = renewals(text)
    assert match.values["match"].endswith("goes on goes…")
    assert len(match.values["match"]) <= 91
    assert len(match.traces[0].quoted) == len(text)


def test_below_the_bar_the_classifier_is_silent() -> None:
    assert renewals("The term is evergreen.", bar=3.5) == []
    assert renewals("The term is fixed.") == []


def test_the_classifier_is_silent_where_it_is_sure_of_no_sentence() -> None:
    unsure = small()
    quiet = replace(unsure.classifier.weights, offset=np.full(2, -4, dtype=np.float32))
    reading = replace(unsure, classifier=Classifier(quiet)).read(annotated("The term is evergreen."))
    assert reading.weigh("renewal", "flag", []) == []


def test_the_classifier_does_not_speak_alone_for_rules_that_it_tells_badly() -> None:
    document = annotated("The term is evergreen.")
    clumsy = replace(small(bar=0.0), habits={"renewal": replace(HABIT, skill=0.89)})
    assert clumsy.read(document).weigh("renewal", "flag", []) == []
    assert len(small(bar=0.0).read(document).weigh("renewal", "flag", [])) == 1


def test_a_heading_is_no_flag() -> None:
    (match,) = renewals("# Evergreen\n\nThe term is an evergreen one.")
    assert words_of(annotated("# Evergreen\n\nThe term is an evergreen one.").document, [match.traces[0].quoted]) == [
        "The term is an evergreen one."
    ]


def test_explained_reasons_name_the_words() -> None:
    (match,) = renewals("The term is evergreen.", explain=True)
    assert match.because == "model 0.95 (evergreen +6.0)"


def test_a_gap_becomes_a_strength_where_the_classifier_is_sure() -> None:
    text = "We name goals. Fees are due. We meet the goals."
    reading = small().read(annotated(text))
    (match,) = reading.weigh("outcome", "topic", [Match("gap", (), "no sentence speaks of it")])
    assert (match.outcome, match.because) == ("strength", "model 0.95")
    assert words_of(reading.annotated.document, (trace.quoted for trace in match.traces)) == [
        "We name goals.",
        "We meet the goals.",
    ]


def test_a_gap_that_stays_is_as_sure_as_the_rest_of_the_chance() -> None:
    reading = small().read(annotated("Fees are due."))
    (match,) = reading.weigh("outcome", "topic", [Match("gap", (), "no sentence speaks of it")])
    assert (match.outcome, match.confidence) == ("gap", 0.95)


def test_rules_that_the_model_does_not_know_keep_what_they_found() -> None:
    reading = small().read(annotated("The term is evergreen."))
    matches = [Match("flag", (), "phrase")]
    assert reading.weigh("own-rule", "flag", matches) == matches
    assert reading.weigh("renewal", "verdict", matches) == matches


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
