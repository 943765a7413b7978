"""All phrases in one pass: the same places that a loop over every phrase finds."""

from __future__ import annotations

import re

import pytest

from proposalcheck.annotate.notation import PhraseSyntaxError, parse
from proposalcheck.annotate.phrases import PhraseSet
from proposalcheck.document import Span

TEXT = """
This Statement of Work (the “SOW”) is made by Tern & Daughters, Inc. (“Provider”) and the County of Elm (“Client”).
Provider may, at any time and in its sole discretion, replace the people named in Exhibit B; Client may not.
Work is done on a time-and-materials basis at US$ 95.50 per hour, and shall not exceed $120,000 in any 12-month period.
The term is thirty-six (36) months. It renews automatically for successive one-year terms unless either party gives
notice within ninety (90) days of its end. TERMINATION FOR CONVENIENCE: the Client may terminate for convenience on
30 days’ written notice; upon termination, fees for work done fall due within ten (10) business days.
Late sums bear interest at 1.5 % per month. Liability is limited to ten percent (10%) of the fees paid in the last
year, save for wilful harm; in no event is Provider liable for indirect loss. The software is sold “as is” and
“with all faults”. Provider agrees to use commercially reasonable efforts to meet the dates in the plan, which are
estimates only. Change requests are handled by the café team; the client’s approval shall not be unreasonably
withheld. Prior consent, prior written consent and written consent all count. Contracts end; a contract ends.
We deliver world-class, best-of-breed results!!! Results may vary..... Auto-renewal applies, automatically.
"""

PHRASES = [
    "may ... replace",
    "may ..20.. replace",
    "may ..1.. replace",
    "sole discretion",
    "(sole|absolute) discretion",
    "time and materials",
    "{money} per hour",
    "shall not exceed {money}",
    "{duration} period",
    "renew* automatic*",
    "automatic*",
    "auto-renew*",
    "successive ... terms",
    "(terms|periods) unless",
    "unless ... notice",
    "terminat* for convenience",
    "terminat*",
    "upon [early] termination",
    "within {duration}",
    "{number} days",
    "{client} may",
    "{client} ... may ... not",
    "{provider} {modal}",
    "interest at {percent}",
    "limited to {percent}",
    "in no event ... liable",
    '"as is"',
    '"with all faults"',
    "[commercially] reasonable efforts",
    "estimates only",
    "client's approval",
    "[prior] [written] consent",
    "prior [written] consent",
    "contract[s] end",
    "contract[s] end[s]",
    "world-class",
    "best of breed",
    "[un]reasonabl*",
    "café team",
    "the café",
    "Exhibit (A|B|C)",
    "T&M",
    r"/\bper (?:hour|month)\b/",
    r"/\$\d[\d,]+/",
    "results may vary.",
    "results!",
    "party ... end ... due",
    "no such words",
    "may ... no such words",
    "made by {name}",
]

ABSENT = {"may ..1.. replace", "T&M", "party ... end ... due", "no such words", "may ... no such words"}


def naive(phrases: list[str], text: str) -> list[tuple[str, Span]]:
    """Return what a loop of `re` over all phrases finds."""
    return sorted(
        (phrase, Span(*match.span()))
        for phrase in phrases
        for match in re.finditer(parse(phrase).expression, text, re.IGNORECASE)
    )


def test_one_pass_finds_what_a_loop_finds() -> None:
    found = sorted(PhraseSet(PHRASES).find(TEXT))
    assert found == naive(PHRASES, TEXT)
    assert set(PHRASES) - {phrase for phrase, _ in found} == ABSENT


@pytest.mark.parametrize("line", TEXT.strip().split("\n"))
def test_one_pass_finds_what_a_loop_finds_in_every_line(line: str) -> None:
    assert sorted(PhraseSet(PHRASES).find(line)) == naive(PHRASES, line)


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_alone_is_found_as_among_others(phrase: str) -> None:
    assert sorted(PhraseSet([phrase]).find(TEXT)) == naive([phrase], TEXT)


def test_spans_are_exact() -> None:
    text = "It may, if it likes, replace staff. Sole discretion is kept."
    assert sorted(PhraseSet(["may ... replace", "sole discretion"]).find(text)) == [
        ("may ... replace", Span(3, 28)),
        ("sole discretion", Span(36, 51)),
    ]


def test_a_phrase_is_found_at_every_place() -> None:
    assert list(PhraseSet(["we own"]).find("We own it; we own all.")) == [
        ("we own", Span(0, 6)),
        ("we own", Span(11, 17)),
    ]


def test_all_words_must_be_there_in_order() -> None:
    phrases = PhraseSet(["may ... replace"])
    assert list(phrases.find("It will replace what it may.")) == []
    assert list(phrases.find("It may.")) == []


def test_phrases_with_a_common_word_do_not_hide_each_other() -> None:
    phrases = PhraseSet(["may ... replace", "may ... swap", "may"])
    assert {phrase for phrase, _ in phrases.find("It may then swap or replace.")} == {
        "may ... replace",
        "may ... swap",
        "may",
    }


