import zipfile
from io import BytesIO

import pytest
from tests.readers.docx_files import docx, numbered, paragraph, run

from proposalcheck.document import Change, Document
from proposalcheck.errors import ReadError
from proposalcheck.readers.docx import read_docx


def opened(body: str, **parts: str) -> Document:
    return read_docx(docx(body, **parts), "offer.docx", "0" * 64)


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.quote(block.content)) for block in document.blocks]


CHANGED = 'w:id="1" w:author="Dana Okafor" w:date="2025-03-01T09:00:00Z"'


def test_paragraph_and_anchor_name_part_and_place() -> None:
    document = opened(paragraph("First words.") + paragraph() + paragraph("Third ", "words."))
    assert document.text == "First words.\nThird words."
    assert [(block.anchor.part, block.anchor.paragraph) for block in document.blocks] == [
        ("word/document.xml", 0),
        ("word/document.xml", 2),
    ]


def test_breaks_tabs_and_special_characters_read_as_they_look() -> None:
    inside = (
        "<w:r><w:t>Fee</w:t><w:tab/><w:t>due</w:t><w:br/><w:t>non</w:t>"
        "<w:noBreakHyphen/><w:t>refund</w:t><w:softHyphen/>"
        '<w:t>able</w:t><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    )
    assert opened(paragraph(inside)).text == "Fee due\nnon-refundable✓α"


def test_insertion_is_text_and_deletion_stands_apart() -> None:
    body = paragraph(
        "Payment is due within ",
        f"<w:del {CHANGED}><w:r><w:delText>30</w:delText></w:r></w:del><w:ins {CHANGED}>{run('90')}</w:ins>",
        " days.",
    )
    document = opened(body + paragraph("Next."))
    assert shown(document) == [
        ("paragraph", "Payment is due within 90 days."),
        ("deleted", "30"),
        ("paragraph", "Next."),
    ]
    assert document.blocks[1].change == Change("Dana Okafor", "2025-03-01T09:00:00Z")
    assert document.blocks[0].change is None


def test_wholly_inserted_paragraph_keeps_its_author() -> None:
    document = opened(paragraph(f"<w:ins {CHANGED}>{run('A new clause.')}</w:ins>"))
    assert shown(document) == [("paragraph", "A new clause.")]
    assert document.blocks[0].change == Change("Dana Okafor", "2025-03-01T09:00:00Z")


def test_paragraph_with_deleted_mark_joins_the_next_one() -> None:
    mark = f"<w:rPr><w:del {CHANGED}/></w:rPr>"
    document = opened(paragraph("The client ", properties=mark) + paragraph("pays."))
    assert document.text == "The client pays."


def test_moved_text_is_read_at_its_new_place() -> None:
    body = paragraph(f"<w:moveFrom {CHANGED}>{run('Moved.')}</w:moveFrom>") + paragraph(
        f"<w:moveTo {CHANGED}>{run('Moved.')}</w:moveTo>"
    )
    assert shown(opened(body)) == [("deleted", "Moved."), ("paragraph", "Moved.")]


def test_fully_deleted_numbered_paragraph_takes_no_number() -> None:
    list_parts = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    gone = numbered("x").replace(run("x"), f"<w:del {CHANGED}><w:r><w:delText>Gone</w:delText></w:r></w:del>")
    document = opened(numbered("Alpha") + gone + numbered("Beta"), numbering=list_parts)
    assert [block.number for block in document.blocks if block.kind != "deleted"] == ["1", "2"]


def test_field_shows_its_result_and_never_its_instruction() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF _x \\h</w:instrText></w:r>'
        '<w:r><w:t>hidden instruction part</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>5.2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert opened(paragraph("See Section ", field, " below.")).text == "See Section 5.2 below."


def test_field_that_is_never_closed_swallows_nothing() -> None:
    body = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "Kept.") + paragraph("Kept too.")
    assert opened(body).text == "Kept.\nKept too."


def test_form_check_boxes_show_their_state() -> None:
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ticked, empty = box.format('<w:checked w:val="1"/>'), box.format('<w:default w:val="0"/>')
    assert opened(paragraph(ticked + end, " yes ", empty + end, " no")).text == "☒ yes ☐ no"


def test_symbols_and_choices_out_of_range_print_nothing() -> None:
    symbols = "".join(
        f'<w:r><w:sym w:font="Arial" w:char="{code}"/></w:r>' for code in ("D800", "FFFFFFFF", "x", "7", "-1")
    )
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="-5"/><w:listEntry w:val="Net 30"/>'
        '</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert opened(paragraph("Terms", symbols, choice, " apply")).text == "Terms apply"


