"""`proposalcheck evaluate`: measures the classifiers on labelled data."""

from __future__ import annotations

import json
from pathlib import Path

import click

from proposalcheck.cli.scan import RULES_HELP
from proposalcheck.cli.train import with_own


@click.command(name="evaluate")
@click.option(
    "--data",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder with labelled documents or a ZIP of contracts, as for `train`.",
)
@click.option(
    "--models",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder with the models to measure, as `train --output` wrote it; the shipped ones otherwise.",
)
@click.option("--rules", "folders", metavar="DIR", multiple=True, help=RULES_HELP)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(data: Path, models: Path | None, folders: tuple[str, ...], form: str) -> None:
    """Measure the classifiers on the labelled data under DIR.

    Documents that a model was trained on are counted apart, since it has seen their answers.
    """
    from proposalcheck.training.run import evaluate

    measured = evaluate(data, models, with_own(folders))
    if form == "json":
        click.echo(json.dumps([entry.as_dict() for entry in measured], indent=1))
        return
    for entry in measured:
        click.echo("\n".join(entry.lines()))
