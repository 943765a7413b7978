"""The clauses of agreements as JSON, text and a table: exact words, and what could not be read is never "not found"."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.documents import markdown

from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.clauses import KINDS, ClauseAnswer, ClauseQuote
from proposalcheck.document import Span
from proposalcheck.finding import Trace, quoted
from proposalcheck.models import versions
from proposalcheck.reports import clauses
from proposalcheck.reports.clauses.schema import json_schema
from proposalcheck.reports.clauses.table import COLUMNS, table
from proposalcheck.reports.clauses.text import text
from proposalcheck.reports.json import page

DOCUMENT = markdown("# Supply\n\n## 1 Law\n\nThe law of Ohio governs.\n\n=SUM(1) is free.")
LAW, FREE = Span(13, 37), Span(38, 54)
MSA = KindOfDocument("msa", 0.9, "as the test says")
VALIDATOR = Draft202012Validator(json.loads(json_schema()))


def quote(span: Span, probability: float) -> ClauseQuote:
    return ClauseQuote(quoted(DOCUMENT, Trace(span)), probability)


def answers(**given: tuple[str, float, list[ClauseQuote], float | None]) -> list[ClauseAnswer]:
    """Return an answer for each kind: those in `given` (its id with underscores), no for all others."""
    told = []
    for kind in KINDS:
        said, chance, quotes, recall = given.get(kind.id.replace("-", "_"), ("no", 0.01, [], 0.9))
        told.append(ClauseAnswer(kind, said, chance, tuple(quotes), recall))  # type: ignore[arg-type]
    return told


def told(**given: tuple[str, float, list[ClauseQuote], float | None]) -> dict[str, Any]:
    return clauses.as_object(DOCUMENT, MSA, answers(**given))


ONE: dict[str, tuple[str, float, list[ClauseQuote], float | None]] = {
    "governing_law": ("yes", 0.97, [quote(LAW, 0.8), quote(FREE, 0.5)], 0.98),
    "insurance": ("unsure", 0.4, [quote(FREE, 0.2)], None),
    "exclusivity": ("unsure", 0.3, [quote(LAW, 0.3)], 0.5),
    "licence": ("unsure", 0.31, [], 0.5),
    "price_limits": ("no", 0.1, [], 0.49),
}


def test_json() -> None:
    data = told(**ONE)
    assert {name: value for name, value in data.items() if name not in ("clauses", "document")} == {
        "schema": "proposalcheck-clauses/1",
        "tool": {
            "version": data["tool"]["version"],
            "models": {name: versions()[name] for name in ("clauses", "kind")},
        },
        "coverage": {"pages_read": 0, "pages_without_text": [], "tables": 0, "not_read": []},
        "problems": [],
    }
    assert (data["document"]["kind"], data["document"]["words"]) == ("msa", 11)
    assert [clause["kind"] for clause in data["clauses"]] == [kind.id for kind in KINDS]
    assert next(clause for clause in data["clauses"] if clause["kind"] == "governing-law") == {
        "kind": "governing-law",
        "name": "Governing law",
        "label": "Governing Law",
        "says": "whose law decides",
        "answer": "yes",
        "probability": 0.97,
        "recall": 0.98,
        "quotes": [
            {
                "quote": "The law of Ohio governs.",
                "page": None,
                "section": "1 Law",
                "start": 13,
                "end": 37,
                "probability": 0.8,
            },
            {"quote": "=SUM(1) is free.", "page": None, "section": "1 Law", "start": 38, "end": 54, "probability": 0.5},
        ],
    }
    assert DOCUMENT.text[13:37] == "The law of Ohio governs."


def test_several_documents_are_an_array_and_one_is_an_object() -> None:
    lost = clauses.unreadable("lost.pdf", "lost.pdf: is empty")
    assert json.loads(page([told()])) == told()
    assert json.loads(page([told(), lost])) == [told(), lost]


def test_the_schema_fits_and_nothing_else_does() -> None:
    Draft202012Validator.check_schema(json.loads(json_schema()))
    lost = clauses.unreadable("lost.pdf", "lost.pdf: is empty")
    assert VALIDATOR.is_valid(told(**ONE))
    assert VALIDATOR.is_valid([told(), lost])
    assert not VALIDATOR.is_valid(told() | {"surprise": 1})
    assert not VALIDATOR.is_valid({name: value for name, value in told().items() if name != "coverage"})
    assert not VALIDATOR.is_valid(lost | {"problems": []})


NOT_FOUND = """\
Not found
  Name of the document, Parties, Date of the agreement, Effective date, End of the term, Renewal,
  Notice against renewal, Termination for convenience, Duties after the end, Consent to assignment,
  Change of control, Rights of third parties, Limit of liability, Liability without limit,
  Liquidated damages, Length of the warranty, Promise not to sue, Audit, Minimum commitment, Limit
  of volume, Sharing of revenue, Limits on price changes, Most favoured customer, Non-compete,
  Exception to a restriction, No soliciting of customers, No soliciting of staff, Non-disparagement,
  Right of first refusal, Transfer of IP, Joint ownership of IP, Licence not transferable, Licence
  for affiliates, Licence from affiliates, Unlimited licence, Irrevocable licence, Source code
  escrow.
  Of these, the model overlooked more than half when it was tested: Limits on price changes.
