"""Whole documents made by script: every word that a person sees is read once and in order, or named as not read."""

import re
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.readers.docx_files import docx, level, numbered, paragraph, run
from tests.readers.pdf_samples import HEIGHT, WIDTH, pdf_of, read, wrapped, write

from proposalcheck.document import Document
from proposalcheck.readers.docx import read_docx

TABLE_COLUMNS = (80.0, 230.0, 380.0)
_SYLLABLES = ("ten", "ros", "lia", "not", "ser", "ati", "ion", "ore", "rest", "ant")


def fresh_words() -> Iterator[str]:
    """Yield words that never come again and look like a language: "tenten", "tenros" …."""
    return ("".join(parts) for parts in product(_SYLLABLES, repeat=3))


def prose(words: Iterator[str], count: int) -> str:
    """Return a sentence of fresh words."""
    return " ".join(next(words) for _ in range(count)).capitalize() + "."


def seen_words(text: str) -> list[str]:
    """Return the made words in a text; the numbers of notes and clauses are shorter."""
    return re.findall(r"[a-z]{9,}", text.lower())


Column = tuple[float, float]
"""The left edge of a column and its width, in points."""


def column_pages(canvas: Canvas, words: Iterator[str], columns: list[Column], *, paragraphs: int) -> list[str]:
    """Fill the columns of a page with paragraphs of prose and return these in reading order."""
    written = []
    for left, width in columns:
        top = 90.0
        for number in range(paragraphs):
            written.append(prose(words, 24 + 7 * number))
            top = write(canvas, wrapped(canvas, written[-1], width), x=left, top=top) + 14
    return written


@pytest.mark.parametrize(
    "columns",
    [
        [(72, 460)],
        [(60, 230), (320, 230)],
        [(48, 150), (228, 150), (408, 150)],
    ],
    ids=["one", "two", "three"],
)
def test_columns_are_read_word_for_word_in_order(columns: list[Column]) -> None:
    words, written = fresh_words(), []

    def page(canvas: Canvas) -> None:
        written.extend(column_pages(canvas, words, columns, paragraphs=3))

    document = read(pdf_of(page, page))
    assert [document.quote(block.span) for block in document.blocks] == written


def furniture(canvas: Canvas, number: int) -> None:
    write(canvas, ["Offer of the Supplier"], top=30, size=8)
    write(canvas, ["In confidence"], top=745, size=8)
    write(canvas, [f"Page {number}"], x=480, top=745, size=8)


def page_with_clause_and_table(canvas: Canvas, texts: list[str]) -> None:
    furniture(canvas, 1)
    top = write(canvas, ["Offer for the Migration"], top=90, size=20, bold=True) + 16
    top = write(canvas, wrapped(canvas, texts[0], 460), top=top) + 16
    top = write(canvas, ["1. Scope"], top=top, size=14, bold=True) + 10
    top = write(canvas, ["1.1"], top=top)
    top = write(canvas, wrapped(canvas, texts[1], 400), x=110, top=top - 13.2) + 10
    for row in (("Role", "Hours", "Rate"), ("Architect", "40", "$180"), ("Engineer", "120", "$140")):
        for x, cell in zip(TABLE_COLUMNS, row, strict=True):
            write(canvas, [cell], x=x, top=top + 4)
        canvas.rect(72, HEIGHT - top - 22, 450, 22)
        top += 22
    for x in (222, 372):
        canvas.line(x, HEIGHT - top, x, HEIGHT - top + 66)
    write(canvas, wrapped(canvas, texts[2], 460), top=top + 20)


def page_with_list_and_footnote(canvas: Canvas, texts: list[str]) -> None:
    furniture(canvas, 2)
    top = write(canvas, ["2. Conduct"], top=90, size=14, bold=True) + 10
    lines = ["The team keeps to the agreed plan and shows every res-", "ult of its work to the client."]
    top = write(canvas, lines, top=top) + 12
    for text in texts[3:5]:
        canvas.drawString(90, HEIGHT - top - 11, "•")
        top = write(canvas, wrapped(canvas, text, 420), x=108, top=top) + 4
    write(canvas, ["1 Working days are those of the client."], top=700, size=8)


