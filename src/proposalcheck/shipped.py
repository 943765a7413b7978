"""Where the folders are that travel with the program: rules, models, samples."""

from __future__ import annotations

from pathlib import Path

from proposalcheck.errors import UsageError

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """Return the folder `name` that is shipped with the program.

    An installed wheel carries it as `data/<name>` inside the package; a checkout has it at the top. Raises UsageError
    that names both places when neither has it.
    """
    inside, beside = _PACKAGE / "data" / name, _PACKAGE.parent.parent / name
    for folder in (inside, beside):
        if folder.is_dir():
            return folder
    raise UsageError(f"the folder {name!r} is missing: looked for {inside} and {beside}; install proposalcheck again")
