"""Documents with people's decisions beside them, as labelled data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.training.corpora import LAW, PLACES, contract

from proposalcheck.catalogue import load_catalogue
from proposalcheck.decisions import Decision, Decisions, Verdict, side_file
from proposalcheck.errors import UsageError
from proposalcheck.finding import Finding
from proposalcheck.screening import screen
from proposalcheck.training.decided import decided_examples
from proposalcheck.training.examples import Example
from proposalcheck.training.run import evaluate, train
from proposalcheck.training.sets import find_sets

CATALOGUE = load_catalogue()


def decision(finding: Finding, word: Verdict) -> Decision:
    return Decision(
        fingerprint=finding.fingerprint,
        rule=finding.rule,
        type=finding.type,
        value=finding.value,
        decision=word,
        reason="so it is",
        by="ana",
        on=date(2026, 5, 31),
        tool="0.1.0",
    )


def reviewed(folder: Path, name: str, text: str, **words: Verdict) -> Path:
    """Write a document, and beside it the decision `words` give for each type of finding of the rule on law."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    found = [finding for finding in screen(path, kind="msa").findings if finding.rule == "governing-law"]
    made = tuple(decision(finding, words[finding.type]) for finding in found if finding.type in words)
    side_file(str(path)).write_text(Decisions(kind="msa", decisions=made).as_text(), encoding="utf-8")
    return path


def example(folder: Path) -> Example:
    (found,) = decided_examples(folder, CATALOGUE)
    return found


def test_a_strength_accepted_says_yes_with_its_evidence(tmp_path: Path) -> None:
    reviewed(tmp_path, "a.txt", contract(0), strength="accepted")
    found = example(tmp_path)
    assert (found.name, found.kind, set(found.labels)) == ("a.txt", "msa", {"governing-law"})
    label = found.labels["governing-law"]
    law = LAW.format(state=PLACES[0])
    assert (label.verdict, label.quotes) == ("yes", (law,))
    assert [found.document.quote(found.sentences[index].span) for index in label.sentences] == [law]


def test_a_strength_rejected_and_a_gap_accepted_say_no(tmp_path: Path) -> None:
    reviewed(tmp_path / "first", "a.txt", contract(0), strength="rejected")
    reviewed(tmp_path / "second", "a.txt", contract(2), gap="accepted")
    for folder in ("first", "second"):
        label = example(tmp_path / folder).labels["governing-law"]
        assert (label.verdict, label.sentences) == ("no", ())


def test_what_cannot_be_learnt_from_is_no_label(tmp_path: Path) -> None:
    reviewed(tmp_path / "first", "a.txt", contract(0), strength="unsure")
    reviewed(tmp_path / "second", "a.txt", contract(2), gap="rejected")
    reviewed(tmp_path / "third", "a.txt", contract(0))
    assert [dict(example(tmp_path / name).labels) for name in ("first", "second", "third")] == [{}, {}, {}]


def test_a_rule_of_which_one_place_is_undecided_is_no_label(tmp_path: Path) -> None:
    text = "# Agreement\n\nThe Provider's decision is final.\n\n" + "".join(
        f"Client shall pay a late fee of {share}% a month on amounts past due.\n\n" for share in (2, 3)
    )
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    found = [each for each in screen(path, kind="msa").findings if each.rule == "late-payment-charge"]
    assert [each.type for each in found] == ["flag", "flag"]
    for made, labels in (
        ([decision(found[0], "accepted")], {}),
        ([decision(found[0], "accepted"), decision(found[1], "rejected")], {"late-payment-charge": "yes"}),
        ([decision(each, "rejected") for each in found], {"late-payment-charge": "no"}),
    ):
        side_file(str(path)).write_text(Decisions(kind="msa", decisions=tuple(made)).as_text(), encoding="utf-8")
        told = example(tmp_path).labels
        assert {rule: label.verdict for rule, label in told.items()} == labels
    side_file(str(path)).unlink()


def test_a_rule_that_is_not_asked_is_no_label(tmp_path: Path) -> None:
    reviewed(tmp_path, "a.txt", contract(0), strength="accepted")
    (found,) = decided_examples(tmp_path, CATALOGUE.restricted(ignore=["governing-law"]))
    assert found.labels == {}


def test_decisions_without_their_document_are_told(tmp_path: Path) -> None:
    path = reviewed(tmp_path, "a.txt", contract(0), strength="accepted")
    path.unlink()
    with pytest.raises(UsageError, match=r"a\.txt\.decisions\.json: its document cannot be read: .*no such file"):
        list(decided_examples(tmp_path, CATALOGUE))


def test_a_model_is_trained_on_them_and_measured(tmp_path: Path) -> None:
    for number in range(6):
        reviewed(tmp_path / "done", f"{number}.txt", contract(number), strength="accepted", gap="accepted")
    (folder,) = find_sets(tmp_path).documents
    assert folder == tmp_path / "done"
    (line,) = train(tmp_path, tmp_path / "models", seed=1)
    assert line.startswith(f"wrote {tmp_path / 'models' / 'sentences'}: trained on 6 documents, weights ")
    (measured,) = evaluate(tmp_path / "done", tmp_path / "models")
    assert (measured.model, measured.documents, measured.seen) == ("sentences", 6, 6)
    assert measured.scores["sentence_micro_f1"] == 1.0
