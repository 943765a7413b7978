"""Comments in a DOCX: at the exact words, whatever they stand in, and with everything else as it was."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx as python_docx
import pytest
from tests.markup.made import (
    ORDER,
    anchored,
    bare,
    commented,
    comments,
    finding,
    opened,
    part,
    result,
    said_text,
    with_part,
    word_file,
)
from tests.readers.docx_files import paragraph, run

from proposalcheck.markup.docx import mark_docx
from proposalcheck.readers.docx.package import W

TITLE = paragraph("Agreement")
INSERTED = '<w:ins w:id="7" w:author="Sam" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
DELETED = '<w:del w:id="8" w:author="Sam"><w:r><w:delText>not </w:delText></w:r></w:del>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>clause 4</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
PLAIN_CONTROL = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
RICH_CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
BOXED = f"<w:txbxContent>{paragraph('Prices may change.')}</w:txbxContent>"
BOX = f"<w:r><w:pict><v:textbox>{BOXED}</v:textbox></w:pict></w:r>"
FORMULA = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"


@pytest.mark.parametrize(
    ("inside", "words", "covered"),
    [
        (["The term renews by itself."], "renews by itself", "renews by itself"),
        (["The te", "rm ren", "ews by itself."], "term renews", "term renews"),
        ([run("The "), run("term", "<w:b/>"), " ends."], "term", "term"),
        (["The term ", INSERTED.format(run("renews by itself")), "."], "by", "by"),
        (["It may ", DELETED, "end."], "may end", "may [not ]end"),
        (["See ", '<w:hyperlink r:id="x">' + run("our policies") + "</w:hyperlink>", "."], "policies", "policies"),
        (["Due ", RICH_CONTROL.format(run("in ten days")), "."], "ten", "ten"),
        (["Due ", PLAIN_CONTROL.format(run("in ten days")), "."], "ten", "in ten days"),
        (["See ", FIELD, " for it."], "4 for", "4 for"),
        (["Pay ", FORMULA, " now."], "a+b now", "a+b now"),
        (["<w:r><w:t>Fees</w:t><w:tab/><w:t>rise</w:t><w:br/><w:t>fast</w:t></w:r>"], "rise\nfast", "rise\nfast"),
        (["<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>binding dates</w:t></w:r>"], "non-binding", "non-binding"),
        (["<w:r><w:t>de</w:t><w:softHyphen/><w:t>livery is late</w:t></w:r>"], "delivery", "delivery"),
        (["de\u00adlivery  is   late"], "delivery is", "de\u00adlivery  is"),
        (['<w:r><w:t>Pay </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 5</w:t></w:r>'], "≥ 5", "* 5"),
        (['<w:smartTag w:element="x">' + run("London office") + "</w:smartTag>"], "office", "office"),
    ],
)
def test_a_comment_stands_at_the_exact_words(inside: list[str], words: str, covered: str) -> None:
    data = word_file(TITLE + paragraph(*inside))
    marked = commented(data, words)
    assert anchored(marked) == {"0": "Agreement", "1": covered}
    assert said_text(opened(marked)) == said_text(opened(data))


@pytest.mark.parametrize("end", range(1, 41, 3))
def test_wherever_words_begin_and_end_they_are_covered_and_nothing_else_is(end: int) -> None:
    inside = [run("Fees ", "<w:i/>"), INSERTED.format(run("may be ")), "raised ", DELETED, "by the Provider. Or less"]
    data = word_file(TITLE + paragraph(*inside))
    text = "Fees may be raised by the Provider. Or less"
    for start in range(end):
        words = text[start:end]
        if words.strip() == words:
            got = anchored(mark_docx(data, result(opened(data), finding(opened(data), words)), ORDER).data)["1"]
            first = text.index(words)
            assert got.replace("[not ]", "") == text[first : first + len(words)]


def test_formatting_is_kept_when_a_run_is_split() -> None:
    marked = commented(word_file(paragraph(run("The term renews.", '<w:b/><w:color w:val="FF0000"/>'))), "term")
    looks = [run_.find(W + "rPr") for run_ in part(marked, "document").iter(W + "r") if run_.find(W + "t") is not None]
    assert [[child.tag.removeprefix(W) for child in look] for look in looks if look is not None] == [["b", "color"]] * 3


def test_words_in_cells_rows_and_nested_tables() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('Role')}</w:tc><w:tc>{paragraph('Rate per hour')}</w:tc></w:tr></w:tbl>"
    cells = f"<w:tc>{paragraph('Hours')}</w:tc><w:tc>{paragraph('Amount')}{inner}{paragraph()}</w:tc>"
    second = f"<w:tr><w:tc>{paragraph('ten')}</w:tc><w:tc>{paragraph('900')}</w:tc></w:tr>"
    data = word_file(TITLE + f"<w:tbl><w:tr>{cells}</w:tr>{second}</w:tbl>")
    marked = commented(data, "Amount", "per hour", "ten\t900")
    assert anchored(marked) == {"0": "Agreement", "1": "Amount", "2": "per hour", "3": "ten900"}


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_words_in_a_note_are_commented_at_the_number_that_refers_to_it(kind: str) -> None:
    inside = f'<w:{kind} w:id="2">{paragraph("Prices may change.")}</w:{kind}>'
    reference = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    data = word_file(TITLE + paragraph("Fees", reference, " rise."), **{f"{kind}s": inside})
    marked = commented(data, "may change", quoted="Prices may change.")
    body = bare(marked)
    assert body[body.index("commentRangeStart", body.index("commentRangeEnd")) + 1 :][:2] == ["r", f"{kind}Reference"]
    assert comments(marked)[1][2][-1] == 'About words in the note that is referred to here: "Prices may change."'
    assert bare(marked, f"{kind}s") == bare(data, f"{kind}s")


def test_words_in_a_text_box_are_commented_at_the_paragraph_that_holds_it() -> None:
    marked = commented(word_file(TITLE + paragraph("See the box", BOX)), "may change", quoted="Prices may change.")
    body = bare(marked)
    assert body[body.index("commentRangeStart", 5) + 1 :][:2] == ["r", "pict"]
    assert comments(marked)[1][2][-1] == 'About words in a text box, where Word takes no comments: "Prices may change."'
    assert "commentReference" not in body[body.index("txbxContent") : body.index("txbxContent") + 4]


def test_words_in_a_header_are_commented_at_the_first_paragraph() -> None:
    data = word_file(
        TITLE + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>',
        header1=paragraph("Prices may change."),
    )
    marked = commented(data, "may change")
    assert anchored(marked) == {"0": "Agreement", "1": "Agreement"}
    assert comments(marked)[1][2][-1].startswith("About words in a header or footer,")


def test_a_document_without_words_says_what_had_no_place() -> None:
    data = word_file(
        paragraph() + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>',
        header1=paragraph("Prices may change."),
    )
    document = opened(data)
    marked = mark_docx(data, result(document, finding(document, "may change")), ORDER)
    assert (marked.places, len(marked.unplaced)) == (0, 2)
    assert marked.unplaced[1] == 'The term renews by itself: "may change"'


def test_what_a_comment_says_and_who_signs_it() -> None:
    marked = commented(word_file(TITLE + paragraph("It renews by itself.")), "renews")
    (_, opening), (identity, remark) = [(each[0], each) for each in comments(marked)]
    assert opening[1:] == (
        "Ana Berg",
        ["proposalcheck read this as a statement of work. 1 place has a note: 1 high."],
    )
    assert (identity, remark[1], remark[2][0], len(remark[2])) == (
        "1",
        "Ana Berg",
        "HIGH: The term renews by itself",
        5,
    )
    (first, _) = part(marked, "comments")
    assert (first.get(W + "date"), first.get(W + "initials")) == ("2026-03-01T09:30:00Z", "AB")


def test_characters_that_xml_cannot_hold_do_not_spoil_the_file() -> None:
    marked = commented(word_file(paragraph("It renews.")), "renews", message="a\x01b\x00c")
    assert comments(marked)[1][2][1] == "abc"


EARLIER = (
    '<w:comment w:id="4" w:author="Sam" w:initials="S">'
    '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="0000AAAA">'
    "<w:r><w:t>Why?</w:t></w:r></w:p></w:comment>"
    '<w:comment w:id="5" w:author="Kim"><w:p><w:r><w:t>Because.</w:t></w:r></w:p></w:comment>'
)
REPLIES = '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">{}</w15:commentsEx>'
COMMENTED = paragraph(
    "The ",
    '<w:commentRangeStart w:id="4"/><w:commentRangeStart w:id="5"/>',
    "term renews",
    '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>',
    '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>',
    " by itself.",
    INSERTED.format(run(" Each May.")),
    DELETED,
)


def test_earlier_comments_and_changes_stay() -> None:
    replies = '<w15:commentEx w15:paraId="0000AAAA" w15:done="1"/>'
    data = with_part(word_file(COMMENTED, comments=EARLIER), "word/commentsExtended.xml", REPLIES.format(replies))
    marked = commented(data, "renews by")
    assert zipfile.ZipFile(BytesIO(marked)).read("word/commentsExtended.xml").decode() == REPLIES.format(replies)
    assert [each[:2] for each in comments(marked)] == [
        ("4", "Sam"),
        ("5", "Kim"),
        ("6", "Ana Berg"),
        ("7", "Ana Berg"),
    ]
    assert anchored(marked) == {
        "4": "term renews",
        "5": "term renews",
        "6": "The term renews by itself. Each May.",
        "7": "renews by",
    }
    changes = [(each.tag, dict(each.attrib)) for each in part(data, "document").iter(W + "ins", W + "del")]
    assert [(each.tag, dict(each.attrib)) for each in part(marked, "document").iter(W + "ins", W + "del")] == changes
    earlier = [block for block in opened(marked).blocks if block.change and block.change.author in ("Sam", "Kim")]
    assert [opened(marked).quote(block.span) for block in earlier] == ["not", "Why?", "Because."]


def test_parts_that_are_not_touched_keep_their_bytes() -> None:
    data = word_file(COMMENTED, comments=EARLIER, styles='<w:style w:styleId="a"/>', footnotes="", numbering="")
    before, after = (zipfile.ZipFile(BytesIO(each)) for each in (data, commented(data, "renews")))
    assert after.namelist() == before.namelist()
    touched = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert touched == {"word/document.xml", "word/comments.xml"}


def test_python_docx_reads_the_same_text_and_finds_the_comments() -> None:
    data = word_file(TITLE + paragraph("The term renews by itself."))
    before, after = (python_docx.Document(BytesIO(each)) for each in (data, commented(data, "renews", "itself")))
    assert [each.text for each in after.paragraphs] == [each.text for each in before.paragraphs]
    assert [(each.author, each.comment_id) for each in after.comments] == [("Ana Berg", number) for number in range(3)]


def test_styles_for_comments_are_used_where_the_document_has_them() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Kommentar"><w:name w:val="annotation text"/></w:style>'
        '<w:style w:type="character" w:styleId="Zeichen"><w:name w:val="annotation reference"/></w:style>'
    )
    marked = commented(word_file(TITLE, styles=styles), "Agreement")
    assert {each.get(W + "val") for each in part(marked, "comments").iter(W + "pStyle")} == {"Kommentar"}
    assert {each.get(W + "val") for each in part(marked, "document").iter(W + "rStyle")} == {"Zeichen"}
    assert "pStyle" not in bare(commented(word_file(TITLE), "Agreement"), "comments")
