"""Reading a YAML file of the catalogue: plain strings, lists and mappings, with the line that each stands on.

The file is composed, not loaded: every scalar stays the string that was written, so that `no`, `1:30` and `2024-01-02`
mean themselves, and a key that is given twice is a fault instead of a silent loss.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

Data = str | list["Data"] | dict[str, "Data"]
Key = tuple[str | int, ...]
"""The way to a value from the top of the file: keys and places in lists."""


@dataclass(slots=True)
class RuleSource:
    """One YAML file: what it says, on which line each key stands, and the faults found while reading it."""

    path: Path
    shown: str
    text: bytes
    data: Data = ""
    lines: dict[Key, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, key: Key, what: str) -> str:
        """Return a fault as `path:line: key: what`; a key that is missing is shown at the line of what surrounds it."""
        near = key
        while near and near not in self.lines:
            near = near[:-1]
        named = ".".join(str(step) for step in key) or "file"
        return f"{self.shown}:{self.lines.get(near, 1)}: {named}: {what}"


def read_source(path: Path, shown: str) -> RuleSource:
    """Return the file at `path`; what cannot be read stands in its `faults`; messages call it `shown`."""
    import yaml

    source = RuleSource(path, shown, path.read_bytes())
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        node = yaml.compose(source.text, Loader=loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        source.faults.append(_syntax_fault(source, error))
        return source
    if not isinstance(node, yaml.MappingNode):
        source.faults.append(source.fault((), "a rule file is a list of keys and values, such as `id: auto-renewal`"))
        return source
    source.data = _plain(source, node, ())
    return source


def _syntax_fault(source: RuleSource, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else 1
    what = getattr(error, "problem", None) or str(error)
    cure = "put a text with a colon or a quote in quotes or under `>`"
    return f"{source.shown}:{line}: file: not valid YAML: {what}; {cure}"


def _plain(source: RuleSource, node: yaml.Node, key: Key) -> Data:
    import yaml

    source.lines.setdefault(key, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(source, node, key)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(source, item, (*key, place)) for place, item in enumerate(node.value)]
    return str(node.value)


def _mapping(source: RuleSource, node: yaml.MappingNode, key: Key) -> Data:
    found: dict[str, Data] = {}
    for name_node, value_node in node.value:
        name = str(name_node.value)
        if name in found:
            line = name_node.start_mark.line + 1
            source.faults.append(
                f"{source.shown}:{line}: {'.'.join(map(str, (*key, name)))}: given twice; keep one of the two"
            )
        source.lines[(*key, name)] = name_node.start_mark.line + 1
        found[name] = _plain(source, value_node, (*key, name))
    return found
