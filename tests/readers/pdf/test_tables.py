from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from tests.readers.pdf_samples import (
    HEIGHT,
    Draw,
    blocks,
    lines_page,
    pdf_of,
    read,
    read_pages,
    table_texts,
    wrapped,
    write,
)

from proposalcheck.document import Span

RATES = [
    ["Role", "Rate", "Hours", "Amount"],
    ["Architect", "$185", "120", "$22,200"],
    ["Senior developer", "$150", "400", "$60,000"],
    ["Tester", "$95", "210", "$19,950"],
]
BEFORE = (
    "The work is paid for by the hour, at the rates that follow and up to the ceiling that is agreed for each phase."
)
AFTER = (
    "Hours above the ceiling are not paid for unless the Client has agreed to them in writing before they are worked."
)
LEFTS = (72.0, 240.0, 330.0, 420.0, 520.0)


def draw_rows(canvas: Canvas, rows: Sequence[Sequence[str]], top: float, *, right_aligned: bool = False) -> float:
    canvas.setFont("Helvetica", 10)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            x = LEFTS[column] + 6
            if right_aligned and column:
                x = LEFTS[column] + 60 - canvas.stringWidth(text, "Helvetica", 10)
            canvas.drawString(x, HEIGHT - top - 20 * number - 14, text)
    return top + 20 * len(rows)


def draw_grid(canvas: Canvas, rows: int, columns: int, top: float) -> None:
    canvas.grid(list(LEFTS[: columns + 1]), [HEIGHT - top - 20 * row for row in range(rows + 1)])


def test_a_ruled_table_gives_its_cells_in_its_place_in_the_text() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, BEFORE, 460), top=80)
        draw_rows(canvas, RATES, 140)
        draw_grid(canvas, 4, 4, 140)
        write(canvas, wrapped(canvas, AFTER, 460), top=240)

    document = read_pages(page)
    assert table_texts(document) == RATES
    assert blocks(document, "paragraph") == [BEFORE, AFTER]
    assert blocks(document)[0] == BEFORE
    assert blocks(document)[-1] == AFTER


def test_the_words_of_a_cell_are_located_on_the_page() -> None:
    def page(canvas: Canvas) -> None:
        draw_rows(canvas, RATES, 140)
        draw_grid(canvas, 4, 4, 140)

    document = read_pages(page)
    start = document.text.index("$60,000")
    (box,) = document.locate(Span(start, start + 7)).boxes
    assert LEFTS[3] < box.left < box.right < LEFTS[4]
    assert 180 < box.top < box.bottom < 200


def test_a_rate_table_without_lines_gives_its_cells() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, BEFORE, 460), top=80)
        draw_rows(canvas, RATES, 140, right_aligned=True)
        write(canvas, wrapped(canvas, AFTER, 460), top=260)

    document = read_pages(page)
    assert table_texts(document) == RATES
    assert blocks(document, "paragraph") == [BEFORE, AFTER]


def test_a_row_of_totals_with_empty_cells_keeps_its_column() -> None:
    def page(canvas: Canvas) -> None:
        draw_rows(canvas, [*RATES, ["Total", "", "", "$102,150"]], 140, right_aligned=True)

    assert table_texts(read_pages(page))[-1] == ["Total", "", "", "$102,150"]


def test_two_columns_of_names_and_values_are_a_table() -> None:
    pairs = [
        ["Client", "Harbour Trust"],
        ["Supplier", "Northgate Systems"],
        ["Start", "1 March"],
        ["Term", "Two years"],
    ]
    document = read_pages(lambda canvas: draw_rows(canvas, pairs, 140))
    assert table_texts(document) == pairs


