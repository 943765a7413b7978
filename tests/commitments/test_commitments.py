"""The commitment register: who owes what to whom, by when, and what is not told."""

from __future__ import annotations

import pytest
from tests.documents import annotated, markdown

from proposalcheck.annotate import Annotated, PhraseSet, annotate
from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.commitments import commitments_in
from proposalcheck.finding import Commitment


def of(text: str) -> list[Commitment]:
    return list(commitments_in(annotated(text)))


def only(text: str) -> Commitment:
    (commitment,) = of(text)
    return commitment


def in_proposal(text: str) -> Annotated:
    return annotate(markdown(text), KindOfDocument("proposal", 1.0, "as the test says"), PhraseSet([]), ())


def test_every_part_of_a_promise_is_told() -> None:
    told = only(
        "If the tests fail, the Provider shall deliver a corrected release to the Client "
        "within ten (10) days of notice, in accordance with Exhibit A."
    )
    assert (told.sort, told.party, told.side, told.to) == ("promise", "Provider", "provider", "Client")
    assert told.what.startswith("deliver a corrected release to the Client within ten (10) days of notice")
    assert told.when == "within ten (10) days of notice"
    assert told.measure == ("in accordance with Exhibit A",)
    assert told.condition == ("If the tests fail",)
    assert (told.due, told.remedy, told.missing) == ("", None, ("remedy",))


def test_a_quote_is_the_whole_sentence_at_its_place() -> None:
    text = "# Fees\n\nPrices are fixed. The Client shall pay each invoice within 30 days.\n"
    told = only(text)
    document = annotated(text).document
    assert told.evidence.quote == "The Client shall pay each invoice within 30 days."
    assert document.quote(told.evidence.span) == told.evidence.quote
    assert told.evidence.location.section == "Fees"
    assert [document.quote(span) for span in told.evidence.words] == ["shall", "pay each invoice within 30 days"]


def test_missing_parts_are_named() -> None:
    assert only("The Provider shall train the users.").missing == ("date", "measure", "remedy")
    assert only("Invoices shall be paid.").missing == ("party", "date", "measure", "remedy")
    assert only("The Provider shall promptly train 20 people.").missing == ("date", "remedy")
    assert only("The Client shall not copy the software.").missing == ()


@pytest.mark.parametrize(
    ("text", "party", "side"),
    [
        ("The Supplier will host the portal in Leeds.", "Supplier", "provider"),
        ("The Client must, at its own expense, appoint a product owner.", "Client", "client"),
        ("The parties agree to meet every month.", "The parties", "both"),
        ("Each party shall keep the records for two years.", "Each party", "both"),
        ("The Contractor undertakes to repair each defect.", "Contractor", "provider"),
        ("The Client is responsible for the test data.", "Client", "client"),
        ("The Provider guarantees 99.9% availability.", "Provider", "provider"),
        ("The Provider and its subcontractors shall wear badges.", "Provider", "provider"),
        ("The Provider's project manager shall report weekly.", "Provider's project manager", "provider"),
        ("Employees of the Client shall test the portal.", "Employees of the Client", "client"),
        ("The receiving party shall return the papers.", "The receiving party", ""),
        ("The project manager will hold a meeting each week.", "The project manager", ""),
        ("Deliverables shall be delivered by the Provider.", "Provider", "provider"),
    ],
)
def test_who_is_bound(text: str, party: str, side: str) -> None:
    told = only(text)
    assert (told.party, told.side) == (party, side)


@pytest.mark.parametrize(
    "text",
    [
        "Deliverables shall be delivered by 1 May 2027.",
        "Fees owed by the Client shall be paid within 30 days.",
        "Upon delay by the Provider, invoices shall be credited.",
        "Deliverables shall be delivered in the form approved by the Client.",
        "The portal will go live on 1 May 2027.",
    ],
)
def test_nobody_is_guessed(text: str) -> None:
    told = only(text)
    assert (told.party, told.side) == ("", "")
    assert "party" in told.missing


@pytest.mark.parametrize(
    "text",
    [
        "This Agreement shall be governed by the law of England.",
        "“Services” means the work that the Provider shall perform.",
        "WHEREAS the Client shall need a portal, the parties meet.",
        "Will the Provider train our users?",
        "The Provider shall not be liable for lost profit.",
        "In no event shall the Provider be liable for lost profit.",
        "Neither party shall be liable for delay.",
        "The Client shall be entitled to a copy.",
        "The Client will have the right to inspect the work.",
        "The work which the Provider shall perform is listed below.",
        "If the Client shall fail, the term ends.",
        "The headings shall not affect the meaning.",
        "The Client may ask for a change at any time.",
        "The Provider should train the users.",
        "The Provider employs people at will.",
        "Each party warrants that it has the power to sign.",
        "Both parties agree to the terms of this order.",
        "We will be happy to discuss this.",
        "The Provider provides consulting services.",
        "All notices shall be sent by post.",
        "The Provider does not warrant that the portal will run without errors.",
        "No credit shall be given by the Provider.",
    ],
)
def test_what_is_no_commitment(text: str) -> None:
    assert of(text) == []


def test_a_heading_promises_nothing() -> None:
    assert of("# What the Provider shall deliver\n\nNothing is said here.\n") == []


