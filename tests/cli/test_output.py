"""Files that commands write."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documents import write_file

from proposalcheck.cli.output import check_output, opened, write
from proposalcheck.errors import UsageError


def straight(path: Path) -> Path:
    return path


def by_a_detour(path: Path) -> Path:
    return path.parent / "more" / ".." / path.name


def by_symbolic_link(path: Path) -> Path:
    (path.parent / "link.md").symlink_to(path)
    return path.parent / "link.md"


def by_hard_link(path: Path) -> Path:
    os.link(path, path.parent / "twin.md")
    return path.parent / "twin.md"


@pytest.mark.parametrize("named", [straight, by_a_detour, by_symbolic_link, by_hard_link])
def test_an_input_is_refused_under_every_name(tmp_path: Path, named: Callable[[Path], Path]) -> None:
    path = write_file(tmp_path, "offer.md", "old")
    (tmp_path / "more").mkdir()
    target = named(path)
    with pytest.raises(UsageError) as told:
        check_output(str(target), [str(path)], "brief")
    right = tmp_path / "offer-brief.md"
    assert str(told.value) == f"{target}: is the document itself; give another name, such as {right}"


def test_one_of_several_inputs_is_refused(tmp_path: Path) -> None:
    paths = [str(write_file(tmp_path, name, "old")) for name in ("a.md", "b.md")]
    with pytest.raises(UsageError) as told:
        check_output(paths[1], ["s3://bucket/a.md", *paths], "report")
    right = tmp_path / "b-report.md"
    assert str(told.value) == f"{paths[1]}: is one of the documents; give another name, such as {right}"


def test_another_file_and_no_file_are_let_through(tmp_path: Path) -> None:
    path, old = (str(write_file(tmp_path, name, "the same")) for name in ("a.md", "b.md"))
    check_output(old, [path], "report")
    check_output(str(tmp_path / "new.md"), [path], "report")
    check_output(None, [path], "report")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("", "is a folder; give the name of a file in it"),
        ("none/a.md", "there is no folder {0}/none; make it first"),
    ],
)
def test_what_can_be_no_file_is_refused(tmp_path: Path, name: str, what: str) -> None:
    target = tmp_path / name
    with pytest.raises(UsageError) as told:
        check_output(str(target), [], "report")
    assert str(told.value) == f"{target}: {what.format(tmp_path)}"


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = write_file(tmp_path, "report.txt", "old")
    with opened(str(path)) as target:
        target.write("new\r\n")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new\r\n"
    assert list(tmp_path.iterdir()) == [path]


def write_half(path: str, ending: type[BaseException]) -> None:
    with opened(path) as target:
        target.write("half")
        raise ending


@pytest.mark.parametrize("ending", [KeyboardInterrupt, ValueError])
def test_a_run_that_ends_early_leaves_what_was_there(tmp_path: Path, ending: type[BaseException]) -> None:
    path = write_file(tmp_path, "report.txt", "old")
    with pytest.raises(ending):
        write_half(str(path), ending)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_that_cannot_be_is_told(tmp_path: Path) -> None:
    name = str(tmp_path / ("b" * 250 + ".md"))
    with pytest.raises(UsageError) as told:
        write(name, b"new")
    assert str(told.value) == f"{name}: cannot be written (File name too long)"
    assert list(tmp_path.iterdir()) == []


def test_bytes_go_to_standard_output_as_they_are(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(None, b"\x00\r\n\xff")
    assert capfdbinary.readouterr().out == b"\x00\r\n\xff"


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(str(pipe), b"told")
    assert os.read(reader, 10) == b"told"
    os.close(reader)
    assert pipe.is_fifo()
