"""What is opened and downloaded of documents, and what is told where that is not possible."""

from __future__ import annotations

import io
import json
import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from tests.serving.served import GLOSSY, MENU, SOBER, Browser, keeping

from proposalcheck.markup import Marked

GLOSSY_PDF = GLOSSY.with_suffix(".pdf")
SOBER_DOCX = SOBER.with_suffix(".docx")
DOWNLOADED = "attachment; filename*=UTF-8''"


def asked(browser: Browser, what: str, *names: str, **more: str) -> Any:
    """Return the answer for several documents together."""
    ids = browser.ids()
    return browser.client.get(f"/{what}", params={"id": [ids[name] for name in names], **more})


def test_the_report_is_the_page_that_scan_writes(browser: Browser) -> None:
    browser.drop(GLOSSY)
    answer = browser.get(GLOSSY.name, "report")
    assert f"<title>{GLOSSY.name} – proposalcheck</title>" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.endswith("; frame-ancestors 'none'")
    inside = answer.text.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    assert inside.replace("&#39;", "'") == policy.removesuffix("; frame-ancestors 'none'")


def test_all_reports_stand_in_one_page_with_what_was_not_read(browser: Browser) -> None:
    assert browser.client.get("/report").status_code == 409
    browser.drop(SOBER, GLOSSY, ("empty.txt", b""))
    text = browser.client.get("/report").text
    assert "<title>3 documents – proposalcheck</title>" in text
    assert text.index(GLOSSY.name) < text.index(SOBER.name) < text.index("Not read: the file is empty")


def test_the_brief_is_a_word_file(browser: Browser) -> None:
    browser.drop(GLOSSY)
    answer = browser.get(GLOSSY.name, "brief")
    assert answer.headers["content-disposition"] == f"{DOWNLOADED}glossy-proposal-brief.docx"
    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert paragraphs[:2] == ["Freight Booking and Tracking Portal", f"Brief for the client  ·  {GLOSSY.name}"]


def test_the_marked_up_pdf_has_notes(browser: Browser) -> None:
    browser.drop(GLOSSY_PDF)
    answer = browser.get(GLOSSY_PDF.name, "marked-up")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f"{DOWNLOADED}glossy-proposal-annotated.pdf"
    assert len(pypdfium2.PdfDocument(answer.content)) == len(pypdfium2.PdfDocument(GLOSSY_PDF.read_bytes()))
    assert b"proposalcheck" in answer.content
    assert answer.content != GLOSSY_PDF.read_bytes()


def test_the_marked_up_word_file_has_comments(browser: Browser) -> None:
    browser.drop(SOBER_DOCX)
    answer = browser.get(SOBER_DOCX.name, "marked-up")
    assert answer.headers["content-disposition"] == f"{DOWNLOADED}sober-proposal-annotated.docx"
    comments = list(docx.Document(io.BytesIO(answer.content)).comments)
    assert [comment.author for comment in comments] == ["proposalcheck"]


