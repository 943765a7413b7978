"""Which DOCX files are annotated, under which ending, and which are refused."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from tests.markup.made import commented, with_part, word_file
from tests.readers.docx_files import docx, paragraph

from proposalcheck.errors import ReadError, UsageError
from proposalcheck.markup import ending_of
from proposalcheck.readers.docx.package import W

BODY = paragraph("The term renews.")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return the package with `old` in the part `name` replaced."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for each in before.namelist():
            inside = before.read(each).decode()
            assert each != name or old in inside
            after.writestr(each, inside.replace(old, new) if each == name else inside)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", ".docx"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", ".dotx"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", ".docm"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", ".dotm"),
    ],
)
def test_the_ending_goes_by_what_the_file_is(kind: str, ending: str) -> None:
    usual = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert ending_of(replaced(word_file(BODY), "[Content_Types].xml", usual, kind), "a.docx") == ending


def test_a_signed_file_is_refused() -> None:
    origin = (
        '<Relationship Id="s" Target="_xmlsignatures/origin.sigs" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>'
    )
    signed = replaced(word_file(BODY), "_rels/.rels", "</Relationships>", origin)
    with pytest.raises(
        UsageError, match=r"^a\.docx: is digitally signed, and any note would break the signature; save"
    ):
        ending_of(with_part(signed, "_xmlsignatures/origin.sigs", ""), "a.docx")


@pytest.mark.parametrize(("edit", "what"), [("readOnly", "reading only"), ("forms", "filling in its form")])
def test_a_file_that_is_protected_against_changes_is_refused(edit: str, what: str) -> None:
    settings = f'<w:documentProtection w:edit="{edit}" w:enforcement="1"/>'
    with pytest.raises(UsageError, match=rf"^a\.docx: is protected and allows {what}; lift the protection in Word"):
        ending_of(protected(settings), "a.docx")


@pytest.mark.parametrize(
    "settings",
    [
        '<w:documentProtection w:edit="comments" w:enforcement="1"/>',
        '<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>',
        '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>',
        '<w:documentProtection w:edit="readOnly"/>',
    ],
)
def test_a_file_that_allows_comments_is_not(settings: str) -> None:
    assert ending_of(protected(settings), "a.docx") == ".docx"


def protected(settings: str) -> bytes:
    """Return a file with these settings."""
    relation = f'<Relationship Id="p" Type="{_OFFICE}/settings" Target="settings.xml"/></Relationships>'
    data = replaced(word_file(BODY, styles=""), "word/_rels/document.xml.rels", "</Relationships>", relation)
    return with_part(data, "word/settings.xml", f'<w:settings xmlns:w="{W[1:-1]}">{settings}</w:settings>')


def test_a_strict_file_is_refused() -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = replaced(word_file(BODY), "word/document.xml", usual, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    with pytest.raises(
        UsageError, match=r"^a\.docx: is saved as Strict Open XML; save it as an ordinary Word document"
    ):
        ending_of(strict, "a.docx")


def test_a_file_that_word_would_not_open_is_refused() -> None:
    with pytest.raises(ReadError, match=r"^a\.docx: has no \[Content_Types\]\.xml and would not open in Word"):
        ending_of(docx(BODY), "a.docx")


@pytest.mark.parametrize("name", ["word/theme/theme1.xml", "word/_rels/footer.xml.rels"])
def test_a_file_with_a_damaged_part_anywhere_is_refused(name: str) -> None:
    with pytest.raises(ReadError, match=rf"^a\.docx: part {name}: the XML is damaged"):
        ending_of(with_part(word_file(BODY), name, "<a><b></a>"), "a.docx")


def test_the_part_for_comments_takes_a_free_name_and_a_free_id() -> None:
    data = with_part(word_file(BODY), "word/comments.xml", "<stray/>")
    marked = zipfile.ZipFile(BytesIO(commented(data, "renews")))
    assert "word/comments1.xml" in marked.namelist()
    assert marked.read("word/comments.xml") == b"<stray/>"
    assert b'PartName="/word/comments1.xml"' in marked.read("[Content_Types].xml")
    assert b'Target="/word/comments1.xml"' in marked.read("word/_rels/document.xml.rels")


def test_a_file_without_relationships_of_its_main_part_gets_them() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(word_file(BODY))) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            if name != "word/_rels/document.xml.rels":
                after.writestr(name, before.read(name))
    marked = zipfile.ZipFile(BytesIO(commented(stream.getvalue(), "renews")))
    assert f'<Relationships xmlns="{_RELATIONS}">'.encode() in marked.read("word/_rels/document.xml.rels")
