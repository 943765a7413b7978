"""Settings -> Catalogue: the rules that a run asks, or everything that is wrong in its settings and its own rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from proposalcheck.catalogue.catalogue import Catalogue
from proposalcheck.catalogue.examples import Trial, try_rule, try_signal
from proposalcheck.catalogue.loader import is_signal, load_catalogue, sources_in
from proposalcheck.catalogue.source import RuleSource
from proposalcheck.errors import CatalogueError, UsageError
from proposalcheck.settings import Settings, SettingsFile


def loaded(settings: Settings, file: SettingsFile | None = None) -> Catalogue:
    """Return all the rules that `settings` name: the shipped ones and own ones, or own ones alone.

    `settings` are those of `file` with what the command line says in their place. Raises SettingsError with everything
    that is wrong in the file, CatalogueError for faulty rules, and UsageError where there is nothing to ask.
    """
    try:
        catalogue = _all_rules(settings)
    except UsageError as error:
        if file and file.faults:
            file.refuse([str(error)])
        raise
    if file:
        file.refuse([*_unknown_names(file, catalogue), *_bad_limits(file, catalogue)])
    return catalogue


def _all_rules(settings: Settings) -> Catalogue:
    own = [Path(folder) for folder in settings.rules]
    if not settings.rules_only:
        return load_catalogue(None, own)
    if not own:
        raise UsageError("there are no own rules to be the only ones; name their folder with --rules DIR")
    return load_catalogue(own[0], own[1:])


def chosen(settings: Settings, catalogue: Catalogue) -> Catalogue:
    """Return the rules of `catalogue` that `settings` choose, with the severities and limits that they set."""
    tuned = catalogue.tuned(settings.severity, settings.thresholds)
    return tuned.restricted(settings.select, settings.ignore)


def _unknown_names(file: SettingsFile, catalogue: Catalogue) -> Iterator[str]:
    for key in ("select", "ignore"):
        for name in getattr(file.settings, key):
            if name not in catalogue.names:
                what = f'no rule or family is called "{name}"; {catalogue.hint(name, families=True)}'
                yield file.fault([key], what, name)
    for key in ("severity", "thresholds"):
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


def refuse_wrong_examples(folders: Sequence[str], catalogue: Catalogue) -> None:
    """Raise CatalogueError for each example of the own rules in `folders` that does not come out as it says.

    The shipped rules were tried before they were shipped.
    """
    sources = [source for folder in folders for source in sources_in(Path(folder))]
    faults = [_fault(source, trial) for source in sources for trial in _trials(source, catalogue)]
    if faults:
        raise CatalogueError(faults)


def _trials(source: RuleSource, catalogue: Catalogue) -> Iterator[Trial]:
    name = source.path.stem
    if is_signal(source):
        trials = try_signal(catalogue.signals[name], catalogue)
    else:
        trials = try_rule(catalogue.rules[name], catalogue)
    return (trial for trial in trials if not trial.as_written)


def _fault(source: RuleSource, trial: Trial) -> str:
    return source.fault(("examples", trial.expectation, trial.place), trial.what)
