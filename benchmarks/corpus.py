"""Documents in any number and length, made from the pages of the samples, no two with the same pages in one order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.material import SAMPLES

if TYPE_CHECKING:
    import pypdfium2

DAMAGED_EVERY = 50
"""One document in so many of a damaged corpus is cut short."""


def documents(into: Path, number: int, pages: int = 3) -> Path:
    """Write `number` PDFs of so many pages each into a folder `NUMBERxPAGES` below `into`, and return that folder."""
    folder = into / f"{number}x{pages}"
    folder.mkdir(parents=True, exist_ok=True)
    sources = _sample_pages()
    for index in range(number):
        write(folder / f"{index:06}.pdf", sources, index, pages)
    return folder


def damage(folder: Path) -> list[Path]:
    """Cut one document in fifty short, so that it cannot be read, and return those."""
    damaged = sorted(folder.glob("*.pdf"))[DAMAGED_EVERY - 1 :: DAMAGED_EVERY]
    for file in damaged:
        file.write_bytes(file.read_bytes()[:300])
    return damaged


def write(path: Path, sources: Sequence[tuple[pypdfium2.PdfDocument, int]], start: int, pages: int) -> None:
    """Write a PDF of `pages` pages that begins with the page number `start` of `sources` and goes round."""
    import pypdfium2

    joined = pypdfium2.PdfDocument.new()
    for document, page in islice(_from(sources, start), pages):
        joined.import_pages(document, [page])
    joined.save(path)


def _from(
    sources: Sequence[tuple[pypdfium2.PdfDocument, int]], start: int
) -> Iterator[tuple[pypdfium2.PdfDocument, int]]:
    """Yield pages for ever, with a step that grows with `start`, so that each start gives another order."""
    step = 1 + start // len(sources) % (len(sources) - 1)
    order = [sources[(start + step * place) % len(sources)] for place in range(len(sources))]
    yield from cycle(order)


def _sample_pages() -> list[tuple[pypdfium2.PdfDocument, int]]:
    import pypdfium2

    opened = [pypdfium2.PdfDocument(file) for file in sorted(SAMPLES.glob("*/*.pdf"))]
    return [(document, page) for document in opened for page in range(len(document))]
