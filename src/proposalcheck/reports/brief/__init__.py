"""The brief: one to two pages that a negotiator takes into the room, as Markdown, HTML or DOCX.

`content` decides what is said, from `facts`, `verdict`, `negotiability` (what must change, what to trade), `stakes`
(what terms come to in money) and `questions`. `pages` writes it as Markdown and HTML from the templates beside it,
`word` as DOCX with the `styles` and `tables` of a brief.
"""

from __future__ import annotations

from typing import Literal

from proposalcheck.finding import Result

BriefFormat = Literal["markdown", "docx", "html"]


def brief(result: Result, layout: BriefFormat = "markdown") -> bytes:
    """Return the brief on one document as the bytes of a file; text is UTF-8."""
    from proposalcheck.reports.brief.content import content_of

    content = content_of(result)
    if layout == "docx":
        from proposalcheck.reports.brief.word import as_docx

        return as_docx(content)
    from proposalcheck.reports.brief.pages import as_html, as_markdown

    return (as_html(content) if layout == "html" else as_markdown(content)).encode()
