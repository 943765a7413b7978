from reportlab.pdfgen.canvas import Canvas
from tests.readers.pdf_samples import HEIGHT, Draw, blocks, lines_page, pdf_of, read, read_pages, wrapped, write

from proposalcheck.document import Document

LEFT = (
    "Our team begins with a discovery phase in which every interface of the present system is listed, measured and "
    "ranked by the risk that it carries for the migration. The list is agreed with the Client before any work is done, "
    "and it is the basis of the fixed price that is set out in the last section of this offer."
)
RIGHT = (
    "Testing runs beside development from the first week. Each release is accepted against criteria that both parties "
    "wrote down beforehand, and nothing is invoiced until the Client has signed the acceptance record for it. Defects "
    "that are found within ninety days of acceptance are repaired at no charge to the Client."
)
THIRD = (
    "The price includes travel, licences and training for up to forty people. Changes are priced at the rates of the "
    "table overleaf and need the written consent of both project leaders before any of the work on them is begun, and "
    "no rate rises during the first two years of the term."
)


def column(canvas: Canvas, text: str, x: float, width: float, *, top: float = 100, size: float = 10) -> None:
    write(canvas, wrapped(canvas, text, width, size), x=x, top=top, size=size)


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.quote(block.span)) for block in document.blocks]


def test_lines_of_one_paragraph_are_joined_and_paragraphs_kept_apart() -> None:
    def page(canvas: Canvas) -> None:
        top = write(canvas, wrapped(canvas, LEFT, 460))
        write(canvas, wrapped(canvas, RIGHT, 460), top=top + 8)

    assert blocks(read_pages(page)) == [LEFT, RIGHT]


def test_a_short_line_ends_its_paragraph_without_any_gap() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, [*wrapped(canvas, LEFT, 460), *wrapped(canvas, RIGHT, 460)])

    assert blocks(read_pages(page)) == [LEFT, RIGHT]


def test_an_address_stays_one_block_a_line() -> None:
    document = read_pages(lines_page("Northgate Systems", "14 Mill Lane", "Leeds", "", LEFT[:80]))
    assert blocks(document)[:3] == ["Northgate Systems", "14 Mill Lane", "Leeds"]


def test_first_line_indents_part_paragraphs() -> None:
    def page(canvas: Canvas) -> None:
        for text, top in ((LEFT, 80), (RIGHT, 80 + 13.2 * len(wrapped(canvas, LEFT, 440)))):
            first, *rest = wrapped(canvas, text, 440)
            write(canvas, [first], x=90, top=top)
            write(canvas, rest, top=top + 13.2)

    assert blocks(read_pages(page)) == [LEFT, RIGHT]


def test_two_columns_are_read_one_after_the_other() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, ["A fixed price for a fixed result, with the risk where it can be borne"], top=60, size=14)
        left, right = wrapped(canvas, LEFT, 220, 10), wrapped(canvas, RIGHT, 220, 10)
        for row, (one, two) in enumerate(zip(left, right, strict=False)):
            write(canvas, [one], top=100 + 12 * row, size=10)
            write(canvas, [two], x=320, top=100 + 12 * row, size=10)
        for row in range(min(len(left), len(right)), max(len(left), len(right))):
            longer, x = (left, 72) if len(left) > len(right) else (right, 320)
            write(canvas, [longer[row]], x=x, top=100 + 12 * row, size=10)

    assert blocks(read_pages(page))[1:] == [LEFT, RIGHT]


def test_three_columns_are_read_one_after_the_other() -> None:
    def page(canvas: Canvas) -> None:
        for x, text in ((40, LEFT), (225, RIGHT), (410, THIRD)):
            column(canvas, text, x, 160)

    assert blocks(read_pages(page)) == [LEFT, RIGHT, THIRD]


def test_a_paragraph_goes_on_over_columns_and_pages() -> None:
    def first(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, LEFT, 460)[:2])

    def second(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, LEFT, 460)[2:])

    document = read_pages(first, second)
    assert blocks(document) == [LEFT]
    assert {fragment.box.page for fragment in document.blocks[0].anchor.fragments} == {1, 2}


def test_a_new_sentence_on_the_next_page_is_a_new_paragraph() -> None:
    document = read_pages(lines_page("The fee is fixed."), lines_page("The term is two years."))
    assert blocks(document) == ["The fee is fixed.", "The term is two years."]


