"""`proposalcheck schema`."""

from __future__ import annotations

import json

from click.testing import CliRunner

from proposalcheck.cli import main
from proposalcheck.reports.json.schema import json_schema


def test_the_schema_is_printed() -> None:
    result = CliRunner().invoke(main, ["schema"], catch_exceptions=False)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == json.loads(json_schema())
