from collections.abc import Callable

import pytest
from tests.readers.docx_files import docx, level, numbered, paragraph

from proposalcheck.document import Document
from proposalcheck.readers.docx import read_docx
from proposalcheck.readers.docx.numbering import cardinal_words, chinese, letters, ordinal, ordinal_words, roman


def opened(body: str, numbering: str, styles: str = "") -> Document:
    return read_docx(docx(body, numbering=numbering, styles=styles), "terms.docx", "")


def printed(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def one_list(*levels: str, number: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{number}'


LEGAL = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))


def test_levels_count_and_start_anew_below_a_higher_one() -> None:
    body = (
        numbered("Scope")
        + numbered("Works", level=1)
        + numbered("Item", level=2)
        + numbered("Item", level=2)
        + numbered("Changes", level=1)
        + numbered("Item", level=2)
        + numbered("Fees")
        + numbered("Rates", level=1)
    )
    assert printed(opened(body, one_list(*LEGAL))) == [
        "1. Scope",
        "1.1 Works",
        "(a) Item",
        "(b) Item",
        "1.2 Changes",
        "(a) Item",
        "2. Fees",
        "2.1 Rates",
    ]


def test_number_is_not_part_of_the_content() -> None:
    document = opened(numbered("Scope"), one_list(*LEGAL))
    block = document.blocks[0]
    assert (block.number, document.quote(block.content)) == ("1", "Scope")


def test_legal_level_writes_roman_parents_as_figures() -> None:
    numbering = one_list(level(0, "upperRoman", "Article %1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    document = opened(numbered("Scope") + numbered("Works", level=1), numbering)
    assert printed(document) == ["Article I. Scope", "1.1 Works"]


def test_second_list_on_the_same_abstract_goes_on_unless_it_sets_a_start() -> None:
    going_on = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = numbered("One") + numbered("Two", number=2)
    assert printed(opened(body, one_list(*LEGAL, number=going_on))) == ["1. One", "2. Two"]
    afresh = going_on.replace(
        '"2"><w:abstractNumId w:val="0"/>',
        '"2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
    )
    again = body + numbered("Three", number=2)
    assert printed(opened(again, one_list(*LEGAL, number=afresh))) == ["1. One", "1. Two", "2. Three"]


def test_level_override_replaces_the_level() -> None:
    number = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "upperLetter", "%1)", start=3)
        + "</w:lvlOverride></w:num>"
    )
    document = opened(numbered("Third"), one_list(*LEGAL, number=number))
    assert printed(document) == ["C) Third"]
    assert document.blocks[0].number == "C"


def test_number_comes_from_the_style_and_is_taken_away_by_zero() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L2"><w:name w:val="Clause 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = one_list(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", '<w:pStyle w:val="L2"/>'))
    style = '<w:pStyle w:val="L2"/>'
    body = paragraph("Works", properties=style) + paragraph(
        "Plain", properties=style + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    assert printed(opened(body, numbering, styles)) == ["1.1 Works", "Plain"]


def test_list_linked_through_a_style_uses_that_styles_list() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Legal"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{LEGAL[0]}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    )
    assert printed(opened(numbered("Scope", number=2), numbering, styles)) == ["1. Scope"]


def test_bullets_of_any_font_are_one_sign() -> None:
    document = opened(numbered("Point"), one_list(level(0, "bullet", "\uf0b7")))
    assert printed(document) == ["• Point"]
    assert (document.blocks[0].kind, document.blocks[0].number) == ("list_item", "•")


def test_level_that_never_restarts_goes_on() -> None:
    numbering = one_list(level(0, "decimal", "%1."), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>'))
    body = numbered("A") + numbered("b", level=1) + numbered("C") + numbered("d", level=1)
    assert printed(opened(body, numbering)) == ["1. A", "(1) b", "2. C", "(2) d"]


def test_hidden_or_unknown_numbers_print_nothing() -> None:
    hidden = level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    assert printed(opened(numbered("Words"), one_list(hidden))) == ["Words"]
    assert printed(opened(numbered("Words", number=9), one_list(*LEGAL))) == ["Words"]


@pytest.mark.parametrize(
    ("written", "number", "expected"),
    [
        (roman, 1994, "mcmxciv"),
        (letters, 26, "z"),
        (letters, 28, "bb"),
        (ordinal, 1, "1st"),
        (ordinal, 12, "12th"),
        (ordinal, 23, "23rd"),
        (cardinal_words, 42, "Forty-two"),
        (cardinal_words, 100, "100"),
        (ordinal_words, 5, "Fifth"),
        (ordinal_words, 12, "Twelfth"),
        (ordinal_words, 30, "Thirtieth"),
        (ordinal_words, 21, "Twenty-first"),
        (chinese, 10, "十"),
        (chinese, 23, "二十三"),
    ],
)
def test_numbers_as_word_writes_them(written: Callable[[int], str], number: int, expected: str) -> None:
    assert written(number) == expected


@pytest.mark.parametrize("shape", ["lowerLetter", "upperRoman", "decimal"])
def test_numbers_beyond_any_list_are_written_as_figures(shape: str) -> None:
    document = opened(numbered("Far"), one_list(level(0, shape, "%1.", start=2_000_000_000)))
    assert printed(document) == ["2000000000. Far"]


@pytest.mark.parametrize("depth", [-1, 9, 2_000_000_000])
def test_levels_that_word_does_not_have_print_nothing(depth: int) -> None:
    body = numbered("Far", level=depth) + numbered("Near")
    document = opened(body, one_list(level(0, "decimal", "%1."), level(depth, "decimal", "%1.")))
    assert printed(document) == ["Far", "1. Near"]


def test_values_larger_than_word_writes_are_passed_over() -> None:
    size = paragraph(f'<w:r><w:rPr><w:sz w:val="{"9" * 400}"/></w:rPr><w:t>Large</w:t></w:r>')
    assert printed(opened(size + numbered("Far", level=10**30), one_list(*LEGAL))) == ["Large", "1. Far"]