def test_running_headers_and_footers_are_told_from_the_text() -> None:
    def page(number: int, text: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, ["Northgate Systems - Offer 4411"], top=30, size=9)
            write(canvas, wrapped(canvas, text, 460), top=100)
            write(canvas, [f"Page {number} of 3"], x=280, top=750, size=9)

        return draw

    pages = [page(number + 1, text) for number, text in enumerate((LEFT, RIGHT, THIRD))]
    document = read(pdf_of(*pages))
    assert blocks(document, "paragraph") == [LEFT, RIGHT, THIRD]
    assert blocks(document, "header") == ["Northgate Systems - Offer 4411"] * 3
    assert blocks(document, "footer") == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]


def test_furniture_does_not_part_a_paragraph_that_runs_over_the_page_break() -> None:
    def page(number: int, part: slice) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, ["Offer 4411"], top=30, size=9)
            write(canvas, wrapped(canvas, LEFT + " " + RIGHT, 460)[part], top=100)
            write(canvas, [f"- {number} -"], x=290, top=750, size=9)

        return draw

    document = read(pdf_of(page(1, slice(0, 3)), page(2, slice(3, 5)), page(3, slice(5, None))))
    assert blocks(document, "paragraph") == [LEFT + " " + RIGHT]
    assert blocks(document, "footer") == ["- 1 -", "- 2 -", "- 3 -"]


def test_the_first_line_of_a_page_is_no_header_when_it_stands_there_once() -> None:
    document = read_pages(*(lines_page(text[:60] + ".") for text in (LEFT, RIGHT, THIRD)))
    assert blocks(document, "header") == []


def test_headings_are_known_by_size_weight_and_capitals() -> None:
    def page(canvas: Canvas) -> None:
        top = write(canvas, ["A Migration Without Downtime"], size=24)
        top = write(canvas, ["Our approach"], top=top + 10, size=16)
        top = write(canvas, wrapped(canvas, LEFT, 460), top=top + 6)
        top = write(canvas, ["Quality assurance"], top=top + 10, bold=True)
        top = write(canvas, wrapped(canvas, RIGHT, 460), top=top + 6)
        top = write(canvas, ["COMMERCIAL TERMS"], top=top + 10)
        write(canvas, wrapped(canvas, THIRD, 460), top=top + 6)

    document = read_pages(page)
    headings = [(level, text) for kind, level, text in kinds(document) if kind == "heading"]
    assert [text for _, text in headings] == [
        "A Migration Without Downtime",
        "Our approach",
        "Quality assurance",
        "COMMERCIAL TERMS",
    ]
    assert [level for level, _ in headings] == [1, 2, 3, 3]
    assert blocks(document, "paragraph") == [LEFT, RIGHT, THIRD]
    assert document.sections[0].title == "A Migration Without Downtime"


def test_a_bold_sentence_is_no_heading() -> None:
    def page(canvas: Canvas) -> None:
        top = write(canvas, ["The Client owns all deliverables on payment."], bold=True)
        write(canvas, wrapped(canvas, LEFT, 460), top=top + 8)

    assert blocks(read_pages(page), "heading") == []


def test_a_heading_on_two_lines_is_one_heading() -> None:
    def page(canvas: Canvas) -> None:
        top = write(canvas, ["Response to the Request for Proposals on the", "Renewal of the Grants Platform"], size=20)
        write(canvas, wrapped(canvas, LEFT, 460), top=top + 10)

    headings = blocks(read_pages(page), "heading")
    assert headings == ["Response to the Request for Proposals on the Renewal of the Grants Platform"]


def test_numbered_clauses_keep_their_numbers() -> None:
    def page(canvas: Canvas) -> None:
        top = write(canvas, wrapped(canvas, "5.1 The Supplier shall " + RIGHT[18:], 460))
        top = write(canvas, ["5.2"], top=top + 8)
        write(canvas, wrapped(canvas, THIRD, 430), x=102, top=top - 13.2)

    document = read_pages(page)
    assert [(block.number, document.quote(block.content)[:12]) for block in document.blocks] == [
        ("5.1", "The Supplier"),
        ("5.2", "The price in"),
    ]


def test_a_number_alone_on_its_line_belongs_to_the_text_below() -> None:
    document = read_pages(lines_page("7.3", "The Supplier carries the cost of travel."))
    assert [(block.number, document.quote(block.content)) for block in document.blocks] == [
        ("7.3", "The Supplier carries the cost of travel.")
    ]


def test_bullets_are_list_items_with_their_wrapped_lines() -> None:
    def page(canvas: Canvas) -> None:
        top = write(canvas, ["The price includes:"])
        for text in (
            "travel within the region and the cost of rooms for workshops of the team",
            "licences for two years",
        ):
            write(canvas, ["\u2022"], top=top)
            top = write(canvas, wrapped(canvas, text, 240), x=90, top=top)

    document = read_pages(page)
    assert [text for kind, _, text in kinds(document) if kind == "list_item"] == [
        "\u2022 travel within the region and the cost of rooms for workshops of the team",
        "\u2022 licences for two years",
    ]


