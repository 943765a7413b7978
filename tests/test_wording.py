"""What things are called."""

from __future__ import annotations

from typing import get_args

import pytest

from proposalcheck.annotate.kind import Kind
from proposalcheck.finding import Outcome
from proposalcheck.wording import KINDS, KINDS_IN_A_SENTENCE, TYPES, counted


def test_every_kind_and_every_type_has_a_name() -> None:
    assert set(KINDS) == set(KINDS_IN_A_SENTENCE) == set(get_args(Kind))
    assert set(TYPES) == set(get_args(Outcome))


@pytest.mark.parametrize(("number", "said"), [(0, "0 places"), (1, "1 place"), (2, "2 places"), (1200, "1,200 places")])
def test_things_are_counted(number: int, said: str) -> None:
    assert counted(number, "place") == said
