"""Highlights and notes in a PDF: on the exact boxes, and with everything else as it was."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Permissions, String
from reportlab.pdfgen.canvas import Canvas
from tests.markup.made import ORDER, finding, result
from tests.markup.pdf.noted import notes
from tests.readers.pdf_samples import HEIGHT, WIDTH, lines_page, pdf_of, read, write

from proposalcheck.document import Span
from proposalcheck.errors import ReadError, UsageError
from proposalcheck.finding import Finding, Severity
from proposalcheck.markup import Marked, ending_of
from proposalcheck.markup.pdf import mark_pdf
from proposalcheck.markup.pdf.appearance import COLOURS

TERM = "The term renews by itself each May."
PLAIN = pdf_of(lines_page("Agreement", TERM, "Support is free."))


def marked_by(data: bytes, *findings: Finding) -> Marked:
    return mark_pdf(data, result(read(data), *findings), ORDER)


def marked(data: bytes, *words: str, **said: Any) -> bytes:
    document = read(data)
    return marked_by(data, *(finding(document, each, **said) for each in words)).data


def printed(data: bytes, page: int, words: str) -> tuple[float, float, float, float]:
    """Return where PDFium prints `words`, in user space: an answer that none of our code had a part in."""
    textpage = pypdfium2.PdfDocument(data)[page].get_textpage()
    index, count = textpage.search(words, match_case=True).get_next()
    boxes = [textpage.get_charbox(each, loose=True) for each in range(index, index + count)]
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def changed(data: bytes, change: Any) -> bytes:
    """Return the file after `change` was done to it."""
    stream = BytesIO()
    with Pdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(stream)
    return stream.getvalue()


def with_page_keys(**keys: Any) -> bytes:
    return changed(PLAIN, lambda pdf: [pdf.pages[0].__setitem__(f"/{key}", value) for key, value in keys.items()])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PLAIN, id="plain"),
        *(pytest.param(with_page_keys(Rotate=turn), id=f"turned by {turn}") for turn in (90, 180, 270)),
        pytest.param(with_page_keys(CropBox=Array([40, 50, 560, 750])), id="cropped"),
        pytest.param(with_page_keys(CropBox=Array([40, 50, 560, 750]), Rotate=90), id="cropped and turned"),
        pytest.param(with_page_keys(MediaBox=Array([-20, -30, WIDTH, HEIGHT])), id="origin off the corner"),
        pytest.param(with_page_keys(MediaBox=Array([0, HEIGHT, WIDTH, 0])), id="corners swapped"),
        pytest.param(with_page_keys(UserUnit=2), id="user unit"),
    ],
)
def test_the_bars_cover_the_words_and_no_more(data: bytes) -> None:
    (note,) = notes(marked(data, "renews by itself"))
    (bar,) = note.bars
    assert note.page == 0
    assert bar == pytest.approx(printed(data, 0, "renews by itself"), abs=0.6)
    assert note.area == pytest.approx(bar, abs=0.001)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_corners_begin_at_the_upper_left_of_the_words_however_the_page_is_turned(turn: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        write(canvas, ["Agreement", TERM])

    (note,) = notes(marked(pdf_of(page), "renews by itself"))
    left, bottom, right, top = note.bars[0]
    shown = {
        0: ((left, top), (right, top), (left, bottom), (right, bottom)),
        90: ((left, bottom), (left, top), (right, bottom), (right, top)),
        180: ((right, bottom), (left, bottom), (right, top), (left, top)),
        270: ((right, top), (right, bottom), (left, top), (left, bottom)),
    }[turn]
    assert note.corners == tuple(number for corner in shown for number in corner)


def test_punctuation_against_a_word_is_covered_with_it() -> None:
    (note,) = notes(marked(PLAIN, "each May"))
    assert note.bars[0] == pytest.approx(printed(PLAIN, 0, "each May."), abs=0.6)


def test_letters_of_a_longer_word_are_not() -> None:
    (note,) = notes(marked(PLAIN, "Sup"))
    whole = printed(PLAIN, 0, "Support")
    assert note.bars[0][2] < whole[2] - 10


def test_words_apart_get_a_bar_each_in_one_note() -> None:
    document = read(PLAIN)
    data = marked_by(PLAIN, finding(document, "term", "itself", quoted=TERM)).data
    (note,) = notes(data)
    assert len(note.bars) == 2
    for bar, words in zip(note.bars, ("term", "itself"), strict=True):
        assert bar == pytest.approx(printed(PLAIN, 0, words), abs=0.6)


def test_words_on_two_lines_and_two_pages() -> None:
    first = ["The Client pays every invoice in full within ten days of its date and may not hold"]
    second = ["back any part of it for whatever reason."]
    data = pdf_of(lines_page(*first, *second), lines_page("A page", "between the two."))
    document = read(data)
    span = Span(document.text.index("may not"), document.text.index("back any") + 8)
    (note,) = notes(marked_by(data, finding(document, document.quote(span))).data)
    for bar, words in zip(note.bars, ("may not hold", "back any"), strict=True):
        assert bar == pytest.approx(printed(data, 0, words), abs=0.6)
    both = notes(marked_by(data, finding(document, "may not", "between", quoted=document.text)).data)
    assert [note.page for note in both] == [0, 1]
    assert both[0].contents == both[1].contents


@pytest.mark.parametrize("severity", ["high", "medium", "low"])
def test_pdfium_shows_the_colour_of_the_severity_over_the_words_alone(severity: Severity) -> None:
    before, after = (
        pypdfium2.PdfDocument(data)[0].render(scale=1, rev_byteorder=True).to_numpy()[:, :, :3]
        for data in (PLAIN, marked(PLAIN, "renews by itself", severity=severity))
    )
    left, bottom, right, top = printed(PLAIN, 0, "renews by itself")
    row, column = round(HEIGHT - top) + 1, (round(left) + round(right)) // 2
    assert tuple(before[row, column]) == (255, 255, 255)
    assert after[row, column] / 255 == pytest.approx(COLOURS[severity], abs=0.02)
    rows, columns = ((before != after).any(axis=2).nonzero()[axis] for axis in (0, 1))
    below_icon = rows > 40
    assert (columns[below_icon].min(), columns[below_icon].max()) == pytest.approx((left, right), abs=2)
    assert (rows[below_icon].min(), rows.max()) == pytest.approx((HEIGHT - top, HEIGHT - bottom), abs=2)
    assert after[below_icon_dark(before)].max() < 130


def below_icon_dark(pixels: Any) -> Any:
    """Return where the page was black: words must still be readable there."""
    dark = pixels.max(axis=2) < 60
    dark[:60] = False
    return dark


def test_what_the_notes_say_and_who_signs_them() -> None:
    document = read(PLAIN)
    gap = finding(document, type="gap", title="Exit", message="Nothing is said of it.", severity="medium")
    data = marked_by(PLAIN, finding(document, "renews", quoted=TERM), gap).data
    (note,) = notes(data)
    assert note.contents.split("\n") == [
        "HIGH: The term renews by itself",
        "The term goes on.",
        "Why: A missed date costs a year.",
        "Ask: Can it end by itself?",
        "Wording to offer: The term ends on its last day.",
    ]
    assert note.said == ("Ana Berg", "D:20260301093000Z", "The term renews by itself")
    assert note.has_popup
    (icon,) = notes(data, Name.Text)
    assert (icon.page, icon.has_popup) == (0, True)
    assert icon.contents.split("\n")[0].endswith("1 place has a note: 1 high.")
    assert "MEDIUM: Exit. Nothing is said of it." in icon.contents


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_note_on_the_whole_stands_in_the_upper_left_corner_of_the_page_as_shown(turn: int) -> None:
    data = marked(with_page_keys(Rotate=turn))
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1, may_draw_forms=False, rev_byteorder=True).to_numpy()
    before = pypdfium2.PdfDocument(with_page_keys(Rotate=turn))[0].render(scale=1, rev_byteorder=True).to_numpy()
    rows, columns = (picture[:, :, :3] != before[:, :, :3]).any(axis=2).nonzero()
    assert len(rows) > 100
    assert max(rows.max(), columns.max()) < 50


def form_and_links(canvas: Canvas) -> None:
    write(canvas, ["Agreement", TERM])
    canvas.bookmarkPage("top")
    canvas.addOutlineEntry("Agreement", "top")
    canvas.linkURL("https://example.com", (72, 600, 200, 620))
    canvas.acroForm.textfield(name="name", value="Kim", x=72, y=500, width=100, height=20)


def earlier_note(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([9, 9, 20, 20]), Contents=String("Why?"), T="Sam")
    page = pdf.pages[0]
    page.Annots = pdf.make_indirect(Array([*page.Annots, pdf.make_indirect(note)]))
    pdf.pages.append(page)


def test_text_outline_links_fields_and_earlier_notes_stay() -> None:
    data = changed(pdf_of(form_and_links), earlier_note)
    after = marked(data, "renews")
    was, now = read(data), read(after)
    assert [(each.kind, was.quote(each.span)) for each in was.blocks if each.kind != "comment"] == [
        (each.kind, now.quote(each.span)) for each in now.blocks if each.kind != "comment"
    ]
    assert [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(after)] == [
        each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(data)
    ]
    assert [each.get_title() for each in pypdfium2.PdfDocument(after).get_toc()] == ["Agreement"]
    with Pdf.open(BytesIO(data)) as old, Pdf.open(BytesIO(after)) as new:
        earlier = [note.unparse() for note in old.pages[0].Annots]
        assert len(earlier) == 3
        kept = [note for note in new.pages[0].Annots if "proposalcheck" not in str(note.get("/NM", ""))]
        assert [(each.Subtype, each.get("/V"), each.get("/Contents")) for each in kept if "/Parent" not in each] == [
            (each.Subtype, each.get("/V"), each.get("/Contents")) for each in old.pages[0].Annots
        ]
        assert new.Root.AcroForm.Fields[0].V == "Kim"
    assert "Why?" in now.text


def test_a_list_of_notes_that_two_pages_share_is_not_shared_any_more() -> None:
    after = marked(changed(pdf_of(form_and_links), earlier_note), "renews")
    assert [note.page for note in notes(after)] == [0]


def test_words_without_a_place_on_a_page_are_told() -> None:
    from tests.documents import prose

    document = prose(TERM)
    done = mark_pdf(PLAIN, result(document, finding(document, "renews")), ORDER)
    assert (done.places, done.unplaced) == (0, ("The term renews by itself: its words have no place on a page",))


def locked(**allowed: bool) -> bytes:
    stream = BytesIO()
    with Pdf.open(BytesIO(PLAIN)) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(owner="o", user="", allow=Permissions(**allowed)))
    return stream.getvalue()


def test_a_file_whose_owner_forbids_notes_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^a\.pdf: its owner forbids notes in it; ask for a copy without this"):
        ending_of(locked(modify_annotation=False), "a.pdf")


def test_a_file_whose_owner_allows_notes_stays_locked_as_it_was() -> None:
    after = marked(locked(modify_annotation=True, extract=False), "renews")
    with Pdf.open(BytesIO(after)) as pdf:
        assert (pdf.is_encrypted, pdf.allow.extract, pdf.allow.modify_annotation) == (True, False, True)
    assert len(notes(after)) == 1


def test_a_file_with_a_password_is_refused() -> None:
    with pytest.raises(ReadError, match=r"^a\.pdf is protected by a password; save an unprotected copy and annotate"):
        ending_of(pdf_of(lines_page(TERM), password="secret"), "a.pdf")


def sign(pdf: Pdf, *, value: bool) -> None:
    signature = pdf.make_indirect(Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x")))
    field = Dictionary(FT=Name.Sig, T=String("signature"))
    if value:
        field.V = signature
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def test_a_signed_file_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^a\.pdf: is digitally signed, and any note would break the signature"):
        ending_of(changed(PLAIN, lambda pdf: sign(pdf, value=True)), "a.pdf")


def test_a_file_that_waits_for_a_signature_is_not() -> None:
    assert ending_of(changed(PLAIN, lambda pdf: sign(pdf, value=False)), "a.pdf") == ".pdf"


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(ReadError, match=r"^a\.pdf is damaged: it cannot be written again"):
        ending_of(b"%PDF-1.7\nnothing at all", "a.pdf")


def test_a_pdf_has_no_tracked_changes() -> None:
    with pytest.raises(UsageError, match=r"^a\.pdf: a PDF has no tracked changes; annotate the DOCX it was made of"):
        ending_of(PLAIN, "a.pdf", redline=True)


def test_a_file_that_is_annotated_twice_has_no_two_notes_of_one_name() -> None:
    with Pdf.open(BytesIO(marked(marked(PLAIN, "renews"), "renews"))) as pdf:
        names = [str(note.NM) for note in pdf.pages[0].Annots if "/NM" in note]
    assert names == ["proposalcheck-1", "proposalcheck-2", "proposalcheck-3", "proposalcheck-4"]


def test_the_same_order_gives_the_same_file() -> None:
    with Pdf.open(BytesIO(marked(PLAIN, "renews"))) as one, Pdf.open(BytesIO(marked(PLAIN, "renews"))) as other:
        assert [note.unparse() for note in one.objects] == [note.unparse() for note in other.objects]
