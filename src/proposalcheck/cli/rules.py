"""`proposalcheck rules list|show|test|new`: the rules, for people who use them and people who write them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from proposalcheck.cli.scan import MODELS_HELP, ONLY_HELP, RULES_HELP, SETTINGS_HELP, SIDES
from proposalcheck.errors import UsageError
from proposalcheck.wording import counted

if TYPE_CHECKING:
    from proposalcheck.catalogue import Catalogue, Rule
    from proposalcheck.settings import Settings


def _rule_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say which rules there are."""
    for option in (
        click.option("--models", metavar="DIR", help=MODELS_HELP),
        click.option("--rules-only", is_flag=True, default=None, help=ONLY_HELP),
        click.option("--rules", "folders", metavar="DIR", multiple=True, help=RULES_HELP),
        click.option("--settings", "settings_path", metavar="FILE", help=SETTINGS_HELP),
    ):
        function = option(function)
    return function


@click.group(name="rules")
def command() -> None:
    """List the rules, show one, try all on their own examples, or begin a new one."""


@command.command(name="list")
@_rule_options
def list_rules(**asked: Any) -> None:  # noqa: ANN401 - what click passes on
    """List every rule: id, type, severity, documents it applies to, title."""
    loaded, settings = _asked(**asked)
    catalogue = loaded.tuned(settings.severity, settings.thresholds, settings.model)
    kept = catalogue.restricted(settings.select, settings.ignore).rules
    family = ""
    for rule in catalogue.rules.values():
        if rule.family != family:
            family = rule.family
            click.echo(f"{family}:")
        kinds = ",".join(rule.applies_to)
        left_out = "" if rule.id in kept else "  (left out by the settings)"
        click.echo(f"  {rule.id:30} {rule.type:8} {rule.severity:7} {kinds:17} {rule.title}{left_out}")


@command.command(name="show")
@click.argument("name", metavar="ID")
@click.option("--side", type=click.Choice(SIDES), help="Whose eyes read (default: client).")
@_rule_options
def show(name: str, side: str | None, **asked: Any) -> None:  # noqa: ANN401 - what click passes on
    """Show one rule: what it looks for, why it matters, what to ask, wording to offer, and its examples."""
    from proposalcheck.catalogue.sides import seen_by

    catalogue, settings = _asked(side=side, **asked)
    if name not in catalogue.rules:
        raise UsageError(f'no rule is called "{name}"; {catalogue.hint(name, families=False)}')
    tuned = catalogue.tuned(settings.severity, settings.thresholds, settings.model)
    click.echo(_page(seen_by(tuned.rules[name], settings.side)))


@command.command(name="test")
@click.argument("folder", metavar="[DIR]", required=False)
@_rule_options
def test(folder: str | None, **asked: Any) -> None:  # noqa: ANN401 - what click passes on
    """Try the rules in DIR, or all of them, on their own examples; exit with 2 if one does not do what it says."""
    from proposalcheck.catalogue.examples import idle_phrases, try_rule, try_signal
    from proposalcheck.catalogue.loader import sources_in

    if folder:
        asked["folders"] = (*asked["folders"], folder)
    catalogue, _ = _asked(**asked)
    named = {source.path.stem for source in sources_in(Path(folder))} if folder else None
    signals = [signal for signal in catalogue.signals.values() if named is None or signal.id in named]
    rules = [rule for rule in catalogue.rules.values() if named is None or rule.id in named]
    trials = [trial for signal in signals for trial in try_signal(signal, catalogue)]
    trials += [trial for rule in rules for trial in try_rule(rule, catalogue)]
    complaints = [trial.complaint() for trial in trials if not trial.as_written]
    complaints += [line for signal in signals for line in idle_phrases(signal)]
    complaints += [line for rule in rules for line in idle_phrases(rule)]
    if complaints:
        raise UsageError("\n".join(complaints))
    click.echo(
        f"{counted(len(rules), 'rule')} and {counted(len(signals), 'signal')}, {len(trials)} examples: "
        "all do what they say"
    )


@command.command(name="new")
@click.argument("name", metavar="ID")
@click.option("--family", required=True, help="The family, which is the folder the file goes into.")
@click.option("--type", "rule_type", type=click.Choice(["flag", "topic"]), default="flag", show_default=True)
@click.option(
    "--rules", "folder", metavar="DIR", default="my-rules", show_default=True, help="The folder of your rules."
)
def new(name: str, family: str, rule_type: Literal["flag", "topic"], folder: str) -> None:
    """Write a rule file to fill in, DIR/FAMILY/ID.yaml; it passes `rules test` as it stands."""
    from proposalcheck.catalogue.schema import ID_PATTERN
    from proposalcheck.catalogue.template import template

    for key, word in (("ID", name), ("--family", family)):
        if not re.fullmatch(ID_PATTERN, word):
            raise UsageError(
                f'{key}: "{word}" must be small letters and figures with hyphens between, as in auto-renewal'
            )
    path = Path(folder) / family / f"{name}.yaml"
    if path.exists():
        raise UsageError(f"{path} exists already; choose another id or edit that file")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template(name, family, rule_type), encoding="utf-8")
    click.echo(f"wrote {path}; fill it in, then try it with: proposalcheck rules test {folder}")


def _asked(
    settings_path: str | None,
    folders: tuple[str, ...],
    rules_only: bool | None,
    models: str | None,
    side: str | None = None,
) -> tuple[Catalogue, Settings]:
    """Return all rules that the options and the settings name, as their files say, and the settings."""
    from proposalcheck.catalogue.chosen import loaded
    from proposalcheck.settings import settings_file

    file = settings_file(settings_path, Path.cwd())
    settings = file.settings.overlaid(rules=folders or None, rules_only=rules_only, models=models, side=side)
    return loaded(settings, file), settings


def _page(rule: Rule) -> str:
    from proposalcheck.catalogue.model_use import told

    parts = [
        f"{rule.title}\n{rule.id} ({rule.family}, {rule.type}, {rule.severity}; for {', '.join(rule.applies_to)})",
        *([f"Limit: {rule.check.limit}"] if rule.check.limit else []),
        *([_paragraph("Model", used)] if (used := told(rule)) else []),
        _paragraph("What", rule.summary),
        _paragraph("Why", rule.why),
        _paragraph("Ask", rule.ask),
        _paragraph("Wording to offer", rule.fallback),
        *(_paragraph("Finds", example.text) for example in rule.examples.flag),
        *(_paragraph("Leaves alone", f"{example.text} ({example.because})") for example in rule.examples.near_miss),
        *(_paragraph("Gets wrong", f"{example.text} ({example.because})") for example in rule.examples.known_wrong),
    ]
    return "\n\n".join(parts)


def _paragraph(label: str, words: str) -> str:
    return textwrap.fill(f"{label}: {' '.join(words.split())}", width=100, subsequent_indent="  ")
