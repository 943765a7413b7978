"""Reads the sentences that were written to teach the items: `training/written/<item>.txt`, one sentence a line.

A line is `+ sentence` where the sentence shows the item and `- sentence` where it only seems to; `[title]` before the
sentence is the section that it stands in. A line that begins with `#` is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from proposalcheck.annotate.classifier import Passage
from proposalcheck.errors import UsageError
from training.items_material import FOUND, Lesson

FOLDER = Path(__file__).parent / "written"
WRITTEN = "sentences written for this project"
WORTH, ELSEWHERE = 0.2, 0.05
"""How much a written sentence counts for its own item and, as one that does not show it, for each other item.

One of a labelled document counts 1. Few sentences show two items, and the small worth allows for those that do. Of 0.1,
0.2, 0.3 and 1 none did clearly best on held-out documents; without the second, skill was lower.
"""

_LINE = re.compile(r"(?P<answer>[+-]) (?:\[(?P<title>[^\]]+)\] )?(?P<sentence>\S.*)")


def written_lesson(items: Sequence[str], folder: Path = FOLDER) -> Lesson:
    """Return the sentences of `folder` that teach one of `items`, in the order of files and lines.

    The lines of an item are one source. Raises UsageError for a line that is not as described above.
    """
    written = [(item, *line) for item in items for line in _lines(folder / f"{item}.txt")]
    targets = np.zeros((len(written), len(items)), dtype=np.int8)
    worth = np.full(targets.shape, ELSEWHERE, dtype=np.float32)
    for row, (item, _, answer) in enumerate(written):
        targets[row, items.index(item)] = answer
        worth[row, items.index(item)] = (FOUND if answer else 1) * WORTH
    passages = [passage for _, passage, _ in written]
    return Lesson(passages, targets, worth, [f"{WRITTEN}: {item}" for item, *_ in written], list(range(len(written))))


def written_hash(folder: Path = FOLDER) -> str:
    """Return the SHA-256 of all sentences of `folder`, in the order of their files."""
    return sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*.txt")))).hexdigest()


def _lines(path: Path) -> list[tuple[Passage, int]]:
    """Return each sentence of a file, with 1 if it shows the item and 0 if not; no file has none."""
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            read = _LINE.fullmatch(line.strip())
            if read is None:
                raise UsageError(f"{path}:{number}: a line is '+ sentence' or '- sentence', with '[title] ' before it")
            found.append((Passage(read["sentence"], title=read["title"] or ""), int(read["answer"] == "+")))
    return found
