"""The local page, asked by the tests as a browser on this machine would ask it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from proposalcheck.finding import Result
from proposalcheck.screening import screen
from proposalcheck.serving import Limits, Screen, application
from proposalcheck.serving.shelf import Said

pytest.importorskip("starlette", reason="the extra `web` is not installed")
pytest.importorskip("python_multipart", reason="the extra `web` is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it asks for a successor of httpx that is not yet to be had everywhere
    from starlette.testclient import TestClient

PORT = 8765
HERE = f"http://127.0.0.1:{PORT}"
KEY = "a key of this test"
PATIENT = Limits(patience_seconds=120)
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
GLOSSY = SAMPLES / "glossy-proposal" / "glossy-proposal.md"
SOBER = SAMPLES / "sober-proposal" / "sober-proposal.md"
MENU = ("menu.md", b"# Menu\n\nSoup, bread and tea.\n")


def screened(path: Path, kind: Said | None) -> Result:
    """Say what is found in a file, with the shipped rules."""
    return screen(path, kind=kind)


def keeping(paths: list[Path]) -> Screen:
    """Return what does the same, and puts the path of each file that it is given into `paths`."""

    def keep(path: Path, kind: Said | None) -> Result:
        paths.append(path)
        return screened(path, kind)

    return keep


class Browser:
    """A browser that was given the address with the key, with one page open; it closes with the test."""

    def __init__(self, stack: ExitStack, screen: Screen = screened, limits: Limits = PATIENT) -> None:
        app = application(screen, key=KEY, port=PORT, limits=limits)
        client = TestClient(app, base_url=HERE, headers={"origin": HERE}, raise_server_exceptions=False)
        self.client = stack.enter_context(client)
        assert self.client.get("/", params={"key": KEY}).status_code == 200

    def drop(self, *files: Path | tuple[str, bytes], **fields: str) -> str:
        """Drop files and return the page that comes of it."""
        named = [(file.name, file.read_bytes()) if isinstance(file, Path) else file for file in files]
        answer = self.client.post("/documents", files=[("files", file) for file in named], data=fields)
        assert answer.status_code == 200
        return str(answer.text)

    def page(self) -> str:
        """Return the page with the table."""
        return str(self.client.get("/").text)

    def ids(self) -> Mapping[str, str]:
        """Return the id of each document that can be removed, by its name, in the order of the table."""
        found = re.findall(r'/documents/(\w+)/remove"><button[^>]* aria-label="Remove ([^"]*)"', self.page())
        return {name: id_ for id_, name in found}

    def get(self, name: str, what: str) -> Any:
        """Return the answer for something of the document called `name`, such as its report."""
        return self.client.get(f"/documents/{self.ids()[name]}/{what}")
