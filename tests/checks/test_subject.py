"""Whom a match speaks of, and how bad that makes it."""

from __future__ import annotations

import pytest
from tests.documents import annotated

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.checks.subject import Subject, subject_of
from proposalcheck.document import Span


def words(document: Annotated, said: str) -> Span:
    start = document.document.text.index(said)
    return Span(start, start + len(said))


@pytest.mark.parametrize(
    ("text", "said", "doer", "receiver"),
    [
        ("The Provider may end it.", "may end", Subject("The Provider", "provider"), Subject("A party", "")),
        (
            "Either party may end it.",
            "Either party may",
            Subject("Either party", "both"),
            Subject("Either party", "both"),
        ),
        (
            "Provider hereby assigns all rights to Client.",
            "Provider hereby assigns",
            Subject("The Provider", "provider"),
            Subject("The Provider", "provider"),
        ),
        (
            "Provider hereby assigns all rights to Client.",
            "hereby assigns",
            Subject("The Provider", "provider"),
            Subject("The Client", "client"),
        ),
        (
            "Nothing limits the liability of either party.",
            "Nothing limits",
            Subject("Either party", "both"),
            Subject("Either party", "both"),
        ),
        (
            "The Provider will defend Client and hold it harmless.",
            "will defend Client and hold",
            Subject("The Provider", "provider"),
            Subject("The Client", "client"),
        ),
        (
            "The Client, if the Provider is late, may end it.",
            "may end it",
            Subject("The Client", "client"),
            Subject("A party", ""),
        ),
        (
            "Except for the liability of Client, the liability of Vendor is limited.",
            "liability of Vendor is limited",
            Subject("The Vendor", "provider"),
            Subject("The Vendor", "provider"),
        ),
        (
            "Client follows Vendor's usage, security and billing policies.",
            "policies",
            Subject("The Vendor", "provider"),
            Subject("A party", ""),
        ),
        (
            "Vendor, at the Client's sole cost, shall defend.",
            "shall defend",
            Subject("The Vendor", "provider"),
            Subject("A party", ""),
        ),
        (
            "The Vendor agrees to allow the Client's auditors to inspect.",
            "to inspect",
            Subject("The Client", "client"),
            Subject("A party", ""),
        ),
        (
            "Client agrees that in no event shall Vendor be liable.",
            "be liable",
            Subject("The Vendor", "provider"),
            Subject("A party", ""),
        ),
        (
            "Neither party is bound.",
            "is bound",
            Subject("Each party", "both"),
            Subject("A party", ""),
        ),
        (
            "All code is owned by the Client.",
            "owned by the Client",
            Subject("The Client", "client"),
            Subject("The Client", "client"),
        ),
        (
            "Customer assigns it to Vendor on Customer's behalf.",
            "assigns it to Vendor on Customer's behalf",
            Subject("The Customer", "client"),
            Subject("The Vendor", "provider"),
        ),
        ("It may be ended by the Client.", "may be ended", Subject("A party", ""), Subject("The Client", "client")),
        ("It may be ended at will.", "may be ended", Subject("A party", ""), Subject("A party", "")),
    ],
)
def test_the_doer_stands_before_and_the_receiver_after(text: str, said: str, doer: Subject, receiver: Subject) -> None:
    document = annotated(text, [])
    assert subject_of(document, 0, words(document, said)) == doer
    assert subject_of(document, 0, words(document, said), "receiver") == receiver
