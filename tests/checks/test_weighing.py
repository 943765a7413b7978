"""Phrases and the classifier weighed together: who speaks, how surely, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.documents import annotated, words_of
from tests.fusions import HABIT, small

from proposalcheck.annotate.classifier import Classifier
from proposalcheck.checks.fusion import Band
from proposalcheck.checks.own_model import OwnModel
from proposalcheck.checks.phrase import PhraseCheck
from proposalcheck.checks.topic import TopicCheck
from proposalcheck.checks.weighing import USUAL, read
from proposalcheck.finding import Match
from proposalcheck.settings import ModelUse


def renewals(
    text: str, use: ModelUse = USUAL, phrases: Sequence[str] = ("renews",), *, bar: float = 1.0, explain: bool = False
) -> list[Match]:
    """Return what a flag on `phrases` and the small model say of `text`."""
    document = annotated(text, phrases)
    matches = list(PhraseCheck(kind="phrase", any_of=tuple(phrases)).run(document))
    return read(small(bar), document, explain=explain).weigh("renewal", "flag", matches, use=use)


def test_phrases_alone_keep_their_reason_and_get_a_confidence() -> None:
    (match,) = renewals("The term renews yearly. Fees are due.")
    assert (match.because, match.confidence) == ('phrase "renews"', 0.88)


def test_where_both_speak_of_a_sentence_both_are_the_reason() -> None:
    (match,) = renewals("The evergreen term renews yearly.")
    assert match.because == 'phrase "renews"; model 0.95'


def test_the_classifier_alone_quotes_its_best_sentence() -> None:
    text = "Fees are due. The Provider works under an evergreen term."
    (match,) = renewals(text)
    assert (match.outcome, match.because, match.confidence) == ("flag", "model 0.95", 0.95)
    assert words_of(annotated(text).document, (trace.quoted for trace in match.traces)) == [
        "The Provider works under an evergreen term."
    ]
    assert match.values == {"match": "The Provider works under an evergreen term.", "party": "The Provider"}


def test_a_long_sentence_is_shortened_in_the_message_and_quoted_whole() -> None:
    text = "The evergreen term " + "goes on " * 20 + "for ever."
    (match,) = renewals(text)
    assert match.values["match"].endswith("goes on goes…")
    assert len(match.values["match"]) <= 91
    assert len(match.traces[0].quoted) == len(text)


def test_below_the_bar_the_classifier_is_silent() -> None:
    assert renewals("The term is evergreen.", bar=3.5) == []
    assert renewals("The term is fixed.") == []


def test_the_classifier_is_silent_where_it_is_sure_of_no_sentence() -> None:
    unsure = small()
    quiet = replace(unsure.classifier.weights, offset=np.full(2, -4, dtype=np.float32))
    reading = read(replace(unsure, classifier=Classifier(quiet)), annotated("The term is evergreen."))
    assert reading.weigh("renewal", "flag", []) == []


def test_the_classifier_does_not_speak_alone_for_rules_that_it_tells_badly() -> None:
    document = annotated("The term is evergreen.")
    clumsy = replace(small(bar=0.0), habits={"renewal": replace(HABIT, skill=0.89)})
    assert read(clumsy, document).weigh("renewal", "flag", []) == []
    assert len(read(small(bar=0.0), document).weigh("renewal", "flag", [])) == 1


def test_the_classifier_does_not_speak_alone_where_it_is_more_likely_wrong() -> None:
    document = annotated("The term is evergreen.")
    fusion = small(bar=0.0)
    assert [match.confidence for match in read(fusion, document).weigh("renewal", "flag", [])] == [0.95]
    doubtful = {kind: replace(decision, offset=-3.1) for kind, decision in fusion.decisions.items()}
    assert read(replace(fusion, decisions=doubtful), document).weigh("renewal", "flag", []) == []


def test_the_classifier_quotes_no_word_or_two_by_itself() -> None:
    assert renewals("Evergreen term.") == []
    assert len(renewals("An evergreen term.")) == 1


def test_a_heading_is_no_flag() -> None:
    (match,) = renewals("# Evergreen\n\nThe term is an evergreen one.")
    assert words_of(annotated("# Evergreen\n\nThe term is an evergreen one.").document, [match.traces[0].quoted]) == [
        "The term is an evergreen one."
    ]


def test_explained_reasons_name_the_words() -> None:
    (match,) = renewals("The term is evergreen.", explain=True)
    assert match.because == "model 0.95 (evergreen +6.0)"


def test_a_gap_becomes_a_strength_where_the_classifier_is_sure() -> None:
    text = "We name goals. Fees are due. We meet the goals."
    reading = read(small(), annotated(text))
    (match,) = reading.weigh("outcome", "topic", [Match("gap", (), "no sentence speaks of it")])
    assert (match.outcome, match.because) == ("strength", "model 0.95")
    assert words_of(reading.annotated.document, (trace.quoted for trace in match.traces)) == [
        "We name goals.",
        "We meet the goals.",
    ]


def test_a_gap_that_stays_is_as_sure_as_the_rest_of_the_chance() -> None:
    reading = read(small(), annotated("Fees are due."))
    (match,) = reading.weigh("outcome", "topic", [Match("gap", (), "no sentence speaks of it")])
    assert (match.outcome, match.confidence) == ("gap", 0.95)


def test_rules_that_the_model_does_not_know_keep_what_they_found() -> None:
    reading = read(small(), annotated("The term is evergreen."))
    matches = [Match("flag", (), "phrase")]
    assert reading.weigh("own-rule", "flag", matches) == matches
    assert reading.weigh("renewal", "verdict", matches) == matches


def said(text: str, decides: str, bar: float | None = None) -> list[tuple[str, str, float]]:
    """Return for each flag its words, its reason and how sure it is, where `decides` has the word."""
    use = ModelUse.model_validate({"decides": decides, "bar": bar})
    document = annotated(text).document
    flags = renewals(text, use)
    return [(document.quote(flag.traces[0].quoted), flag.because, flag.confidence) for flag in flags]


BY_PHRASE = "The term renews yearly."
BY_MODEL = "It is evergreen."
BY_BOTH = "The evergreen term renews yearly."


@pytest.mark.parametrize(
    ("decides", "found"),
    [
        ("phrases", [(BY_PHRASE, 'phrase "renews"', 0.88), (BY_BOTH, 'phrase "renews"; model 0.95', 0.88)]),
        ("either", [(BY_PHRASE, 'phrase "renews"', 0.88), (BY_BOTH, 'phrase "renews"; model 0.95', 0.88)]),
        ("both", [(BY_BOTH, 'phrase "renews"; model 0.95', 0.88)]),
        ("alone", [(BY_MODEL, "model 0.95", 0.95), (BY_BOTH, "model 0.95", 0.95)]),
    ],
)
def test_who_decides_where_phrases_and_model_differ(decides: str, found: list[tuple[str, str, float]]) -> None:
    assert said(f"{BY_PHRASE} {BY_MODEL} {BY_BOTH} Fees are due.", decides) == found


@pytest.mark.parametrize(
    ("decides", "found"),
    [
        ("phrases", []),
        ("either", [(BY_MODEL, "model 0.95", 0.95)]),
        ("both", []),
        ("alone", [(BY_MODEL, "model 0.95", 0.95)]),
    ],
)
def test_who_decides_where_phrases_are_silent(decides: str, found: list[tuple[str, str, float]]) -> None:
    assert said(f"Fees are due. {BY_MODEL}", decides) == found


@pytest.mark.parametrize("decides", ["either", "both", "alone"])
def test_a_bar_that_the_model_reaches_just_so_or_just_not(decides: str) -> None:
    text = BY_MODEL if decides == "either" else BY_BOTH
    assert len(said(text, decides, 0.95)) == 1
    assert said(text, decides, 0.96) == []


def test_a_bar_of_its_own_lets_the_model_speak_where_training_would_not() -> None:
    document = annotated(BY_MODEL)
    clumsy = read(replace(small(bar=9.0), habits={"renewal": replace(HABIT, skill=0.2)}), document)
    assert clumsy.weigh("renewal", "flag", []) == []
    (match,) = clumsy.weigh("renewal", "flag", [], use=ModelUse(bar=0.9))
    assert match.because == "model 0.95"


def test_a_flag_for_the_model_alone_is_no_heading() -> None:
    assert [words for words, _, _ in said("# Evergreen\n\nThe term is evergreen.", "alone")] == [
        "The term is evergreen."
    ]


def test_a_rule_of_its_own_goes_by_the_idea_that_it_names() -> None:
    reading = read(small(), annotated(BY_MODEL))
    assert reading.weigh("own-rule", "flag", [], use=ModelUse(decides="alone")) == []
    (match,) = reading.weigh("own-rule", "flag", [], use=ModelUse(decides="alone", like="renewal"))
    assert match.because == "model 0.95"


def outcome(text: str, decides: str, bar: float | None = None) -> Match:
    """Return what a topic on the word "results" says of `text` together with the model."""
    document = annotated(text, ["results"])
    matches = list(TopicCheck(kind="topic", strong=("results",)).run(document))
    use = ModelUse.model_validate({"decides": decides, "bar": bar})
    (match,) = read(small(), document).weigh("outcome", "topic", matches, use=use)
    return match


COVERED_BY_BOTH = "We promise results and goals."
COVERED_BY_PHRASE = "We promise results."
COVERED_BY_MODEL = "We promise goals."


@pytest.mark.parametrize(
    ("text", "decides", "answer", "because"),
    [
        (COVERED_BY_BOTH, "phrases", "strength", 'phrase "results"; model 0.95'),
        (COVERED_BY_BOTH, "both", "strength", 'phrase "results"; model 0.95'),
        (COVERED_BY_BOTH, "alone", "strength", "model 0.95"),
        (COVERED_BY_PHRASE, "phrases", "strength", 'phrase "results"'),
        (COVERED_BY_PHRASE, "either", "strength", 'phrase "results"'),
        (COVERED_BY_PHRASE, "both", "gap", 'phrase "results"; model 0.05, where 0.50 is asked for'),
        (COVERED_BY_PHRASE, "alone", "gap", "model 0.05, where 0.50 is asked for"),
        (COVERED_BY_MODEL, "phrases", "gap", "found no sentence that speaks of it"),
        (COVERED_BY_MODEL, "either", "strength", "model 0.95"),
        (COVERED_BY_MODEL, "both", "gap", "found no sentence that speaks of it"),
        (COVERED_BY_MODEL, "alone", "strength", "model 0.95"),
    ],
)
def test_who_decides_whether_a_topic_is_covered(text: str, decides: str, answer: str, because: str) -> None:
    match = outcome(text, decides)
    assert (match.outcome, match.because) == (answer, because)


def test_a_gap_for_want_of_agreement_shows_what_the_phrases_went_by() -> None:
    match = outcome(COVERED_BY_PHRASE, "both")
    assert words_of(annotated(COVERED_BY_PHRASE).document, [trace.quoted for trace in match.traces]) == [
        COVERED_BY_PHRASE
    ]
    assert match.confidence == 0.95


def test_a_topic_that_the_model_decides_is_as_sure_as_its_best_sentence() -> None:
    assert outcome(COVERED_BY_MODEL, "alone").confidence == 0.95
    missing = outcome("Fees are due.", "alone", 0.3)
    assert (missing.outcome, missing.because) == ("gap", "model 0.05, where 0.30 is asked for")
    assert missing.confidence == 0.95


def test_a_document_without_a_sentence_covers_nothing() -> None:
    match = outcome("", "alone")
    assert (match.because, match.confidence) == ("model 0.00, where 0.50 is asked for", 1.0)


def doubting(text: str, band: Band, use: ModelUse = USUAL) -> tuple[Match, list[str]]:
    """Return what a topic on the word "results" says of `text` under `band`, where the model never speaks alone."""
    document = annotated(text, ["results", "aims"])
    matches = list(TopicCheck(kind="topic", strong=("results",), weak=("aims",)).run(document))
    decision = replace(small(bar=9.0).decisions["topic"], band=band)
    fusion = replace(small(), decisions={"topic": decision})
    (match,) = read(fusion, document).weigh("outcome", "topic", matches, use=use)
    return match, words_of(document.document, (trace.quoted for trace in match.traces))


@pytest.mark.parametrize(("silent_from", "answer", "confidence"), [(0.95, "unsure", 0.95), (0.96, "gap", 0.05)])
def test_a_topic_that_only_the_model_sees_is_unsure_from_the_edge_of_the_band_on(
    silent_from: float, answer: str, confidence: float
) -> None:
    match, quoted = doubting("Fees are due. We promise goals.", Band(silent_from, 0.0))
    assert (match.outcome, match.confidence) == (answer, confidence)
    assert quoted == (["We promise goals."] if answer == "unsure" else [])


def test_an_unsure_topic_says_what_speaks_on_either_side() -> None:
    match, _ = doubting(COVERED_BY_MODEL, Band(0.9, 0.0))
    assert match.because == "no phrase speaks of it, model 0.95; all in all 0.95 likely that it is covered"
    match, quoted = doubting("Our aims are set. We promise goals.", Band(0.9, 0.0))
    assert match.because == 'touched on in passing only: phrase "aims"; all in all 0.95 likely that it is covered'
    assert quoted == ["Our aims are set."]


@pytest.mark.parametrize(("spoken_below", "answer"), [(0.88, "strength"), (0.89, "unsure")])
def test_a_topic_that_phrases_alone_see_is_unsure_under_the_edge_of_the_band(spoken_below: float, answer: str) -> None:
    match, quoted = doubting(COVERED_BY_PHRASE, Band(2.0, spoken_below))
    assert (match.outcome, match.confidence, quoted) == (answer, 0.88, [COVERED_BY_PHRASE])


@pytest.mark.parametrize(
    "use", [ModelUse(decides="phrases"), ModelUse(decides="both"), ModelUse(decides="either", bar=0.9)]
)
def test_no_doubt_where_the_rule_says_who_decides(use: ModelUse) -> None:
    assert doubting(COVERED_BY_PHRASE, Band(0.0, 1.0), use)[0].outcome in ("strength", "gap")


def test_where_no_sentence_can_be_shown_a_topic_is_missing_not_unsure() -> None:
    match, quoted = doubting("Goals.", Band(0.0, 0.0))
    assert (match.outcome, quoted) == ("gap", [])


def mine(offset: float = -1.5, threshold: float = 0.5) -> OwnModel:
    """Return a model of the user's own, less sure than the small one: 0.82 for "evergreen" and "goals", else 0.01."""
    weights = replace(
        small().classifier.weights,
        offset=np.full(2, offset, dtype=np.float32),
        thresholds=np.full(2, threshold, dtype=np.float32),
    )
    return OwnModel(Path("mine/sentences"), "0" * 64, Classifier(weights))