def test_notes_without_a_place_are_told_before_the_file_is_given(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.drop(SOBER_DOCX)
    monkeypatch.setattr(
        "proposalcheck.markup.mark_up", lambda *_: Marked(b"marked", 0, unplaced=('A title: "<words>"',))
    )
    told = browser.get(SOBER_DOCX.name, "marked-up").text
    assert "<li>A title: &#34;&lt;words&gt;&#34;</li>" in told
    (address,) = re.findall(r'href="(/documents/\w+/marked-up\?anyway=1)"', told)
    assert browser.client.get(address).content == b"marked"


def test_what_takes_no_notes_is_not_offered_any(browser: Browser) -> None:
    assert "marked-up" not in browser.drop(GLOSSY)
    answer = browser.get(GLOSSY.name, "marked-up")
    assert answer.status_code == 409
    assert "notes can be put into DOCX and PDF files" in answer.text


def test_the_json_names_the_document_as_it_was_dropped(browser: Browser) -> None:
    browser.drop(("Größe 1.md", GLOSSY.read_bytes()))
    answer = browser.get("Größe 1.md", "json")
    assert answer.headers["content-disposition"] == f"{DOWNLOADED}Gr%C3%B6%C3%9Fe%201.json"
    assert json.loads(answer.content)["document"]["path"] == "Größe 1.md"


def test_two_are_set_side_by_side_as_they_were_dropped(browser: Browser) -> None:
    browser.drop(SOBER, GLOSSY)
    answer = asked(browser, "compare", GLOSSY.name, SOBER.name)
    assert "<h1>2 offers, side by side</h1>" in answer.text
    assert answer.text.index("Alderpoint Systems Ltd") < answer.text.index("Brightwater Digital Ltd")
    assert "script-src" not in answer.headers["content-security-policy"]


def test_what_changed_between_two_rounds(browser: Browser) -> None:
    words = SOBER.read_text(encoding="utf-8")
    later = words + "\n\nSupplier may replace its staff at any time without notice <i>to</i> Client.\n"
    browser.drop(("first.md", words.encode()), ("second.md", later.encode()))
    text = asked(browser, "changes", "second.md", "first.md").text
    assert "<h1>What changed from first.md to second.md</h1>" in text
    assert "1 warning gained" in text
    assert "<i>" not in text
    assert "style=" not in text
    turned = asked(browser, "changes", "second.md", "first.md", turned="1").text
    assert "<h1>What changed from second.md to first.md</h1>" in turned
    assert "1 resolved" in turned


@pytest.mark.parametrize(
    ("what", "names", "said"),
    [
        ("compare", [SOBER.name], "Tick two documents or more"),
        ("changes", [SOBER.name], "Tick exactly two documents"),
        ("changes", [SOBER.name, SOBER.name], "Tick exactly two documents"),
    ],
)
def test_too_few_to_compare_is_told(browser: Browser, what: str, names: list[str], said: str) -> None:
    browser.drop(SOBER)
    answer = asked(browser, what, *names)
    assert answer.status_code == 400
    assert said in answer.text


def test_what_was_not_judged_has_no_brief_and_no_tick(browser: Browser) -> None:
    page = browser.drop(MENU, SOBER)
    assert 'aria-label="Compare menu.md"' not in page
    for answer in (browser.get("menu.md", "brief"), asked(browser, "compare", "menu.md", SOBER.name)):
        assert answer.status_code == 409
        assert "menu.md was not judged" in answer.text
    assert browser.get("menu.md", "report").status_code == 200


def test_what_was_not_read_has_no_report(browser: Browser) -> None:
    browser.drop(("damaged.pdf", b"%PDF-1.7 and nothing else"))
    answer = browser.get("damaged.pdf", "report")
    assert answer.status_code == 409
    assert "damaged.pdf: is damaged or has no pages" in answer.text


def test_what_is_not_there_is_told_in_plain_words(browser: Browser) -> None:
    gone, nowhere = browser.client.get("/documents/0123/report"), browser.client.get("/elsewhere")
    assert (gone.status_code, nowhere.status_code) == (404, 404)
    assert "This document was removed" in gone.text
    assert "There is no such page" in nowhere.text


def test_a_file_that_is_gone_meanwhile_is_told(stack: ExitStack) -> None:
    paths: list[Path] = []
    browser = Browser(stack, keeping(paths))
    browser.drop(SOBER_DOCX)
    paths[0].unlink()
    answer = browser.get(SOBER_DOCX.name, "marked-up")
    assert answer.status_code == 409
    assert "<p>there is no such file</p>" in answer.text


def test_a_page_that_fails_says_so_without_its_words(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ValueError("words of the document")

    browser.drop(SOBER)
    monkeypatch.setattr("proposalcheck.reports.html.part", failing)
    answer = browser.get(SOBER.name, "report")
    assert answer.status_code == 500
    assert "Something failed (ValueError)" in answer.text
    assert "words of the document" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
