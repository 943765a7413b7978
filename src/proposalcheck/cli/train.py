"""`proposalcheck train`: makes the classifiers anew from labelled data."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proposalcheck.cli.scan import MODELS_HELP, RULES_HELP
from proposalcheck.errors import UsageError

if TYPE_CHECKING:
    from proposalcheck.catalogue import Catalogue


@click.command(name="train")
@click.option(
    "--data",
    "data",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder with labelled documents (docs/, labels/, MANIFEST.jsonl) or a ZIP of contracts (labels.jsonl inside).",
)
@click.option(
    "--output",
    metavar="DIR",
    default="models",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where the models go, each into a folder of its own.",
)
@click.option("--rules", "folders", metavar="DIR", multiple=True, help=RULES_HELP)
@click.option("--models", metavar="DIR", help=f"{MODELS_HELP} For decisions on what it found.")
@click.option("--seed", type=int, default=20240, show_default=True, help="Splits and fitting are drawn with it.")
@click.option("--only", type=click.Choice(["clauses", "sentences"]), help="Train this model alone.")
def command(
    data: Path, output: Path, folders: tuple[str, ...], models: str | None, seed: int, only: str | None
) -> None:
    """Train the classifiers on the labelled data under DIR, and measure them on sources that they have not seen.

    The same data and seed give the same weights, byte for byte. A ZIP of contracts gives the model "clauses", folders
    of labelled documents, and of documents with the decisions of `review` beside them, give "sentences". Nothing is
    written until all of it was read and trained without a fault.
    """
    if find_spec("matplotlib") is None:
        raise UsageError("train draws how sure a model is; pip install 'proposalcheck[train]'")
    from proposalcheck.training.run import left_out, train

    catalogue = with_own(folders, models)
    for line in left_out(data, catalogue):
        click.echo(f"proposalcheck: {line}", err=True)
    for line in train(data, output, seed=seed, only=only, catalogue=catalogue):
        click.echo(line)


def with_own(folders: tuple[str, ...], models: str | None = None) -> Catalogue:
    """Return the shipped rules, those in `folders`, and the user's model in the folder `models`, if any."""
    from proposalcheck.catalogue.chosen import loaded, refuse_wrong_examples
    from proposalcheck.settings import Settings

    catalogue = loaded(Settings(rules=folders).overlaid(models=models))
    refuse_wrong_examples(folders, catalogue)
    return catalogue
