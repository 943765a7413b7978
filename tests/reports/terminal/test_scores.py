"""The scorecard at a terminal: scores, doubts and the model that fits the work, as exact small outputs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.documents import prose, rule_data, write_catalogue

from proposalcheck.catalogue import load_catalogue
from proposalcheck.document import Location, Span
from proposalcheck.finding import Dimension, Evidence, FitModel, Reason, Recommendation, Result, Scorecard
from proposalcheck.reports.terminal import report
from proposalcheck.screening import screen_document


@pytest.fixture
def plain(tmp_path: Path) -> Result:
    """Return the result of a document in which nothing is found, for a scorecard to be put in."""
    catalogue = load_catalogue(write_catalogue(tmp_path, rule_data(family="terms")))
    return screen_document(prose("Fees rise."), catalogue=catalogue, kind="sow")


def shown(plain: Result, scorecard: Scorecard, width: int = 100) -> str:
    """Return what the report of `plain` with this scorecard says below its head."""
    return "\n".join(report(replace(plain, scorecard=scorecard), width=width).split("\n")[2:])


def test_two_scores_a_line(plain: Result) -> None:
    dimensions = tuple(
        Dimension(name, score, "", ()) for name, score in (("drafting", 7), ("culture", 100), ("cost", 0))
    )
    assert shown(plain, Scorecard(dimensions)) == ("\nSCORES, of 100\n   7  drafting       0  cost\n 100  culture\n")


def test_what_makes_scores_less_sure(plain: Result) -> None:
    pages = "2 of 9 pages have no text"
    sure = Dimension("drafting", 7, "", (), 0.78, pages)
    unsure = Dimension("culture", 9, "", (), 0.39, f"{pages}; 1 of 2 rules cannot tell")
    card = Scorecard((sure, unsure), confidence=0.65, doubt=f"{pages}; 1 of 6 rules cannot tell")
    assert shown(plain, card) == (
        "\nSCORES, of 100\n   7  drafting       9  culture\n"
        "The scores are 65% sure, because 2 of 9 pages have no text; 1 of 6 rules cannot tell.\n"
        "“culture” is 39% sure, because 2 of 9 pages have no text; 1 of 2 rules cannot tell.\n"
    )


def test_without_scores_nothing_is_said_of_them(plain: Result) -> None:
    assert shown(plain, Scorecard(confidence=0.5, doubt="a page has no text")) == ""


def evidence(quote: str, words: str = "", *, page: int | None = None, section: str = "") -> Evidence:
    start = quote.index(words) + 40 if words else 0
    spans = (Span(start, start + len(words)),) if words else ()
    return Evidence(quote, Span(40, 40 + len(quote)), spans, Location(page, section))


def recommended(model: FitModel, *reasons: Reason, ask_for: tuple[str, ...] = ()) -> Scorecard:
    against = (Reason("the price is fixed", "vendor", 1, (evidence("The price is fixed.", "fixed", section="4"),)),)
    told = Recommendation(model, 0.75, "as counted", "Buy in stages.", ask_for, reasons, against)
    return Scorecard(recommendation=told)


def test_the_model_that_fits(plain: Result) -> None:
    open_scope = Reason("the scope is open", "partner", 2, (evidence("It is\nstill open.", "still open", page=3),))
    long = Reason("it is long", "partner", 1, ())
    assert shown(plain, recommended("partner", open_scope, long, ask_for=("a first stage", "a hand-over"))) == (
        "\nWHICH MODEL FITS THE WORK: a partner (75% sure)\n"
        "  Buy in stages.\n"
        "  Not in the paper yet: a first stage; a hand-over.\n"
        "  For a partner, 3 points: the scope is open (“still open”, page 3); it is long.\n"
        "  For a vendor, 1 point: the price is fixed (“fixed”, section 4).\n"
    )


def test_no_model_and_no_reasons_of_its_own(plain: Result) -> None:
    assert shown(plain, recommended("unsure")) == (
        "\nWHICH MODEL FITS THE WORK: neither clearly\n"
        "  Buy in stages.\n"
        "  For a vendor, 1 point: the price is fixed (“fixed”, section 4).\n"
    )


@pytest.mark.parametrize(
    ("quote", "words", "told"),
    [
        ("Boats float.", "", "“Boats float.”"),
        ("Boats " * 20, "", "“Boats Boats Boats Boats Boats Boats Boats Boats Boats Boats …”"),
        ("b" * 99, "", f"“{'b' * 60} …”"),
        ("A " + "c" * 60, "c" * 60, f"“{'c' * 60}”"),
    ],
)
def test_long_words_are_cut(plain: Result, quote: str, words: str, told: str) -> None:
    reason = Reason("it floats", "vendor", 1, (evidence(quote, words),))
    lines = shown(plain, Scorecard(recommendation=Recommendation("vendor", 1, "", "Buy.", (), (reason,), ())), 200)
    assert lines.split("\n")[3] == f"  For a vendor, 1 point: it floats ({told})."
