"""What is opened or downloaded of the documents: reports, briefs, marked-up files, comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from proposalcheck.document import Change
from proposalcheck.errors import ProposalcheckError
from proposalcheck.serving.pages import page, sorry
from proposalcheck.serving.shelf import Entry, Shelf, told

if TYPE_CHECKING:
    from starlette.requests import Request

    from proposalcheck.finding import Result
    from proposalcheck.markup import Marked

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""What a page may do that has its styles inside and no script."""


async def report(request: Request) -> Response:
    """Return the whole report on one document, the same page as `scan --format html` writes."""
    result = _result(_entry(request))
    return await shelf_of(request).alone(partial(_report, [result], []))


async def reports(request: Request) -> Response:
    """Return the reports on all documents in one page, with those that were not read."""
    shelf = shelf_of(request)
    entries = [entry for entry in shelf.in_order() if not entry.waits]
    if not entries:
        raise HTTPException(409, "No document is read yet; drop some, or try again in a moment.")
    results = [entry.result for entry in entries if entry.result]
    unread = [(entry.name, entry.error) for entry in entries if entry.error]
    return await shelf.alone(partial(_report, results, unread))


async def brief(request: Request) -> Response:
    """Return the brief on one document, as DOCX."""
    from proposalcheck.reports.brief import brief as brief_on

    entry = _graded(_entry(request))
    data = await shelf_of(request).alone(partial(brief_on, _result(entry), "docx"))
    return _download(data, _DOCX, f"{PurePosixPath(entry.name).stem}-brief.docx")


async def as_json(request: Request) -> Response:
    """Return the report on one document as JSON."""
    from proposalcheck.reports import json

    entry = _entry(request)
    told_as_json = await shelf_of(request).alone(lambda: json.page([json.as_object(_result(entry))]))
    data = told_as_json.encode("utf-8", "replace")
    return _download(data, "application/json", f"{PurePosixPath(entry.name).stem}.json")


async def marked_up(request: Request) -> Response:
    """Return the document itself with notes; where some found no place, first a page that says which."""
    entry = _graded(_entry(request))
    try:
        marked, ending = await shelf_of(request).alone(partial(_marked, entry))
    except ProposalcheckError as error:
        return sorry(f"{entry.name} takes no notes", told(error, entry.path, entry.name), 409)
    if marked.unplaced and "anyway" not in request.query_params:
        return page("unplaced.html.j2", entry=entry, unplaced=marked.unplaced)
    kind = "application/pdf" if ending == ".pdf" else _DOCX
    return _download(marked.data, kind, f"{PurePosixPath(entry.name).stem}-annotated{ending}")


async def compare(request: Request) -> Response:
    """Return the chosen documents side by side."""
    from proposalcheck.reports.comparison import comparison_of
    from proposalcheck.reports.comparison.pages import html

    entries = shelf_of(request).as_dropped(request.query_params.getlist("id"))
    if len(entries) < 2:
        raise HTTPException(400, "Tick two documents or more, and then press Compare.")
    results = [_result(_graded(entry)) for entry in entries]
    whole = await shelf_of(request).alone(lambda: html(comparison_of(results)))
    return HTMLResponse(whole, headers={"content-security-policy": _STYLED})


async def changes(request: Request) -> Response:
    """Return what changed between two documents: from the first to the second of those named."""
    ids = request.query_params.getlist("id")
    entries = [entry for id_ in dict.fromkeys(ids) if (entry := shelf_of(request).find(id_))]
    if len(entries) != 2:
        raise HTTPException(400, "Tick exactly two documents, two rounds of one draft, and then press What changed.")
    if "turned" not in request.query_params:
        entries = shelf_of(request).as_dropped(ids)
    old, new = (_graded(entry) for entry in entries)
    body = await shelf_of(request).alone(partial(_changes, [_result(old), _result(new)]))
    return page("changes.html.j2", old=old, new=new, body=body)


def _report(results: Sequence[Result], unread: Sequence[tuple[str, str]]) -> Response:
    from proposalcheck.reports import html
    from proposalcheck.reports.html.page import SCRIPTS, STYLES, asset, policy

    allowed = policy(asset(*STYLES), asset("theme.js"), asset(*SCRIPTS))
    parts = [*map(html.part, results), *(html.unread(name, error) for name, error in unread)]
    return HTMLResponse(html.whole(parts), headers={"content-security-policy": f"{allowed}; frame-ancestors 'none'"})


def _marked(entry: Entry) -> tuple[Marked, str]:
    """Return the marked-up file and the ending that its name must have."""
    from proposalcheck.markup import Order, ending_of, mark_up
    from proposalcheck.readers import bytes_of

    data = bytes_of(str(entry.path))
    ending = ending_of(data, entry.name)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return mark_up(data, _result(entry), Order(Change("proposalcheck", now))), ending


def _changes(results: Sequence[Result]) -> object:
    """Return what changed between two results, as HTML."""
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    from proposalcheck.reports.rounds import as_object
    from proposalcheck.reports.rounds.markdown import markdown
    from proposalcheck.rounds import compared

    writer = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    _, _, rest = markdown(as_object(compared(*results))).partition("\n")  # the page has a title of its own
    tokens = writer.parse(rest)
    for token in tokens:
        token.attrs.pop("style", None)  # the style sheet aligns columns: the policy allows no styles in the text
        token.tag = "h2" if token.tag == "h3" else token.tag  # the title of the page stands right above
    return Markup(writer.renderer.render(tokens, writer.options, {}))  # escaped by the writer: it lets no HTML through


def _download(data: bytes, kind: str, name: str) -> Response:
    return Response(
        data, media_type=kind, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    )


def shelf_of(request: Request) -> Shelf:
    """Return the shelf that the application keeps its documents on."""
    return cast("Shelf", request.app.state.shelf)


def _entry(request: Request) -> Entry:
    entry = shelf_of(request).find(request.path_params["id"])
    if entry is None:
        raise HTTPException(404, "This document was removed; go back to the documents that are there.")
    return entry


def _result(entry: Entry) -> Result:
    """Return what is found in a document, or raise what the browser is told where nothing is."""
    if entry.result is None:
        raise HTTPException(409, f"{entry.name}: {entry.error or 'is still being read; try again in a moment.'}")
    return entry.result


def _graded(entry: Entry) -> Entry:
    """Return a document of which something can be said, or raise what the browser is told."""
    if not _result(entry).graded:
        raise HTTPException(409, f"{entry.name} was not judged; say on the page what it is, if it is one after all.")
    return entry