def page_with_field_and_picture(canvas: Canvas) -> None:
    furniture(canvas, 3)
    write(canvas, ["Name of the lead"], top=120)
    canvas.acroForm.textfield(value="Iris Senta", x=250, y=HEIGHT - 136, width=150, height=18, borderWidth=0, name="n")
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 90)), 72, 150, 460, 400)


def turned_page(canvas: Canvas, text: str) -> None:
    canvas.setPageRotation(90)
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 11)
    for row, line in enumerate(wrapped(canvas, text, 600)):
        canvas.drawString(72, 500 - 13.2 * row, line)


def test_an_offer_with_everything_in_it_gives_exactly_these_blocks() -> None:
    words = fresh_words()
    texts = [prose(words, 30) for _ in range(6)]
    document = read(
        pdf_of(
            lambda canvas: page_with_clause_and_table(canvas, texts),
            lambda canvas: page_with_list_and_footnote(canvas, texts),
            page_with_field_and_picture,
            lambda canvas: turned_page(canvas, texts[5]),
        )
    )
    assert [(block.kind, document.quote(block.span)) for block in document.blocks] == [
        ("header", "Offer of the Supplier"),
        ("heading", "Offer for the Migration"),
        ("paragraph", texts[0]),
        ("heading", "1. Scope"),
        ("paragraph", f"1.1 {texts[1]}"),
        *[("table_cell", cell) for cell in "Role Hours Rate Architect 40 $180 Engineer 120 $140".split()],
        ("paragraph", texts[2]),
        ("footer", "In confidence Page 1"),
        ("header", "Offer of the Supplier"),
        ("heading", "2. Conduct"),
        ("paragraph", "The team keeps to the agreed plan and shows every result of its work to the client."),
        ("list_item", f"• {texts[3]}"),
        ("list_item", f"• {texts[4]}"),
        ("footnote", "1 Working days are those of the client."),
        ("footer", "In confidence Page 2"),
        ("header", "Offer of the Supplier"),
        ("paragraph", "Name of the lead Iris Senta"),
        ("footer", "In confidence Page 3"),
        ("paragraph", texts[5]),
    ]
    assert document.problems == ()
    assert document.coverage.not_read == ("Words inside the large picture on page 3 were not read.",)
    assert [section.label for section in document.sections] == [
        "Offer for the Migration",
        "1 Scope",
        "1.1",
        "2 Conduct",
    ]


def ruled_table(canvas: Canvas, words: Iterator[str], top: float, rows: int) -> float:
    for row in range(rows):
        for x in TABLE_COLUMNS:
            write(canvas, [f"{next(words)} {next(words)}" if row else next(words).capitalize()], x=x, top=top + 4)
        canvas.rect(72, HEIGHT - top - 22, 450, 22)
        top += 22
    for x in (222, 372):
        canvas.line(x, HEIGHT - top, x, HEIGHT - top + 22 * rows)
    return top + 16


def open_table(canvas: Canvas, words: Iterator[str], top: float, rows: int) -> float:
    for row in range(rows):
        for x, cell in zip(TABLE_COLUMNS, (next(words), str(40 + row), f"${180 - row}.00"), strict=True):
            write(canvas, [cell], x=x, top=top)
        top += 16
    return top + 16


def clause(canvas: Canvas, words: Iterator[str], top: float, count: int) -> float:
    write(canvas, [f"{count}."], top=top)
    return write(canvas, wrapped(canvas, prose(words, 9 * count), 400), x=100, top=top) + 12


def flowing(canvas: Canvas, words: Iterator[str], top: float, count: int) -> float:
    return write(canvas, wrapped(canvas, prose(words, 9 * count), 460), top=top) + 14


def pair(canvas: Canvas, words: Iterator[str], top: float, count: int) -> float:
    ends = [write(canvas, wrapped(canvas, prose(words, 9 * count), 215), x=x, top=top) for x in (72, 317)]
    return max(ends) + 18


