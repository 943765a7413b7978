"""What people decided on the findings of a document: a side file beside it, and what it does to a result.

The file stands beside the document and never inside it: a counterparty's file cannot carry its own suppressions. It
holds no text of the document.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from proposalcheck.errors import UsageError
from proposalcheck.finding import Decided, Finding, Outcome, Result

SUFFIX = ".decisions.json"
"""What the name of a document gets at its end to be that of its side file."""

Verdict = Literal["accepted", "rejected", "unsure"]
"""What a person says of a finding: it is right, it is wrong, or it cannot be told."""
Identity = tuple[str, str, str]
"""What a decision is about: fingerprint, type and value; a gap that becomes a strength is another finding."""
Words = Annotated[str, Field(min_length=1)]

_SCHEMA: Literal["proposalcheck-decisions/1"] = "proposalcheck-decisions/1"
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
_STRICT = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Decision(BaseModel):
    """What somebody decided on one finding; `on` is the day, `tool` the version of the program that showed it.

    `value` is the answer of a verdict, else empty. Who rejects a finding says why.
    """

    model_config = _STRICT
    fingerprint: str = Field(pattern="^[0-9a-f]{16}$")
    rule: Words
    type: Outcome
    value: str = ""
    decision: Verdict
    reason: str = ""
    by: Words
    on: date
    tool: Words

    @field_validator("reason")
    @classmethod
    def _has_reason(cls, reason: str) -> str:
        return reason.strip()

    @model_validator(mode="after")
    def _rejected_with_reason(self) -> Decision:
        if self.decision == "rejected" and not self.reason:
            raise ValueError("a finding that is rejected needs a reason; write one under `reason`")
        return self

    @property
    def identity(self) -> Identity:
        """What this is about."""
        return self.fingerprint, self.type, self.value


class Decisions(BaseModel):
    """All that was decided on one document; `kind` is what it was reviewed as."""

    model_config = _STRICT
    format: Literal["proposalcheck-decisions/1"] = Field(default=_SCHEMA, alias="schema")
    kind: Literal["proposal", "sow", "msa", "other"] | None = None
    decisions: tuple[Decision, ...] = ()

    def by_identity(self) -> dict[Identity, Decision]:
        """Return the decision on each finding."""
        return {decision.identity: decision for decision in self.decisions}

    def having(self, decision: Decision, kind: str) -> Decisions:
        """Return these with one more, in place of an earlier one on the same finding; raises nothing."""
        kept = tuple(earlier for earlier in self.decisions if earlier.identity != decision.identity)
        return self.model_copy(update={"decisions": (*kept, decision), "kind": kind})

    def as_text(self) -> str:
        """Return these as the side file holds them, a key a line."""
        return self.model_dump_json(by_alias=True, indent=1, exclude_none=True) + "\n"

    @property
    def sha256(self) -> str:
        """What tells these decisions from others."""
        return sha256(self.as_text().encode()).hexdigest()


def side_file(document: str) -> Path:
    """Return where the decisions on a document stand unless somebody says otherwise: beside it."""
    return Path(document + SUFFIX)


def identity(finding: Finding) -> Identity:
    """Return what a decision on `finding` is about."""
    return finding.fingerprint, finding.type, finding.value


def load_decisions(path: Path) -> Decisions | None:
    """Return what the side file at `path` holds, None where there is no such file.

    Raises UsageError, with a line for each fault as `path:line: key: what; what would be right`, for one that is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        if error.errno in _NOT_THERE:
            return None
        raise UsageError(f"{path}: the decisions cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}:1: file: is not UTF-8; save it as UTF-8") from error
    found = _parsed(path, text)
    _refuse_twice(path, text, found)
    return found


def _parsed(path: Path, text: str) -> Decisions:
    try:
        return Decisions.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        what = f"is not JSON: {error.msg}; `proposalcheck review` writes it, put back what it wrote"
        raise UsageError(f"{path}:{error.lineno}: file: {what}") from error
    except ValidationError as error:
        raise UsageError(
            "\n".join(_fault(path, text, fault["loc"], _told(fault)) for fault in error.errors())
        ) from error


def _refuse_twice(path: Path, text: str, found: Decisions) -> None:
    seen: set[Identity] = set()
    for place, decision in enumerate(found.decisions):
        if decision.identity in seen:
            what = f"is decided on twice ({decision.fingerprint}); keep one of the two"
            raise UsageError(_fault(path, text, ("decisions", place, "fingerprint"), what))
        seen.add(decision.identity)


def _fault(path: Path, text: str, key: Sequence[str | int], what: str) -> str:
    named = ".".join(str(step) for step in key) or "file"
    return f"{path}:{_line_of(text, key)}: {named}: {what}"


def _told(fault: ErrorDetails) -> str:
    """Return what is wrong with a side file and what would be right."""
    key, given = str(fault["loc"][-1]) if fault["loc"] else "", fault.get("input")
    known = Decision.model_fields if "decisions" in fault["loc"] else ("schema", "kind", "decisions")
    by_type = {
        "extra_forbidden": f"is no key of this file; known are {', '.join(known)}",
        "missing": f"is missing; add {key!r}",
        "literal_error": f"must be {fault.get('ctx', {}).get('expected')}, not {given!r}",
        "model_type": 'must be a table in braces, as {"schema": "proposalcheck-decisions/1", "decisions": []}',
    }
    by_key = {
        "fingerprint": f"must be the 16 figures and letters a to f that a report shows, not {given!r}",
        "on": f"must be a day such as 2026-05-31, not {given!r}",
    }
    return by_type.get(fault["type"]) or by_key.get(key) or str(fault["msg"]).removeprefix("Value error, ")


def _line_of(text: str, key: Sequence[str | int]) -> int:
    """Return the line on which `key` stands, or what surrounds it; JSON is YAML, whose parser tells places."""
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return 1
    line = 0
    for step in key:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line
        elif isinstance(node, yaml.MappingNode):
            inside = [(name, value) for name, value in node.value if name.value == step]
            if not inside:
                break
            line, node = inside[0][0].start_mark.line, inside[0][1]
    return line + 1


def honoured(result: Result, decisions: Decisions, *, narrowed: bool) -> Result:
    """Return `result` without the findings that were rejected, the others marked with what was decided on them.

    Scores are as they were. With `narrowed`, some rules were not asked on purpose, and a decision on one of them is not
    called stale; nor is any in a document that is not graded.
    """
    decided = decisions.by_identity()
    marked = [_marked(finding, decided.get(identity(finding))) for finding in result.findings]
    left = tuple(finding for finding in marked if finding is not None)
    told = Decided(len(result.findings) - len(left), stale(result, decisions.decisions, narrowed=narrowed))
    return replace(result, findings=left, decided=told)


def stale(result: Result, decisions: Iterable[Decision], *, narrowed: bool) -> tuple[tuple[str, str], ...]:
    """Return the fingerprint and rule of each decision whose finding `result`, before any is taken out, has not."""
    there = {identity(finding) for finding in result.findings}
    asked = set(result.rules_run)
    return tuple(
        (decision.fingerprint, decision.rule)
        for decision in decisions
        if decision.identity not in there and (decision.rule in asked or (result.graded and not narrowed))
    )


def _marked(finding: Finding, decision: Decision | None) -> Finding | None:
    """Return a finding with what was decided on it, or None where it was rejected."""
    if decision is None:
        return finding
    return None if decision.decision == "rejected" else replace(finding, decision=decision.decision)
