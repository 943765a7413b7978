"""Where documents lie: files, folders, patterns, and addresses such as s3://bucket/folder when somebody names one."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

from proposalcheck.decisions import SUFFIX
from proposalcheck.errors import ReadError, UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

DOCUMENT_ENDINGS = frozenset(".pdf .docx .docm .dotx .md .markdown .txt .text .html .htm .doc .rtf .odt .pages".split())
"""Endings of the files that a folder is searched for; what cannot be read of these is reported, not passed over."""

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
"""How an address begins that is not a path on this machine."""


def is_address(path: str) -> bool:
    """Tell whether `path` is an address to be opened over a network (or another store), not a path."""
    return bool(_ADDRESS.match(path))


def documents_of(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the documents that `paths` stand for, in a stable order, and a line for each thing left out.

    A file that is named is always taken. A folder in which no document lies stands for itself, to be told as unread.
    Raises UsageError for a pattern that fits nothing and for an address that cannot be asked.
    """
    documents: list[str] = []
    left_out: list[str] = []
    for path in paths:
        inside, other = _found(path)
        documents += inside
        if other:
            left_out.append(_told_left_out(path, other))
    return list(dict.fromkeys(documents)), left_out


def content_of(path: str) -> bytes | None:
    """Return the content of what lies at an address, or None for a path; raises ReadError where it cannot be had."""
    if not is_address(path):
        return None
    files, name = _asked(path)
    try:
        return cast("bytes", files.cat_file(name))
    except Exception as error:  # each kind of store raises errors of its own
        raise ReadError(f"{path}: could not be fetched ({_first_line(error)})") from error


def _found(path: str) -> tuple[list[str], int]:
    """Return the documents that one path stands for, and how many other files lie beside them."""
    if is_address(path):
        return _at_address(path)
    if Path(path).is_dir():
        return _in_folder(path)
    if not Path(path).exists() and glob.has_magic(path):
        return _of_pattern(path), 0
    return [path], 0


def _in_folder(path: str) -> tuple[list[str], int]:
    inside = sorted(file for file in Path(path).rglob("*") if file.is_file() and not _is_hidden(file, Path(path)))
    documents = [str(file) for file in inside if is_document(file.name)]
    beside = sum(file.name.endswith(SUFFIX) for file in inside)
    return (documents, len(inside) - len(documents) - beside) if documents else ([path], 0)


def _of_pattern(pattern: str) -> list[str]:
    files = sorted(file for file in glob.glob(pattern, recursive=True) if Path(file).is_file())  # noqa: PTH207
    if not files:
        raise UsageError(f"{pattern}: no file fits this pattern; quote it, and use ** for folders at any depth")
    return files


def _at_address(path: str) -> tuple[list[str], int]:
    """Return what lies at an address: itself if it is a file or cannot be listed, else the documents below it."""
    files, name = _asked(path)
    if path.lower().startswith(("http://", "https://")):
        return [path], 0
    try:
        if not glob.has_magic(name) and not files.isdir(name):
            return [path], 0
        inside = sorted(files.glob(name) if glob.has_magic(name) else files.find(name))
    except Exception as error:  # each kind of store raises errors of its own
        raise UsageError(f"{path}: cannot be listed ({_first_line(error)})") from error
    documents = [cast("str", files.unstrip_protocol(file)) for file in inside if is_document(file)]
    return (documents, len(inside) - len(documents)) if documents else ([path], 0)


def _asked(path: str) -> tuple[AbstractFileSystem, str]:
    """Return the store that an address names, and the name of the file in it."""
    try:
        import fsspec
    except ImportError as error:
        raise UsageError(f"{path}: addresses need a package; pip install 'proposalcheck[remote]'") from error
    try:
        files, name = fsspec.core.url_to_fs(path)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{path}: {_first_line(error)}") from error
    return files, name


def is_document(name: str) -> bool:
    """Tell whether a file is taken for a document by the ending of its name."""
    return PurePosixPath(name).suffix.lower() in DOCUMENT_ENDINGS


def _is_hidden(file: Path, root: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in file.relative_to(root).parts)


def _told_left_out(folder: str, count: int) -> str:
    if count == 1:
        return f"{folder}: 1 file that is no document by its ending left out"
    return f"{folder}: {count} files that are no documents by their ending left out"


def _first_line(error: Exception) -> str:
    return next(_lines(error), type(error).__name__)


def _lines(error: Exception) -> Iterator[str]:
    yield from (line.strip() for line in str(error).splitlines() if line.strip())
