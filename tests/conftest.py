"""What holds for every test: nothing is kept from one to the next, or in the caches of whoever runs them."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache", numbered=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder
