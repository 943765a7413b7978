"""The page as a whole: complete in itself, harmless whatever a document holds, and every link in it leads somewhere."""

from __future__ import annotations

import base64
import hashlib
import pickle
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html as markup
from tests.documents import markdown, prose, renamed, rule_data, tabled, write_catalogue

from proposalcheck.annotate.kind import Kind
from proposalcheck.catalogue import load_catalogue
from proposalcheck.cli import main
from proposalcheck.document import Coverage, Document, Problem
from proposalcheck.finding import Reason, Recommendation, Result, Stretch
from proposalcheck.reports import html
from proposalcheck.screening import screen, screen_document
from proposalcheck.shipped import shipped

RENEWAL = "The term renews by itself each May."


@cache
def sample(name: str) -> Result:
    return screen(shipped("samples") / name)


@pytest.fixture
def screened(tmp_path: Path):
    catalogue = load_catalogue(write_catalogue(tmp_path, rule_data()))

    def screened(document: Document, kind: Kind = "sow") -> Result:
        return screen_document(document, catalogue=catalogue, kind=kind)

    return screened


def tree(*parts: object) -> Any:
    return markup.document_fromstring(html.whole(parts))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_text_stands_on_the_page_word_for_word() -> None:
    result = sample("glossy-proposal/glossy-proposal.docx")
    (sheet,) = tree(html.part(result)).xpath('//div[@class="sheet"]')
    shown = re.sub(r"Page (header|footer)", "", sheet.text_content())
    assert "".join(shown.split()) == "".join(result.document.text.split())


def test_every_quote_leads_to_its_highlight_and_back() -> None:
    page = tree(html.part(sample("one-sided-msa/one-sided-msa.docx")))
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    links = [link[1:] for link in page.xpath("//main//a/@href")]
    assert links
    assert set(links) <= set(names)
    for item in page.xpath("//li[@data-place]"):
        (link,) = item.xpath(".//a/@href")
        (mark,) = page.xpath(f'//*[@id="{link[1:]}"]')
        assert item.get("data-place") in mark.get("data-places").split()


def test_the_highlights_of_a_place_make_its_quote() -> None:
    result = sample("sow/sow.pdf")
    page = tree(html.part(result))
    places = page.xpath("//li[@data-place]")
    assert places
    for item in places:
        number = item.get("data-place")
        marks = page.xpath(f'//*[contains(concat(" ", @data-places, " "), " {number} ")]')
        shown = "".join(mark.text_content() for mark in marks)
        (quote,) = item.xpath(".//blockquote")
        assert "".join(shown.split()) == "".join(quote.text_content().replace(" | ", "").split())


def test_the_page_fetches_nothing() -> None:
    page = tree(html.part(sample("sow/sow.pdf")))
    (policy,) = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert page.xpath("//link | //img | //iframe | //object | //embed | //@src | //@style | //base") == []
    assert [link for link in page.xpath("//@href") if not link.startswith("#")] == []
    assert [style for style in page.xpath("//style/text()") if "url(" in style or "@import" in style] == []


def test_the_policy_allows_the_style_and_scripts_of_the_page_and_no_others() -> None:
    text = html.whole([html.part(sample("sow/sow.pdf"))])
    policy = re.search(r"Content-Security-Policy\" content=\"([^\"]+)\"", text)
    assert policy is not None
    allowed = re.findall(r"sha256-([\w+/=]+)", policy[1])
    inside = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", text, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in inside]
    assert len(inside) == 3
    assert sorted(allowed) == sorted(hashes)


HOSTILE = "It renews by itself </script><script>alert(1)</script> <img src=x onerror=alert(1)> &amp; {{ 7*7 }}"


@pytest.mark.parametrize("document", [prose(HOSTILE), tabled([HOSTILE, HOSTILE])])
def test_markup_in_a_document_is_text(document: Document, screened) -> None:
    page = tree(html.part(screened(renamed(document, '"><script>alert(2)</script>.md'))))
    assert len(page.xpath("//script")) == 2
    assert page.xpath("//img") == []
    assert "alert" not in "".join(page.xpath("//script/text()"))
    (sheet,) = page.xpath('//div[@class="sheet"]')
    assert HOSTILE in sheet.text_content()
    assert HOSTILE in words(page.xpath("//blockquote")[0])


def test_characters_that_no_page_may_hold_are_replaced(screened) -> None:
    odd = "It renews by itself\x00 \x1b[31m \ufffe \x85 \u202egnp.exe \U0001f600 e\u0301."
    text = html.whole([html.part(screened(renamed(prose(odd), "offer\udce9.md")))])
    text.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe]", text)
    sheet: Any = markup.document_fromstring(text).find('.//div[@class="sheet"]')
    assert "It renews by itself\ufffd \ufffd[31m \ufffd \ufffd \u202egnp.exe \U0001f600 e\u0301." in words(sheet)


def test_what_could_not_be_looked_at_stands_at_the_top(screened) -> None:
    result = replace(
        screened(prose(RENEWAL)),
        problems=(Problem("read", "page 4 is blank"),),
        coverage=Coverage(3, (4,), ("a picture on page 2",)),
    )
    page = tree(html.part(result))
    (problems,) = page.xpath('//header[contains(@class, "masthead")]//div[@class="problems"]')
    assert "page 4 is blank" in words(problems)
    (coverage,) = page.xpath('//footer[@class="coverage"]')
    assert "Pages without text: 4." in words(coverage)
    assert [words(item) for item in coverage.xpath(".//li")] == ["a picture on page 2"]