def test_a_merged_cell_spans_its_columns() -> None:
    def page(canvas: Canvas) -> None:
        draw_rows(canvas, [RATES[1], ["Phase two", "to be agreed"], RATES[2]], 140)
        lines = [HEIGHT - 140 - 20 * row for row in range(4)]
        canvas.grid(list(LEFTS[:5]), lines[:2])
        canvas.grid(list(LEFTS[:5]), lines[2:])
        canvas.grid([LEFTS[0], LEFTS[1], LEFTS[4]], lines[1:3])

    table = read_pages(page).tables[0]
    assert [(cell.column, cell.columns) for cell in table.rows[1]] == [(0, 1), (1, 3)]


def test_rows_between_two_rules_are_told_apart_by_their_numbers() -> None:
    def page(canvas: Canvas) -> None:
        draw_rows(canvas, RATES, 140)
        lines = [HEIGHT - 140, HEIGHT - 160, HEIGHT - 220]
        canvas.grid(list(LEFTS[:5]), lines)

    assert table_texts(read_pages(page)) == RATES


def test_a_cell_of_several_lines_is_joined_to_paragraphs() -> None:
    text = "The plan is delivered within thirty days of the start and covers all interfaces."

    def page(canvas: Canvas) -> None:
        canvas.grid([72, 200, 400], [HEIGHT - 100, HEIGHT - 130, HEIGHT - 200])
        write(canvas, ["Item"], x=78, top=108)
        write(canvas, ["What is delivered"], x=206, top=108)
        write(canvas, ["Plan"], x=78, top=136)
        write(canvas, wrapped(canvas, text, 180), x=206, top=136)

    assert table_texts(read_pages(page)) == [["Item", "What is delivered"], ["Plan", text]]


def test_a_table_that_goes_on_overleaf_is_one_table_with_one_heading_row() -> None:
    def page(rows: Sequence[Sequence[str]]) -> Draw:
        def draw(canvas: Canvas) -> None:
            draw_rows(canvas, rows, 80)
            draw_grid(canvas, len(rows), 4, 80)

        return draw

    first, second = page(RATES[:3]), page([RATES[0], RATES[3], ["Writer", "$80", "40", "$3,200"]])
    document = read(pdf_of(first, second))
    assert [len(table.rows) for table in document.tables] == [5]
    assert table_texts(document)[3:] == [RATES[3], ["Writer", "$80", "40", "$3,200"]]


def test_a_frame_around_text_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(60, HEIGHT - 200, 490, 130)
        canvas.rect(66, HEIGHT - 194, 478, 118)
        write(canvas, wrapped(canvas, BEFORE, 440), x=80, top=90)

    document = read_pages(page)
    assert document.tables == ()
    assert blocks(document) == [BEFORE]


def test_numbered_steps_beside_their_numbers_are_no_table() -> None:
    def page(canvas: Canvas) -> None:
        for number, text in enumerate(("Agree the plan.", "Build the first release.", "Accept it in writing."), 1):
            write(canvas, [str(number)], top=100 + 18 * number)
            write(canvas, [text], x=110, top=100 + 18 * number)

    document = read_pages(page)
    assert document.tables == ()
    assert blocks(document)[0] == "1 Agree the plan."


def test_prose_in_two_columns_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, f"{BEFORE} {AFTER}", 210), top=80)
        write(canvas, wrapped(canvas, f"{AFTER} {BEFORE}", 210), x=320, top=80)

    assert read_pages(page).tables == ()


def test_signature_lines_are_no_table() -> None:
    lines = [f"{label} ____________________" for label in ("Name", "Title", "Date")]
    assert read_pages(lines_page(*lines)).tables == ()


def test_a_drawing_of_thousands_of_lines_costs_no_table_search() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, BEFORE, 460), top=80)
        for step in range(1500):
            canvas.line(72 + step % 50 * 9, 100 + step // 50 * 9, 80 + step % 50 * 9, 100 + step // 50 * 9)
            canvas.line(72 + step % 50 * 9, 100 + step // 50 * 9, 72 + step % 50 * 9, 108 + step // 50 * 9)

    document = read_pages(page)
    assert document.tables == ()
    assert blocks(document) == [BEFORE]
