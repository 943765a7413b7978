from proposalcheck.document import BlockKind, Document, Source
from proposalcheck.readers.structure import DocumentBuilder, Draft

PROSE = "The supplier keeps full records of all work that it does for the client under this agreement."


def built(*lines: str) -> Document:
    """Build a document from lines; `#` marks a heading of that many levels, `=` one whose level is not known."""
    builder = DocumentBuilder()
    for line in lines:
        marks = len(line) - len(line.lstrip("#"))
        kind: BlockKind = "heading" if line[0] in "#=" else "paragraph"
        builder.add(Draft(kind, line.lstrip("#= "), marks))
    return builder.build(Source("made.txt", "", "txt"))


def tree(document: Document) -> list[str]:
    """Return the path of every section, from the outside in."""
    paths = []
    for index in range(len(document.sections)):
        chain = list(document.section_chain(index))
        paths.append(" > ".join(section.label for section in reversed(chain)))
    return paths


def test_clauses_nest_by_their_numbers() -> None:
    document = built("1. Scope. " + PROSE, "1.1 Works. " + PROSE, "1.1.1 " + PROSE, "1.2 " + PROSE, "2. Fees. " + PROSE)
    assert tree(document) == [
        "1 Scope",
        "1 Scope > 1.1 Works",
        "1 Scope > 1.1 Works > 1.1.1",
        "1 Scope > 1.2",
        "2 Fees",
    ]


def test_section_runs_to_the_next_one_of_its_level() -> None:
    document = built("1. Scope. " + PROSE, "1.1 Works. " + PROSE, "Plain words.", "2. Fees. " + PROSE)
    first, inner, second = document.sections
    assert first.span.end == inner.span.end == second.span.start
    assert document.quote(inner.span).endswith("Plain words.\n")
    assert document.blocks[2].section == 1


def test_list_inside_a_clause_opens_no_section() -> None:
    document = built(
        "5. Duties. " + PROSE,
        "5.1 Staff. The supplier provides:",
        "1. Alpha works",
        "2. Beta works",
        "5.2 Tools. " + PROSE,
    )
    assert tree(document) == ["5 Duties", "5 Duties > 5.1 Staff", "5 Duties > 5.2 Tools"]
    assert [block.kind for block in document.blocks[2:4]] == ["list_item", "list_item"]


def test_list_under_a_heading_opens_no_section() -> None:
    document = built("# Approach", "We go in steps:", "1. Plan the work", "2. Do the work", "3. Review the work")
    assert tree(document) == ["Approach"]


def test_untitled_clauses_in_a_row_are_sections() -> None:
    document = built("1. " + PROSE, "2. " + PROSE, "3. " + PROSE)
    assert tree(document) == ["1", "2", "3"]


def test_lettered_items_belong_to_their_clause() -> None:
    document = built("9. Notices. " + PROSE, "(a) " + PROSE, "(b) " + PROSE)
    assert tree(document) == ["9 Notices"]
    assert {block.section for block in document.blocks} == {0}


def test_number_cited_as_a_section_goes_without_the_word() -> None:
    document = built("ARTICLE II", "= LICENCE", "Section 2.01 Grant. " + PROSE, "Section 2.02 Limits. " + PROSE)
    assert tree(document) == [
        "ARTICLE II LICENCE",
        "ARTICLE II LICENCE > 2.01 Grant",
        "ARTICLE II LICENCE > 2.02 Limits",
    ]
    assert document.blocks[2].number == "Section 2.01"


def test_zero_clauses_hold_the_clauses_of_their_number() -> None:
    document = built("= 3.0 RATES", "3.1 " + PROSE, "= 4.0 TERM", "4.1 " + PROSE)
    assert tree(document) == ["3.0 RATES", "3.0 RATES > 3.1", "4.0 TERM", "4.0 TERM > 4.1"]


def test_clause_whose_heading_was_not_seen_is_not_put_into_the_one_before() -> None:
    document = built("1. Scope. " + PROSE, "1.1 " + PROSE, "2.1 " + PROSE)
    assert document.sections[2].number == "2.1"
    assert document.sections[2].parent is None or document.sections[document.sections[2].parent].number != "1.1"


def test_exhibit_starts_a_new_row_of_numbers() -> None:
    document = built(
        "1. Scope. " + PROSE, "2. Fees. " + PROSE, "Exhibit A", "1. Hours. " + PROSE, "2. Places. " + PROSE
    )
    assert tree(document) == ["1 Scope", "2 Fees", "Exhibit A", "Exhibit A > 1 Hours", "Exhibit A > 2 Places"]


def test_contents_are_not_sections() -> None:
    contents = ["1. Scope ........ 1", "2. Fees ........ 2"]
    repeated = ["1. SCOPE", "2. FEES", "3. TERM"]
    clauses = ["1. SCOPE", PROSE, "2. FEES", PROSE, "3. TERM", PROSE]
    assert tree(built(*contents, *clauses)) == ["1 SCOPE", "2 FEES", "3 TERM"]
    document = built(*repeated, *clauses)
    assert tree(document) == ["1 SCOPE", "2 FEES", "3 TERM"]
    assert [block.kind for block in document.blocks[:3]] == ["list_item"] * 3


def test_stated_levels_of_headings_count() -> None:
    document = built("# Offer", "## 1. Scope", "### Works", "## 2. Fees", "### 2.1 Rates")
    assert tree(document) == [
        "Offer",
        "Offer > 1 Scope",
        "Offer > 1 Scope > Works",
        "Offer > 2 Fees",
        "Offer > 2 Fees > 2.1 Rates",
    ]


def test_capital_letters_nest_below_their_clause() -> None:
    document = built("= 11. GENERAL.", "A. Waiver. " + PROSE, "B. Notices. " + PROSE, "= 12. TERM.")
    assert tree(document) == ["11 GENERAL", "11 GENERAL > A Waiver", "11 GENERAL > B Notices", "12 TERM"]


def test_letter_i_goes_on_with_a_row_of_letters() -> None:
    letters = [f"{letter}. Topic {letter}. {PROSE}" for letter in "ABCDEFGHIJ"]
    document = built("= 11. GENERAL.", *letters)
    assert [section.number for section in document.sections] == ["11", *"ABCDEFGHIJ"]
    assert {section.parent for section in document.sections[1:]} == {0}


def test_definition_after_a_number_is_no_title() -> None:
    document = built('1.1 "Fee" means the fee in Exhibit A', "1.2 Service levels", PROSE)
    assert [section.label for section in document.sections] == ["1.1", "1.2 Service levels"]
