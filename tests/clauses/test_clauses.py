"""The clauses of an agreement: what is told of which probability, which words are quoted, and the samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tests.documents import markdown

from proposalcheck import clauses, models
from proposalcheck.annotate.annotated import Sentence
from proposalcheck.annotate.classifier.clauses import Clause, Clauses, load_clauses
from proposalcheck.clauses import KINDS, ClauseAnswer, clauses_of
from proposalcheck.document import Document, Span
from proposalcheck.errors import ModelError
from proposalcheck.readers import read

TEXT = "# Insurance\n\nProvider is insured. The law is that of Ohio. Provider is insured.\n\nClient pays."
FIRST, SECOND = "Provider is insured.", "The law is that of Ohio."


class Told:
    """A finder that says what a test wants: `quotes` are label, number of the sentence, and probability."""

    def __init__(self, presence: Mapping[str, float], quotes: Sequence[tuple[str, int, float]]) -> None:
        self.presence = dict.fromkeys((kind.label for kind in KINDS), 0.0) | dict(presence)
        self.quotes = quotes

    def find(self, document: Document, sentences: Sequence[Sentence], least: float) -> Clauses:
        quotes = (
            Clause(label, sentences[place].span, chance, place)
            for label, place, chance in self.quotes
            if chance >= least
        )
        return Clauses(self.presence, frozenset(), tuple(quotes))


def answer(
    monkeypatch: pytest.MonkeyPatch,
    presence: float,
    *quotes: tuple[int, float],
    label: str = "Insurance",
    text: str = TEXT,
) -> ClauseAnswer:
    """Return what is told of one label that the model gives this probability, and quotes by sentence and theirs."""
    told = Told({label: presence}, [(label, place, chance) for place, chance in quotes])
    monkeypatch.setattr(clauses, "load_clauses", lambda: told)
    return next(found for found in clauses_of(markdown(text)) if found.kind.label == label)


def quoted(told: ClauseAnswer) -> list[tuple[str, float]]:
    return [(quote.evidence.quote, quote.probability) for quote in told.quotes]


@pytest.mark.parametrize(
    ("presence", "said"),
    [(1.0, "yes"), (0.7, "yes"), (0.6999, "unsure"), (0.3, "unsure"), (0.2999, "no"), (0.0, "no")],
)
def test_what_a_probability_is_told_as(monkeypatch: pytest.MonkeyPatch, presence: float, said: str) -> None:
    told = answer(monkeypatch, presence, (1, 0.8))
    assert (told.answer, told.probability) == (said, presence)
    assert quoted(told) == ([] if said == "no" else [(FIRST, 0.8)])


def test_what_no_words_show_is_not_told_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer(monkeypatch, 0.95, (1, 0.0999)).answer == "unsure"
    assert answer(monkeypatch, 0.95, (1, 0.1)).answer == "yes"


def test_the_best_words_stand_first_and_only_those_nearly_as_good_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    told = answer(monkeypatch, 0.9, (1, 0.4), (2, 0.8), (4, 0.39))
    assert quoted(told) == [(SECOND, 0.8), (FIRST, 0.4)]


def test_equal_words_are_told_once_at_their_likeliest_place(monkeypatch: pytest.MonkeyPatch) -> None:
    told = answer(monkeypatch, 0.9, (1, 0.6), (3, 0.7))
    (quote,) = told.quotes
    assert (quote.probability, quote.evidence.span) == (0.7, Span(56, 76))


def test_no_more_than_five_places_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(f"Provider holds policy {number}." for number in "ABCDEFG")
    told = answer(monkeypatch, 0.9, *((place, 0.8) for place in range(7)), text=text)
    assert [words[-2] for words, _ in quoted(told)] == ["A", "B", "C", "D", "E"]


def test_a_heading_names_a_clause_and_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert quoted(answer(monkeypatch, 0.9, (0, 0.9), (1, 0.2))) == [(FIRST, 0.2)]
    assert quoted(answer(monkeypatch, 0.9, (0, 0.9), (1, 0.2), label="Parties")) == [("Insurance", 0.9)]


def test_a_table_of_contents_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Insurance ........ 7\n\nProvider is insured."
    assert quoted(answer(monkeypatch, 0.9, (0, 0.9), (1, 0.2), text=text)) == [(FIRST, 0.2)]


def test_the_full_name_of_a_document_goes_before_its_short_form(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Agreement\n\n## Supply Agreement\n\nGoods are sold."
    told = answer(monkeypatch, 0.9, (0, 0.9), (1, 0.2), label="Document Name", text=text)
    assert quoted(told) == [("Supply Agreement", 0.2)]
    told = answer(monkeypatch, 0.9, (0, 0.9), (1, 0.2), label="Parties", text=text)
    assert quoted(told) == [("Agreement", 0.9)]


def test_of_a_document_without_words_nothing_can_be_told() -> None:
    told = clauses_of(markdown(""))
    assert [found.kind for found in told] == list(KINDS)
    assert {(found.answer, found.probability, found.quotes) for found in told} == {("unsure", None, ())}


def test_a_document_of_one_word_lacks_almost_everything() -> None:
    assert {found.kind.id: found.answer for found in clauses_of(markdown("Hello."))}["insurance"] == "no"


def test_a_model_of_other_kinds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clauses, "load_clauses", lambda: Told({"Weather": 0.5}, []))
    with pytest.raises(ModelError, match="model 'clauses' knows other kinds of clause than this program"):
        clauses_of(markdown(TEXT))


def test_how_often_a_kind_was_overlooked_is_told_where_the_model_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {"Insurance": {"documents": 8, "tp": 6}, "Audit Rights": {"documents": 0, "tp": 0}}
    shipped = models.Model("clauses", "", "", {"scores": {"by_label": counts}}, b"")
    monkeypatch.setattr(models, "load", lambda name, code: shipped)
    assert answer(monkeypatch, 0.9, (1, 0.8)).recall == 0.75
    assert answer(monkeypatch, 0.9, (1, 0.8), label="Audit Rights").recall is None
    assert answer(monkeypatch, 0.9, (1, 0.8), label="Parties").recall is None


def test_the_kinds_are_those_of_the_model_each_with_words_of_its_own() -> None:
    assert sorted(kind.label for kind in KINDS) == sorted(load_clauses().classifier.labels)
    for part in ("id", "name", "label", "says"):
        assert len({getattr(kind, part) for kind in KINDS}) == len(KINDS) == 41


ONE_SIDED = {
    "governing-law": "This Agreement is governed by the law of England.",
    "expiration-date": "This Agreement begins on the Effective Date and runs for three (3) years.",
    "exclusivity": "During the term Client shall obtain all software development exclusively from Provider.",
    "staff-solicitation": (
        "During the term and for three (3) years afterwards, Client shall not hire or solicit any employee or "
        "contractor of Provider."
    ),
}
ABSENT = ("source-code-escrow", "most-favoured-customer", "change-of-control", "non-disparagement", "insurance")


@pytest.mark.parametrize("form", ["md", "docx", "pdf"])
def test_a_sample_in_every_format(form: str) -> None:
    document = read(Path(f"samples/one-sided-msa/one-sided-msa.{form}"))
    told = {found.kind.id: found for found in clauses_of(document)}
    best = {name: " ".join(told[name].quotes[0].evidence.quote.split()) for name in ONE_SIDED}
    assert best == ONE_SIDED
    assert [told[name].answer for name in ONE_SIDED] == ["yes"] * len(ONE_SIDED)
    assert [told[name].answer for name in ABSENT] == ["no"] * len(ABSENT)