"""
TEXT = f"""\
made.md: 1 of 41 kinds of clause found, 3 unsure

Found                          sure  words that show it
  Governing law                0.97  “The law of Ohio governs.” (1 Law), and 1 other place

Unsure: look yourself          sure  words that show it
  Insurance                    0.40  perhaps “=SUM(1) is free.” (1 Law)
  Exclusivity                  0.30  the words under Governing law
  Licence                      0.31  no sentence stands out

{NOT_FOUND}"""


def test_text() -> None:
    assert text([told(**ONE)]) == TEXT


def test_text_of_several_and_of_one_that_could_not_be_read() -> None:
    lost = clauses.unreadable("lost.pdf", "lost.pdf: is empty")
    assert text([lost, told(**ONE)]) == f"lost.pdf: could not be read\n\n{TEXT}"


def test_a_document_without_words_is_not_told_to_lack_anything() -> None:
    nothing = [ClauseAnswer(kind, "unsure", None, (), 0.9) for kind in KINDS]
    data = clauses.as_object(DOCUMENT, MSA, nothing)
    assert text([data]) == "made.md: no sentence to look at\n"
    assert VALIDATOR.is_valid(data)


def test_what_was_not_read_is_not_told_to_be_missing() -> None:
    data = told(**ONE) | {"problems": [{"stage": "read", "what": "page 2 has no text"}]}
    assert "\nNot found in what could be read\n" in text([data])
    assert "\nNot found\n" not in text([data])


def test_no_line_is_wider_than_100_columns() -> None:
    long = markdown(f"# {'Title ' * 30}\n\n{'word ' * 80}{'x' * 300}.")
    words = ClauseQuote(quoted(long, Trace(Span(0, len(long.text)))), 0.9)
    lines = text([told(assignment=("yes", 0.9, [words], 0.9))]).split("\n")
    assert max(map(len, lines)) == 100


def test_table() -> None:
    rows = list(csv.reader(io.StringIO(table([told(**ONE)]), newline="")))
    assert rows[0] == list(COLUMNS)
    law = ["made.md", "governing-law", "Governing law", "yes", "0.97"]
    assert [row for row in rows if row[1] == "governing-law"] == [
        [*law, "1", "2", "0.8", "", "1 Law", "The law of Ohio governs.", "13", "37"],
        [*law, "2", "2", "0.5", "", "1 Law", "'=SUM(1) is free.", "38", "54"],
    ]
    assert [row[:7] for row in rows if row[1] == "licence"] == [
        ["made.md", "licence", "Licence", "unsure", "0.31", "0", "0"]
    ]
    assert len(rows) == 1 + 42


@pytest.mark.parametrize(("lost", "answer"), [(True, "unread"), (False, "problem")])
def test_what_could_not_be_looked_at_is_a_row(lost: bool, answer: str) -> None:
    data = clauses.unreadable("lost.pdf", "x") if lost else told()
    data["problems"] = [{"stage": "read", "what": "page 2 has no text", "location": "page 2"}]
    last = list(csv.DictReader(io.StringIO(table([data]), newline="")))[-1]
    assert {name: value for name, value in last.items() if value} == {
        "document": data["document"]["path"],
        "answer": answer,
        "quote": "page 2 has no text",
        "section": "page 2",
    }