def test_a_phrase_given_twice_is_found_once() -> None:
    phrases = PhraseSet(["we own", "we own"])
    assert phrases.phrases == ("we own",)
    assert list(phrases.find("We own it.")) == [("we own", Span(0, 6))]


def test_no_phrases_find_nothing() -> None:
    assert list(PhraseSet([]).find("We own it.")) == []


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ('"as is"', "It has is as its verb, and is sold as is.", ["as is"]),
        ('"as is"', "What has is for it.", []),
        ("{money} flat", "Not 5A$9 flat, but $9 flat.", ["$9 flat"]),
        ("limited to {percent}", "limited to 5% of it, limited to 5%s", ["limited to 5%"]),
        ("the cap", "the\u00a0cap", ["the\u00a0cap"]),
        ("the cap", "the\u000bcap", ["the\u000bcap"]),
        ("the cap", "the capé, thé cap, the cap", ["the cap"]),
        ("the cap", "THE CAP", ["THE CAP"]),
        ("sign-off sheet", "a signoff sheet, a sign off sheet, a sign-off-sheet", 3 * ["sign"]),
        ("way of working", "working of way, way of working", ["way of working"]),
        ("(way of working|plan) agreed", "the way of working agreed, working agreed", ["way of working agreed"]),
        ("& %", "5 & % of it", ["& %"]),
    ],
)
def test_what_stands_around_the_words_counts(phrase: str, text: str, found: list[str]) -> None:
    words = [text[span.start : span.end] for _, span in PhraseSet([phrase]).find(text)]
    assert [said[: len(wanted)] for said, wanted in zip(words, found, strict=True)] == found
    assert sorted(PhraseSet([phrase]).find(text)) == naive([phrase], text)


@pytest.mark.parametrize("run", [".", "-", "_", "!?", " . ", "….", "(", "’", "* "])
def test_runs_of_punctuation_hide_nothing(run: str) -> None:
    text = f"It may {run * 3000} replace staff. It may now replace staff. {run * 3000}"
    found = [text[span.start : span.end] for _, span in PhraseSet(["may ... replace"]).find(text)]
    assert found[-1] == "may now replace"
    assert sorted(PhraseSet(PHRASES).find(text)) == naive(PHRASES, text)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("(data|data security)", "data security", ["data"]),
        ("(data security|data)", "data security, data", ["data security", "data"]),
        ("provider*", "the providers', the provider's, PROVIDER", ["providers'", "provider's", "PROVIDER"]),
        ("(provider*|seller)", "the providers', the provider’s", ["providers", "provider’s"]),
        ("provider* staff", "providers' staff, provider's staff", ["providers' staff", "provider's staff"]),
        ("client's data", "clients data, client’s data, client''s data", ["clients data", "client’s data"]),
        ("sub-contract*", "sub‑contracts, sub--contracts, subcontractor", ["sub‑contracts", "subcontractor"]),
        ("no no", "no no no no no", ["no no", "no no"]),
        ("shall -not", "shall not, shallnot", ["shall not"]),
        ("own risk", "own_risk, own \n risk, _own risk, own risk_", ["own \n risk"]),
        ("own* risk", "own_er risk", ["own_er risk"]),
        ("task list", "ta\u017fk list, TA\u017f\u212a l\u0131st", ["ta\u017fk list", "TA\u017f\u212a l\u0131st"]),
        ("fee ... due", "fee_ due, fee_x is due, so fee is due", ["fee is due"]),
    ],
)
def test_phrases_of_words_are_found_as_their_expressions_find_them(phrase: str, text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for _, span in PhraseSet([phrase]).find(text)] == found
    assert list(PhraseSet([phrase]).find(text)) == naive([phrase], text)


def test_a_phrase_with_too_many_spellings_is_found_all_the_same() -> None:
    many = "|".join(f"word{number}" for number in range(20))
    phrase = f"({many}) ({many})"
    phrases = PhraseSet([phrase, "word3"])
    for _ in range(2):
        assert list(phrases.find("a word3 word19")) == [(phrase, Span(2, 14)), ("word3", Span(2, 7))]


def test_what_was_asked_before_does_not_matter() -> None:
    phrases = PhraseSet(PHRASES)
    for line in (*TEXT.strip().split("\n"), *reversed(TEXT.strip().split("\n"))):
        assert sorted(phrases.find(line)) == naive(PHRASES, line)


def test_a_long_run_of_apostrophes_takes_no_time() -> None:
    text = "pro" + "'pro" * 20_000
    assert list(PhraseSet(["pro*"]).find(text)) == [("pro*", Span(0, len(text)))]


def test_a_bad_phrase_is_refused() -> None:
    with pytest.raises(PhraseSyntaxError, match="is never closed"):
        PhraseSet(["we own", "(may|can"])
