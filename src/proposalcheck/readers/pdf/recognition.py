"""What the PDF reader asks of whatever recognises the words on pages that have no text of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from pypdfium2 import PdfPage

from proposalcheck.readers.pdf.layout import PageContent


class Recognition(Protocol):
    """Recognises the pages of one document that need it, and keeps account of what came out."""

    def read(self, page: PdfPage, content: PageContent) -> PageContent:
        """Return `content` with the words that were recognised on the page, or as it is where none were looked for."""

    def advice(self, pages: Sequence[int]) -> str:
        """Return what to do so that `pages`, which could not be read, are."""

    def notes(self) -> Iterator[str]:
        """Yield a sentence for each thing that a person must know of what was recognised."""
