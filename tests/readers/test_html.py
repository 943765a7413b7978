import pytest

from proposalcheck.document import Document
from proposalcheck.errors import ReadError
from proposalcheck.readers.html import read_html


def opened(page: str, encoding: str = "utf-8") -> Document:
    return read_html(page.encode(encoding), "offer.html", "0" * 64)


def shown(document: Document) -> list[tuple[str, str, str]]:
    return [(block.kind, block.number, document.quote(block.content)) for block in document.blocks]


def test_blocks_in_reading_order() -> None:
    page = (
        "<html><head><title>Tab</title></head><body><h1>Offer</h1><p>We <b>build</b>\n"
        " the&nbsp;portal.</p>Loose words<div>In a div</div></body></html>"
    )
    assert shown(opened(page)) == [
        ("heading", "", "Offer"),
        ("paragraph", "", "We build the portal."),
        ("paragraph", "", "Loose words"),
        ("paragraph", "", "In a div"),
    ]


def test_what_a_browser_does_not_show_is_dropped() -> None:
    page = (
        "<body><nav>Menu</nav><p>Shown.</p><script>x()</script><style>p{}</style><p hidden>No.</p>"
        "<p style='display: none'>No.</p><template>No.</template><!-- no --></body>"
    )
    assert opened(page).text == "Shown."


def test_lists_print_numbers_and_bullets() -> None:
    page = "<ol start=3><li>Plan<ul><li>fast</li></ul></li><li><p>Build</p></li></ol><ol type=a><li>x</li></ol>"
    assert shown(opened(page)) == [
        ("list_item", "3", "Plan"),
        ("list_item", "•", "fast"),
        ("list_item", "4", "Build"),
        ("list_item", "a", "x"),
    ]


def test_tables_and_merged_columns() -> None:
    document = opened("<table><tr><th colspan=2>Rates</th></tr><tr><td>Lead</td><td>900<br>a day</td></tr></table>")
    assert [
        [(cell.column, cell.columns, document.quote(cell.span)) for cell in row] for row in document.tables[0].rows
    ] == [
        [(0, 2, "Rates")],
        [(0, 1, "Lead"), (1, 1, "900\na day")],
    ]


def test_table_of_one_cell_is_a_frame() -> None:
    document = opened("<table><tr><td><h2>Scope</h2><p>We build it for you in a year.</p></td></tr></table>")
    assert [kind for kind, _, _ in shown(document)] == ["heading", "paragraph"]
    assert document.tables == ()


def test_bold_line_alone_is_a_heading() -> None:
    document = opened("<p><strong>Our approach</strong></p><p><strong>Fees.</strong> They are fixed.</p>")
    assert [kind for kind, _, _ in shown(document)] == ["heading", "paragraph"]


def test_breaks_entities_and_pictures() -> None:
    assert opened("<p>A &amp; B<br>C &euro;5 <img alt='chart'></p>").text == "A & B\nC €5 chart"


def test_declared_character_set_counts() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Cena stała: żółw</p></body></html>'
    assert opened(page, "iso-8859-2").text == "Cena stała: żółw"


def test_page_without_words_is_refused() -> None:
    with pytest.raises(ReadError, match="the page shows no text"):
        opened("<html><body><script>x()</script></body></html>")
