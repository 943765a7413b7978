from proposalcheck.document import Document
from proposalcheck.readers.text import read_text


def opened(text: str) -> Document:
    return read_text(text, "terms.txt", "0" * 64)


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


def test_wrapped_lines_are_joined_and_blank_lines_part() -> None:
    text = "The supplier works with  due   care\nand reports every week on what\nit has done.\n\nFees are fixed."
    assert shown(opened(text)) == [
        ("paragraph", "The supplier works with due care and reports every week on what it has done."),
        ("paragraph", "Fees are fixed."),
    ]


def test_lines_that_are_each_indented_are_one_paragraph() -> None:
    text = "     The supplier works with due care\n     and reports every week on what\n     it has done."
    assert len(opened(text).blocks) == 1


def test_anchor_is_the_first_line() -> None:
    assert [block.anchor.line for block in opened("One.\n\n\nTwo\nlines.").blocks] == [1, 4]


def test_compound_broken_at_its_hyphen_keeps_the_hyphen() -> None:
    assert opened("A licence that is non-\nexclusive and free.").text == "A licence that is non-exclusive and free."


def test_page_marks_are_dropped_and_the_sentence_goes_on() -> None:
    text = (
        "The supplier shall\n\n                  - 3 -\n\n<PAGE>\n"
        "\nkeep full records.\n\n        Page 4 of 9\n\f\nNext."
    )
    assert opened(text).text == "The supplier shall keep full records.\nNext."


def test_page_number_glued_to_a_clause_is_dropped() -> None:
    text = "1. FEES\n\nFees are fixed.\n\n1\n\n2 2. TERM\n\nOne year."
    assert [section.number for section in opened(text).sections] == ["1", "2"]
    assert "2 2." not in opened(text).text


def test_running_header_is_kept_once_as_a_footer() -> None:
    text = "\n\n".join(
        ["Acorn draft terms", "The supplier shall", "Acorn draft terms", "keep records.", "Acorn draft terms", "End."]
    )
    assert shown(opened(text)) == [
        ("paragraph", "The supplier shall keep records."),
        ("paragraph", "End."),
        ("footer", "Acorn draft terms"),
    ]


def test_repeated_labels_and_clauses_are_no_running_header() -> None:
    text = "Signed:\n\n(a) Reserved\n\nSigned:\n\n(a) Reserved\n\nSigned:\n\n(a) Reserved"
    assert [kind for kind, _ in shown(opened(text))].count("footer") == 0


def test_capitals_and_underlined_lines_are_headings() -> None:
    text = "OUR APPROACH\n\nWe work on site.\n\nTeam\n----\n\nThree people.\n\nPRICES\nAll prices are net."
    assert shown(opened(text)) == [
        ("heading", "OUR APPROACH"),
        ("paragraph", "We work on site."),
        ("heading", "Team"),
        ("paragraph", "Three people."),
        ("heading", "PRICES"),
        ("paragraph", "All prices are net."),
    ]


def test_numbered_lines_without_blank_lines_are_blocks() -> None:
    text = (
        "1. Fees. The client pays the fees.\n2. Term. The term is "
        "one year and it\nrenews by itself.\n(a) once; and\n(b) twice."
    )
    assert [block.number for block in opened(text).blocks] == ["1", "2", "(a)", "(b)"]
    assert opened(text).text.split("\n")[1] == "2. Term. The term is one year and it renews by itself."


def test_number_in_the_middle_of_a_sentence_opens_no_block() -> None:
    text = (
        "The client pays the fees that are set out in Exhibit A and in clause\n"
        "5. The fees are net of any tax that the law asks for at that time."
    )
    assert len(opened(text).blocks) == 1


