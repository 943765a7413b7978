"""Settings: `proposalcheck.toml`, or `[tool.proposalcheck]` in `pyproject.toml`, checked before a document is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from proposalcheck.errors import SettingsError, UsageError
from proposalcheck.finding import Severity

FILE_NAME = "proposalcheck.toml"
"""The name under which settings are looked for, from the current folder upwards."""

Reader = Literal["client", "provider"]
"""Whose eyes read a document."""
Decides = Literal["phrases", "either", "both", "alone"]
"""Who has the word: what the phrases found, the model that reads sentences, either of them, or both together."""
Threshold = float | str
"""A limit: a number in the unit of the rule, or with a unit of its own, as "45 days"."""


def _from_list(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _threshold(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError('must be a number, or a text with a unit such as "45 days"')
    return value


def _model_use(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value not in get_args(Decides):
        raise ValueError(f"must be one of {', '.join(get_args(Decides))}, or a table with a bar, not {value!r}")
    return {"decides": value}


Names = Annotated[tuple[str, ...], BeforeValidator(_from_list)]


class ModelUse(BaseModel):
    """How a rule uses the model that reads sentences.

    `decides` is who has the word: the phrases, while the model grades how sure they are; either, so that the model
    speaks where the phrases are silent; both, so that phrases count where the model agrees; or the model alone. `bar`
    is the probability that a sentence needs for the model to speak or agree, or None for what training found best.
    `like` names the shipped rule whose idea the model is to look for, where that is not the rule itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, str_strip_whitespace=True)

    decides: Decides = "either"
    bar: float | None = Field(default=None, ge=0, le=1)
    like: str = ""

    @model_validator(mode="after")
    def _has_use_for_its_bar(self) -> Self:
        if self.decides == "phrases" and self.bar is not None:
            raise ValueError("phrases need no bar; take `bar` out, or let the model decide: either, both or alone")
        return self


class Settings(BaseModel):
    """How documents are to be screened; what nobody sets is as the program is shipped.

    `select` and `ignore` name rules or families; `rules` are folders of own rules, added to the shipped ones, or in
    their place with `rules_only`. `severity` and `thresholds` are by rule: how bad it is, and the limit it goes by, as
    a number in the unit of the rule or a text with a unit of its own ("45 days"). With `explain`, reasons name the
    words that the classifier went by. `models` is a folder with a model of your own, as `train` wrote it. `model` says
    by rule who decides, its phrases or the model: one word, or a table with a bar as well.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, alias_generator=lambda name: name.replace("_", "-")
    )

    select: Names = ()
    ignore: Names = ()
    kind: Literal["auto", "proposal", "sow", "msa"] = "auto"
    side: Reader = "client"
    fail_on: Literal["high", "medium", "low", "never"] = "high"
    ocr: Literal["auto", "never", "force"] = "auto"
    jobs: int | None = Field(default=None, ge=1)
    rules: Names = ()
    rules_only: bool = False
    models: str = ""
    explain: bool = False
    severity: dict[str, Severity] = Field(default_factory=dict)
    thresholds: dict[str, Annotated[Threshold, BeforeValidator(_threshold)]] = Field(default_factory=dict)
    model: dict[str, Annotated[ModelUse, BeforeValidator(_model_use)]] = Field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.model_dump_json())

    def overlaid(self, **given: object) -> Self:
        """Return these settings with those of `given` in their place that are not None: the command line wins."""
        return self.model_copy(update={name: value for name, value in given.items() if value is not None})


@dataclass(slots=True)
class SettingsFile:
    """A file of settings: what it says where that makes sense, and a line for every fault in it."""

    path: Path
    text: str
    settings: Settings = field(default_factory=Settings)
    faults: list[str] = field(default_factory=list)

    def fault(self, key: Sequence[str | int], what: str, entry: str = "") -> str:
        """Return a fault as `path:line: key: what`, at the line of `entry` where that is one of a list."""
        named = ".".join(str(step) for step in key)
        words = [step for step in (*key, entry) if isinstance(step, str) and step]
        return f"{_shown(self.path)}:{_line_of(self.text, words)}: {named}: {what}"

    def refuse(self, further: Sequence[str] = ()) -> None:
        """Raise SettingsError with every fault in the file, and with those found `further` on."""
        if self.faults or further:
            raise SettingsError("\n".join((*self.faults, *further)))


def _shown(path: Path) -> Path:
    """Return `path` as seen from the current folder where it lies in it, which is shorter to read."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def settings_file(named: str | None, folder: Path) -> SettingsFile:
    """Return the file called `named`, or the nearest one from `folder` upwards, or an empty one where there is none.

    Raises SettingsError when it cannot be read or is not TOML; all else that is wrong stands in its `faults`.
    """
    path = Path(named) if named else _nearest(folder)
    if path is None:
        return SettingsFile(folder / FILE_NAME, "")
    return _validated(path, *_read(path))


