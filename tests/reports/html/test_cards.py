"""Findings as cards: one for each rule and tone, worst first, with every place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.documents import built, markdown, rule_data, tabled, topic_data, write_catalogue

from proposalcheck.catalogue import load_catalogue
from proposalcheck.document import Box, Document
from proposalcheck.finding import Finding
from proposalcheck.readers.structure import Draft
from proposalcheck.reports.html.cards import Card, cards_of, tone_of
from proposalcheck.screening import screen_document

RENEWAL = "The term renews by itself each May."
LATE = rule_data(id="late", title="Late", severity="low", check={"kind": "phrase", "any_of": ["comes late"]})


def findings(document: Document, folder: Path, *rules: dict[str, Any]) -> tuple[Finding, ...]:
    catalogue = load_catalogue(write_catalogue(folder, *(rules or (rule_data(),))))
    return screen_document(document, catalogue=catalogue, kind="sow").findings


def cards(document: Document, folder: Path, *rules: dict[str, Any]) -> list[Card]:
    return cards_of(findings(document, folder, *rules), document, {})[0]


def test_all_places_of_a_rule_are_one_card(tmp_path: Path) -> None:
    document = built(*(Draft("paragraph", f"Order {number} renews by itself.") for number in (1, 2, 3)))
    (card,) = cards(document, tmp_path)
    assert (card.id, card.tone, card.findings, card.start) == ("silent-renewal-high", "high", 3, 0)
    assert [quote.number for quote in card.quotes] == [0, 1, 2]
    assert [document.text[quote.start :][:7] for quote in card.quotes] == ["Order 1", "Order 2", "Order 3"]


def test_a_quote_tells_its_exact_words_and_its_place(tmp_path: Path) -> None:
    document = built(
        Draft("heading", "4 Term", level=1), Draft("paragraph", RENEWAL, boxes=((0, 8, Box(3, 0, 0, 9, 9)),))
    )
    ((quote,),) = (card.quotes for card in cards(document, tmp_path))
    assert quote.pieces == (("The term ", False), ("renews by itself", True), (" each May.", False))
    assert quote.where == "page 3, 4 Term"


def test_a_row_of_a_table_is_quoted_with_its_cells_apart(tmp_path: Path) -> None:
    ((quote,),) = (card.quotes for card in cards(tabled(["It renews by itself", "$5"]), tmp_path))
    assert "".join(text for text, _ in quote.pieces) == "It renews by itself | $5"


def test_the_worst_card_comes_first_and_strengths_last(tmp_path: Path) -> None:
    strong = topic_data(id="plan", check={"kind": "topic", "strong": ["a plan"]}, message_if_fine="There is a plan.")
    document = markdown("It comes late. It renews by itself. There is a plan.")
    found = cards(document, tmp_path, strong, LATE, rule_data(), topic_data())
    assert [(card.tone, card.finding.type, card.severity) for card in found] == [
        ("high", "flag", "high"),
        ("medium", "gap", "medium"),
        ("low", "flag", "low"),
        ("strength", "strength", ""),
    ]


def test_a_gap_has_no_place(tmp_path: Path) -> None:
    (card,) = cards(markdown("It is built."), tmp_path, topic_data())
    assert (card.quotes, card.start, card.messages) == ((), -1, ("Nobody is named as lead.",))


def test_messages_that_differ_stand_with_their_places(tmp_path: Path) -> None:
    rule = rule_data(check={"kind": "phrase", "any_of": ["(renews|goes on) by itself"]})
    (card,) = cards(markdown("It renews by itself. It goes on by itself."), tmp_path, rule)
    assert [quote.message for quote in card.quotes] == [
        'The term goes on: "renews by itself"',
        'The term goes on: "goes on by itself"',
    ]
    (alone,) = cards(markdown("It renews by itself."), tmp_path, rule)
    assert [quote.message for quote in alone.quotes] == [""]
    assert alone.messages == ('The term goes on: "renews by itself"',)


def test_a_card_knows_the_scores_it_counts_in(tmp_path: Path) -> None:
    document = markdown("It comes late. It renews by itself.")
    found = findings(document, tmp_path, rule_data(), LATE)
    (high, low), _ = cards_of(found, document, {found[0].fingerprint: (2, 0)})
    assert (high.scores, low.scores) == ((0, 2), ())


@pytest.mark.parametrize(("answer", "tone"), [("yes", "medium"), ("no", "judgement"), ("partner", "judgement")])
def test_a_verdict_has_a_severity_only_when_it_warns(answer: str, tone: str) -> None:
    finding = Finding("r", "f", "verdict", "", "medium", 1.0, "", "", "", "", "", answer, (), "")
    assert tone_of(finding) == tone
