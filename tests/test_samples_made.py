"""The sample documents: what is committed is what the sources give, and all formats say the same."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pypdfium2
import pytest
import yaml
from docx.oxml.ns import qn

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NAMES = ["balanced-msa", "glossy-proposal", "one-sided-msa", "sober-proposal", "sow"]
WORD_COUNTS_CLAUSES = ["balanced-msa", "one-sided-msa"]

each_sample = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, SAMPLES / "make.py", folder], check=True, capture_output=True)
    return folder


def test_every_source_is_a_sample_and_every_sample_has_a_source() -> None:
    assert sorted(path.stem for path in (SAMPLES / "sources").iterdir()) == NAMES


@each_sample
@pytest.mark.parametrize("suffix", ["md", "docx", "pdf"])
def test_the_committed_file_is_what_the_source_gives(made: Path, name: str, suffix: str) -> None:
    file = f"{name}/{name}.{suffix}"
    assert (made / file).read_bytes() == (SAMPLES / file).read_bytes()


@each_sample
def test_markdown_holds_every_paragraph_of_the_source(name: str) -> None:
    assert list(_paragraphs_of_markdown(name)) == _paragraphs_of_source(name)


@each_sample
def test_word_holds_every_paragraph_of_the_source(name: str) -> None:
    assert list(_paragraphs_of_word(name)) == _paragraphs_of_source(name)


@each_sample
def test_pdf_holds_every_word_of_the_source(name: str) -> None:
    assert _words_of_pdf(name) == " ".join(_paragraphs_of_source(name)).split()


@pytest.mark.parametrize("name", WORD_COUNTS_CLAUSES)
def test_clause_numbers_of_agreements_are_not_text_in_word(name: str) -> None:
    texts = [paragraph.text for paragraph in docx.Document(str(SAMPLES / name / f"{name}.docx")).paragraphs]
    assert not [text for text in texts if re.match(r"\d+\.|\(", text)]


@each_sample
def test_word_pages_have_a_header_and_a_numbered_footer(name: str) -> None:
    source = _source(name)
    section = docx.Document(str(SAMPLES / name / f"{name}.docx")).sections[0]
    footer = section.footer.paragraphs[0]
    assert section.header.paragraphs[0].text == source["header"]
    assert footer.text.startswith(f"{source['footer']}\tPage ")
    assert [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


@each_sample
def test_no_name_of_a_person_or_machine_is_left_in_the_properties(name: str) -> None:
    author = _source(name)["author"]
    properties = docx.Document(str(SAMPLES / name / f"{name}.docx")).core_properties
    assert (properties.author, properties.last_modified_by) == (author, author)
    assert pypdfium2.PdfDocument(SAMPLES / name / f"{name}.pdf").get_metadata_dict()["Author"] == author


def test_an_unknown_kind_of_piece_is_refused_with_its_place(sources: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"odd\.yaml: body\[1\]: 'paragraph' is not one of heading, "):
        sources.read_sample(_odd_source(tmp_path, [{"text": "Fine."}, {"paragraph": "Not fine."}]))


def test_a_ragged_table_is_refused_with_its_place(sources: ModuleType, tmp_path: Path) -> None:
    table = {"align": "lr", "widths": [4.0, 4.0], "rows": [["Role", "Rate"], ["Tester"]]}
    with pytest.raises(ValueError, match=r"odd\.yaml: body\[0\]: every row, and widths, must have 2 entries"):
        sources.read_sample(_odd_source(tmp_path, [{"table": table}]))


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(SAMPLES)
    return importlib.import_module("writing.sample")


def _odd_source(folder: Path, body: list[dict[str, Any]]) -> Path:
    path = folder / "odd.yaml"
    path.write_text(yaml.safe_dump({**_source("sow"), "body": body}), encoding="utf-8")
    return path


def _source(name: str) -> dict[str, Any]:
    fields: dict[str, Any] = yaml.safe_load((SAMPLES / "sources" / f"{name}.yaml").read_text(encoding="utf-8"))
    return fields


def _paragraphs_of_source(name: str) -> list[str]:
    source = _source(name)
    paragraphs = [source["title"], source["subtitle"], *source["facts"]]
    for piece in source["body"]:
        [(kind, content)] = piece.items()
        if kind == "table":
            paragraphs += [str(cell) for row in content["rows"] for cell in row if cell != ""]
        else:
            paragraphs += content if kind == "bullets" else [content]
    return [" ".join(paragraph.split()) for paragraph in paragraphs]


def _paragraphs_of_markdown(name: str) -> Iterator[str]:
    for line in (SAMPLES / name / f"{name}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            yield from (cell for cell in cells if cell and not re.fullmatch(r"-{3}:?", cell))
        elif line:
            yield re.sub(r"^(#+|-) |\*\*", "", line)


def _paragraphs_of_word(name: str) -> Iterator[str]:
    """Give each paragraph as Word would show it, with the numbers that Word counts."""
    document = docx.Document(str(SAMPLES / name / f"{name}.docx"))
    counts = [0, 0, 0]
    for paragraph in document.element.body.iter(qn("w:p")):
        text = "".join(piece.text for piece in paragraph.iter(qn("w:t")))
        if text:
            yield f"{_counted_number(document, paragraph, counts)} {text}".strip()


def _counted_number(document: Any, paragraph: Any, counts: list[int]) -> str:
    styles = {style.style_id: style.element for style in document.styles}
    own, inherited = paragraph.pPr, styles[paragraph.style].pPr if paragraph.style else None
    carrier = next((each.numPr for each in (own, inherited) if each is not None and each.numPr is not None), None)
    if carrier is None or carrier.ilvl is None or carrier.numId is None:
        return ""
    level = carrier.ilvl.val
    counts[level:] = [counts[level] + 1] + [0] * (2 - level)
    pattern = _level_texts(document, carrier.numId.val)[level]
    shown = (str(counts[0]), str(counts[1]), chr(ord("a") + counts[2] - 1))
    return re.sub(r"%(\d)", lambda match: shown[int(match[1]) - 1], pattern)


def _level_texts(document: Any, number_id: int) -> list[str]:
    numbering = document.part.numbering_part.element
    [abstract_id] = numbering.xpath(f"w:num[@w:numId='{number_id}']/w:abstractNumId/@w:val")
    texts: list[str] = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{abstract_id}']/w:lvl/w:lvlText/@w:val")
    return texts


def _words_of_pdf(name: str) -> list[str]:
    """Give the words of the pages in reading order, without bullets and without the header and footer."""
    source, document = _source(name), pypdfium2.PdfDocument(SAMPLES / name / f"{name}.pdf")
    words: list[str] = []
    for number, page in enumerate(document, 1):
        text = " ".join(page.get_textpage().get_text_range().split())
        margins = f"{source['header']} {source['footer']} Page {number} of {len(document)} "
        assert text.startswith(margins)
        words += [word for word in text.removeprefix(margins).split() if word != "•"]
    return words