def test_content_controls_links_and_tags_are_looked_through() -> None:
    body = (
        "<w:sdt><w:sdtContent>"
        + paragraph("<w:sdt><w:sdtContent>" + run("Inside") + "</w:sdtContent></w:sdt>", " a control")
        + "</w:sdtContent></w:sdt>"
        + paragraph(
            "<w:hyperlink>" + run("A link") + "</w:hyperlink>", "<w:smartTag>" + run(" and a tag") + "</w:smartTag>"
        )
    )
    assert opened(body).text == "Inside a control\nA link and a tag"


def test_hidden_text_is_left_out_and_said() -> None:
    document = opened(paragraph("Seen. ", run("not seen here", "<w:vanish/>"), run("Shown.", '<w:vanish w:val="0"/>')))
    assert document.text == "Seen. Shown."
    assert document.coverage.not_read == ("3 words of hidden text left out",)


def test_text_box_stands_once_after_its_paragraph() -> None:
    box = "<w:txbxContent>" + paragraph("Boxed words") + "</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = opened(paragraph("Before.", drawing, " Same line.") + paragraph("After."))
    assert document.text == "Before. Same line.\nBoxed words\nAfter."
    assert [block.anchor.paragraph for block in document.blocks] == [0, 1, 3]


def test_footnote_follows_the_paragraph_that_refers_to_it() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="0">' + paragraph("-----") + "</w:footnote>"
        '<w:footnote w:id="7">' + paragraph("Fees exclude tax.") + paragraph("More.") + "</w:footnote>"
    )
    document = opened(
        paragraph("Fees", '<w:r><w:footnoteReference w:id="7"/></w:r>') + paragraph("Next."), footnotes=notes
    )
    assert shown(document) == [
        ("paragraph", "Fees"),
        ("footnote", "Fees exclude tax."),
        ("footnote", "More."),
        ("paragraph", "Next."),
    ]
    assert document.blocks[1].number == "1"
    assert document.blocks[1].anchor.part == "word/footnotes.xml"
    assert document.blocks[1].anchor.paragraph == 1


def test_comment_is_a_block_of_its_own_with_its_author() -> None:
    comments = f"<w:comment {CHANGED}>{paragraph('Too vague.')}</w:comment>"
    document = opened(paragraph("Soon.", '<w:r><w:commentReference w:id="1"/></w:r>'), comments=comments)
    assert shown(document) == [("paragraph", "Soon."), ("comment", "Too vague.")]
    assert document.blocks[1].change == Change("Dana Okafor", "2025-03-01T09:00:00Z")


def test_header_and_footer_come_once() -> None:
    sections = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    )
    body = paragraph("Body.") + paragraph(properties=sections) + sections
    document = opened(body, header1=paragraph("Confidential offer"), footer1=paragraph("Page 1"))
    assert shown(document) == [("header", "Confidential offer"), ("paragraph", "Body."), ("footer", "Page 1")]


def test_picture_is_counted_as_not_read() -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>'
    document = opened(paragraph("Logo", picture) + paragraph(picture))
    assert document.coverage.not_read == ("1 picture was not read: words inside it are unknown",)


def test_pages_come_from_the_breaks_that_word_rendered() -> None:
    broken = "<w:r><w:lastRenderedPageBreak/><w:t>Second page.</w:t></w:r>"
    document = opened(paragraph("First page.") + paragraph(broken))
    assert [block.anchor.page for block in document.blocks] == [1, 2]
    assert opened(paragraph("No breaks.")).blocks[0].anchor.page is None


def test_broken_row_counts_a_page_once() -> None:
    cell = "<w:tc>" + paragraph("Top", "<w:r><w:lastRenderedPageBreak/><w:t>bottom</w:t></w:r>") + "</w:tc>"
    document = opened(f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}{cell}</w:tr></w:tbl>")
    assert [block.anchor.page for block in document.blocks] == [1, 1, 2, 2]


def test_headings_by_style_and_outline_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Clause title"/><w:basedOn w:val="H2"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    body = (
        paragraph("Fees", properties='<w:pStyle w:val="H2"/>')
        + paragraph("Expenses", properties='<w:pStyle w:val="Own"/>')
        + paragraph("Expenses are refunded at cost.")
    )
    document = opened(body, styles=styles)
    assert [(section.title, section.level, section.parent) for section in document.sections] == [
        ("Fees", 2, None),
        ("Expenses", 3, 0),
    ]
    assert document.blocks[2].section == 1


def test_heading_style_on_whole_sentences_stays_a_clause() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    words = "2.1 The supplier shall keep all records of its work for six years after the end of this agreement."
    document = opened(paragraph(words, properties='<w:pStyle w:val="H2"/>'), styles=styles)
    assert document.blocks[0].kind == "paragraph"
    assert document.sections[0].number == "2.1"


