"""`proposalcheck rules list|show|test|new`: the rules, for people who use them and people who write them."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from proposalcheck.errors import UsageError

if TYPE_CHECKING:
    from proposalcheck.catalogue import Catalogue, Rule, Signal


@click.group(name="rules")
def command() -> None:
    """List the rules, show one, try all on their own examples, or begin a new one."""


@command.command(name="list")
@click.option("--rules", "folder", metavar="DIR", help="The rules in DIR instead of the shipped ones.")
def list_rules(folder: str | None) -> None:
    """List every rule: id, type, severity, documents it applies to, title."""
    catalogue = _load(folder)
    family = ""
    for rule in catalogue.rules.values():
        if rule.family != family:
            family = rule.family
            click.echo(f"{family}:")
        kinds = ",".join(rule.applies_to)
        click.echo(f"  {rule.id:30} {rule.type:8} {rule.severity:7} {kinds:17} {rule.title}")


@command.command(name="show")
@click.argument("name", metavar="ID")
@click.option("--rules", "folder", metavar="DIR", help="The rules in DIR instead of the shipped ones.")
def show(name: str, folder: str | None) -> None:
    """Show one rule: what it looks for, why it matters, what to ask, wording to offer, and its examples."""
    catalogue = _load(folder)
    if name not in catalogue.rules:
        from difflib import get_close_matches

        near = get_close_matches(name, catalogue.rules, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "`proposalcheck rules list` shows them all"
        raise UsageError(f'no rule is called "{name}"; {hint}')
    click.echo(_page(catalogue.rules[name]))


@command.command(name="test")
@click.argument("folder", metavar="[DIR]", required=False)
def test(folder: str | None) -> None:
    """Try every rule in DIR (or the shipped ones) on its own examples; exit with 2 if one does not do what it says."""
    from proposalcheck.catalogue.examples import idle_phrases, try_rule, try_signal

    catalogue = _load(folder)
    owners: list[Rule | Signal] = [*catalogue.signals.values(), *catalogue.rules.values()]
    trials = [trial for signal in catalogue.signals.values() for trial in try_signal(signal, catalogue)]
    trials += [trial for rule in catalogue.rules.values() for trial in try_rule(rule, catalogue)]
    complaints = [trial.complaint() for trial in trials if not trial.as_written]
    complaints += [line for owner in owners for line in idle_phrases(owner)]
    if complaints:
        raise UsageError("\n".join(complaints))
    counted = f"{len(catalogue.rules)} rules and {len(catalogue.signals)} signals, {len(trials)} examples"
    click.echo(f"{counted}: all do what they say")


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


def _load(folder: str | None) -> Catalogue:
    from proposalcheck.catalogue import load_catalogue

    return load_catalogue(Path(folder) if folder else None)


def _page(rule: Rule) -> str:
    parts = [
        f"{rule.title}\n{rule.id} ({rule.family}, {rule.type}, {rule.severity}; for {', '.join(rule.applies_to)})",
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
