"""Draw what `benchmarks.scale --output` has kept: cost against pages and against documents.

    python -m benchmarks.curves FIGURES.json FOLDER

writes `cost-by-pages.png` and `cost-by-documents.png` into FOLDER.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SHORT = 3
"""Pages of the documents that the axis of documents is measured with."""


def main() -> None:
    """Draw both pictures."""
    figures, folder = Path(sys.argv[1]), Path(sys.argv[2])
    measured = json.loads(figures.read_text())
    draw([each for each in measured if each["pages"] != SHORT], "pages", "pages of one document", folder)
    draw([each for each in measured if each["pages"] == SHORT], "documents", "documents of 3 pages", folder)


def draw(measured: Sequence[dict[str, Any]], axis: str, named: str, folder: Path) -> None:
    """Draw CPU milliseconds a page against an axis, a line for each way, both axes in powers of ten."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4), layout="constrained")
    plot = figure.add_subplot()
    for way in dict.fromkeys(each["way"] for each in measured):
        of_way = [each for each in measured if each["way"] == way]
        costs = [1000 * each["cost"]["cpu"] / (each["documents"] * each["pages"]) for each in of_way]
        plot.plot([each[axis] for each in of_way], costs, marker="o", label=way)
    plot.set(xscale="log", yscale="log", xlabel=named, ylabel="CPU milliseconds a page, start included")
    plot.grid(visible=True, which="major", alpha=0.3)
    plot.legend(frameon=False)
    figure.savefig(folder / f"cost-by-{axis}.png", dpi=110)


if __name__ == "__main__":
    main()
