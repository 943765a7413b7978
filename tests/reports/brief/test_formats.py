"""The three formats of a brief say the same, escape what they quote, and keep to two pages."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from lxml import html
from pypdfium2 import PdfDocument
from tests.reports.brief.results import fact, finding, gap, quote, result, strength

from proposalcheck.finding import Deal, Result
from proposalcheck.reports.brief import brief
from proposalcheck.reports.brief.pages import markdown_escaped

TRICKY = "<b>5 * 4 | [x](y)</b>"


def full() -> Result:
    """Return a result that fills every part of a brief to its limit."""
    long = "The Provider may do all of this at any time and without any reason that it would have to give. " * 3
    flags = [
        finding(
            f"{severity}-{n}",
            severity=severity,
            title=f"Something of weight that fills most of a line, number {n}",
            ask="What would have to be true for this to hold, and what happens to us if it is not so in the end?",
            fallback=long[:280],
            evidence=(quote(long, page=7, start=1_000 * place),),
        )
        for place, (severity, n) in enumerate((s, n) for s in ("high", "medium", "low") for n in range(12))
    ]
    flags += [gap(f"matter-{n}", severity="medium", title=f"Matter {n} of some weight") for n in range(20)]
    topics = ("client-context", "decision-rights", "risk-disclosure", "future-roadmap", "team-continuity")
    flags += [gap(rule, severity="medium", ask=f"{rule}: {long[:110]}?") for rule in topics]
    flags += [strength(f"good-{n}", long, evidence=(quote(long, start=90_000 + 999 * n),)) for n in range(9)]
    deal = Deal(
        parties=(fact("Lakeshore Foods, Inc.", side="client"), fact("Northgate Ltd", side="provider")),
        price=fact("$42,000", amount=42_000, unit="$"),
        liability_cap=(fact(long[:150], side="provider"), fact(long[:150], side="client")),
        open_points=tuple(f"{long[:250]}{n}" for n in range(9)),
    )
    return result(*flags, deal=deal, kind="msa")


def small() -> Result:
    return result(finding(title=TRICKY, evidence=(quote(f"1. {TRICKY}", page=3),)), gap("insurance", severity="medium"))


def test_markdown() -> None:
    assert brief(small()).decode() == (
        "# Barn for Lakeshore\n\n"
        "**Brief for the client** · made.md\n\n"
        "| | | |\n|---|---|---|\n"
        "| Document | **Statement of work, 7 words** |  |\n"
        "| Client | *not found* |  |\n"
        "| Provider | *not found* |  |\n"
        "| Price | *not found* |  |\n"
        "| Term | *not found* |  |\n"
        "| Start | *not found* |  |\n"
        "| Time to pay | *not found* |  |\n\n"
        "## Verdict\n\n"
        "This statement of work was checked against 2 points. One point must change before it is signed: "
        "“\\<b\\>5 \\* 4 \\| \\[x\\](y)\\</b\\>”. It is silent on insurance.\n\n"
        "## Must change (1)\n\n"
        "Not to be signed, or sent, as it stands.\n\n"
        "1. **\\<b\\>5 \\* 4 \\| \\[x\\](y)\\</b\\>**\n"
        "   > “1\\. \\<b\\>5 \\* 4 \\| \\[x\\](y)\\</b\\>” (page 3, 5.2 Fees)\n\n"
        "   Ask: Question of silent-renewal?\n\n"
        "   Wording to offer: *Wording of silent-renewal.*\n\n"
        "## Missing\n\nInsurance.\n\n"
        "---\n\n"
        "Made by proposalcheck from the words of the document. It finds wording; a person decides. Not legal advice.\n"
    )


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("# no heading", "\\# no heading"),
        ("3. no list", "3\\. no list"),
        ("3.5 % a_b", "3.5 % a\\_b"),
        ("- no", "\\- no"),
    ],
)
def test_words_stay_words_in_markdown(words: str, escaped: str) -> None:
    assert markdown_escaped(words) == escaped


def test_html_is_one_file_and_escapes_what_it_quotes() -> None:
    page = brief(small(), "html").decode()
    tree = html.fromstring(page)
    assert tree.xpath("string(//h3)") == f"1. {TRICKY}"
    assert tree.xpath("string(//q)") == f"1. {TRICKY}"
    assert tree.xpath("//script | //link | //img | //*[@src] | //*[@href]") == []
    assert tree.xpath("//meta[@name='viewport']") != []
    assert "url(" not in page
    assert [label.text for label in tree.iter("dt")][:3] == ["Document", "Client", "Provider"]


def test_docx_says_the_same() -> None:
    document = docx.Document(io.BytesIO(brief(small(), "docx")))
    told = [paragraph.text for paragraph in document.paragraphs]
    assert told[:2] == ["Barn for Lakeshore", "Brief for the client  ·  made.md"]
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"] == [
        "Verdict",
        "Must change  1 · Not to be signed, or sent, as it stands.",
        "Missing",
    ]
    facts, points = document.tables
    assert [cell.text for cell in facts.rows[1].cells] == ["Client", "not found", "Start", "not found"]
    assert points.rows[0].cells[0].text == f"1. {TRICKY}\n“1. {TRICKY}” page 3, 5.2 Fees"
    assert (
        points.rows[0].cells[1].text == "Ask: Question of silent-renewal?\nWording to offer: Wording of silent-renewal."
    )
    assert document.sections[0].footer.paragraphs[0].text.endswith("page 1 of 1")


def test_the_same_result_gives_the_same_words_in_docx() -> None:
    first, second = (docx.Document(io.BytesIO(brief(full(), "docx"))) for _ in range(2))
    assert [p.text for p in first.paragraphs] == [p.text for p in second.paragraphs]
    assert first.core_properties.created == second.core_properties.created


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice, which counts the pages, is not installed")
def test_the_longest_brief_has_two_pages(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(brief(full(), "docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "brief.docx")], check=True, capture_output=True, timeout=180)
    with PdfDocument(tmp_path / "brief.pdf") as made:
        assert len(made) == 2
