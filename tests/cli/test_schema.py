"""`proposalcheck schema`."""

from __future__ import annotations

import json
from types import ModuleType

import pytest
from click.testing import CliRunner

from proposalcheck.cli import main
from proposalcheck.reports.clauses import schema as clauses
from proposalcheck.reports.json import schema as scan
from proposalcheck.reports.rounds import schema as diff


@pytest.mark.parametrize(("what", "printed"), [([], scan), (["scan"], scan), (["clauses"], clauses), (["diff"], diff)])
def test_the_schema_is_printed(what: list[str], printed: ModuleType) -> None:
    result = CliRunner().invoke(main, ["schema", *what], catch_exceptions=False)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == json.loads(printed.json_schema())


def test_what_has_no_schema_is_refused() -> None:
    result = CliRunner().invoke(main, ["schema", "brief"])
    assert result.exit_code == 2
    assert "'brief' is not one of 'scan', 'clauses', 'diff'" in result.stderr
