"""What comes first in a brief."""

from __future__ import annotations

from proposalcheck.catalogue import load_catalogue
from proposalcheck.reports.brief.negotiability import WEIGHTIEST


def test_what_weighs_most_are_rules() -> None:
    assert set(WEIGHTIEST) <= set(load_catalogue().rules)
    assert len(set(WEIGHTIEST)) == len(WEIGHTIEST)
