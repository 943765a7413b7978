"""The formats of `scan`: what a module offers, and where text and bytes go."""

from __future__ import annotations

import pickle
import sys
import types
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.documents import rule_data, write_catalogue, write_file

from proposalcheck.catalogue import load_catalogue
from proposalcheck.cli import formats, main
from proposalcheck.cli.formats import FORMATS, Format, is_binary, module_of
from proposalcheck.cli.scan import command
from proposalcheck.screening import screen


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return write_catalogue(tmp_path / "rules", rule_data())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_what_was_read_and_what_was_not(rules: Path, tmp_path: Path, name: str) -> None:
    module = module_of(name)
    path = write_file(tmp_path, "offer.md", "# Term\n\nThe term renews by itself each May.\n")
    read = module.part(screen(path, catalogue=load_catalogue(rules), kind="sow"))
    unread = module.unread("lost.pdf", "lost.pdf: there is no such file")
    report = module.whole(pickle.loads(pickle.dumps([read, unread])))
    assert isinstance(report, bytes if is_binary(name) else str)
    assert is_binary(name) or ("offer.md" in str(report) and "there is no such file" in str(report))


def with_format(monkeypatch: pytest.MonkeyPatch, made: str | bytes) -> None:
    """Make "counted" a format whose report is `made`, then how many documents were read and how many were not."""
    module = types.ModuleType("counted")
    whole = (lambda parts: made + "".join(parts)) if isinstance(made, str) else (lambda parts: made + b"".join(parts))
    read, unread = ("+", "-") if isinstance(made, str) else (b"+", b"-")
    module.__dict__.update(part=lambda result: read, unread=lambda path, what: unread, whole=whole)
    monkeypatch.setitem(sys.modules, "counted", module)
    known = Format("counted", binary=isinstance(made, bytes))
    monkeypatch.setattr(formats, "FORMATS", {**FORMATS, "counted": known})
    option = next(option for option in command.params if option.name == "layout")
    monkeypatch.setattr(option.type, "choices", (*formats.NAMES, "counted"))


def scan(rules: Path, *arguments: object) -> Result:
    fixed = ["scan", "--rules-only", "--rules", str(rules), "--jobs", "1", "--fail-on", "never", "--format", "counted"]
    return CliRunner().invoke(main, [*fixed, *map(str, arguments)], catch_exceptions=False)


@pytest.mark.parametrize(("made", "told"), [("Zähl:", "Zähl:+-\n".encode()), (b"\x00\xff", b"\x00\xff+-")])
def test_text_and_bytes_go_to_a_file_and_to_a_pipe(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str | bytes, told: bytes
) -> None:
    with_format(monkeypatch, made)
    files = [write_file(tmp_path, "offer.md", "It renews by itself."), tmp_path / "none.md"]
    piped = scan(rules, *files)
    assert (piped.exit_code, piped.stdout_bytes) == (3, told)
    assert scan(rules, "-o", tmp_path / "out", *files).exit_code == 3
    assert (tmp_path / "out").read_bytes() == told


def test_bytes_to_a_terminal_are_refused_before_anything_is_read(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_format(monkeypatch, b"\x00")
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True, raising=False)
    done = scan(rules, tmp_path / "none.md")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "proposalcheck: --format counted is no text for a terminal; say where it goes with --output FILE\n"
    )
