"""Folders of rule files -> Catalogue: every fault in every file is told at once, none is passed over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from proposalcheck.catalogue import kept
from proposalcheck.catalogue.catalogue import Catalogue, catalogue_of, with_needs
from proposalcheck.catalogue.reading import read_rule, read_signal
from proposalcheck.catalogue.schema import Rule, Signal
from proposalcheck.catalogue.source import RuleSource, read_source
from proposalcheck.errors import CatalogueError, UsageError
from proposalcheck.shipped import shipped

if TYPE_CHECKING:
    from proposalcheck.checks.own_model import OwnModel

SIGNALS = "signals"
"""The folder whose files are signals; every other folder is a family of rules."""


def load_catalogue(folder: Path | None = None, own: Sequence[Path] = (), model: OwnModel | None = None) -> Catalogue:
    """Return the catalogue in `folder`, or the one that is shipped, with the rules in the folders of `own` added.

    With `model`, that answers in place of the shipped one for the rules that it knows. The shipped catalogue alone is
    read once for the whole process. Raises CatalogueError with a line for every fault in every file: no document is
    checked with half a catalogue.
    """
    taught = model.classifier.labels if model else ()
    catalogue = _shipped() if folder is None and not own else _read(_roots(folder, own), taught)
    return replace(catalogue, own=model) if model else catalogue


@lru_cache(maxsize=1)
def _shipped() -> Catalogue:
    """Return the shipped catalogue, checked when its files or the code are others than at an earlier start."""
    root = shipped("rules")
    sha256 = _hash((path, path.read_bytes()) for path in _files_in(root))
    known = kept.catalogue(sha256)
    if known is None:
        known = _read([root])
        kept.keep(known)
    return known


def _read(roots: Sequence[Path], taught: Iterable[str] = ()) -> Catalogue:
    sources = [source for root in roots for source in sources_in(root)]
    signals = [(source, signal) for source in sources if is_signal(source) and (signal := read_signal(source))]
    rules = [(source, rule) for source in sources if not is_signal(source) and (rule := read_rule(source, taught))]
    _check_signals_known(rules, [signal for _, signal in signals])
    _check_ids_unique([(source, rule.id) for source, rule in rules], "rule")
    _check_ids_unique([(source, signal.id) for source, signal in signals], "signal")
    _check_needs(rules)
    faults = [fault for source in sources for fault in source.faults]
    if faults:
        raise CatalogueError(faults)
    sha256 = _hash((source.path, source.text) for source in sources)
    return catalogue_of((rule for _, rule in rules), (signal for _, signal in signals), sha256)


def _roots(folder: Path | None, own: Sequence[Path]) -> list[Path]:
    """Return the folders to be read, each once."""
    roots = [folder or shipped("rules"), *own]
    return list({root.resolve(): root for root in reversed(roots)}.values())[::-1]


def sources_in(root: Path) -> list[RuleSource]:
    """Return every rule file below `root` as it was read."""
    return [_source(path.relative_to(root), root) for path in _files_in(root)]


def _files_in(root: Path) -> list[Path]:
    """Return every YAML file below `root`, also those that lie where no rule file may, so that none is passed over."""
    if not root.is_dir():
        raise UsageError(f"{root} is no folder; give the folder that holds the rule files, one folder a family")
    paths = sorted(path for path in root.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file())
    if not paths:
        raise UsageError(f"{root} holds no rule files; they are named FAMILY/ID.yaml")
    return paths


def _source(within: Path, root: Path) -> RuleSource:
    source = read_source(root / within, (within if root == shipped("rules") else root / within).as_posix())
    if len(within.parts) != 2 or within.suffix != ".yaml":
        source.faults.append(source.fault((), "is not read here; a rule file is named FAMILY/ID.yaml"))
    return source


def is_signal(source: RuleSource) -> bool:
    """Tell whether a file is that of a signal, by the folder that it lies in."""
    return source.path.parent.name == SIGNALS


def _check_signals_known(rules: Sequence[tuple[RuleSource, Rule]], signals: Sequence[Signal]) -> None:
    known = {signal.id for signal in signals}
    for source, rule in rules:
        named = ((*place, key, name) for place, holder in rule.conditions() for key, name in holder.signals())
        for *key, name in named:
            if name not in known:
                what = f'no signal is called "{name}"; known are {", ".join(sorted(known)) or "none"}'
                source.faults.append(source.fault(tuple(key), what))


def _check_needs(rules: Sequence[tuple[RuleSource, Rule]]) -> None:
    """Add a fault for each rule that is drawn from one that is not there, or in a circle from itself."""
    known = {rule.id: rule for _, rule in rules}
    for source, rule in rules:
        needs = rule.check.needs()
        for name in sorted(needs - set(known)):
            source.faults.append(source.fault(("check", "answers"), f'no rule is called "{name}"'))
        if any(rule.id in with_needs([name], known) for name in needs):
            source.faults.append(source.fault(("check", "answers"), "the verdict is drawn in a circle from itself"))


def _check_ids_unique(named: Sequence[tuple[RuleSource, str]], thing: str) -> None:
    first: dict[str, RuleSource] = {}
    for source, name in named:
        if name in first:
            what = f'"{name}" is used already in {first[name].shown}; an id names one {thing}'
            source.faults.append(source.fault(("id",), what))
        first.setdefault(name, source)


def _hash(files: Iterable[tuple[Path, bytes]]) -> str:
    digest = hashlib.sha256()
    for path, text in files:
        digest.update(f"{path.parent.name}/{path.name}".encode() + b"\0" + text + b"\0")
    return digest.hexdigest()
