"""Write every sample document as DOCX, PDF and Markdown from its one source in `samples/sources`.

    python samples/make.py [FOLDER]

Without FOLDER the committed files are rewritten. They come out byte for byte the same on every run: dates are fixed
and nothing is compressed, because two versions of zlib may pack the same text differently.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from writing.markdown import as_markdown
from writing.pdf import as_pdf
from writing.sample import read_sample
from writing.word import as_docx

SAMPLES = Path(__file__).resolve().parent
WRITERS = {"docx": as_docx, "pdf": as_pdf, "md": as_markdown}


def main() -> None:
    """Write the files of every sample below the folder that the command line names, and print the path of each."""
    parser = argparse.ArgumentParser(description="Write the sample documents as DOCX, PDF and Markdown.")
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES, help="where to write; default: samples/")
    for path in make_all(parser.parse_args().folder):
        print(path)


def make_all(into: Path) -> list[Path]:
    """Write `<name>/<name>.docx`, `.pdf` and `.md` below `into` for every source, and return their paths."""
    made = []
    for source in sorted((SAMPLES / "sources").glob("*.yaml")):
        sample = read_sample(source)
        folder = into / sample.name
        folder.mkdir(parents=True, exist_ok=True)
        for suffix, write in WRITERS.items():
            made.append(folder / f"{sample.name}.{suffix}")
            made[-1].write_bytes(write(sample))
    return made


if __name__ == "__main__":
    main()
