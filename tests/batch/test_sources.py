"""Where documents lie: what each way of naming them stands for, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalcheck.batch.sources import content_of, documents_of, is_address
from proposalcheck.errors import ReadError, UsageError

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.pdf", "a.docx", "deep/c.md", "deep/notes.xyz", ".hidden/d.pdf", "deep/~$c.docx"):
        file = tmp_path / "in" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def bucket() -> str:
    files = fsspec.filesystem("memory")
    files.store.clear()
    for name in ("/box/b.pdf", "/box/deep/a.md", "/box/notes.xyz"):
        files.pipe_file(name, name.encode())
    return "memory://box"


@pytest.mark.usefixtures("folder")
def test_a_folder_stands_for_the_documents_in_it() -> None:
    assert documents_of(["in"]) == (
        ["in/a.docx", "in/b.pdf", "in/deep/c.md"],
        ["in: 1 file that is no document by its ending left out"],
    )


@pytest.mark.usefixtures("folder")
def test_a_pattern_stands_for_the_files_that_fit_it_and_none_is_named_twice() -> None:
    assert documents_of(["in/**/*.md", "in/*.pdf", "in/b.pdf"]) == (["in/deep/c.md", "in/b.pdf"], [])


@pytest.mark.usefixtures("folder")
def test_a_pattern_that_fits_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^in/\*\.rtf: no file fits this pattern"):
        documents_of(["in/*.rtf"])


def test_a_file_whose_name_looks_like_a_pattern_is_itself(folder: Path) -> None:
    (folder / "offer [2].md").write_text("x")
    assert documents_of(["offer [2].md"]) == (["offer [2].md"], [])


@pytest.mark.usefixtures("folder")
def test_a_missing_file_stands_for_itself_to_be_told_as_unread() -> None:
    assert documents_of(["none.pdf"]) == (["none.pdf"], [])


def test_an_address_of_a_folder_stands_for_the_documents_below_it(bucket: str) -> None:
    assert documents_of([bucket]) == (
        ["memory:///box/b.pdf", "memory:///box/deep/a.md"],
        ["memory://box: 1 file that is no document by its ending left out"],
    )
    assert documents_of([f"{bucket}/*.pdf"]) == (["memory:///box/b.pdf"], [])
    assert documents_of([f"{bucket}/b.pdf"]) == (["memory://box/b.pdf"], [])


def test_content_is_fetched_from_addresses_only(bucket: str) -> None:
    assert content_of(f"{bucket}/b.pdf") == b"/box/b.pdf"
    assert content_of("in/b.pdf") is None


def test_what_cannot_be_fetched_is_named(bucket: str) -> None:
    with pytest.raises(ReadError, match=r"^memory://box/none\.pdf: could not be fetched \("):
        content_of(f"{bucket}/none.pdf")


def test_an_address_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^carrier-pigeon://coop: Protocol not known: carrier-pigeon"):
        documents_of(["carrier-pigeon://coop"])


@pytest.mark.parametrize(
    ("path", "expected"),
    [("s3://bucket/a.pdf", True), ("https://host/a.pdf", True), ("a.pdf", False), ("C:/a.pdf", False), ("a://", False)],
)
def test_addresses_are_told_from_paths(path: str, *, expected: bool) -> None:
    assert is_address(path) is expected
