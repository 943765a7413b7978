"""The page in a browser: keyboard, themes, print, a phone, and people who do not see it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.pages import DESK, GLOSSY, ONE_SIDED, PHONE, SOW, card, head, result

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect


def test_letters_walk_the_findings_and_their_places(visit: Any) -> None:
    page = visit(GLOSSY)
    cards = page.locator(".card")
    page.keyboard.press("j")
    expect(cards.nth(0).locator(".head")).to_be_focused()
    page.keyboard.press("j")
    expect(cards.nth(1).locator(".head")).to_be_focused()
    expect(page.locator(".card.open")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(cards.nth(2).locator(".head")).to_be_focused()
    page.keyboard.press("n")
    expect(cards.nth(2).locator(".steps .at")).to_have_text(re.compile("^Place 2 of "))
    page.keyboard.press("ArrowLeft")
    expect(cards.nth(2).locator(".steps .at")).to_have_text(re.compile("^Place 1 of "))
    page.keyboard.press("k")
    expect(cards.nth(1).locator(".head")).to_be_focused()


def test_enter_jumps_and_escape_comes_back_step_by_step(visit: Any) -> None:
    page = visit(GLOSSY)
    page.get_by_role("button", name=re.compile(r"^High \d+")).click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".mark.current").first).to_be_focused()
    expect(page.locator(".mark.current").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".card.open .head")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".card.open")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".state .shown")).to_have_text(f"{len(result(GLOSSY).findings)} findings")


def test_enter_on_a_highlight_goes_back_to_the_finding(visit: Any) -> None:
    page = visit(GLOSSY)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".card.open .head")).to_be_focused()


def test_what_has_the_focus_is_outlined(visit: Any) -> None:
    page = visit(GLOSSY)
    page.keyboard.press("j")
    focused = page.locator(":focus")
    assert focused.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    assert focused.evaluate("element => parseFloat(getComputedStyle(element).outlineWidth)") >= 2


def test_the_first_tab_leads_past_the_bar(visit: Any) -> None:
    page = visit(GLOSSY)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_help_names_the_keys_and_turns_letters_off(visit: Any) -> None:
    page = visit(GLOSSY)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("single letters are keys").uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator(".card.open")).to_have_count(0)
    page.reload()
    page.keyboard.press("j")
    expect(page.locator(".card.open")).to_have_count(0)


def test_letters_in_the_search_box_are_words(visit: Any) -> None:
    page = visit(GLOSSY)
    page.keyboard.press("/")
    page.keyboard.type("jnk?")
    expect(page.get_by_label("Search the findings")).to_have_value("jnk?")
    expect(page.locator(".card.open")).to_have_count(0)


BRIGHTNESS = """() => {
    const [r, g, b] = getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number);
    return (r + g + b) / 3;
}"""


def test_the_theme_follows_the_system_until_one_is_chosen(visit: Any) -> None:
    page = visit(GLOSSY, color_scheme="dark")
    assert page.evaluate(BRIGHTNESS) < 60
    theme = page.get_by_role("button", name="Theme")
    theme.click()
    expect(theme).to_have_text("Theme: light")
    assert page.evaluate(BRIGHTNESS) > 200
    page.reload()
    assert page.evaluate(BRIGHTNESS) > 200
    theme.click()
    expect(theme).to_have_text("Theme: dark")
    assert page.evaluate(BRIGHTNESS) < 60


def test_paper_has_every_finding_with_its_quotes_and_nothing_else(visit: Any) -> None:
    page = visit(GLOSSY, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".bar", ".filters", ".sheet", ".strip", ".steps"):
        assert page.locator(f"{hidden}:visible").count() == 0
    assert page.locator(".card:visible").count() == page.locator(".card").count()
    assert page.locator(".quotes li:visible").count() == page.locator(".quotes li").count()
    assert page.locator(".ask:visible").count() == page.locator(".card").count()
    assert page.evaluate(BRIGHTNESS) == 255


@pytest.mark.parametrize("viewport", [PHONE, {"width": 640, "height": 400}], ids=["a phone", "200 % zoom"])
def test_a_narrow_window_needs_no_scrolling_sideways(visit: Any, viewport: dict[str, int]) -> None:
    page = visit(GLOSSY, viewport=viewport)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    head(page, "early-termination-charge").click()
    expect(page.locator(".mark.current").first).to_be_in_viewport()
    across = page.get_by_role("button", name="Finding / text")
    across.click()
    expect(head(page, "early-termination-charge")).to_be_in_viewport()
    across.click()
    expect(page.locator(".mark.current").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_without_scripts_everything_is_there_and_linked(visit: Any) -> None:
    page = visit(GLOSSY, java_script_enabled=False)
    expect(card(page, "early-termination-charge").locator(".ask")).to_be_visible()
    expect(page.locator(".filters")).to_be_hidden()
    card(page, "early-termination-charge").locator(".quotes a").first.click()
    expect(page.locator(".mark", has_text="cancellation fee").first).to_be_in_viewport()


@pytest.mark.parametrize(
    ("names", "scheme", "viewport"),
    [
        pytest.param([GLOSSY], "light", DESK, id="a proposal in the light"),
        pytest.param([ONE_SIDED], "dark", DESK, id="an agreement in the dark"),
        pytest.param([ONE_SIDED], "light", PHONE, id="an agreement on a phone"),
        pytest.param([GLOSSY, SOW], "dark", DESK, id="several in the dark"),
    ],
)
def test_axe_finds_nothing(visit: Any, names: list[str], scheme: str, viewport: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = visit(*names, color_scheme=scheme, viewport=viewport, reduced_motion="reduce")
    if page.locator("#all").count() == 0:
        head(page, "auto-renewal" if names == [ONE_SIDED] else "open-ended-effort").click()
    found = axe.Axe().run(page).response["violations"]
    assert [(each["id"], each["impact"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found] == []
