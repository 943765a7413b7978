"""The formats that `scan` writes; the module that makes one is imported only when it is asked for.

`text`, `table` and `jsonl` tell each document as soon as it is done. Every other format is a module of `reports` with

    part(result) -> object          what is kept of one document: plain data, made in the process that screened it
    unread(path, what) -> object    the same for a document that could not be read
    whole(parts) -> str | bytes     the report on all documents, made once at the end
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from proposalcheck.finding import Result


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is made of all documents at the end; `binary` says that it is no text for a terminal.

    A format that `judges` tells what passed and what failed: its `whole` takes the lowest severity that fails, too.
    """

    module: str
    binary: bool = False
    judges: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "json": Format("proposalcheck.reports.json"),
        "html": Format("proposalcheck.reports.html"),
        "markdown": Format("proposalcheck.reports.markdown"),
        "csv": Format("proposalcheck.reports.csv"),
        "xlsx": Format("proposalcheck.reports.xlsx", binary=True),
        "sarif": Format("proposalcheck.reports.sarif"),
        "junit": Format("proposalcheck.reports.junit", judges=True),
        "ics": Format("proposalcheck.reports.ics"),
    }
)
"""The formats that are written at the end, by the name that `--format` takes."""

NAMES = ("text", "table", "jsonl", *FORMATS)
"""All formats of `scan`."""


class ReportModule(Protocol):
    """What a module has to offer to be a format."""

    def part(self, result: Result) -> object:
        """Return what is kept of one document."""

    def unread(self, path: str, what: str) -> object:
        """Return what is kept of a document that could not be read, and why it could not."""

    def whole(self, parts: Sequence[object]) -> str | bytes:
        """Return the report on all documents, in the order in which they were named."""


class Judge(Protocol):
    """What a format that judges offers in place of the plain `whole`."""

    def whole(self, parts: Sequence[object], fail_on: str) -> str | bytes:
        """Return the report on all documents, those failing that have a warning of `fail_on` or worse."""


def module_of(name: str) -> ReportModule:
    """Return the module that makes the format called `name`, one of `FORMATS`."""
    return cast("ReportModule", importlib.import_module(FORMATS[name].module))


def whole(name: str, parts: Sequence[object], fail_on: str) -> str | bytes:
    """Return the report on all documents in the format called `name`; `fail_on` is as in `scan --fail-on`."""
    module = module_of(name)
    return cast("Judge", module).whole(parts, fail_on) if FORMATS[name].judges else module.whole(parts)


def is_binary(name: str) -> bool:
    """Tell whether the format called `name` is no text."""
    return name in FORMATS and FORMATS[name].binary
