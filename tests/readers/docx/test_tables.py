from tests.readers.docx_files import docx, paragraph

from proposalcheck.document import Document
from proposalcheck.readers.docx import read_docx


def opened(body: str) -> Document:
    return read_docx(docx(body), "offer.docx", "")


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def grid(document: Document) -> list[list[tuple[int, int, str]]]:
    rows = document.tables[0].rows
    return [[(each.column, each.columns, document.quote(each.span)) for each in row] for row in rows]


def test_table_stands_in_its_place_with_rows_and_cells() -> None:
    document = opened(
        paragraph("Before.") + table(cell("Role") + cell("Rate"), cell("Lead") + cell("900")) + paragraph("After.")
    )
    assert document.text == "Before.\nRole\tRate\nLead\t900\nAfter."
    assert grid(document) == [[(0, 1, "Role"), (1, 1, "Rate")], [(0, 1, "Lead"), (1, 1, "900")]]
    assert document.quote(document.tables[0].span) == "Role\tRate\nLead\t900"


def test_merged_cells_keep_the_columns_of_their_neighbours() -> None:
    wide, top, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = opened(
        table(cell("Phase", top) + cell("Fees", wide), cell("ignored", below) + cell("Fixed") + cell("Hourly"))
    )
    assert grid(document) == [
        [(0, 1, "Phase"), (1, 2, "Fees")],
        [(0, 1, ""), (1, 1, "Fixed"), (2, 1, "Hourly")],
    ]


def test_nested_table_becomes_lines_of_the_outer_cell() -> None:
    inner = (
        "<w:tc>" + paragraph("Outer") + table(cell("A") + cell("B"), cell("1") + cell("2")) + paragraph() + "</w:tc>"
    )
    document = opened(table(inner + cell("Right")))
    assert grid(document) == [[(0, 1, "Outer\nA\tB\n1\t2"), (1, 1, "Right")]]
    assert len(document.tables) == 1


def test_frame_of_one_cell_is_read_as_paragraphs() -> None:
    document = opened(table("<w:tc>" + paragraph("1.1 Fees are fixed for the term.") + "</w:tc>"))
    assert [block.kind for block in document.blocks] == ["paragraph"]
    assert document.tables == ()
    assert document.sections[0].number == "1.1"


def test_deleted_row_and_deleted_words_stand_after_the_table() -> None:
    mark = '<w:trPr><w:del w:id="1" w:author="Lee"/></w:trPr>'
    gone = (
        '<w:tc><w:p><w:del w:id="2" w:author="Lee"><w:r><w:delText>old</w:delText>'
        "</w:r></w:del><w:r><w:t>new</w:t></w:r></w:p></w:tc>"
    )
    document = opened(table(gone + cell("kept"), mark + cell("dropped") + cell("row")))
    assert [(block.kind, document.quote(block.span)) for block in document.blocks] == [
        ("table_cell", "new"),
        ("table_cell", "kept"),
        ("deleted", "old"),
        ("deleted", "dropped"),
        ("deleted", "row"),
    ]
    assert len(document.tables[0].rows) == 1


def test_empty_table_leaves_nothing() -> None:
    document = opened(table(cell("") + cell("")) + paragraph("Only this."))
    assert document.text == "Only this."
    assert document.tables == ()
