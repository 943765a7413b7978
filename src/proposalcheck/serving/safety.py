"""Who may ask: only a browser on this machine that has the key, and only pages that came from here.

Any web page can make a browser send requests to 127.0.0.1, and any program of this machine can send them itself. So
the key is asked of everyone, the host by name (a foreign name that resolves to this machine is refused), and of what
changes something the page that sent it.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may do unless it says otherwise: use what comes from here, and nothing else."""
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",  # with "no-referrer" browsers would hide from us which page sent a form
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_NO_KEY = (
    "This page is for the person who started it. Open the whole address that proposalcheck printed in the terminal, "
    "with everything after ?key=.\n"
)
_COME_IN = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>proposalcheck</title>'
    '<meta http-equiv="refresh" content="0; url=/"><p><a href="/">Go on to proposalcheck</a></p></html>'
)
"""What the address with the key shows: a step of its own, as a cookie this strict is not sent along a redirection when
the address was opened from a mail or a chat."""


class Guard:
    """An ASGI application around another one, which answers nobody else and puts `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp, key: str, port: int) -> None:
        self._app = app
        self._key = key.encode()
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self._cookie = f"proposalcheck-{port}"  # browsers do not tell the ports of a machine apart

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or run the start and the end of the application."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            answer = self._refused(scope) or self._app
            await answer(scope, receive, _with_headers(send))

    def _refused(self, scope: Scope) -> Response | None:
        """Return the answer for one who may not come in, or who comes with the key; None for all others."""
        from starlette.requests import HTTPConnection
        from starlette.responses import PlainTextResponse

        asked = HTTPConnection(scope)
        headers = asked.headers
        if headers.get("host", "") not in self._hosts:
            return PlainTextResponse("This page answers on 127.0.0.1 and localhost only.\n", status_code=403)
        if scope["path"] == "/" and scope["method"] == "GET" and scope["query_string"].startswith(b"key="):
            return self._let_in(scope["query_string"])
        if not self._is_key(asked.cookies.get(self._cookie, "")):
            return PlainTextResponse(_NO_KEY, status_code=403)
        if scope["method"] not in ("GET", "HEAD") and headers.get("origin") != f"http://{headers['host']}":
            return PlainTextResponse("Another page sent this; use the forms of this one.\n", status_code=403)
        return None

    def _let_in(self, query: bytes) -> Response:
        """Return the answer to an address with a key: for the right one a cookie that stands for it from now on."""
        from starlette.responses import HTMLResponse, PlainTextResponse

        key = parse_qs(query.decode("latin-1")).get("key", [""])[0]
        if not self._is_key(key):
            return PlainTextResponse(_NO_KEY, status_code=403)
        response = HTMLResponse(_COME_IN)
        response.set_cookie(self._cookie, key, httponly=True, samesite="strict", path="/")
        return response

    def _is_key(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._key)


def _with_headers(send: Send) -> Send:
    """Return `send` with `HEADERS` on every answer that does not set them itself."""
    from starlette.datastructures import MutableHeaders

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
