"""Settings -> Catalogue: the rules that a run asks, or everything that is wrong in its settings and its own rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from proposalcheck.catalogue.catalogue import Catalogue
from proposalcheck.catalogue.loader import is_signal, load_catalogue, sources_in
from proposalcheck.catalogue.model_use import wrong_uses
from proposalcheck.catalogue.source import RuleSource
from proposalcheck.errors import CatalogueError, ModelError, UsageError
from proposalcheck.settings import Settings, SettingsFile

if TYPE_CHECKING:
    from proposalcheck.catalogue.examples import Trial
    from proposalcheck.checks.own_model import OwnModel


def loaded(settings: Settings, file: SettingsFile | None = None) -> Catalogue:
    """Return all the rules that `settings` name: the shipped ones and own ones, or own ones alone; and the own model.

    `settings` are those of `file` with what the command line says in their place. Raises SettingsError with everything
    that is wrong in the file, CatalogueError for faulty rules, ModelError for a model that is none or knows none of
    them, and UsageError where there is nothing to ask.
    """
    try:
        catalogue = _all_rules(settings)
        _refuse_stranger(catalogue)
    except UsageError as error:
        if file and file.faults:
            file.refuse([str(error)])
        raise
    if file:
        file.refuse([*_unknown_names(file, catalogue), *_bad_limits(file, catalogue), *_bad_uses(file, catalogue)])
    return catalogue


def _own_model(folder: str) -> OwnModel:
    from proposalcheck.checks.own_model import load_own

    return load_own(folder)


def told_of_own_model(catalogue: Catalogue) -> Iterator[str]:
    """Yield, for people, what the model of the user's own knows and `catalogue` has no rule for."""
    if catalogue.own and (strangers := catalogue.own.strangers(catalogue.rules)):
        named = f"{', '.join(strangers)}, no {'rule' if len(strangers) == 1 else 'rules'} of this run"
        yield f"{catalogue.own.path}: also knows {named}; {_ITS_RULES}"


def _refuse_stranger(catalogue: Catalogue) -> None:
    own = catalogue.own
    if own and not set(own.classifier.labels) & set(catalogue.rules):
        named = ", ".join(own.strangers(catalogue.rules))
        raise ModelError(f"{own.path}: was made for another catalogue: all it knows is {named}; {_ITS_RULES}")


_ITS_RULES = "name the folder of its rules with --rules, or train it anew"


def _all_rules(settings: Settings) -> Catalogue:
    own = [Path(folder) for folder in settings.rules]
    model = _own_model(settings.models) if settings.models else None
    if not settings.rules_only:
        return load_catalogue(None, own, model)
    if not own:
        raise UsageError("there are no own rules to be the only ones; name their folder with --rules DIR")
    return load_catalogue(own[0], own[1:], model)


def chosen(settings: Settings, catalogue: Catalogue) -> Catalogue:
    """Return the rules of `catalogue` that `settings` choose, with the severities and limits that they set."""
    tuned = catalogue.tuned(settings.severity, settings.thresholds, settings.model)
    return tuned.restricted(settings.select, settings.ignore)


def _unknown_names(file: SettingsFile, catalogue: Catalogue) -> Iterator[str]:
    for key in ("select", "ignore"):
        for name in getattr(file.settings, key):
            if name not in catalogue.names:
                what = f'no rule or family is called "{name}"; {catalogue.hint(name, families=True)}'
                yield file.fault([key], what, name)
    for key in ("severity", "thresholds", "model"):
        for name in getattr(file.settings, key):
            if name not in catalogue.rules:
                yield file.fault([key, name], f'no rule is called "{name}"; {catalogue.hint(name, families=False)}')


def _bad_limits(file: SettingsFile, catalogue: Catalogue) -> Iterator[str]:
    for name, limit in file.settings.thresholds.items():
        if name in catalogue.rules:
            try:
                catalogue.rules[name].with_limit(limit)
            except ValueError as error:
                yield file.fault(["thresholds", name], str(error))


def _bad_uses(file: SettingsFile, catalogue: Catalogue) -> Iterator[str]:
    taught = catalogue.own.classifier.labels if catalogue.own else ()
    for name, use in file.settings.model.items():
        if name in catalogue.rules:
            for _, what in wrong_uses(catalogue.rules[name].with_model(use), taught):
                yield file.fault(["model", name], what)


def refuse_wrong_examples(folders: Sequence[str], catalogue: Catalogue) -> None:
    """Raise CatalogueError for each example of the own rules in `folders` that does not come out as it says.

    The shipped rules were tried before they were shipped.
    """
    sources = [source for folder in folders for source in sources_in(Path(folder))]
    faults = [_fault(source, trial) for source in sources for trial in _trials(source, catalogue)]
    if faults:
        raise CatalogueError(faults)


def _trials(source: RuleSource, catalogue: Catalogue) -> Iterator[Trial]:
    from proposalcheck.catalogue.examples import try_rule, try_signal

    name = source.path.stem
    if is_signal(source):
        trials = try_signal(catalogue.signals[name], catalogue)
    else:
        trials = try_rule(catalogue.rules[name], catalogue)
    return (trial for trial in trials if not trial.as_written)


def _fault(source: RuleSource, trial: Trial) -> str:
    return source.fault(("examples", trial.expectation, trial.place), trial.what)
