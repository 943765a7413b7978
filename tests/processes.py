"""Programs of their own: Python in another process, told to from here and listened to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]


def started(*command: str, **more: Any) -> subprocess.Popen[str]:
    """Return Python at work on `command`, with the program and the tests at hand; `more` is as for `Popen`."""
    environment = os.environ | {"PYTHONPATH": f"{TOP / 'src'}{os.pathsep}{TOP}", "PYTHONUNBUFFERED": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *command], stdout=pipe, stderr=pipe, text=True, env=environment, **more)
