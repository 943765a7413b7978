"""The exceptions that proposalcheck raises on purpose.

ProposalcheckError            anything below; its text is meant for the user
├── ReadError                 a file that cannot be read: says what is wrong and what to do   (exit 3)
└── UsageError                the run as asked for is impossible                              (exit 2)
    ├── CatalogueError        one or more rule files are wrong; carries every fault found
    ├── ModelError            a model is missing, changed or made for another version
    └── SettingsError         a setting has an unknown name or an impossible value

The exit code of a run stands on the class, so that the command line needs no table of its own.
"""

from collections.abc import Sequence
from typing import ClassVar


class ProposalcheckError(Exception):
    """Base of every error whose text is written for the user."""

    exit_code: ClassVar[int] = 2


class ReadError(ProposalcheckError):
    """A document cannot be read; the text says what is wrong with the file and what to do about it."""

    exit_code = 3


class UsageError(ProposalcheckError):
    """The run as asked for is impossible: a bad option, rule or setting."""


class CatalogueError(UsageError):
    """One or more rule files are wrong; `faults` holds a line for each, as `path:line: key: what`."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class ModelError(UsageError):
    """A model that the program needs is missing, damaged or made for another version."""


class SettingsError(UsageError):
    """A setting has an unknown name or an impossible value."""
