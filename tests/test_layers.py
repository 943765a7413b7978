"""A document flows one way: the layers that pyproject.toml declares hold, and every module has its place in them."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import proposalcheck

TOP = Path(__file__).resolve().parent.parent
PACKAGE = TOP / "src" / "proposalcheck"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Return what import-linter says about the package, with the contracts in the pyproject.toml of `folder`."""
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), *sys.path])}
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_contracts_hold() -> None:
    done = lint_imports(TOP)
    assert done.returncode == 0, done.stdout
    assert "Contracts: 1 kept, 0 broken." in done.stdout


def test_a_contract_that_does_not_hold_is_told(tmp_path: Path) -> None:
    settings = (TOP / "pyproject.toml").read_text(encoding="utf-8")
    turned = settings.replace('  "annotate | readers",\n', "").replace(
        '  "cli",\n', '  "annotate | readers",\n  "cli",\n'
    )
    assert turned != settings
    (tmp_path / "pyproject.toml").write_text(turned, encoding="utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert "proposalcheck.catalogue is not allowed to import proposalcheck.annotate" in done.stdout


def test_every_module_has_a_layer() -> None:
    settings = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    layers = {name.strip(" ()") for layer in contract["layers"] for name in layer.split("|")}
    modules = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert modules - {"__init__", *contract["exhaustive_ignores"]} <= layers
    assert Path(proposalcheck.__file__).parent == PACKAGE
