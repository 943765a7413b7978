from collections.abc import Iterator

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.readers.pdf_samples import HEIGHT, WIDTH, blocks, lines_page, pdf_of

from proposalcheck.document import Document, Problem, Span
from proposalcheck.errors import UsageError
from proposalcheck.readers import ocr
from proposalcheck.readers.ocr import OcrMode, PageOcr, page_ocr
from proposalcheck.readers.ocr.tesseract import INSTALL, EngineError, Picture, PrintedLine, PrintedWord
from proposalcheck.readers.pdf import read_pdf

PIXEL = 72 / 200
SCANNED = [
    "The Supplier delivers the migration plan within thirty days of the order, and",
    "the Client reviews it within ten working days.",
]


class FakeEngine:
    """Gives the lines that it was made with, page after page; an error among them is raised."""

    def __init__(self, *pages: list[PrintedLine] | EngineError) -> None:
        self._pages: Iterator[list[PrintedLine] | EngineError] = iter(pages)
        self.pictures: list[Picture] = []

    def lines(self, picture: Picture) -> list[PrintedLine]:
        self.pictures.append(picture)
        page = next(self._pages)
        if isinstance(page, EngineError):
            raise page
        return page


def printed(
    text: str, row: int, *, left: float = 200, sure: float = 95, size: float = 31, gap: float = 8
) -> PrintedLine:
    """Return a line as an engine gives it: `row` counts from the top, letters are 15 pixels wide."""
    words = []
    for word in text.split():
        right = left + 15 * len(word)
        words.append(PrintedWord(word, left, 200 + 40 * row, right, 231 + 40 * row, sure))
        left = right + gap
    return PrintedLine(tuple(words), size)


def scan_page(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)


def read_with(data: bytes, engine: FakeEngine | None, mode: OcrMode = "auto") -> Document:
    return read_pdf(data, "scan.pdf", "", PageOcr(mode, engine))


def page_of(*lines: str) -> list[PrintedLine]:
    return [printed(line, row) for row, line in enumerate(lines)]


def test_a_scanned_page_becomes_paragraphs_and_says_so() -> None:
    engine = FakeEngine(page_of(*SCANNED))
    document = read_with(pdf_of(lines_page("Terms of payment."), scan_page), engine)
    assert blocks(document) == ["Terms of payment.", " ".join(SCANNED)]
    assert document.problems == ()
    assert document.coverage.pages_read == 2
    assert document.coverage.pages_without_text == ()
    assert document.coverage.not_read == ("Page 2 was read by OCR; check quotes against the page.",)
    assert [(picture.width, picture.height, picture.resolution) for picture in engine.pictures] == [(1700, 2200, 200)]
    assert len(engine.pictures[0].grey) == 1700 * 2200


def test_recognised_words_are_located_on_the_page() -> None:
    document = read_with(pdf_of(lines_page("Terms of payment."), scan_page), FakeEngine(page_of(*SCANNED)))
    start = document.text.index("Supplier")
    location = document.locate(Span(start, start + 8))
    assert location.page == 2
    (box,) = location.boxes
    assert (box.left, box.top) == pytest.approx((253 * PIXEL, 200 * PIXEL), abs=0.01)
    assert (box.right, box.bottom) == pytest.approx((373 * PIXEL, 231 * PIXEL), abs=0.01)


def test_pages_with_text_are_recognised_only_by_force() -> None:
    data = pdf_of(lines_page("Terms of payment."), lambda canvas: None)
    engine = FakeEngine(page_of(*SCANNED))
    assert blocks(read_with(data, engine)) == ["Terms of payment."]
    assert engine.pictures == []
    assert blocks(read_with(data, engine, "force")) == [" ".join(SCANNED)]
    assert len(engine.pictures) == 1


def test_a_garbled_text_layer_is_replaced_by_what_the_page_shows() -> None:
    shifted = "".join(chr((ord(each) - 94) % 26 + 97) if each.isalpha() else each for each in " ".join(SCANNED).lower())
    clear = "each new word stands once so that the letters here weigh alike and differ from any tongue known to man"
    other = "".join(chr((ord(each) - 94) % 26 + 97) if each.isalpha() else each for each in clear)
    data = pdf_of(lines_page(shifted[:90], shifted[90:], other))
    assert read_with(data, None).coverage.pages_without_text == (1,)
    document = read_with(data, FakeEngine(page_of(*SCANNED)))
    assert (blocks(document), document.problems) == ([" ".join(SCANNED)], ())


