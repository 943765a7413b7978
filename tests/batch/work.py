"""Work for the pool's tests; processes import it by name."""

from __future__ import annotations

import os
import threading


def one(document: str, content: bytes | None) -> str:
    """Do what the document's name says."""
    if content is not None:
        return f"did {document} of {len(content)}"
    if document.startswith("crash"):
        os._exit(3)
    if document.startswith("hang"):
        threading.Event().wait()
    if document.startswith("swell"):
        held = []
        while True:
            held.append(bytes(range(256)) * 40_000)
    return f"did {document}"


def lost(document: str, why: str) -> str:
    """Say what was not done and why."""
    return f"lost {document}: {why}"
