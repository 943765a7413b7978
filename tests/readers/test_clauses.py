from proposalcheck.readers.clauses import ClauseSplitter

PROSE = "the supplier keeps full records of all work that it does for the client under this agreement"


def test_clauses_in_one_paragraph_are_parted() -> None:
    text = f"1. Scope. In short, {PROSE}. 2. Fees 2.1 All fees are fixed. 2.2 Expenses are extra. 3. Term. One year."
    assert ClauseSplitter().split(text) == [
        f"1. Scope. In short, {PROSE}.",
        "2. Fees",
        "2.1 All fees are fixed.",
        "2.2 Expenses are extra.",
        "3. Term. One year.",
    ]


def test_row_goes_on_from_one_paragraph_to_the_next() -> None:
    splitter = ClauseSplitter()
    splitter.split(f"4. Fees. {PROSE}. 4.1 Rates. {PROSE}.")
    assert splitter.split(f"{PROSE}, and so on. 4.2 Taxes. Fees are net. 5. Term. One year.") == [
        f"{PROSE}, and so on.",
        "4.2 Taxes. Fees are net.",
        "5. Term. One year.",
    ]


def test_citations_dates_and_numbers_out_of_row_part_nothing() -> None:
    text = (
        f"1. Scope. As set out in Section 2. The client agrees, "
        f"and {PROSE}. It begins on June 2. The fee under clause 1.1 "
        "Schedule terms is due. Version 2. The rest follows. There are 7. Seven follow."
    )
    assert ClauseSplitter().split(text) == [text]


def test_heading_in_capitals_is_parted_from_its_clause() -> None:
    text = f"7. NOTICES & REPORTS Any notice is given in writing, and {PROSE}."
    assert ClauseSplitter().split(text) == ["7. NOTICES & REPORTS", f"Any notice is given in writing, and {PROSE}."]


def test_clause_in_capitals_throughout_stays_whole() -> None:
    text = (
        "7. NO PARTY SHALL BE LIABLE FOR LOST PROFITS OR OTHER LOSS OF "
        "ANY KIND. Direct loss alone counts, as said before in the text."
    )
    assert ClauseSplitter().split(text) == [text]


def test_articles_are_parted() -> None:
    text = (
        f"It is agreed as follows, and {PROSE}: ARTICLE 1 SCOPE "
        f"1.1 Works. The works. ARTICLE 2 FEES 2.1 Rates. The rates."
    )
    assert ClauseSplitter().split(text) == [
        f"It is agreed as follows, and {PROSE}:",
        "ARTICLE 1 SCOPE",
        "1.1 Works. The works.",
        "ARTICLE 2 FEES",
        "2.1 Rates. The rates.",
    ]
