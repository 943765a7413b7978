"""Who is who: names introduced in the opening, sides by role and by deeds, and the mention that a match speaks of."""

from __future__ import annotations

import pytest

from proposalcheck.annotate.parties import Party, mentions_in, parties_of
from proposalcheck.annotate.sentences import parse
from proposalcheck.document import Span

OPENING = (
    'This Agreement (the "Agreement") is made between Brightwater Digital Ltd, a company registered in Leeds '
    '("Brightwater"), and Northgate Health Trust (the "Trust"). '
)


def test_roles_tell_the_side_by_themselves() -> None:
    text = (
        'Between Brightwater Digital Ltd (the "Supplier") and Northgate Health Trust ("Customer"). '
        "Supplier shall act. Customer may act."
    )
    assert parties_of(text) == (Party("provider", ("Supplier",)), Party("client", ("Customer",)))


def test_deeds_tell_the_side_of_a_proper_name() -> None:
    text = (
        OPENING + "Brightwater shall perform the Services. Brightwater will host them. "
        "The Trust shall pay the Fees. Trust may inspect."
    )
    assert parties_of(text) == (Party("provider", ("Brightwater",)), Party("client", ("Trust",)))


def test_the_second_party_takes_the_side_that_is_left() -> None:
    text = (
        OPENING + "Brightwater shall provide the Services. Brightwater may invoice. "
        "The Trust may inspect. The Trust shall answer."
    )
    assert [party.side for party in parties_of(text)] == ["provider", "client"]


def test_without_role_or_deed_the_side_stays_unknown() -> None:
    text = OPENING + "Brightwater may act. Brightwater shall answer. The Trust may inspect. The Trust shall answer."
    assert [party.side for party in parties_of(text)] == [None, None]


def test_a_party_may_have_two_names() -> None:
    text = 'Between Brightwater Digital Ltd ("Brightwater" or the "Provider") and us. Brightwater shall act.'
    assert parties_of(text) == (Party("provider", ("Brightwater", "Provider")),)


@pytest.mark.parametrize("thing", ["Services", "Effective Date", "Monthly Fee", "Agreement", "Project Site"])
def test_defined_things_are_no_parties(thing: str) -> None:
    opening = f'The work at the yard (the "{thing}") is urgent. '
    text = opening + f"The {thing} shall begin. The {thing} will end. {thing} may move."
    assert parties_of(text) == ()


def _mentions(text: str, *parties: Party, first_person: bool = False) -> list[tuple[str, str | None]]:
    found = mentions_in(parse(text, [Span(0, len(text))]), parties, first_person=first_person)
    return [(mention.span.of(text), mention.side) for mention in found]


def test_mentions_name_roles_parties_and_both() -> None:
    text = "The Service Provider asks Trust; either party may ask, and the third party may not."
    assert _mentions(text, Party("client", ("Trust",))) == [
        ("Service Provider", "provider"),
        ("Trust", "client"),
        ("either party", "both"),
    ]


def test_what_the_document_says_wins_over_what_a_role_usually_means() -> None:
    assert _mentions("The Owner performs.", Party("provider", ("Owner",))) == [("Owner", "provider")]


def test_both_in_one_breath_are_one_mention() -> None:
    assert _mentions("Either Client or the Provider may end it; the Provider, not Client, pays.") == [
        ("Client or the Provider", "both"),
        ("Provider", "provider"),
        ("Client", "client"),
    ]


def test_first_person_counts_in_proposals_only() -> None:
    text = "We deliver what you need."
    assert _mentions(text, first_person=True) == [("We", "provider"), ("you", "client")]
    assert _mentions(text) == []
