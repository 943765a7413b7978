"""What a browser sends becomes documents on the shelf, or a sentence on why it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from proposalcheck.serving.shelf import Said, Shelf, shown_name
from proposalcheck.wording import counted

if TYPE_CHECKING:
    from starlette.datastructures import FormData, UploadFile
    from starlette.requests import Request

_MEGABYTE = 1_000_000
_MOST_FILES = 1000


def said_kind(form: FormData) -> Said | None:
    """Return the kind that was chosen in a form, or None where the program is to tell by itself."""
    kind = form.get("kind")
    return cast("Said", kind) if kind in get_args(Said) else None


async def take_in(request: Request, shelf: Shelf) -> None:
    """Put the files of an upload on the shelf; its `refused` tells of those that were not taken."""
    shelf.refused = []
    if what := _too_much(request, shelf):
        async for _ in request.stream():  # a browser shows no answer until it has sent everything
            pass
        shelf.refused.append(("The upload", what))
        return
    async with request.form(max_files=_MOST_FILES) as form:
        files = [file for file in form.getlist("files") if not isinstance(file, str) and file.filename]
        if not files:
            shelf.refused.append(("Nothing was sent", "choose one file or more first"))
        for file in files:
            await _take(file, said_kind(form), shelf)


def _too_much(request: Request, shelf: Shelf) -> str:
    """Return why an upload as a whole is not taken, or nothing."""
    size, most = request.headers.get("content-length", ""), shelf.limits.upload_megabytes
    if not size.isdecimal():
        return "the browser does not say how large it is; use another one"
    if int(size) > most * _MEGABYTE:
        return f"is {_megabytes(int(size))}; at most {most} MB are taken at a time, so drop fewer files"
    return ""


async def _take(file: UploadFile, kind: Said | None, shelf: Shelf) -> None:
    name, size, limits = shown_name(file.filename or ""), file.size or 0, shelf.limits
    if len(shelf) >= limits.documents:
        what = f"the page holds {counted(limits.documents, 'document')} at most; remove one first"
        shelf.refused.append((name, what))
    elif size > limits.file_megabytes * _MEGABYTE:
        what = f"is {_megabytes(size)}; files of up to {limits.file_megabytes} MB are taken"
        shelf.refused.append((name, what))
    else:
        await shelf.put(name, file.file, kind)


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:,.1f} MB"
