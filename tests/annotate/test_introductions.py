"""Where parties are introduced without a bracket: numbered, behind "between", behind a label."""

from __future__ import annotations

import pytest

from proposalcheck.annotate.parties import Party, parties_of, speaks_as_provider

NUMBERED = """AGREEMENT

PARTIES

(1) BRIGHTWATER DIGITAL LIMITED, a company registered in England (no. 0123456), whose office is at Mill Lane{first}; and

(2) LAKESHORE GROCERS PLC, whose registered office is at 9 High Street{second}.

"""
DEEDS = (
    "Brightwater performs the Services. Brightwater retains all right, title and interest in the deliverables. "
    "Lakeshore pays the charges. Lakeshore may ask."
)


def test_numbered_parties_are_called_by_their_first_word() -> None:
    text = NUMBERED.format(first="", second="") + DEEDS
    assert parties_of(text) == (Party("provider", ("BRIGHTWATER",)), Party("client", ("LAKESHORE",)))


def test_numbered_parties_may_have_roles_without_quotation_marks() -> None:
    text = NUMBERED.format(first=" (the Supplier)", second=" (the Customer)")
    text += "The Supplier shall work. The Customer shall pay. Brightwater grows. Brightwater shrinks."
    assert parties_of(text) == (Party("provider", ("Supplier", "BRIGHTWATER")), Party("client", ("Customer",)))


def test_a_list_of_things_introduces_nobody() -> None:
    assert parties_of("(1) Scope Limited to Leeds\n(2) Price Limited to York\nScope will grow. Price will rise.") == ()


def test_keeping_all_rights_is_not_engaging_somebody() -> None:
    text = (
        'Between Brightwater Ltd ("Brightwater") and Lakeshore plc ("Lakeshore"). Brightwater retains all right, title '
        "and interest. Brightwater retains its tools. Brightwater shall provide the services. Lakeshore pays. "
        "Lakeshore retains Brightwater for a year."
    )
    assert [party.side for party in parties_of(text)] == ["provider", "client"]


def test_both_may_do_the_same_for_each_other() -> None:
    text = (
        'Between Brightwater Ltd ("Brightwater") and Lakeshore plc ("Lakeshore"). Brightwater may act. Lakeshore may '
        "act. Brightwater may ask. Lakeshore may ask."
    )
    assert [party.side for party in parties_of(text)] == [None, None]


def test_names_behind_between_count_where_the_text_goes_on_to_use_them() -> None:
    text = "Statement of Work between Brightwater and Lakeshore\n\nBrightwater delivers the portal. "
    used = text + "Brightwater invoices Lakeshore monthly. Lakeshore pays. Lakeshore will provide access to its staff."
    assert parties_of(used) == (Party("provider", ("Brightwater",)), Party("client", ("Lakeshore",)))
    assert parties_of(text) == ()


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("Prepared for: Lakeshore Grocers", "client"),
        ("Proposal to Lakeshore Grocers by the team", "client"),
        ("What we need from Lakeshore Grocers", "client"),
        ("Prepared by Lakeshore Grocers", "provider"),
    ],
)
def test_a_label_tells_the_side(line: str, side: str) -> None:
    text = f"Offer\n\n{line}\n\nLakeshore Grocers has ten shops. Lakeshore Grocers grows. "
    (party,) = parties_of(text)
    assert (party.side, party.names[0]) == (side, "Lakeshore Grocers")


def test_a_subject_behind_a_label_is_no_party() -> None:
    text = "Proposal for Website Redesign\n\nThe website redesign is due. Website Redesign is fun. Website Redesign!"
    assert parties_of(text) == ()


def test_plain_english_terms_speak_as_the_provider() -> None:
    terms = (
        "We perform the work. We will provide the tools. You shall pay our fees. You pay us monthly. Your people help. "
    )
    assert speaks_as_provider(terms * 3)
    assert not speaks_as_provider(terms)
    assert not speaks_as_provider("We shall pay you. You will provide the services. Our house, your tools. " * 4)
