"""`proposalcheck serve`: the local web page."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from proposalcheck.cli.scan import MODELS_HELP, OCR_HELP, OCR_MODES, ONLY_HELP, RULES_HELP, SETTINGS_HELP, SIDES
from proposalcheck.errors import UsageError

if TYPE_CHECKING:
    from proposalcheck.finding import Result
    from proposalcheck.serving import Guard, Screen
    from proposalcheck.serving.shelf import Said

_HOST = "127.0.0.1"
_PORT = 8765


@click.command(name="serve")
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    help="The port where it answers (0: any).",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in your browser.")
@click.option("--settings", "settings_path", metavar="FILE", help=SETTINGS_HELP)
@click.option("--side", type=click.Choice(SIDES), help="Whose eyes read (default: client).")
@click.option("--rules", "folders", metavar="DIR", multiple=True, help=RULES_HELP)
@click.option("--rules-only", is_flag=True, default=None, help=ONLY_HELP)
@click.option("--models", metavar="DIR", help=MODELS_HELP)
@click.option("--ocr", type=click.Choice(OCR_MODES), help=f"{OCR_HELP} Default: auto.")
def command(port: int, opens: bool, settings_path: str | None, folders: tuple[str, ...], **given: object) -> None:
    """Open a page on this machine to drop documents on, for your own browser, until you press Ctrl-C.

    Only a browser of this machine that has the whole address, with its key, is answered. What is dropped stays here,
    and is deleted when the page ends.
    """
    _check_installed()
    screen = _screen(settings_path, {**given, "rules": folders or None})
    key = secrets.token_urlsafe(24)
    with _listening(port) as listening:
        port = listening.getsockname()[1]
        _tell(f"http://{_HOST}:{port}/?key={key}", opens=opens)
        from proposalcheck.serving import application

        _run(application(screen, key=key, port=port), listening)


def _check_installed() -> None:
    try:
        import python_multipart  # noqa: F401 - asked whether they are there
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise UsageError("serve needs a few packages; pip install 'proposalcheck[web]'") from error


def _screen(settings_path: str | None, given: Mapping[str, object]) -> Screen:
    """Return what says what is found in a file, by the settings with `given` in their place, checked beforehand."""
    from proposalcheck.catalogue.chosen import chosen, loaded, refuse_wrong_examples, told_of_own_model
    from proposalcheck.screening import screen
    from proposalcheck.settings import settings_file

    file = settings_file(settings_path, Path.cwd())
    asked = file.settings.overlaid(**given)
    whole = loaded(asked, file)
    refuse_wrong_examples(asked.rules, whole)
    for line in told_of_own_model(whole):
        click.echo(f"proposalcheck: {line}", err=True)
    catalogue = chosen(asked, whole)

    def screened(path: Path, said: Said | None) -> Result:
        kind = said or (None if asked.kind == "auto" else asked.kind)
        return screen(path, catalogue=catalogue, kind=kind, ocr=asked.ocr, side=asked.side, explain=asked.explain)

    return screened


def _listening(port: int) -> socket.socket:
    """Return a socket that listens on this machine alone; raises UsageError where another program has the port."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # so that it can be started again at once; on Windows two could have one port then
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((_HOST, port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise UsageError(
            f"--port {port}: cannot be used ({error.strerror}); another program has it, perhaps another "
            "`proposalcheck serve`: end that one, or give another port, such as --port 0 for any that is free"
        ) from error
    return listening


def _tell(address: str, *, opens: bool) -> None:
    """Say where the page is, and open it if that is asked; a browser waits until it is answered."""
    click.echo(f"proposalcheck: open {address}", err=True)
    click.echo("proposalcheck: the address is for you alone; press Ctrl-C here to end", err=True)
    if opens:
        import webbrowser

        if not webbrowser.open(address):
            click.echo("proposalcheck: no browser was found; copy the address into yours", err=True)


def _run(application: Guard, listening: socket.socket) -> None:
    """Answer until Ctrl-C; nothing is logged, as addresses and errors may tell of documents."""
    import uvicorn

    config = uvicorn.Config(
        cast("Any", application),
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=2,
    )
    with suppress(KeyboardInterrupt):  # it is raised once all is tidied up
        uvicorn.Server(config).run(sockets=[listening])
    click.echo("proposalcheck: ended; the documents are deleted", err=True)
