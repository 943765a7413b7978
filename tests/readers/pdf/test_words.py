import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.readers.pdf_samples import HEIGHT, WIDTH, blocks, pdf_of, read, read_pages, wrapped, write

from proposalcheck.document import Box, Span
from proposalcheck.readers.pdf.drafts import word_text

TEXT = "Acceptance takes ten working days from delivery and is given in writing by the project leader of the Client."


def only_box(data: bytes, phrase: str) -> Box:
    document = read(data)
    start = document.text.index(phrase)
    (box,) = document.locate(Span(start, start + len(phrase))).boxes
    return box


def test_a_page_whose_corners_are_given_the_other_way_round_is_shown_the_same() -> None:
    usual = pdf_of(lambda canvas: write(canvas, ["Acceptance criteria"]))
    swapped = usual.replace(b"/MediaBox [ 0 0 612 792 ]", b"/MediaBox [ 0 792 612 0 ]")
    assert swapped != usual
    assert only_box(swapped, "Acceptance") == only_box(usual, "Acceptance")


@pytest.mark.parametrize(
    ("turn", "left", "top", "across"),
    [
        (0, 72, 72, True),
        (90, HEIGHT - 72 - 11, 72, False),
        (180, WIDTH - 72, HEIGHT - 72 - 11, True),
        (270, 72, WIDTH - 72, False),
    ],
)
def test_boxes_are_on_the_page_as_it_is_shown(turn: int, left: float, top: float, across: bool) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        write(canvas, ["Acceptance criteria"])

    # reportlab turns the paper with the page, so that sideways pages are asked for in landscape to come out upright.
    box = only_box(pdf_of(page, size=(WIDTH, HEIGHT) if across else (HEIGHT, WIDTH)), "Acceptance")
    width = Canvas("unused.pdf").stringWidth("Acceptance", "Helvetica", 11)
    assert (box.right - box.left > box.bottom - box.top) is across
    assert (box.right - box.left if across else box.bottom - box.top) == pytest.approx(width, abs=0.5)
    start = {0: box.left, 90: box.top, 180: box.right, 270: box.bottom}[turn]
    assert start == pytest.approx({0: left, 90: top, 180: left, 270: top}[turn], abs=0.5)
    side = {0: box.top, 90: box.left, 180: box.top, 270: box.left}[turn]
    assert side == pytest.approx({0: top, 90: left, 180: top, 270: left}[turn], abs=4)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_whose_text_runs_sideways_is_read_along_it(turn: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(turn)
        canvas.translate(-WIDTH / 2, -HEIGHT / 2)
        write(canvas, wrapped(canvas, TEXT, 300), x=140, top=250)

    assert blocks(read_pages(page)) == [TEXT]


@pytest.mark.parametrize("turn", [90, 270])
def test_a_landscape_page_kept_upright_by_its_rotation_is_read_from_the_top(turn: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(turn)
        canvas.translate(-WIDTH / 2, -HEIGHT / 2)
        write(canvas, wrapped(canvas, TEXT, 300), x=140, top=250)

    data = pdf_of(page, size=(HEIGHT, WIDTH))
    assert blocks(read(data)) == [TEXT]
    box = only_box(data, "Acceptance")
    assert box.right - box.left > box.bottom - box.top


def test_boxes_count_from_the_corner_of_the_visible_part() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setCropBox((50, 60, 500, 700))
        write(canvas, ["Acceptance criteria"])

    box = only_box(pdf_of(page), "Acceptance")
    assert box.left == pytest.approx(72 - 50, abs=0.5)
    assert box.top == pytest.approx(72 - (HEIGHT - 700), abs=4)


def test_a_stamp_across_the_page_does_not_mix_with_the_text() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, TEXT, 300), top=300)
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(40)
        canvas.setFont("Helvetica", 50)
        canvas.drawString(0, 0, "SAMPLE ONLY")
        canvas.restoreState()

    assert blocks(read_pages(page)) == [TEXT, "SAMPLE ONLY"]


def test_blanks_that_were_set_as_gaps_in_large_type_are_put_back() -> None:
    def page(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica-Bold", 30)
        text.setCharSpace(-1.6)
        text.setWordSpace(-3)
        text.textOut("Growth without added headcount")
        canvas.drawText(text)
        write(canvas, [TEXT[:60] + "."], top=200)

    assert blocks(read_pages(page))[0] == "Growth without added headcount"


def test_ligatures_are_spelt_out_and_invisible_or_private_characters_left_out() -> None:
    assert word_text("e\ufb03cient\u200b") == "efficient"
    assert word_text("\uf0e0") == ""
    assert word_text("caf\u00e9") == "caf\u00e9"
