from proposalcheck.document import Document
from proposalcheck.readers.markdown import read_markdown


def opened(text: str) -> Document:
    return read_markdown(text, "offer.md", "0" * 64)


def shown(document: Document) -> list[tuple[str, str, str]]:
    return [(block.kind, block.number, document.quote(block.content)) for block in document.blocks]


def test_headings_carry_levels_and_paragraphs_lines() -> None:
    document = opened("# Offer\n\n## 1. Scope\n\nWe build\nthe portal.\n")
    assert shown(document) == [
        ("heading", "", "Offer"),
        ("heading", "1", "Scope"),
        ("paragraph", "", "We build the portal."),
    ]
    assert [(section.level, section.label) for section in document.sections] == [(1, "Offer"), (2, "1 Scope")]
    assert [block.anchor.line for block in document.blocks] == [1, 3, 5]


def test_inline_marks_are_taken_away() -> None:
    text = (
        "A **bold** and *soft* [link](https://example.org) with `code`, ~~old~~, ![a chart](x.png) <b>tag</b> 5 \\* 3."
    )
    assert opened(text).text == "A bold and soft link with code, old, a chart tag 5 * 3."


def test_lists_print_their_numbers_and_depth() -> None:
    document = opened("3. Plan\n4. Build\n   - quickly\n   - well\n\n     with care\n5. Run\n")
    assert shown(document) == [
        ("list_item", "3", "Plan"),
        ("list_item", "4", "Build"),
        ("list_item", "•", "quickly"),
        ("list_item", "•", "well"),
        ("paragraph", "", "with care"),
        ("list_item", "5", "Run"),
    ]
    assert [block.level for block in document.blocks] == [1, 1, 2, 2, 2, 1]
    assert document.text.startswith("3. Plan\n4. Build\n• quickly")


def test_numbers_count_on_where_the_source_repeats_one() -> None:
    assert [block.number for block in opened("1. a\n1. b\n1. c").blocks] == ["1", "2", "3"]


def test_tables_are_rows_of_cells() -> None:
    document = opened("| Role | Rate |\n|---|---:|\n| **Lead** | 900<br>a day |\n| Analyst | |\n")
    assert [[document.quote(cell.span) for cell in row] for row in document.tables[0].rows] == [
        ["Role", "Rate"],
        ["Lead", "900\na day"],
        ["Analyst", ""],
    ]
    assert document.blocks[2].anchor.line == 3


def test_quotes_and_fences_are_paragraphs() -> None:
    assert shown(opened("> Quoted words.\n\n```python\nx = 1\ny = 2\n```\n")) == [
        ("paragraph", "", "Quoted words."),
        ("paragraph", "", "x = 1\ny = 2"),
    ]


def test_front_matter_is_kept_as_lines() -> None:
    document = opened("---\ntitle: Offer\nversion: 2\n---\n\n# Scope\n")
    assert shown(document) == [
        ("paragraph", "", "title: Offer"),
        ("paragraph", "", "version: 2"),
        ("heading", "", "Scope"),
    ]
    assert [block.anchor.line for block in document.blocks] == [2, 3, 6]


def test_rule_at_the_top_is_no_front_matter() -> None:
    assert opened("---\n\nWords, more words.\n\n---\n").text == "Words, more words."


def test_bold_line_alone_is_a_heading_and_bold_start_is_not() -> None:
    document = opened("# Offer\n\n**Our approach**\n\n**1.1 Fees.** The fees are fixed.\n")
    assert [(block.kind, block.level) for block in document.blocks[1:2]] == [("heading", 2)]
    assert shown(document)[2] == ("paragraph", "1.1", "Fees. The fees are fixed.")
    assert document.sections[2].label == "1.1 Fees"


def test_clauses_on_lines_of_one_paragraph_are_parted() -> None:
    document = opened("1.1 Fees are fixed.\n1.2 Expenses are\nextra.\n")
    assert shown(document) == [("paragraph", "1.1", "Fees are fixed."), ("paragraph", "1.2", "Expenses are extra.")]


def test_lines_of_labels_stay_lines() -> None:
    assert opened("**Client:** Acorn Ltd\n**Date:** 1 May\n").text == "Client: Acorn Ltd\nDate: 1 May"


def test_hard_break_is_a_line_break() -> None:
    assert opened("One  \nTwo\\\nThree").text == "One\nTwo\nThree"


def test_html_in_markdown_is_read_as_shown() -> None:
    text = "<!-- note to self -->\n\n<div align='center'><h1>Offer</h1><script>x()</script></div>\n\nWords.\n"
    assert shown(opened(text)) == [("heading", "", "Offer"), ("paragraph", "", "Words.")]


def test_lines_of_signs_alone_are_left_out() -> None:
    assert opened("Words.\n\n\\=====\n\nMore.").text == "Words.\nMore."