@pytest.mark.parametrize(
    ("mode", "engine", "advice"),
    [
        ("auto", None, f"run `{INSTALL}` (or install the program tesseract) and try again to have it read by OCR"),
        ("never", None, "leave out `--ocr never` to have it read by tesseract"),
        ("auto", FakeEngine(EngineError("no data for eng")), "tesseract could not read it: no data for eng"),
        (
            "auto",
            FakeEngine([printed("qx zzv", 0, sure=12)]),
            "tesseract could not read it: the letters cannot be made out",
        ),
    ],
)
def test_a_page_that_stays_unread_says_why_and_what_to_do(
    mode: OcrMode, engine: FakeEngine | None, advice: str
) -> None:
    document = read_with(pdf_of(scan_page), engine, mode)
    what = f"page 1 has no text that can be read, only a picture of it; {advice}."
    assert document.problems == (Problem("read", what, "page 1"),)
    assert document.coverage.pages_without_text == (1,)
    assert document.text == ""


def test_a_photograph_without_words_is_noted_and_no_problem() -> None:
    document = read_with(pdf_of(lines_page("Terms of payment."), scan_page), FakeEngine([printed("~ —", 0)]))
    assert document.problems == ()
    assert document.coverage.not_read == ("OCR found no words in the picture on page 2.",)


def test_lines_that_cannot_be_made_out_are_left_out_and_said() -> None:
    found = [*page_of(*SCANNED), printed("wv7 lll", 4, sure=15), printed("| — |", 5, sure=20)]
    document = read_with(pdf_of(scan_page), FakeEngine(found))
    assert blocks(document) == [" ".join(SCANNED)]
    assert document.coverage.not_read[1:] == ("Lines that OCR could not make out were left out on page 1.",)


def test_bullets_and_the_letter_i_are_known_by_what_stands_beside_them() -> None:
    found = [
        printed("The price covers:", 0),
        printed("e training of ten people on two days;", 2, gap=8)._replace(
            words=(
                PrintedWord("e", 200, 280, 213, 311, 60),
                *printed("training of ten people on two days;", 2, left=250).words,
            )
        ),
        printed("| help the team with the plan.", 5),
        printed("e is a letter here.", 8),
    ]
    assert blocks(read_with(pdf_of(scan_page), FakeEngine(found))) == [
        "The price covers:",
        "• training of ten people on two days;",
        "I help the team with the plan.",
        "e is a letter here.",
    ]


def test_lines_whose_measured_size_varies_make_one_paragraph() -> None:
    found = [printed(line, row, size=31 + 2.5 * (row % 2)) for row, line in enumerate(SCANNED * 2)]
    assert len(blocks(read_with(pdf_of(scan_page), FakeEngine(found)))) == 2


def test_a_page_scanned_sideways_is_read_along_its_lines() -> None:
    upright = page_of(*SCANNED)

    def turned(word: PrintedWord) -> PrintedWord:
        """Turn a word as it stands on a page of 2200 pixels' width by a quarter against the clock."""
        return word._replace(left=word.top, top=2200 - word.right, right=word.bottom, bottom=2200 - word.left)

    found = [line._replace(words=tuple(map(turned, line.words)), turns=1) for line in upright]
    document = read_with(pdf_of(scan_page), FakeEngine(found))
    assert blocks(document) == [" ".join(SCANNED)]
    (box,) = document.locate(Span(4, 12)).boxes
    assert (box.left, box.top) == pytest.approx((200 * PIXEL, (2200 - 373) * PIXEL), abs=0.01)
    assert (box.right, box.bottom) == pytest.approx((231 * PIXEL, (2200 - 253) * PIXEL), abs=0.01)


def test_a_very_large_page_is_drawn_no_finer_than_memory_allows() -> None:
    engine = FakeEngine([])
    data = pdf_of(
        lambda canvas: canvas.drawImage(ImageReader(Image.new("L", (6, 8))), 0, 0, 9000, 9000), size=(9000, 9000)
    )
    read_with(data, engine)
    (picture,) = engine.pictures
    assert picture.width * picture.height == pytest.approx(16_000_000, rel=0.001)
    assert picture.resolution == 32


def test_force_without_tesseract_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: None)
    with pytest.raises(UsageError, match=r"--ocr force needs tesseract, .* run `pip install 'proposalcheck\[ocr\]'`"):
        page_ocr("force")
    assert page_ocr("auto").advice([1]).startswith("run `")