def by_own(text: str, decides: str, bar: float | None = None, own: OwnModel | None = None) -> list[tuple[str, float]]:
    """Return for each flag its reason and how sure it is, where a model of the user's own knows the rule."""
    document = annotated(text, ("renews",))
    matches = list(PhraseCheck(kind="phrase", any_of=("renews",)).run(document))
    use = ModelUse.model_validate({"decides": decides, "bar": bar})
    found = read(small(), document, own or mine()).weigh("renewal", "flag", matches, use=use)
    return [(flag.because, flag.confidence) for flag in found]


@pytest.mark.parametrize(
    ("decides", "found"),
    [
        ("phrases", [('phrase "renews"', 0.88), ('phrase "renews"; your model 0.82', 0.88)]),
        ("either", [('phrase "renews"', 0.88), ('phrase "renews"; your model 0.82', 0.88)]),
        ("both", [('phrase "renews"; your model 0.82', 0.88)]),
        ("alone", [("your model 0.82", 0.82), ("your model 0.82", 0.82)]),
    ],
)
def test_an_own_model_has_the_word_that_the_shipped_one_had(decides: str, found: list[tuple[str, float]]) -> None:
    assert by_own(f"{BY_PHRASE} {BY_MODEL} {BY_BOTH}", decides) == found


