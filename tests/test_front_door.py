"""The front door: what `import proposalcheck` offers, and how little it costs."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

import proposalcheck
from proposalcheck.cli import _COMMANDS, main
from proposalcheck.errors import CatalogueError, ProposalcheckError, ReadError, UsageError

HEAVY = ("spacy", "numpy", "pydantic", "lxml", "sklearn", "re2", "pdfplumber", "docx", "rich", "yaml")


def loaded_after(code: str) -> list[str]:
    """Return which of the heavy libraries are loaded after `code` has run in a Python of its own."""
    probe = f"import sys\n{code}\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", probe], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[-2].split()


def test_what_is_offered_is_what_can_be_seen() -> None:
    assert sorted(dir(proposalcheck)) == sorted([*proposalcheck.__all__, "__version__"])
    assert proposalcheck.__all__ == ["Document", "Finding", "Result", "load_catalogue", "read", "screen"]


@pytest.mark.parametrize("name", proposalcheck.__all__)
def test_every_name_that_is_offered_is_there(name: str) -> None:
    offered = getattr(proposalcheck, name)
    assert callable(offered)
    assert offered.__name__ == name
    assert offered is getattr(importlib.import_module(offered.__module__), name)


def test_no_module_stands_in_the_way_of_a_name() -> None:
    code = (
        "import proposalcheck.cli.batch\nfrom proposalcheck import read, screen\nprint(*map(callable, (read, screen)))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "True True\n"


def test_a_name_that_is_not_offered() -> None:
    with pytest.raises(AttributeError) as error:
        proposalcheck.scan  # noqa: B018
    assert str(error.value) == (
        "proposalcheck has no 'scan'; it offers Document, Finding, Result, load_catalogue, read, screen"
    )


def test_importing_loads_nothing_heavy() -> None:
    assert loaded_after("import proposalcheck") == []


def test_help_loads_nothing_heavy() -> None:
    assert loaded_after("from proposalcheck.cli import main\nmain(['--help'], standalone_mode=False)") == []


def test_documents_and_findings_load_nothing_heavy() -> None:
    assert loaded_after("from proposalcheck import Document, Finding, Result") == []


def test_reading_markdown_loads_no_reader_of_other_formats() -> None:
    loaded = loaded_after("from proposalcheck.readers.structure import DocumentBuilder")
    assert loaded == []


def test_help_names_every_command() -> None:
    done = CliRunner().invoke(main, ["--help"])
    assert done.exit_code == 0
    told = " ".join(done.stdout[done.stdout.index("Commands:") :].split())
    assert told == " ".join(["Commands:", *(f"{name} {line}" for name, line in _COMMANDS.items())])


def test_the_version() -> None:
    done = CliRunner().invoke(main, ["--version"])
    assert done.stdout == f"proposalcheck, version {proposalcheck.__version__}\n"


def test_an_unknown_command_is_2() -> None:
    done = CliRunner().invoke(main, ["grade"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "No such command 'grade'." in done.stderr


@pytest.mark.parametrize(
    ("error", "code"), [(ProposalcheckError, 2), (UsageError, 2), (CatalogueError, 2), (ReadError, 3)]
)
def test_the_exit_code_stands_on_the_error(error: type[ProposalcheckError], code: int) -> None:
    assert error.exit_code == code


def test_python_can_run_the_package() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(
        [sys.executable, "-m", "proposalcheck", "--version"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"proposalcheck, version {proposalcheck.__version__}\n"
