"""The templates, style and script of the page, and the policy that keeps it from reaching any network."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_FOLDER = Path(__file__).parent
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that a page may not hold: control characters other than tab and line feed, and halves of characters."""

STYLES = ("base.css", "findings.css", "document.css", "overview.css", "facts.css", "print.css")
"""The style sheets, in the order in which they hold."""
SCRIPTS = ("findings.js", "filters.js", "keys.js", "page.js")
"""The scripts that work on the finished page, in the order in which they need each other."""


def rendered(template: str, **values: object) -> str:
    """Return `template` filled in; every value that is no template itself is escaped, whatever it holds."""
    return _environment().get_template(template).render(**values)


def asset(*names: str) -> Markup:
    """Return style sheets or scripts of the program, one after the other, as they stand in the page."""
    from markupsafe import Markup

    return Markup("\n" + "".join((_FOLDER / "assets" / name).read_text(encoding="utf-8") for name in names))


def policy(style: str, *scripts: str) -> str:
    """Return the content security policy under which `style` and `scripts` alone take effect and nothing is fetched."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {allowed}; "
        "base-uri 'none'; form-action 'none'; connect-src 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _printable(value: object) -> object:
    """Return a value as it may be shown: text of a document may hold what no page may hold."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value) if type(value) is str else value
