"""The table of what was dropped: what it tells, what is told beside it, and what is removed."""

from __future__ import annotations

import re
import threading
from contextlib import ExitStack
from pathlib import Path

from tests.serving.served import GLOSSY, MENU, PATIENT, SOBER, Browser, keeping

from proposalcheck.errors import ReadError
from proposalcheck.finding import Result
from proposalcheck.serving import Limits
from proposalcheck.serving.shelf import Said


def cells(page: str, name: str) -> list[str]:
    """Return the words of the cells beside the document called `name`."""
    row = next(row for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL) if f">{name}<" in row)
    beside = re.findall(r"<td[^>]*>(.*?)</td>", row.partition("</th>")[2], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in beside][:-1]


def told(page: str) -> str:
    """Return what the page says of its state, for people who hear it."""
    (said,) = re.findall(r'role="status"[^>]*>(.*?)</p>', page)
    return str(said)


def test_an_empty_page_asks_for_documents(browser: Browser) -> None:
    page = browser.page()
    assert '<label for="files">Drop documents on this page, or choose them</label>' in page
    assert "<table>" not in page
    assert told(page) == ""


def test_what_was_dropped_is_ranked_the_worst_first(browser: Browser) -> None:
    page = browser.drop(SOBER, GLOSSY)
    assert list(browser.ids()) == [GLOSSY.name, SOBER.name]
    assert cells(page, GLOSSY.name) == [
        "16 places",
        "yes, 3 places",
        "2 places, 3 gaps",
        "yes",
        "body-shop",
        "14",
        "27",
        "23",
    ]
    assert cells(page, SOBER.name) == ["–", "–", "–", "–", "partner", "0", "0", "0"]
    assert told(page) == "All documents are read."


def test_files_that_cannot_be_read_are_told_beside_their_names_after_the_rest(browser: Browser) -> None:
    page = browser.drop(("damaged.pdf", b"%PDF-1.7 and nothing else"), ("empty.txt", b""), SOBER)
    assert list(browser.ids()) == [SOBER.name, "damaged.pdf", "empty.txt"]
    assert told(page) == "2 of 3 documents could not be read."
    assert cells(page, "empty.txt") == ["Not read: the file is empty"]
    (said,) = cells(page, "damaged.pdf")
    assert said.startswith("Not read: is damaged or has no pages")
    assert "Traceback" not in page
    assert "proposalcheck-" not in page  # the folder that holds the files is nobody's business


def test_what_is_of_no_kind_is_told_and_judged_once_a_person_says_what_it_is(browser: Browser) -> None:
    page = browser.drop(MENU)
    assert cells(page, "menu.md")[0].startswith("Not judged: it reads like neither a proposal")
    answer = browser.client.post(f"/documents/{browser.ids()['menu.md']}/kind", data={"kind": "sow"})
    assert "Statement of work" in answer.text
    assert len(cells(answer.text, "menu.md")) == 8


def test_the_kind_can_be_said_beforehand(browser: Browser) -> None:
    assert len(cells(browser.drop(MENU, kind="proposal"), "menu.md")) == 8
    assert len(cells(browser.drop(("other.md", MENU[1]), kind="poem"), "other.md")) == 1


def test_problems_of_a_document_are_told(browser: Browser) -> None:
    page = browser.drop(("leer.txt", "Der Anbieter haftet nicht für Schäden aus diesem Vertrag. ".encode() * 20))
    assert "Could not look:" in page
    assert "the text seems to be German; the rules are written for English" in page


def test_names_are_shown_as_words_and_told_apart(browser: Browser) -> None:
    sly = "<b onmouseover=alert(1)>&.md"
    page = browser.drop((sly, GLOSSY.read_bytes()), ("../../etc/offer.md", MENU[1]), ("offer.md", MENU[1]))
    assert "<b onmouseover" not in page
    assert "&lt;b onmouseover=alert(1)&gt;&amp;.md" in page
    assert set(browser.ids()) >= {"offer.md", "offer (2).md"}
    assert "<b onmouseover" not in browser.client.get(re.findall(r'href="(/documents/\w+/report)"', page)[0]).text