@pytest.mark.parametrize(
    ("decides", "found"),
    [("phrases", []), ("either", [("your model 0.82", 0.82)]), ("both", []), ("alone", [("your model 0.82", 0.82)])],
)
def test_an_own_model_where_phrases_are_silent(decides: str, found: list[tuple[str, float]]) -> None:
    assert by_own(f"Fees are due. {BY_MODEL}", decides) == found


@pytest.mark.parametrize("decides", ["either", "both", "alone"])
def test_an_own_model_goes_by_its_threshold_or_by_the_bar_of_the_rule(decides: str) -> None:
    text = BY_MODEL if decides == "either" else BY_BOTH
    assert len(by_own(text, decides, own=mine(threshold=0.81))) == 1
    assert by_own(text, decides, own=mine(threshold=0.83)) == []
    assert len(by_own(text, decides, 0.8, mine(threshold=0.83))) == 1
    assert by_own(text, decides, 0.83) == []


def test_where_the_own_model_is_silent_the_shipped_one_is_not_asked() -> None:
    assert len(renewals(BY_MODEL)) == 1
    assert by_own(BY_MODEL, "either", own=mine(offset=-4)) == []


def test_a_rule_is_looked_up_in_the_own_model_by_its_own_id_before_what_it_is_like() -> None:
    reading = read(small(), annotated("It is evergreen. We meet the goals."), mine())
    like = ModelUse(decides="alone", like="renewal")
    for rule, quote in (("outcome", "We meet the goals."), ("own-rule", "It is evergreen.")):
        (match,) = reading.weigh(rule, "flag", [], use=like)
        assert words_of(reading.annotated.document, [match.traces[0].quoted]) == [quote]
        assert match.because == "your model 0.82"