def _nearest(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        if (place / FILE_NAME).is_file():
            return place / FILE_NAME
        project = place / "pyproject.toml"
        if project.is_file() and "tool.proposalcheck" in project.read_text(encoding="utf-8", errors="replace"):
            return project
    return None


def _read(path: Path) -> tuple[str, Mapping[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise UsageError(
            f"{path}: the settings cannot be read ({error.strerror}); give a file with --settings"
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{_shown(path)}:1: file: is not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        where = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        line = where[1] if where else len(text.rstrip().split("\n"))
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise SettingsError(
            f'{_shown(path)}:{line}: file: is not TOML: {what}; write settings as `kind = "sow"`'
        ) from error
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("proposalcheck", {})
    return text, data


def _validated(path: Path, text: str, data: Mapping[str, Any]) -> SettingsFile:
    """Return the settings in `data`; each wrong one is told, and left out of what is returned."""
    file = SettingsFile(path, text)
    try:
        settings = Settings.model_validate(data)
    except ValidationError as error:
        faults = error.errors()
        file.faults += [file.fault(details["loc"], _told(details)) for details in faults]
        wrong = {details["loc"][0] for details in faults}
        settings = Settings.model_validate({key: value for key, value in data.items() if key not in wrong})
    folders = tuple(str(path.parent / folder) for folder in settings.rules)
    models = str(path.parent / settings.models) if settings.models else None
    file.settings = settings.overlaid(rules=folders, models=models)
    return file


def _told(details: ErrorDetails) -> str:
    """Return what is wrong with a setting and what would be right."""
    context, given = details.get("ctx", {}), details.get("input")
    if details["type"] == "extra_forbidden":
        fields = ModelUse.model_fields if details["loc"][0] == "model" else Settings.model_fields
        known = [name.replace("_", "-") for name in fields]
        near = get_close_matches(str(details["loc"][-1]), known, n=1)
        return f"is no setting; {f'did you mean {near[0]}?' if near else 'known are ' + ', '.join(known)}"
    sayings = {
        "literal_error": f"must be one of {context.get('expected')}, not {given!r}",
        "tuple_type": 'must be a list of texts, as ["contract", "publicity"]',
        "string_type": f"must be a text in quotes, not {given!r}",
        "int_type": f"must be a whole number, not {given!r}",
        "bool_type": f"must be true or false, not {given!r}",
        "greater_than_equal": f"must be at least {context.get('ge', 0):g}, not {given!r}",
        "less_than_equal": f"must be at most {context.get('le', 0):g}, not {given!r}",
        "float_parsing": f"must be a number, not {given!r}",
        "model_type": f'must be a word, or a table such as {{ decides = "both", bar = 0.7 }}, not {given!r}',
        "dict_type": f"must be a table: write [{details['loc'][-1]}], and below it a line for each rule",
    }
    return sayings.get(details["type"], str(details["msg"]).removeprefix("Value error, "))


def _line_of(text: str, names: Sequence[str]) -> int:
    """Return the line on which the last of `names` stands, each looked for below the one before; 1 if none is found."""
    lines = [line.partition("#")[0] for line in text.split("\n")]
    place = next((index for index, line in enumerate(lines) if _OWN_TABLE.match(line)), 0)
    for name in names:
        word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
        place = next((index for index in range(place, len(lines)) if word.search(lines[index])), place)
    return place + 1


_OWN_TABLE = re.compile(r"\s*\[\s*tool\s*\.\s*proposalcheck\b")
