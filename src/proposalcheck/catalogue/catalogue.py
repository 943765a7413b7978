"""The rules and signals of one run: which are chosen, in which order they are asked, and how they were tuned."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from proposalcheck.annotate import PhraseSet, SignalDefinition
from proposalcheck.annotate.phrasebook import Phrasebook
from proposalcheck.catalogue.schema import Rule, Signal
from proposalcheck.errors import UsageError
from proposalcheck.finding import Severity
from proposalcheck.models import versions
from proposalcheck.settings import ModelUse, Threshold

if TYPE_CHECKING:
    from proposalcheck.checks.own_model import OwnModel

NO_USES: Mapping[str, ModelUse] = MappingProxyType({})


@dataclass(frozen=True)
class Catalogue:
    """The rules by id in the order of their families, the signals they share, and the hash of all their files.

    `helpers` are rules that were not chosen but that a chosen verdict is drawn from: they are asked and not reported.
    `own` is the model of the user's own that answers in place of the shipped one for the rules that it knows. `book`
    has what is known of their phrases.
    """

    rules: dict[str, Rule]
    signals: dict[str, Signal]
    sha256: str
    helpers: dict[str, Rule] = field(default_factory=dict)
    own: OwnModel | None = None
    book: Phrasebook = field(default_factory=Phrasebook, compare=False, repr=False)

    @property
    def models(self) -> dict[str, str]:
        """The name of every model that has a say, with the SHA-256 of its weights."""
        return versions() | ({self.own.name: self.own.sha256} if self.own else {})

    @cached_property
    def phrases(self) -> PhraseSet:
        """All phrases of all rules and signals, compiled to be looked for in one pass."""
        owners: list[Rule | Signal] = [*self.signals.values(), *self.helpers.values(), *self.rules.values()]
        return PhraseSet((phrase for owner in owners for _, phrase in phrases_of(owner)), self.book)

    @cached_property
    def signal_definitions(self) -> tuple[SignalDefinition, ...]:
        """The signals as the annotator takes them."""
        return tuple(
            SignalDefinition(signal.id, signal.any_of, signal.unless_in_sentence) for signal in self.signals.values()
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """The ids of all rules, and the families that they are in."""
        return frozenset(self.rules) | {rule.family for rule in self.rules.values()}

    def hint(self, name: str, *, families: bool) -> str:
        """Return what may help somebody who wrote `name`, which is no rule (nor a family, where one is allowed)."""
        near = get_close_matches(name, sorted(self.names) if families else self.rules, n=3)
        return f"did you mean {' or '.join(near)}?" if near else "`proposalcheck rules list` shows them all"

    def for_kind(self, kind: str) -> list[Rule]:
        """Return the rules that apply to documents of `kind`."""
        return [rule for rule in self.rules.values() if kind in rule.applies_to]

    def in_order(self, kind: str) -> list[Rule]:
        """Return the rules to ask of documents of `kind`, helpers too: each after those that it is drawn from."""
        everything = self.helpers | self.rules
        ordered = with_needs(everything, everything)
        return [rule for rule in ordered.values() if kind in rule.applies_to]

    def restricted(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Catalogue:
        """Return the catalogue with only the rules or families in `select` (empty: all) and without those in `ignore`.

        Raises UsageError for a name that is neither a rule nor a family.
        """
        if not (select or ignore):
            return self
        for name in (*select, *ignore):
            if name not in self.names:
                raise UsageError(f'no rule or family is called "{name}"; {self.hint(name, families=True)}')
        kept = {
            rule.id: rule
            for rule in self.rules.values()
            if (not select or {rule.id, rule.family} & set(select)) and not {rule.id, rule.family} & set(ignore)
        }
        everything = self.helpers | self.rules
        needed = with_needs(kept, everything)
        helpers = {name: rule for name, rule in needed.items() if name not in kept}
        return replace(self, rules=kept, helpers=helpers)

    def tuned(
        self,
        severity: Mapping[str, Severity],
        thresholds: Mapping[str, Threshold],
        model: Mapping[str, ModelUse] = NO_USES,
    ) -> Catalogue:
        """Return the catalogue with another severity, limit or use of the model for the rules named.

        Its hash changes with them.

        Raises KeyError for a rule that is not here, and ValueError for a limit that the rule cannot have.
        """
        if not (severity or thresholds or model):
            return self
        changed = dict(self.rules)
        for name, level in severity.items():
            changed[name] = changed[name].with_severity(level)
        for name, limit in thresholds.items():
            changed[name] = changed[name].with_limit(limit)
        for name, use in model.items():
            changed[name] = changed[name].with_model(use)
        uses = sorted((name, use.model_dump_json()) for name, use in model.items())
        told = json.dumps([self.sha256, sorted(severity.items()), sorted(thresholds.items()), uses])
        return replace(self, rules=changed, sha256=hashlib.sha256(told.encode()).hexdigest())


def catalogue_of(rules: Iterable[Rule], signals: Iterable[Signal], sha256: str) -> Catalogue:
    """Return the catalogue of `rules`, in the order of their families and ids, and of `signals` as they come."""
    ordered = sorted(rules, key=lambda rule: (rule.family, rule.id))
    return Catalogue({rule.id: rule for rule in ordered}, {signal.id: signal for signal in signals}, sha256)


def phrases_of(owner: Rule | Signal) -> Iterable[tuple[str, str]]:
    """Return every phrase of a rule or signal, with the key it stands under."""
    return owner.phrases()


def with_needs(wanted: Iterable[str], known: Mapping[str, Rule]) -> dict[str, Rule]:
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
