"""The units that rules look at: sentences, rows, headings, contents lines; and what is left out."""

from __future__ import annotations

import pytest
from tests.documents import SOURCE, built, markdown, prose, tabled

from proposalcheck.annotate.units import units_of
from proposalcheck.document import BlockKind, Change, Document
from proposalcheck.readers.structure import CellDraft, DocumentBuilder, Draft

LONG = "The Provider shall keep the site up. " * 5 + "It tells the Client at once when it is down."


def units(document: Document) -> list[tuple[str, str]]:
    """Return the kind and the words of every unit."""
    _, found = units_of(document)
    return [(unit.kind, document.quote(unit.span)) for unit in found]


def test_paragraphs_are_split_and_headings_are_not() -> None:
    assert units(markdown("# Fees. And more\n\nFees rise. They fall.\n")) == [
        ("heading", "Fees. And more"),
        ("sentence", "Fees rise."),
        ("sentence", "They fall."),
    ]


def test_printed_numbers_are_no_part_of_a_sentence() -> None:
    document = built(
        Draft("paragraph", "5.2 The fees rise by the index at the start of each year. They fall with it."),
        Draft("list_item", "host the site;", 1, "(a)"),
        Draft("list_item", "keep backups.", 1, "•"),
    )
    assert units(document) == [
        ("sentence", "The fees rise by the index at the start of each year."),
        ("sentence", "They fall with it."),
        ("sentence", "host the site;"),
        ("sentence", "keep backups."),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("5.2 Fees. The Client pays. It pays in May.", "Fees."),
        ("5.2 Fees: The Client pays. It pays in May.", "Fees:"),
        ("5.2 Fees – The Client pays. It pays in May.", "Fees –"),
    ],
)
def test_a_title_that_opens_a_clause_is_a_heading(text: str, title: str) -> None:
    found = units(built(Draft("paragraph", text)))
    assert found == [("heading", title), ("sentence", "The Client pays."), ("sentence", "It pays in May.")]


def test_a_row_of_short_cells_is_one_unit() -> None:
    assert units(tabled(["Role", "Rate"], ["Lead. Senior", "$95. Net"])) == [
        ("row", "Role\tRate"),
        ("row", "Lead. Senior\t$95. Net"),
    ]


def test_a_row_with_a_long_cell_is_sentences() -> None:
    found = units(tabled(["Uptime", LONG]))
    assert found[0] == ("sentence", "Uptime")
    assert found[1:] == [("sentence", "The Provider shall keep the site up.")] * 5 + [
        ("sentence", "It tells the Client at once when it is down.")
    ]


@pytest.mark.parametrize(("words", "kind"), [(30, "row"), (31, "sentence")])
def test_thirty_words_are_the_limit_of_a_short_cell(words: int, kind: str) -> None:
    assert units(tabled(["Uptime", " ".join(["word"] * words)]))[0][0] == kind


def test_a_row_with_one_filled_cell_is_no_row() -> None:
    assert units(tabled(["Fees rise. They fall.", ""])) == [("sentence", "Fees rise."), ("sentence", "They fall.")]


def test_paragraphs_in_cells_stay_in_the_row() -> None:
    builder = DocumentBuilder()
    builder.add_table([[CellDraft((Draft("paragraph", "Lead"), Draft("paragraph", "Senior"))), cell("$95")]])
    builder.add(Draft("paragraph", "Rates are net."))
    assert units(builder.build(SOURCE)) == [("row", "Lead\nSenior\t$95"), ("sentence", "Rates are net.")]


def cell(text: str, kind: BlockKind = "paragraph") -> CellDraft:
    return CellDraft((Draft(kind, text),))


def test_deleted_words_are_in_no_row() -> None:
    builder = DocumentBuilder()
    deleted = Draft("deleted", "$80", change=Change("Ana"))
    builder.add_table([[cell("Lead"), CellDraft((deleted, Draft("paragraph", "$95")))]])
    builder.add_table([[CellDraft((deleted,)), cell("Senior"), cell("$99")]])
    assert units(builder.build(SOURCE)) == [
        ("sentence", "Lead"),
        ("sentence", "$95"),
        ("sentence", "Senior"),
        ("sentence", "$99"),
    ]


@pytest.mark.parametrize("kind", ["header", "footer", "comment", "deleted"])
def test_furniture_comments_and_deletions_are_left_out(kind: BlockKind) -> None:
    document = built(Draft("paragraph", "Fees rise."), Draft(kind, "Page 1 of 9."), Draft("paragraph", "They fall."))
    assert [words for _, words in units(document)] == ["Fees rise.", "They fall."]


@pytest.mark.parametrize("kind", ["footnote", "inserted", "list_item"])
def test_other_blocks_count(kind: BlockKind) -> None:
    assert units(built(Draft(kind, "Fees rise. They fall."))) == [
        ("sentence", "Fees rise."),
        ("sentence", "They fall."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Fees and payment ........ 12",
        "Fees and payment . . . . . . 12",
        "Foreword........iv",
        "Fees and payment …… 12",
        "Signature: ..............",
    ],
)
def test_a_line_of_contents_is_told(line: str) -> None:
    assert units(prose(line)) == [("contents", line)]


@pytest.mark.parametrize(
    "line", ["And there is more....", "We build ... and run it.", "Fees rise by 12", "More… and 12 more"]
)
def test_an_ellipsis_is_no_line_of_contents(line: str) -> None:
    assert units(prose(line)) == [("sentence", line)]


def test_units_know_their_section() -> None:
    document = markdown("Before.\n\n# Fees\n\nFees rise.\n\n## Travel\n\nTravel is extra.\n")
    _, found = units_of(document)
    assert [None if unit.section is None else document.sections[unit.section].title for unit in found] == [
        None,
        "Fees",
        "Fees",
        "Travel",
        "Travel",
    ]


def test_an_empty_document_has_no_units() -> None:
    assert units(prose()) == []


def test_a_title_that_runs_into_its_clause_is_a_heading() -> None:
    document = built(
        Draft("heading", "5. Payment", 1),
        Draft("paragraph", "5.1 Non-Solicitation. Neither party may hire."),
        Draft("paragraph", "5.2 Fees – The Client pays."),
        Draft("paragraph", "The Fees. They rise."),
    )
    assert units(document)[1:] == [
        ("heading", "Non-Solicitation."),
        ("sentence", "Neither party may hire."),
        ("heading", "Fees –"),
        ("sentence", "The Client pays."),
        ("sentence", "The Fees."),
        ("sentence", "They rise."),
    ]
