"""The page in a real browser, with the policy in force: dropping, watching, comparing, with the keyboard alone."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from tests.pages import DESK
from tests.processes import started
from tests.serving.served import GLOSSY, SOBER

from proposalcheck.errors import UsageError

pytest.importorskip("uvicorn", reason="the extra `web` is not installed")

DROP = """words => {
  const data = new DataTransfer();
  for (const [name, text] of words) data.items.add(new File([text], name));
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""
READ = '#documents[data-waiting="0"] table'


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address, with its key, of a page that is served by a process of its own."""
    with started("-m", "proposalcheck", "serve", "--port", "0") as process:
        yield _printed(process)
        process.terminate()
        process.communicate(timeout=60)


def _printed(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    said = process.stderr.readline()
    if "http://" not in said:
        raise UsageError(said)
    return said.split()[-1]


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Any]:
    """Give a function that opens the page, empty; at the end nothing was forbidden and no other address was asked."""
    contexts, asked, failures = [], [], []

    def visit(**options: Any) -> Any:
        context = chromium.new_context(**{"viewport": DESK, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
        page.goto(address)
        page.wait_for_selector("#drop")
        page.wait_for_load_state()  # scripts run after the form is there
        if page.get_by_text("Remove all").count():
            page.get_by_text("Remove all").click()
        return page

    yield visit
    for context in contexts:
        context.close()
    assert failures == []
    assert {url.split("/")[2] for url in asked} == {address.split("/")[2]}


def test_files_dropped_anywhere_on_the_page_are_read(visit: Any) -> None:
    page = visit()
    page.evaluate(DROP, [[file.name, file.read_text(encoding="utf-8")] for file in (SOBER, GLOSSY)])
    page.wait_for_selector(READ)
    page.wait_for_function("document.getElementById('state').textContent === 'All documents are read.'")
    assert page.locator("tbody .name").all_text_contents() == [GLOSSY.name, SOBER.name]


def test_without_scripts_the_form_does_the_same(visit: Any) -> None:
    page = visit(java_script_enabled=False)
    page.set_input_files("#files", [SOBER, GLOSSY])
    page.get_by_role("button", name="Read them").click()
    page.wait_for_selector(READ)
    assert page.locator("tbody .name").all_text_contents() == [GLOSSY.name, SOBER.name]


def test_the_keyboard_alone_ticks_and_compares(visit: Any) -> None:
    page = visit()
    page.set_input_files("#files", [SOBER, GLOSSY])
    page.locator("#drop button").press("Enter")
    page.wait_for_selector(READ)
    for name in (GLOSSY.name, SOBER.name):
        page.get_by_label(f"Compare {name}").press("Space")
    page.get_by_role("button", name="What changed between two").press("Enter")
    page.wait_for_url("**/changes?*")
    assert page.locator("h1").text_content() == f"What changed from {SOBER.name} to {GLOSSY.name}"
    page.get_by_text("The other way round").press("Enter")
    page.wait_for_url("**&turned=1")
    assert page.locator("h1").text_content() == f"What changed from {GLOSSY.name} to {SOBER.name}"


def test_a_report_opens_and_its_scripts_work_under_the_policy(visit: Any) -> None:
    page = visit()
    page.set_input_files("#files", [GLOSSY])
    page.get_by_role("button", name="Read them").click()
    page.wait_for_selector(READ)
    page.get_by_role("link", name=GLOSSY.name).click()
    page.wait_for_url("**/report")
    page.get_by_role("button", name="Theme").click()
    assert page.locator("html[data-theme=light], html[data-theme=dark]").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(visit: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = visit(color_scheme=scheme)
    assert axe.run(page).generate_report().startswith("Found 0 ")
    page.set_input_files("#files", [SOBER, GLOSSY])
    page.get_by_role("button", name="Read them").click()
    page.wait_for_selector(READ)
    assert axe.run(page).generate_report().startswith("Found 0 ")
    for box in page.locator("tbody input").all():
        box.check()
    page.get_by_role("button", name="What changed between two").click()
    page.wait_for_url("**/changes?*")
    assert axe.run(page).generate_report().startswith("Found 0 ")
