"""LibreOffice takes the marked-up files for whole: it prints them and keeps every comment when it saves them."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pypdfium2
import pytest
from tests.markup.made import ORDER, REDLINE, finding, opened, result, word_file
from tests.readers.docx_files import paragraph, run

from proposalcheck.markup.docx import mark_docx

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

BODY = (
    paragraph("Agreement")
    + paragraph("The term ", f'<w:ins w:id="3" w:author="Sam">{run("renews by itself")}</w:ins>', " each May.")
    + f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{paragraph('Rates may rise.')}</w:tc></w:tr></w:tbl>"
    + paragraph("Support ends at any time. ", run("Hours", "<w:b/>"), " are not limited.")
)


def converted(path: Path, ending: str) -> bytes:
    """Return the file as LibreOffice saves it in another format."""
    folder = path.parent / f"as-{ending}"
    profile = (path.parent / "profile").as_uri()
    command = [str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)
    return (folder / f"{path.stem}.{ending}").read_bytes()


def test_it_prints_the_file_and_keeps_the_comments(tmp_path: Path) -> None:
    data = word_file(BODY)
    document = opened(data)
    words = ("renews by itself", "Rates may rise", "at any time", "Hours are not limited.")
    found = result(document, *(finding(document, each) for each in words))
    path = tmp_path / "noted.docx"
    path.write_bytes(mark_docx(data, found, ORDER).data)
    printed = pypdfium2.PdfDocument(converted(path, "pdf"))[0].get_textpage().get_text_range()
    assert "The term renews by itself each May." in printed
    saved = python_docx.Document(BytesIO(converted(path, "docx")))
    assert [comment.author for comment in saved.comments] == ["Ana Berg"] * 5
    assert [comment.text for comment in saved.comments] == [
        comment.text for comment in python_docx.Document(str(path)).comments
    ]


def test_it_keeps_the_tracked_replacement(tmp_path: Path) -> None:
    data = word_file(BODY)
    document = opened(data)
    found = result(document, finding(document, "at any time", quoted="Support ends at any time."))
    path = tmp_path / "redlined.docx"
    path.write_bytes(mark_docx(data, found, REDLINE).data)
    saved = opened(converted(path, "docx"))
    assert "The term ends on its last day. Hours are not limited." in saved.text
    (struck,) = (block for block in saved.blocks if block.kind == "deleted")
    assert (saved.quote(struck.span), struck.change and struck.change.author) == (
        "Support ends at any time.",
        "Ana Berg",
    )
