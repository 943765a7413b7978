"""The page in a browser: findings, highlights, filters, and several documents."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.pages import GLOSSY, ONE_SIDED, SOW, card, head, marked, places, result

from proposalcheck.reports.screener import row_of

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect


def test_a_click_on_a_finding_shows_its_words_in_the_text(visit: Any) -> None:
    page = visit(GLOSSY)
    expect(page.locator(".mark.current")).to_have_count(0)
    head(page, "early-termination-charge").click()
    expect(page.locator(".mark.current").first).to_be_in_viewport()
    assert "falls due as a cancellation fee" in marked(page)
    expect(head(page, "early-termination-charge")).to_have_attribute("aria-expanded", "true")
    expect(card(page, "early-termination-charge").locator(".ask")).to_be_visible()


def test_a_second_click_closes_the_finding(visit: Any) -> None:
    page = visit(GLOSSY)
    head(page, "early-termination-charge").click()
    head(page, "early-termination-charge").click()
    expect(head(page, "early-termination-charge")).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".mark.current")).to_have_count(0)


def test_a_click_on_a_highlight_shows_its_finding(visit: Any) -> None:
    page = visit(GLOSSY)
    page.locator(".mark.high", has_text="go live on 1 September 2026").click()
    expect(card(page, "unqualified-commitment")).to_have_class(re.compile(r"\bopen\b"))
    expect(head(page, "unqualified-commitment")).to_be_in_viewport()
    expect(head(page, "unqualified-commitment")).to_be_focused()


def test_a_highlight_of_two_findings_leads_from_one_to_the_other(visit: Any) -> None:
    page = visit(ONE_SIDED)
    numbers = page.locator(".mark").evaluate_all("marks => marks.map((mark) => mark.dataset.places)")
    two = next(places for places in numbers if " " in places)
    mark = page.locator(f'.mark[data-places="{two}"]').first
    seen = set()
    for _ in two.split():
        mark.click()
        seen.add(page.locator(".card.open [data-place].current").get_attribute("data-place"))
    assert seen == set(two.split())


def test_the_places_of_a_finding_are_stepped_through_and_round(visit: Any) -> None:
    page = visit(GLOSSY)
    head(page, "open-ended-effort").click()
    first = marked(page)
    at = card(page, "open-ended-effort").locator(".steps .at")
    seen = [first]
    count = len(places(GLOSSY, "open-ended-effort"))
    assert count > 2
    for told in (*(f"Place {number} of {count}" for number in range(2, count + 1)), f"Place 1 of {count}"):
        card(page, "open-ended-effort").get_by_role("button", name="Next place").click()
        expect(at).to_have_text(told)
        expect(page.locator(".mark.current").first).to_be_in_viewport()
        seen.append(marked(page))
    assert len(set(seen)) == count
    assert seen[-1] == first
    card(page, "open-ended-effort").get_by_role("button", name="Previous place").click()
    expect(at).to_have_text(f"Place {count} of {count}")


def test_a_quote_leads_to_its_own_place(visit: Any) -> None:
    page = visit(GLOSSY)
    head(page, "open-ended-effort").click()
    card(page, "open-ended-effort").locator(".quotes a").nth(2).click()
    assert marked(page) == " ".join(places(GLOSSY, "open-ended-effort")[2].split())


def test_severities_narrow_the_list_and_the_highlights(visit: Any) -> None:
    page = visit(GLOSSY)
    page.get_by_role("button", name=re.compile(r"^High \d+")).click()
    tones = page.locator(".card:visible").evaluate_all("cards => cards.map((card) => card.dataset.severity)")
    assert set(tones) == {"high"}
    count = len(result(GLOSSY).findings)
    expect(page.locator(".state .shown")).to_have_text(f"{row_of(result(GLOSSY)).counts[0]} of {count} findings")
    assert page.locator(".mark.medium:not(.off)").count() == 0
    assert page.locator(".mark.high:not(.off)").count() > 0
    page.get_by_role("button", name=re.compile(r"^Low \d+")).click()
    tones = page.locator(".card:visible").evaluate_all("cards => cards.map((card) => card.dataset.severity)")
    assert set(tones) == {"high", "low"}
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".card:not([hidden])")).to_have_count(page.locator(".card").count())
    expect(page.locator(".state .shown")).to_have_text(f"{count} findings")


def test_types_families_and_words_narrow_together(visit: Any) -> None:
    page = visit(GLOSSY)
    page.get_by_role("button", name=re.compile(r"^Missing \d+")).click()
    page.get_by_label("Family").select_option("governance")
    left = page.locator(".card:visible").evaluate_all(
        "cards => cards.map((card) => [card.dataset.type, card.dataset.family])"
    )
    assert {tuple(each) for each in left} == {("gap", "governance")}
    page.get_by_label("Search the findings").fill("ESCALATION  path")
    assert page.locator(".card:visible").count() == 1
    expect(card(page, "escalation-path")).to_be_visible()
    page.get_by_label("Search the findings").fill("zebra")
    expect(page.get_by_text("No finding fits what you ask for.")).to_be_visible()


def test_a_hidden_finding_is_closed(visit: Any) -> None:
    page = visit(GLOSSY)
    head(page, "open-ended-effort").click()
    page.get_by_role("button", name=re.compile(r"^Missing \d+")).click()
    expect(page.locator(".mark.current")).to_have_count(0)


def test_a_score_shows_the_findings_that_make_it(visit: Any) -> None:
    page = visit(GLOSSY)
    page.get_by_role("button", name="results, not hours").click()
    (made,) = (each.findings for each in result(GLOSSY).scorecard.dimensions if each.name == "results, not hours")
    rules = {finding.rule for finding in result(GLOSSY).findings if finding.fingerprint in made}
    names = page.locator(".card:visible").evaluate_all("cards => cards.map((card) => card.id)")
    assert len(names) == len(rules)
    assert all(any(f"-{rule}-" in name for name in names) for rule in rules)
    page.get_by_role("button", name="counts in “results, not hours”").click()
    expect(page.locator(".card:not([hidden])")).to_have_count(page.locator(".card").count())


def test_the_findings_can_be_ordered_as_the_text_goes(visit: Any) -> None:
    page = visit(GLOSSY)
    starts = "cards => cards.map((card) => Number(card.dataset.start)).filter((start) => start >= 0)"
    worst = page.locator(".card").evaluate_all(starts)
    page.get_by_label("Order").select_option("as in the text")
    in_text = page.locator(".card").evaluate_all(starts)
    assert in_text == sorted(worst) != worst
    page.get_by_label("Order").select_option("worst first")
    assert page.locator(".card").evaluate_all(starts) == worst


def test_the_profile_and_the_deal_lead_into_the_text(visit: Any) -> None:
    page = visit(ONE_SIDED)
    page.locator(".profile a", has_text="Schedule 1 Rates").click()
    expect(page.locator(".sheet :text('Schedule 1')").last).to_be_in_viewport()
    page.locator(".deal a", has_text="England").click()
    expect(page.locator(".sheet p", has_text="governed by the law of England")).to_be_in_viewport()


def test_several_documents_are_opened_one_at_a_time(visit: Any) -> None:
    page = visit(GLOSSY, ONE_SIDED, SOW)
    expect(page.get_by_role("heading", name="All documents, worst first")).to_be_visible()
    expect(page.locator("article.report:visible")).to_have_count(0)
    page.get_by_role("link", name="sow/sow.pdf").click()
    expect(page.locator("article.report:visible")).to_have_count(1)
    expect(page.get_by_role("heading", name="sow.pdf")).to_be_in_viewport()
    expect(page.locator("#all")).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator("article.report:visible .card.open")).to_have_count(1)
    page.locator("#choose").select_option("one-sided-msa/one-sided-msa.docx")
    expect(page.get_by_role("heading", name="one-sided-msa.docx")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="sow.pdf")).to_be_visible()
    page.get_by_role("link", name="All documents").click()
    expect(page.locator("article.report:visible")).to_have_count(0)


def test_the_address_of_a_finding_opens_its_document(visit: Any) -> None:
    page = visit(GLOSSY, SOW)
    name = card(page, "early-termination-charge").first.get_attribute("id")
    page.goto(f"{page.url}#{name}")
    page.reload()
    expect(card(page, "early-termination-charge").first).to_have_class(re.compile(r"\bopen\b"))
    expect(page.locator(".mark.current").first).to_be_in_viewport()
