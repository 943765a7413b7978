"""What the page can be asked for: the table of documents, and what changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from proposalcheck.serving import views
from proposalcheck.serving.pages import STATIC, page, sorry
from proposalcheck.serving.uploads import said_kind, take_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from starlette.requests import Request


def routes() -> list[BaseRoute]:
    """Return every address of the page."""
    one = "/documents/{id}"
    return [
        Route("/", table),
        Route("/documents", put, methods=["POST"]),
        Route("/documents/remove", clear, methods=["POST"]),
        Route(f"{one}/remove", remove, methods=["POST"]),
        Route(f"{one}/kind", judge, methods=["POST"]),
        Route(f"{one}/report", views.report),
        Route(f"{one}/brief", views.brief),
        Route(f"{one}/marked-up", views.marked_up),
        Route(f"{one}/json", views.as_json),
        Route("/report", views.reports),
        Route("/compare", views.compare),
        Route("/changes", views.changes),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def handlers() -> Mapping[Any, Any]:
    """Return what answers where something went wrong: a page in plain words, and never a traceback."""
    return {HTTPException: _refused, Exception: _failed}


async def table(request: Request) -> Response:
    """Return the page itself: where to drop documents, and the table of those that are there."""
    shelf = views.shelf_of(request)
    entries = shelf.in_order()
    waiting = sum(entry.waits for entry in entries)
    return page("table.html.j2", entries=entries, waiting=waiting, refused=shelf.refused, limits=shelf.limits)


async def put(request: Request) -> Response:
    """Take in the files of an upload."""
    shelf = views.shelf_of(request)
    await take_in(request, shelf)
    await shelf.settled()
    return _back()


async def judge(request: Request) -> Response:
    """Read a document once more, as of the kind that a person says it is."""
    shelf = views.shelf_of(request)
    async with request.form() as form:
        kind = said_kind(form)
    if kind:
        shelf.judge_as(request.path_params["id"], kind)
        await shelf.settled()
    return _back()


async def remove(request: Request) -> Response:
    """Remove a document."""
    views.shelf_of(request).remove(request.path_params["id"])
    return _back()


async def clear(request: Request) -> Response:
    """Remove all documents."""
    views.shelf_of(request).clear()
    return _back()


def _back() -> Response:
    return RedirectResponse("/", status_code=303)


async def _refused(_: Request, error: HTTPException) -> Response:
    if error.detail == "Not Found":  # as the library says it
        return sorry("There is no such page", "Nothing is at this address.", 404)
    return sorry("This cannot be done", error.detail, error.status_code)


async def _failed(_: Request, error: Exception) -> Response:
    return sorry("This could not be made", f"Something failed ({type(error).__name__}); please report this.", 500)
