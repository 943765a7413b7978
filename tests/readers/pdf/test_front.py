import re

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.readers.pdf_samples import HEIGHT, WIDTH, blocks, lines_page, pdf_of, read, read_pages, wrapped, write

from proposalcheck.document import Span
from proposalcheck.errors import ReadError
from proposalcheck.readers.pdf import read_pdf

PROSE = (
    "The Supplier shall deliver the migration plan within thirty days of the Effective Date, and the Client shall "
    "review it within ten working days. If it stays silent, the plan is deemed to be accepted as delivered. "
    "Invoices fall due after acceptance; late payment carries interest at the statutory rate from the due date."
)
NO_PAGES = b"\n".join(
    [
        b"%PDF-1.4",
        b"1 0 obj",
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"endobj",
        b"2 0 obj",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"endobj",
        b"trailer",
        b"<< /Size 3 /Root 1 0 R >>",
        b"%%EOF",
    ]
)


def prose_page(canvas: Canvas) -> None:
    write(canvas, wrapped(canvas, PROSE, 460))


def picture_page(canvas: Canvas) -> None:
    picture = ImageReader(Image.new("L", (60, 80), 200))
    canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\n\n\0", "is empty"),
        (b"%PDF-1.7\nthis is where the file was cut", "damaged or has no pages"),
        (NO_PAGES, "damaged or has no pages"),
        (pdf_of(prose_page, password="tulip"), "protected by a password; save an unprotected copy"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        read_pdf(data, "offers/b.pdf", "0" * 64)
    assert str(caught.value).startswith("offers/b.pdf ")


def outcome(data: bytes) -> tuple[int, int] | str:
    """Return the number of pages and of those accounted for, or why the file was refused."""
    try:
        document = read(data)
    except ReadError as error:
        return str(error)
    return document.source.pages, document.coverage.pages_read + len(document.coverage.pages_without_text)


def test_a_cut_file_is_read_as_far_as_it_goes_or_refused() -> None:
    data = pdf_of(prose_page, prose_page)
    for end in range(200, len(data), 97):
        found = outcome(data[:end])
        assert found in ((1, 1), (2, 2)) or "damaged" in str(found)


def test_a_page_that_cannot_be_opened_is_a_problem_and_the_others_are_read() -> None:
    data = pdf_of(prose_page, lines_page("The fee is fixed."))
    pages = sorted(set(re.findall(rb"(\d+) 0 R", re.search(rb"/Kids \[(.*?)\]", data, re.DOTALL)[1])))  # type: ignore[index]
    document = read(re.sub(rb"(/Kids \[ *)" + pages[0] + rb" 0 R", rb"\g<1>99 0 R", data))
    assert (
        document.problems[0].what == "page 1 has damaged content that cannot be opened; save or export the file anew."
    )
    assert blocks(document) == ["The fee is fixed."]


def test_the_source_says_format_pages_and_path() -> None:
    document = read_pages(prose_page, prose_page)
    assert (document.source.format, document.source.pages, document.source.path) == ("pdf", 2, "proposal.pdf")
    assert (document.coverage.pages_read, document.coverage.pages_without_text) == (2, ())
    assert document.problems == ()


def test_every_word_has_a_box_that_covers_it_on_the_page() -> None:
    document = read_pages(lines_page("Fees are due within 30 days of", "the invoice date, without set-off."))
    start = document.text.index("30 days of the invoice")
    boxes = document.locate(Span(start, start + len("30 days of the invoice"))).boxes
    canvas = Canvas("unused.pdf")
    before = canvas.stringWidth("Fees are due within ", "Helvetica", 11)
    phrase = canvas.stringWidth("30 days of", "Helvetica", 11)
    rest = canvas.stringWidth("the invoice", "Helvetica", 11)
    assert [box.page for box in boxes] == [1, 1]
    assert boxes[0].left == pytest.approx(72 + before, abs=0.5)
    assert boxes[0].right == pytest.approx(72 + before + phrase, abs=0.5)
    assert boxes[0].top <= 72 + 11 * 0.3
    assert 72 + 11 <= boxes[0].bottom <= 72 + 11 * 1.4
    assert boxes[1].left == pytest.approx(72, abs=0.5)
    assert boxes[1].right == pytest.approx(72 + rest, abs=0.5)
    assert boxes[1].top > boxes[0].top


def test_words_on_later_pages_are_located_there() -> None:
    document = read_pages(lines_page("Terms of payment."), lines_page("Acceptance takes ten days."))
    start = document.text.index("Acceptance")
    location = document.locate(Span(start, start + 10))
    assert location.page == 2
    assert [box.page for box in location.boxes] == [2]


def test_pages_that_are_pictures_are_a_problem_that_names_the_command() -> None:
    document = read_pages(prose_page, picture_page, picture_page, picture_page)
    assert document.coverage.pages_without_text == (2, 3, 4)
    assert document.coverage.pages_read == 1
    assert [problem.stage for problem in document.problems] == ["read"]
    assert document.problems[0].what.startswith("pages 2-4 have no text that can be read")
    assert "ocrmypdf in.pdf out.pdf" in document.problems[0].what


def test_a_file_of_pictures_alone_is_an_empty_document_with_a_problem() -> None:
    document = read_pages(picture_page)
    assert document.text == ""
    assert document.coverage.pages_without_text == (1,)
    assert document.problems[0].location == "page 1"


def test_text_drawn_as_outlines_is_a_problem_too() -> None:
    def outlines(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for letter in range(900):
            x, y = 72 + letter % 60 * 8, 700 - letter // 60 * 14
            path.moveTo(x, y)
            path.curveTo(x + 2, y + 6, x + 4, y - 3, x + 6, y + 4)
        canvas.drawPath(path)

    assert read_pages(outlines).coverage.pages_without_text == (1,)


def test_a_blank_page_is_not_a_problem() -> None:
    document = read_pages(prose_page, lambda canvas: None)
    assert document.problems == ()
    assert document.coverage.pages_without_text == ()


def test_a_garbled_text_layer_is_reported_and_never_passed_on() -> None:
    garbled = "".join(chr((ord(letter) - 97 + 3) % 26 + 97) if letter.isalpha() else letter for letter in PROSE.lower())

    def page(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, garbled, 460))

    document = read_pages(prose_page, page)
    assert document.coverage.pages_without_text == (2,)
    assert document.problems[0].what.startswith("page 2 has a text layer that is garbled")
    assert blocks(document) == [PROSE]


def test_a_table_of_codes_and_amounts_is_not_taken_for_garbled_text() -> None:
    rows = [f"QX-{number:04d} WGT-{number * 7} ZJK {number * 13},00" for number in range(1, 30)]
    assert read_pages(lines_page(*rows)).problems == ()


def test_a_large_picture_without_words_over_it_is_named_as_not_read() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, PROSE, 460))
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 90)), 72, 100, 460, 480)

    def page_with_logo(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, PROSE, 460))
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 90)), 72, 100, 60, 40)

    document = read_pages(page_with_logo, page)
    assert document.coverage.not_read == ("Words inside the large picture on page 2 were not read.",)


def test_reading_the_same_bytes_twice_gives_the_same_document() -> None:
    data = pdf_of(prose_page, lines_page("1. Fees", "The fee is fixed."))
    assert read(data) == read(data)
