"""Screening many documents: in this process, in several, or on a cluster; what is known is not done again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import click

from proposalcheck.batch.pool import Limits, Work, in_processes, start_splitting
from proposalcheck.batch.sources import content_of, is_address
from proposalcheck.cache import Cache, key_of
from proposalcheck.catalogue import Catalogue
from proposalcheck.catalogue.chosen import chosen, loaded, refuse_wrong_examples, told_of_own_model
from proposalcheck.cli import formats
from proposalcheck.cli.decided import after_decisions, beside
from proposalcheck.errors import ProposalcheckError, ReadError
from proposalcheck.reports import screener
from proposalcheck.settings import Settings, SettingsFile

if TYPE_CHECKING:
    from proposalcheck.annotate.kind import Kind
    from proposalcheck.decisions import Decisions
    from proposalcheck.finding import Result

PRELOAD = ("proposalcheck.cli.ready",)
"""What is imported once, before processes are split off."""
_ANY = b"This Agreement is made between Tern Ltd (the Client) and Alder Ltd (the Provider). The Provider shall deliver."
"""A text to read once: so all that reading needs is loaded, whatever the text."""

_BEARS = {"kind", "side", "ocr", "select", "ignore", "severity", "thresholds", "model", "explain"}


@dataclass(frozen=True, slots=True)
class Options:
    """How every document of one run is to be screened and printed, and where what is known of documents is kept.

    `width` is that of the terminal, or None where a report goes elsewhere. With `stored`, the plain report of each
    document is made as well, whatever the layout. With `honours`, what people decided on the findings counts;
    `decisions` are those of the documents of the run, by document.
    """

    layout: str
    settings: Settings
    width: int | None = None
    colour: bool = False
    stored: bool = False
    cache: Cache | None = None
    honours: bool = True
    decisions: Mapping[str, Decisions] = field(default_factory=dict)

    def decided(self, document: str) -> str:
        """Return the hash of the decisions on a document, empty where there are none."""
        return self.decisions[document].sha256 if document in self.decisions else ""

    @property
    def asked(self) -> str:
        """All of the settings that bears on what is said of a document, as JSON."""
        return self.settings.model_dump_json(include=_BEARS)

    @property
    def told(self) -> str:
        """All that bears on what is kept of a document."""
        return f"{self.layout} {self.width} {self.colour} {self.stored} {self.asked}"


@dataclass(frozen=True, slots=True)
class Engine:
    """What does the work: a number of processes here, or a cluster, and what one document may cost.

    `cluster` is the address of a scheduler, or empty for a cluster on this machine; None is no cluster.
    """

    jobs: int
    limits: Limits = field(default_factory=Limits)
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """One document, screened: its row in the table, its report as text, or its part of the report on all.

    `report` is the plain report for a store, `known` says that it was kept from before, `decided` is the hash of the
    decisions that were honoured.
    """

    row: screener.Row
    text: str = ""
    part: object = None
    report: dict[str, Any] | None = None
    known: bool = False
    decided: str = ""

    def plain(self) -> dict[str, Any]:
        """Return this as plain data for the cache."""
        told = {"text": self.text, "part": self.part, "report": self.report, "decided": self.decided}
        return {"row": asdict(self.row), **told}

    @classmethod
    def kept(cls, data: dict[str, Any]) -> Self:
        """Return what `plain` made."""
        row = {name: tuple(value) if isinstance(value, list) else value for name, value in data["row"].items()}
        told = {name: data[name] for name in ("text", "part", "report", "decided")}
        return cls(screener.Row(**cast("dict[str, Any]", row)), **told, known=True)


def check_settings(file: SettingsFile, settings: Settings) -> None:
    """Raise UsageError or one below it, before any document is read, when the run as asked for is impossible."""
    whole = loaded(settings, file)
    _asked.clear()
    _asked[settings] = chosen(settings, whole)
    refuse_wrong_examples(settings.rules, whole)
    for line in told_of_own_model(whole):
        click.echo(f"proposalcheck: {line}", err=True)
    if settings.ocr == "force":
        from proposalcheck.readers.ocr import page_ocr

        page_ocr(settings.ocr)


def make_ready() -> None:
    """Load what every document needs: the libraries, the shipped rules with their phrases, and the models.

    What fails here is passed over, as it fails again where it can be told.
    """
    from proposalcheck.readers import docx, pdf  # noqa: F401 - loaded for those who come after
    from proposalcheck.reports import json  # noqa: F401

    with suppress(Exception):
        options = Options("jsonl", Settings())
        _done(_result(_ANY, "any.txt", options), options)


def begin_early(documents: Sequence[str], engine: Engine, cache: Cache | None) -> None:
    """Let what processes are split off from be made ready meanwhile, if `run` is sure to need them."""
    if cache is None and _needs_processes(documents, engine):
        start_splitting(PRELOAD)


def run(documents: Sequence[str], options: Options, engine: Engine) -> Iterator[Done]:
    """Yield each document as soon as it and all before it are done; a bad one never stops the rest.

    Raises UsageError, before any document is read, for a side file of decisions that is wrong.
    """
    if options.honours:
        options = replace(options, decisions=beside(documents))
    work = Work(partial(one, options=options), partial(lost, options=options), PRELOAD, partial(known, options=options))
    if engine.cluster is not None:
        from proposalcheck.batch.cluster import in_cluster

        yield from in_cluster(documents, work, engine.cluster or None, engine.jobs, engine.limits)
    elif _needs_processes(documents, engine):
        yield from in_processes(documents, work, min(engine.jobs, len(documents)), engine.limits)
    else:
        yield from work.alone(documents)


def _needs_processes(documents: Sequence[str], engine: Engine) -> bool:
    several = engine.jobs > 1 and len(documents) > 1
    return engine.cluster is None and (several or engine.limits != Limits())


def known(document: str, *, options: Options) -> Done | None:
    """Return what was kept of a file that has not changed since; what lies at an address has to be fetched first."""
    if options.cache is None or is_address(document) or not Path(document).is_file():
        return None
    try:
        return _kept(options.cache, _key(document, Path(document).read_bytes(), options))
    except OSError:
        return None


def one(document: str, content: bytes | None, *, options: Options) -> Done:
    """Return the report of one document; a file that cannot be read becomes a report that says so."""
    if Path(document).is_dir():
        what = "no documents in this folder; it is searched for PDF, DOCX, Markdown, text and HTML"
        return lost(document, what, options=options)
    from proposalcheck.readers import bytes_of

    try:
        return _screened(document, content or content_of(document) or bytes_of(document), options)
    except ReadError as error:
        return _unread(document, str(error), options)
    except ProposalcheckError:
        raise
    except Exception as error:
        what = f"it could not be worked through ({type(error).__name__}); please report this"
        return lost(document, what, options=options)


def lost(document: str, why: str, *, options: Options) -> Done:
    """Return the report of a document that was not screened, and why it was not."""
    return _unread(document, f"{document}: {why}", options)


def _screened(document: str, content: bytes, options: Options) -> Done:
    if options.cache is None:
        return _screened_anew(document, content, options)
    key = _key(document, content, options)
    if is_address(document) and (kept := _kept(options.cache, key)):
        return kept
    done = _screened_anew(document, content, options)
    options.cache.put(key, done.plain())
    return done


def _screened_anew(document: str, content: bytes, options: Options) -> Done:
    asked, result = options.settings, _result(content, document, options)
    if document in options.decisions:
        result = after_decisions(result, options.decisions[document], _catalogue(asked), asked)
    return replace(_done(result, options), decided=options.decided(document))


def _result(content: bytes, document: str, options: Options) -> Result:
    from proposalcheck.readers import read_content
    from proposalcheck.screening import screen_document

    asked = options.settings
    kind: Kind | None = None if asked.kind == "auto" else asked.kind
    model = read_content(content, document, asked.ocr)
    return screen_document(model, catalogue=_catalogue(asked), kind=kind, side=asked.side, explain=asked.explain)


def _key(document: str, content: bytes, options: Options) -> str:
    """Return the key of a document in the cache; a scan is read otherwise once tesseract is there."""
    from proposalcheck.readers.ocr import reads_scans

    catalogue, scans = _catalogue(options.settings), reads_scans(options.settings.ocr)
    told = f"{options.told} {options.decided(document)}"
    return key_of(
        document, sha256(content).hexdigest(), catalogue.sha256, sorted(catalogue.models.items()), told, scans
    )


def _kept(cache: Cache, key: str) -> Done | None:
    data = cache.get(key)
    return None if data is None else Done.kept(data)


def _done(result: Result, options: Options) -> Done:
    from proposalcheck.reports import json

    row = screener.row_of(result)
    report = json.as_object(result) if options.stored or options.layout == "jsonl" else None
    stored = report if options.stored else None
    if options.layout in formats.FORMATS:
        return Done(row, part=formats.module_of(options.layout).part(result), report=stored)
    if options.layout == "text":
        from proposalcheck.reports import terminal

        width = options.width or terminal.PLAIN_WIDTH
        return Done(row, terminal.report(result, width=width, colour=options.colour), report=stored)
    return Done(row, json.line(report) if report and options.layout == "jsonl" else "", report=stored)


def _unread(document: str, what: str, options: Options) -> Done:
    from proposalcheck.reports import json

    row, report = screener.Row(document, error=what), json.unreadable(document, what)
    stored = report if options.stored else None
    if options.layout in formats.FORMATS:
        return Done(row, part=formats.module_of(options.layout).unread(document, what), report=stored)
    return Done(row, json.line(report) if options.layout == "jsonl" else "", report=stored)


_asked: dict[Settings, Catalogue] = {}
"""The rules of the run that this process is in, by its settings."""


def _catalogue(settings: Settings) -> Catalogue:
    if settings not in _asked:
        _asked.clear()
        _asked[settings] = chosen(settings, loaded(settings))
    return _asked[settings]


def default_jobs() -> int:
    """Return how many processes to use when nobody says: one for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
