from io import BytesIO

import pypdfium2
from reportlab.pdfbase.pdfdoc import PDFString
from reportlab.pdfgen.canvas import Canvas
from tests.readers.pdf_samples import HEIGHT, blocks, pdf_of, read, read_pages, write

from proposalcheck.document import Change


def form_page(canvas: Canvas) -> None:
    write(canvas, ["Day rate in dollars"], top=100)
    write(canvas, ["Travel is included"], top=130)
    form = canvas.acroForm
    form.textfield(name="rate", value="1,250 flat", x=250, y=HEIGHT - 116, width=150, height=18, borderWidth=0)
    form.textfield(name="empty", value="", x=250, y=HEIGHT - 300, width=150, height=18)
    form.checkbox(name="travel", checked=True, x=250, y=HEIGHT - 146, size=14)
    form.checkbox(name="licences", checked=False, x=350, y=HEIGHT - 146, size=14)


def noted_page(canvas: Canvas) -> None:
    write(canvas, ["The price holds for ninety days."], top=100)
    rectangle = [200, HEIGHT - 130, 220, HEIGHT - 110]
    canvas.textAnnotation(
        "Ask for one hundred and twenty.", rectangle, 1, T=PDFString("Mara Lind"), M=PDFString("D:20250314091500Z")
    )
    canvas.textAnnotation("", rectangle, 1, T=PDFString("Mara Lind"))


def test_form_values_are_read_where_they_stand() -> None:
    assert blocks(read_pages(form_page)) == ["Day rate in dollars 1,250 flat", "Travel is included [x]"]


def test_a_form_value_has_a_box_in_its_field() -> None:
    document = read_pages(form_page)
    fragment = next(
        piece for block in document.blocks for piece in block.anchor.fragments if document.quote(piece.span) == "1,250"
    )
    assert 250 <= fragment.box.left < fragment.box.right <= 400
    assert 96 <= fragment.box.top < fragment.box.bottom <= 118


def test_notes_are_comments_with_author_and_date() -> None:
    document = read_pages(noted_page)
    assert blocks(document) == ["The price holds for ninety days.", "Ask for one hundred and twenty."]
    comment = document.blocks[1]
    assert (comment.kind, comment.change) == ("comment", Change("Mara Lind", "2025-03-14T09:15:00"))
    assert comment.anchor.page == 1
    assert comment.anchor.fragments[0].box.left == 200


def test_attached_files_are_named_as_not_read() -> None:
    pdf = pypdfium2.PdfDocument(pdf_of(noted_page))
    pdf.new_attachment("rates.xlsx").set_data(b"cells")
    buffer = BytesIO()
    pdf.save(buffer)
    pdf.close()
    sentence = "1 attached file was not read: rates.xlsx; save and read each on its own."
    assert read(buffer.getvalue()).coverage.not_read == (sentence,)
