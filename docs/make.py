"""Write what is made into README.md and docs/: the real output of commands, and pages and tables from the rules.

    python -m docs.make            write all of it
    python -m docs.make --check    change nothing; exit with 1 and name the files that are out of date

In a page, `<!-- shown: COMMAND -->` before a code block says which command the block shows, run at the top of the
repository; `<!-- shown: COMMAND | first 30 lines -->` cuts it. `<!-- made: NAME -->` up to `<!-- end -->` holds the
block of that name in one of the modules *_blocks.py. docs/rules/ is made as a whole, one page a rule.
"""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from docs import clause_blocks, round_blocks, rule_blocks, scorecard_blocks
from docs.rule_pages import rule_pages

from proposalcheck.catalogue import Catalogue, load_catalogue

TOP = Path(__file__).resolve().parent.parent
RULES = TOP / "docs" / "rules"
BLOCKS = {**scorecard_blocks.BLOCKS, **rule_blocks.BLOCKS, **clause_blocks.BLOCKS, **round_blocks.BLOCKS}
"""What pages may ask to be made, by name."""
_SHOWN = re.compile(
    r"(<!-- shown: (?P<command>.+?)(?: \| first (?P<lines>\d+) lines)? -->\n```\w*\n).*?(```)", re.DOTALL
)
_MADE = re.compile(r"(<!-- made: (?P<name>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> None:
    """Write or check everything that is made."""
    parser = argparse.ArgumentParser(description="Write what is made into the pages.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a page is out of date")
    check = parser.parse_args().check
    catalogue = load_catalogue()
    made = {page: _renewed(page, catalogue) for page in pages()}
    made |= {RULES / name: text for name, text in rule_pages(catalogue).items()}
    stale = stale_pages(made, RULES)
    if check and stale:
        sys.exit("out of date, run `make docs`: " + ", ".join(str(page.relative_to(TOP)) for page in stale))
    for page in stale:
        write(page, made)


def pages() -> list[Path]:
    """Return the pages that people write, with blocks in them that are made."""
    return [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]


def stale_pages(made: Mapping[Path, str], folder: Path) -> list[Path]:
    """Return the pages that are missing or differ from what is `made`, and those in `folder` that nothing makes."""
    differ = [page for page, text in made.items() if not page.exists() or page.read_text(encoding="utf-8") != text]
    return differ + sorted(page for page in folder.glob("*") if page not in made)


def write(page: Path, made: Mapping[Path, str]) -> None:
    """Bring one page up to date; what nothing makes any more is removed."""
    if page in made:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(made[page], encoding="utf-8")
    else:
        page.unlink()


def _renewed(page: Path, catalogue: Catalogue) -> str:
    """Return the text of `page` with every block in it made anew."""
    shown = _SHOWN.sub(
        lambda match: match.group(1) + _output(match) + "\n" + match.group(4), page.read_text(encoding="utf-8")
    )
    return _MADE.sub(lambda match: match.group(1) + BLOCKS[match["name"]](catalogue) + "\n" + match.group(3), shown)


def _output(match: re.Match[str]) -> str:
    command = shlex.split(match["command"])
    program = [sys.executable, "-m", *command] if command[0] == "proposalcheck" else [sys.executable, *command[1:]]
    quiet = subprocess.DEVNULL
    done = subprocess.run(program, cwd=TOP, stdin=quiet, capture_output=True, text=True, check=False, encoding="utf-8")
    if done.returncode not in (0, 1):
        sys.exit(f"`{match['command']}` failed: {done.stderr}")
    lines = done.stdout.rstrip().splitlines()
    if match["lines"] and len(lines) > int(match["lines"]):
        lines = [*lines[: int(match["lines"])], "…"]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
