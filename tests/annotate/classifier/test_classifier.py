"""The classifier gives exactly the sums of its weights, whoever asks, and can say which words they came from."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from zlib import crc32

import numpy as np
import pytest
from tests.documents import markdown

from proposalcheck.annotate.classifier import Classifier, Field, Passage, Weights, passages_of
from proposalcheck.annotate.classifier.features import mix, tokens
from proposalcheck.annotate.classifier.linear import Lookup
from proposalcheck.annotate.units import units_of
from proposalcheck.errors import ModelError

LATE, FEE, LATE_FEE = (
    crc32(b"late"),
    crc32(b"fee"),
    int(mix(np.uint32(crc32(b"late")), np.array([crc32(b"fee")], np.uint32))[0]),
)
BEFORE_LATE = int(mix(np.uint32(crc32(b"before:")), np.array([LATE], np.uint32))[0])
FIELDS = (Field("text", 2), Field("before", 1, share=0.5))


def weights(grams: dict[int, tuple[int, int]], **changes: object) -> Weights:
    """Return a model of the labels "charge" and "other" with these n-grams, each with idf 1."""
    ids = np.array(sorted(grams), dtype=np.uint32)
    ones, half = np.ones(2, dtype=np.float32), np.full(2, 0.5, dtype=np.float32)
    plain = Weights(
        labels=("charge", "other"),
        fields=FIELDS,
        ids=ids,
        idf=np.ones(len(ids), dtype=np.float32),
        unknown=0.0,
        matrix=np.array([grams[gram] for gram in ids.tolist()], dtype=np.int8),
        scale=np.full(2, 0.1, dtype=np.float32),
        bias=np.array([-1.0, 0.0], dtype=np.float32),
        slope=ones,
        offset=ones * 0,
        thresholds=half,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


GRAMS = {LATE: (20, 0), FEE: (40, -10), LATE_FEE: (30, 0), BEFORE_LATE: (0, 50)}


def test_scores_are_the_weights_over_the_length_of_the_text() -> None:
    model = Classifier(weights(GRAMS))
    passages = [Passage("Late fee"), Passage("Fee, 5 fees"), Passage("weather"), Passage("weather", before="LATE")]
    root = 3**0.5
    expected = [[-1 + 9 / root, -1 / root], [-1 + 4, -1], [-1, 0], [-1, 0.5 * 5]]
    assert model.scores(passages) == pytest.approx(np.array(expected), abs=1e-5)


def test_unknown_words_make_a_text_longer_when_they_count() -> None:
    model = Classifier(weights(GRAMS, unknown=1.0, fields=(Field("text", 1),)))
    assert model.scores([Passage("fee x y z")])[0, 0] == pytest.approx(-1 + 4 / 2, abs=1e-5)


def test_a_passage_scores_the_same_alone_and_among_many() -> None:
    model = Classifier(weights(GRAMS))
    many = [Passage(f"late fee {number}", before="late" if number % 2 else "") for number in range(2_500)]
    together = model.scores(many)
    assert together[[0, 1, 2_499]] == pytest.approx(
        np.concatenate([model.scores([many[index]]) for index in (0, 1, 2_499)]), abs=1e-6
    )


def test_ids_that_begin_alike_are_told_apart() -> None:
    ids = np.array([5, 6, 7, 1 << 12, (1 << 12) + 1, (1 << 32) - 1], dtype=np.uint32)
    wanted = np.array([7, 4, (1 << 32) - 1, 5, 5, (1 << 12) + 1, 8, (1 << 32) - 2, 1 << 13], dtype=np.uint32)
    at, places = Lookup(ids).find(wanted)
    assert (at.tolist(), places.tolist()) == ([0, 2, 3, 4, 5], [2, 5, 0, 0, 4])
    assert [len(found) for found in Lookup(ids[:0]).find(wanted)] == [0, 0]


@pytest.mark.parametrize("text", ["Pay 5% of $20_now", "Straße, £5", "a\u00b2b x", "ÀB-c_d e€ K"])
def test_words_are_the_same_with_and_without_letters_outside_ascii(text: str) -> None:
    assert [word for word in tokens(f"{text} é") if word != "é"] == tokens(text)


def test_nothing_to_score_gives_no_rows() -> None:
    assert Classifier(weights(GRAMS)).probabilities([]).shape == (0, 2)


def test_thresholds_decide_what_is_carried() -> None:
    model = Classifier(weights(GRAMS, thresholds=np.array([0.99, 0.5], dtype=np.float32)))
    assert model.carried([Passage("late fee"), Passage("x", before="late")]).tolist() == [[False, False], [False, True]]


def test_reasons_name_the_words_and_what_they_add() -> None:
    model = Classifier(weights(GRAMS))
    passage = Passage("A late fee is due", before="Be late")
    found = model.explain(passage, "charge")
    assert [(reason.words, reason.field) for reason in found] == [
        ("fee", "text"),
        ("late fee", "text"),
        ("late", "text"),
    ]
    assert sum(reason.weight for reason in found) - 1 == pytest.approx(model.scores([passage])[0, 0], abs=1e-3)
    assert [reason.words for reason in model.explain(passage, "other")] == ["late"]


def test_figures_are_read_as_zero_and_letters_run_inside_words() -> None:
    field = Field("text", 1, (3,))
    grams = {crc32(b"00"): (10, 0), crc32(b"~<fe"): (20, 0)}
    model = Classifier(weights(grams, fields=(field,)))
    assert [reason.words for reason in model.explain(Passage("Fees 42"), "charge")] == ["<fe", "00"]


def test_weights_survive_their_file() -> None:
    model = weights(GRAMS)
    again = Weights.of(model.arrays(), "tiny")
    assert again.labels == model.labels
    assert again.fields == model.fields
    assert Classifier(again).scores([Passage("late fee")]) == pytest.approx(
        Classifier(model).scores([Passage("late fee")])
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ids": np.array([3, 2, 1, 0], np.uint32)}, "ids must be 32-bit and rise strictly"),
        ({"bias": np.zeros(3, np.float32)}, "2 labels need 2 numbers each"),
        ({"matrix": np.zeros((4, 3), np.int8)}, "4 n-grams and 2 labels need a matrix of that shape"),
    ],
)
def test_weights_that_do_not_fit_are_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Weights.of(weights(GRAMS, **changes).arrays(), "tiny")


def test_a_passage_knows_its_neighbours_and_its_section() -> None:
    text = markdown("# Fees\n\nPay on time. A late fee is due.\n\n# Law\n\nOhio law applies.\n")
    _, sentences = units_of(text)
    found = passages_of(text, sentences, "msa")
    assert found[2] == Passage("A late fee is due.", "Pay on time.", "Law", "Fees", "msa")
    assert (found[0].before, found[-1].after) == ("", "")


def test_scoring_imports_neither_scipy_nor_scikit_learn() -> None:
    code = (
        "import sys; from tests.annotate.classifier.test_classifier import GRAMS, weights;"
        "from proposalcheck.annotate.classifier import Classifier, Passage;"
        "Classifier(weights(GRAMS)).probabilities([Passage('late fee')]);"
        "print([name for name in ('scipy', 'sklearn') if name in sys.modules])"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
