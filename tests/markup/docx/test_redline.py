"""Tracked replacements: whole sentences or nothing, and sensible text whether they are accepted or rejected."""

from __future__ import annotations

from io import BytesIO

import docx as python_docx
import pytest
from tests.markup.made import (
    REDLINE,
    bare,
    commented,
    comments,
    finding,
    opened,
    part,
    result,
    said_text,
    settled,
    word_file,
)
from tests.readers.docx_files import paragraph, run

from proposalcheck.finding import Finding
from proposalcheck.markup import Marked
from proposalcheck.markup.docx import mark_docx
from proposalcheck.readers.docx.package import W

TITLE = paragraph("Agreement")
BAD = "The term renews by itself."
LINK = '<w:hyperlink r:id="x">{}</w:hyperlink>'
DELETED = '<w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del>'
BEGUN = '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>'
ENDED = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
GOOD = "The term ends on its last day."


def redlined(data: bytes, *findings: Finding) -> Marked:
    return mark_docx(data, result(opened(data), *findings), REDLINE)


def one(body: str, quoted: str = BAD, words: str = "renews", **said: str) -> tuple[bytes, Marked]:
    """Return a document of one finding, and the same redlined."""
    data = word_file(TITLE + body)
    return data, redlined(data, finding(opened(data), words, quoted=quoted, **said))


def accepted(marked: Marked) -> list[str]:
    return said_text(opened(settled(marked.data, accept=True)))


def rejected(marked: Marked) -> list[str]:
    return said_text(opened(settled(marked.data, accept=False)))


@pytest.mark.parametrize(
    ("inside", "after"),
    [
        ([BAD], GOOD),
        (["All is well. " + BAD + " So it is."], f"All is well. {GOOD} So it is."),
        ([run("Term.", "<w:b/>"), " The term ", run("renews", "<w:b/>"), " by itself."], f"Term. {GOOD}"),
        (
            ["The term", '<w:bookmarkStart w:id="3" w:name="a"/>', " renews by itself."],
            GOOD,
        ),
        (["See ", BEGUN, "clause 4", ENDED, ". The term renews by itself."], f"See clause 4. {GOOD}"),
        (["The term renews", '<w:r><w:t xml:space="preserve"> by</w:t><w:br/><w:t>itself.</w:t></w:r>'], GOOD),
    ],
)
def test_the_whole_sentence_is_struck_and_the_wording_put_in_after_it(inside: list[str], after: str) -> None:
    data = word_file(TITLE + paragraph(*inside))
    document = opened(data)
    quoted = document.text[document.text.index("The term") :].partition(" So")[0]
    marked = redlined(data, finding(document, "renews", quoted=quoted))
    assert marked.replaced == 1
    assert accepted(marked) == ["Agreement", after]
    assert rejected(marked) == said_text(opened(data))


def test_the_changes_are_signed_and_look_like_what_they_replace() -> None:
    _, marked = one(paragraph("Short. ", run(BAD, "<w:i/>")))
    root = part(marked.data, "document")
    (struck,), (put_in,) = root.iter(W + "del"), root.iter(W + "ins")
    for change in (struck, put_in):
        assert (change.get(W + "author"), change.get(W + "date")) == ("Ana Berg", "2026-03-01T09:30:00Z")
    assert struck.get(W + "id") != put_in.get(W + "id")
    assert put_in.find(f"{W}r/{W}rPr/{W}i") is not None
    assert [each.text for each in struck.iter(W + "delText")] == [BAD]


def test_the_comment_says_that_it_was_replaced_and_stays_in_either_case() -> None:
    _, marked = one(paragraph(BAD))
    assert comments(marked.data)[1][2][-1] == "Replaced here by a tracked change, to accept or reject."
    for accept in (True, False):
        root = part(settled(marked.data, accept=accept), "document")
        assert len(list(root.iter(W + "commentReference"))) == 2


