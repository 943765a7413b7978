"""The text of a document in reading order: pages, lists, tables, and what is no plain text."""

from __future__ import annotations

from dataclasses import replace

from tests.documents import built, markdown, tabled

from proposalcheck.document import Anchor, Cell, Change, Document, Span, Table
from proposalcheck.readers.structure import CellDraft, DocumentBuilder, Draft
from proposalcheck.reports.html.marking import marking
from proposalcheck.reports.html.passages import Group, Passage, groups_of


def groups(document: Document) -> list[Group]:
    return list(groups_of(marking(document, ())))


def text(passage: Passage) -> str:
    return "".join(piece.text for piece in (*passage.number, *passage.body))


def told(document: Document) -> list[tuple[str, list[str]]]:
    """Return each group as its kind and the texts in it; a table as its cells, a page as its number."""
    shown = []
    for group in groups(document):
        cells = ["/".join(map(text, cell.passages)) for row in group.rows for cell in row]
        page = [str(group.page)] if group.page else []
        shown.append((group.kind, page or cells or [text(passage) for passage in group.passages]))
    return shown


def on_page(page: int, draft: Draft) -> Draft:
    return replace(draft, anchor=Anchor(page=page))


def test_headings_paragraphs_and_lists_in_reading_order() -> None:
    assert told(markdown("# Term\n\nIt ends.\n\n- soon\n- gladly\n\nIndeed.\n")) == [
        ("heading", ["Term"]),
        ("paragraph", ["It ends."]),
        ("list", ["• soon", "• gladly"]),
        ("paragraph", ["Indeed."]),
    ]


def test_a_printed_number_stands_apart_from_the_words() -> None:
    (group,) = groups(built(Draft("list_item", "(a) the walls", level=2)))
    (passage,) = group.passages
    assert ("".join(piece.text for piece in passage.number), passage.body[0].text) == ("(a) ", "the walls")
    assert passage.level == 2


def test_the_levels_of_headings_start_below_those_of_the_report() -> None:
    document = built(*(Draft("heading", f"Part {level}", level=level) for level in (1, 2, 3, 7)))
    assert [group.passages[0].level for group in groups(document)] == [4, 5, 6, 6]


def test_no_level_of_headings_is_left_out() -> None:
    levels = {"Walls": 3, "Roof": 1, "Doors": 3, "Floors": 3, "Garden": 1}
    document = built(*(Draft("heading", title, level=level) for title, level in levels.items()))
    assert [group.passages[0].level for group in groups(document)] == [4, 4, 5, 6, 4]


def test_a_page_is_told_where_it_begins_and_once() -> None:
    first = [on_page(1, Draft("paragraph", words)) for words in ("One.", "Two.")]
    document = built(*first, on_page(3, Draft("paragraph", "Three.")))
    assert told(document) == [
        ("page", ["1"]),
        ("paragraph", ["One."]),
        ("paragraph", ["Two."]),
        ("page", ["3"]),
        ("paragraph", ["Three."]),
    ]


def test_a_list_is_parted_where_a_page_begins() -> None:
    document = built(on_page(1, Draft("list_item", "• one")), on_page(2, Draft("list_item", "• two")))
    assert told(document) == [("page", ["1"]), ("list", ["• one"]), ("page", ["2"]), ("list", ["• two"])]


def test_a_table_has_its_rows_and_the_first_heads_the_columns() -> None:
    (group,) = groups(tabled(["Role", "Rate"], ["Mason", "$90"]))
    assert [[(text(cell.passages[0]), cell.heads) for cell in row] for row in group.rows] == [
        [("Role", True), ("Rate", True)],
        [("Mason", False), ("$90", False)],
    ]


def test_a_first_row_with_an_empty_cell_heads_nothing() -> None:
    (group,) = groups(tabled(["", "Rate"], ["Mason", "$90"]))
    assert [cell.heads for cell in group.rows[0]] == [False, False]
    assert group.rows[0][0].passages == ()


def test_a_single_row_heads_nothing() -> None:
    (group,) = groups(tabled(["Role", "Rate"]))
    assert [cell.heads for cell in group.rows[0]] == [False, False]


def test_a_merged_cell_keeps_the_columns_in_line() -> None:
    document = tabled(["Roof", "Wall", "Floor"])
    roof, wall, floor = document.tables[0].rows[0]
    wide = (replace(roof, columns=2), replace(floor, column=2))
    late = (Cell(wall.span, 1, 1),)
    (group, *_) = groups(replace(document, tables=(Table(document.tables[0].span, (wide, late)),)))
    assert [[(cell.columns, cell.gap) for cell in row] for row in group.rows] == [[(2, 0), (1, 0)], [(1, 1)]]


def test_the_paragraphs_of_one_cell_stay_together() -> None:
    builder = DocumentBuilder()
    builder.add_table([[CellDraft((Draft("table_cell", "One."), Draft("table_cell", "Two."))), CellDraft(())]])
    assert told(builder.build(markdown("").source)) == [("table", ["One./Two.", ""])]


def test_what_stands_in_a_table_but_in_no_cell_is_shown_behind_it() -> None:
    document = tabled(["Roof", "Wall"])
    (roof, _) = document.tables[0].rows[0]
    assert told(replace(document, tables=(Table(document.tables[0].span, ((roof,),)),))) == [
        ("table", ["Roof"]),
        ("table_cell", ["Wall"]),
    ]


def test_a_table_inside_another_is_shown_in_its_cell() -> None:
    document = tabled(["Roof", "Wall"])
    (outer,) = document.tables
    roof, wall = outer.rows[0]
    inner = Table(wall.span, ((Cell(wall.span, 0, 0),),))
    whole = Cell(Span(roof.span.start, wall.span.end), 0, 0)
    nested = replace(document, tables=(inner, Table(outer.span, ((whole,),))))
    assert told(nested) == [("table", ["Roof/Wall"])]


def test_what_is_no_plain_text_says_what_it_is() -> None:
    document = built(
        Draft("header", "Confidential"),
        Draft("inserted", "And more.", change=Change("Ana Berg")),
        Draft("deleted", "Or less.", change=Change("")),
        Draft("comment", "Why?", change=Change("Sam")),
        Draft("paragraph", "Plain."),
    )
    assert [group.passages[0].note for group in groups(document)] == [
        "Page header",
        "Inserted by Ana Berg",
        "Deleted",
        "Comment by Sam",
        "",
    ]


def test_an_empty_document_shows_nothing() -> None:
    assert groups(built()) == []
