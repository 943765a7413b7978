"""Markdown: what a comment on a pull request shows, and what fits into one."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt
from tests.reports.reported import FLAGGED, lost, report

from proposalcheck.reports.markdown import MOST_CHARACTERS, whole


def test_a_table_of_documents_then_findings_by_severity(tmp_path: Path) -> None:
    told = whole([report(tmp_path), lost()])
    lines = told.splitlines()
    assert lines[:6] == [
        "## Proposal check",
        "",
        "| Document | Kind | Really a | High | Medium | Low | Covered | Not looked at |",
        "|---|---|---|--:|--:|--:|--:|--:|",
        "| offers/first.md | sow |  | 1 | 1 | 0 | 0 | 0 |",
        "| lost.pdf | not read |  | 0 | 0 | 0 | 0 | 1 |",
    ]
    assert "- lost.pdf: there is no such file" in lines
    assert told.index("### High (1)") < told.index(f"> “{FLAGGED}” (Term)") < told.index("### Medium (1)")


def test_findings_fold_up_under_their_title(tmp_path: Path) -> None:
    told = whole([report(tmp_path)])
    assert told.count("<details>") == told.count("</details>") == 2
    assert "<summary><b>The term renews by itself</b> (warns: silent-renewal)</summary>" in told
    assert "<summary><b>Who leads the work</b> (missing: named-lead)</summary>" in told


def test_places_of_one_rule_stand_together(tmp_path: Path) -> None:
    told = whole([report(tmp_path, "\n\n".join(f"Order {number} renews by itself." for number in range(7)))])
    assert "(warns: silent-renewal, 7 places)" in told
    assert told.count("> “Order") == 5
    assert "and 2 more places" in told


def test_words_of_a_document_are_no_markup(tmp_path: Path) -> None:
    told = report(tmp_path)
    words = "@alice #12 <img src=x> [a](http://b.example) *c* `d` | e www.f.example"
    told["findings"][0]["evidence"][0]["quote"] = words
    out = whole([told])
    shown = MarkdownIt("commonmark").enable("table").render(out)
    assert not [sign for sign in ("@alice", "#12", "<img", "http://b", "www.f") if sign in out]
    assert "<em>" not in shown
    assert "<a " not in shown
    assert f"“{words.replace('<', '&lt;').replace('>', '&gt;')}” (Term)" in shown


def test_no_comment_is_too_long_and_what_is_left_out_is_counted(tmp_path: Path) -> None:
    told = report(tmp_path)
    flag = told["findings"][0]
    told["findings"] = [flag | {"rule": f"rule-{number}", "why": "w" * 2_000} for number in range(50)]
    out = whole([told])
    shown = out.count("<details>")
    assert len(out) <= MOST_CHARACTERS
    assert 0 < shown < 50
    assert out.endswith(f"**{50 - shown} findings left out**: a comment holds no more. Other formats have them all.\n")
