"""The command line: one file per command, each imported only when it is called.

Behind the commands: `formats` (what `scan` writes), `output` (the file that a command writes), `document` (one
document, screened as its options say), `batch` and `running` (many, with processes, cache, store and progress).
"""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys

import click

from proposalcheck import __version__
from proposalcheck.batch.collecting import seldom_collecting
from proposalcheck.errors import ProposalcheckError

_COMMANDS = {
    "scan": "check documents against the rules",
    "brief": "one to two pages on a document, for the one who negotiates it",
    "annotate": "put notes into your own DOCX or PDF, at the exact words",
    "compare": "several offers side by side on one page",
    "diff": "what changed between two rounds of one draft",
    "review": "go through the findings and decide on each",
    "clauses": "which of 41 kinds of clause are in an agreement, and where",
    "deadlines": "the days that matter, with their arithmetic, and a calendar of them",
    "read": "print what was read from a document, as JSON",
    "query": "ask a store that `scan --store` has filled",
    "schema": "print the JSON Schema of the JSON report",
    "rules": "list, show or try the rules",
    "train": "make the classifiers anew from labelled documents",
    "evaluate": "measure the classifiers on labelled documents",
    "watch": "screen documents as they come into a folder",
    "serve": "a page on this machine to drop documents on, for your browser",
}


_ENVIRONMENT = {"PYDANTIC_DISABLE_PLUGINS": "__all__", "OPENBLAS_NUM_THREADS": "1"}
"""What libraries are told, unless somebody told them otherwise: pydantic looks for no plugins, which would read the
metadata of every package there is and let them listen in, and numpy starts no threads, which wait for work in a circle
and get none from vectors as short as ours."""


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are called; `--help` needs their one line only."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(f"proposalcheck.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        _set_up_process()
        try:
            with seldom_collecting():
                return super().invoke(ctx)
        except ProposalcheckError as error:
            click.echo(f"proposalcheck: {error}", err=True)
            ctx.exit(error.exit_code)


def _set_up_process() -> None:
    """Set what holds for the process of a command."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    atexit.register(_end_at_once)


def _end_at_once() -> None:
    """Spare Python the search through all there is for garbage, which ends with the process anyway.

    DuckDB alone wants to be searched: it complains of all that is never freed.
    """
    if "duckdb" not in sys.modules:
        gc.freeze()


@click.command(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="proposalcheck")
def main() -> None:
    """Read vendor proposals, statements of work and services agreements from the buyer's side.

    Everything runs on this machine. Exit codes: 0 nothing at or above --fail-on, 1 something, 2 the run as asked for is
    impossible, 3 some document could not be read (the others are reported).
    """
