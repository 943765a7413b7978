"""Fingerprints and evidence: what makes a finding the same finding."""

from __future__ import annotations

import pytest
from tests.documents import markdown

from proposalcheck.document import Location, Span
from proposalcheck.finding import Evidence, Trace, fingerprint, plain, quoted

QUOTE = 'The "Fee" isn\'t fixed: it may rise by 5%.'


@pytest.mark.parametrize(
    "same",
    [
        "The “Fee” isn’t fixed: it may rise by 5%.",
        'The  "Fee"\nisn\'t fixed:\tit may rise by 5 %.',
        'THE "FEE" ISN\'T FIXED: IT MAY RISE BY 5%',
        "the fee isn't fixed it may rise by 5",
    ],
)
def test_fingerprint_is_the_same_over_white_space_quotes_and_case(same: str) -> None:
    assert fingerprint("fee-rise", same, 0) == fingerprint("fee-rise", QUOTE, 0)


@pytest.mark.parametrize(
    ("rule", "quote", "occurrence"),
    [
        ("fee-rises", QUOTE, 0),
        ("fee-rise", QUOTE, 1),
        ("fee-rise", QUOTE.replace("5", "6"), 0),
        ("fee-rise", QUOTE.replace("may", "must"), 0),
    ],
)
def test_fingerprint_differs_by_rule_words_and_occurrence(rule: str, quote: str, occurrence: int) -> None:
    assert fingerprint(rule, quote, occurrence) != fingerprint("fee-rise", QUOTE, 0)


def test_fingerprint_is_sixteen_figures_that_never_change() -> None:
    assert fingerprint("fee-rise", "Fees rise.", 0) == "81dad0817c5502af"


def test_plain_keeps_letters_and_figures() -> None:
    assert plain("Fees: “5 %”\n(Net)") == "fees 5 net"


def test_evidence_is_the_quote_with_its_place() -> None:
    document = markdown("# Fees\n\nFees rise. They fall.\n")
    trace = Trace(Span(5, 15), (Span(10, 14),))
    assert quoted(document, trace) == Evidence(
        "Fees rise.", Span(5, 15), (Span(10, 14),), Location(None, "Fees", line=3)
    )
