"""Log-odds and probabilities."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from proposalcheck.annotate.classifier.weights import Floats


def sigmoid(scores: NDArray[Any]) -> Floats:
    """Return log-odds as probabilities."""
    chances: Floats = (1 / (1 + np.exp(-np.clip(scores, -60, 60)))).astype(np.float32)
    return chances


def log_odds(chances: NDArray[Any]) -> Floats:
    """Return probabilities as log-odds, none further from 0 than one in ten thousand."""
    kept = np.clip(chances.astype(np.float64), 1e-4, 1 - 1e-4)
    odds: Floats = np.log(kept / (1 - kept)).astype(np.float32)
    return odds
