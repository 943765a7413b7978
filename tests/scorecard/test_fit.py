"""Which model fits the work: what counts for either, when neither is told, and what is advised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError
from tests.documents import annotated, markdown

from proposalcheck.annotate import Annotated
from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.catalogue import Catalogue, load_catalogue
from proposalcheck.document import Coverage, Span
from proposalcheck.finding import Match, Reason, Recommendation, Trace
from proposalcheck.scorecard.assurance import Assurance
from proposalcheck.scorecard.fit import FitTable, fit_table, recommend
from proposalcheck.screening import screen_document
from proposalcheck.settings import Reader

SIGNALS = {
    "stated-scope": ["in scope"],
    "common-work": ["wordpress"],
    "promised-price": ["fixed total"],
    "research-work": ["explore"],
    "novel-work": ["prototype"],
    "open-requirements": ["still open"],
}
STRONG, GAP = [Match("strength", (), "said so")], [Match("gap", (), "no sentence speaks of it")]


def read(*sentences: str) -> Annotated:
    return annotated("\n\n".join(sentences), signals=SIGNALS)


def told(
    of: Annotated, found: dict[str, list[Match]] | None = None, posture: str = "vendor", **how: Any
) -> Recommendation:
    recommendation = recommend(of, found or {}, posture, **how)
    assert recommendation is not None
    return recommendation


def counted(reasons: Iterable[Reason]) -> list[tuple[str, int, list[str]]]:
    return [(reason.say, reason.points, [evidence.quote for evidence in reason.evidence]) for reason in reasons]


def test_uncertain_work_fits_a_partner() -> None:
    given = told(read("We explore the bay.", "A prototype floats.", "The colour is still open.", "Boats are in scope."))
    assert (given.model, given.confidence) == ("partner", 0.67)
    assert given.why == (
        "1 point for a vendor, 3 for a partner; with one added to either side 67% speak for a partner, where 3 points "
        "and more than 60% are needed"
    )
    assert counted(given.speaks_for) == [
        ("the work is to find something out", 1, ["We explore the bay."]),
        ("scope or priorities are open, or may change", 1, ["The colour is still open."]),
        ("it uses new means, whose result cannot be foreseen", 1, ["A prototype floats."]),
    ]
    assert counted(given.speaks_against) == [
        ("it is stated what is delivered and what is not", 1, ["Boats are in scope."])
    ]
    assert [reason.model for reason in (*given.speaks_for, *given.speaks_against)] == ["partner"] * 3 + ["vendor"]


def test_clear_and_common_work_fits_a_vendor() -> None:
    given = told(read("Boats are in scope.", "It runs on WordPress.", "The fixed total is $900."))
    assert (given.model, given.confidence) == ("vendor", 0.8)
    assert [(reason.model, reason.points) for reason in given.speaks_for] == [("vendor", 1)] * 3
    assert given.speaks_against == ()


@pytest.mark.parametrize(
    ("sentences", "kind", "case"),
    [
        ([], "proposal", "silent"),
        (["We explore the bay.", "A prototype floats."], "sow", "silent"),
        (["We explore the bay.", "A prototype floats."], "msa", "frame"),
        (
            [f"Part {n} is in scope." for n in range(3)] + [f"We explore part {n}." for n in range(3)],
            "msa",
            "even",
        ),
    ],
)
def test_too_little_or_as_much_on_either_side_is_unsure(sentences: list[str], kind: Any, case: str) -> None:
    given = told(replace(read("Good day.", *sentences), kind=KindOfDocument(kind, 1.0, "")))
    assert (given.model, given.advice) == ("unsure", fit_table().advice["client"]["unsure"][case])
    assert given.ask_for == ()
    assert {reason.model for reason in given.speaks_for} <= {"vendor"}
    assert {reason.model for reason in given.speaks_against} <= {"partner"}


def test_exactly_the_share_that_is_needed_is_not_more_than_it() -> None:
    sentences = [f"We explore part {n}." for n in range(3)] + [f"Prototype {n} floats." for n in range(2)]
    clear = [f"Part {n} is in scope." for n in range(3)]
    assert told(read(*sentences, *clear)).why.startswith(
        "3 points for a vendor, 5 for a partner; with one added to either side 60% speak for a partner"
    )
    assert told(read(*sentences, *clear)).model == "unsure"
    assert told(read(*sentences, *clear[1:])).model == "partner"


def test_no_entry_counts_more_than_it_may() -> None:
    given = told(read(*(f"We explore cave {n}." for n in range(9))))
    (reason,) = given.speaks_for
    assert (reason.points, len(reason.evidence)) == (3, 5)


def test_a_sentence_speaks_once_for_a_model() -> None:
    given = told(read("We explore whether a prototype floats.", "A prototype sinks."))
    assert counted(given.speaks_against) == [
        ("the work is to find something out", 1, ["We explore whether a prototype floats."]),
        ("it uses new means, whose result cannot be foreseen", 1, ["A prototype sinks."]),
    ]


FILLER = "The harbour has many berths, and each of them is swept by hand in the morning and again at night.\n\n" * 3


def test_other_work_does_not_count() -> None:
    past = "## Past projects\n\nWe explore the bay.\n\n### Boats\n\nA prototype floats.\n\n"
    given = told(annotated(f"# Offer\n\n{FILLER}{past}## Plan\n\nWe explore.", signals=SIGNALS))
    assert counted(given.speaks_against) == [("the work is to find something out", 1, ["We explore."])]


def test_a_title_over_all_of_it_names_the_document() -> None:
    given = told(annotated(f"# Our experience center\n\n{FILLER}We explore the bay.", signals=SIGNALS))
    assert [reason.points for reason in given.speaks_against] == [1]


def test_what_a_rule_found_counts_and_a_gap_is_asked_for() -> None:
    clear = read("Boats are in scope.", "It runs on WordPress.")
    given = told(clear, {"acceptance-criteria": STRONG, "change-control": GAP, "aftercare": STRONG})
    assert counted(given.speaks_for)[-1] == ("it is settled when the work is accepted", 1, [])
    assert given.ask_for == ("a written way to change the scope",)
    assert told(clear, {"acceptance-criteria": GAP}).model == "unsure"


def test_what_a_rule_found_of_other_work_does_not_count() -> None:
    document = markdown(f"# Offer\n\n{FILLER}## References\n\nIt was accepted.\n")
    start = document.text.index("It was")
    match = Match("strength", (Trace(Span(start, start + 16)),), "said so")
    given = told(annotated(document), {"acceptance-criteria": [match]})
    assert given.speaks_for == ()


PARTNER = ("We explore the bay.", "A prototype floats.", "The colour is still open.")
VENDOR = ("Boats are in scope.", "It runs on WordPress.", "The fixed total is $900.")


@pytest.mark.parametrize("side", ["client", "provider"])
@pytest.mark.parametrize("posture", ["vendor", "partner", "body-shop"])
def test_advice_compares_the_work_with_the_paper(posture: str, side: Reader) -> None:
    advice = fit_table().advice[side]
    assert told(read(*PARTNER), posture=posture, side=side).advice == advice["partner"][posture]
    assert told(read(*VENDOR), posture=posture, side=side).advice == advice["vendor"][posture]


def test_each_case_has_advice_of_its_own() -> None:
    given = [words for models in fit_table().advice.values() for cases in models.values() for words in cases.values()]
    assert len(given) == len(set(given)) == 20


@pytest.mark.parametrize("posture", ["", "landlord"])
def test_without_a_posture_nothing_is_recommended(posture: str) -> None:
    assert recommend(read(*PARTNER), {}, posture) is None


@pytest.mark.parametrize(("coverage", "model"), [(Coverage(1, (2, 3)), "unsure"), (Coverage(2, (2, 3)), "vendor")])
def test_nothing_is_recommended_when_most_pages_could_not_be_read(coverage: Coverage, model: str) -> None:
    whole = read(*VENDOR)
    given = told(replace(whole, document=replace(whole.document, coverage=coverage)))
    unread = fit_table().advice["client"]["unsure"]["unread"]
    assert (given.model, given.advice == unread) == (model, model == "unsure")


def test_what_was_not_read_makes_it_less_sure() -> None:
    given = told(read(*VENDOR), reading=Assurance(0.5, ("1 of 2 pages has no text",)))
    assert (given.model, given.confidence) == ("vendor", 0.4)
    assert given.why.endswith("more than 60% are needed; less sure, because 1 of 2 pages has no text")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_the_table_names_rules_signals_and_postures_that_there_are(catalogue: Catalogue) -> None:
    table = fit_table()
    weights = [*table.vendor, *table.partner]
    assert [weight.rule for weight in weights if weight.rule and weight.rule not in catalogue.rules] == []
    assert [name for weight in weights for name in weight.any_signal if name not in catalogue.signals] == []
    needed = [safeguard.rule for safeguards in table.safeguards.values() for safeguard in safeguards]
    assert {catalogue.rules[rule].type for rule in needed} == {"topic"}
    for advice in table.advice.values():
        assert set(advice["vendor"]) == set(advice["partner"]) == set(catalogue.rules["posture"].answers)
        assert set(advice["unsure"]) == {"even", "silent", "frame", "unread"}


@pytest.mark.parametrize(
    "weight", [{"any_of": ["boat"], "points": 1}, {"any_signal": ["outcome"], "points": -1}], ids=["phrase", "negative"]
)
def test_the_table_refuses_what_would_never_be_found(weight: dict[str, Any]) -> None:
    data = fit_table().model_dump() | {"vendor": [{"say": "a boat", **weight}]}
    with pytest.raises(ValidationError, match="a boat"):
        FitTable.model_validate(data)


UNCERTAIN = """
# Proposal for a quieter night ward

We begin with a discovery phase of three weeks. Together with the nurses we explore whether alarms can be sorted by a
machine learning model. The scope of the second stage is still open, and we reprioritise the backlog each month.

The engagement runs for a term of 24 months.
"""
CLEAR = """
# Quotation for a website

You receive the following pages: home, prices, contact. Photographs are not included in the price, and up to two
revisions are. The site is built with WordPress and includes domain registration. The total price is $2,400, payable on
delivery of the website.
"""


@pytest.mark.parametrize(("text", "model"), [(UNCERTAIN, "partner"), (CLEAR, "vendor")])
def test_the_shipped_catalogue_tells_them_apart(catalogue: Catalogue, text: str, model: str) -> None:
    recommendation = screen_document(markdown(text), catalogue=catalogue, kind="proposal").scorecard.recommendation
    assert recommendation is not None
    assert (recommendation.model, recommendation.speaks_against) == (model, ())
