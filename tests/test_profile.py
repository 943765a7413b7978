"""The profile: a document in tenths, each with how much it speaks of effort and of results."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.documents import annotated, built, prose, tabled

from proposalcheck.annotate import Annotated
from proposalcheck.document import Document
from proposalcheck.profile import profile
from proposalcheck.readers.structure import Draft

SIGNALS = {"effort": ["by the hour"], "rate": ["day rate"], "deliverable": ["the plan"], "outcome": ["fewer faults"]}


def counts(made: Annotated) -> list[tuple[int, int, int]]:
    return [(stretch.sentences, stretch.effort, stretch.results) for stretch in profile(made)]


def signalled(document: Document) -> Annotated:
    return annotated(document, signals=SIGNALS)


def test_each_side_is_counted_where_it_is_said() -> None:
    document = prose("We work by the hour.", "You get the plan.", "Nothing else.", "The day rate buys fewer faults.")
    assert counts(signalled(document)) == [(1, 1, 0), (1, 0, 1), (1, 0, 0), (1, 1, 1)]


def test_a_sentence_with_two_signals_of_one_side_counts_once() -> None:
    assert counts(signalled(prose("The day rate is paid by the hour."))) == [(1, 1, 0)]


def test_the_rows_of_a_table_count_and_its_words_are_covered() -> None:
    document = tabled(["Role", "Day rate"], ["Mason", "$90 by the hour"])
    (first, second) = profile(signalled(document))
    assert [document.quote(stretch.span) for stretch in (first, second)] == ["Role\tDay rate", "Mason\t$90 by the hour"]
    assert (first.effort, second.effort) == (1, 1)


def test_headings_are_no_sentences() -> None:
    document = built(Draft("heading", "Paid by the hour", level=1), Draft("paragraph", "We build a wall."))
    assert counts(signalled(document)) == [(1, 0, 0)]


@pytest.mark.parametrize(
    ("sentences", "sizes"), [(9, [1] * 9), (10, [1] * 10), (13, [1, 1, 1, 2, 1, 1, 2, 1, 1, 2]), (40, [4] * 10)]
)
def test_the_stretches_are_as_equal_as_can_be(sentences: int, sizes: list[int]) -> None:
    made = signalled(prose(*["We build a wall."] * sentences))
    assert [stretch.sentences for stretch in profile(made)] == sizes


def test_the_stretches_follow_each_other_through_the_whole_text() -> None:
    document = prose(*(f"Stone {number} is laid." for number in range(23)))
    stretches = profile(signalled(document))
    assert stretches[0].span.start == 0
    assert stretches[-1].span.end == len(document.text)
    assert all(left.span.end < right.span.start for left, right in pairwise(stretches))


def test_without_the_signals_there_is_no_profile() -> None:
    assert profile(annotated("We work by the hour.", signals={"puffery": ["by the hour"]})) == ()


def test_an_empty_document_has_none() -> None:
    assert profile(signalled(prose())) == ()
