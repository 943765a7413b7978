"""Who is answered: a browser of this machine with the key, and forms that came from the page itself."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from tests.serving.served import HERE, KEY, MENU, PORT, Browser

from proposalcheck.serving.safety import HEADERS

ADDRESSES = ("/", "/static/page.css", "/documents/0123/report", "/compare", "/elsewhere")


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_the_key_nothing_is_answered(browser: Browser, address: str) -> None:
    browser.client.cookies.clear()
    answer = browser.client.get(address)
    assert answer.status_code == 403
    assert answer.text.startswith("This page is for the person who started it.")


def test_a_wrong_key_lets_nobody_in(browser: Browser) -> None:
    browser.client.cookies.clear()
    for key in ("", "wrong", f"{KEY} ", "ключ"):
        answer = browser.client.get("/", params={"key": key})
        assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    browser.client.cookies.set(f"proposalcheck-{PORT}", "wrong", domain="127.0.0.1")
    assert browser.client.get("/").status_code == 403


def test_the_key_becomes_a_cookie_that_scripts_and_other_sites_do_not_get(browser: Browser) -> None:
    browser.client.cookies.clear()
    answer = browser.client.get("/", params={"key": KEY})
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"proposalcheck-{PORT}=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert KEY not in answer.text
    assert browser.client.get("/").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", f"0.0.0.0:{PORT}"]
)
def test_a_foreign_host_is_refused_even_with_the_key(browser: Browser, host: str) -> None:
    answer = browser.client.get("/", headers={"host": host})
    assert (answer.status_code, answer.text) == (403, "This page answers on 127.0.0.1 and localhost only.\n")
    assert browser.client.get(f"/?key={KEY}", headers={"host": host}).status_code == 403


def test_localhost_is_this_machine_too(browser: Browser) -> None:
    host = f"localhost:{PORT}"
    answer = browser.client.post("/documents/remove", headers={"host": host, "origin": f"http://{host}"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", f"http://localhost:{PORT}", f"https://127.0.0.1:{PORT}"]
)
@pytest.mark.parametrize(
    "address", ["/documents", "/documents/remove", "/documents/0123/remove", "/documents/0123/kind"]
)
def test_a_form_of_another_page_changes_nothing(browser: Browser, origin: str, address: str) -> None:
    browser.drop(MENU)
    answer = browser.client.post(address, headers={"origin": origin})
    assert (answer.status_code, answer.text) == (403, "Another page sent this; use the forms of this one.\n")
    assert list(browser.ids()) == ["menu.md"]


def test_a_form_that_does_not_say_where_it_came_from_changes_nothing(stack: ExitStack) -> None:
    browser = Browser(stack)
    browser.drop(MENU)
    del browser.client.headers["origin"]
    assert browser.client.post("/documents/remove").status_code == 403
    assert list(browser.ids()) == ["menu.md"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_headers_that_keep_it_private(browser: Browser, address: str) -> None:
    answer = browser.client.get(address)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_those_who_are_refused_get_the_same_headers(browser: Browser) -> None:
    answer = browser.client.get("/", headers={"host": "evil.example"})
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_the_page_names_no_address_outside(browser: Browser) -> None:
    page = browser.drop(MENU)
    assert "http://" not in page
    assert "https://" not in page
    for name in ("page.css", "page.js"):
        text = browser.client.get(f"/static/{name}").text
        assert "//127" not in text
        assert "http" not in text
    assert HERE not in page
