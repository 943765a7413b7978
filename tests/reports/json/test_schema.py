"""The JSON Schema: every report fits it, and nothing that the report does not hold does."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.reports.reported import lost, report

from proposalcheck.reports import json as json_report
from proposalcheck.reports.json.schema import json_schema
from proposalcheck.screening import screen

SAMPLES = sorted(path for path in Path("samples").glob("*/*") if path.suffix in {".docx", ".md", ".pdf"})
VALIDATOR = Draft202012Validator(json.loads(json_schema()))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(json_schema()))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_report_on_every_sample_fits(path: Path) -> None:
    told = json.loads(json_report.line(json_report.as_object(screen(path))))
    assert [error.message for error in VALIDATOR.iter_errors(told)] == []


def test_there_are_samples_in_every_format() -> None:
    assert {path.suffix for path in SAMPLES} == {".docx", ".md", ".pdf"}


def test_what_could_not_be_read_fits_alone_and_among_others(tmp_path: Path) -> None:
    assert VALIDATOR.is_valid(lost())
    assert VALIDATOR.is_valid([report(tmp_path), lost()])


def _objects(schema: Any) -> list[dict[str, Any]]:
    inside = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    mine = [schema] if isinstance(schema, dict) and "properties" in schema else []
    return mine + [found for value in inside for found in _objects(value)]


def test_no_object_of_ours_takes_keys_that_are_not_described() -> None:
    objects = _objects(json.loads(json_schema()))
    assert len(objects) > 20
    assert all(found["additionalProperties"] is False for found in objects)


@pytest.mark.parametrize("part", ["document", "coverage", "tool", "deal", "scorecard"])
def test_an_unknown_key_does_not_fit(tmp_path: Path, part: str) -> None:
    told = report(tmp_path)
    assert VALIDATOR.is_valid(told)
    changed = copy.deepcopy(told)
    changed[part]["surprise"] = 1
    assert not VALIDATOR.is_valid(changed)


def test_a_missing_key_does_not_fit(tmp_path: Path) -> None:
    told = report(tmp_path)
    assert not VALIDATOR.is_valid({name: value for name, value in told.items() if name != "commitments"})
