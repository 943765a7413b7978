"""Rule files -> Catalogue: all rules and signals, or every fault in them at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from proposalcheck.annotate import PhraseSet, SignalDefinition
from proposalcheck.catalogue.schema import Rule, Signal, read_rule, read_signal
from proposalcheck.catalogue.source import RuleSource, read_source
from proposalcheck.errors import CatalogueError, UsageError
from proposalcheck.shipped import shipped

__all__ = ["Catalogue", "Rule", "Signal", "load_catalogue"]

SIGNALS = "signals"
"""The folder whose files are signals; every other folder is a family of rules."""


@dataclass(frozen=True)
class Catalogue:
    """The rules by id in the order of their families, the signals they share, and the hash of all their files.

    `helpers` are rules that were not chosen but that a chosen verdict is drawn from: they are asked and not reported.
    """

    rules: dict[str, Rule]
    signals: dict[str, Signal]
    sha256: str
    helpers: dict[str, Rule] = field(default_factory=dict)

    @cached_property
    def phrases(self) -> PhraseSet:
        """All phrases of all rules and signals, compiled to be looked for in one pass."""
        owners: list[Rule | Signal] = [*self.signals.values(), *self.helpers.values(), *self.rules.values()]
        return PhraseSet(phrase for owner in owners for _, phrase in _phrases_of(owner))

    @cached_property
    def signal_definitions(self) -> tuple[SignalDefinition, ...]:
        """The signals as the annotator takes them."""
        return tuple(
            SignalDefinition(signal.id, signal.any_of, signal.unless_in_sentence) for signal in self.signals.values()
        )

    def for_kind(self, kind: str) -> list[Rule]:
        """Return the rules that apply to documents of `kind`."""
        return [rule for rule in self.rules.values() if kind in rule.applies_to]

    def in_order(self, kind: str) -> list[Rule]:
        """Return the rules to ask of documents of `kind`, helpers too: each after those that it is drawn from."""
        everything = self.helpers | self.rules
        ordered = _with_needs(everything, everything)
        return [rule for rule in ordered.values() if kind in rule.applies_to]

    def restricted(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Catalogue:
        """Return the catalogue with only the rules or families in `select` (empty: all) and without those in `ignore`.

        Raises UsageError for a name that is neither a rule nor a family.
        """
        known = set(self.rules) | {rule.family for rule in self.rules.values()}
        for name in (*select, *ignore):
            if name not in known:
                raise UsageError(f'no rule or family is called "{name}"; `proposalcheck rules list` shows them all')
        kept = {
            rule.id: rule
            for rule in self.rules.values()
            if (not select or {rule.id, rule.family} & set(select)) and not {rule.id, rule.family} & set(ignore)
        }
        everything = self.helpers | self.rules
        needed = _with_needs(kept, everything)
        helpers = {name: rule for name, rule in needed.items() if name not in kept}
        return Catalogue(kept, self.signals, self.sha256, helpers)


def _with_needs(wanted: Iterable[str], known: Mapping[str, Rule]) -> dict[str, Rule]:
    """Return the rules called `wanted` and all that they are drawn from, each after its needs, no circle followed."""
    ordered: dict[str, Rule] = {}

    def take(name: str, above: tuple[str, ...]) -> None:
        if name in known and name not in ordered and name not in above:
            for need in sorted(known[name].check.needs()):
                take(need, (*above, name))
            ordered[name] = known[name]

    for name in wanted:
        take(name, ())
    return ordered


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Return the catalogue in `folder`, or the one that is shipped.

    Raises CatalogueError with a line for every fault in every file: no document is checked with half a catalogue.
    """
    root = folder or shipped("rules")
    if not root.is_dir():
        raise UsageError(f"{root} is no folder; give the folder that holds the rule files, one folder a family")
    sources = [read_source(path, path.relative_to(root).as_posix()) for path in _files(root)]
    if not sources:
        raise UsageError(f"{root} holds no rule files; they are named FAMILY/ID.yaml")
    _check_named(sources)
    signals = [signal for source in sources if _is_signal(source) and (signal := read_signal(source))]
    rules = [(source, rule) for source in sources if not _is_signal(source) and (rule := read_rule(source))]
    _check_signals_known(rules, signals)
    _check_ids_unique(rules)
    _check_needs(rules)
    faults = [fault for source in sources for fault in source.faults]
    if faults:
        raise CatalogueError(faults)
    ordered = {rule.id: rule for _, rule in rules}
    return Catalogue(ordered, {signal.id: signal for signal in signals}, _hash(sources))


def _files(root: Path) -> list[Path]:
    """Return every YAML file below `root`, also those that lie where no rule file may, so that none is passed over."""
    return sorted(path for path in root.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file())


def _check_named(sources: Sequence[RuleSource]) -> None:
    for source in sources:
        if source.shown.count("/") != 1 or source.path.suffix != ".yaml":
            source.faults.append(source.fault((), "is not read here; a rule file is named FAMILY/ID.yaml"))


def _is_signal(source: RuleSource) -> bool:
    return source.path.parent.name == SIGNALS


def _phrases_of(owner: Rule | Signal) -> Iterable[tuple[str, str]]:
    return owner.check.phrases() if isinstance(owner, Rule) else owner.phrases()


def _check_signals_known(rules: Sequence[tuple[RuleSource, Rule]], signals: Sequence[Signal]) -> None:
    known = {signal.id for signal in signals}
    for source, rule in rules:
        for key, name in rule.check.signals():
            if name not in known:
                what = f'no signal is called "{name}"; known are {", ".join(sorted(known)) or "none"}'
                source.faults.append(source.fault(("check", key), what))


def _check_needs(rules: Sequence[tuple[RuleSource, Rule]]) -> None:
    """Add a fault for each rule that is drawn from one that is not there, or in a circle from itself."""
    known = {rule.id: rule for _, rule in rules}
    for source, rule in rules:
        needs = rule.check.needs()
        for name in sorted(needs - set(known)):
            source.faults.append(source.fault(("check", "answers"), f'no rule is called "{name}"'))
        if any(rule.id in _with_needs([name], known) for name in needs):
            source.faults.append(source.fault(("check", "answers"), "the verdict is drawn in a circle from itself"))


def _check_ids_unique(rules: Sequence[tuple[RuleSource, Rule]]) -> None:
    first: dict[str, RuleSource] = {}
    for source, rule in rules:
        if rule.id in first:
            what = f'"{rule.id}" is used already in {first[rule.id].shown}; an id names one rule'
            source.faults.append(source.fault(("id",), what))
        first.setdefault(rule.id, source)


def _hash(sources: Sequence[RuleSource]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.shown.encode() + b"\0" + source.text + b"\0")
    return digest.hexdigest()
