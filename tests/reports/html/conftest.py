"""Reports that are opened in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.pages import DESK, part

from proposalcheck.reports import html


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    """Give a function that opens a report; at the end no script has failed and nothing but the file was asked for."""
    contexts, asked, failures = [], [], []

    def visit(*names: str, **options: Any) -> Any:
        file = tmp_path / "report.html"
        file.write_text(html.whole([part(name) for name in names]), encoding="utf-8")
        context = chromium.new_context(**{"viewport": DESK, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
        page.goto(file.as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert failures == []
    assert {url.partition("#")[0] for url in asked} == {(tmp_path / "report.html").as_uri()}
