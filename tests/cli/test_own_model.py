"""A model of the user's own: trained on their labels and decisions, and heard by `scan`, `brief` and `review`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.documents import rule_data, write_catalogue, write_file
from tests.training.corpora import FILLER, LAW, gold_folder

from proposalcheck.cli import main

TALK = FILLER.format(place="Ohio")
GEORGIA = LAW.format(state="Georgia")
OHIO = LAW.format(state="Ohio")
TEXT = f"# Supply Agreement\n\nThis Supply Agreement is made by Fernhill Ltd.\n\n{TALK}\n\n{GEORGIA}\n\n{OHIO}\n"


def law_rule(**changed: Any) -> dict[str, Any]:
    """Return a rule of one's own that knows the law of a single state."""
    return rule_data(
        id="state-law",
        check={"kind": "phrase", "any_of": ["Ohio"]},
        examples={
            "flag": [f"The {named} of ⟦Ohio⟧ apply." for named in ("laws", "statutes", "customs")],
            "pass": [{"text": f"It likes {state}.", "because": "elsewhere"} for state in ("Utah", "Iowa", "Maine")],
        },
        **changed,
    )


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an own rule in `rules`, labels on it in `gold`, and a model trained on these in `mine`."""
    folder = tmp_path_factory.mktemp("own")
    write_catalogue(folder / "rules", law_rule())
    for path in (gold_folder(folder / "gold") / "labels").iterdir():
        labels = json.loads(path.read_text())
        labels["labels"] = {"state-law": labels["labels"]["governing-law"]}
        path.write_text(json.dumps(labels))
    done = run(folder, "train", "--data", folder / "gold", "--output", folder / "mine")
    assert done.stdout.startswith(f"wrote {folder / 'mine' / 'sentences'}: trained on 10 documents, weights ")
    return folder


def run(folder: Path, command: str, *arguments: object, said: str = "") -> Result:
    options = [command, "--rules", folder / "rules", *arguments]
    return CliRunner().invoke(main, [str(option) for option in options], input=said, catch_exceptions=False)


def scanned(folder: Path, document: Path, *options: object) -> dict[str, Any]:
    narrowed = ("--kind", "msa", "--rules-only", "--format", "json")
    report: dict[str, Any] = json.loads(run(folder, "scan", document, *narrowed, *options).stdout)
    return report


def flags(report: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the quote and the reason of each flag."""
    return [(finding["evidence"][0]["quote"], finding["because"]) for finding in report["findings"]]


def sha256(models: Path) -> str:
    manifest = json.loads((models / "sentences" / "manifest.json").read_text())
    return str(manifest["weights"]["sha256"])


def test_an_own_model_finds_what_the_phrases_of_an_own_rule_miss(trained: Path, tmp_path: Path) -> None:
    document = write_file(tmp_path, "a.md", f"# Supply Agreement\n\nMade by Fernhill Ltd.\n\n{GEORGIA}\n")
    without = scanned(trained, document)
    assert (flags(without), set(without["tool"]["models"])) == ([], {"clauses", "items", "kind"})
    report = scanned(trained, document, "--models", trained / "mine")
    (finding,) = report["findings"]
    assert finding["evidence"][0]["quote"] == GEORGIA
    assert finding["because"] == f"your model {finding['confidence']:.2f}"
    assert finding["confidence"] > 0.8
    assert report["tool"]["models"] == without["tool"]["models"] | {"sentences": sha256(trained / "mine")}
    assert report["tool"]["catalogue"] == without["tool"]["catalogue"]


@pytest.mark.parametrize(
    ("use", "quotes"),
    [
        ('"phrases"', [TALK, OHIO]),
        ('"either"', [TALK, OHIO]),
        ('"both"', [OHIO]),
        ('"alone"', [GEORGIA, OHIO]),
        ('{ decides = "alone", bar = 1 }', []),
    ],
)
def test_the_settings_say_who_decides_and_where_the_model_is(
    trained: Path, tmp_path: Path, use: str, quotes: list[str]
) -> None:
    shutil.copytree(trained / "mine", tmp_path / "mine")
    settings = write_file(tmp_path, "own.toml", f'models = "mine"\n\n[model]\nstate-law = {use}\n')
    found = flags(scanned(trained, write_file(tmp_path, "a.md", TEXT), "--settings", settings))
    assert [quote for quote, _ in found] == quotes
    assert ["your model 0." in because for _, because in found] == [quote != TALK for quote in quotes]


def test_a_rule_may_name_no_shipped_one_where_the_own_model_knows_it(trained: Path, tmp_path: Path) -> None:
    write_catalogue(tmp_path / "rules", law_rule(model={"decides": "alone"}))
    document = write_file(tmp_path, "a.md", TEXT)
    report = scanned(tmp_path, document, "--models", trained / "mine")
    assert [quote for quote, _ in flags(report)] == [GEORGIA, OHIO]
    options = ["rules", "test", "--rules", str(tmp_path / "rules"), "--models", str(trained / "mine")]
    tried = CliRunner().invoke(main, options)
    assert (tried.exit_code, tried.stderr) == (0, "")
    refused = run(tmp_path, "scan", document)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert 'model: the model was not trained on "state-law"; name the shipped rule' in refused.stderr
    assert "give a model of your own that was (`--models DIR`)" in refused.stderr


def test_the_model_speaks_for_no_check_that_reads_figures(trained: Path, tmp_path: Path) -> None:
    check = {"kind": "value", "any_of": ["Ohio"], "value": "duration", "above": "1 year"}
    examples = {
        "flag": ["⟦Ohio lasts for two years⟧."] * 3,
        "pass": [{"text": "Ohio lasts for a day.", "because": "short"}] * 3,
    }
    write_catalogue(tmp_path / "rules", law_rule() | {"check": check, "examples": examples})
    document = write_file(tmp_path, "a.md", TEXT)
    assert flags(scanned(tmp_path, document, "--models", trained / "mine")) == []


