"""Write the real output of commands into README.md and docs/*.md, or check that it is there.

    python docs/make.py            rewrite what is shown
    python docs/make.py --check    exit with 1 and name the files that are out of date

In a page, `<!-- shown: COMMAND -->` before a code block says which command the block shows, run at the top of the
repository; `<!-- shown: COMMAND | first 30 lines -->` cuts it.
"""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
_SHOWN = re.compile(
    r"(<!-- shown: (?P<command>.+?)(?: \| first (?P<lines>\d+) lines)? -->\n```\w*\n).*?(```)", re.DOTALL
)


def main() -> None:
    """Rewrite or check every page that shows output."""
    parser = argparse.ArgumentParser(description="Write the real output of commands into the pages.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a page is out of date")
    check = parser.parse_args().check
    stale = [page for page in pages() if _renew(page, write=not check)]
    if check and stale:
        sys.exit("out of date, run `make docs`: " + ", ".join(str(page.relative_to(TOP)) for page in stale))


def pages() -> list[Path]:
    """Return the pages for users, in a stable order."""
    return [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]


def _renew(page: Path, *, write: bool) -> bool:
    """Bring the output shown in `page` up to date; return whether it was not."""
    old = page.read_text(encoding="utf-8")
    new = _SHOWN.sub(lambda match: match.group(1) + _output(match) + "\n" + match.group(4), old)
    if write and new != old:
        page.write_text(new, encoding="utf-8")
    return new != old


def _output(match: re.Match[str]) -> str:
    command = shlex.split(match["command"])
    program = [sys.executable, "-m", *command] if command[0] == "proposalcheck" else [sys.executable, *command[1:]]
    done = subprocess.run(program, cwd=TOP, capture_output=True, text=True, check=False, encoding="utf-8")
    if done.returncode not in (0, 1):
        sys.exit(f"`{match['command']}` failed: {done.stderr}")
    lines = done.stdout.rstrip().splitlines()
    if match["lines"] and len(lines) > int(match["lines"]):
        lines = [*lines[: int(match["lines"])], "…"]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