def test_a_document_of_no_kind_is_shown_and_not_graded(screened) -> None:
    result = screened(prose(RENEWAL), kind="other")
    stretch = Stretch(result.document.blocks[0].span, 1, 1, 1)
    page = tree(html.part(replace(result, profile=(stretch,), deal=sample("sow/sow.pdf").deal)))
    assert "Not graded" in words(page.xpath('//p[@class="ungraded"]')[0])
    assert page.xpath('//*[@class="card" or @class="figures" or @class="deal" or @class="profile"]') == []
    assert RENEWAL in words(page.xpath('//div[@class="sheet"]')[0])


def test_a_single_document_that_could_not_be_read_says_so() -> None:
    page = tree(html.unread("folder/a<b.pdf", "folder/a<b.pdf: it is locked with a password"))
    assert words(page.xpath("//main//h2")[0]) == "a<b.pdf"
    assert words(page.xpath("//main//p")[0]) == "Not read. folder/a<b.pdf: it is locked with a password"
    assert page.xpath('//section[@id="all"]') == []


def test_several_documents_begin_with_a_table_worst_first(screened) -> None:
    calm = screened(renamed(markdown("It ends."), "b/calm.md"))
    warned = screened(renamed(markdown(RENEWAL), "b/warned.md"))
    warned_fits = warned.scorecard.recommendation.model if warned.scorecard.recommendation else ""
    other = screened(renamed(markdown("A paper."), "b/paper.md"), kind="other")
    page = tree(html.unread("b/gone.pdf", "it is locked"), *map(html.part, (other, calm, warned)))
    rows = page.xpath('//section[@id="all"]//tbody/tr')
    assert [words(row.xpath("./th")[0]) for row in rows] == ["warned.md", "calm.md", "paper.md", "gone.pdf"]
    assert [words(cell) for cell in rows[0].xpath("./td")] == [
        "Statement of work",
        *"––––",
        "",
        warned_fits,
        "1",
        "0",
        "0",
    ]
    assert words(rows[2].xpath("./td")[1]) == "not graded"
    assert words(rows[3].xpath("./td")[0]) == "Not read: it is locked"
    articles = page.xpath("//article/@data-name")
    assert articles == ["warned.md", "calm.md", "paper.md"]


def test_documents_of_one_name_keep_their_own_links(screened) -> None:
    parts = [html.part(screened(renamed(markdown(RENEWAL), f"in/{folder}/offer.md"))) for folder in ("a", "b")]
    page = tree(*parts)
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert [words(cell) for cell in page.xpath('//section[@id="all"]//tbody/tr/th')] == ["a/offer.md", "b/offer.md"]


def test_a_part_can_be_handed_from_one_process_to_another() -> None:
    part = html.part(sample("sow/sow.pdf"))
    assert pickle.loads(pickle.dumps(part)) == part


def test_scan_writes_the_page_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    names = [str(shipped("samples") / name) for name in ("sow/sow.md", "balanced-msa/balanced-msa.md")]
    told = CliRunner().invoke(main, ["scan", *names, "--format", "html", "-o", str(file), "--jobs", "2"])
    assert told.exit_code == 1, told.output
    page: Any = markup.document_fromstring(file.read_text(encoding="utf-8"))
    assert page.xpath("//article/@data-name") == ["sow.md", "balanced-msa.md"]


def test_the_same_result_makes_the_same_page() -> None:
    result = sample("sow/sow.pdf")
    assert html.whole([html.part(result)]) == html.whole([html.part(result)])


def test_the_recommendation_stands_beside_the_figures_with_its_arithmetic() -> None:
    result = sample("sow/sow.pdf")
    reason = Reason("the scope is open", "partner", 2, result.findings[0].evidence[:1])
    advice = Recommendation("partner", 0.6, "2 points for a partner", "Share the risk.", ("a cap",), (reason,), ())
    advised = replace(result, scorecard=replace(result.scorecard, recommendation=advice))
    (shown,) = tree(html.part(advised)).xpath('//aside[@class="advice"]')
    assert words(shown.xpath("./h3")[0]) == "What fits this work: a partner"
    assert words(shown.xpath("./p")[0]) == "Share the risk."
    assert [words(item) for item in shown.xpath("./ul/li")] == ["a cap"]
    assert "How this was counted (60 % sure) 2 points for a partner." in words(shown.xpath("./details")[0])
    assert words(shown.xpath("./details//li")[0]).startswith("the scope is open (2)")


def test_the_deal_leads_to_the_places_it_was_read_from() -> None:
    result = sample("one-sided-msa/one-sided-msa.docx")
    page = tree(html.part(result))
    told = {words(each.xpath("./dt")[0]): each.xpath("./dd/a") for each in page.xpath('//section[@class="deal"]//div')}
    assert result.deal.law is not None
    assert [link.text for link in told["Law"]] == [result.deal.law.said]
    (place,) = page.xpath(f'//*[@id="{told["Law"][0].get("href")[1:]}"]')
    assert result.deal.law.evidence.quote in words(place)
    silent = replace(result, deal=replace(result.deal, price=None, law=None))
    untold = words(tree(html.part(silent)).xpath('//section[@class="deal"]/p')[0])
    assert untold.startswith("Not told, or not in one voice: price, ")
    assert untold.endswith(", law.")


def test_commitments_and_days_are_listed_and_a_ban_reads_as_one() -> None:
    result = sample("one-sided-msa/one-sided-msa.docx")
    page = tree(html.part(result))
    days, owed = page.xpath('//details[@class="listed"]')
    assert [words(row.xpath("./td")[0]) for row in days.xpath(".//tbody/tr")] == [
        day.day or "not fixed" for day in result.deadlines
    ]
    rows = owed.xpath(".//tbody/tr")
    assert len(rows) == len(result.commitments)
    bans = [words(row.xpath("./td")[1]).startswith("must not ") for row in rows]
    assert bans == [each.sort == "restriction" for each in result.commitments]
    assert set(bans) == {True, False}
