"""Make the pictures of the HTML report that README.md and docs/html-report.md show: the samples, in a browser.

    python docs/pictures.py [FOLDER]     write the pictures to FOLDER (docs/pictures when none is named)

Needs Chromium and the packages of the extra `dev`. The letters look as the fonts of the machine do.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from proposalcheck.reports import html
from proposalcheck.screening import screen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

TOP = Path(__file__).resolve().parent.parent
DESK: ViewportSize = {"width": 1360, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 780}
SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
AGREEMENT = "samples/one-sided-msa/one-sided-msa.pdf"
PROPOSAL = "samples/glossy-proposal/glossy-proposal.pdf"
ALL = (PROPOSAL, "samples/sober-proposal/sober-proposal.pdf", AGREEMENT, "samples/balanced-msa/balanced-msa.pdf")


def main() -> None:
    """Write all pictures."""
    from playwright.sync_api import sync_playwright

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TOP / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("no chromium on the path")
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        proposal, agreement, several = (_report(Path(made), *names) for names in ((PROPOSAL,), (AGREEMENT,), ALL))
        _picture(browser, proposal, folder / "report.png", lambda page: None)
        _picture(browser, agreement, folder / "finding.png", _open("liability-cap"))
        _picture(browser, agreement, folder / "dark.png", _open("auto-renewal"), scheme="dark")
        _picture(browser, proposal, folder / "phone.png", _open("open-ended-effort"), viewport=PHONE)
        _picture(browser, several, folder / "several.png", lambda page: None, viewport={"width": 1360, "height": 440})
        browser.close()


def _report(folder: Path, *names: str) -> str:
    """Return the address of the report on some samples."""
    file = folder / f"{Path(names[0]).stem}-{len(names)}.html"
    file.write_text(html.whole([html.part(screen(TOP / name)) for name in names]), encoding="utf-8")
    return file.as_uri()


def _open(rule: str) -> Callable[[Page], None]:
    """Return what opens the finding of `rule`."""
    return lambda page: page.locator(f'.card[id*="-{rule}-"] .head').first.click()


def _picture(
    browser: Browser,
    address: str,
    file: Path,
    prepare: Callable[[Page], None],
    *,
    viewport: ViewportSize = DESK,
    scheme: Literal["light", "dark"] = "light",
) -> None:
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    prepare(page)
    page.mouse.move(0, 0)
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    main()