@pytest.mark.parametrize(
    ("body", "quoted", "why"),
    [
        (paragraph("The Provider may renew the term by itself;"), "renew the term by itself;", "part of a sentence"),
        (paragraph("It may:") + paragraph("(a) Renew it."), "Renew it.", "sentence or list"),
        (paragraph("It may:") + 2 * paragraph("(a) Renew it."), "Renew it.", "sentence or list"),
        (paragraph("It may:") + paragraph("Renew it."), "Renew it.", "sentence or list"),
        (paragraph("Renew the term. It may:"), "It may:", "part of a sentence or list"),
        (paragraph("See ", LINK.format(run("Renew it."))), "Renew it.", "part of a sentence"),
        (paragraph(LINK.format(run("Renew it."))), "Renew it.", "holds a link, field"),
        (paragraph("Renew ", f'<w:ins w:id="1" w:author="S">{run("it.")}</w:ins>'), "Renew it.", "holds a link, field"),
        (paragraph("Renew ", DELETED, "it."), "Renew it.", "holds a link, field"),
        (paragraph(BEGUN, "Contents") + paragraph("Renew it.", ENDED), "Renew it.", "holds a link, field"),
        (paragraph("Renew", run("hidden", "<w:vanish/>"), " it."), "Renew it.", "holds a link, field"),
        (paragraph("Renew it", '<w:r><w:footnoteReference w:id="1"/></w:r>', "."), "Renew it.", "holds a link, field"),
        (
            paragraph(BEGUN, "Renew it.", ENDED),
            "Renew it.",
            "holds a link, field",
        ),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('Renew it')}</w:tc><w:tc>{paragraph('Today.')}</w:tc></w:tr></w:tbl>",
            "Renew it\tToday.",
            "not one sentence in one paragraph",
        ),
    ],
)  # fmt: skip
def test_what_is_not_a_plain_whole_sentence_is_commented_only(body: str, quoted: str, why: str) -> None:
    data, marked = one(body, quoted, quoted.rsplit(maxsplit=1)[-1])
    assert marked.replaced == 0
    assert accepted(marked) == said_text(opened(settled(data, accept=True)))
    assert rejected(marked) == said_text(opened(settled(data, accept=False)))
    last = comments(marked.data)[1][2][-1]
    assert last.startswith("Not replaced: ")
    assert why in last


@pytest.mark.parametrize(
    "said",
    [{"family": "drafting"}, {"family": "warning-signs"}, {"fallback": "[Fill in the blank, or strike the sentence.]"}],
)
def test_wording_that_adds_to_a_sentence_or_mends_it_does_not_replace_it(said: dict[str, str]) -> None:
    _, marked = one(paragraph(BAD), **said)
    assert marked.replaced == 0
    why = "the wording adds to the sentence or mends it, and cannot stand in for it"
    assert comments(marked.data)[1][2][-1] == f"Not replaced: {why}."


def test_a_sentence_in_a_text_box_is_commented_only() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph(BAD)}</w:txbxContent></v:textbox></w:pict></w:r>"
    _, marked = one(paragraph("See.", box))
    assert marked.replaced == 0
    assert comments(marked.data)[1][2][-1] == "Not replaced: it stands in a text box or a note."


def test_of_two_findings_on_one_sentence_the_worse_one_replaces() -> None:
    data = word_file(TITLE + paragraph(BAD))
    document = opened(data)
    low = finding(document, "term", quoted=BAD, severity="low", title="Vague", fallback="A term is set.")
    marked = redlined(data, low, finding(document, "renews", quoted=BAD))
    assert (marked.replaced, marked.places) == (1, 2)
    assert accepted(marked) == ["Agreement", GOOD]
    assert [lines[-1] for _, _, lines in comments(marked.data)[1:]] == [
        "Replaced here for a graver reason: The term renews by itself.",
        "Replaced here by a tracked change, to accept or reject.",
    ]


def test_the_same_wording_comes_into_a_paragraph_once() -> None:
    other = "It renews each May."
    data = word_file(TITLE + paragraph(f"{BAD} {other} Fine.") + paragraph("It renews again."))
    document = opened(data)
    found = [finding(document, quoted, quoted=quoted) for quoted in (BAD, other, "It renews again.")]
    marked = redlined(data, *found)
    assert marked.replaced == 3
    assert accepted(marked) == ["Agreement", f"{GOOD} Fine.", GOOD]
    assert rejected(marked) == ["Agreement", f"{BAD} {other} Fine.", "It renews again."]


def test_without_redline_nothing_is_replaced() -> None:
    marked = commented(word_file(paragraph(BAD)), BAD)
    assert not {"del", "ins"} & set(bare(marked))
    assert len(comments(marked)[1][2]) == 5


def test_python_docx_opens_it() -> None:
    _, marked = one(paragraph(BAD))
    assert len(list(python_docx.Document(BytesIO(marked.data)).comments)) == 2