@pytest.mark.parametrize(
    ("text", "party", "what"),
    [
        ("The Client shall not hire staff of the Provider.", "Client", "hire staff of the Provider"),
        ("Neither party shall use the name of the other.", "Neither party", "use the name of the other"),
        ("Data shall not be copied.", "", "Data shall not be copied"),
        ("The Provider agrees not to copy it.", "Provider", "copy it"),
    ],
)
def test_restrictions_are_their_own_sort(text: str, party: str, what: str) -> None:
    told = only(text)
    assert (told.sort, told.party, told.what) == ("restriction", party, what)


def test_a_subject_goes_on_until_another_is_named() -> None:
    told = of("The Provider shall test the portal and shall train the users; the Client shall name them.")
    assert [(one.party, one.what) for one in told] == [
        ("Provider", "test the portal"),
        ("Provider", "train the users"),
        ("Client", "name them"),
    ]


def test_who_is_named_last_is_not_who_goes_on() -> None:
    told = of("The Client shall indemnify the Provider and shall hold the Provider harmless.")
    assert [(one.party, one.to) for one in told] == [("Client", "Provider"), ("Client", "Provider")]


def test_it_stands_for_the_party_of_the_sentence_before_in_one_paragraph_only() -> None:
    told = of("The Provider shall test the portal. It shall train the users.\n\nIt shall work.\n")
    assert [one.party for one in told[:2]] == ["Provider", "Provider"]
    assert "Provider" not in [one.party for one in told[2:]]


def test_the_items_of_a_list_bind_whom_the_words_above_name() -> None:
    items = "- deliver the portal by 1 May 2027;\n- train twenty users; and\n- host the portal.\n"
    told = of(f"The Provider shall:\n\n{items}\nEnd.\n")
    assert [(one.party, one.what, one.due) for one in told] == [
        ("Provider", "deliver the portal by 1 May 2027", "2027-05-01"),
        ("Provider", "train twenty users", ""),
        ("Provider", "host the portal", ""),
    ]


def test_a_list_of_things_is_one_commitment() -> None:
    items = "- a risk list kept by the lead\n- a plan for each month\n"
    told = of(f"The Provider shall deliver these reports:\n\n{items}")
    assert [one.what for one in told] == ["deliver these reports"]


def test_present_tense_binds_with_a_time_or_a_manner() -> None:
    told = of("The Client tests each release within 5 days. The Provider knows the field.")
    assert [(one.party, one.what) for one in told] == [("Client", "tests each release within 5 days")]


def test_who_receives_is_owed_it_by_another() -> None:
    (told,) = commitments_in(in_proposal("You will receive a report every Friday.\n"))
    assert (told.party, told.to, told.what) == ("", "You", "You will receive a report every Friday")


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("The Client shall pay the Provider $500.", "Provider"),
        ("The Provider shall report to the Client every week.", "Client"),
        ("Each party shall notify the other within 2 days.", "the other"),
        ("The Provider shall follow the Client's rules.", ""),
        ("The Provider shall use the form approved by the Client.", ""),
    ],
)
def test_to_whom(text: str, to: str) -> None:
    assert only(text).to == to


@pytest.mark.parametrize(
    ("words", "when", "due", "dated"),
    [
        ("by 1 May 2027", "by 1 May 2027", "2027-05-01", True),
        ("by May 2027", "by May 2027", "", True),
        ("no later than 30 days after delivery", "no later than 30 days after delivery", "", True),
        ("every second Friday", "every second Friday", "", True),
        ("upon completion of the tests", "upon completion of the tests", "", True),
        ("promptly", "promptly", "", False),
        ("with a team of five", "", "", False),
    ],
)
def test_by_when(words: str, when: str, due: str, dated: bool) -> None:
    told = only(f"The Provider shall deliver the plan {words}.")
    assert (told.when, told.due, "date" not in told.missing) == (when, due, dated)


def test_a_time_of_a_condition_is_not_the_time_of_the_duty() -> None:
    told = only("If the Client is 30 days late, the Provider shall tell its board.")
    assert (told.when, told.condition) == ("", ("If the Client is 30 days late",))


def test_a_remedy_may_stand_in_the_next_sentence_of_the_section() -> None:
    remedy = "If the Provider fails to do so, the Client may terminate this order."
    told = of(f"The Provider shall deliver the portal in May. {remedy}\n")[0]
    assert told.remedy is not None
    assert told.remedy.quote == remedy
    assert "remedy" not in told.missing


def test_the_remedy_for_the_other_side_is_none() -> None:
    told = of("The Provider shall host it. If the Client fails to pay, the Provider may suspend the work.\n")[0]
    assert told.remedy is None


def test_sides_are_left_out_where_two_parties_were_taken_for_one_side() -> None:
    opening = "This order is made between Alder Ltd (“Alder”) and Birch Ltd (“Birch”).\n\n"
    deeds = (
        "Alder shall provide the portal. Birch shall provide the data. Alder shall deliver it. Birch shall host it.\n"
    )
    told = of(opening + deeds)
    assert {one.party for one in told} == {"Alder", "Birch"}
    assert {one.side for one in told} == {""}


def test_a_paper_binds_nobody() -> None:
    kind = KindOfDocument("other", 1.0, "as the test says")
    read = annotate(markdown("The Provider shall pay."), kind, PhraseSet([]), ())
    assert commitments_in(read) == ()


def test_equal_sentences_have_fingerprints_of_their_own() -> None:
    told = of("The Client shall pay the fee.\n\nThe Client shall pay the fee.\n")
    assert len({one.fingerprint for one in told}) == 2
