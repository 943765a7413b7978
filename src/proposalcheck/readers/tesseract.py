"""The tesseract program: a picture of a page goes in, lines of words with boxes come out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

_PAGE_SECONDS = 180
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}
"""One thread a page: tesseract's own threads wait for each other, and two of them take longer than one."""
_XHTML = "{http://www.w3.org/1999/xhtml}"
_LINE_CLASSES = frozenset(("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"))
_FIELD = re.compile(r"(bbox|baseline|textangle|x_size|x_descenders|x_wconf)((?: -?[\d.]+)+)")
_INSTALLERS = {
    "brew": "brew install tesseract",
    "apt-get": "sudo apt-get install tesseract-ocr",
    "dnf": "sudo dnf install tesseract",
    "winget": "winget install tesseract-ocr.tesseract",
}


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
    """The program at `path`, with English and, where its data is there, the recognition of turned pages."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._segmentation: str | None = None

    def lines(self, picture: Picture) -> list[PrintedLine]:
        """Return the lines in a picture, block by block as tesseract orders them.

        Raises EngineError where the program fails or takes longer than three minutes.
        """
        page = b"P5\n%d %d\n255\n" % (picture.width, picture.height) + picture.grey
        if self._segmentation is None:
            self._segmentation = "1" if "osd" in self._run(["--list-langs"]).decode().split() else "3"
        wanted = ["stdin", "stdout", "--dpi", str(picture.resolution), "-l", "eng", "--psm", self._segmentation, "hocr"]
        return list(_lines(self._run(wanted, page)))

    def _run(self, arguments: list[str], page: bytes = b"") -> bytes:
        try:
            done = subprocess.run(
                [self._path, *arguments],
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


def installed() -> Tesseract | None:
    """Return the tesseract program of this machine, or None where there is none."""
    path = shutil.which("tesseract")
    return Tesseract(path) if path else None


def install_command() -> str:
    """Return the command that installs tesseract with the package manager of this machine."""
    usual = {"darwin": "brew", "win32": "winget"}.get(sys.platform, "apt-get")
    present = next((name for name in _INSTALLERS if shutil.which(name)), usual)
    return _INSTALLERS[present]


def _lines(page: bytes) -> Iterator[PrintedLine]:
    """Yield the lines of a page in hOCR (http://kba.github.io/hocr-spec/1.2/), the format with baselines and sizes."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True)
    root = etree.fromstring(page, parser) if page.strip() else None
    if root is None:
        raise EngineError("it gave no page back")
    for element in root.iter(_XHTML + "span"):
        if element.get("class") in _LINE_CLASSES:
            fields = _fields(element)
            words = tuple(_words(element, fields))
            if words:
                size = fields.get("x_size", (words[0].bottom - words[0].top,))[0]
                yield PrintedLine(words, size, round(fields.get("textangle", (0.0,))[0] / 90) % 4)


def _words(line: etree._Element, fields: dict[str, tuple[float, ...]]) -> Iterator[PrintedWord]:
    for element in line.iter(_XHTML + "span"):
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
