"""What a model card says in figures: scores by label, a reliability diagram, and where the data is from."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proposalcheck.training.calibration import Bin, calibration_error


def libraries() -> dict[str, str]:
    """Return the versions of the libraries that the numbers come from."""
    return {name: version(name) for name in ("numpy", "scipy", "scikit-learn")}


def counted(predicted: NDArray[np.bool_], truth: NDArray[np.bool_]) -> dict[str, int]:
    """Return true and false positives, and false negatives."""
    return {
        "tp": int((predicted & truth).sum()),
        "fp": int((predicted & ~truth).sum()),
        "fn": int((~predicted & truth).sum()),
    }


def f1(counts: Mapping[str, int]) -> float:
    """Return F1 of counts, 0 when there is nothing to find and nothing was said."""
    return 2 * counts["tp"] / max(1, 2 * counts["tp"] + counts["fp"] + counts["fn"])


def calibration_entry(found: Sequence[Bin]) -> dict[str, Any]:
    """Return the reliability diagram as numbers for a manifest."""
    rows = [{"count": b.count, "said": round(b.said, 4), "true": round(b.true, 4)} for b in found]
    return {"expected_calibration_error": round(calibration_error(list(found)), 4), "bins": rows}


def reliability_table(found: Iterable[Bin]) -> str:
    """Return the reliability diagram as a Markdown table."""
    rows = (f"| {b.said:.2f} | {b.true:.2f} | {b.count:,} |" for b in found)
    return "\n".join(["| said | true | answers |", "|--:|--:|--:|", *rows])


def reliability_picture(found: Sequence[Bin], title: str) -> bytes:
    """Return the reliability diagram as a PNG; the same bins give the same bytes with the same matplotlib."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.2, 4.2), dpi=110, layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--", label="as said")
    said, true = [b.said for b in found], [b.true for b in found]
    axes.plot(said, true, color="#1f4e79", linewidth=1.5, marker="o", markersize=5, label="held-out documents")
    for b in found:
        axes.annotate(
            f"{b.count:,}", (b.said, b.true), (6, -10), textcoords="offset points", fontsize=7, color="#555555"
        )
    axes.set(
        xlim=(-0.02, 1.05), ylim=(-0.02, 1.05), xlabel="probability said", ylabel="share that was true", title=title
    )
    axes.legend(loc="upper left", frameon=False, fontsize=8)
    buffer = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()