PIECES = (ruled_table, open_table, clause, flowing, pair)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.tuples(st.sampled_from(PIECES), st.integers(2, 5)), min_size=1, max_size=4), max_size=3))
def test_every_word_on_any_page_is_read_once(layout: list[list[tuple[Callable[..., float], int]]]) -> None:
    words, shown = fresh_words(), []

    def page_of(pieces: list[tuple[Callable[..., float], int]]) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            top = 100.0
            for piece, size in pieces:
                top = piece(canvas, words, top, size)

        return draw

    def recorded() -> Iterator[str]:
        for word in fresh_words():
            shown.append(word)
            yield word

    words = recorded()
    document = read(pdf_of(lambda canvas: write(canvas, ["Conditions applicable"]), *map(page_of, layout)))
    assert sorted(seen_words(document.text)) == sorted(["conditions", "applicable", *shown])


class Word:
    """Makes the inside of a DOCX and keeps account of what a person sees in it."""

    def __init__(self) -> None:
        self._words = fresh_words()
        self.visible: list[str] = []
        self.hidden = 0
        self.pictures = 0
        self.parts: dict[str, str] = {"footnotes": "", "endnotes": "", "comments": ""}

    def word(self) -> str:
        self.visible.append(next(self._words))
        return self.visible[-1]

    def plain(self) -> str:
        return run(f"{self.word()} ")

    def inserted(self) -> str:
        return f'<w:ins w:id="1" w:author="Mara" w:date="2025-03-14T09:15:00Z">{run(self.word() + " ")}</w:ins>'

    def deleted(self) -> str:
        words = self.word()
        return (
            f'<w:del w:id="2" w:author="Mara"><w:r><w:delText xml:space="preserve">{words} </w:delText></w:r></w:del>'
        )

    def linked(self) -> str:
        return f"<w:hyperlink>{run(self.word() + ' ')}</w:hyperlink>"

    def controlled(self) -> str:
        return f"<w:sdt><w:sdtContent>{run(self.word() + ' ')}</w:sdtContent></w:sdt>"

    def referred(self) -> str:
        marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
        begin, separate, end = marks
        return f"{begin}<w:r><w:instrText>REF x</w:instrText></w:r>{separate}{run(self.word() + ' ')}{end}"

    def secret(self) -> str:
        self.hidden += 1
        return run("secret ", "<w:vanish/>")

    def picture(self) -> str:
        self.pictures += 1
        return f'<w:r><w:drawing><a:blip r:embed="p{self.pictures}"/></w:drawing></w:r>'

    def boxed(self) -> str:
        inside = f"<w:txbxContent>{paragraph(self.plain())}</w:txbxContent>"
        return (
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    def noted(self, kind: str) -> str:
        number = self.parts[f"{kind}s"].count(f"<w:{kind} ") + 1
        self.parts[f"{kind}s"] += f'<w:{kind} w:id="{number}" w:author="Mara">{paragraph(self.plain())}</w:{kind}>'
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def table(self, inside: str) -> str:
        cells = f"<w:tc>{paragraph(self.plain())}</w:tc><w:tc>{inside or paragraph(self.plain())}</w:tc>"
        return f"<w:tbl><w:tr>{cells}</w:tr><w:tr><w:tc>{paragraph(self.plain())}</w:tc></w:tr></w:tbl>"


RUNS = ("plain", "inserted", "deleted", "linked", "controlled", "referred", "secret", "picture", "boxed")
NOTES = ("footnote", "endnote", "comment")
SHAPES = ("paragraph", "numbered", "control", "inserted", "table", "nested")
Shape = tuple[str, list[str]]


def body_of(made: Word, shapes: list[Shape]) -> str:
    return "".join(shape_of(made, shape, runs) for shape, runs in shapes)


def shape_of(made: Word, shape: str, runs: list[str]) -> str:
    inside = made.plain() + "".join(made.noted(each) if each in NOTES else getattr(made, each)() for each in runs)
    if shape == "numbered":
        return paragraph(inside, properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    if shape == "control":
        return f"<w:sdt><w:sdtContent>{paragraph(inside)}</w:sdtContent></w:sdt>"
    if shape == "inserted":
        return f'<w:ins w:id="3" w:author="Mara">{paragraph(inside)}</w:ins>'
    if shape == "table":
        return made.table(paragraph(inside))
    if shape == "nested":
        return made.table(made.table("") + paragraph(inside))
    return paragraph(inside)


def read_word(made: Word, body: str) -> Document:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    edges = '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    header, footer = paragraph(made.plain()), made.table("")
    return read_docx(
        docx(body + edges, numbering=numbering, header1=header, footer1=footer, **made.parts), "a.docx", ""
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(SHAPES), st.lists(st.sampled_from(RUNS + NOTES), max_size=5)), max_size=6))
def test_every_word_of_any_word_document_is_read_once_or_named(shapes: list[Shape]) -> None:
    made = Word()
    document = read_word(made, body_of(made, shapes))
    assert sorted(seen_words(document.text)) == sorted(made.visible)
    expected = []
    if made.pictures:
        what, them = ("picture was", "it") if made.pictures == 1 else ("pictures were", "them")
        expected.append(f"{made.pictures} {what} not read: words inside {them} are unknown")
    if made.hidden:
        expected.append(f"{made.hidden} {'word' if made.hidden == 1 else 'words'} of hidden text left out")
    assert document.coverage.not_read == tuple(expected)


