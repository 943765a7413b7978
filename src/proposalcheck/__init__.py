"""Reads vendor proposals, statements of work and services agreements, and tells the buyer what to ask.

>>> from proposalcheck import screen
>>> result = screen("proposal.pdf")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proposalcheck.catalogue import load_catalogue
    from proposalcheck.document import Document
    from proposalcheck.finding import Finding, Result
    from proposalcheck.readers import read
    from proposalcheck.screening import screen

__version__ = "0.1.0"

__all__ = ["Document", "Finding", "Result", "load_catalogue", "read", "screen"]

_HOMES = {
    "Document": "proposalcheck.document",
    "Finding": "proposalcheck.finding",
    "Result": "proposalcheck.finding",
    "load_catalogue": "proposalcheck.catalogue",
    "read": "proposalcheck.readers",
    "screen": "proposalcheck.screening",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that `import proposalcheck` costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"proposalcheck has no {name!r}; it offers {', '.join(__all__)}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
