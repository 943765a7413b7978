"""A clause is quoted with the words that matter, and the surroundings of a quote are counted as they are."""

from __future__ import annotations

import numpy as np
import pytest

from proposalcheck.annotate.classifier.clauses import finder
from proposalcheck.annotate.classifier.spans import quotes_for
from proposalcheck.annotate.classifier.surroundings import SIGNS, SUMS, Candidates, signs, summary
from proposalcheck.errors import ModelError

LOGITS = np.array([[-6.0, 1.0], [2.0, -3.0], [0.5, -7.0]], dtype=np.float32)
CANDIDATES = Candidates(
    sentence=np.array([0, 1, 2]),
    label=np.array([1, 0, 0]),
    place=np.array([0, 0, 1]),
    words=np.array([3, 20, 9]),
    whole=np.array([True, True, False]),
)


@pytest.mark.parametrize(
    ("label", "text", "quotes"),
    [
        ("Agreement Date", "Made on June 21, 1999 in Ohio.", ["June 21, 1999"]),
        ("Effective Date", "Made as of the ___ day of May, 2004.", ["___ day of May, 2004"]),
        ("Agreement Date", "Made on the date below.", ["Made on the date below."]),
        ("Document Name", 'This Master Supply Agreement (the "Contract")', ["Master Supply Agreement", "Contract"]),
        ("Document Name", "SUPPLY AGREEMENT This Supply Agreement is", ["SUPPLY AGREEMENT", "Supply Agreement"]),
        ("Governing Law", "Since May 1, 2020 this Agreement is governed by law.", None),
    ],
)
def test_what_is_quoted(label: str, text: str, quotes: list[str] | None) -> None:
    assert [span.of(text) for span in quotes_for(label, text)] == (quotes or [text])


def test_signs_see_neighbours_rivals_and_rank() -> None:
    found = signs(LOGITS, np.array([True, False, False]), CANDIDATES)
    assert found.shape == (3, SIGNS)
    assert found[:, 0].tolist() == [1.0, 2.0, 0.5]
    assert found[:, 2].tolist() == [-8.0, -6.0, 2.0]
    assert found[:, 3].tolist() == [-3.0, 0.5, -8.0]
    assert found[:, 5].tolist() == [0.0, 0.0, 1.5]
    assert found[:, 8].tolist() == [1.0, 1.0, 0.0]
    assert found[:, 17].tolist() == [-6.0, -3.0, -7.0]
    assert found[:, 21].tolist() == [1.0, 0.0, 0.0]
    assert found[:, -1].tolist() == [1.0, 1.0, 1.0]


def test_a_document_is_summed_up_by_its_likeliest_quotes() -> None:
    found = summary(LOGITS, np.array([0.5, 0.9, 0.2], dtype=np.float32), CANDIDATES)
    assert found.shape == (2, SUMS)
    assert found[:, 0] == pytest.approx([np.log(9), 0.0], abs=1e-4)
    assert found[0, 1] == pytest.approx(np.log(0.25), abs=1e-4)
    assert found[:, 3] == pytest.approx(np.log([1.15, 0.55]), abs=1e-4)
    assert found[:, 4] == pytest.approx([2.0, 1.0], abs=1e-3)


def test_a_model_without_the_second_look_is_refused() -> None:
    from tests.annotate.classifier.test_classifier import GRAMS, weights

    with pytest.raises(ModelError, match="its weights have no 'quote_weights'; it finds sentences, not clauses"):
        finder(weights(GRAMS).arrays(), "tiny")
