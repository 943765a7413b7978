"""The local web page: documents are dropped on it and read on this machine, for the one person who has its address.

`shelf` holds the documents, `uploads` takes them in, `routes` answers the browser, with the pages that `pages` fills
in, `views` makes what is opened or downloaded, and `safety` stands before all of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from proposalcheck.serving.safety import Guard
from proposalcheck.serving.shelf import Limits, Screen, Shelf

if TYPE_CHECKING:
    from starlette.applications import Starlette

__all__ = ["Guard", "Limits", "Screen", "application"]


def application(screen: Screen, *, key: str, port: int, limits: Limits | None = None) -> Guard:
    """Return the page as an ASGI application that answers on 127.0.0.1:`port` to whoever has the `key`.

    `screen` says what is found in a file, given its path and what its kind is said to be (None: tell by itself); it is
    called for one document at a time, each in a thread. What was dropped is deleted when the application shuts down.
    """
    from starlette.applications import Starlette

    from proposalcheck.serving.routes import handlers, routes

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        with TemporaryDirectory(prefix="proposalcheck-") as folder:
            app.state.shelf = shelf = Shelf(Path(folder), screen, limits or Limits())
            reading = asyncio.create_task(shelf.read_on())
            yield
            reading.cancel()
            with suppress(asyncio.CancelledError):
                await reading

    return Guard(Starlette(routes=routes(), exception_handlers=handlers(), lifespan=lifespan), key, port)
