import pytest

from proposalcheck.document import Box, PrintedBox
from proposalcheck.readers.pdf.drafts import Vocabulary, draft_paragraph
from proposalcheck.readers.pdf.lines import Line, make_line
from proposalcheck.readers.pdf.paragraphs import Paragraph, PlacedLine
from proposalcheck.readers.pdf.words import Frame, Word
from proposalcheck.readers.structure import Draft

FRAME = Frame(3, 612, 792)


def line(*texts: str, top: float = 100, breaks: bool = False) -> Line:
    """Return words of ten points a letter, ten points apart; `breaks` cuts the last at the end of the line."""
    words: list[Word] = []
    left = 0.0
    for text in texts:
        words.append(Word(text, left, top, left + 10 * len(text), top + 10, 10, bold=False))
        left = words[-1].right + 10
    words[-1] = words[-1]._replace(breaks=breaks)
    return make_line(words)


def drafted(*lines: Line, known: str = "") -> tuple[str, list[tuple[str, float, float]]]:
    """Return the text of a paragraph, and each word of it with the left and right side of its box."""
    placed = tuple(PlacedLine(each, FRAME, 1, 500, 12) for each in lines)
    draft = draft_paragraph(Paragraph(placed), "paragraph", Vocabulary([known]))
    return draft.text, [(draft.text[start:end], box.left, box.right) for start, end, box in boxes_of(draft)]


def boxes_of(draft: Draft, start: int = 0, end: int = 1000) -> list[PrintedBox]:
    assert not isinstance(draft.boxes, tuple)
    return list(draft.boxes.between(start, end))


def test_every_word_has_its_box() -> None:
    text, boxes = drafted(line("Fees", "rise"), line("yearly."))
    assert text == "Fees rise yearly."
    assert boxes == [("Fees", 0, 40), ("rise", 50, 90), ("yearly.", 0, 70)]


def test_boxes_can_be_gone_through_again() -> None:
    placed = PlacedLine(line("Fees"), FRAME, 1, 500, 12)
    draft = draft_paragraph(Paragraph((placed,)), "heading", Vocabulary([]), level=2)
    assert boxes_of(draft) == boxes_of(draft) == [(0, 4, Box(3, 0, 100, 40, 110))]
    assert (draft.kind, draft.level, draft.anchor.page) == ("heading", 2, 3)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(0, 4, ["Fees", "rise"]), (6, 12, ["Fees", "rise", "every", "year."]), (10, 11, ["every", "year."])],
)
def test_boxes_are_worked_out_for_the_lines_that_are_asked_for(start: int, end: int, words: list[str]) -> None:
    lines = tuple(PlacedLine(each, FRAME, 1, 500, 12) for each in (line("Fees", "rise"), line("every", "year.")))
    draft = draft_paragraph(Paragraph(lines), "paragraph", Vocabulary([]))
    assert [draft.text[first:after] for first, after, _ in boxes_of(draft, start, end)] == words


def test_signs_that_no_text_holds_leave_the_other_words_their_places() -> None:
    text, boxes = drafted(line("the", "e\ufb03cient", "\ue000", "o\u00adffer", "now"))
    assert text == "the efficient offer now"
    assert boxes == [("the", 0, 30), ("efficient", 40, 110), ("offer", 140, 200), ("now", 210, 240)]


def test_letters_beyond_ascii_are_taken_as_they_are() -> None:
    assert drafted(line("caf\u00e9", "r\u00e9sum\u00e9"))[1] == [("caf\u00e9", 0, 40), ("r\u00e9sum\u00e9", 50, 110)]


def test_words_that_touch_stand_without_a_blank() -> None:
    first, last = line("non", "-binding").words
    text, boxes = drafted(make_line([first, last._replace(glued=True)]))
    assert (text, [word for word, _, _ in boxes]) == ("non-binding", ["non", "-binding"])


@pytest.mark.parametrize(
    ("first", "last", "known", "text"),
    [
        ("agree-", "ment", "", "the agreement ends"),
        ("fixed-", "price", "", "the fixed-price ends"),
        ("work-", "flow", "work flow", "the work-flow ends"),
        ("work-", "flow", "A workflow, in other words", "the workflow ends"),
        ("well-", "known", "(well-known)", "the well-known ends"),
    ],
)
def test_a_word_cut_at_a_line_end_is_made_whole(first: str, last: str, known: str, text: str) -> None:
    whole, boxes = drafted(line("the", first, breaks=True), line(last, "ends"), known=known)
    assert whole == text
    assert "".join(word for word, _, _ in boxes) == text.replace(" ", "")
    assert boxes[1][1:] == (40, 40 + 10 * len(first))


def test_a_hyphen_that_the_file_does_not_mark_is_judged_at_the_start_of_a_line_only() -> None:
    assert drafted(line("an", "agree-"), line("ment", "now"))[0] == "an agreement now"
    assert drafted(line("an", "agree-", "ment", "now"))[0] == "an agree- ment now"
