import re
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.readers.pdf_samples import pdf_of, write

from proposalcheck.readers.pdf.characters import LINE_END_HYPHEN, read_words, word_places
from proposalcheck.readers.pdf.words import PageSpace, PageText


def page_text(data: bytes) -> PageText:
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[0]
    return read_words(page, PageSpace(page, 1))


def places(text: str) -> list[list[str]]:
    """Return the words of each line as they are found in a page's text."""
    found = word_places(text)
    words = [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]
    return [words[first:after] for first, after in found.lines()]


def test_words_stand_between_blanks_and_lines_between_line_breaks() -> None:
    assert places("Fees  are due\r\n\r\nin May.\n") == [["Fees", "are", "due"], ["in", "May."]]


@pytest.mark.parametrize("text", ["", " \r\n "])
def test_blanks_alone_are_no_words(text: str) -> None:
    assert places(text) == []


def test_a_hyphen_at_a_line_end_closes_its_word_and_stands_in_none_of_its_own() -> None:
    hyphen = LINE_END_HYPHEN
    assert places(f"agree{hyphen}ment {hyphen} a{hyphen}{hyphen}b") == [[f"agree{hyphen}", "ment", f"a{hyphen}", "b"]]


def test_every_blank_and_control_character_parts_words_and_nothing_else_does() -> None:
    for code in [*range(0x3100), 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600]:
        sign = chr(code)
        parts = sign.isspace() or code < 0x20 or sign == LINE_END_HYPHEN
        words = [word for line in places(f"a{sign}b") for word in line]
        assert (len(words) == 2) is parts, hex(code)


def test_places_are_those_of_the_characters_beyond_the_basic_plane_too() -> None:
    text = "\U0001f600 fees\nare"
    assert places(text) == [["\U0001f600", "fees"], ["are"]]


def test_words_have_the_size_and_weight_of_their_font_where_a_line_is_mixed() -> None:
    def page(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        for font, size, words in [
            ("Helvetica-Bold", 12, "Fees "),
            ("Helvetica", 9, "are due "),
            ("Helvetica", 12, "now"),
        ]:
            text.setFont(font, size)
            text.textOut(words)
        canvas.drawText(text)

    (line,) = page_text(pdf_of(page)).lines
    assert [(word.text, word.size, word.bold) for word in line] == [
        ("Fees", 12.0, True),
        ("are", 9.0, False),
        ("due", 9.0, False),
        ("now", 12.0, False),
    ]


def test_a_line_in_one_font_looks_alike_from_its_first_word_to_its_last() -> None:
    (line,) = page_text(pdf_of(lambda canvas: write(canvas, ["Fees are due now."], size=10, bold=True))).lines
    assert {(word.size, word.bold) for word in line} == {(10.0, True)}
    assert [word.text for word in line] == ["Fees", "are", "due", "now."]


def test_words_stand_one_after_the_other_on_one_row() -> None:
    (line,) = page_text(pdf_of(lambda canvas: write(canvas, ["Fees are due now."]))).lines
    sides = [(word.left, word.right) for word in line]
    assert all(left < right for left, right in sides)
    assert all(before[1] < after[0] for before, after in pairwise(sides))
    assert len({(word.top, word.bottom) for word in line}) == 1


def test_the_text_of_the_page_is_kept_as_the_file_gives_it() -> None:
    raw = page_text(pdf_of(lambda canvas: write(canvas, ["Fees are due.", "Costs are not."]))).raw
    assert re.split(r"[\r\n]+", raw) == ["Fees are due.", "Costs are not."]


def test_a_page_without_text_has_no_words() -> None:
    text = page_text(pdf_of(lambda canvas: canvas.rect(72, 72, 100, 100)))
    assert (text.lines, text.slanted, text.words, text.raw) == ((), (), 0, "")
