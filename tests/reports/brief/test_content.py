"""What a brief says: the stance on each finding, what is chosen, and what is left out and counted."""

from __future__ import annotations

import pytest
from tests.documents import markdown
from tests.reports.brief.results import fact, finding, gap, quote, result, strength

from proposalcheck.document import Coverage, Problem
from proposalcheck.finding import Deal
from proposalcheck.reports.brief.content import content_of
from proposalcheck.reports.brief.negotiability import stance_of


@pytest.mark.parametrize(
    ("family", "severity", "confidence", "stance"),
    [
        ("contract", "high", 1.0, "must change"),
        ("commercial", "medium", 1.0, "trade"),
        ("warning-signs", "low", 1.0, "accept"),
        ("governance", "high", 0.6, "must change"),
        ("contract", "high", 0.5, "trade"),
        ("contract", "medium", 0.5, "accept"),
        ("contract", "low", 0.5, "accept"),
        ("substance", "high", 1.0, "trade"),
        ("partnership", "medium", 1.0, "trade"),
        ("posture", "info", 1.0, "accept"),
        ("drafting", "medium", 1.0, "must change"),
        ("drafting", "low", 1.0, "accept"),
        ("a family of one's own", "high", 1.0, "must change"),
    ],
)
def test_stance(family: str, severity: str, confidence: float, stance: str) -> None:
    assert stance_of(finding(family=family, severity=severity, confidence=confidence)) == stance


def test_one_entry_for_each_rule_with_its_places_counted() -> None:
    places = [finding("cap", evidence=(quote(f"Cap {number}.", start=number * 50),)) for number in range(3)]
    content = content_of(
        result(*places, finding("free-exit", severity="medium", evidence=(quote("Exit.", start=900),)))
    )
    must, trade, accept = content.groups
    (cap,) = must.entries
    assert (cap.title, cap.quote, cap.place, cap.more_places) == ("Title of cap", "Cap 0.", "5.2 Fees", 2)
    assert (cap.asked_by, cap.ask, cap.wording) == ("Ask", "Question of cap?", "Wording of cap.")
    assert [entry.title for entry in trade.entries] == ["Title of free-exit"]
    assert (accept.total, accept.entries) == (0, ())


def test_the_weightiest_come_first_and_the_rest_is_named_and_counted() -> None:
    rules = [f"rule-{letter}" for letter in "abcdefghijklm"]
    flags = [finding(rule, evidence=(quote(rule, start=100 * place),)) for place, rule in enumerate(rules)]
    must = content_of(result(*flags, finding("low-liability-cap", evidence=(quote("Cap.", start=9_000),)))).groups[0]
    assert [entry.title for entry in must.entries][:2] == ["Title of low-liability-cap", "Title of rule-a"]
    assert (must.total, len(must.entries), len(must.named), must.more) == (14, 5, 6, 3)


def test_one_sentence_is_argued_about_once() -> None:
    must = content_of(result(finding("liability-cap"), finding("low-liability-cap"))).groups[0]
    assert [entry.title for entry in must.entries] == ["Title of low-liability-cap"]
    assert must.named == ("Title of liability-cap",)


def test_a_gap_that_must_be_filled_is_an_entry_and_the_others_are_missing() -> None:
    content = content_of(result(gap("data-protection"), gap("escalation-path", severity="medium")))
    (entry,) = content.groups[0].entries
    assert (entry.title, entry.quote, entry.place) == ("Message of data-protection", "", "nowhere in the document")
    assert content.missing == ("How problems are raised",)


def test_no_sentence_is_both_blamed_and_praised() -> None:
    blamed = quote("Silence is acceptance of the delivered work by you.", start=100)
    praised = strength("acceptance-criteria", "", evidence=(blamed,))
    kept = strength("insurance", "The Provider carries insurance for all of its work.")
    content = content_of(result(finding("deemed-acceptance", evidence=(blamed,)), praised, kept))
    assert [good.title for good in content.strengths] == ["Title of insurance"]