def test_short_bold_line_is_a_heading_but_a_bold_sentence_is_not() -> None:
    bold = "<w:b/>"
    plain = "The team works on site and reports each week to the steering group of the client."
    body = (
        paragraph(run("Our approach", bold))
        + paragraph(plain)
        + paragraph(run("We will, in all cases, answer within one day;", bold))
        + paragraph(plain)
    )
    assert [block.kind for block in opened(body).blocks] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_bold_names_in_a_row_are_no_headings() -> None:
    names = "".join(paragraph(run(name, "<w:b/>")) for name in ("ANA DIAS", "BEN EKE", "CARA FOX"))
    body = names + paragraph("They wrote this offer together and stand by it in all of its parts.")
    assert opened(body).sections == ()


def test_contents_entries_are_list_items() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("Fees", "<w:r><w:tab/><w:t>4</w:t></w:r>", properties='<w:pStyle w:val="T1"/>')
    document = opened(body, styles=styles)
    assert shown(document) == [("list_item", "Fees 4")]
    assert document.sections == ()


def test_entities_and_document_types_are_refused() -> None:
    whole = docx(paragraph("x"))
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            typed = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + data.replace(
                b"<w:t ", b"<w:t>&e;</w:t><w:t "
            )
            new.writestr(name, typed if name == "word/document.xml" else data)
    with pytest.raises(ReadError, match="holds a document type"):
        read_docx(stream.getvalue(), "odd.docx", "")


def test_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 40_000_000)
    with pytest.raises(ReadError, match="would unpack to 40,000,000 bytes"):
        read_docx(stream.getvalue(), "bomb.docx", "")


def test_damaged_xml_is_said_in_plain_words() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", b"<w:document")
    with pytest.raises(ReadError, match=r"part word/document\.xml: the XML is damaged"):
        read_docx(stream.getvalue(), "torn.docx", "")


def test_damaged_part_is_said_in_plain_words() -> None:
    data = bytearray(docx(paragraph("words " * 500)))
    start = data.index(b"word/document.xml") + 60
    data[start : start + 40] = bytes(40)
    with pytest.raises(ReadError, match="damaged"):
        read_docx(bytes(data), "torn.docx", "")


def test_strict_documents_read_like_usual_ones() -> None:
    stream = BytesIO()
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(BytesIO(docx(paragraph("Strict words.")))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(usual, strict))
    assert read_docx(stream.getvalue(), "strict.docx", "").text == "Strict words."


def test_every_visible_word_of_every_part_is_read_once() -> None:
    words = iter([f"word{number:02d}" for number in range(40)])

    def fresh() -> str:
        return paragraph(next(words))

    box = f"<w:r><w:drawing><wps:txbx><w:txbxContent>{fresh()}</w:txbxContent></wps:txbx></w:drawing></w:r>"
    cells = f"<w:tc>{fresh()}{fresh()}</w:tc><w:sdt><w:sdtContent><w:tc>{fresh()}</w:tc></w:sdtContent></w:sdt>"
    nested = f"<w:tc><w:tbl><w:tr><w:tc>{fresh()}</w:tc><w:tc>{fresh()}</w:tc></w:tr></w:tbl>{fresh()}</w:tc>"
    marks = '<w:r><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r>'
    body = (
        fresh()
        + f"<w:customXml>{fresh()}</w:customXml><w:sdt><w:sdtContent>{fresh()}</w:sdtContent></w:sdt>"
        + f"<w:ins {CHANGED}>{fresh()}</w:ins>"
        + paragraph(
            f"<w:fldSimple>{run(next(words))}</w:fldSimple>", f"<m:oMath><m:r><m:t>{next(words)}</m:t></m:r></m:oMath>"
        )
        + f"<w:tbl><w:tr>{cells}</w:tr><w:sdt><w:sdtContent><w:tr>{nested}</w:tr></w:sdtContent></w:sdt></w:tbl>"
        + paragraph(next(words), marks, box)
        + '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    )
    document = opened(
        body,
        header1=fresh(),
        footer1=f"<w:tbl><w:tr><w:tc>{fresh()}</w:tc><w:tc>{fresh()}</w:tc></w:tr></w:tbl>",
        footnotes=f'<w:footnote w:id="1">{fresh()}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{fresh()}</w:endnote>',
        comments=f"<w:comment {CHANGED}>{fresh()}</w:comment>",
    )
    used = 40 - len(list(words))
    assert used == 20
    assert [document.text.count(f"word{number:02d}") for number in range(used)] == [1] * used
