"""A brief as Markdown and as one self-contained page of HTML, from the templates beside this module."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proposalcheck.reports.brief.content import Content
from proposalcheck.reports.brief.headings import FOOTER, headings_for

if TYPE_CHECKING:
    from jinja2 import Environment

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_AT_START = re.compile(r"^(\d*)([#>+.)-])(?=\s)")


def as_markdown(content: Content) -> str:
    """Return the brief as Markdown that reads well as plain text and on GitHub."""
    environment = _environment(autoescape=False)
    environment.filters["plain"] = markdown_escaped
    return _tidied(
        environment.get_template("brief.md.j2").render(brief=content, heading=headings_for(content.side), footer=FOOTER)
    )


def as_html(content: Content) -> str:
    """Return the brief as one page of HTML with its styles inside, for a screen of any width and for paper."""
    environment = _environment(autoescape=True)
    return environment.get_template("brief.html.j2").render(
        brief=content, heading=headings_for(content.side), footer=FOOTER
    )


def markdown_escaped(words: str) -> str:
    """Return `words` so that Markdown shows them as they are: no mark-up, no link, no list, no cell border."""
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(words.split())))


def _environment(*, autoescape: bool) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("proposalcheck.reports.brief"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _tidied(text: str) -> str:
    """Return `text` with no more than one empty line in a row."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