def test_another_model_is_another_answer_whatever_is_kept(trained: Path, tmp_path: Path) -> None:
    document, models = write_file(tmp_path, "a.md", TEXT), tmp_path / "mine"
    run(trained, "train", "--data", trained / "gold", "--output", models, "--seed", 5)
    reports = [scanned(trained, document, "--models", folder) for folder in (trained / "mine", models)]
    assert sha256(models) != sha256(trained / "mine")
    assert [r["tool"]["models"]["sentences"] for r in reports] == [sha256(trained / "mine"), sha256(models)]


@pytest.mark.parametrize("command", ["scan", "brief", "review"])
def test_a_model_that_does_not_fit_is_refused_before_anything_is_read(
    trained: Path, tmp_path: Path, command: str
) -> None:
    shutil.copytree(trained / "mine", tmp_path / "changed")
    weights = tmp_path / "changed" / "sentences" / "weights.npz"
    weights.write_bytes(weights.read_bytes() + b"\0")
    for models, what in (
        (tmp_path / "none", f"{tmp_path / 'none'}: holds no model 'sentences'; give a folder that"),
        (tmp_path / "changed", f"{weights.parent}: model 'sentences' has been changed: {weights} has SHA-256 "),
    ):
        done = run(trained, command, tmp_path / "missing.md", "--models", models)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith(f"proposalcheck: {what}")


def test_a_model_that_knows_none_of_the_rules_is_refused(trained: Path, tmp_path: Path) -> None:
    document = write_file(tmp_path, "a.md", TEXT)
    done = CliRunner().invoke(main, ["scan", str(document), "--models", str(trained / "mine")])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"proposalcheck: {trained / 'mine' / 'sentences'}: was made for another catalogue: all it knows is state-law; "
        "name the folder of its rules with --rules, or train it anew\n"
    )


def test_what_a_model_knows_beyond_the_rules_is_told(trained: Path, tmp_path: Path) -> None:
    for path in (shutil.copytree(trained / "gold", tmp_path / "gold") / "labels").iterdir():
        labels = json.loads(path.read_text())
        labels["labels"]["governing-law"] = labels["labels"]["state-law"]
        path.write_text(json.dumps(labels))
    run(trained, "train", "--data", tmp_path / "gold", "--output", tmp_path / "mine")
    document = write_file(tmp_path, "a.md", TEXT)
    options = ["--kind", "msa", "--select", "governing-law", "--models", str(tmp_path / "mine")]
    told = f"{tmp_path / 'mine' / 'sentences'}: also knows state-law, no rule of this run; name the folder of its rules"
    for command in ("scan", "brief"):
        kept = options if command == "scan" else [*options[:2], *options[4:]]
        done = CliRunner().invoke(main, [command, str(document), *kept])
        assert f"proposalcheck: {told} with --rules, or train it anew\n" in done.stderr
        assert done.exit_code in (0, 1)


def test_decisions_on_what_it_found_teach_it_further(trained: Path, tmp_path: Path) -> None:
    for state in ("Georgia", "Utah", "Iowa"):
        text = f"# Supply Agreement\n\nMade by Fernhill Ltd.\n\n{LAW.format(state=state)}\n\nThe parties met.\n"
        document = write_file(tmp_path, f"done/{state}.md", text)
        options = ("--rules-only", "--kind", "msa", "--models", trained / "mine", "--by", "ana")
        assert "Because: your model 0." in run(trained, "review", document, *options, said="a\n").stdout
    data = ("--data", tmp_path / "done", "--output", tmp_path / "mine")
    untold = run(trained, "train", *data)
    assert (untold.exit_code, untold.stdout) == (2, "")
    assert "no item is quoted with the verdict yes in two sources" in untold.stderr
    done = run(trained, "train", *data, "--models", trained / "mine")
    assert done.stdout.startswith(f"wrote {tmp_path / 'mine' / 'sentences'}: trained on 3 documents, weights ")
    measured = run(trained, "evaluate", "--data", trained / "gold", "--models", tmp_path / "mine", "--format", "json")
    assert [(entry["documents"], entry["seen"]) for entry in json.loads(measured.stdout)] == [(10, 0)]


def test_decisions_on_rules_that_are_not_there_are_told(trained: Path, tmp_path: Path) -> None:
    document = write_file(tmp_path, "done/a.md", TEXT)
    run(trained, "review", document, "--rules-only", "--kind", "msa", "--by", "ana", said="a\na\n")
    done = CliRunner().invoke(main, ["train", "--data", str(tmp_path / "done"), "--output", str(tmp_path / "mine")])
    assert (done.exit_code, done.stdout, (tmp_path / "mine").exists()) == (2, "", False)
    assert done.stderr.startswith(
        f"proposalcheck: {tmp_path / 'done'}: decisions on state-law teach nothing, as no rule is called so; "
        "if they are rules of your own, name their folder with --rules\n"
    )


def test_labels_on_own_rules_are_refused_without_their_folder(trained: Path, tmp_path: Path) -> None:
    for command in ("train", "evaluate"):
        options = ["--output", str(tmp_path / "mine")] if command == "train" else ["--models", str(trained / "mine")]
        done = CliRunner().invoke(main, [command, "--data", str(trained / "gold"), *options])
        assert (done.exit_code, done.stdout) == (2, "")
        assert "--rules" in done.stderr
