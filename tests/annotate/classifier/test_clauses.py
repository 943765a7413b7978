"""A clause is quoted with the words that matter, and the surroundings of a quote are counted as they are."""

from __future__ import annotations

import numpy as np
import pytest
from tests.annotate.classifier.test_classifier import BEFORE_LATE, FEE, FIELDS, GRAMS, LATE, weights
from tests.documents import markdown

from proposalcheck.annotate.classifier import Field
from proposalcheck.annotate.classifier.clauses import AGAIN, WHOLE, finder
from proposalcheck.annotate.classifier.passages import Passage, whole_of
from proposalcheck.annotate.classifier.spans import quotes_for
from proposalcheck.annotate.classifier.surroundings import SIGNS, SUMS, Candidates, signs, summary
from proposalcheck.annotate.classifier.weights import Floats
from proposalcheck.annotate.units import units_of
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
    again = np.array([0.5, -20.0, 3.0], dtype=np.float32)
    found = signs(LOGITS, again, np.array([True, False, False]), CANDIDATES)
    assert found.shape == (3, SIGNS)
    assert found[:, 0].tolist() == [1.0, 2.0, 0.5]
    assert found[:, 1].tolist() == [0.5, -8.0, 3.0]
    assert found[:, 3].tolist() == [-8.0, -6.0, 2.0]
    assert found[:, 4].tolist() == [-3.0, 0.5, -8.0]
    assert found[:, 6].tolist() == [0.0, 0.0, 1.5]
    assert found[:, 9].tolist() == [1.0, 1.0, 0.0]
    assert found[:, 18].tolist() == [-6.0, -3.0, -7.0]
    assert found[:, 22].tolist() == [1.0, 0.0, 0.0]
    assert found[:, -1].tolist() == [1.0, 1.0, 1.0]


def test_a_document_is_summed_up_by_its_likeliest_quotes() -> None:
    chances, whole = np.array([0.5, 0.9, 0.2], dtype=np.float32), np.array([1.5, -9.0], dtype=np.float32)
    found = summary(LOGITS, chances, CANDIDATES, whole)
    assert found.shape == (2, SUMS)
    assert found[:, 0].tolist() == [1.5, -8.0]
    assert found[:, 1] == pytest.approx([np.log(9), 0.0], abs=1e-4)
    assert found[0, 2] == pytest.approx(np.log(0.25), abs=1e-4)
    assert found[:, 4] == pytest.approx(np.log([1.15, 0.55]), abs=1e-4)
    assert found[:, 5] == pytest.approx([2.0, 1.0], abs=1e-3)


def test_a_whole_document_is_its_words_and_its_opening() -> None:
    found = whole_of([Passage("Pay the late fee."), Passage("The late, LATE rain"), Passage("x" * 500), Passage("y")])
    assert found.text == f"pay the late fee rain {'x' * 500} y"
    assert found.title == f"Pay the late fee. The late, LATE rain {'x' * 500}"[:400]
    assert whole_of([]) == Passage("")


def arrays(quote_weights: Floats, presence_weights: Floats) -> dict[str, np.ndarray]:
    """Return a model of clauses of the labels "charge" and "other", whose first look knows GRAMS."""
    none: dict[int, tuple[int, int]] = {0: (0, 0)}
    return {
        **weights(GRAMS).arrays(),
        **weights({LATE: (0, 0), FEE: (30, 0)}, fields=(Field("text", 1),)).arrays(AGAIN),
        **weights({**none, LATE: (0, 70)}, fields=(Field("text", 1),)).arrays(WHOLE),
        "quote_weights": quote_weights,
        "presence_weights": presence_weights,
        "presence_threshold": np.array([0.6], dtype=np.float32),
    }


def test_a_quote_is_scored_again_and_a_document_by_its_words() -> None:
    quote, presence = np.zeros((2, SIGNS), np.float32), np.zeros((2, SUMS), np.float32)
    quote[:, 1] = presence[:, 0] = 1.0
    document = markdown("The weather was fine.\n\nA fee is due.\n\nSo late it was.\n")
    found = finder(arrays(quote, presence), "tiny").find(document, units_of(document)[1], least=0.8)
    assert [(document.quote(quote.span), quote.label) for quote in found.quotes] == [("A fee is due.", "charge")]
    assert found.quotes[0].probability == pytest.approx(1 / (1 + np.exp(-2)), abs=1e-4)
    assert found.presence == pytest.approx({"charge": 1 / (1 + np.exp(1)), "other": 1 / (1 + np.exp(-7))}, abs=1e-4)
    assert found.present == {"other"}


def test_an_empty_document_has_no_quotes() -> None:
    zeros = np.zeros((2, SIGNS), np.float32), np.zeros((2, SUMS), np.float32)
    found = finder(arrays(*zeros), "tiny").find(markdown(""), ())
    assert (found.quotes, dict(found.presence), found.present) == ((), {"charge": 0.5, "other": 0.5}, frozenset())


def test_a_model_without_the_second_look_is_refused() -> None:
    with pytest.raises(ModelError, match="its weights have no 'quote_weights'; it finds sentences, not clauses"):
        finder(weights(GRAMS).arrays(), "tiny")


def test_weights_for_different_labels_are_refused() -> None:
    zeros = np.zeros((2, SIGNS), np.float32), np.zeros((2, SUMS), np.float32)
    other = weights({BEFORE_LATE: (1, 1)}, labels=("other", "charge"), fields=FIELDS).arrays(WHOLE)
    with pytest.raises(ModelError, match="they are for different labels"):
        finder({**arrays(*zeros), **other}, "tiny")