def test_removing_deletes_the_file(stack: ExitStack) -> None:
    read: list[Path] = []
    browser = Browser(stack, keeping(read))
    browser.drop(MENU, ("other.md", MENU[1]))
    assert [path.exists() for path in read] == [True, True]
    assert read[0].parent.stat().st_mode & 0o077 == 0
    browser.client.post(f"/documents/{browser.ids()['menu.md']}/remove")
    assert ([path.exists() for path in read], list(browser.ids())) == ([False, True], ["other.md"])
    browser.client.post("/documents/remove")
    assert (read[1].exists(), browser.ids()) == (False, {})


def test_nothing_is_left_when_it_ends(stack: ExitStack) -> None:
    read: list[Path] = []
    with ExitStack() as inner:
        Browser(inner, keeping(read)).drop(MENU)
        assert read[0].exists()
    assert not read[0].parent.exists()


def test_the_page_answers_while_a_document_is_read(stack: ExitStack) -> None:
    go_on = threading.Event()

    def waiting(path: Path, kind: Said | None) -> Result:
        assert go_on.wait(60)
        raise ReadError(f"{path}: was waited for")

    stack.callback(go_on.set)
    browser = Browser(stack, waiting, Limits(patience_seconds=0))
    page = browser.drop(("slow.md", b"words"))
    assert cells(page, "slow.md") == ["being read …"]
    assert told(page) == "1 of 1 document is still being read …"
    assert '<noscript><meta http-equiv="refresh"' in page
    assert browser.get("slow.md", "report").status_code == 409
    go_on.set()
    while 'data-waiting="1"' in page:
        page = browser.page()
    assert cells(page, "slow.md") == ["Not read: was waited for"]
    assert "<noscript>" not in page


def test_a_document_that_is_removed_while_it_is_read_does_not_come_back(stack: ExitStack) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def waiting(path: Path, kind: Said | None) -> Result:
        begun.set()
        assert go_on.wait(60)
        raise ReadError(f"{path}: was waited for")

    stack.callback(go_on.set)
    browser = Browser(stack, waiting, Limits(patience_seconds=0))
    browser.drop(("slow.md", b"words"))
    assert begun.wait(60)
    browser.client.post("/documents/remove")
    go_on.set()
    assert list(browser.ids()) == []


def test_what_fails_by_itself_is_told_without_its_words(stack: ExitStack) -> None:
    def failing(path: Path, kind: Said | None) -> Result:
        raise ValueError("words of the document")

    page = Browser(stack, failing).drop(("odd.md", b"words"))
    assert cells(page, "odd.md") == ["Not read: it could not be worked through (ValueError); please report this"]


def refused(page: str) -> list[str]:
    """Return what the page says of files that were not taken."""
    part = page.partition('role="alert"')[2].partition("</section>")[0]
    return [re.sub(r"<[^>]*>", "", item) for item in re.findall(r"<li>(.*?)</li>", part)]


def test_more_documents_than_are_taken_are_told(stack: ExitStack) -> None:
    browser = Browser(stack, limits=Limits(documents=1, patience_seconds=PATIENT.patience_seconds))
    page = browser.drop(MENU, ("second.md", MENU[1]))
    assert refused(page) == ["second.md: the page holds 1 document at most; remove one first."]
    assert list(browser.ids()) == ["menu.md"]
    assert refused(browser.client.post("/documents/remove").text) == []


def test_a_file_that_is_too_large_is_told_and_the_others_are_read(stack: ExitStack) -> None:
    browser = Browser(stack, limits=Limits(file_megabytes=1, patience_seconds=PATIENT.patience_seconds))
    page = browser.drop(("large.txt", b"x" * 1_200_000), MENU)
    assert refused(page) == ["large.txt: is 1.2 MB; files of up to 1 MB are taken."]
    assert list(browser.ids()) == ["menu.md"]


def test_an_upload_that_is_too_large_is_not_taken_at_all(stack: ExitStack) -> None:
    browser = Browser(stack, limits=Limits(upload_megabytes=1))
    page = browser.drop(("large.txt", b"x" * 1_200_000), MENU)
    assert refused(page) == ["The upload: is 1.2 MB; at most 1 MB are taken at a time, so drop fewer files."]
    assert browser.ids() == {}


def test_a_form_without_a_file_is_told(browser: Browser) -> None:
    answer = browser.client.post("/documents", data={"kind": ""}, files=[("files", ("", b""))])
    assert refused(answer.text) == ["Nothing was sent: choose one file or more first."]
