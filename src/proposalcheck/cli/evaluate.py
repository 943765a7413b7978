"""`proposalcheck evaluate`: measures the classifiers on labelled data."""

from __future__ import annotations

import json
from pathlib import Path

import click


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
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(data: Path, models: Path | None, form: str) -> None:
    """Measure the classifiers on the labelled data under DIR.

    Documents that a model was trained on are counted apart, since it has seen their answers.
    """
    from proposalcheck.training.run import evaluate

    measured = evaluate(data, models)
    if form == "json":
        click.echo(json.dumps([entry.as_dict() for entry in measured], indent=1))
        return
    for entry in measured:
        click.echo("\n".join(entry.lines()))
