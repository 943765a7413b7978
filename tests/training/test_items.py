"""Training of the items' model: what teaches, what phrases would say unseen, and how decisions are scored."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.documents import TOLD, markdown, rule_data
from training.items_decide import Case, Judgement, Score, band_of, cross_validated, habits_of, scores_of
from training.items_material import FOUND, PARTLY, gold_lesson
from training.items_phrases import Judged, Said, Trial, uses_of
from training.items_written import ELSEWHERE, FOLDER, WORTH, WRITTEN, written_lesson

from proposalcheck.annotate import PhraseSet, annotate
from proposalcheck.annotate.classifier import Passage
from proposalcheck.annotate.units import units_of
from proposalcheck.catalogue import Catalogue, Rule, load_catalogue
from proposalcheck.checks.fusion import Band, Told
from proposalcheck.errors import UsageError
from proposalcheck.training.examples import Example, Label


def test_uses_name_the_alternatives_that_a_phrase_went_by() -> None:
    assert uses_of("(may|can) [freely|also] replace", "We can also replace staff.") == [
        ("(may|can) [freely|also] replace", ""),
        ("(may|can) [freely|also] replace", "0:can"),
    ]


def said(phrases: Sequence[str], texts: dict[str, tuple[str, str]]) -> dict[str, Said]:
    """Return what `phrases` say of `texts`, given as name: (verdict, text), each of a source of its own."""
    check: dict[str, Any] = {"kind": "phrase", "any_of": list(phrases)}
    rule = Rule.model_validate(rule_data(check=check))
    documents = [
        Judged(name, name, annotate(markdown(text), TOLD, PhraseSet(phrases)), {rule.id: verdict})
        for name, (verdict, text) in texts.items()
    ]
    return Trial(rule, Catalogue({rule.id: rule}, {}, ""), documents).answers()


def test_a_phrase_that_speaks_in_one_source_alone_does_not_count_there() -> None:
    texts = {"a": ("yes", "The term renews."), "b": ("yes", "The term renews."), "c": ("yes", "It goes on for ever.")}
    found = said(["term renews", "for ever"], texts)
    assert [found["a"].loso.found, found["b"].loso.found, found["c"].loso.found] == [True, True, False]
    assert found["c"].shipped == Told(True, 1, 1)


def test_strict_asks_it_of_every_alternative() -> None:
    found = said(["term (renews|rolls over)"], {"a": ("yes", "The term renews."), "b": ("yes", "The term rolls over.")})
    assert (found["a"].loso.found, found["a"].strict.found) == (True, False)


def test_a_wrong_find_counts_in_either_view() -> None:
    found = said(["term renews"], {"a": ("no", "The term renews."), "b": ("yes", "The end.")})
    assert (found["a"].loso.found, found["a"].strict.found) == (True, True)


def test_quotes_of_a_partly_teach_a_little_and_its_other_sentences_nothing() -> None:
    document = markdown("One. Two. Three.")
    _, sentences = units_of(document)

    def example(verdict: str) -> Example:
        label = Label(verdict, (), (1,))
        return Example(verdict, "source", "unstated", "sow", "0" * 64, document, sentences, {"item": label})

    lesson = gold_lesson([example("yes"), example("partly")], ["item", "other"])
    assert lesson.targets[:, 0].tolist() == [0, 1, 0, -1, 1, -1]
    assert lesson.worth[[1, 4], 0].tolist() == pytest.approx([FOUND, FOUND * PARTLY])
    assert set(lesson.targets[:, 1].tolist()) == {-1}


def case(number: int, *, yes: bool, found: bool, best: float) -> Case:
    told = Told(found, int(found), int(found))
    views = {"shipped": told, "loso": told, "strict": told}
    rule_type = "flag" if number % 2 else "topic"
    best_three = (best, best - 1, best - 2)
    return Case(f"d{number}", f"{rule_type}-item", rule_type, number // 4 % 4, yes, views, best_three, 0.9, 50)


def test_decisions_learn_from_sentences_where_phrases_say_nothing() -> None:
    cases = [case(n, yes=n % 4 < 2, found=False, best=3.0 if n % 4 < 2 else -3.0) for n in range(400)]
    judged = cross_validated(cases)
    assert len(judged) == 800
    assert all(each.fused is each.case.yes for each in judged)
    assert all((each.confidence > 0.5) is each.case.yes for each in judged)
    assert {round(habit.skill, 2) for habit in habits_of(cases).values()} == {1.0}


def topics(*chances: float, yes: bool, found: bool = False) -> list[Judgement]:
    """Return a held-out judgement in the view of loso for each of `chances` that a topic is covered."""
    told = [replace(case(2 * n, yes=yes, found=found, best=0.0), sure=0.9) for n in range(len(chances))]
    return [Judgement(one, "loso", 0.0, chance, 1.0, 1.0) for one, chance in zip(told, chances, strict=True)]


def test_the_band_of_doubt_catches_what_is_covered_in_part_and_spares_what_is_plain() -> None:
    judged = topics(*[0.1] * 5, yes=False) + topics(*[0.9] * 5, yes=True, found=True)
    silent, spoken = topics(0.62, 0.7, 0.3, yes=False), topics(0.68, yes=False, found=True)
    band = band_of(judged, [*silent, *spoken])
    assert band == Band(0.6, 0.7)
    assert [replace(one, band=band).unsure for one in [*silent, *spoken]] == [True, True, False, True]
    assert band_of(judged, []) == Band(1.0, 0.0)


def test_a_band_that_costs_too_much_is_not_taken() -> None:
    judged = topics(*[0.1] * 5, 0.62, yes=False) + topics(*[0.9] * 5, yes=True, found=True)
    assert band_of(judged, topics(0.62, 0.7, yes=False)) == Band(0.7, 0.0)


def test_an_unsure_answer_counts_as_the_wrong_one() -> None:
    band = Band(0.6, 0.7)
    for yes in (True, False):
        (silent,), (spoken,) = topics(0.62, yes=yes), topics(0.68, yes=yes, found=True)
        assert [replace(one, band=band).fused for one in (silent, spoken)] == [not yes, not yes]
        assert [one.fused for one in (silent, spoken)] == [False, True]


def test_f1_of_a_topic_is_the_mean_of_both_classes_and_small_classes_do_not_count() -> None:
    assert Score("topic", tp=3, fp=1, fn=0, tn=3).f1 == pytest.approx((6 / 7 + 6 / 7) / 2)
    assert Score("topic", tp=4, fp=1, fn=0, tn=1).f1 == pytest.approx(8 / 9)
    assert Score("flag", tp=4, fp=1, fn=1, tn=9).f1 == pytest.approx(0.8)
    assert math.isnan(Score("flag", tp=2, fp=0, fn=0, tn=9).f1)


def test_scores_count_by_item() -> None:
    cases = [case(n, yes=n < 4, found=False, best=0.0) for n in range(8)]
    found = scores_of((each, each.document != "d1") for each in cases)
    assert found["flag-item"] == Score("flag", tp=1, fp=2, fn=1, tn=0)


def test_a_written_sentence_teaches_its_item_much_and_says_no_to_others_a_little(tmp_path: Path) -> None:
    (tmp_path / "insurance.txt").write_text(
        "# of a policy\n+ [Cover] We hold a policy for USD 1m.\n- Policy is ours.\n"
    )
    lesson = written_lesson(["governing-law", "insurance"], tmp_path)
    assert lesson.passages == [Passage("We hold a policy for USD 1m.", title="Cover"), Passage("Policy is ours.")]
    assert lesson.targets.tolist() == [[0, 1], [0, 0]]
    assert lesson.worth.tolist() == [pytest.approx([ELSEWHERE, FOUND * WORTH]), pytest.approx([ELSEWHERE, WORTH])]
    assert lesson.source_of == [f"{WRITTEN}: insurance"] * 2


@pytest.mark.parametrize("line", ["We hold a policy.", "+We hold a policy.", "* We hold a policy.", "+ "])
def test_a_written_line_without_an_answer_is_named_with_its_place(tmp_path: Path, line: str) -> None:
    (tmp_path / "insurance.txt").write_text(f"+ We hold a policy.\n{line}\n")
    with pytest.raises(UsageError, match=r"insurance\.txt:2: a line is '\+ sentence' or '- sentence'"):
        written_lesson(["insurance"], tmp_path)


def test_every_file_of_written_sentences_is_of_an_item_and_has_both_answers() -> None:
    rules = load_catalogue().rules
    for path in sorted(FOLDER.glob("*.txt")):
        assert path.stem in rules
        assert set(written_lesson([path.stem]).targets[:, 0].tolist()) == {0, 1}, path
