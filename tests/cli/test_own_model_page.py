"""What docs/review.md tells of a model of one's own comes out so when somebody does it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.documents import annotated
from tests.training.offers import ABROAD, RIGHT, TOP, WRONG, offer, offers, taught_rule

from proposalcheck.checks import fusion, weighing
from proposalcheck.checks.own_model import load_own
from proposalcheck.checks.phrase import PhraseCheck
from proposalcheck.cli import main
from proposalcheck.settings import ModelUse

PAGE = (TOP / "docs" / "review.md").read_text(encoding="utf-8")
NEW = "The courts of Bermuda have exclusive jurisdiction over every dispute."
SENTENCES = (
    RIGHT[0].format(place="Delaware"),
    NEW,
    WRONG[0].format(place="Singapore"),
    RIGHT[0].format(place="Leeds"),
)


def run(*arguments: str, said: str = "") -> str:
    """Return what the program writes to standard output."""
    done = CliRunner().invoke(main, list(arguments), input=said, catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def masked(text: str) -> str:
    """Return `text` without the figures that another machine may round otherwise."""
    return re.sub(r"\b0\.\d\d\b|\b[0-9a-f]{16}\b", "…", text)


def row(sentence: str) -> str:
    """Return the line of the table on `sentence`: how likely the model finds it, and who finds it where who decides."""
    phrases = tuple(f"courts of {place}" for place in ABROAD)
    document = annotated(offer(sentence, 30), phrases)
    matches = list(PhraseCheck(kind="phrase", any_of=phrases).run(document))
    reading = weighing.read(fusion.load(), document, load_own("mine"))
    assert reading.seen_by_own is not None
    (place,) = (i for i, s in enumerate(document.sentences) if document.document.quote(s.span) == sentence)
    chance = reading.seen_by_own.chances("foreign-courts")[place]
    cells = []
    for decides in ("phrases", "either", "both", "alone"):
        use = ModelUse.model_validate({"decides": decides})
        cells.append(" found" if reading.weigh("foreign-courts", "flag", matches, use=use) else " ")
    return f"| {sentence} | {chance:.2f} |{' |'.join(cells)} |"


def test_the_page_tells_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    taught_rule(Path("my-rules"))
    own = ("--rules", "my-rules", "--kind", "msa")
    for path, answer in offers(Path("reviewed")):
        run("review", *own, "--rules-only", "--by", "ana", str(path), said=f"{answer}\n")
    trained = run("train", "--data", "reviewed", "--rules", "my-rules", "--output", "mine")
    assert masked(f"```\nproposalcheck train --data reviewed --rules my-rules --output mine\n{trained}```") in masked(
        PAGE
    )
    Path("new-offer.md").write_text(offer(NEW, 30), encoding="utf-8")
    found = run("review", *own, "--rules-only", "--models", "mine", "--by", "ana", "new-offer.md", said="quit\n")
    assert masked(f"\n\n{found}```") in masked(PAGE)
    table = "\n".join(row(sentence) for sentence in SENTENCES)
    assert masked(f"|---|\n{table}\n\n") in masked(PAGE), table
    (shown,) = re.findall(r"\| your model \|.*\n\|[-|]*\n((?:\|.*\n)*)", PAGE)
    assert chances_in(table) == pytest.approx(chances_in(shown), abs=0.05)


def chances_in(table: str) -> list[float]:
    return [float(chance) for chance in re.findall(r"0\.\d\d", table)]
