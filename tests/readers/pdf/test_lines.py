from collections.abc import Sequence

import pytest

from proposalcheck.readers.pdf.lines import join_row, make_line, pieces, rows
from proposalcheck.readers.pdf.words import Word


def word(text: str, left: float, *, top: float = 100, size: float = 10, bold: bool = False) -> Word:
    """Return a word whose letters are half as wide as they are high."""
    return Word(text, left, top, left + 0.5 * size * len(text), top + size, size, bold)


def row(*texts: str, gap: float = 3, left: float = 72, top: float = 100) -> list[Word]:
    words: list[Word] = []
    for text in texts:
        words.append(word(text, left, top=top))
        left = words[-1].right + gap
    return words


def texts(lines: Sequence[Sequence[Word]]) -> list[str]:
    return [line.text for line in pieces(lines)]


def test_a_line_is_one_piece_with_the_outline_of_its_words() -> None:
    (line,) = pieces([[*row("Fees", "are"), word("due.", 120, top=98, size=12, bold=True)]])
    assert line == make_line(line.words)
    assert (line.text, line.left, line.top, line.right, line.bottom) == ("Fees are due.", 72, 98, 144, 110)
    assert (line.size, line.bold, line.gap, line.is_spaced) == (10, False, 120 - 110, True)


@pytest.mark.parametrize(("gap", "found"), [(10, ["Role Rate"]), (10.5, ["Role", "Rate"])])
def test_a_gap_wider_than_the_type_size_parts_a_line(gap: float, found: list[str]) -> None:
    assert texts([row("Role", "Rate", gap=gap)]) == found


def test_a_line_is_parted_where_it_jumps_to_another_row_or_back() -> None:
    assert texts([[word("above", 72), word("below", 100, top=120)]]) == ["above", "below"]
    assert texts([[word("right", 300), word("next", 200), word("left", 72)]]) == ["right next left"]
    assert texts([[word("short", 300), word("from the left to the right", 200)]]) == [
        "short",
        "from the left to the right",
    ]


def test_lines_of_the_file_are_never_joined() -> None:
    assert texts([row("Fees", "are"), row("due", left=120)]) == ["Fees are", "due"]
    assert texts([]) == []


def test_capitals_set_apart_are_made_the_words_that_they_spell() -> None:
    letters = [word(letter, 72 + 12 * at + (5 if at > 2 else 0)) for at, letter in enumerate("OURFEES")]
    assert texts([letters]) == ["OUR FEES"]
    assert texts([[word("A", 72), word("B", 82), word("C", 92)]]) == ["A B C"]


def test_pieces_that_touch_are_joined_without_a_blank() -> None:
    left, right = pieces([row("non")]) + pieces([row("-binding", "offer", left=87.5)])
    joined = join_row([left, right])
    assert (joined.text, joined.is_spaced) == ("non-binding offer", False)
    assert [each.glued for each in joined.words] == [False, True, False]


def test_a_hyphen_at_a_line_end_inside_a_row_is_told() -> None:
    first, last = row("agree-", "now")
    assert make_line([first, last._replace(breaks=True)]).is_spaced
    assert not make_line([first._replace(breaks=True), last]).is_spaced


def test_pieces_on_one_height_are_a_row_from_left_to_right() -> None:
    places = [("Rate", 300, 101), ("Role", 72, 100), ("Tester", 72, 115)]
    right, left, below = (pieces([row(text, left=at, top=top)])[0] for text, at, top in places)
    assert rows([below, right, left]) == [[left, right], [below]]


def test_a_piece_that_lies_over_another_starts_a_row_of_its_own() -> None:
    one, other = pieces([row("Draft")]) + pieces([row("Final", left=80)])
    assert rows([one, other]) == [[one], [other]]
