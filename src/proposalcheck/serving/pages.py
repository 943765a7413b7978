"""The pages themselves, from the templates beside this module."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from proposalcheck.reports.screener import WARNINGS
from proposalcheck.wording import KINDS

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.responses import HTMLResponse

STATIC = Path(__file__).parent / "static"
"""The style sheet and the script of the pages."""


def page(template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return the page that `template` makes of `values`, each of them escaped."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(_environment().get_template(template).render(**values), status_code=status)


def sorry(title: str, what: str, status: int) -> HTMLResponse:
    """Return a page that says what cannot be done and why, with the way back."""
    return page("sorry.html.j2", status, title=title, what=what)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("proposalcheck.serving"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(kinds=KINDS, warnings=tuple(WARNINGS))
    return environment