def test_a_reference_cut_by_the_line_end_does_not_start_a_clause() -> None:
    lines = [
        "The Supplier is liable as set out in this agreement and, in particular, in Section",
        "5.2 and its annexes.",
    ]
    assert blocks(read_pages(lines_page(*lines))) == [" ".join(lines)]


def test_contents_entries_stay_one_block_a_line() -> None:
    entries = [
        "1 Summary ........................ 3",
        "2 Approach ....................... 5",
        "3 Price .......................... 9",
    ]
    assert blocks(read_pages(lines_page("Contents", *entries)))[1:] == entries


def test_contents_entries_without_leaders_stay_one_block_a_line() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, ["Contents"], size=16)
        for row, (title, number) in enumerate((("Summary", "3"), ("Approach", "5"), ("Price", "9"))):
            write(canvas, [title], top=110 + 16 * row)
            write(canvas, [number], x=500, top=110 + 16 * row)

    document = read_pages(page)
    assert blocks(document)[1:] == ["Summary 3", "Approach 5", "Price 9"]
    assert document.tables == ()


def test_a_word_cut_by_the_line_end_is_made_whole_and_a_compound_keeps_its_hyphen() -> None:
    lines = [
        "Any change to the plan needs the con-",
        "sent of both parties, given in an up-to-",
        "date record by a non-",
        "executive member of the board.",
    ]
    assert blocks(read_pages(lines_page(*lines))) == [
        "Any change to the plan needs the consent of both parties, given in an up-to-date record by a non-executive "
        "member of the board."
    ]


def test_a_hyphen_is_kept_where_the_document_has_the_compound_elsewhere() -> None:
    lines = [
        "The grey-listed vendors are named in the annex, and every vendor that is grey-",
        "listed may object to it.",
    ]
    assert blocks(read_pages(lines_page(*lines)))[0].endswith("every vendor that is grey-listed may object to it.")


def test_letter_spaced_capitals_become_words() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 14)
        x = 72.0
        for letter in "R E S P O N S E   T O   T E N D E R":
            canvas.drawString(x, 700, letter)
            x += canvas.stringWidth(letter, "Helvetica", 14)
        write(canvas, wrapped(canvas, LEFT, 460), top=130)

    assert blocks(read_pages(page))[0] == "RESPONSE TO TENDER"


def test_initials_are_not_taken_for_letter_spacing() -> None:
    text = "The lead is J R Marsh, with A B Cole as her deputy."
    assert blocks(read_pages(lines_page(text))) == [text]


def test_footnotes_stand_aside_and_do_not_part_the_paragraph() -> None:
    def first(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, LEFT, 460)[:2], top=500)
        write(canvas, ["1 Prices are those of the second quarter."], top=720, size=8)

    def second(canvas: Canvas) -> None:
        write(canvas, wrapped(canvas, LEFT, 460)[2:])

    document = read_pages(first, second)
    assert blocks(document, "paragraph") == [LEFT]
    assert blocks(document, "footnote") == ["1 Prices are those of the second quarter."]


def test_frames_side_by_side_are_read_one_after_the_other() -> None:
    def page(canvas: Canvas) -> None:
        texts = ("We fix the price of every phase before it begins.", "You own the code from the day it is written.")
        for x, text in ((72, texts[0]), (330, texts[1])):
            canvas.roundRect(x, HEIGHT - 200, 210, 70, 8)
            write(canvas, wrapped(canvas, text, 180), x=x + 12, top=140)

    assert blocks(read_pages(page)) == [
        "We fix the price of every phase before it begins.",
        "You own the code from the day it is written.",
    ]


def test_a_line_across_both_columns_parts_what_stands_above_from_what_stands_below() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, LEFT, 60, 230, top=60, size=9)
        column(canvas, RIGHT, 330, 230, top=60, size=9)
        write(
            canvas,
            ["This sentence runs over the whole width of the page and belongs to neither of its columns."],
            x=60,
            top=240,
        )
        column(canvas, THIRD, 60, 230, top=280, size=9)
        column(canvas, LEFT, 330, 230, top=280, size=9)

    found = blocks(read_pages(page))
    assert [text[:12] for text in found] == [LEFT[:12], RIGHT[:12], "This sentenc", THIRD[:12], LEFT[:12]]
