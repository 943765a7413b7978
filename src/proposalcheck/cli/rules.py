"""`proposalcheck rules list|show|test`: the rules, for people who use them and people who write them."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proposalcheck.errors import UsageError

if TYPE_CHECKING:
    from proposalcheck.catalogue import Catalogue, Rule, Signal


@click.group(name="rules")
def command() -> None:
    """List the rules, show one, or try all on their own examples."""


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
