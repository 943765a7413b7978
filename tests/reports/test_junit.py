"""JUnit XML: a suite a document, a case a rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from tests.reports.reported import FLAGGED, lost, report

from proposalcheck.reports.junit import whole


def suites(*told: dict[str, Any], fail_on: str = "high") -> list[Element]:
    root = fromstring(whole(told, fail_on))
    assert root.tag == "testsuites"
    return list(root)


def case(suite: Element, name: str) -> Element:
    (found,) = [one for one in suite if one.get("name") == name]
    return found


def test_a_flag_fails_its_rule(tmp_path: Path) -> None:
    (suite,) = suites(report(tmp_path))
    failure = case(suite, "silent-renewal").find("failure")
    assert failure is not None
    assert (failure.get("message"), failure.get("type")) == ('The term goes on: "renews by itself"', "high")
    assert f"“{FLAGGED}” (Term)" in (failure.text or "")
    assert case(suite, "silent-renewal").get("classname") == "offers/first.md"


@pytest.mark.parametrize(("fail_on", "failures"), [("high", 1), ("medium", 2), ("never", 0)])
def test_the_level_decides_what_fails(tmp_path: Path, fail_on: str, failures: int) -> None:
    (suite,) = suites(report(tmp_path), fail_on=fail_on)
    assert (suite.get("tests"), suite.get("failures")) == ("2", str(failures))
    assert sum(one.find("failure") is not None for one in suite) == failures


def test_a_rule_that_found_nothing_passes(tmp_path: Path) -> None:
    (suite,) = suites(report(tmp_path, "The project lead is Ana Berg."))
    assert [(one.get("name"), list(one)) for one in suite] == [("named-lead", []), ("silent-renewal", [])]


def test_what_cannot_be_told_is_skipped(tmp_path: Path) -> None:
    told = report(tmp_path)
    told["findings"] = [told["findings"][0] | {"type": "unsure", "message": "cannot tell"}]
    (suite,) = suites(told)
    skipped = case(suite, "silent-renewal").find("skipped")
    assert skipped is not None
    assert (skipped.get("message"), suite.get("skipped"), suite.get("failures")) == ("cannot tell", "1", "0")


def test_what_could_not_be_read_is_an_error(tmp_path: Path) -> None:
    _, suite = suites(report(tmp_path), lost())
    error = case(suite, "problem 1").find("error")
    assert error is not None
    assert (suite.get("errors"), error.get("message")) == ("1", "lost.pdf: there is no such file")


def test_words_that_xml_cannot_hold_are_taken_out(tmp_path: Path) -> None:
    told = report(tmp_path)
    told["findings"][0]["evidence"][0]["quote"] = 'a <b> & "c"\x0c\ufffe'
    (suite,) = suites(told)
    failure = case(suite, "silent-renewal").find("failure")
    assert failure is not None
    assert '“a <b> & "c"' in (failure.text or "")