def test_table_of_blanks_and_table_of_pipes() -> None:
    blanks = (
        "Role            Rate     Hours\n----            ----     -----\n"
        "Lead             900        10\nAnalyst          600        40"
    )
    pipes = "| Role | Rate |\n|------|------|\n| Lead | 900 |"
    first, second = opened(blanks), opened(pipes)
    assert [[first.quote(cell.span) for cell in row] for row in first.tables[0].rows] == [
        ["Role", "Rate", "Hours"],
        ["Lead", "900", "10"],
        ["Analyst", "600", "40"],
    ]
    assert [[second.quote(cell.span) for cell in row] for row in second.tables[0].rows] == [
        ["Role", "Rate"],
        ["Lead", "900"],
    ]


def test_justified_prose_and_lists_are_no_tables() -> None:
    prose = (
        "In consideration  of the mutual  covenants\nand  conditions   contained in  this long\n"
        "agreement  the parties  agree as  follows,\neach   for itself  and  with  due  care."
    )
    marks = "A.   Licence practices\nB.   Sublicence terms\nC.   Service terms"
    assert opened(prose).tables == ()
    assert opened(marks).tables == ()
    assert [block.number for block in opened(marks).blocks] == ["A", "B", "C"]


def test_centred_title_lines_are_blocks_of_their_own() -> None:
    text = (
        "                    SERVICES AGREEMENT\n                 "
        "       between\n                  Acorn Ltd and Beech Ltd"
    )
    assert [document_text for _, document_text in shown(opened(text))] == [
        "SERVICES AGREEMENT",
        "between",
        "Acorn Ltd and Beech Ltd",
    ]


def test_label_lines_are_blocks_of_their_own() -> None:
    assert len(opened("Client: Acorn Ltd\nSupplier: Beech Ltd\nDate: 1 May").blocks) == 3


def test_items_far_apart_on_one_line_are_parted() -> None:
    text = '1.1  The words below mean:                 a)    "Fee" means the fee;'
    assert [block.number for block in opened(text).blocks] == ["1.1", "a"]


def test_windows_line_ends() -> None:
    assert opened("One\r\nline.\r\n\r\nTwo.").text == "One line.\nTwo."


def test_a_clause_in_capitals_is_a_paragraph_and_a_title_in_capitals_a_heading() -> None:
    text = (
        "DISCLAIMER OF WARRANTY\n\n"
        "NOTHING IN THIS AGREEMENT PROMISES THAT THE PORTAL IS FREE OF\n"
        "FAULTS, AND THE PORTAL IS OFFERED AS IT STANDS ON THE DAY OF\n"
        "SIGNATURE.\n"
    )
    blocks = [
        (block.kind, found.quote(block.content)) for found in [read_text(text, "x.txt", "")] for block in found.blocks
    ]
    assert blocks == [
        ("heading", "DISCLAIMER OF WARRANTY"),
        (
            "paragraph",
            "NOTHING IN THIS AGREEMENT PROMISES THAT THE PORTAL IS FREE OF FAULTS, AND THE PORTAL IS OFFERED "
            "AS IT STANDS ON THE DAY OF SIGNATURE.",
        ),
    ]


def test_repeated_quantities_and_redactions_stay_where_they_are() -> None:
    lines = ["A minimum of:", "5 seats", "[***]", "Up to:", "5 seats", "[***]", "No more than:", "5 seats", "[***]"]
    assert [text for _, text in shown(opened("\n\n".join(lines)))] == lines


def test_a_clause_in_capitals_goes_on_over_a_page_break() -> None:
    first = (
        "NEITHER PARTY IS LIABLE FOR LOSS OF PROFIT OR FOR ANY INDIRECT LOSS, WHATEVER ITS CAUSE MAY BE, UNDER THE "
        "LAWS OF THE STATE"
    )
    text = f"{first}\n\n\n\n\nOF NEW YORK.\n\nTERM\n\n\n\n\nRENEWAL\n\nOne year."
    assert shown(opened(text)) == [
        ("paragraph", f"{first} OF NEW YORK."),
        ("heading", "TERM"),
        ("heading", "RENEWAL"),
        ("paragraph", "One year."),
    ]
