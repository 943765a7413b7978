"""What documents are called: without folders, and without what cannot be printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalcheck.errors import ReadError
from proposalcheck.serving.shelf import shown_name, told


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("offer.pdf", "offer.pdf"),
        ("folder/offer.pdf", "offer.pdf"),
        ("..\\..\\offer.pdf", "offer.pdf"),
        ("of\nfer\x00.pdf", "offer.pdf"),
        ("offer\u202efdp.exe", "offerfdp.exe"),
        (" Größe 1.pdf ", "Größe 1.pdf"),
        ("/", "document"),
        ("x" * 151 + ".pdf", "x" * 140 + "….pdf"),
    ],
)
def test_the_name_of_a_file(given: str, shown: str) -> None:
    assert shown_name(given) == shown


def test_an_error_tells_nothing_of_the_file_that_holds_a_document() -> None:
    path = Path("/private/0123.pdf")
    assert told(ReadError(f"{path}: is empty"), path, "offer.pdf") == "is empty"
    assert told(ReadError(f"{path} is empty"), path, "offer.pdf") == "is empty"
    assert told(ReadError(f"see {path}"), path, "offer.pdf") == "see offer.pdf"
