"""A browser with the page open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.serving.served import Browser


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def browser(stack: ExitStack) -> Browser:
    from tests.serving.served import Browser

    return Browser(stack)
