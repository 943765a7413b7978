import pytest

from proposalcheck.readers.numbering import (
    bare_number,
    number_depth,
    number_form,
    number_value,
    plain_number,
    reads_as_title,
    run_in_title,
    split_number,
    title_of,
)


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("5. Fees", "5", "Fees"),
        ("5) Fees", "5", "Fees"),
        ("5.2 Fees are fixed", "5.2", "Fees are fixed"),
        ("5.2. Fees", "5.2", "Fees"),
        ("5.2 where agreed, fees rise", "5.2", "where agreed, fees rise"),
        ("5.8 (a) The parties agree", "5.8", "(a) The parties agree"),
        ('1.1 "Client" means', "1.1", '"Client" means'),
        ("1.0 DEFINITIONS", "1.0", "DEFINITIONS"),
        ("(a) the fee", "(a)", "the fee"),
        ("(iv) the fee", "(iv)", "the fee"),
        ("b) the fee", "b", "the fee"),
        ("A. The Client", "A", "The Client"),
        ("A. iPads are lent", "A", "iPads are lent"),
        ("IV. Term", "IV", "Term"),
        ("ARTICLE V", "ARTICLE V", ""),
        ("Article 12 - Term", "Article 12", "Term"),
        ("ARTICLE 4 -- FEES 4.1 The fee", "ARTICLE 4", "FEES 4.1 The fee"),
        ("Section 2.01. Licence", "Section 2.01", "Licence"),
        ("§ 4.1 Fees", "§ 4.1", "Fees"),
        ("Exhibit A", "Exhibit A", ""),
        ('EXHIBIT "B" Rates', 'EXHIBIT "B"', "Rates"),
        ("Schedule 2: Service levels", "Schedule 2", "Service levels"),
        ("• Point", "•", "Point"),
        ("– Point", "–", "Point"),
    ],
)
def test_number_at_the_start(text: str, number: str, rest: str) -> None:
    found, start = split_number(text)
    assert (found, text[start:]) == (number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "3.5 % of the fee",
        "2.4 million users",
        "99.9",
        "4.5 hours a day",
        "12 months from now",
        "2024 was a good year",
        "Exhibit A sets out the rates",
        "Section 5 of the Act applies",
        "Article of faith",
        "A team of five",
        "U. S. law applies",
        "a pilot",
        "i.e. this one",
        "-5 degrees",
        "",
    ],
)
def test_no_number_at_the_start(text: str) -> None:
    assert split_number(text) == ("", 0)


def test_whole_number_without_a_dot_counts_in_headings_alone() -> None:
    assert split_number("4 Pricing") == ("", 0)
    assert split_number("4 Pricing", heading=True) == ("4", 2)
    assert split_number("24 hour support", heading=True) == ("", 0)


@pytest.mark.parametrize(
    ("number", "form", "value"),
    [
        ("", "none", 0),
        ("•", "bullet", 0),
        ("(c)", "item", 3),
        ("c", "item", 3),
        ("C", "letter", 3),
        ("IV", "roman", 4),
        ("5", "whole", 5),
        ("Section 5", "whole", 5),
        ("5.12", "dotted", 12),
        ("Section 2.01", "dotted", 1),
        ("Article IX", "article", 9),
        ("ARTICLE 3", "article", 3),
        ("Exhibit B", "attachment", 2),
    ],
)
def test_form_and_value(number: str, form: str, value: int) -> None:
    assert (number_form(number), number_value(number)) == (form, value)


@pytest.mark.parametrize(
    ("number", "depth"), [("", 0), ("5", 1), ("5.2", 2), ("5.2.1", 3), ("Article V", 1), ("(a)", 1)]
)
def test_depth(number: str, depth: int) -> None:
    assert number_depth(number) == depth


@pytest.mark.parametrize(("label", "plain"), [("5.", "5"), ("5)", "5"), ("(a)", "(a)"), ("1.2:", "1.2"), ("•", "•")])
def test_plain_number(label: str, plain: str) -> None:
    assert plain_number(label) == plain


def test_bare_number_drops_the_word_section_alone() -> None:
    assert [bare_number(number) for number in ("Section 5.2", "§5.2", "Article V", "Exhibit A")] == [
        "5.2",
        "5.2",
        "Article V",
        "Exhibit A",
    ]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Fees. The Client shall pay.", "Fees"),
        ("Limitation of Liability. Neither party …", "Limitation of Liability"),
        ("FEES AND EXPENSES; PAYMENTS.", "FEES AND EXPENSES; PAYMENTS"),
        ("Renewal Term(s). The term renews.", "Renewal Term(s)"),
        ("Governing Law: the law of Ohio", "Governing Law"),
        ("Notices – in writing only", "Notices"),
        ("Termination if No Orders Are Open. Either", None),
        ("The Client shall pay. Then", None),
        ("Payment is due. Then", None),
        ("fees. The Client", None),
        ("We work with your team every day. Then", None),
        ("No stop at all", None),
    ],
)
def test_run_in_title(body: str, title: str | None) -> None:
    assert run_in_title(body) == title


@pytest.mark.parametrize("text", ["Fees", "OUR APPROACH", "What we will do for you", "LICENSE.", "Why us?", "Fees:"])
def test_reads_as_title(text: str) -> None:
    assert reads_as_title(text)


@pytest.mark.parametrize(
    "text",
    ["", "5.2", "and", "BY AND BETWEEN", "the fee;", "The supplier shall pay.", "[Page left blank]", "word " * 17],
)
def test_does_not_read_as_title(text: str) -> None:
    assert not reads_as_title(text)


def test_title_of_is_one_line_without_its_stop() -> None:
    assert title_of("Fees and\nexpenses. ") == "Fees and expenses"
