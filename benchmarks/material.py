"""Documents to measure on, made from the samples."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
_TIMES = 6


def sample_files(into: Path) -> list[Path]:
    """Write every sample several times over into one PDF and one DOCX in the folder `into`, and return their paths."""
    return [
        _joined_pdf(sorted(SAMPLES.glob("*/*.pdf")), into / "samples.pdf"),
        *(_repeated_docx(file, into / file.name) for file in sorted(SAMPLES.glob("*/*.docx"))),
    ]


def _joined_pdf(files: Sequence[Path], path: Path) -> Path:
    import pypdfium2

    joined = pypdfium2.PdfDocument.new()
    for file in list(files) * _TIMES:
        joined.import_pages(pypdfium2.PdfDocument(file))
    joined.save(path)
    return path


def _repeated_docx(file: Path, path: Path) -> Path:
    import docx

    document = docx.Document(str(file))
    body = document.element.body
    pieces = [child for child in body if not child.tag.endswith("}sectPr")]
    for _ in range(_TIMES * 4):
        for piece in pieces:
            body.insert(len(body) - 1, deepcopy(piece))
    document.save(str(path))
    return path