def test_a_draft_contract_gives_exactly_these_blocks() -> None:
    changed = 'w:id="1" w:author="Mara" w:date="2025-03-14T09:15:00Z"'
    cell = "<w:tc>{}</w:tc>"
    inner = f"<w:tbl><w:tr>{cell.format(paragraph('Weekday'))}{cell.format(paragraph('$180'))}</w:tr></w:tbl>"
    row = cell.format(paragraph("Architect")) + cell.format(inner + paragraph("by the hour"))
    last = cell.format(paragraph("Engineer")) + cell.format(paragraph("$140"))
    body = (
        paragraph("Services Agreement", properties='<w:pStyle w:val="Heading1"/>')
        + numbered("Fees")
        + paragraph(
            run("The Client pays each undisputed invoice within "),
            f"<w:del {changed}><w:r><w:delText>ten</w:delText></w:r></w:del>",
            f"<w:ins {changed}>{run('thirty')}</w:ins>",
            run(" days of its receipt."),
            '<w:r><w:footnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r>',
            properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
        )
        + f"<w:tbl><w:tr>{row}</w:tr><w:tr>{last}</w:tr></w:tbl>"
        + paragraph("Travel is included.", run("Ask for more later.", "<w:vanish/>"))
    )
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    document = read_docx(
        docx(
            body,
            numbering=numbering,
            styles='<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>',
            footnotes=f'<w:footnote w:id="1">{paragraph("Calendar days.")}</w:footnote>',
            comments=f"<w:comment {changed}>{paragraph('Can we hold this?')}</w:comment>",
        ),
        "a.docx",
        "",
    )
    assert [(block.kind, document.quote(block.span)) for block in document.blocks] == [
        ("heading", "Services Agreement"),
        ("paragraph", "1. Fees"),
        ("paragraph", "1.1 The Client pays each undisputed invoice within thirty days of its receipt."),
        ("deleted", "ten"),
        ("footnote", "1 Calendar days."),
        ("comment", "Can we hold this?"),
        ("table_cell", "Architect"),
        ("table_cell", "Weekday\t$180"),
        ("table_cell", "by the hour"),
        ("table_cell", "Engineer"),
        ("table_cell", "$140"),
        ("paragraph", "Travel is included."),
    ]
    assert document.coverage.not_read == ("4 words of hidden text left out",)
    assert [section.label for section in document.sections] == ["Services Agreement", "1 Fees", "1.1"]
