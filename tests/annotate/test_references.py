"""Cross-references: what is pointed to, whether it is another paper's, and what a document has to point to."""

from __future__ import annotations

import pytest
from tests.documents import markdown, prose

from proposalcheck.annotate.references import Reference, is_filing_number, places_of, plain_word, references_in


def pointed(text: str) -> list[tuple[str, str]]:
    """Return word and label of the references to the document itself."""
    return [(found.word, found.label) for found in references_in(text) if not found.elsewhere]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fees follow Section 5.2.", [("section", "5.2")]),
        ("Fees follow Sections 5.1, 5.2(b) and 7.", [("section", "5.1"), ("section", "5.2"), ("section", "7")]),
        ("As clause 7 of this Agreement provides.", [("clause", "7")]),
        ("As set out in Article IV.", [("article", "4")]),
        ("See § 3.", [("section", "3")]),
        ("The sites are in Exhibits A and B-1.", [("exhibit", "A"), ("exhibit", "B-1")]),
        ('The plat is attached as Exhibit "C".', [("exhibit", "C")]),
        ("Rates: Schedule 2; forms: APPENDIX II.", [("schedule", "2"), ("appendix", "II")]),
        ("Times are in Table 3 below.", [("table", "3")]),
    ],
)
def test_references_to_the_document_itself(text: str, found: list[tuple[str, str]]) -> None:
    assert pointed(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Section 5 of the Companies Act applies.",
        "Section 3 of the Master Agreement governs.",
        "Under Section 20(a) of the 1934 Act.",
        "Sections 39 to 43 (inclusive) of the Patents Act 1977.",
        "See 17 U.S.C. Section 10.",
        "Article 28 GDPR is met.",
        "GDPR Article 6(1) is met.",
        "As RFP Section 4 asks, we answer.",
        "Section 4 of your request is answered under the RFP.",
        "Exhibit B to the Framework Agreement lists them.",
        "FIPS 199 and Appendix C are followed.",
        "Exhibit A is hereby amended.",
        "The form at www.forms.example is Appendix F.",
    ],
)
def test_references_to_other_papers(text: str) -> None:
    references = list(references_in(text))
    assert references
    assert all(reference.elsewhere for reference in references)


@pytest.mark.parametrize(
    "text",
    [
        "We schedule a meeting for Exhibit staff.",
        "The table 3 metres long stays.",
        "Section 59A does not follow, nor section 404.",
        "SCHEDULES may differ.",
        "The sections agree.",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert list(references_in(text)) == []


def test_the_words_of_a_reference_stand_where_they_are_printed() -> None:
    text = "Fees follow clause 4.2 and Exhibits A and B."
    spans = [reference.span.of("##" + text) for reference in references_in(text, 2)]
    assert spans == ["clause 4.2", "Exhibits A", "Exhibits A and B"]


@pytest.mark.parametrize(("word", "plain"), [("Appendices", "appendix"), ("Annexes", "annex"), ("§§", "section")])
def test_words_are_told_in_the_singular(word: str, plain: str) -> None:
    assert plain_word(word) == plain


CONTRACT = """
## 1. Services

The work.

## 2. Fees

2.1 Rates are fixed.

2.2 Expenses are extra.

2.3 Taxes are extra.

## 3. Term

One year.

Table 1: Hours

## Exhibit A Sites

Leeds.

## Schedule 2 – Rates

Low.
"""


def lacks(word: str, text: str = CONTRACT) -> bool:
    (reference,) = references_in(word)
    return places_of(markdown(text)).lacks(reference)


@pytest.mark.parametrize("word", ["Section 4", "clause 2.4", "Section 4.1", "Exhibit B", "Table 2", "Schedule 3"])
def test_what_is_not_there(word: str) -> None:
    assert lacks(word)


@pytest.mark.parametrize(
    "word",
    ["Section 3", "clause 2.3", "Article II", "Exhibit A", "Exhibit A-1", "Appendix II", "Table 1", "Section 3.7"],
)
def test_what_is_there_or_may_be(word: str) -> None:
    assert not lacks(word)


def test_a_row_with_gaps_is_not_trusted() -> None:
    assert not lacks("Section 9", "## 1. Scope\n\nWork.\n\n## 2. Fees\n\nLow.\n\n## 5. Term\n\nOne year.")


def test_a_part_that_speaks_of_itself_is_there() -> None:
    assert not lacks("Exhibit Q", CONTRACT + "\n\nTerms in this Exhibit Q are those of the Agreement.")


def test_no_table_is_missed_where_none_has_a_caption() -> None:
    assert not lacks("Table 9", "## 1. Scope\n\nWork.")


def test_exhibits_are_found_by_titles_and_in_lists() -> None:
    places = places_of(
        prose(
            "Exhibit A is attached and holds the long list of sites at which the work of this order is to be done.",
            "SCHEDULE 4 RATES",
            "Attachments:",
            "B. Forms",
            "C. Plans",
            "The end.",
            "D. Not listed",
        )
    )
    assert places.exhibits == {"4": {"schedule"}, "B": {"exhibit"}, "C": {"exhibit"}}


@pytest.mark.parametrize(("label", "filed"), [("10.4", True), ("99", True), ("2", False), ("A", False), ("A-1", False)])
def test_numbers_of_filed_papers(label: str, filed: bool) -> None:
    assert is_filing_number(label) is filed


def test_a_reference_knows_its_kind() -> None:
    assert [reference.kind for reference in references_in("Section 1, Exhibit A, Table 2")] == [
        "sections",
        "exhibits",
        "tables",
    ]
    assert isinstance(next(references_in("Section 1")), Reference)
