"""Which law governs, in the forms that people write, and near misses that choose none."""

from __future__ import annotations

import pytest
from tests.documents import annotated

from proposalcheck.deal import deal_of


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("This Agreement is governed by the laws of the State of Ohio.", "State of Ohio"),
        ("This contract is subject to English law.", "English"),
        ("This Agreement is governed by the Dutch law in all respects.", "Dutch"),
        ("Ohio law governs, wherever the work is done.", "Ohio"),
        ("Scots law applies to this contract.", "Scots"),
    ],
)
def test_the_law_is_told(text: str, land: str) -> None:
    law = deal_of(annotated(text)).law
    assert law is not None
    assert law.said == land
    assert law.evidence.words[0].of(text) == land


@pytest.mark.parametrize(
    "text",
    [
        "The storage of records is subject to Federal law.",
        "Applicable law governs the storage of records.",
        "The supplier knows English law well.",
        "This Agreement is governed by [State] law.",
    ],
)
def test_no_law_is_made_up(text: str) -> None:
    assert deal_of(annotated(text)).law is None
