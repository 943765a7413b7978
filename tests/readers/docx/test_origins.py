"""Each piece of the text that was read leads back to the element that it was read from."""

from __future__ import annotations

from tests.readers.docx_files import docx, paragraph, run

from proposalcheck.readers.docx import origins_of, read_docx
from proposalcheck.readers.docx.package import Package, W

KEPT_APART = "<w:del><w:r><w:delText>not</w:delText></w:r></w:del>"
REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FORMULA = "<m:oMath><m:t>x</m:t></m:oMath>"
BODY = (
    paragraph(run("Fees "), f"<w:ins>{run('may')}</w:ins>", KEPT_APART)
    + paragraph("<w:r><w:t>rise</w:t><w:tab/><w:noBreakHyphen/></w:r>", REFERENCE)
    + f"<w:tbl><w:tr><w:tc>{paragraph('Amount')}</w:tc></w:tr></w:tbl>"
    + paragraph("One ", properties="<w:rPr><w:del/></w:rPr>")
    + paragraph("line", FORMULA)
)
NOTES = f'<w:footnote w:id="2">{paragraph("each May")}</w:footnote>'


def traced() -> dict[tuple[str, int], list[tuple[str, str]]]:
    found = origins_of(Package(docx(BODY, footnotes=NOTES), "made.docx"), "made.docx")
    return {
        key: [(text, str(element.tag).removeprefix(W)) for text, element in pieces] for key, pieces in found.items()
    }


def test_the_elements_of_each_paragraph_by_part_and_place() -> None:
    assert traced() == {
        ("word/document.xml", 0): [("Fees ", "t"), ("may", "t")],
        ("word/document.xml", 1): [("rise", "t"), ("\t", "tab"), ("-", "noBreakHyphen")],
        ("word/footnotes.xml", 0): [("each May", "t")],
        ("word/document.xml", 2): [("Amount", "t")],
        ("word/document.xml", 4): [
            ("One ", "t"),
            ("line", "t"),
            ("x", "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"),
        ],
    }


def test_the_anchors_of_the_blocks_are_their_keys() -> None:
    document = read_docx(docx(BODY, footnotes=NOTES), "made.docx", "")
    blocks = [block for block in document.blocks if block.kind != "deleted"]
    for block in blocks:
        pieces = traced()[block.anchor.part or "", block.anchor.paragraph or 0]
        words = document.quote(block.span).removeprefix("1 ")
        assert "".join(text for text, _ in pieces).split() == words.split()
    assert len(blocks) == len(traced())
