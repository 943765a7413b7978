"""The training of the kind of a document: what counts how much, and the same bytes from the same data."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from training.kind import fit, main, shares
from training.kind_material import CUAD, OWN, Example, gather

from proposalcheck.annotate.kind import KINDS

WORDS = {
    "proposal": "# Proposal\n\nWe propose a new roof. Our team will look after you. The total cost is $900. ",
    "sow": "# Statement of Work\n\nThe contractor shall paint the hall. Deliverables: one painted hall. ",
    "msa": "# Services Agreement\n\nThis Agreement is entered into by and between the parties. Either may end it. ",
    "rfp": "# Request for Proposals\n\nOfferors shall submit two copies. Offers will be evaluated on price. ",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder laid out as the trainer expects it, with small documents of our own."""
    for folder in ("gold/dev/docs", "gold/hard", "data/cuad-train", "data/tos-unfair"):
        (tmp_path / folder).mkdir(parents=True)
    write_labelled(tmp_path / "gold" / "dev", "docs", ["proposal", "sow", "msa"])
    write_labelled(tmp_path / "gold" / "hard", ".", ["rfp"])
    with zipfile.ZipFile(tmp_path / "data" / "cuad-train" / "contracts.zip", "w") as archive:
        for name in ("A-CONSULTING AGREEMENT", "B-FRANCHISE AGREEMENT", "C-COLLABORATION AGREEMENT"):
            archive.writestr(f"{name}.txt", f"{name}\n\nThis Agreement binds the parties. " + "Nothing else. " * 30)
    with zipfile.ZipFile(tmp_path / "data" / "tos-unfair" / "english.zip", "w") as archive:
        archive.writestr("corpus/sentences/en/x.txt", "Terms of Service\n\nYou agree to these. " + "You may go. " * 20)
        archive.writestr("corpus/tags/en/x.txt", "0\n" * 60)
    return tmp_path


def write_labelled(folder: Path, documents: str, kinds: list[str]) -> None:
    """Write two documents of each kind, each from a source of its own, and the manifest that names them."""
    lines = []
    for kind in kinds:
        for number in (1, 2):
            name = f"{kind}{number}"
            (folder / documents / f"{name}.md").write_text(WORDS[kind] + f"This is number {number} of its kind. " * 8)
            entry = {"id": name, "kind": kind, "format": "md", "language": "en", "source_repo": f"example/{name}"}
            lines.append(json.dumps(entry))
    lines.append(json.dumps({"id": "x", "kind": "other", "format": "md", "language": "zh", "source_repo": "example/x"}))
    (folder / "MANIFEST.jsonl").write_text("\n".join(lines))


@pytest.fixture
def examples(data: Path) -> list[Example]:
    from proposalcheck.readers import read

    return gather(data, data / "none", read)


def test_what_is_gathered(examples: list[Example]) -> None:
    found = [(example.name, example.part, example.kind) for example in examples]
    assert found == [
        ("proposal1", "labelled", "proposal"),
        ("proposal2", "labelled", "proposal"),
        ("sow1", "labelled", "sow"),
        ("sow2", "labelled", "sow"),
        ("msa1", "labelled", "msa"),
        ("msa2", "labelled", "msa"),
        ("rfp1", "hard", "other"),
        ("rfp2", "hard", "other"),
        ("A-CONSULTING AGREEMENT.txt", "contracts", "msa"),
        ("B-FRANCHISE AGREEMENT.txt", "contracts", "other"),
        ("corpus/sentences/en/x.txt", "terms", "other"),
    ]


def test_every_kind_counts_the_same_and_large_sources_less(examples: list[Example]) -> None:
    counted = shares(examples)
    totals = [sum(counted[i] for i, e in enumerate(examples) if e.kind == kind) for kind in KINDS]
    assert totals == pytest.approx([totals[0]] * 4)
    alone, shared = (counted[i] for i, e in enumerate(examples) if e.name in ("msa1", "A-CONSULTING AGREEMENT.txt"))
    assert {e.source for e in examples if e.part == "contracts"} == {CUAD}
    assert alone == pytest.approx(shared * 2**0.5)
    assert OWN not in {e.source for e in examples}


def test_fit_tells_what_it_was_taught(examples: list[Example]) -> None:
    weights = fit(examples)
    told = [KINDS[max(range(4), key=weights.scores(e.measured.values).__getitem__)] for e in examples]
    assert told == [example.kind for example in examples]


def test_same_data_and_seed_give_the_same_bytes(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("one", "two"):
        monkeypatch.setattr("sys.argv", ["kind", "--data", str(data), "--output", str(data / folder)])
        main()
    assert "labelled documents, whole source held out: " in capsys.readouterr().out
    for file in ("weights.json", "manifest.json", "card.md"):
        assert (data / "one" / file).read_bytes() == (data / "two" / file).read_bytes()
    manifest = json.loads((data / "one" / "manifest.json").read_text())
    assert [entry["source"] for entry in manifest["data"]] == sorted(entry["source"] for entry in manifest["data"])
    assert manifest["scores"]["labelled"]["documents"] == 6