def test_a_strength_quotes_a_sentence_before_a_title() -> None:
    found = strength(
        "aftercare", "", evidence=(quote("Support"), quote("We mend faults for ninety days after delivery."))
    )
    (good,) = content_of(result(found)).strengths
    assert good.quote == "We mend faults for ninety days after delivery."


def test_a_long_quote_is_cut_at_words() -> None:
    (entry,) = content_of(result(finding(evidence=(quote("word " * 100),)))).groups[0].entries
    assert entry.quote.endswith("word …")
    assert len(entry.quote) <= 200


def test_questions_that_the_document_answers_or_the_groups_ask_are_not_asked() -> None:
    told = [
        gap("decision-rights", severity="medium"),
        strength("leadership-access", "Our director answers within a day."),
    ]
    asked = content_of(
        result(*told, gap("team-continuity", severity="medium"), gap("measurable-kpis", severity="medium"))
    )
    assert [(each.topic, each.question) for each in asked.questions] == [
        ("Clear collaboration", "Question of decision-rights?"),
        ("People who stay", "Question of team-continuity?"),
        ("Measures", "Question of measurable-kpis?"),
    ]
    entry = finding("rate-escalation")
    assert content_of(result(entry)).questions == ()


def test_what_could_not_be_read_or_decided_is_told() -> None:
    content = content_of(
        result(
            finding("governing-law", type="unsure"),
            problems=(Problem("read", "page 4 is damaged"),),
            coverage=Coverage(3, (2, 5), ("2 pictures",)),
            kind_confidence=0.6,
            kind_because="it could also be a proposal",
            deal=Deal(open_points=("Two prices are given.",)),
        )
    )
    assert content.undecided == (
        "Could not look: page 4 is damaged.",
        "Pages without text, not read: 2, 5.",
        "Not read: 2 pictures.",
        "What the document is was told with 60% confidence: it could also be a proposal.",
        "Two prices are given.",
        "Could not be decided, to be read by a person: Title of governing-law.",
    )


def test_facts_are_told_and_what_is_not_found_is_said() -> None:
    deal = Deal(
        parties=(fact("Lakeshore Foods", side="client"),),
        price=fact("$970", per="month", amount=970, unit="$"),
        notice=(fact("30 days", side="provider"),),
    )
    rows = {row.label: (row.said, row.place) for row in content_of(result(deal=deal)).facts}
    assert rows == {
        "Document": ("Statement of work, 7 words", ""),
        "Client": ("Lakeshore Foods", ""),
        "Provider": ("not found", ""),
        "Price": ("$970 a month", "5.2 Fees"),
        "Term": ("not found", ""),
        "Start": ("not found", ""),
        "Notice to leave": ("30 days (by the provider)", "5.2 Fees"),
        "Time to pay": ("not found", ""),
    }


def test_parties_whose_side_is_open_are_parties() -> None:
    rows = content_of(result(deal=Deal(parties=(fact("Alder Ltd"), fact("Birch Ltd"))))).facts
    assert [(row.label, row.said) for row in rows[1:3]] == [("Party", "Alder Ltd"), ("Party", "Birch Ltd")]


def test_the_title_is_that_of_the_document() -> None:
    content = content_of(result())
    assert (content.title, content.file) == ("Barn for Lakeshore", "made.md")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Acme Works\n\n# Barn for Lakeshore\n\nText.", "Barn for Lakeshore"),
        ("Services Agreement\n\n# Definitions\n\nText.", "Services Agreement"),
        ("Text.\n\n# Table of contents\n\n# 1. Fees\n\nText.", "made.md"),
    ],
)
def test_a_clause_gives_no_title(text: str, title: str) -> None:
    assert content_of(result(document=markdown(text))).title == title


def test_a_provider_hears_what_the_buyer_will_ask() -> None:
    content = content_of(result(finding(ask="The buyer will ask: How much?"), side="provider"))
    (entry,) = content.groups[0].entries
    assert (entry.asked_by, entry.ask) == ("The buyer will ask", "How much?")
