"""The file that a command writes: never one of its inputs, and under its name only when it is complete."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from proposalcheck.errors import UsageError


def check_output(output: str | None, documents: Sequence[str], made: str) -> None:
    """Raise UsageError where `output` is one of `documents`, under whatever name, or can be no file.

    It is asked before long work is done. `made` is what the name suggested instead ends in, such as "brief".
    """
    if output is None:
        return
    target = Path(output)
    for document in documents:
        if _is_same_file(target, document):
            which = "the document itself" if len(documents) == 1 else "one of the documents"
            other = Path(document).with_stem(f"{Path(document).stem}-{made}")
            raise UsageError(f"{output}: is {which}; give another name, such as {other}")
    if target.is_dir():
        raise UsageError(f"{output}: is a folder; give the name of a file in it")
    if not target.parent.is_dir():
        raise UsageError(f"{output}: there is no folder {target.parent}; make it first")


def layout_of(layout: str | None, output: str | None, by_ending: Mapping[str, str], usual: str) -> str:
    """Return the format that was asked for, else the one that the name of `output` ends in, else the `usual` one.

    Raises UsageError where the two say different things.
    """
    ending = Path(output).suffix.lower() if output else ""
    named = by_ending.get(ending)
    if layout and named and named != layout:
        raise UsageError(f"{output}: ends in {ending} and --format says {layout}; let the two agree")
    return layout or named or usual


def _is_same_file(target: Path, document: str) -> bool:
    """Tell whether both are one file, by a link, another case of letters or another path to it, too."""
    with suppress(OSError):
        return target.samefile(document)
    return False


@contextmanager
def opened(output: str | None) -> Iterator[TextIO]:
    """Yield the text file (UTF-8, line ends as they come) that becomes `output` in the end, or standard output.

    Bytes go into its `buffer`. Where it ends early nothing of it is left, and what was called `output` is as it was.
    """
    if output is None:
        yield sys.stdout
        return
    if _is_device(output):
        with Path(output).open("w", encoding="utf-8", newline="") as device:
            yield device
        return
    unfinished = Path(f"{output}.{os.getpid()}.part")
    try:
        with unfinished.open("x", encoding="utf-8", newline="") as file:
            yield file
        unfinished.replace(output)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror})") from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _is_device(output: str) -> bool:
    """Tell whether `output` is there and no file, as /dev/null and pipes are: nothing may take its place."""
    return Path(output).exists() and not Path(output).is_file()


def write(output: str | None, data: bytes) -> None:
    """Write `data` to the file called `output`, or to standard output."""
    with opened(output) as target:
        target.flush()
        target.buffer.write(data)
        target.buffer.flush()