def test_what_only_the_own_model_knows_keeps_how_sure_its_phrases_are() -> None:
    shipped = replace(small(), habits={})
    document = annotated(BY_BOTH, ("renews",))
    matches = list(PhraseCheck(kind="phrase", any_of=("renews",)).run(document))
    (match,) = read(shipped, document, mine()).weigh("renewal", "flag", matches)
    assert (match.because, match.confidence) == ('phrase "renews"; your model 0.82', 1.0)
    assert read(shipped, document, mine()).weigh("renewal", "verdict", matches) == matches


def test_a_gap_by_the_own_model_is_as_sure_as_its_best_sentence_is_not() -> None:
    gap = Match("gap", (), "no sentence speaks of it")
    (missing,) = read(small(), annotated("Fees are due."), mine()).weigh("outcome", "topic", [gap])
    assert (missing.because, missing.confidence) == ("no sentence speaks of it", 0.99)
    (nothing,) = read(small(), annotated(""), mine()).weigh("outcome", "topic", [gap])
    assert nothing.confidence == 1.0
    (covered,) = read(small(), annotated("We name goals."), mine(), explain=True).weigh("outcome", "topic", [gap])
    assert (covered.outcome, covered.because) == ("strength", "your model 0.82 (goals +6.0)")
    alone = ModelUse(decides="alone")
    (missing,) = read(small(), annotated("Fees are due."), mine()).weigh("outcome", "topic", [gap], use=alone)
    assert missing.because == "your model 0.01, where 0.50 is asked for"
