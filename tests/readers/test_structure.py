from proposalcheck.document import Anchor, Box, Change, Document, Source, Span
from proposalcheck.readers.structure import CellDraft, DocumentBuilder, Draft, clean

SOURCE = Source("made.txt", "0" * 64, "txt")


def built(*drafts: Draft) -> Document:
    builder = DocumentBuilder()
    for draft in drafts:
        builder.add(draft)
    return builder.build(SOURCE)


def test_clean_takes_out_invisible_signs_and_spare_blanks() -> None:
    assert clean("\ufeff The\u00a0\u00adfee \t is\u200b  due \r\n now\v then \f") == "The fee is due\nnow\nthen"


def test_blocks_stand_in_one_text_and_do_not_overlap() -> None:
    document = built(Draft("paragraph", "One."), Draft("paragraph", ""), Draft("paragraph", "Two."))
    assert document.text == "One.\nTwo."
    assert [block.span for block in document.blocks] == [Span(0, 4), Span(5, 9)]


def test_typed_and_computed_numbers_come_out_alike() -> None:
    typed, computed = (
        built(Draft("paragraph", "5.2 Fees are fixed.")),
        built(Draft("list_item", "Fees are fixed.", 2, "5.2")),
    )
    assert typed.text == computed.text == "5.2 Fees are fixed."
    for document in (typed, computed):
        block = document.blocks[0]
        assert (block.kind, block.number, document.quote(block.content)) == ("paragraph", "5.2", "Fees are fixed.")
        assert document.sections[0].number == "5.2"


def test_closing_signs_are_no_part_of_a_number() -> None:
    assert [built(Draft("list_item", "x", 1, label)).blocks[0].number for label in ("5.", "5)", "(a)")] == [
        "5",
        "5",
        "(a)",
    ]


def test_bullet_before_a_typed_number_gives_way_to_it() -> None:
    document = built(Draft("list_item", "(a) the fee", 1, "•"), Draft("list_item", "• the fee", 1, "•"))
    assert [(block.number, document.quote(block.span)) for block in document.blocks] == [
        ("(a)", "(a) the fee"),
        ("•", "• the fee"),
    ]


def test_boxes_follow_their_words_behind_a_computed_number() -> None:
    box = Box(1, 0, 0, 10, 10)
    document = built(Draft("paragraph", "Fees rise.", number="7.", boxes=((0, 4, box),)))
    assert document.blocks[0].anchor.fragments[0].span == Span(3, 7)
    assert document.quote(Span(3, 7)) == "Fees"


def test_table_cells_keep_their_places() -> None:
    builder = DocumentBuilder()
    rows = [
        [CellDraft(()), CellDraft((Draft("heading", "Rate"),))],
        [CellDraft((Draft("paragraph", "Lead"), Draft("list_item", "on site", 1, "•"))), CellDraft((), 2)],
    ]
    builder.add_table(rows)
    document = builder.build(SOURCE)
    assert document.text == "\tRate\nLead\n• on site\t"
    assert [block.kind for block in document.blocks] == ["table_cell"] * 3
    assert [
        [(cell.column, cell.columns, document.quote(cell.span)) for cell in row] for row in document.tables[0].rows
    ] == [
        [(0, 1, ""), (1, 1, "Rate")],
        [(0, 1, "Lead\n• on site"), (1, 2, "")],
    ]


def test_deleted_text_in_a_cell_stays_deleted() -> None:
    builder = DocumentBuilder()
    builder.add_table([[CellDraft((Draft("deleted", "gone", change=Change("Lee")),))]])
    assert builder.build(SOURCE).blocks[0].kind == "deleted"


def test_table_lies_in_the_section_it_stands_in() -> None:
    builder = DocumentBuilder()
    builder.add(Draft("heading", "Rates", 1))
    builder.add_table([[CellDraft((Draft("paragraph", "900"),))], []])
    document = builder.build(SOURCE)
    assert document.tables[0].section == 0
    assert document.locate(document.tables[0].span).section == "Rates"


def test_table_without_words_and_empty_builder_leave_nothing() -> None:
    builder = DocumentBuilder()
    builder.add_table([[CellDraft(())], []])
    assert builder.is_empty
    assert builder.build(SOURCE).text == ""


def test_headers_and_notes_open_no_section() -> None:
    document = built(
        Draft("heading", "Fees", 1),
        Draft("footer", "2. Page footer"),
        Draft("footnote", "1.1 A note"),
        Draft("comment", "3. No"),
    )
    assert [section.title for section in document.sections] == ["Fees"]
    assert [block.number for block in document.blocks] == ["", "", "", ""]


def test_anchor_is_kept() -> None:
    document = built(Draft("paragraph", "Words.", anchor=Anchor(line=12)))
    assert document.blocks[0].anchor == Anchor(line=12)
