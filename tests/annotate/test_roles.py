"""Names read as roles, and the way back to the words as they stand."""

from __future__ import annotations

from proposalcheck.annotate.parties import Mention
from proposalcheck.annotate.roles import with_names_as_roles, with_roles
from proposalcheck.document import Span

TEXT = "Fees. Brightwater shall pay the Trust at once."
SENTENCE = Span(6, len(TEXT))
BRIGHTWATER, TRUST = Span(6, 17), Span(32, 37)


def test_names_are_read_as_roles() -> None:
    mentions = [Mention(BRIGHTWATER, "provider", "Provider"), Mention(TRUST, "client", "Client")]
    reading = with_roles(TEXT, SENTENCE, mentions)
    assert reading.text == "Provider shall pay the Client at once."
    found = Span(0, len("Provider shall pay the Client"))
    assert reading.in_document(found).of(TEXT) == "Brightwater shall pay the Trust"
    assert reading.in_document(Span(9, 18)).of(TEXT) == "shall pay"
    assert reading.in_document(Span(30, 37)).of(TEXT) == "at once"


def test_a_role_of_the_same_length_as_the_name_is_led_back_too() -> None:
    text = "Gondolas shall pay."
    reading = with_roles(text, Span(0, len(text)), [Mention(Span(0, 8), "provider", "Provider")])
    assert reading.in_document(Span(0, 14)).of(text) == "Gondolas shall"


def test_a_sentence_without_names_is_read_as_it_stands() -> None:
    reading = with_roles(TEXT, SENTENCE, [Mention(BRIGHTWATER, None), Mention(TRUST, "both")])
    assert reading.text == "Brightwater shall pay the Trust at once."
    assert reading.in_document(Span(0, 17)) == Span(6, 23)


def test_titles_are_read_with_roles_too() -> None:
    roles = {"Lakeshore": "Client", "Lakeshore Grocers": "Client"}
    assert with_names_as_roles("What we need from Lakeshore Grocers", roles) == "What we need from Client"
    assert with_names_as_roles("The Lakeshores of Maine", roles) == "The Lakeshores of Maine"
