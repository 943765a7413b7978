"""Reports on the samples as web pages, for tests that open them in a browser."""

from __future__ import annotations

import shutil
from functools import cache
from typing import Any

from proposalcheck.finding import Result
from proposalcheck.reports import html
from proposalcheck.screening import screen
from proposalcheck.shipped import shipped

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 780}

GLOSSY = "glossy-proposal/glossy-proposal.pdf"
ONE_SIDED = "one-sided-msa/one-sided-msa.docx"
SOW = "sow/sow.pdf"


@cache
def result(name: str) -> Result:
    """Return what is said of a sample."""
    return screen(shipped("samples") / name)


@cache
def part(name: str) -> object:
    """Return the part of a sample in the page."""
    return html.part(result(name))


def places(name: str, rule: str) -> list[str]:
    """Return the quotes of all findings of a rule in a sample."""
    return [each.quote for finding in result(name).findings if finding.rule == rule for each in finding.evidence]


def card(page: Any, rule: str) -> Any:
    """Return the card of a rule on an open page."""
    return page.locator(f'.card[id*="-{rule}-"]')


def head(page: Any, rule: str) -> Any:
    """Return the button that opens the card of a rule."""
    return card(page, rule).locator(".head")


def marked(page: Any) -> str:
    """Return the words that are marked as the place the reader is at, as the text has them."""
    return " ".join("".join(page.locator(".mark.current").all_text_contents()).split())
