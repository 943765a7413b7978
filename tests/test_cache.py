"""The cache: what was put in comes out for the same key only, and nobody else may read it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from proposalcheck.cache import Cache, default_folder, key_of, once


def test_what_is_kept_is_found_under_its_key_only(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept")
    cache.put(key_of("a.pdf", "aa"), {"text": "Größe", "n": [1, None]})
    assert cache.get(key_of("a.pdf", "aa")) == {"text": "Größe", "n": [1, None]}
    assert cache.get(key_of("a.pdf", "ab")) is None
    assert cache.get(key_of("a.pdfa", "a")) is None


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept")
    cache.put("abcdef", "x")
    entry = tmp_path / "kept" / "ab" / "cdef"
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    assert stat.S_IMODE(entry.parent.stat().st_mode) == 0o700


def test_a_damaged_entry_counts_as_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("abcdef", {"whole": True})
    entry = tmp_path / "ab" / "cdef"
    whole = entry.read_bytes()
    for damaged in (whole[:-3], whole.replace(b"true", b"null"), b"", b'{"whole": true}'):
        entry.write_bytes(damaged)
        assert cache.get("abcdef") is None
    entry.write_bytes(whole)
    assert cache.get("abcdef") == {"whole": True}


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "kept")
    cache.put("abcdef", 1)
    cache.sweep()
    assert cache.get("abcdef") is None


def test_what_is_no_plain_data_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for part in (object(), "\ud800"):
        cache.put("abcdef", {"part": part})
        assert cache.get("abcdef") is None


def test_what_nobody_asked_for_in_thirty_days_goes(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("aa-old", 1)
    cache.put("aa-new", 2)
    os.utime(tmp_path / "aa" / "-old", (0, 0))
    cache.sweep()
    assert (cache.get("aa-old"), cache.get("aa-new")) == (None, 2)
    os.utime(tmp_path / "aa" / "-new", (0, 0))
    cache.sweep()
    assert (tmp_path / "aa" / "-new").exists(), "swept twice within a day"


def test_it_lies_where_the_system_keeps_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "proposalcheck"


def test_a_text_is_read_once_for_all_runs() -> None:
    asked: list[str] = []

    def read(text: str) -> list[str]:
        asked.append(text)
        return [text]

    assert [once("a", read), once("a", read), once("b", read)] == [["a"], ["a"], ["b"]]
    assert asked == ["a", "b"]
