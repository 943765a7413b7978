import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from tests.readers.docx_files import docx, paragraph, run

from proposalcheck.document import Problem
from proposalcheck.errors import ReadError
from proposalcheck.readers import read

ENGLISH = "The supplier shall build the portal for the client and is to be paid on the date of each invoice."


def written(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def office(*names: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("offer.pdf", docx(paragraph(ENGLISH)), "docx"),
        ("offer.doc", f"<!DOCTYPE html><html><body><p>{ENGLISH}</p></body></html>", "html"),
        ("offer.txt", f"# Offer\n\n## Scope\n\n{ENGLISH}", "md"),
        ("offer.md", ENGLISH, "md"),
        ("offer.txt", f"Pay [**] within [**] days. [**] {ENGLISH}", "txt"),
        ("offer.bin", ENGLISH, "txt"),
    ],
)
def test_format_goes_by_content(tmp_path: Path, name: str, data: bytes | str, expected: str) -> None:
    document = read(written(tmp_path, name, data))
    assert document.source.format == expected
    assert ENGLISH in document.text
    assert document.language == "en"
    assert document.problems == ()


def test_source_carries_path_and_hash(tmp_path: Path) -> None:
    path = written(tmp_path, "offer.txt", "abc")
    source = read(Path(path)).source
    assert source.path == path
    assert source.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "The fee of €5 is due – “at once” – for the café and the client."
    assert read(written(tmp_path, "offer.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old kind .*save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an Office file of the old kind"),
        (office("xl/workbook.xml"), "an Excel workbook"),
        (office("ppt/presentation.xml"), "a PowerPoint presentation"),
        (office("offer.pdf"), "a zip archive"),
        (b"PK\x03\x04 torn", "damaged DOCX or zip"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"{\\rtf1 Hello}", "an RTF file"),
        (bytes(range(32)) * 40, "not a text, PDF or DOCX file"),
    ],
)
def test_everything_else_is_refused_by_name(tmp_path: Path, data: bytes, message: str) -> None:
    path = written(tmp_path, "offer.docx", data)
    with pytest.raises(ReadError, match=message) as caught:
        read(path)
    assert str(caught.value).startswith(path)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("offer.pdf", "%PD?-1.7 torn", "its name says PDF, its content is plain text; get the file again, or give it"),
        ("offer.DOCX", "The term ends in May.", "its name says DOCX, its content is plain text"),
        ("offer.pdf", "<!doctype html><p>Please sign in</p>", "its name says PDF, its content is a web page"),
    ],
)
def test_text_under_the_name_of_a_pdf_or_docx_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = written(tmp_path, name, text.encode())
    with pytest.raises(ReadError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: {said}")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="there is no such file"):
        read(tmp_path / "none.pdf")
    with pytest.raises(ReadError, match="this is a folder"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("供应商应当在签订合同之后的三十天之内完成全部工作。", "zh", "Chinese"),
        ("يجب على المورد إنجاز جميع الأعمال خلال ثلاثين يوما من توقيع العقد.", "ar", "Arabic"),
        (
            "Der Anbieter ist für die Leistung und den Betrieb der Anlage nicht mit dem Kunden verbunden.",
            "de",
            "German",
        ),
        (
            "Le prestataire est responsable de la qualité des services et du respect des délais pour le client.",
            "fr",
            "French",
        ),
        ("El proveedor es responsable de la calidad de los servicios y del plazo para el cliente.", "es", "Spanish"),
    ],
)
def test_other_languages_are_read_and_said(tmp_path: Path, text: str, code: str, name: str) -> None:
    document = read(written(tmp_path, "offer.txt", text))
    assert document.language == code
    assert document.problems == (Problem("read", f"the text seems to be {name}; the rules are written for English"),)
    assert document.text == text


@pytest.mark.parametrize(
    "page", ["<html><body>" + "<div>" * 5000 + "Words.", "# Offer\n\n" + "<div>" * 5000 + "Words."]
)
def test_nesting_without_end_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(ReadError, match="nested too deeply"):
        read(written(tmp_path, "offer.html", page))


def test_document_without_words_is_a_problem(tmp_path: Path) -> None:
    document = read(written(tmp_path, "offer.docx", docx(paragraph())))
    assert document.text == ""
    assert document.problems == (Problem("read", "no text was found in the file: nothing in it was checked"),)


def test_language_of_figures_alone_is_unknown(tmp_path: Path) -> None:
    document = read(written(tmp_path, "offer.txt", "100 200 300\n"))
    assert (document.language, document.problems) == ("und", ())


def test_same_words_in_every_format_give_the_same_contents(tmp_path: Path) -> None:
    bold = "<w:b/>"
    word = (
        paragraph(run("SERVICES AGREEMENT", bold))
        + paragraph("1. Fees. The client pays the fees within thirty days of the invoice.")
        + paragraph("1.1 Rates. The rates are fixed for the whole term of the agreement.")
        + paragraph("(a) travel is extra; and")
        + paragraph("2. Term. The agreement runs for one year and ends on its own.")
    )
    lines = [
        "1. Fees. The client pays the fees within thirty days of the invoice.",
        "1.1 Rates. The rates are fixed for the whole term of the agreement.",
        "(a) travel is extra; and",
        "2. Term. The agreement runs for one year and ends on its own.",
    ]
    page = "<html><body><h1>SERVICES AGREEMENT</h1>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
    files = [
        written(tmp_path, "a.docx", docx(word)),
        written(tmp_path, "a.txt", "\n\n".join(["SERVICES AGREEMENT", *lines])),
        written(tmp_path, "a.md", "\n\n".join(["# SERVICES AGREEMENT", *lines])),
        written(tmp_path, "a.html", page),
    ]
    documents = [read(file) for file in files]
    assert [document.source.format for document in documents] == ["docx", "txt", "md", "html"]
    outcomes = [[(block.number, document.quote(block.content)) for block in document.blocks] for document in documents]
    assert outcomes[0][1] == ("1", "Fees. The client pays the fees within thirty days of the invoice.")
    assert outcomes[1:] == outcomes[:1] * 3
    labels = [[section.label for section in document.sections] for document in documents]
    assert labels == [["SERVICES AGREEMENT", "1 Fees", "1.1 Rates", "2 Term"]] * 4


def test_readers_are_imported_only_when_used() -> None:
    check = (
        "import sys, proposalcheck.readers; "
        "print(sorted({'lxml', 'pypdfium2', 'markdown_it', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
