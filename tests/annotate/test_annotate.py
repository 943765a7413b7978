"""An annotated document: hits, signals, values, and the sentences and sections around them."""

from __future__ import annotations

from tests.documents import annotated, annotated_with, built, prose, tabled, words_of

from proposalcheck.annotate import Annotated, Hit, SignalDefinition
from proposalcheck.annotate.annotated import NEIGHBOURS
from proposalcheck.document import Span
from proposalcheck.readers.structure import Draft

OFFER = """
# Offer

We replace staff at will. You agree.

## Price and rates

It costs $90 per hour. We bill monthly.

### Travel

Travel is extra. It costs 5 %.

# Term

It renews within 30 days.
"""


def told(document: Annotated, hits: list[Hit]) -> list[tuple[str, int, str]]:
    """Return the words, the sentence and the phrase of each hit."""
    return [(document.document.quote(hit.span), hit.sentence, hit.phrase) for hit in hits]


def test_hits_are_exact_words_in_the_text_of_the_document() -> None:
    document = annotated(OFFER, ["it costs", "replace ... at will"])
    assert told(document, document.hits(["it costs", "replace ... at will"])) == [
        ("replace staff at will", 1, "replace ... at will"),
        ("It costs", 4, "it costs"),
        ("It costs", 8, "it costs"),
    ]


def test_hits_at_one_place_come_longest_first() -> None:
    document = annotated(OFFER, ["it", "it costs", "costs"])
    assert [document.document.quote(hit.span) for hit in document.hits(["costs", "it", "it costs"])][:3] == [
        "It costs",
        "It",
        "costs",
    ]


def test_hits_of_phrases_that_were_not_looked_for_are_none() -> None:
    assert annotated(OFFER, ["it costs"]).hits(["travel"]) == []


def test_a_phrase_does_not_cross_the_end_of_a_sentence() -> None:
    assert annotated("You may stop. They replace it.", ["may ... replace"]).phrases == {}


def test_phrases_are_found_in_headings_and_rows_but_not_in_contents() -> None:
    assert [
        hit.sentence for hit in annotated("# Travel costs\n\nNone.\n", ["travel costs"]).hits(["travel costs"])
    ] == [0]
    assert len(annotated(tabled(["Travel costs", "$5"]), ["travel costs"]).hits(["travel costs"])) == 1
    assert annotated(prose("Travel costs ........ 12"), ["travel costs"]).phrases == {}


def test_a_row_is_searched_cell_by_cell_with_a_gap() -> None:
    document = annotated(tabled(["Lead", "$95 per hour"]), ["lead ... per hour"])
    assert words_of(document.document, [hit.span for hit in document.hits(["lead ... per hour"])]) == [
        "Lead\t$95 per hour"
    ]


def test_signals_carry_the_phrase_that_found_them() -> None:
    document = annotated(OFFER, signals={"hourly": ["per hour", "bill monthly"], "none": ["no such words"]})
    assert told(document, document.hits([], ["hourly"])) == [
        ("per hour", 4, "per hour"),
        ("bill monthly", 5, "bill monthly"),
    ]
    assert document.signals["none"] == ()


def test_a_signal_is_silenced_in_its_own_sentence_only() -> None:
    signal = SignalDefinition("hourly", ("per hour",), ("no more than",))
    document = annotated_with("We bill per hour, no more than ten. We bill per hour.", [], [signal])
    assert [hit.sentence for hit in document.hits([], ["hourly"])] == [1]


def test_sentences_with_phrases_or_signals() -> None:
    document = annotated(OFFER, ["travel"], {"hourly": ["per hour"]})
    assert document.sentences_with(["travel"], ["hourly"]) == {4, 6, 7}
    assert document.sentences_with([]) == frozenset()


def test_values_stand_by_sentence() -> None:
    document = annotated(OFFER)
    assert {
        index: [value.span.of(document.document.text) for value in values] for index, values in document.values.items()
    } == {
        4: ["$90 per hour"],
        8: ["5 %"],
        10: ["30 days"],
    }


def test_sections_hold_their_own_sentences() -> None:
    document = annotated(OFFER)
    titles = [section.title for section in document.document.sections]
    assert titles == ["Offer", "Price and rates", "Travel", "Term"]
    assert document.sections == {0: (0, 1, 2), 1: (3, 4, 5), 2: (6, 7, 8), 3: (9, 10)}


def test_sections_over_a_sentence_go_from_the_inside_out() -> None:
    document = annotated(OFFER)
    assert list(document.sections_over(8)) == [2, 1, 0]
    assert list(document.sections_over(10)) == [3]
    assert list(annotated("No heading.").sections_over(0)) == []


def test_around_stays_in_the_section() -> None:
    document = annotated(OFFER)
    assert list(document.around(4)) == [3, 4, 5]
    assert list(annotated("One. Two.").around(1)) == [0, 1]


def test_around_reaches_ten_sentences_far() -> None:
    document = annotated("It is so. " * 40)
    assert NEIGHBOURS == 10
    assert list(document.around(20)) == list(range(10, 31))


def test_titled_finds_sections_by_their_title() -> None:
    document = annotated(OFFER, ["(price|rates)", "travel", "term", "offer of"])
    assert document.titled(["travel", "(price|rates)"]) == [(1, "(price|rates)"), (2, "travel")]
    assert document.titled(["offer of"]) == []


def test_within_takes_in_inner_sections_and_leaves_headings_out() -> None:
    document = annotated(OFFER)
    assert document.within(0) == [1, 2, 4, 5, 7, 8]
    assert document.within(1) == [4, 5, 7, 8]
    assert document.within(3) == [10]


def test_words_are_those_of_the_sentence() -> None:
    assert annotated(OFFER).words(4) == "It costs $90 per hour."


def test_hits_in_a_numbered_clause_are_shifted_past_the_number() -> None:
    document = annotated(built(Draft("paragraph", "5.2 Fees rise.")), ["fees rise"])
    assert document.hits(["fees rise"]) == [Hit(0, Span(4, 13), "fees rise")]


def test_a_stretch_is_located_as_the_document_locates_it_and_once() -> None:
    read = annotated("# Fees\n\nThe Client pays. The Client pays late.\n", ["pays"])
    span = read.sentences[1].span
    assert read.quote(span) == "The Client pays."
    assert read.locate(span) == read.document.locate(span)
    assert read.locate(span) is read.locate(span)
