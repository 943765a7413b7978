"""`proposalcheck annotate`: what is written, what is refused, and that nothing is left half done."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from click.testing import CliRunner, Result
from tests.documents import rule_data, topic_data, write_catalogue, write_file
from tests.markup.made import anchored, comments, opened, said_text, settled, word_file
from tests.markup.pdf.noted import notes
from tests.readers.docx_files import paragraph
from tests.readers.pdf_samples import lines_page, pdf_of

from proposalcheck.cli import main
from proposalcheck.screening import screen

TOP = Path(__file__).resolve().parent.parent.parent
WORDS = ("Agreement", "The term renews by itself each May.", "Support is free.")


@pytest.fixture
def rules(tmp_path: Path) -> str:
    """A catalogue of a warning of high and one of low severity, and a topic that no document has."""
    low = rule_data(id="free-support", severity="low", check={"kind": "phrase", "any_of": ["support is free"]})
    low["examples"] = {
        "flag": ["⟦Support is free⟧.", "All ⟦support is free⟧ here.", "Its ⟦support is free⟧ of charge."],
        "pass": low["examples"]["pass"],
    }
    return str(write_catalogue(tmp_path / "rules", rule_data(), low, topic_data(family="governance")))


@pytest.fixture
def offer(tmp_path: Path) -> Path:
    path = tmp_path / "offer.docx"
    path.write_bytes(word_file("".join(map(paragraph, WORDS))))
    return path


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    path = tmp_path / "offer.pdf"
    path.write_bytes(pdf_of(lines_page(*WORDS)))
    return path


def annotate(*arguments: object) -> Result:
    """Return what `proposalcheck annotate` did; a traceback fails the test that called."""
    return CliRunner().invoke(main, ["annotate", *map(str, arguments)], catch_exceptions=False)


def as_sow(rules: str, *arguments: object) -> Result:
    return annotate("--kind", "sow", "--rules", rules, "--rules-only", *arguments)


def test_a_word_file_gets_comments(rules: str, offer: Path, tmp_path: Path) -> None:
    target = tmp_path / "noted.docx"
    before = offer.read_bytes()
    done = as_sow(rules, offer, "-o", target)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"proposalcheck: {target}: notes on 2 places and one on the whole document\n"
    assert anchored(target.read_bytes()) == {"0": "Agreement", "1": "renews by itself", "2": "Support is free"}
    opening = comments(target.read_bytes())[0]
    assert opening[1] == "proposalcheck"
    assert "MEDIUM: Who leads the work. Nobody is named as lead." in opening[2]
    assert offer.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["noted.docx", "offer.docx", "rules"]


def test_a_pdf_gets_highlights(rules: str, printed: Path, tmp_path: Path) -> None:
    done = as_sow(rules, printed, "--output", tmp_path / "noted.pdf")
    assert (done.exit_code, done.stdout) == (0, "")
    shown = notes((tmp_path / "noted.pdf").read_bytes())
    assert [note.contents.split("\n")[0] for note in shown] == [
        "HIGH: The term renews by itself",
        "LOW: The term renews by itself",
    ]


def test_severity_author_select_and_ignore(rules: str, offer: Path, tmp_path: Path) -> None:
    target = tmp_path / "noted.docx"

    def shown(*more: str) -> dict[str, str]:
        assert as_sow(rules, offer, "-o", target, *more).exit_code == 0
        return anchored(target.read_bytes())

    assert shown("--severity", "high") == {"0": "Agreement", "1": "renews by itself"}
    assert shown("--ignore", "silent-renewal") == {"0": "Agreement", "1": "Support is free"}
    assert shown("--select", "silent-renewal,named-lead", "--author", " Kim Lee ") == {
        "0": "Agreement",
        "1": "renews by itself",
    }
    assert {author for _, author, _ in comments(target.read_bytes())} == {"Kim Lee"}


def test_side_turns_what_is_told(rules: str, offer: Path, tmp_path: Path) -> None:
    target = tmp_path / "noted.docx"
    assert as_sow(rules, offer, "-o", target, "--side", "provider").exit_code == 0
    assert "with a provider's eyes" in comments(target.read_bytes())[0][2][0]


def test_redline_replaces_by_tracked_changes(rules: str, offer: Path, tmp_path: Path) -> None:
    target = tmp_path / "noted.docx"
    done = as_sow(rules, offer, "-o", target, "--redline", "--select", "silent-renewal")
    assert done.stderr.endswith(
        "notes on 1 place and one on the whole document, 1 sentence replaced by tracked changes\n"
    )
    data = target.read_bytes()
    assert said_text(opened(settled(data, accept=True))) == [
        "Agreement",
        "The term ends on its last day.",
        "Support is free.",
    ]
    assert said_text(opened(settled(data, accept=False))) == list(WORDS)


@pytest.mark.parametrize(
    ("name", "output", "right"),
    [("offer.docx", "noted.pdf", "noted.docx"), ("offer.pdf", "noted.docx", "noted.pdf"), ("offer.pdf", "x", "x.pdf")],
)
@pytest.mark.usefixtures("offer", "printed")
def test_a_wrong_ending_is_2_and_says_the_right_one(
    tmp_path: Path, rules: str, name: str, output: str, right: str
) -> None:
    done = as_sow(rules, tmp_path / name, "-o", tmp_path / output)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith(f"which ends in {Path(right).suffix}; say --output {tmp_path / right}\n")
    assert not (tmp_path / output).exists()


def test_an_ending_in_capitals_is_the_same(rules: str, offer: Path, tmp_path: Path) -> None:
    assert as_sow(rules, offer, "-o", tmp_path / "NOTED.DOCX").exit_code == 0


def straight(path: Path) -> Path:
    return path


def by_a_detour(path: Path) -> Path:
    return path.parent / "rules" / ".." / path.name


def by_symbolic_link(path: Path) -> Path:
    (path.parent / "link.docx").symlink_to(path)
    return path.parent / "link.docx"


def by_hard_link(path: Path) -> Path:
    os.link(path, path.parent / "twin.docx")
    return path.parent / "twin.docx"


@pytest.mark.parametrize("named", [straight, by_a_detour, by_symbolic_link, by_hard_link])
def test_the_input_is_never_written_over(rules: str, offer: Path, named: Any) -> None:
    before = offer.read_bytes()
    target = named(offer)
    done = as_sow(rules, offer, "-o", target)
    right = offer.with_name("offer-annotated.docx")
    assert done.exit_code == 2
    assert done.stderr == f"proposalcheck: {target}: is the document itself; give another name, such as {right}\n"
    assert offer.read_bytes() == before


@pytest.mark.parametrize("name", ["offer.md", "offer.txt", "offer.html"])
def test_a_format_without_notes_is_2_and_says_what_to_do(rules: str, tmp_path: Path, name: str) -> None:
    path = write_file(tmp_path, name, "<html><p>Hi</p></html>" if name.endswith("html") else "# A\n\nHi.\n")
    done = as_sow(rules, path, "-o", tmp_path / "noted.docx")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"proposalcheck: {path}: notes can be put into DOCX and PDF files; save this one as either and annotate that, "
        f"or use `proposalcheck scan {path}`, which quotes every place\n"
    )


def test_redline_of_a_pdf_is_2(rules: str, printed: Path, tmp_path: Path) -> None:
    done = as_sow(rules, printed, "-o", tmp_path / "noted.pdf", "--redline")
    assert done.exit_code == 2
    assert "a PDF has no tracked changes" in done.stderr


def test_a_missing_file_is_3(tmp_path: Path) -> None:
    done = annotate(tmp_path / "none.docx", "-o", tmp_path / "noted.docx")
    assert (done.exit_code, done.stderr) == (3, f"proposalcheck: {tmp_path / 'none.docx'}: there is no such file\n")


def test_an_output_that_is_a_folder_or_lies_nowhere_is_2(rules: str, offer: Path, tmp_path: Path) -> None:
    done = as_sow(rules, offer, "-o", tmp_path)
    assert done.exit_code == 2
    assert done.stderr.endswith(f"{tmp_path}: is a folder; give the name of a file in it\n")
    nowhere = tmp_path / "none" / "noted.docx"
    done = as_sow(rules, offer, "-o", nowhere)
    assert (done.exit_code, done.stderr) == (
        2,
        f"proposalcheck: {nowhere}: there is no folder {nowhere.parent}; make it first\n",
    )


def test_a_document_of_no_kind_that_is_judged_is_2(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(word_file(paragraph("Dear Kim, the lake was lovely and we swam every day.")))
    done = annotate(path, "-o", tmp_path / "noted.docx")
    assert done.exit_code == 2
    assert "is taken for neither a proposal, a statement of work nor a services agreement" in done.stderr
    assert not (tmp_path / "noted.docx").exists()


def test_an_empty_author_is_2(rules: str, offer: Path, tmp_path: Path) -> None:
    done = as_sow(rules, offer, "-o", tmp_path / "noted.docx", "--author", " ")
    assert (done.exit_code, done.stderr) == (
        2,
        "proposalcheck: --author is empty; give the name that the notes are to be signed with\n",
    )


def test_pages_that_could_not_be_read_are_told_and_are_3(rules: str, tmp_path: Path) -> None:
    from tests.cli.test_ocr import SCAN

    path = tmp_path / "scan.pdf"
    path.write_bytes(SCAN)
    done = as_sow(rules, path, "-o", tmp_path / "noted.pdf", "--ocr", "never")
    assert done.exit_code == 3
    assert done.stderr.startswith(f"proposalcheck: {path}: could not look: page 2 has no text that can be read")
    assert (tmp_path / "noted.pdf").exists()


@pytest.mark.parametrize("name", ["one-sided-msa", "sow", "glossy-proposal"])
def test_the_samples_get_a_note_a_place_and_one_on_the_whole(name: str, tmp_path: Path) -> None:
    for ending in (".docx", ".pdf"):
        source, target = TOP / "samples" / name / f"{name}{ending}", tmp_path / f"noted{ending}"
        found = [each for each in screen(source).findings if each.type == "flag" and each.severity != "info"]
        places = sum(len(each.evidence) for each in found)
        done = annotate(source, "-o", target)
        assert re.search(rf": notes on {places} places? and one on the whole document\n$", done.stderr)
        if ending == ".docx":
            assert len(list(python_docx.Document(str(target)).comments)) == places + 1
        else:
            assert len(notes(target.read_bytes())) == places
