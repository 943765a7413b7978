"""The collector looks seldom while there is work, and as before when it is done."""

from __future__ import annotations

import gc

import pytest

from proposalcheck.batch.collecting import BETWEEN_COLLECTIONS, seldom_collecting


def _fail() -> None:
    assert gc.get_threshold()[0] == BETWEEN_COLLECTIONS
    raise KeyError


def test_the_collector_looks_as_often_as_before_in_the_end() -> None:
    usual = gc.get_threshold()
    assert usual[0] < BETWEEN_COLLECTIONS
    with pytest.raises(KeyError), seldom_collecting():
        _fail()
    assert gc.get_threshold() == usual
